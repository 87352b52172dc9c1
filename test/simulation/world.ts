import { type CaseHead, type DeterminationRecord, isUnfinished } from '@twelve/casework';
import { decideAll, jinhua } from '@twelve/measures';
import {
  bodyOf,
  commitCase,
  followLedger,
  type Item,
  type LedgerChange,
  loadCase,
  type MemoryEngine,
  memoryEngine,
  openStore,
  type Reconciled,
  reconcileCase,
  type Store,
  type Task,
} from '@twelve/store';
import type { Facts } from './facts.ts';

/** Something that is under way outside the database: a stream record, a workflow before its next state. */
export type Pending =
  | { readonly kind: 'evaluate'; readonly task: Task }
  | { readonly kind: 'commit'; readonly reconciled: Reconciled }
  | { readonly kind: 'follow'; readonly change: LedgerChange };

/**
 * The stored path on the model of DynamoDB: the same operations that the functions call, with streams and workflows as
 * a list of things under way that a test carries out in any order, twice, or not at all.
 */
export interface World {
  readonly store: Store;
  readonly engine: MemoryEngine;
  pending: readonly Pending[];
  /** Determinations that came into force, in order. */
  announced: readonly DeterminationRecord[];
  /** Executions started: a name is used once. */
  started: ReadonlySet<string>;
  clock: { at: string };
}

export function createWorld(engine = memoryEngine(), at = '2024-01-01T00:00:00.000Z'): World {
  const clock = { at };
  const store = openStore(engine, jinhua, { now: () => clock.at, pause: async () => undefined });
  return { store, engine, pending: [], announced: [], started: new Set(), clock };
}

/** A world that shares nothing with the first, but is at the same point. */
export function fork(world: World): World {
  const copy = createWorld(world.engine.fork(), world.clock.at);
  return { ...copy, pending: world.pending, announced: world.announced, started: world.started };
}

/** What the streams bring since the last look. */
export function collect(world: World): void {
  for (const { table, before, after } of world.engine.takeChanges()) {
    if (table === 'claims') {
      const { kind } = after ?? before ?? {};
      if (kind === 'claim' || kind === 'awarded' || kind === 'holding') {
        world.pending = [...world.pending, { kind: 'follow', change: { before, after } }];
      }
      continue;
    }
    if (after?.kind === 'determination' && before === undefined) {
      world.announced = [...world.announced, bodyOf<DeterminationRecord>(after)];
    }
    if (after?.kind === 'case' && after.unfinished !== undefined) {
      const { creditCode, revision, attempt } = bodyOf<CaseHead>(after);
      const name = `${creditCode}-${revision}-${attempt}`;
      if (world.started.has(name)) continue;
      world.started = new Set([...world.started, name]);
      world.pending = [...world.pending, { kind: 'evaluate', task: { creditCode, revision, attempt } }];
    }
  }
}

/** Carries one thing out; what follows from it joins what is under way. */
export async function carryOut(world: World, thing: Pending): Promise<void> {
  switch (thing.kind) {
    case 'evaluate': {
      const reconciled = await evaluate(world.store, thing.task);
      if (reconciled !== undefined) world.pending = [...world.pending, { kind: 'commit', reconciled }];
      break;
    }
    case 'commit':
      await commitCase(world.store, thing.reconciled);
      break;
    case 'follow':
      await followLedger(world.store, thing.change);
      break;
    default:
      thing satisfies never;
  }
  collect(world);
}

/** Load, the twelve checks, reconcile: what the workflow does before its commit. */
export async function evaluate(store: Store, task: Task): Promise<Reconciled | undefined> {
  const loaded = await loadCase(store, task);
  if (!loaded.current) return undefined;
  const { inputs, dossier } = loaded;
  // The rules are pure: what they came to once for the same inputs, they come to again.
  const key = JSON.stringify([dossier, inputs.standings, inputs.officialFacts]);
  const known = outcomes.get(key);
  if (known !== undefined) return { ...task, inputs, outcome: known };
  const reconciled = reconcileCase(store.pack, { ...loaded, decisions: decideAll(store.pack, dossier) });
  outcomes.set(key, reconciled.outcome);
  return reconciled;
}

const outcomes = new Map<string, Reconciled['outcome']>();

/** Carries everything out, oldest first, until nothing is under way. */
export async function settle(world: World): Promise<void> {
  for (let steps = 0; world.pending.length > 0; steps++) {
    if (steps > 10_000) throw new Error('the world does not come to rest');
    const [first, ...rest] = world.pending;
    world.pending = rest;
    if (first !== undefined) await carryOut(world, first);
  }
}

/** Every case's head, in order of credit codes. */
export const headsOf = (world: World): CaseHead[] => recordsOf<CaseHead>(world, 'cases', 'case');

export const recordsOf = <T>(world: World, table: 'cases' | 'claims', kind: string): T[] =>
  world.engine
    .items(table)
    .filter((item) => item.kind === kind)
    .map((item) => parsed<T>(item));

/** Stored items are never changed, so each is read once. */
function parsed<T>(item: Item): T {
  const body = bodies.get(item) ?? bodyOf<object>(item);
  bodies.set(item, body);
  return body as T;
}

const bodies = new WeakMap<Item, object>();

/** The facts that a world holds, whatever was made of them. */
export const factsOf = (world: World): Facts => ({
  heads: headsOf(world),
  dossiers: recordsOf(world, 'cases', 'dossier'),
  registry: recordsOf(world, 'cases', 'registry'),
  payments: recordsOf(world, 'cases', 'payment'),
});

/** What is in force for every live case: digests by credit code. */
export const inForce = (world: World): ReadonlyMap<string, string> =>
  new Map(
    headsOf(world)
      .filter(({ live }) => live !== undefined)
      .map((head) => [
        head.creditCode,
        isUnfinished(head) ? 'unfinished' : (head.inForce?.digest ?? 'nothing'),
      ]),
  );

/** The ids of all submissions that the store holds, withdrawn ones included. */
export const submissionsOf = (world: World): string[] =>
  world.engine
    .items('cases')
    .filter(({ kind }) => kind === 'submission')
    .map((item) => bodyOf<{ id: string }>(item).id);
