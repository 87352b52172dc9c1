import type { Fen } from '@twelve/dossier';
import type { Option } from './problem.ts';

/**
 * Upper bounds on what a choice can bring, by Lagrange multipliers: for any λ in [0, 1] a pool with limit c pays at
 * most (1 − λ)·(what its lines would bring) + λ·(c − what they take up). With the λ fixed, every item is decided by
 * itself, so that the bound of a partly made choice is a few additions. Several λ are kept; the least bound counts.
 *
 * Bounds are floating-point numbers and no amounts: `certain` rounds them up by more than the error can be, before
 * anything is decided by them.
 */
export interface Relaxation {
  /** The multiplier of each pool. */
  readonly lambda: readonly number[];
}

/** What an option is worth at most once its pool's limit is priced. */
export const priced = ({ freeFen, paysFen, takesFen, pool }: Option, lambda: readonly number[]): number => {
  const price = pool === null ? 0 : (lambda[pool] ?? 0);
  return freeFen + (1 - price) * paysFen - price * takesFen;
};

/** The most an item is worth; leaving it unused is worth nothing. */
export function bestPriced(options: readonly Option[], lambda: readonly number[]): number {
  let best = 0;
  for (const option of options) best = Math.max(best, priced(option, lambda));
  return best;
}

/** An integer that is certainly no less than the bound, whatever the rounding on the way was. */
export const certain = (bound: number): Fen => Math.floor(bound + Math.abs(bound) * 1e-13 + 1e-6);

/** A pool as the bounds need it: what is left of the limit, and what settled lines bring to it already. In fen. */
export interface Room {
  readonly capacityFen: Fen;
  readonly filledFen: Fen;
}

/** The bound of the whole component for one λ, before anything is chosen. */
export function rootBound(
  items: readonly (readonly Option[])[],
  rooms: readonly Room[],
  lambda: readonly number[],
): number {
  let bound = 0;
  rooms.forEach(({ capacityFen, filledFen }, pool) => {
    const price = lambda[pool] ?? 0;
    bound += (1 - price) * filledFen + price * capacityFen;
  });
  for (const options of items) bound += bestPriced(options, lambda);
  return bound;
}

const SWEEPS = 4;

/** The λ of least bound that a descent along one coordinate after the other finds. */
export function bestLambda(items: readonly (readonly Option[])[], rooms: readonly Room[]): number[] {
  let lambda = rooms.map(() => 0);
  let bound = rootBound(items, rooms, lambda);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const before = bound;
    for (let pool = 0; pool < rooms.length; pool += 1) {
      const at = (price: number): number[] => lambda.map((value, index) => (index === pool ? price : value));
      const steps = breakpoints(items, pool, lambda);
      const best = lowestOfConvex(steps, (price) => rootBound(items, rooms, at(price)));
      if (best.value < bound) {
        lambda = at(best.price);
        bound = best.value;
      }
    }
    if (bound === before) break;
  }
  return lambda;
}

/** The prices of one pool at which some item changes its mind, with both ends. */
function breakpoints(
  items: readonly (readonly Option[])[],
  pool: number,
  lambda: readonly number[],
): readonly number[] {
  const prices = new Set([0, 1]);
  for (const options of items) {
    const own = options.find((option) => option.pool === pool);
    if (own === undefined || own.paysFen + own.takesFen === 0) continue;
    const others = bestPriced(
      options.filter((option) => option.pool !== pool),
      lambda,
    );
    const price = (own.freeFen + own.paysFen - others) / (own.paysFen + own.takesFen);
    if (price > 0 && price < 1) prices.add(price);
  }
  return [...prices].sort((a, b) => a - b);
}

/** The bound is convex in one price, and linear between breakpoints: halve the range on its slope. */
function lowestOfConvex(prices: readonly number[], value: (price: number) => number) {
  let low = 0;
  let high = prices.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value(prices[middle] ?? 0) <= value(prices[middle + 1] ?? 1)) high = middle;
    else low = middle + 1;
  }
  const price = prices[low] ?? 0;
  return { price, value: value(price) };
}

/** The λ to bound with while searching: the best one, and it with one pool's price taken to either end. */
export function lambdasAround(best: readonly number[]): readonly (readonly number[])[] {
  const variants = best.flatMap((price, pool) =>
    [0, 1]
      .filter((end) => end !== price)
      .map((end) => best.map((value, index) => (index === pool ? end : value))),
  );
  return [best, ...variants];
}
