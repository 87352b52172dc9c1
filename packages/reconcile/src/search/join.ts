import type { Fen } from '@twelve/dossier';
import type { Shares } from './prices.ts';
import type { States } from './states.ts';

/** What surrounds two halves: what the other items are worth, and the room that they leave. In fen. */
export interface Frame {
  readonly worthFen: Fen;
  readonly roomsFen: readonly Fen[];
  readonly shares: Shares;
}

/** Takes pairs as they are found. Returns the least worth that is still of interest; above `frame`'s bound: none. */
export type Found = (worthFen: Fen, first: number, second: number) => Fen;

/**
 * Finds the pairs of a state of one half and a state of the other that are worth most. The pool in front orders both
 * halves: the ones that fill its limit best with a given state are next to each other, and to either side of them
 * the loss grows, so that only a window has to be looked at.
 *
 * @param leastFen what a pair must be worth to be of interest
 * @param steps how many pairs may be looked at
 * @returns how many pairs were looked at; `steps` where that was not enough
 */
export function join(
  xs: States,
  ys: States,
  frame: Frame,
  leastFen: Fen,
  found: Found,
  steps: number,
): number {
  const { roomsFen, shares, worthFen } = frame;
  const front = roomsFen[0] ?? 0;
  const share = shares[0] ?? 1;
  const constant = worthFen + roomsFen.reduce((sum, room, pool) => sum + (1 - (shares[pool] ?? 1)) * room, 0);
  const bestOfYs = ys.priced.subarray(0, ys.size).reduce((best, value) => Math.max(best, value), -Infinity);
  const [xFront, yFront] = [xs.fillsFen[0], ys.fillsFen[0]];
  // Prices are rounded: this is more than the error.
  const slack = Math.abs(constant + bestOfYs) * 1e-13 + 1e-3;
  let least = leastFen;
  let spent = 0;

  const tryPair = (x: number, y: number): void => {
    let totalFen = worthFen + (xs.worthFen[x] ?? 0) + (ys.worthFen[y] ?? 0);
    for (let p = 0; p < roomsFen.length; p += 1) {
      const fill = (xs.fillsFen[p]?.[x] ?? 0) + (ys.fillsFen[p]?.[y] ?? 0);
      const room = roomsFen[p] ?? 0;
      totalFen += fill < room ? fill : room;
    }
    if (totalFen >= least) least = found(totalFen, x, y);
  };

  let middle = ys.size;
  for (let x = 0; x < xs.size && spent < steps; x += 1) {
    const wanted = front - (xFront?.[x] ?? 0);
    while (middle > 0 && (yFront?.[middle - 1] ?? 0) >= wanted) middle -= 1;
    const reach = constant + (xs.priced[x] ?? 0);
    if (reach + bestOfYs < least - slack) continue;
    // Above the wanted fill a fen of it is lost; below, a fen of the limit.
    for (let y = middle; y < ys.size && spent < steps; y += 1) {
      spent += 1;
      const overFen = (yFront?.[y] ?? 0) - wanted;
      if (reach + bestOfYs - share * overFen < least - slack) break;
      if (reach + (ys.priced[y] ?? 0) - share * overFen >= least - slack) tryPair(x, y);
    }
    for (let y = middle - 1; y >= 0 && spent < steps; y -= 1) {
      spent += 1;
      const underFen = wanted - (yFront?.[y] ?? 0);
      if (reach + bestOfYs - (1 - share) * underFen < least - slack) break;
      if (reach + (ys.priced[y] ?? 0) - (1 - share) * underFen >= least - slack) tryPair(x, y);
    }
  }
  return spent;
}
