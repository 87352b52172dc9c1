import { jinhua } from '@twelve/measures';
import { openStore, verifyStore } from '@twelve/store';
import { readArguments } from './arguments.ts';
import { openSystem, SYSTEM_OPTIONS } from './system.ts';

/**
 * `twelve verify`: recomputes every stored determination from its stored inputs and compares, byte for byte; compares
 * claims and standings with the ledger. Changes nothing.
 * @returns 0 where everything agrees, 1 where anything does not.
 */
export async function verify(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, SYSTEM_OPTIONS);
  const { engine } = await openSystem(values);
  const { cases, proven, otherVersion, unfinishedCases, findings } = await verifyStore(
    openStore(engine, jinhua),
  );
  console.log(`案卷 / cases: ${cases}`);
  console.log(`重算一致的认定 / determinations recomputed and equal: ${proven}`);
  console.log(`其他版本的认定 / made under another version: ${otherVersion}`);
  console.log(`尚在认定的案卷 / cases being evaluated: ${unfinishedCases}`);
  for (const { creditCode, kind, subject } of findings) console.log(`! ${creditCode} ${kind} ${subject}`);
  console.log(
    findings.length === 0 ? '全部一致 / all of it agrees' : `不一致 / differences: ${findings.length}`,
  );
  return findings.length === 0 ? 0 : 1;
}
