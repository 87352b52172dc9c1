import type { Fen } from '@twelve/dossier';
import { type Limit, lossAt } from './limit.ts';
import { NOWHERE, type Use } from './part.ts';
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
  const out = emptyStates(states.size * ways.length, states.fillsFen.length);
  // Of every way the next state that is used so.
  const next = Int32Array.from(ways, (way) => nextKept(states, 0, way, growth));
  let size = 0;
  for (;;) {
    let first: Way | undefined;
    let which = -1;
    for (let at = 0; at < ways.length; at += 1) {
      const way = ways[at];
      const b = next[at] ?? 0;
      if (way === undefined || b >= states.size) continue;
      if (first !== undefined && compared(states, next[which] ?? 0, first, states, b, way) <= 0) continue;
      first = way;
      which = at;
    }
    if (first === undefined) return { ...out, size };
    const at = next[which] ?? 0;
    next[which] = nextKept(states, at + 1, first, growth);
    if (size > 0 && compared(out, size - 1, AS_IT_IS, states, at, first) === 0) {
      meet(out, size - 1, states, at, first, growth);
    } else {
      copy(states, at, out, size);
      used(out, size, first, growth);
      size += 1;
    }
  }
}

/** The first state from a place on that does not lose too much when it is used in a way. */
function nextKept(states: States, from: number, { use, limit, loss }: Way, growth: Growth): number {
  const { limits, lossLeft } = growth;
  for (let at = from; at < states.size; at += 1) {
    const lost = (states.loss[at] ?? 0) + loss;
    if (lost <= lossLeft && lost + misfit(states, at, limits, limit, use.fillFen) <= lossLeft) return at;
  }
  return states.size;
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

/** A state of a list is used in one more way. */
function used(states: States, at: number, { use, limit, loss, place }: Way, growth: Growth): void {
  states.worthFen[at] = (states.worthFen[at] ?? 0) + use.worthFen;
  states.loss[at] = (states.loss[at] ?? 0) + loss;
  states.node[at] = linked(states.node[at] ?? 0, use, place, growth);
  const column = states.fillsFen[limit];
  if (column !== undefined) column[at] = (column[at] ?? 0) + use.fillFen;
}

/** A state of another list with one more use meets one that fills the same: the better stays. */
function meet(out: States, place: number, states: States, at: number, way: Way, growth: Growth): void {
  const worth = (states.worthFen[at] ?? 0) + way.use.worthFen;
  const more = worth - (out.worthFen[place] ?? 0);
  if (more < 0) return;
  const node = linked(states.node[at] ?? 0, way.use, way.place, growth);
  if (more === 0 && !growth.prefers(node, out.node[place] ?? 0)) return;
  out.worthFen[place] = worth;
  out.loss[place] = (states.loss[at] ?? 0) + way.loss;
  out.node[place] = node;
}

const linked = (node: number, use: Use, place: number, { trail, item, start }: Growth): number =>
  use.option === start.option ? node : trail.step(node, item, place);

/** The order of two states by their fills, each with one more use. */
function compared(first: States, a: number, own: Way, second: States, b: number, other: Way): number {
  for (let at = 0; at < first.fillsFen.length; at += 1) {
    const fill = (first.fillsFen[at]?.[a] ?? 0) + (at === own.limit ? own.use.fillFen : 0);
    const otherFill = (second.fillsFen[at]?.[b] ?? 0) + (at === other.limit ? other.use.fillFen : 0);
    if (fill !== otherFill) return fill - otherFill;
  }
  return 0;
}

const AS_IT_IS: Way = { use: NOWHERE, limit: -1, loss: 0, place: 0 };

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
    if (size > 0 && compared(out, size - 1, AS_IT_IS, open, at, AS_IT_IS) === 0) {
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
      order.subarray(from, to).sort((a, b) => compared(states, a, AS_IT_IS, states, b, AS_IT_IS) || a - b);
    }
    from = to;
  }
  return order;
}
