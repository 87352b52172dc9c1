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
 * grows, so that only a window has to be looked at. Those that fill it alike, as round amounts do, are in the order of
 * the second limit: of them too, only a window.
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
  const { share: secondShare = 1 } = limits[1] ?? {};
  const { rows, fills, width } = rowsOf(ys);
  const groups = groupsOf(rows, width, ys.size);
  const last = groups.length - 2;
  // What a state of the first half leaves of every limit.
  const leavesFen = new Float64Array(fills);
  let interestFen = leastFen;
  let lossLeft = bound + slack - leastFen;
  let middle = last + 1;
  for (let x = 0; x < xs.size && !budget.exhausted; x += 1) {
    const wanted = front - (xs.fillsFen[0]?.[x] ?? 0);
    while (middle > 0 && (rows[(groups[middle - 1] ?? 0) * width] ?? 0) >= wanted) middle -= 1;
    const loss = xs.loss[x] ?? 0;
    budget.spent += 1;
    if (loss + ys.leastLoss > lossLeft) continue;
    let ownFen = worthFen + (xs.worthFen[x] ?? 0);
    for (let p = 0; p < limits.length; p += 1) {
      const fill = xs.fillsFen[p]?.[x] ?? 0;
      ownFen += fill;
      leavesFen[p] = (limits[p]?.roomFen ?? 0) - fill;
    }
    // Above the wanted fill a fen of it is lost; below, a fen of the limit.
    for (let step = 1; step >= -1; step -= 2) {
      const rate = step > 0 ? share : 1 - share;
      let left = budget.left;
      for (
        let group = step > 0 ? middle : middle - 1;
        group >= 0 && group <= last && left > 0;
        group += step
      ) {
        let y = groups[group] ?? 0;
        let end = groups[group + 1] ?? 0;
        const lost = loss + rate * Math.abs((rows[y * width] ?? 0) - wanted);
        const more = lossLeft - lost - ys.leastLoss;
        if (more < 0) {
          left -= PAIR;
          break;
        }
        if (end - y > FEW && fills > 1) {
          const leaves = leavesFen[1] ?? 0;
          if (secondShare < 1) y = firstFrom(rows, width, y, end, leaves - more / (1 - secondShare));
          if (secondShare > 0) end = firstFrom(rows, width, y, end, leaves + more / secondShare + 1);
          left -= PAIR;
        }
        for (; y < end && left > 0; y += 1) {
          left -= PAIR;
          const row = y * width;
          if (lost + (rows[row + fills] ?? 0) > lossLeft) continue;
          let pairFen = ownFen + (rows[row + fills + 1] ?? 0);
          for (let p = 0; p < fills; p += 1) {
            const fill = rows[row + p] ?? 0;
            const leaves = leavesFen[p] ?? 0;
            pairFen += fill < leaves ? fill : leaves;
          }
          if (pairFen < interestFen) continue;
          budget.spent = budget.steps - left;
          interestFen = found(pairFen, x, y, budget);
          lossLeft = bound + slack - interestFen;
          left = budget.left;
        }
      }
      budget.spent = Math.max(budget.spent, budget.steps - left);
    }
  }
}

/** What looking at a pair costs, against a state. */
const PAIR = 1 / 4;

/** More states that fill the limit in front alike are not looked at one by one. */
const FEW = 8;

/** Where each group of states begins that fill the limit in front alike; the end is the last. */
function groupsOf(rows: Float64Array, width: number, size: number): Int32Array {
  const groups = new Int32Array(size + 1);
  let count = 0;
  for (let at = 0; at < size; at += 1) {
    if (at > 0 && rows[at * width] === rows[(at - 1) * width]) continue;
    groups[count] = at;
    count += 1;
  }
  groups[count] = size;
  return groups.subarray(0, count + 1);
}

/** Of rows in the order of their second fill the first that fills so much; their end if none does. */
function firstFrom(rows: Float64Array, width: number, from: number, to: number, leastFen: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle * width + 1] ?? 0) < leastFen) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The states one after the other, as they are looked at: what each fills, what it loses, and what it is worth. */
function rowsOf({ size, fillsFen, loss, worthFen }: States): {
  readonly rows: Float64Array;
  /** One at least. */
  readonly fills: number;
  readonly width: number;
} {
  const fills = Math.max(1, fillsFen.length);
  const width = fills + 2;
  const rows = new Float64Array(size * width);
  for (let at = 0; at < size; at += 1) {
    const row = at * width;
    for (let p = 0; p < fillsFen.length; p += 1) rows[row + p] = fillsFen[p]?.[at] ?? 0;
    rows[row + fills] = loss[at] ?? 0;
    rows[row + fills + 1] = worthFen[at] ?? 0;
  }
  return { rows, fills, width };
}
