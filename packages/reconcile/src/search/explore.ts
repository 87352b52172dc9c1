import type { Fen } from '@twelve/dossier';
import type { Budget } from './budget.ts';
import { join } from './join.ts';
import type { Choice, Part, Use } from './part.ts';
import { boundAt, pricedAt, type Shares } from './prices.ts';
import { grown, type PricedUse, type States, startStates, Trail } from './states.ts';

/** Says whether ties prefer one choice to another of the same worth. */
export type Preference = (choice: Choice, other: Choice) => boolean;

export interface Exploration extends Known {
  /** Every choice that could be better, or as good, was looked at. */
  readonly complete: boolean;
}

/** The best choice so far. */
export interface Known {
  readonly choice: Choice;
  readonly worthFen: Fen;
}

/** What is looked for, and how far. */
export interface Space {
  /** What a choice must be worth to be of interest. In fen. */
  readonly leastFen: Fen;
  /** At most so many states in each half. */
  readonly halfSize: number;
  /** A choice of this worth cannot be beaten: stop there, unless equals matter. */
  readonly topFen: Fen;
  readonly equals: Preference | undefined;
}

/**
 * Meet in the middle: lists every way of using one half of the items and every way of using the other, each once,
 * and joins them. What cannot reach the best so far is left out of the lists.
 */
export function explore(part: Part, shares: Shares, known: Known, space: Space, budget: Budget): Exploration {
  const search = new Halves(part, shares, known, space, budget);
  return search.grow() ? search.joined() : { ...known, complete: false };
}

class Halves {
  readonly #part: Part;
  readonly #shares: Shares;
  readonly #known: Known;
  readonly #space: Space;
  readonly #budget: Budget;
  /** The choice that trails start from: items that can be used in one way only are. */
  readonly #start: Choice;
  readonly #trail = new Trail();
  /** The pools in the order in which the lists compare them. */
  readonly #pools: readonly number[];
  readonly #halves: [States, States];

