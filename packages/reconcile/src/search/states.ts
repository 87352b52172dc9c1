import type { Fen } from '@twelve/dossier';
import type { Use } from './part.ts';
import type { Trail } from './trail.ts';

/**
 * The ways of using some items, each once: what it is worth and what it fills every limit with, in the order of the
 * fills. Columns rather than objects: there may be a hundred thousand.
 */
export interface States {
  readonly size: number;
  readonly worthFen: Float64Array;
  /** By limit, in the order of `Limits`. */
  readonly fillsFen: readonly Float64Array[];
  /** How far the uses are below the best that each item could be at the shares of the bound. */
  readonly loss: Float64Array;
  readonly node: Int32Array;
}

/** The limits that states compete for, and what a fen too much or too little costs. Kept up to date by the search. */
export interface Limits {
  readonly roomsFen: readonly Fen[];
  readonly shares: readonly number[];
  /** What items that are not in the states can still add at most. */
  readonly restFen: Fen[];
}

/** One of an item's uses, with its loss and its place among them. */
export interface Way {
  readonly use: Use;
  readonly loss: number;
  readonly place: number;
}

/** Says of two trails with equal worth and equal fills whether ties prefer the first. */
export type Prefers = (first: number, second: number) => boolean;

export interface Growth {
  readonly trail: Trail;
  readonly item: number;
  /** The use of the item in the choice that the search started from. */
  readonly start: Use;
  readonly limits: Limits;
  /** States that lose more in the end are left out. */
  readonly lossLeft: number;
  readonly prefers: Prefers;
}

export const startStates = (limits: number): States => ({ ...emptyStates(1, limits), size: 1 });

const emptyStates = (capacity: number, limits: number): States => ({
  size: 0,
  worthFen: new Float64Array(capacity),
  fillsFen: Array.from({ length: limits }, () => new Float64Array(capacity)),
  loss: new Float64Array(capacity),
  node: new Int32Array(capacity),
});

/** Every state with every use of one more item. The order is kept by merging, so that equal fills meet. */
export function grown(states: States, ways: readonly Way[], growth: Growth): States {
  let result = emptyStates(0, states.fillsFen.length);
  for (const way of ways) result = merged(result, states, way, growth);
  return result;
}

/** Merges what there is with the states that use the item in one more way. */
function merged(own: States, states: States, { use, loss, place }: Way, growth: Growth): States {
  const { trail, item, start, limits, lossLeft, prefers } = growth;
  const { worthFen, fillFen, pool, option } = use;
  const count = states.fillsFen.length;
  const out = emptyStates(own.size + states.size, count);
  const isStart = option === start.option;
  let size = 0;
  let a = 0;
  let b = 0;
  while (a < own.size || b < states.size) {
    if (
      b < states.size &&
      (states.loss[b] ?? 0) + loss + misfit(states, b, limits, pool, fillFen) > lossLeft
    ) {
      b += 1;
      continue;
    }
    const order = a >= own.size ? 1 : b >= states.size ? -1 : compared(own, a, states, b, pool, fillFen);
    if (order < 0) {
      copy(own, a, out, size);
      a += 1;
      size += 1;
      continue;
    }
    const worth = (states.worthFen[b] ?? 0) + worthFen;
    const node = states.node[b] ?? 0;
    if (order > 0) {
      copy(states, b, out, size);
      out.worthFen[size] = worth;
      out.loss[size] = (states.loss[b] ?? 0) + loss;
      out.node[size] = isStart ? node : trail.step(node, item, place);
      const column = out.fillsFen[pool];
      if (column !== undefined) column[size] = (column[size] ?? 0) + fillFen;
      size += 1;
    } else if (worth >= (own.worthFen[a] ?? 0)) {
      const linked = isStart ? node : trail.step(node, item, place);
      if (worth > (own.worthFen[a] ?? 0) || prefers(linked, own.node[a] ?? 0)) {
        own.worthFen[a] = worth;
        own.loss[a] = (states.loss[b] ?? 0) + loss;
        own.node[a] = linked;
      }
    }
    b += 1;
  }
  return { ...out, size };
}

