import type { Fen } from '@twelve/dossier';
import { type Part, restricted, type Use } from './part.ts';

/**
 * Upper bounds by prices. A pool with room c brings min(fill, c), which for any share μ in [0, 1] is at most
 * μ·fill + (1 − μ)·c: μ is what a fen of fill still brings when the limit has its price. With the shares fixed every
 * item decides for itself. The least bound over all shares is that of the linear relaxation.
 *
 * Shares and bounds are floating-point numbers and no amounts: `certain` takes a bound up by more than the rounding
 * error can be, and whatever the shares are, the bound is a bound.
 */
export type Shares = readonly number[];

/** What a use is worth at these shares. */
export const pricedAt = ({ worthFen, fillFen, pool }: Use, shares: Shares): number =>
  pool < 0 ? worthFen : worthFen + fillFen * (shares[pool] ?? 1);

/** What an item is worth at most; it has at least one use. */
export function bestAt(uses: readonly Use[], shares: Shares): number {
  let best = Number.NEGATIVE_INFINITY;
  for (const use of uses) best = Math.max(best, pricedAt(use, shares));
  return best;
}

/** No choice is worth more than this, in the terms of `worthOf`. */
export function boundAt({ items, roomsFen }: Part, shares: Shares): number {
  let bound = 0;
  roomsFen.forEach((room, pool) => {
    bound += (1 - (shares[pool] ?? 1)) * room - Math.min(0, room);
  });
  for (const uses of items) bound += bestAt(uses, shares);
  return bound;
}

/** A whole number that is certainly no less than the bound, whatever the rounding on the way was. */
export const certain = (bound: number): Fen => Math.floor(bound + Math.abs(bound) * 1e-13 + 1e-6);

/** The uses that can be part of a choice of that worth: they lose no more than it is below the bound. */
export function withinLoss(part: Part, shares: Shares, bound: number, leastFen: Fen): Part {
  const lossLeft = bound - leastFen + Math.abs(bound) * 1e-13 + 1e-3;
  const best = part.items.map((uses) => bestAt(uses, shares));
  return restricted(part, (use, item) => (best[item] ?? 0) - pricedAt(use, shares) <= lossLeft);
}

const SWEEPS = 12;

/** The shares of the least bound that line searches find, moving one pool, or pools that items bind together. */
export function bestShares(part: Part, start: Shares = part.roomsFen.map(() => 1)): Shares {
  let shares = start;
  let bound = boundAt(part, shares);
  const groups = groupsOf(part.roomsFen.length);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const before = bound;
    for (const group of groups) {
      const direction = lockedTogether(part, shares, group);
      if (direction === undefined) continue;
      const moved = lowestAlong(part, shares, direction);
      const value = boundAt(part, moved);
      if (value < bound) {
        shares = moved;
        bound = value;
      }
    }
    if (bound >= before - 1e-6) break;
  }
  return shares;
}

/** So many steps downhill, and so many in vain before they become shorter. */
const STEPS_DOWN = 400;
const IN_VAIN = 15;
const SHORTEST = 1e-4;

/**
 * Shares of a lower bound, where line searches stopped in a corner: all pools move at once, down the slope, as far as
 * it would take to get to a worth that the bound is no less than.
 */
export function lowered(part: Part, start: Shares, worthFen: Fen): Shares {
  let [best, least] = [start, boundAt(part, start)];
  let [shares, bound] = [best, least];
  let length = 1;
  let inVain = 0;
  for (let round = 0; round < STEPS_DOWN && length > SHORTEST; round += 1) {
    const slopes = slopesAt(part, shares);
    const steepness = slopes.reduce((sum, slope) => sum + slope * slope, 0);
    if (steepness === 0) break;
    const step = (length * (bound - worthFen)) / steepness;
    shares = shares.map((share, pool) => Math.min(1, Math.max(0, share - step * (slopes[pool] ?? 0))));
    bound = boundAt(part, shares);
    inVain += 1;
    if (bound < least) {
      [best, least] = [shares, bound];
      inVain = 0;
    } else if (inVain === IN_VAIN) {
      [shares, bound] = [best, least];
      length /= 2;
      inVain = 0;
    }
  }
  return best;
}

/** By pool, how the bound grows with its share; 0 where the share can move no farther down that slope. */
function slopesAt({ items, roomsFen }: Part, shares: Shares): readonly number[] {
  const slopes = roomsFen.map((room) => -room);
  for (const uses of items) {
    const best = bestAt(uses, shares);
    const use = uses.find((own) => pricedAt(own, shares) === best);
    if (use !== undefined && use.pool >= 0) slopes[use.pool] = (slopes[use.pool] ?? 0) + use.fillFen;
  }
  return slopes.map((slope, pool) => ((shares[pool] ?? 1) === (slope > 0 ? 0 : 1) ? 0 : slope));
}

