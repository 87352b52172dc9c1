import { type ClaimKey, isAffected, isPlace, reopen, retry } from '@twelve/casework';
import { everyItem, type Item } from './engine.ts';
import { claimKeyOf, readClaimants, readHead } from './reading.ts';
import { decideAndWrite, type Store } from './store.ts';
import { SHARDS } from './tables.ts';

/** The two images of a stream record of the claims table. */
export interface LedgerChange {
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

/**
 * Something about a document or a year's places has changed: every other case that it concerns and that does not
 * stand as its determination says is looked at again. Repeating it changes nothing more. Gives the credit codes that were raised.
 */
export async function followLedger(store: Store, change: LedgerChange): Promise<readonly string[]> {
  const changed = change.after ?? change.before;
  const key = claimKeyOf(changed);
  if (changed === undefined || key === undefined) return [];
  const owner = String(changed.creditCode);
  const raised: string[] = [];
  for (const claimant of await readClaimants(store.engine, store.pack, key, changed)) {
    // A document is claimed together with the revision that is evaluated then. A place is asked for only when that
    // is done: whoever asks may find that it could have had one since.
    if (claimant.creditCode === owner && !isPlace(key)) continue;
    const { creditCode } = claimant;
    const reopened = await decideAndWrite(store, async () => {
      const head = await readHead(store.engine, creditCode);
      const affected = head !== undefined && isAffected(head, claimant.key, claimant.standing);
      const cause = { kind: 'standing-changed', at: store.now(), subject: subjectOf(key) } as const;
      const done = affected ? reopen(head, cause) : undefined;
      return { writes: done?.writes ?? [], answer: done !== undefined };
    });
    if (reopened) raised.push(creditCode);
  }
  return raised;
}

/**
 * Starts what has been unfinished since before a moment: what failed, what a dead letter, a restore or a restart left
 * behind. Gives the credit codes.
 */
export async function sweepUnfinished(store: Store, before: string): Promise<readonly string[]> {
  const started: string[] = [];
  for (const partition of SHARDS) {
    const query = { table: 'cases', index: 'unfinished', partition, upTo: before } as const;
    for await (const { pk } of everyItem(store.engine, query)) {
      const creditCode = String(pk).slice('CASE#'.length);
      const swept = await decideAndWrite(store, async () => {
        const head = await readHead(store.engine, creditCode);
        const due = head !== undefined && head.raisedAt <= before;
        const done = due ? retry(head, store.now()) : undefined;
        return { writes: done?.writes ?? [], answer: done !== undefined };
      });
      if (swept) started.push(creditCode);
    }
  }
  return started;
}

/** What a cause names: the document, or the year's quota – never another applicant's model. */
const subjectOf = (key: ClaimKey): string =>
  key.startsWith('place/') ? key.split('/').slice(0, 3).join('/') : key;
