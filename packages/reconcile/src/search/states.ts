import type { Fen } from '@twelve/dossier';
import { type Limit, lossAt } from './limit.ts';
import type { Use } from './part.ts';
import type { Trail } from './trail.ts';

/**
 * The ways of using some items, each once: what it is worth and what it fills every limit with, in the order of the
 * fills. Columns rather than objects: there may be a hundred thousand.
 */
export interface States {
  readonly size: number;
  readonly worthFen: Float64Array;
  /** By limit that is open to them. */
  readonly fillsFen: readonly Float64Array[];
  /** How far the uses are below the best that each item could be at the shares of the bound. */
  readonly loss: Float64Array;
  readonly node: Int32Array;
}

/** One of an item's uses, with its loss, its place among them, and that of the limit that it fills. */
export interface Way {
  readonly use: Use;
  readonly limit: number;
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
  readonly limits: readonly Limit[];
  /** States that lose more, with what their limits lose for certain, are left out. */
  readonly lossLeft: number;
  readonly prefers: Prefers;
}

export const startStates = (): States => ({ ...emptyStates(1, 0), size: 1 });

const emptyStates = (capacity: number, limits: number): States => ({
  size: 0,
  worthFen: new Float64Array(capacity),
  fillsFen: Array.from({ length: limits }, () => new Float64Array(capacity)),
  loss: new Float64Array(capacity),
  node: new Int32Array(capacity),
});

/** The states with one more limit open to them, which none of them fills yet. */
export const withLimit = (states: States, at: number): States => ({
  ...states,
  fillsFen: [...states.fillsFen.slice(0, at), new Float64Array(states.size), ...states.fillsFen.slice(at)],
});

/** Every state with every use of one more item. The order is kept by merging, so that equal fills meet. */
export function grown(states: States, ways: readonly Way[], growth: Growth): States {
  let result = emptyStates(0, states.fillsFen.length);
  for (const way of ways) result = merged(result, states, way, growth);
  return result;
}

/** Merges what there is with the states that use the item in one more way. */
function merged(own: States, states: States, { use, limit, loss, place }: Way, growth: Growth): States {
  const { trail, item, start, limits, lossLeft, prefers } = growth;
  const { worthFen, fillFen, option } = use;
  const count = states.fillsFen.length;
  const out = emptyStates(own.size + states.size, count);
  const isStart = option === start.option;
  let size = 0;
  let a = 0;
  let b = 0;
  while (a < own.size || b < states.size) {
    if (b < states.size) {
      const lost = (states.loss[b] ?? 0) + loss;
      if (lost > lossLeft || lost + misfit(states, b, limits, limit, fillFen) > lossLeft) {
        b += 1;
        continue;
      }
    }
    const order = a >= own.size ? 1 : b >= states.size ? -1 : compared(own, a, states, b, limit, fillFen);
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
      const column = out.fillsFen[limit];
      if (column !== undefined) column[size] = (column[size] ?? 0) + fillFen;
      size += 1;
    } else if (worth >= (own.worthFen[a] ?? 0)) {
      const more = worth - (own.worthFen[a] ?? 0);
      const linked = isStart ? node : trail.step(node, item, place);
      if (more > 0 || (more === 0 && prefers(linked, own.node[a] ?? 0))) {
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
function compared(first: States, a: number, second: States, b: number, limit: number, fillFen: Fen): number {
  for (let at = 0; at < first.fillsFen.length; at += 1) {
    const shiftFen = at === limit ? fillFen : 0;
    const difference = (first.fillsFen[at]?.[a] ?? 0) - ((second.fillsFen[at]?.[b] ?? 0) + shiftFen);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The least that a state with one more use loses at its limits in the end. */
function misfit(states: States, at: number, limits: readonly Limit[], limit: number, fillFen: Fen): number {
  let lost = 0;
  for (let place = 0; place < limits.length; place += 1) {
    const own = limits[place];
    const fill = (states.fillsFen[place]?.[at] ?? 0) + (place === limit ? fillFen : 0);
    if (own !== undefined) lost += lossAt(own, fill);
  }
  return lost;
}

/** Only the states that lose no more than the least ones: about `most` of them, and all that lose so much. */
export function trimmed(
  states: States,
  limits: readonly Limit[],
  most: number,
): { readonly states: States; readonly lossLeft: number } {
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
export function closed(states: States, limits: readonly Limit[], place: number, prefers: Prefers): States {
  const fills = states.fillsFen[place];
  const { roomFen = 0, share = 1 } = limits[place] ?? {};
  for (let at = 0; at < states.size; at += 1) {
    const over = (fills?.[at] ?? 0) - roomFen;
    states.worthFen[at] = (states.worthFen[at] ?? 0) + Math.min(over, 0) + roomFen;
    states.loss[at] = (states.loss[at] ?? 0) + (over > 0 ? over * share : -over * (1 - share));
  }
  const open = { ...states, fillsFen: states.fillsFen.filter((_, at) => at !== place) };
  const out = emptyStates(open.size, open.fillsFen.length);
  let size = 0;
  for (const at of inOrder(open, place)) {
    if (size > 0 && compared(out, size - 1, open, at, -1, 0) === 0) {
      const more = (open.worthFen[at] ?? 0) - (out.worthFen[size - 1] ?? 0);
      if (more > 0 || (more === 0 && prefers(open.node[at] ?? 0, out.node[size - 1] ?? 0))) {
        copy(open, at, out, size - 1);
      }
    } else {
      copy(open, at, out, size);
      size += 1;
    }
  }
  return { ...out, size };
}

/** Once a limit is gone, states are in order but for those that are equal in all limits before it. */
function inOrder(states: States, place: number): Uint32Array {
  const order = Uint32Array.from({ length: states.size }, (_, at) => at);
  const before = states.fillsFen.slice(0, place);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && before.every((fills) => fills[from] === fills[to])) to += 1;
    if (to - from > 1) {
      order.subarray(from, to).sort((a, b) => compared(states, a, states, b, -1, 0) || a - b);
    }
    from = to;
  }
  return order;
}
