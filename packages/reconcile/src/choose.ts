import type { Fen } from '@twelve/dossier';
import { Budget, choiceFen, type Part, UNUSED } from './choice.ts';
import { componentsOf } from './components.ts';
import { maximise } from './maximise.ts';
import { prefer } from './prefer.ts';
import type { Item, Option, Problem } from './problem.ts';
import { isSettled, reduce } from './reduce.ts';

/** How each item is used, in the order of the problem's items; undefined: left unused. */
export interface Chosen {
  readonly options: ReadonlyMap<string, Option>;
  readonly proven: boolean;
  /** No lawful choice brings more than this above the chosen one. In fen. */
  readonly gapFen: Fen;
  readonly steps: number;
}

/** The work that one dossier may cause. A step is one way of using one item, tried once. */
export const STEPS_PER_DOSSIER = 400_000;

/**
 * X1, the higher applies: the use of every item that brings the best total. Exact within the budget of work; beyond
 * it the best found, which is lawful all the same, with its certified distance from the best.
 */
export function choose(problem: Problem, steps = STEPS_PER_DOSSIER): Chosen {
  const { items, pools } = reduce(problem);
  const settled = items.filter(isSettled);
  const filled = filledPools(settled, pools.length);
  const options = new Map(
    settled.flatMap(({ key, options: [only] }) => (only === undefined ? [] : [[key, only]])),
  );
  const budget = new Budget(steps);
  let gapFen = 0;
  for (const component of componentsOf(
    items.filter((item) => !isSettled(item)),
    pools,
  )) {
    const local = new Map(component.pools.map((pool, index) => [pool, index]));
    const part: Part = {
      items: component.items.map((item) => item.options.map((option) => within(option, local))),
      rooms: component.pools.map((pool) => ({
        capacityFen: pools[pool]?.capacityFen ?? 0,
        filledFen: filled[pool] ?? 0,
      })),
    };
    const best = maximise(part, budget);
    const choice = prefer(part, best.totalFen, best.lambdas, budget) ?? best.choice;
    gapFen += best.boundFen - choiceFen(part, choice);
    component.items.forEach((item, index) => {
      const option = item.options[choice[index] ?? UNUSED];
      if (option !== undefined) options.set(item.key, option);
    });
  }
  return { options, proven: gapFen === 0, gapFen, steps: budget.spent };
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

/** The option with its pool numbered within the component. */
const within = (option: Option, local: ReadonlyMap<number, number>): Option => ({
  ...option,
  pool: option.pool === null ? null : (local.get(option.pool) ?? null),
});
