import type { Fen } from '@twelve/dossier';
import type { Limit } from './limit.ts';
import type { Use } from './part.ts';
import { Trail } from './trail.ts';

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
  /** No state loses less. */
  readonly leastLoss: number;
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

/** The item taken before, where the next one is just like it. */
export interface Twin {
  readonly item: number;
  /** The place of its use in the choice that the search started from; −1: none of them. */
  readonly start: number;
  /** Its key is the smaller of the two. */
  readonly isFirst: boolean;
}

export interface Growth {
  readonly trail: Trail;
  readonly item: number;
  /** The use of the item in the choice that the search started from. */
  readonly start: Use;
  readonly limits: readonly Limit[];
  /** States that lose more, with what their limits lose for certain, are left out. */
  readonly lossLeft: number;
  readonly prefers: Prefers;
  readonly twin: Twin | undefined;
  /** States that fill all limits alike stay apart. */
  readonly keepsAll: boolean;
}

export const startStates = (): States => ({ ...emptyStates(1, 0), size: 1, leastLoss: 0 });

/** Fills as it may, and loses nothing. */
const NO_LIMIT: Limit = { pool: -1, roomFen: 0, share: 1, restFen: Number.POSITIVE_INFINITY };

const emptyStates = (capacity: number, limits: number): States => ({
  size: 0,
  worthFen: new Float64Array(capacity),
  fillsFen: Array.from({ length: limits }, () => new Float64Array(capacity)),
  loss: new Float64Array(capacity),
  leastLoss: Number.POSITIVE_INFINITY,
  node: new Int32Array(capacity),
});

/** The states with one more limit open to them, which none of them fills yet. */
export const withLimit = (states: States, at: number): States => ({
  ...states,
  fillsFen: [...states.fillsFen.slice(0, at), new Float64Array(states.size), ...states.fillsFen.slice(at)],
});

/**
 * Every state with every use of one more item: as many lists as uses, merged in one go, so that equal fills meet.
 * `made` counts what was made before equal ones met.
 */
export function grown(
  states: States,
  ways: readonly Way[],
  growth: Growth,
): { readonly states: States; readonly made: number } {
  const { trail, item, start, prefers, keepsAll } = growth;
  const lists = ways.map((way) => surviving(states, way, growth));
  const capacity = lists.reduce((sum, list) => sum + list.length, 0);
  const out = emptyStates(capacity, states.fillsFen.length);
  const { worthFen, loss, node, fillsFen } = out;
  const heads = new Int32Array(ways.length);
  const fronts = Float64Array.from(ways, (way, list) => frontOf(states, lists[list]?.[0], way));
  let size = 0;
  let last = 0;
  let leastLoss = Number.POSITIVE_INFINITY;
  for (let count = 0; count < capacity; count += 1) {
    let list = 0;
    let front = fronts[0] ?? 0;
    for (let other = 1; other < fronts.length; other += 1) {
      const otherFront = fronts[other] ?? 0;
      if (otherFront > front) continue;
      if (otherFront === front) {
        if (otherFront === Number.POSITIVE_INFINITY) continue;
        const [at = 0, otherAt = 0] = [lists[list]?.[heads[list] ?? 0], lists[other]?.[heads[other] ?? 0]];
        if (compared(states, otherAt, ways[other], states, at, ways[list]) >= 0) continue;
      }
      list = other;
      front = otherFront;
    }
    const way = ways[list];
    const own = lists[list];
    if (way === undefined || own === undefined) break;
    const head = heads[list] ?? 0;
    const at = own[head] ?? 0;
    const next = head + 1;
    heads[list] = next;
    fronts[list] = next < own.length ? frontOf(states, own[next], way) : Number.POSITIVE_INFINITY;
    const worth = (states.worthFen[at] ?? 0) + way.use.worthFen;
    const from = states.node[at] ?? 0;
    const linked = way.use.option === start.option ? from : trail.step(from, item, way.place);
    if (
      front === last &&
      !keepsAll &&
      size > 0 &&
      compared(out, size - 1, undefined, states, at, way) === 0
    ) {
      const more = worth - (worthFen[size - 1] ?? 0);
      if (more < 0 || (more === 0 && !prefers(linked, node[size - 1] ?? 0))) continue;
      size -= 1;
    }
    last = front;
    worthFen[size] = worth;
    const lost = (states.loss[at] ?? 0) + way.loss;
    loss[size] = lost;
    leastLoss = Math.min(leastLoss, lost);
    node[size] = linked;
    for (let place = 0; place < fillsFen.length; place += 1) {
      const column = fillsFen[place];
      const fill = states.fillsFen[place]?.[at] ?? 0;
      if (column !== undefined) column[size] = place === way.limit ? fill + way.use.fillFen : fill;
    }
    size += 1;
  }
  return { states: { ...out, size, leastLoss }, made: capacity };
}

/**
 * The states that one more use leaves worth looking at. Two items that are alike may change places: the one with the
 * smaller key has the earlier use, as ties prefer.
 */