/** Every set of pools while they are few; beyond that single ones, pairs and all. */
function groupsOf(pools: number): readonly (readonly number[])[] {
  const all = Array.from({ length: pools }, (_, pool) => pool);
  if (pools <= MANY) {
    return Array.from({ length: 2 ** pools - 1 }, (_, set) => all.filter((pool) => ((set + 1) >> pool) & 1));
  }
  const pairs = all.flatMap((a) => all.filter((b) => b > a).map((b) => [a, b]));
  return [...all.map((pool) => [pool]), ...pairs, all];
}

const MANY = 5;

/**
 * The direction in which the shares of a group can move so that items that are undecided between two of its pools
 * stay so. Undefined where nothing binds the group together: its parts are then tried by themselves.
 */
function lockedTogether(part: Part, shares: Shares, group: readonly number[]): readonly number[] | undefined {
  const direction = shares.map(() => 0);
  const [first] = group;
  if (first === undefined) return undefined;
  direction[first] = 1;
  const reached = [first];
  for (const from of reached) {
    for (const uses of group.length === 1 ? [] : part.items) {
      const own = uses.find(({ pool }) => pool === from);
      if (own === undefined || own.fillFen === 0) continue;
      const best = bestAt(uses, shares);
      if (!isLevel(pricedAt(own, shares), best)) continue;
      for (const other of uses) {
        if (other.fillFen === 0 || !group.includes(other.pool) || reached.includes(other.pool)) continue;
        if (!isLevel(pricedAt(other, shares), best)) continue;
        direction[other.pool] = ((direction[from] ?? 0) * own.fillFen) / other.fillFen;
        reached.push(other.pool);
      }
    }
  }
  return reached.length === group.length ? direction : undefined;
}

const isLevel = (value: number, best: number): boolean => best - value <= Math.abs(best) * 1e-9 + 1e-6;

/**
 * The bound along a line is convex and made of straight pieces: the lines at both ends of the range meet at a point
 * that is either the lowest or the next end.
 */
function lowestAlong(part: Part, shares: Shares, direction: readonly number[]): Shares {
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  shares.forEach((share, pool) => {
    const rate = direction[pool] ?? 0;
    if (rate === 0) return;
    low = Math.max(low, -share / rate);
    high = Math.min(high, (1 - share) / rate);
  });
  const at = (step: number): Shares =>
    shares.map((share, pool) => Math.min(1, Math.max(0, share + step * (direction[pool] ?? 0))));
  let left = lineAt(part, at(low), direction, 1);
  let right = lineAt(part, at(high), direction, -1);
  if (left.slope >= 0) return at(low);
  if (right.slope <= 0) return at(high);
  for (let round = 0; round < 60; round += 1) {
    const step =
      (right.value - left.value + left.slope * low - right.slope * high) / (left.slope - right.slope);
    if (!(step > low && step < high)) break;
    const expected = left.value + left.slope * (step - low);
    const here = lineAt(part, at(step), direction, 1);
    if (here.value <= expected + Math.abs(expected) * 1e-14) return at(step);
    if (here.slope < 0) {
      low = step;
      left = here;
    } else {
      high = step;
      right = here;
    }
  }
  return at(left.value < right.value ? low : high);
}

/** The bound at a point, and its slope along a direction just after (`side` 1) or just before (−1) the point. */
function lineAt(
  part: Part,
  shares: Shares,
  direction: readonly number[],
  side: 1 | -1,
): { readonly value: number; readonly slope: number } {
  let value = 0;
  let slope = 0;
  part.roomsFen.forEach((room, pool) => {
    value += (1 - (shares[pool] ?? 1)) * room - Math.min(0, room);
    slope -= (direction[pool] ?? 0) * room;
  });
  for (const uses of part.items) {
    let best = Number.NEGATIVE_INFINITY;
    let rate = 0;
    for (const use of uses) {
      const worth = pricedAt(use, shares);
      const own = use.pool < 0 ? 0 : use.fillFen * (direction[use.pool] ?? 0);
      if (worth > best || (worth === best && (own - rate) * side > 0)) {
        best = worth;
        rate = own;
      }
    }
    value += best;
    slope += rate;
  }
  return { value, slope };
}
