import type { Fen } from '@twelve/dossier';
import fc from 'fast-check';
import type { Item, Option, Pool, Problem } from './problem.ts';

/** A slot of a made-up policy: its clause, and the limit that it has, or shares. */
interface MadeSlot {
  readonly clause: number;
  readonly pool: number | null;
}

/** Four clauses with two scopes each; clauses 2 and 3 have limits. */
const SLOTS: readonly MadeSlot[] = [
  { clause: 0, pool: null },
  { clause: 0, pool: null },
  { clause: 1, pool: null },
  { clause: 1, pool: null },
  { clause: 2, pool: 0 },
  { clause: 2, pool: 1 },
  { clause: 3, pool: 2 },
  { clause: 3, pool: 3 },
];

/** The same the other way round: the clauses with limits come first. */
const LIMITED_FIRST: readonly MadeSlot[] = [
  { clause: 0, pool: 0 },
  { clause: 0, pool: 1 },
  { clause: 1, pool: 2 },
  { clause: 1, pool: 3 },
  { clause: 2, pool: null },
  { clause: 2, pool: null },
  { clause: 3, pool: null },
  { clause: 3, pool: null },
];

/** The same as the first, but the scopes of clause 3 share one limit. */
const SHARING = SLOTS.map(({ clause, pool }) => ({ clause, pool: pool === 3 ? 2 : pool }));

const small = fc.integer({ min: 0, max: 12 });

/** An option of one slot; on one without a limit, now and then with the next clause stacked on it. */
const option = (made: readonly MadeSlot[], slot: number): fc.Arbitrary<Option> => {
  const { pool } = made[slot] ?? { pool: null };
  return fc
    .record({
      pays: small,
      takes: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5 })),
      stacked: small,
      stacks: fc.nat(2),
    })
    .map(({ pays, takes, stacked, stacks }) => {
      const withStack = pool === null && made[slot + 2]?.pool === null && stacks === 0;
      const freeBySlot = pool === null ? [pays, ...(withStack ? [stacked] : [])] : [0];
      return {
        slots: [slot, ...(withStack ? [slot + 2] : [])],
        freeBySlot,
        freeFen: freeBySlot.reduce((sum, fen) => sum + fen, 0),
        pool,
        paysFen: pool === null ? 0 : pays,
        takesFen: pool === null ? 0 : takes,
      };
    });
};

const item = (made: readonly MadeSlot[]): fc.Arbitrary<readonly Option[]> =>
  fc
    .subarray(
      made.map((_, slot) => slot),
      { minLength: 1, maxLength: 4 },
    )
    .chain((slots) => fc.tuple(...slots.map((slot) => option(made, slot))));

const poolsOf = (made: readonly MadeSlot[], capacities: readonly number[]): readonly Pool[] =>
  capacities.map((capacityFen, pool) => ({
    key: `pool${pool}`,
    capacityFen,
    slots: made.flatMap((slot, at) => (slot.pool === pool ? [at] : [])),
  }));

/** Small problems, rich in ties, with limits that bind, receipts that take up limits, and identical items. */
const problems = (made: readonly MadeSlot[]): fc.Arbitrary<Problem> => {
  const pools = new Set(made.flatMap(({ pool }) => (pool === null ? [] : [pool]))).size;
  const capacities = fc.array(fc.integer({ min: 0, max: 25 }), { minLength: pools, maxLength: pools });
  return fc
    .record({
      items: fc.array(item(made), { minLength: 1, maxLength: 5, size: 'max' }),
      twins: fc.boolean(),
      capacities,
    })
    .map(({ items, twins, capacities: fens }) => {
      const all = twins ? items.flatMap((options) => [options, options]).slice(0, 5) : items;
      return {
        items: all.map((options, at): Item => ({ key: `item${at}`, options })),
        pools: poolsOf(made, fens),
        clauseOf: made.map(({ clause }) => clause),
      };
    });
};

export const arbitraryProblem: fc.Arbitrary<Problem> = problems(SLOTS);

/** Here a fen paid cannot always be told to belong to one scope or the other. */
export const arbitrarySharing: fc.Arbitrary<Problem> = problems(SHARING);

/** Many items of few kinds: what they can bring is the same for all of a kind, and often only its scope differs. */
export const arbitraryCrowd: fc.Arbitrary<Problem> = fc
  .constantFrom(SLOTS, LIMITED_FIRST)
  .chain((made) =>
    fc.record({
      made: fc.constant(made),
      kinds: fc.array(item(made), { minLength: 1, maxLength: 2 }),
      kindOf: fc.array(fc.nat(3), { minLength: 5, maxLength: 7, size: 'max' }),
      capacities: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 4, maxLength: 4 }),
    }),
  )
  .map(({ made, kinds, kindOf, capacities }) => {
    const all = [...kinds, ...kinds.map((options) => elsewhere(made, options))];
    return {
      items: kindOf.map((kind, at): Item => ({ key: `item${at}`, options: all[kind % all.length] ?? [] })),
      pools: poolsOf(made, capacities),
      clauseOf: made.map(({ clause }) => clause),
    };
  })
  .filter(({ items }) => items.reduce((ways, { options }) => ways * (options.length + 1), 1) <= 5_000);

/** The same options in the other scopes. */
const elsewhere = (made: readonly MadeSlot[], options: readonly Option[]): readonly Option[] =>
  options
    .map((option) => {
      const slots = option.slots.map((slot) => slot ^ 1);
      return { ...option, slots, pool: made[slots[0] ?? 0]?.pool ?? null };
    })
    .sort((a, b) => (a.slots[0] ?? 0) - (b.slots[0] ?? 0));