function copy(from: States, at: number, to: States, place: number): void {
  to.worthFen[place] = from.worthFen[at] ?? 0;
  to.loss[place] = from.loss[at] ?? 0;
  to.node[place] = from.node[at] ?? 0;
  for (let p = 0; p < from.fillsFen.length; p += 1) {
    const column = to.fillsFen[p];
    if (column !== undefined) column[place] = from.fillsFen[p]?.[at] ?? 0;
  }
}

/** The order of two states by their fills, the second with one more use. */
function compared(first: States, a: number, second: States, b: number, pool: number, fillFen: Fen): number {
  for (let p = 0; p < first.fillsFen.length; p += 1) {
    const shiftFen = p === pool ? fillFen : 0;
    const difference = (first.fillsFen[p]?.[a] ?? 0) - ((second.fillsFen[p]?.[b] ?? 0) + shiftFen);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** What a state loses for certain by filling limits beyond their room, or too little for the rest to make up. */
function misfit(states: States, at: number, limits: Limits, pool: number, fillFen: Fen): number {
  const { roomsFen, shares, restFen } = limits;
  let lost = 0;
  for (let p = 0; p < states.fillsFen.length; p += 1) {
    const over = (states.fillsFen[p]?.[at] ?? 0) + (p === pool ? fillFen : 0) - (roomsFen[p] ?? 0);
    if (over > 0) lost += over * (shares[p] ?? 1);
    else if (over + (restFen[p] ?? 0) < 0) lost -= (over + (restFen[p] ?? 0)) * (1 - (shares[p] ?? 1));
  }
  return lost;
}

/** Only the states that lose no more than the least ones: about `most` of them, and all that lose so much. */
export function trimmed(states: States, limits: Limits, most: number): { states: States; lossLeft: number } {
  const losses = new Float64Array(states.size);
  for (let at = 0; at < states.size; at += 1) {
    losses[at] = (states.loss[at] ?? 0) + misfit(states, at, limits, -1, 0);
  }
  const lossLeft = losses.slice().sort()[most] ?? Number.POSITIVE_INFINITY;
  let size = 0;
  for (let at = 0; at < states.size; at += 1) {
    if ((losses[at] ?? 0) > lossLeft) continue;
    copy(states, at, states, size);
    size += 1;
  }
  return { states: { ...states, size }, lossLeft };
}

/** Turns the fill of a limit that no other item can fill into what it pays: states that differ in no other are one. */
export function closed(states: States, pool: number, limits: Limits, prefers: Prefers): States {
  const room = limits.roomsFen[pool] ?? 0;
  const share = limits.shares[pool] ?? 1;
  const fills = states.fillsFen[pool];
  if (fills === undefined) return states;
  for (let at = 0; at < states.size; at += 1) {
    const over = (fills[at] ?? 0) - room;
    states.worthFen[at] = (states.worthFen[at] ?? 0) + Math.min(over, 0) + room;
    states.loss[at] = (states.loss[at] ?? 0) + (over > 0 ? over * share : -over * (1 - share));
    fills[at] = 0;
  }
  const order = Uint32Array.from({ length: states.size }, (_, at) => at);
  sortRuns(order, states, pool);
  const out = emptyStates(states.size, states.fillsFen.length);
  let size = 0;
  for (const at of order) {
    if (size > 0 && compared(out, size - 1, states, at, -1, 0) === 0) {
      const difference = (states.worthFen[at] ?? 0) - (out.worthFen[size - 1] ?? 0);
      const better =
        difference > 0 || (difference === 0 && prefers(states.node[at] ?? 0, out.node[size - 1] ?? 0));
      if (better) copy(states, at, out, size - 1);
    } else {
      copy(states, at, out, size);
      size += 1;
    }
  }
  return { ...out, size };
}

/** Without the fill of one limit, states are in order but for those that are equal in the limits before it. */
function sortRuns(order: Uint32Array, states: States, pool: number): void {
  const sameBefore = (a: number, b: number): boolean => {
    for (let p = 0; p < pool; p += 1) {
      if (states.fillsFen[p]?.[a] !== states.fillsFen[p]?.[b]) return false;
    }
    return true;
  };
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && sameBefore(from, to)) to += 1;
    if (to - from > 1)
      order.subarray(from, to).sort((a, b) => compared(states, a, states, b, -1, 0) || a - b);
    from = to;
  }
}
