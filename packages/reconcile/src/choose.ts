import type { Fen } from '@twelve/dossier';
import type { Item, Option, Pool, Problem } from './problem.ts';
import { Budget } from './search/budget.ts';
import { type Component, componentsOf } from './search/components.ts';
import { maximise } from './search/maximise.ts';
import { type Part, usesOf } from './search/part.ts';
import { prefer } from './search/prefer.ts';
import { Preference } from './search/preference.ts';
import { isSettled, reduce } from './search/reduce.ts';
import type { Preferred } from './search/target.ts';

/** How each item is used, in the order of the problem's items; undefined: left unused. */
export interface Chosen {
  readonly options: ReadonlyMap<string, Option>;
  readonly proven: boolean;
  /** No lawful choice brings more than this above the chosen one. In fen. */
  readonly gapFen: Fen;
  /** Of all lawful choices that bring as much it is certainly the one that ties prefer. */
  readonly preferred: boolean;
  readonly steps: number;
}

/** The work that one dossier may cause. A step is about one partial choice, listed once. */
export const STEPS_PER_DOSSIER = 2_500_000;

/** Of these, what may go into finding the preferred among very many equally good choices. */
const STEPS_FOR_TIES = 1 << 19;

/**
 * X1, the higher applies: the use of every item that brings the best total. Exact within the budget of work; beyond
 * it the best found, which is lawful all the same, with its certified distance from the best.
 */
export function choose(problem: Problem, steps = STEPS_PER_DOSSIER): Chosen {
  const { items, pools, clauseOf } = reduce(problem);
  const settled = items.filter(isSettled);
  const open = items.filter((item) => !isSettled(item));
  const filled = filledPools(settled, pools.length);
  const options = new Map(
    settled.flatMap(({ key, options: [only] }) => (only === undefined ? [] : [[key, only]])),
  );
  const budget = new Budget(steps);
  let gapFen = 0;
  let preferred = true;
  for (const component of componentsOf(open, pools)) {
    const { part, optionsOf } = partOf(component, pools, filled);
    const preference = new Preference(part.roomsFen, optionsOf, clauseOf);
    const best = maximise(part, preference, budget);
    const isProven = best.worthFen === best.boundFen;
    const ties: Preferred =
      best.preferred || !isProven
        ? { choice: best.choice, isCertain: isProven }
        : budget.lend(STEPS_FOR_TIES, (own) => prefer(part, best, preference, own));
    preferred &&= ties.isCertain;
    const { choice } = ties;
    gapFen += best.boundFen - best.worthFen;
    component.items.forEach((item, index) => {
      const option = item.options[choice[index]?.option ?? -1];
      if (option !== undefined) options.set(item.key, option);
    });
  }
  const all = withIdleLines(items, pools, options);
  return { options: all, proven: gapFen === 0, gapFen, preferred, steps: Math.ceil(budget.spent) };
}

/** Ties prefer the most lines: an item left unused becomes a line where that changes no amount. */
function withIdleLines(
  items: readonly Item[],
  pools: readonly Pool[],
  chosen: ReadonlyMap<string, Option>,
): ReadonlyMap<string, Option> {
  const unused = items.filter(({ key }) => !chosen.has(key));
  if (unused.length === 0) return chosen;
  const options = new Map(chosen);
  const used = pools.map(() => ({ pays: 0, takes: 0 }));
  const use = ({ pool, paysFen, takesFen }: Option, sign: 1 | -1): void => {
    const sums = pool === null ? undefined : used[pool];
    if (sums === undefined) return;
    sums.pays += sign * paysFen;
    sums.takes += sign * takesFen;
  };
  const paid = (pool: number): Fen =>
    Math.min(used[pool]?.pays ?? 0, Math.max(0, (pools[pool]?.capacityFen ?? 0) - (used[pool]?.takes ?? 0)));
  for (const option of chosen.values()) use(option, 1);
  for (const { key, options: own } of unused) {
    for (const option of own) {
      const before = option.pool === null ? 0 : paid(option.pool);
      use(option, 1);
      if (option.freeFen === 0 && (option.pool === null || paid(option.pool) === before)) {
        options.set(key, option);
        break;
      }
      use(option, -1);
    }
  }
  return options;
}

/** What settled lines bring to each pool. */
function filledPools(settled: readonly Item[], pools: number): readonly Fen[] {
  const filled = new Array<Fen>(pools).fill(0);
  for (const { options } of settled) {
    for (const { pool, paysFen } of options) {
      if (pool !== null) filled[pool] = (filled[pool] ?? 0) + paysFen;
    }
  }
  return filled;
}

/** A component as the search sees it, with its pools numbered from 0. */
function partOf(
  component: Component,
  pools: readonly Pool[],
  filled: readonly Fen[],
): { readonly part: Part; readonly optionsOf: readonly (readonly Option[])[] } {
  const local = new Map(component.pools.map((pool, index) => [pool, index]));
  const optionsOf = component.items.map(({ options }) =>
    options.map(
      (option): Option => ({
        ...option,
        pool: option.pool === null ? null : (local.get(option.pool) ?? null),
      }),
    ),
  );
  const roomsFen = component.pools.map((pool) => (pools[pool]?.capacityFen ?? 0) - (filled[pool] ?? 0));
  const items = optionsOf.map((options) => usesOf(options, roomsFen));
  return { part: { items, roomsFen }, optionsOf };
}