/** The same problems with amounts a thousand times as large, and a fen or two more: some totals nearly tie. */
export const nearly = (problems: fc.Arbitrary<Problem>): fc.Arbitrary<Problem> =>
  fc
    .tuple(problems, fc.array(fc.nat(2), { minLength: 50, maxLength: 50 }))
    .map(([{ items, pools, clauseOf }, noise]) => {
      const large = (fen: Fen): Fen => (fen === 0 ? 0 : fen * 1000 + (noise[fen] ?? 0));
      const options = (own: readonly Option[]): readonly Option[] =>
        own.map((option) => {
          const freeBySlot = option.freeBySlot.map(large);
          const freeFen = freeBySlot.reduce((sum, fen) => sum + fen, 0);
          return {
            ...option,
            freeBySlot,
            freeFen,
            paysFen: large(option.paysFen),
            takesFen: large(option.takesFen),
          };
        });
      return {
        items: items.map(({ key, options: own }) => ({ key, options: options(own) })),
        pools: pools.map((pool) => ({ ...pool, capacityFen: large(pool.capacityFen) })),
        clauseOf,
      };
    });

/** What a choice comes to, as the contract compares it: the total, by clause, by slot, lines, and the places. */
function standingOf({ items, pools, clauseOf }: Problem, places: readonly number[]): readonly number[] {
  const bySlot = clauseOf.map(() => 0);
  const pays = pools.map(() => 0);
  const takes = pools.map(() => 0);
  let lines = 0;
  items.forEach(({ options }, at) => {
    const used = options[places[at] ?? -1];
    if (used === undefined) return;
    lines += used.slots.length;
    used.slots.forEach((slot, place) => {
      bySlot[slot] = (bySlot[slot] ?? 0) + (used.freeBySlot[place] ?? 0);
    });
    if (used.pool === null) return;
    pays[used.pool] = (pays[used.pool] ?? 0) + used.paysFen;
    takes[used.pool] = (takes[used.pool] ?? 0) + used.takesFen;
  });
  const paid = pools.map(({ capacityFen }, pool) =>
    Math.min(pays[pool] ?? 0, Math.max(0, capacityFen - (takes[pool] ?? 0))),
  );
  const byClause = [...new Set(clauseOf)].map((clause) => {
    const free = bySlot.reduce((sum, fen, slot) => sum + (clauseOf[slot] === clause ? fen : 0), 0);
    const limited = pools.map(({ slots }, pool) =>
      clauseOf[slots[0] ?? 0] === clause ? (paid[pool] ?? 0) : 0,
    );
    return free + limited.reduce((sum, fen) => sum + fen, 0);
  });
  const total = byClause.reduce((sum, fen) => sum + fen, 0);
  const slots = bySlot.map(
    (fen, slot) => fen + (paid[pools.findIndex((pool) => pool.slots[0] === slot)] ?? 0),
  );
  return [total, ...byClause, ...slots, lines];
}

/** Tries every choice: what the best comes to. */
export const bestByExhaustion = (problem: Problem): readonly number[] =>
  standingOf(problem, preferredByExhaustion(problem));

/** Tries every choice, those with the earlier options of the earlier items first: the first of the best. */
export function preferredByExhaustion(problem: Problem): readonly number[] {
  let best: readonly number[] | undefined;
  let preferred: readonly number[] = [];
  const places = problem.items.map(() => -1);
  const tryFrom = (at: number): void => {
    const options = problem.items[at]?.options;
    if (options === undefined) {
      const standing = standingOf(problem, places);
      if (best !== undefined && !isAhead(standing, best)) return;
      best = standing;
      preferred = [...places];
      return;
    }
    for (let place = 0; place <= options.length; place += 1) {
      places[at] = place < options.length ? place : -1;
      tryFrom(at + 1);
    }
  };
  tryFrom(0);
  return preferred;
}

/** Of each item the place of its option; −1: left unused. */
export const placesOf = ({ items }: Problem, chosen: ReadonlyMap<string, Option>): readonly number[] =>
  items.map(({ key, options }) => {
    const own = chosen.get(key);
    return own === undefined ? -1 : options.findIndex(({ slots }) => slots.join() === own.slots.join());
  });

/** What a choice made by the search comes to. */
export const standingOfOptions = (problem: Problem, chosen: ReadonlyMap<string, Option>): readonly number[] =>
  standingOf(problem, placesOf(problem, chosen));

/**
 * Is there a limit that more than one line could take up whole by what was received for it? All of them then bring
 * nothing, and the search counts the second as a loss: of equal totals it may miss the one with the most such lines.
 */
export const hasIdleCrowd = ({ items, pools }: Problem): boolean =>
  pools.some(
    ({ capacityFen }, pool) =>
      items.filter(({ options }) =>
        options.some((own) => own.pool === pool && capacityFen > 0 && own.takesFen >= capacityFen),
      ).length > 1,
  );

/** Is there a line that would take up a limit and bring nothing? Such lines are added at the end, as many as fit. */
export const hasIdleLines = ({ items, pools }: Problem): boolean =>
  items.some(({ options }) =>
    options.some(
      ({ freeFen, paysFen, takesFen, pool }) =>
        freeFen === 0 && takesFen > 0 && (paysFen === 0 || takesFen >= (pools[pool ?? -1]?.capacityFen ?? 0)),
    ),
  );

function isAhead(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, place) => value !== b[place]);
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0);
}
