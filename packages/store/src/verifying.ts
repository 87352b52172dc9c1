import { type CaseHead, type DeterminationRecord, isPlace, isUnfinished } from '@twelve/casework';
import { ENGINE_VERSION } from '@twelve/reconcile';
import { everyItem } from './engine.ts';
import { casePartition, claimItemKey, determinationPrefix } from './item-keys.ts';
import { bodyOf } from './items.ts';
import { readHead, readLedger } from './reading.ts';
import type { Store } from './store.ts';
import { SHARDS } from './tables.ts';
import { recompute } from './views.ts';

/** What a walk over the whole store found. Counts are of determinations unless named otherwise. */
export interface Verification {
  readonly cases: number;
  readonly proven: number;
  /** Made under another policy or engine version: they can be read, not recomputed by this one. */
  readonly otherVersion: number;
  readonly unfinishedCases: number;
  readonly findings: readonly Finding[];
}

export interface Finding {
  readonly creditCode: string;
  readonly kind: 'determination-differs' | 'claim-missing' | 'standing-differs';
  /** The revision of a determination, or the claim concerned. */
  readonly subject: string;
}

/**
 * Recomputes every determination of the store from its stored inputs and compares digests; compares every case's
 * claims with the ledger, and the standings of finished cases with what the ledger says now. `progress` is called once a
 * case. Changes nothing.
 */
export async function verifyStore(
  store: Store,
  progress: (cases: number) => void = () => undefined,
): Promise<Verification> {
  let [cases, proven, otherVersion, unfinishedCases] = [0, 0, 0, 0];
  const findings: Finding[] = [];
  for await (const creditCode of everyCase(store)) {
    const head = await readHead(store.engine, creditCode);
    if (head === undefined) continue;
    const partition = casePartition(creditCode);
    const query = { table: 'cases', partition, prefix: determinationPrefix } as const;
    for await (const item of everyItem(store.engine, query)) {
      const record = bodyOf<DeterminationRecord>(item);
      const verdict = await proveOne(store, record);
      if (verdict === 'proven') proven++;
      if (verdict === 'other-version') otherVersion++;
      if (verdict === 'differs') {
        findings.push({ creditCode, kind: 'determination-differs', subject: String(record.revision) });
      }
    }
    if (isUnfinished(head)) unfinishedCases++;
    findings.push(...(await auditClaims(store, head)));
    progress(++cases);
  }
  return { cases, proven, otherVersion, unfinishedCases, findings };
}

/** The credit codes of every case. */
export async function* everyCase(store: Store): AsyncGenerator<string> {
  for (const partition of SHARDS) {
    for await (const { pk } of everyItem(store.engine, { table: 'cases', index: 'everyCase', partition })) {
      yield String(pk).slice('CASE#'.length);
    }
  }
}

async function proveOne(
  store: Store,
  record: DeterminationRecord,
): Promise<'proven' | 'differs' | 'other-version'> {
  const { policyVersion, engineVersion } = record.outcome;
  if (policyVersion !== store.pack.policy.version || engineVersion !== ENGINE_VERSION) return 'other-version';
  return (await recompute(store, record)) === undefined ? 'differs' : 'proven';
}

/** A case that is still being evaluated, or whose claims are being settled, is not expected to agree yet. */
async function auditClaims(store: Store, head: CaseHead): Promise<Finding[]> {
  if (isUnfinished(head)) return [];
  const { creditCode, claims, inForce } = head;
  const findings: Finding[] = [];
  for (const [key, claimedAt] of Object.entries(claims)) {
    if (isPlace(key) && (head.placeAmounts[key] ?? 0) === 0) continue;
    const item = await store.engine.get('claims', claimItemKey(key, claimedAt, creditCode));
    if (item === undefined) findings.push({ creditCode, kind: 'claim-missing', subject: key });
  }
  if (inForce === undefined) return findings;
  const { contested, places } = await readLedger(store.engine, store.pack, head, head.placeAmounts);
  const differing = Object.keys(claims).filter(
    (key) =>
      contested.has(key) !== inForce.view.contested.includes(key) || places[key] !== inForce.view.places[key],
  );
  return [
    ...findings,
    ...differing.map((subject): Finding => ({ creditCode, kind: 'standing-differs', subject })),
  ];
}
