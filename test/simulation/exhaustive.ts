import { type CaseHead, type Claim, isUnfinished, type Payment } from '@twelve/casework';
import { bodyOf, type Item } from '@twelve/store';
import { fromScratch } from './facts.ts';
import { Invariants } from './invariants.ts';
import {
  carryOut,
  collect,
  createWorld,
  factsOf,
  fork,
  headsOf,
  inForce,
  type Pending,
  recordsOf,
  type World,
} from './world.ts';

/** One command of someone outside; undefined where it is not possible now and may become so later. */
export type Command = (world: World) => Promise<boolean>;

export interface Actor {
  readonly name: string;
  readonly commands: readonly Command[];
  /** May stop before its last command: a payment need not happen. */
  readonly optional?: true;
}

/** What the exploration found. `ends` maps each set of facts to the end states that were reached with it. */
export interface Explored {
  readonly states: number;
  readonly ends: ReadonlyMap<string, ReadonlySet<string>>;
  /** End states that are not what a fresh evaluation of their facts gives. */
  readonly wrong: readonly string[];
}

interface State {
  readonly world: World;
  /** How many commands each actor has given. */
  readonly given: readonly number[];
}

/**
 * Every state that can come about: commands in every order that their actors allow, everything under way carried out
 * in every order, once or again and again. States that differ only in counters, times and causes are one.
 */
export async function explore(
  actors: readonly Actor[],
  standardFen: (document: string) => number,
  limit = Number.POSITIVE_INFINITY,
): Promise<Explored> {
  const start: State = { world: createWorld(), given: actors.map(() => 0) };
  const seen = new Set([keyOf(start)]);
  const open = [start];
  const ends = new Map<string, Set<string>>();
  const wrong: string[] = [];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const successors = await successorsOf(state, actors);
    for (const next of successors) {
      const key = keyOf(next);
      if (seen.has(key)) continue;
      if (seen.size >= limit) throw new Error(`more than ${limit} states`);
      seen.add(key);
      new Invariants(standardFen).check(next.world);
      open.push(next);
    }
    if (state.world.pending.length > 0 || !isOver(state, actors)) continue;
    const end = JSON.stringify([[...inForce(state.world)], ledgerOf(state.world)]);
    const facts = factsKeyOf(state.world);
    ends.set(facts, (ends.get(facts) ?? new Set()).add(end));
    const fresh = fromScratch(factsOf(state.world));
    for (const [creditCode, digest] of inForce(state.world))
      if (fresh.get(creditCode) !== digest) wrong.push(end);
  }
  return { states: seen.size, ends, wrong };
}

async function successorsOf(state: State, actors: readonly Actor[]): Promise<State[]> {
  const found: State[] = [];
  for (const [at, { commands }] of actors.entries()) {
    const command = commands[state.given[at] ?? 0];
    if (command === undefined) continue;
    const world = fork(state.world);
    if (!(await command(world))) continue;
    collect(world);
    found.push(tidy({ world, given: state.given.map((count, index) => (index === at ? count + 1 : count)) }));
  }
  for (const thing of state.world.pending) {
    const rest = state.world.pending.filter((other) => other !== thing);
    // A workflow may be run again as long as its revision is open, so that it is never "done" by itself. One that
    // dies for good and is started anew by the sweeper leads to the same state.
    const afterwards = thing.kind === 'evaluate' ? [state.world.pending] : [rest, state.world.pending];
    for (const pending of afterwards) {
      const world = fork(state.world);
      world.pending = pending;
      await carryOut(world, thing);
      found.push(tidy({ ...state, world }));
    }
  }
  return found;
}

const isOver = ({ world, given }: State, actors: readonly Actor[]): boolean =>
  actors.every(({ commands, optional }, at) => optional === true || given[at] === commands.length) &&
  !headsOf(world).some(isUnfinished);

/** Drops what would do nothing any more, and keeps one of each kind: doing a thing twice is explored by itself. */
function tidy(state: State): State {
  const heads = new Map(headsOf(state.world).map((head) => [head.creditCode, head]));
  const kept = new Map<string, Pending>();
  for (const thing of state.world.pending) {
    if (thing.kind !== 'follow') {
      const { creditCode, revision } = thing.kind === 'evaluate' ? thing.task : thing.reconciled;
      const head = heads.get(creditCode);
      if (head === undefined || head.revision !== revision || !isUnfinished(head)) continue;
    }
    kept.set(nameOf(thing), thing);
  }
  state.world.pending = [...kept].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, thing]) => thing);
  return state;
}

function nameOf(thing: Pending): string {
  switch (thing.kind) {
    case 'evaluate':
      return `evaluate ${thing.task.creditCode}`;
    case 'commit': {
      const { creditCode, outcome, inputs } = thing.reconciled;
      return `commit ${creditCode} ${outcome.digest} ${JSON.stringify([inputs.view, inputs.placeAmounts])}`;
    }
    case 'follow': {
      const item = thing.change.after ?? thing.change.before;
      return `follow ${String(item?.pk)} ${String(item?.creditCode)}`;
    }
    default:
      return thing satisfies never;
  }
}

/** What tells two states apart: everything but counters, times of writing and causes. */
function keyOf({ world, given }: State): string {
  return JSON.stringify([
    given,
    headsOf(world).map(headKeyOf),
    ledgerOf(world),
    recordsOf<Payment>(world, 'cases', 'payment').map(({ creditCode, awards }) => [creditCode, awards]),
    world.pending.map(nameOf),
  ]);
}

const headKeyOf = (head: CaseHead) => [
  head.creditCode,
  head.live?.dossierVersion,
  head.live?.partner,
  head.registryVersion,
  head.payments,
  head.claims,
  head.placeAmounts,
  head.unsettled,
  isUnfinished(head),
  head.inForce?.digest,
  head.inForce?.view,
];

/** The ledger as it stands: claims with their amounts, markers, counts. */
const ledgerOf = (world: World) =>
  world.engine
    .items('claims')
    .map((item: Item) => [
      item.pk,
      item.sk,
      item.paid,
      item.kind === 'claim' ? amountOf(bodyOf<Claim>(item)) : null,
    ]);

const amountOf = (claim: Claim): number => (claim.kind === 'place' ? claim.amountFen : 0);

/** The facts that an end state must be a function of. */
const factsKeyOf = (world: World): string =>
  JSON.stringify([
    headsOf(world).map(({ creditCode, live, registryVersion, claims }) => [
      creditCode,
      live?.dossierVersion,
      registryVersion,
      Object.entries(claims).sort(),
    ]),
    recordsOf<Payment>(world, 'cases', 'payment').map(({ creditCode, awards }) => [creditCode, awards]),
  ]);
