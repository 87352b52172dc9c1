import type { Fen } from '@twelve/dossier';
import type { Use } from './part.ts';

/**
 * How items were used, as links back to the item before: a choice is read off at the end. Items that are used as in
 * the choice that the search started from leave no link.
 */
export class Trail {
  #links = new Int32Array(1 << 12);
  #size = 2;

  /** Nothing used otherwise yet. */
  static readonly START = 0;

  step(parent: number, item: number, place: number): number {
    if (this.#size + 2 > this.#links.length) {
      const longer = new Int32Array(this.#links.length * 2);
      longer.set(this.#links);
      this.#links = longer;
    }
    const node = this.#size;
    this.#links[node] = parent;
    this.#links[node + 1] = item * MOST_USES + place;
    this.#size = node + 2;
    return node;
  }

  /** Tells every item that is used otherwise, and the place of its use. */
  read(node: number, tell: (item: number, place: number) => void): void {
    for (let at = node; at > Trail.START; at = this.#links[at] ?? Trail.START) {
      const used = this.#links[at + 1] ?? 0;
      tell(Math.floor(used / MOST_USES), used % MOST_USES);
    }
  }
}

/** More than any item has: one for each of its lines in a dossier of limited size. */
const MOST_USES = 1 << 10;

/**
 * The ways of using some items, each once: what it is worth and what it fills every pool with, in the order of the
 * fills. Columns rather than objects: there may be hundreds of thousands.
 */
export interface States {
  readonly size: number;
  readonly worthFen: Float64Array;
  /** By pool. */
  readonly fillsFen: readonly Float64Array[];
  /** What it is worth at the shares of the bound. */
  readonly priced: Float64Array;
  readonly node: Int32Array;
}

/** One of an item's uses with its price, and its place among them. */
export interface PricedUse {
  readonly use: Use;
  readonly priced: number;
  readonly place: number;
}

/** Says of two trails with equal worth and equal fills whether ties prefer the first. */
export type Prefers = (first: number, second: number) => boolean;

export interface Growth {
  readonly trail: Trail;
  readonly item: number;
  /** The use of the item in the choice that the search started from. */
  readonly start: Use;
  /** States priced below this cannot lead to anything better. */
  readonly leastPriced: number;
  readonly prefers: Prefers;
}

export const startStates = (pools: number): States => ({
  size: 1,
  worthFen: new Float64Array(1),
  fillsFen: Array.from({ length: pools }, () => new Float64Array(1)),
  priced: new Float64Array(1),
  node: new Int32Array(1),
});

/** Every state with every use of one more item. The order is kept by merging, so that equal fills meet. */
export function grown(states: States, uses: readonly PricedUse[], growth: Growth): States {
  let result = emptyStates(0, states.fillsFen.length);
  for (const priced of uses) result = merged(result, states, priced, growth);
  return result;
}

const emptyStates = (capacity: number, pools: number): States => ({
  size: 0,
  worthFen: new Float64Array(capacity),
  fillsFen: Array.from({ length: pools }, () => new Float64Array(capacity)),
  priced: new Float64Array(capacity),
  node: new Int32Array(capacity),
});

/** Merges what there is with the states that use the item in one more way. */
function merged(
  grownSoFar: States,
  states: States,
  { use, priced, place }: PricedUse,
  growth: Growth,
): States {
  const pools = states.fillsFen.length;
  const out = emptyStates(grownSoFar.size + states.size, pools);
  const { trail, item, start, leastPriced, prefers } = growth;
  const { pool } = use;
  const linked = (node: number): number =>
    use.option === start.option ? node : trail.step(node, item, place);
  let size = 0;
  let a = 0;
  let b = 0;
  const copy = (from: States, at: number, shiftFen: Fen, worthFen: Fen, morePriced: number, node: number) => {
    out.worthFen[size] = (from.worthFen[at] ?? 0) + worthFen;
    out.priced[size] = (from.priced[at] ?? 0) + morePriced;
    out.node[size] = node;
    for (let p = 0; p < pools; p += 1) {
      const column = out.fillsFen[p];
      if (column !== undefined) column[size] = (from.fillsFen[p]?.[at] ?? 0) + (p === pool ? shiftFen : 0);
    }
    size += 1;
  };
  while (a < grownSoFar.size || b < states.size) {
    if (b < states.size && (states.priced[b] ?? 0) + priced < leastPriced) {
      b += 1;
      continue;
    }
    const order = a >= grownSoFar.size ? 1 : b >= states.size ? -1 : compared(grownSoFar, a, states, b, use);
    if (order < 0) {
      copy(grownSoFar, a, 0, 0, 0, grownSoFar.node[a] ?? 0);
      a += 1;
    } else if (order > 0) {
      copy(states, b, use.fillFen, use.worthFen, priced, linked(states.node[b] ?? 0));
      b += 1;
    } else {
      const known = grownSoFar.worthFen[a] ?? 0;
      const other = (states.worthFen[b] ?? 0) + use.worthFen;
      if (other >= known) {
        const node = linked(states.node[b] ?? 0);
        if (other > known || prefers(node, grownSoFar.node[a] ?? 0)) {
          grownSoFar.worthFen[a] = other;
          grownSoFar.priced[a] = (states.priced[b] ?? 0) + priced;
          grownSoFar.node[a] = node;
        }
      }
      b += 1;
    }
  }
  return { ...out, size };
}

/** The order of two states by their fills, the second with one more use. */
function compared(first: States, a: number, second: States, b: number, use: Use): number {
  for (let p = 0; p < first.fillsFen.length; p += 1) {
    const shiftFen = p === use.pool ? use.fillFen : 0;
    const difference = (first.fillsFen[p]?.[a] ?? 0) - ((second.fillsFen[p]?.[b] ?? 0) + shiftFen);
    if (difference !== 0) return difference;
  }
  return 0;
}
