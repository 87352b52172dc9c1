import type { ClaimKey, LedgerView } from './records.ts';
import type { Write } from './writes.ts';

/**
 * Keeps the ledger's note of whose determination in force holds a place. Should the place go to somebody else, those
 * who believe that they have it are found by it, however long the list of those who wait.
 */
export function holdingWrites(
  creditCode: string,
  before: LedgerView | undefined,
  after: LedgerView | undefined,
): Write[] {
  const was = new Set(heldIn(before));
  const is = new Set(heldIn(after));
  return [
    ...[...is].filter((key) => !was.has(key)).map((key): Write => ({ write: 'holding', key, creditCode })),
    ...[...was]
      .filter((key) => !is.has(key))
      .map((key): Write => ({ write: 'not-holding', key, creditCode })),
  ];
}

const heldIn = (view: LedgerView | undefined): ClaimKey[] =>
  Object.entries(view?.places ?? {}).flatMap(([key, standing]) => (standing === 'held' ? [key] : []));
