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

/**
 * Takes pairs as they are found, and may spend of the budget. Returns the least worth that is still of interest; above
 * the bound: none.
 */
export type Found = (worthFen: Fen, first: number, second: number, budget: Budget) => Fen;

/**
 * Finds the pairs of a state of one half and a state of the other that are worth most. The limit in front orders both
 * halves: the ones that fill it best with a given state are next to each other, and to either side of them the loss
 * grows, so that only a window has to be looked at.
 *
 * @param leastFen what a pair must be worth to be of interest
 * @param budget spends a step on a pair; where it is exhausted, not all were looked at
 */
export function join(
  xs: States,
  ys: States,
  frame: Frame,
  leastFen: Fen,
  found: Found,
  budget: Budget,
): void {
  const { limits, bound, slack } = frame;
  const { roomFen: front = 0, share = 1 } = limits[0] ?? {};
  const leastLoss = ys.loss.subarray(0, ys.size).reduce((least, loss) => Math.min(least, loss), Infinity);
  const [xFront, yFront] = [xs.fillsFen[0], ys.fillsFen[0]];
  const yLoss = ys.loss;
  let lossLeft = bound + slack - leastFen;
  let middle = ys.size;
  for (let x = 0; x < xs.size && !budget.exhausted; x += 1) {
    const wanted = front - (xFront?.[x] ?? 0);
    while (middle > 0 && (yFront?.[middle - 1] ?? 0) >= wanted) middle -= 1;
    const loss = xs.loss[x] ?? 0;
    budget.spent += 1;
    if (loss + leastLoss > lossLeft) continue;
    // Above the wanted fill a fen of it is lost; below, a fen of the limit.
    for (let step = 1; step >= -1; step -= 2) {
      const rate = step > 0 ? share : 1 - share;
      let left = budget.left;
      for (let y = step > 0 ? middle : middle - 1; y >= 0 && y < ys.size && left > 0; y += step) {
        left -= 1;
        const lost = loss + rate * Math.abs((yFront?.[y] ?? 0) - wanted);
        if (lost + leastLoss > lossLeft) break;
        if (lost + (yLoss[y] ?? 0) > lossLeft) continue;
        const worthFen = worthOfPair(xs, x, ys, y, frame);
        if (worthFen < bound + slack - lossLeft) continue;
        budget.spent = budget.steps - left;
        lossLeft = bound + slack - found(worthFen, x, y, budget);
        left = budget.left;
      }
      budget.spent = Math.max(budget.spent, budget.steps - left);
    }
  }
}

function worthOfPair(xs: States, x: number, ys: States, y: number, { limits, worthFen }: Frame): Fen {
  let totalFen = worthFen + (xs.worthFen[x] ?? 0) + (ys.worthFen[y] ?? 0);
  for (let p = 0; p < limits.length; p += 1) {
    const fill = (xs.fillsFen[p]?.[x] ?? 0) + (ys.fillsFen[p]?.[y] ?? 0);
    const room = limits[p]?.roomFen ?? 0;
    totalFen += fill < room ? fill : room;
  }
  return totalFen;
}
