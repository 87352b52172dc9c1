import type { Fen } from '@twelve/dossier';
import type { Budget } from './budget.ts';
import type { Limit } from './limit.ts';
import type { States } from './states.ts';

/** What surrounds two halves: what all else is worth, the room that it leaves, and the bound that losses count from. */
export interface Frame {
  readonly worthFen: Fen;
  /** What both halves fill; the first one orders them. */
  readonly limits: readonly Limit[];
  readonly bound: number;
  /** Bounds and losses are rounded: this is more than the error. */
  readonly slack: number;
}

/** Takes pairs as they are found. Returns the least worth that is still of interest; above the bound: none. */
export type Found = (worthFen: Fen, first: number, second: number) => Fen;

/**
 * Finds the pairs of a state of one half and a state of the other that are worth most. The limit in front orders both
 * halves: the ones that fill it best with a given state are next to each other, and to either side of them the loss
 * grows, so that only a window has to be looked at.
 *
 * @param leastFen what a pair must be worth to be of interest
 * @param budget spent on states and pairs; where it is exhausted, not all were looked at
 */
export function join(
  xs: States,
  ys: States,
  frame: Frame,
  leastFen: Fen,
  found: Found,
  budget: Budget,
): void {
  const { limits, worthFen, bound, slack } = frame;
  const { roomFen: front = 0, share = 1 } = limits[0] ?? {};
  const [xFront, yFront] = [xs.fillsFen[0], ys.fillsFen[0]];
  let lossLeft = bound + slack - leastFen;

  const tryPair = (x: number, y: number): void => {
    let totalFen = worthFen + (xs.worthFen[x] ?? 0) + (ys.worthFen[y] ?? 0);
    for (let p = 0; p < limits.length; p += 1) {
      const fill = (xs.fillsFen[p]?.[x] ?? 0) + (ys.fillsFen[p]?.[y] ?? 0);
      const room = limits[p]?.roomFen ?? 0;
      totalFen += fill < room ? fill : room;
    }
    if (totalFen >= bound + slack - lossLeft) lossLeft = bound + slack - found(totalFen, x, y);
  };

  let middle = ys.size;
  for (let x = 0; x < xs.size && !budget.exhausted; x += 1) {
    const wanted = front - (xFront?.[x] ?? 0);
    while (middle > 0 && (yFront?.[middle - 1] ?? 0) >= wanted) middle -= 1;
    const loss = xs.loss[x] ?? 0;
    budget.spent += 1;
    if (loss + ys.leastLoss > lossLeft) continue;
    // Above the wanted fill a fen of it is lost; below, a fen of the limit.
    for (let y = middle; y < ys.size && !budget.exhausted; y += 1) {
      budget.spent += PAIR;
      const lost = loss + share * ((yFront?.[y] ?? 0) - wanted);
      if (lost + ys.leastLoss > lossLeft) break;
      if (lost + (ys.loss[y] ?? 0) <= lossLeft) tryPair(x, y);
    }
    for (let y = middle - 1; y >= 0 && !budget.exhausted; y -= 1) {
      budget.spent += PAIR;
      const lost = loss + (1 - share) * (wanted - (yFront?.[y] ?? 0));
      if (lost + ys.leastLoss > lossLeft) break;
      if (lost + (ys.loss[y] ?? 0) <= lossLeft) tryPair(x, y);
    }
  }
}

/** What looking at a pair costs, against a state. */
const PAIR = 1 / 4;