function surviving(states: States, { use, limit, loss, place }: Way, growth: Growth): Int32Array {
  const { limits, lossLeft, trail, twin } = growth;
  const lost = lossesOf(states, limits, limit, use.fillFen);
  const places = new Int32Array(states.size);
  let size = 0;
  for (let at = 0; at < states.size; at += 1) {
    if ((lost[at] ?? 0) + loss > lossLeft) continue;
    if (twin !== undefined) {
      const twinPlace = placeOf(twin, trail, states.node[at] ?? Trail.START);
      if (twin.isFirst ? twinPlace > place : twinPlace < place) continue;
    }
    places[size] = at;
    size += 1;
  }
  return places.subarray(0, size);
}

/** How the item that was taken last is used. */
const placeOf = ({ item, start }: Twin, trail: Trail, node: number): number =>
  node > Trail.START && trail.itemAt(node) === item ? trail.placeAt(node) : start;

/** What a state fills the first limit with once it has one more use; infinite where there is no state. */
function frontOf({ fillsFen }: States, at: number | undefined, { use, limit }: Way): number {
  if (at === undefined) return Number.POSITIVE_INFINITY;
  return (fillsFen[0]?.[at] ?? 0) + (limit === 0 ? use.fillFen : 0);
}

/** The least that each state loses in the end, its limits included, if it fills one of them with so much more. */
function lossesOf(states: States, limits: readonly Limit[], more: number, moreFen: Fen): Float64Array {
  const lost = states.loss.slice(0, states.size);
  for (let place = 0; place < limits.length; place += 1) {
    const fills = states.fillsFen[place];
    const { roomFen, restFen, share } = limits[place] ?? NO_LIMIT;
    const overFen = (place === more ? moreFen : 0) - roomFen;
    for (let at = 0; at < lost.length; at += 1) {
      const over = (fills?.[at] ?? 0) + overFen;
      if (over > 0) lost[at] = (lost[at] ?? 0) + over * share;
      else if (over + restFen < 0) lost[at] = (lost[at] ?? 0) - (over + restFen) * (1 - share);
    }
  }
  return lost;
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

/** The order of two states by their fills, each with one more use. */
function compared(
  first: States,
  a: number,
  more: Way | undefined,
  second: States,
  b: number,
  otherMore: Way | undefined,
): number {
  for (let at = 0; at < first.fillsFen.length; at += 1) {
    const fill = (first.fillsFen[at]?.[a] ?? 0) + (at === more?.limit ? more.use.fillFen : 0);
    const otherFill = (second.fillsFen[at]?.[b] ?? 0) + (at === otherMore?.limit ? otherMore.use.fillFen : 0);
    if (fill !== otherFill) return fill - otherFill;
  }
  return 0;
}

/** Only the states that lose no more than the least ones: about `most` of them, and all that lose so much. */
export function trimmed(
  states: States,
  limits: readonly Limit[],
  most: number,
): { readonly states: States; readonly lossLeft: number } {
  const losses = lossesOf(states, limits, -1, 0);
  const lossLeft = nth(losses.slice(), most);
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
    if (size > 0 && compared(out, size - 1, undefined, open, at, undefined) === 0) {
      const more = (open.worthFen[at] ?? 0) - (out.worthFen[size - 1] ?? 0);
      if (more > 0 || (more === 0 && prefers(open.node[at] ?? 0, out.node[size - 1] ?? 0))) {
        copy(open, at, out, size - 1);
      }
    } else {
      copy(open, at, out, size);
      size += 1;
    }
  }
  const leastLoss = out.loss
    .subarray(0, size)
    .reduce((least, loss) => Math.min(least, loss), Number.POSITIVE_INFINITY);
  return { ...out, size, leastLoss };
}

/** Once a limit is gone, states are in order but for those that are equal in all limits before it. */
function inOrder(states: States, place: number): Uint32Array {
  const order = Uint32Array.from({ length: states.size }, (_, at) => at);
  const before = states.fillsFen.slice(0, place);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && before.every((fills) => fills[from] === fills[to])) to += 1;
    if (to - from > 1) {
      order.subarray(from, to).sort((a, b) => compared(states, a, undefined, states, b, undefined) || a - b);
    }
    from = to;
  }
  return order;
}

/** The value that would be at a place if they were sorted; they are put in some order. */
function nth(values: Float64Array, place: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = values[(low + high) >> 1] ?? 0;
    let [up, down] = [low, high];
    while (up <= down) {
      while ((values[up] ?? 0) < pivot) up += 1;
      while ((values[down] ?? 0) > pivot) down -= 1;
      if (up > down) break;
      [values[up], values[down]] = [values[down] ?? 0, values[up] ?? 0];
      up += 1;
      down -= 1;
    }
    if (place <= down) high = down;
    else if (place >= up) low = up;
    else break;
  }
  return values[place] ?? Number.POSITIVE_INFINITY;
}
