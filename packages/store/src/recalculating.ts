import { isUnfinished, reopen, statusOf } from '@twelve/casework';
import type { Total } from '@twelve/reconcile';
import { type Action, everyItem, type Item } from './engine.ts';
import { TransactionRefusedError } from './errors.ts';
import {
  changePrefix,
  progressKey,
  recalculatedKey,
  recalculatedPrefix,
  recalculationPartition,
  sha256,
} from './item-keys.ts';
import { bodyOf } from './items.ts';
import { readHead } from './reading.ts';
import { decideAndWrite, type Store } from './store.ts';
import { SHARDS } from './tables.ts';

/** How a bulk recalculation stands. Counts are of cases. */
export interface Recalculation {
  readonly id: string;
  readonly status: 'running' | 'finished';
  readonly policyVersion: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  /** Looked at, live or not. */
  readonly cases: number;
  /** Live ones, which are evaluated again. */
  readonly raised: number;
  readonly determined: number;
  readonly failed: number;
}

/** What a recalculation changed for one case. */
export interface Recalculated {
  readonly creditCode: string;
  readonly before: Total;
  readonly after: Total;
}

interface Progress extends Recalculation {
  readonly stamp: number;
  readonly phase: 'raising' | 'settling';
  /** Index into the shards while raising. */
  readonly shard: number;
  readonly after: Item | null;
}

/** How many cases one step takes: with one step a second, this bounds the rate of a recalculation. */
export const CASES_A_STEP = 25;

/** Begins a recalculation of every case. The caller has `recalculateStep` called until it is finished. */
export async function beginRecalculation(store: Store, nonce: string): Promise<Recalculation> {
  const at = store.now();
  const progress: Progress = {
    id: `r-${sha256(`${at}\n${nonce}`).slice(0, 32)}`,
    status: 'running',
    policyVersion: store.pack.policy.version,
    startedAt: at,
    finishedAt: null,
    cases: 0,
    raised: 0,
    determined: 0,
    failed: 0,
    stamp: 1,
    phase: 'raising',
    shard: 0,
    after: null,
  };
  await store.engine.transact([progressAction(progress, null, at)]);
  return published(progress);
}

/**
 * One page of work: raises cases while there are any, then waits for their determinations. True when nothing is left
 * to do. It may be repeated, run twice at once, or left and taken up again: a case is raised once.
 */
export async function recalculateStep(store: Store, id: string): Promise<boolean> {
  const progress = await readProgress(store, id);
  if (progress === undefined || progress.status === 'finished') return true;
  const next =
    progress.phase === 'raising' ? await raisePage(store, progress) : await settlePage(store, progress);
  try {
    await store.engine.transact([progressAction(next, progress.stamp, store.now())]);
  } catch (error) {
    // Another run of this step was faster, and goes on.
    if (error instanceof TransactionRefusedError) return true;
    throw error;
  }
  return next.status === 'finished';
}

/** How a recalculation stands, with a page of what it changed. */
export async function readRecalculation(
  store: Store,
  id: string,
  page: { readonly limit: number; readonly after?: Item },
): Promise<
  | { readonly progress: Recalculation; readonly changes: readonly Recalculated[]; readonly last?: Item }
  | undefined
> {
  const progress = await readProgress(store, id);
  if (progress === undefined) return undefined;
  const { items, last } = await store.engine.query({
    table: 'recalculations',
    partition: recalculationPartition(id),
    prefix: changePrefix,
    ...page,
  });
  const found = { progress: published(progress), changes: items.map((item) => bodyOf<Recalculated>(item)) };
  return last === undefined ? found : { ...found, last };
}

/** Recalculations that nobody has moved since before a moment: their chain of steps is broken. */
export async function stalledRecalculations(store: Store, before: string): Promise<readonly string[]> {
  const query = { table: 'recalculations', index: 'running', partition: 'yes', upTo: before } as const;
  const ids: string[] = [];
  for await (const { id } of everyItem(store.engine, query)) ids.push(String(id));
  return ids;
}