  constructor(part: Part, shares: Shares, known: Known, space: Space, budget: Budget) {
    this.#part = part;
    this.#shares = shares;
    this.#known = known;
    this.#space = space;
    this.#budget = budget;
    this.#start = known.choice.map((use, item) => {
      const uses = part.items[item] ?? [];
      return uses.length === 1 ? (uses[0] ?? use) : use;
    });
    this.#pools = frontFirst(part, shares);
    this.#halves = [startStates(this.#pools.length), startStates(this.#pools.length)];
  }

  /** Takes item after item into the shorter list, from either end. False where the lists would grow too long. */
  grow(): boolean {
    const open = inTurn(this.#part);
    // How far below the bound a state may be: no further than what is of interest.
    const best = boundAt(this.#part, this.#shares);
    const lossLeft = best - this.#space.leastFen + Math.abs(best) * 1e-13 + 1e-3;
    const bestPriced: [number, number] = [0, 0];
    const product: [number, number] = [1, 1];
    let [low, high] = [0, open.length - 1];
    while (low <= high) {
      const side = this.#halves[0].size <= this.#halves[1].size ? 0 : 1;
      if (this.#hopeless(side, product[side], open.slice(low, high + 1))) return false;
      const item = open[side === 0 ? low++ : high--] ?? 0;
      const uses = this.#usesOf(this.#part.items[item] ?? []);
      bestPriced[side] += uses.reduce((most, { priced }) => Math.max(most, priced), Number.NEGATIVE_INFINITY);
      const states = this.#halves[side];
      product[side] *= uses.length;
      if (states.size * uses.length > this.#budget.left) return false;
      const next = grown(states, uses, {
        trail: this.#trail,
        item,
        start: this.#start[item] ?? NOWHERE,
        leastPriced: bestPriced[side] - lossLeft,
        prefers: (first, second) => this.#prefersTrail(first, second),
      });
      this.#budget.spent += next.size;
      if (next.size > this.#space.halfSize || this.#budget.exhausted) return false;
      this.#halves[side] = next;
    }
    return true;
  }

  /** So far no two states were one and none was worth leaving out: then it is not worth growing a list too long. */
  #hopeless(side: 0 | 1, product: number, rest: readonly number[]): boolean {
    const { size } = this.#halves[side];
    if (size < SAMPLE || size < product) return false;
    const ahead = rest.reduce((ways, item) => ways * (this.#part.items[item] ?? []).length, 1);
    return size * this.#halves[side === 0 ? 1 : 0].size * ahead > this.#space.halfSize ** 2;
  }

  joined(): Exploration {
    const [xs, ys] = this.#halves;
    const { leastFen, topFen, equals } = this.#space;
    let { choice, worthFen } = this.#known;
    const frame = this.#frame();
    const stopAt = equals === undefined ? topFen : topFen + 1;
    const found = (pairFen: Fen, x: number, y: number): Fen => {
      if (pairFen > worthFen || (pairFen === worthFen && equals !== undefined)) {
        const candidate = this.#choiceOf(xs.node[x] ?? 0, ys.node[y] ?? 0);
        this.#budget.spent += candidate.length;
        if (pairFen > worthFen || equals?.(candidate, choice) === true) choice = candidate;
        worthFen = pairFen;
      }
      if (worthFen >= stopAt) return Number.POSITIVE_INFINITY;
      return equals === undefined ? worthFen + 1 : worthFen;
    };
    const room = this.#budget.left;
    const spent = join(xs, ys, frame, leastFen, found, room);
    this.#budget.spent += spent;
    return { choice, worthFen, complete: spent < room };
  }

  #usesOf(uses: readonly Use[]): readonly PricedUse[] {
    return uses.map((use, place) => ({
      use: this.#renamed(use),
      priced: pricedAt(use, this.#shares),
      place,
    }));
  }

  #renamed(use: Use): Use {
    return use.pool < 0 ? use : { ...use, pool: this.#pools.indexOf(use.pool) };
  }

  /** What is fixed around the halves: the room that it leaves, and what it is worth itself. */
  #frame() {
    const { items, roomsFen } = this.#part;
    const fills = roomsFen.map(() => 0);
    let worthFen = 0;
    items.forEach(([use, ...others]) => {
      if (use === undefined || others.length > 0) return;
      worthFen += use.worthFen;
      if (use.pool >= 0) fills[use.pool] = (fills[use.pool] ?? 0) + use.fillFen;
    });
    fills.forEach((fill, pool) => {
      const room = roomsFen[pool] ?? 0;
      worthFen += (this.#pools.includes(pool) ? fill : Math.min(fill, room)) - Math.min(0, room);
    });
    const rooms = this.#pools.map((pool) => (roomsFen[pool] ?? 0) - (fills[pool] ?? 0));
    return { worthFen, roomsFen: rooms, shares: this.#pools.map((pool) => this.#shares[pool] ?? 1) };
  }

  #choiceOf(...nodes: readonly number[]): Choice {
    const choice = [...this.#start];
    for (const node of nodes) {
      this.#trail.read(node, (item, place) => {
        choice[item] = this.#part.items[item]?.[place] ?? NOWHERE;
      });
    }
    return choice;
  }

  #prefersTrail(first: number, second: number): boolean {
    const { equals } = this.#space;
    if (equals === undefined) return false;
    this.#budget.spent += this.#part.items.length;
    return equals(this.#choiceOf(first), this.#choiceOf(second));
  }
}

/** States that are enough to tell whether any are alike. */
const SAMPLE = 250;

const NOWHERE: Use = { worthFen: 0, fillFen: 0, pool: -1, option: -1 };

/** The open items; those that fill the same pools next to each other, so that each half has pools of its own. */
function inTurn({ items }: Part): readonly number[] {
  const open = items
    .map((uses, item) => ({ item, ways: uses.length, key: uses.map(({ pool }) => pool).join() }))
    .filter(({ ways }) => ways > 1);
  return open
    .sort((a, b) => (a.key === b.key ? a.item - b.item : a.key < b.key ? -1 : 1))
    .map(({ item }) => item);
}

/** The pool that tells states apart best comes first: where a fen too much or too little costs most, over most items. */
function frontFirst({ items, roomsFen }: Part, shares: Shares): readonly number[] {
  const spread = roomsFen.map(() => 0);
  for (const uses of items) {
    if (uses.length < 2) continue;
    for (const { pool, fillFen } of uses) {
      if (pool >= 0) spread[pool] = (spread[pool] ?? 0) + fillFen;
    }
  }
  const weight = (pool: number): number => {
    const share = shares[pool] ?? 1;
    return (spread[pool] ?? 0) * Math.min(share, 1 - share);
  };
  return roomsFen
    .map((_, pool) => pool)
    .filter((pool) => (spread[pool] ?? 0) > 0)
    .sort((a, b) => weight(b) - weight(a) || a - b);
}
