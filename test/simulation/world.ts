import {
  type CaseHead,
  type DeterminationRecord,
  type DocumentClaim,
  determinationOf,
  documentHolder,
  effectiveDossier,
  isUnfinished,
  officialFactsOf,
  type Payment,
  type PlaceClaim,
  parseClaimKey,
  placeAmountsOf,
  placesFor,
  placesIn,
  placesOfYear,
  standingsOf,
} from '@twelve/casework';
import { decideAll, jinhua } from '@twelve/measures';
import { digestOf } from '@twelve/reconcile';
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
      if (kind === 'claim' || kind === 'awarded') {
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

/**
 * What everyone must have in the end, worked out from the facts alone – live dossiers, registry, payments, times of
 * claim – without the ledger's tables, events or anything that was determined before: digests by credit code.
 */
export function fromScratch(world: World): ReadonlyMap<string, string> {
  const live = headsOf(world).filter(({ live }) => live !== undefined);
  const paid = recordsOf<Payment>(world, 'cases', 'payment');
  const cases = live.map((head) => ({ head, ...factsOf(world, head, paid) }));
  const paidDocuments = new Map<string, string>();
  for (const { creditCode, awards } of paid) {
    for (const { document, value } of awards.flatMap(({ lines }) => lines)) {
      if (document !== undefined && value > 0) paidDocuments.set(document.key, creditCode);
    }
  }
  const claims = cases.flatMap(({ head, amounts }) =>
    Object.entries(head.claims).map(([key, claimedAt]) => ({
      ...parseClaimKey(key),
      key,
      claimedAt,
      creditCode: head.creditCode,
      amountFen: amounts[key] ?? 0,
    })),
  );
  return new Map(
    cases.map(({ head, dossier, declared, official, amounts }) => {
      const contested = new Set<string>();
      const places: Record<string, 'held' | 'waiting'> = {};
      for (const key of Object.keys(head.claims)) {
        const parsed = parseClaimKey(key);
        if (parsed.kind === 'document') {
          const rivals = claims.filter((claim) => claim.key === key) as DocumentClaim[];
          if (documentHolder(rivals, paidDocuments.get(key)) !== head.creditCode) contested.add(key);
          continue;
        }
        const { clause, year, project } = parsed;
        const rivals = claims.filter(
          (claim) => claim.kind === 'place' && claim.clause === clause && claim.year === year,
        ) as PlaceClaim[];
        const taken = paid.flatMap(({ creditCode, awards, at }) =>
          awards.flatMap(({ place }) =>
            place?.year === year ? [{ creditCode, project: place.project, paidAt: at }] : [],
          ),
        );
        const once = taken.filter(
          (a, at) => taken.findIndex((b) => b.creditCode === a.creditCode && b.project === a.project) === at,
        );
        const order = placesOfYear(rivals, once, placesIn(jinhua, clause, year));
        const standing = placesFor(head.creditCode, clause, year, order)[key];
        if (standing !== undefined) places[key] = standing;
        if (amounts[key] === undefined && standing === 'waiting')
          throw new Error(`${project} waits for nothing`);
      }
      const { standings } = standingsOf(declared, { contested, places });
      return [
        head.creditCode,
        digestOf(determinationOf(jinhua, { dossier, standings, officialFacts: official })),
      ];
    }),
  );
}

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

function factsOf(world: World, head: CaseHead, payments: readonly Payment[]) {
  const record = <T>(kind: string, version: number): T | undefined =>
    recordsOf<T & { creditCode: string; version: number }>(world, 'cases', kind).find(
      (candidate) => candidate.creditCode === head.creditCode && candidate.version === version,
    );
  const version = record<{ dossier: Parameters<typeof effectiveDossier>[0] }>(
    'dossier',
    head.live?.dossierVersion ?? 0,
  );
  const registry = record<{ facts: Parameters<typeof effectiveDossier>[1] }>(
    'registry',
    head.registryVersion,
  );
  if (version === undefined) throw new Error(`no dossier of ${head.creditCode}`);
  const facts = registry?.facts ?? null;
  const own = payments.filter(({ creditCode }) => creditCode === head.creditCode);
  const dossier = effectiveDossier(version.dossier, facts, own);
  const amounts = placeAmountsOf(jinhua, dossier);
  return { declared: version.dossier, dossier, official: officialFactsOf(facts), amounts };
}

/** The ids of all submissions that the store holds, withdrawn ones included. */
export const submissionsOf = (world: World): string[] =>
  world.engine
    .items('cases')
    .filter(({ kind }) => kind === 'submission')
    .map((item) => bodyOf<{ id: string }>(item).id);
