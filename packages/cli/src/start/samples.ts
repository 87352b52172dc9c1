import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Engine, findKey, issueKey, type Role } from '@twelve/store';

export interface SampleKeys {
  readonly partner: string;
  readonly secondPartner: string;
  readonly department: string;
}

/**
 * Two partners and a department to try the system with. Where data is kept, their keys are too – in a file that only
 * its owner can read – and are given again as long as they are good.
 */
export async function sampleKeys(engine: Engine, dataDir: string | undefined): Promise<SampleKeys> {
  const file = dataDir === undefined ? undefined : join(dataDir, 'sample-keys.json');
  const known = file === undefined ? {} : readKnown(file);
  const keyOf = async (caller: string, role: Role): Promise<string> => {
    const key = known[caller];
    const good = key !== undefined && (await findKey(engine, key)) !== undefined;
    return good ? key : (await issueKey(engine, caller, role, new Date().toISOString())).secret;
  };
  const keys = {
    partner: await keyOf('partner', 'partner'),
    secondPartner: await keyOf('secondPartner', 'partner'),
    department: await keyOf('department', 'department'),
  };
  if (file !== undefined) writeFileSync(file, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}

function readKnown(file: string): Readonly<Record<string, string>> {
  if (!existsSync(file)) return {};
  const text = readFileSync(file, 'utf8');
  try {
    const known = Object.entries(Object(JSON.parse(text)));
    return Object.fromEntries(known.map(([caller, key]) => [caller, String(key)]));
  } catch {
    // Half written when an earlier start was killed: new keys are as good.
    return {};
  }
}
