import { sum } from './facts.ts';
import type { State, Use } from './optimum.ts';

/** No continuation of a state from item `index` on comes to more than this many fen. */
export type Bound = (state: State, index: number, done: readonly boolean[]) => number;

/** Prices are sixteenths, so that every figure stays a whole number of sixteenths of a fen. */
const UNIT = 16;

/**
 * An upper bound by prices on the limits. What a group pays is at most both its lines and its room, so for any price
 * between 0 and 1 it is at most (1 − price) × lines + price × room; then every item can choose for itself. Any prices
 * are right; good ones make it tight.
 */
export function boundOf(items: readonly Use[][], groups: readonly string[], room: readonly number[]): Bound {
  const prices = groups.map(() => UNIT / 2);
  const gain = (item: Use[]) =>
    Math.max(
      ...item.map(({ free, pays, group }) => free * UNIT + pays * (UNIT - priceOf(prices, groups, group))),
    );
  const whole = () => sum([...items.map(gain), ...room.map((fen, place) => fen * (prices[place] ?? 0))]);
  for (let round = 0; round < 3; round += 1) {
    groups.forEach((_, place) => {
      const tried = Array.from({ length: UNIT + 1 }, (__, price) => {
        prices[place] = price;
        return whole();
      });
      prices[place] = tried.indexOf(Math.min(...tried));
    });
  }
  const ahead = items.map((_, index) => sum(items.slice(index).map(gain)));
  return ({ free, pays, burdens }, index, done) => {
    const limited = room.map((fen, place) => {
      if (done[place]) return 0;
      const price = prices[place] ?? 0;
      return (pays[place] ?? 0) * (UNIT - price) + Math.max(0, fen - (burdens[place] ?? 0)) * price;
    });
    return Math.floor((free * UNIT + sum(limited) + (ahead[index] ?? 0)) / UNIT);
  };
}

function priceOf(prices: readonly number[], groups: readonly string[], group: string | null): number {
  return group === null ? UNIT : (prices[groups.indexOf(group)] ?? 0);
}