async function readProgress(store: Store, id: string): Promise<Progress | undefined> {
  const item = await store.engine.get('recalculations', progressKey(id));
  return item === undefined ? undefined : bodyOf<Progress>(item);
}

async function raisePage(store: Store, progress: Progress): Promise<Progress> {
  const { items, last } = await store.engine.query({
    table: 'cases',
    index: 'everyCase',
    partition: SHARDS[progress.shard] ?? '',
    limit: CASES_A_STEP,
    ...(progress.after === null ? {} : { after: progress.after }),
  });
  let raised = 0;
  for (const { pk } of items)
    if (await raiseOnce(store, progress.id, String(pk).slice('CASE#'.length))) raised++;
  const shard = last === undefined ? progress.shard + 1 : progress.shard;
  return {
    ...progress,
    stamp: progress.stamp + 1,
    phase: shard < SHARDS.length ? 'raising' : 'settling',
    shard,
    after: last ?? null,
    cases: progress.cases + items.length,
    raised: progress.raised + raised,
  };
}

/** Is the case part of this recalculation? It is raised where it was not before. */
function raiseOnce(store: Store, recalculation: string, creditCode: string): Promise<boolean> {
  return decideAndWrite(store, async () => {
    const known = await store.engine.get('recalculations', recalculatedKey(recalculation, creditCode));
    if (known !== undefined) return { writes: [], answer: true };
    const head = await readHead(store.engine, creditCode);
    const cause = { kind: 'recalculation', at: store.now(), subject: recalculation } as const;
    const done = head === undefined ? undefined : reopen(head, cause);
    if (done === undefined) return { writes: [], answer: false };
    return { writes: [...done.writes, { write: 'recalculating', recalculation, creditCode }], answer: true };
  });
}

/** Counts determinations up to the first case that is still being evaluated. */
async function settlePage(store: Store, progress: Progress): Promise<Progress> {
  const { items, last } = await store.engine.query({
    table: 'recalculations',
    partition: recalculationPartition(progress.id),
    prefix: recalculatedPrefix,
    limit: CASES_A_STEP * 4,
    ...(progress.after === null ? {} : { after: progress.after }),
  });
  let { determined, failed, after } = progress;
  let open = false;
  for (const item of items) {
    const state =
      item.kind === 'settled' ? 'determined' : await stateOf(store, bodyOf<Recalculated>(item).creditCode);
    open = state === 'evaluating';
    if (open) break;
    if (state === 'failed') failed++;
    else determined++;
    after = { pk: item.pk, sk: item.sk };
  }
  const finished = !open && last === undefined;
  return {
    ...progress,
    stamp: progress.stamp + 1,
    determined,
    failed,
    after,
    status: finished ? 'finished' : 'running',
    finishedAt: finished ? store.now() : null,
  };
}

/** A case may have been withdrawn since it was raised: then there is nothing to wait for. */
async function stateOf(store: Store, creditCode: string): Promise<'determined' | 'failed' | 'evaluating'> {
  const head = await readHead(store.engine, creditCode);
  if (head === undefined || head.live === undefined || !isUnfinished(head)) return 'determined';
  return statusOf(head) === 'failed' ? 'failed' : 'evaluating';
}

function progressAction(progress: Progress, was: number | null, at: string): Action {
  return {
    action: 'put',
    table: 'recalculations',
    item: {
      ...progressKey(progress.id),
      kind: 'progress',
      id: progress.id,
      stamp: progress.stamp,
      ...(progress.status === 'running' ? { running: 'yes', movedAt: at } : {}),
      body: JSON.stringify(progress),
    },
    condition: was === null ? { is: 'absent' } : { is: 'equal', attribute: 'stamp', value: was },
  };
}

function published({ stamp: _, phase: __, shard: ___, after: ____, ...rest }: Progress): Recalculation {
  return rest;
}
