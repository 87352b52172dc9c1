import type { Fen } from '@twelve/dossier';
import { Budget } from './budget.ts';
import { join } from './join.ts';
import type { Limit } from './limit.ts';
import { itemsInTurn, limitsInOrder, mostIn } from './order.ts';
import { type Choice, NOWHERE, type Part, type Use } from './part.ts';
import type { Preference } from './preference.ts';
import { bestAt, boundAt, pricedAt, type Shares } from './prices.ts';
import {
  closed,
  grown,
  type States,
  startStates,
  type Twin,
  trimmed,
  type Way,
  withLimit,
} from './states.ts';
import { Pairs, READING, Ties } from './ties.ts';
import { Trail } from './trail.ts';

/** The best choice so far. */
export interface Known {
  readonly choice: Choice;
  readonly worthFen: Fen;
}

export interface Exploration extends Known {
  /** Every choice of the part that is worth at least this was looked at. */
  readonly lookedToFen: Fen;
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
  /** Give up rather than leave anything out. */
  readonly whole?: boolean;
  /** Where the whole is listed: about what it may cost. */
  readonly steps?: number;
  /** Little can be lost: take items in the order of what they lose by their second use. */
  readonly byLoss?: boolean;
  /** Told every choice, also where several fill the limits alike: says what is then still of interest. In fen. */
  readonly every?: (choice: Choice) => Fen;
}

/**
 * Meet in the middle: lists every way of using one half of the items and every way of using the other, each once,
 * and joins them. What cannot reach the best so far is left out of the lists; where they would grow too long all the
 * same, so is what loses most, and what was looked at ends above that.
 */
export function explore(part: Part, shares: Shares, known: Known, space: Space, budget: Budget): Exploration {
  budget.spent += part.items.length * SETTING_OUT;
  const search = new Halves(part, shares, known, space, budget);
  return search.grow() ? search.joined() : { ...known, lookedToFen: Number.POSITIVE_INFINITY };
}

interface Half {
  states: States;
  /** By pool, what the items that are not in it can fill it with at most. */
  readonly restFen: Float64Array;
  /** The limits that its items and others compete for, in the order of the search. */
  limits: readonly Limit[];
  /** The item that was taken last. */
  last: number | undefined;
  /** By how much the last item made it longer. */
  growth: number;
}

class Halves {
  readonly #part: Part;
  readonly #shares: Shares;
  readonly #known: Known;
  readonly #space: Space;
  readonly #budget: Budget;
  /** The choice that trails start from: items that can be used in one way only are. */
  readonly #start: Choice;
  readonly #trail: Trail;
  #ties: Ties | undefined;
  readonly #bound: number;
  readonly #slack: number;
  readonly #turn: readonly number[];
  /** The pools in the order in which the lists compare them. */
  readonly #pools: readonly number[];
  readonly #fixed: Fixed;
  readonly #halves: readonly [Half, Half];
  #lossLeft: number;

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
    this.#trail = new Trail(part, this.#start);
    this.#bound = boundAt(part, shares);
    this.#slack = Math.abs(this.#bound) * 1e-13 + 1e-3;
    this.#lossLeft = this.#bound + this.#slack - space.leastFen;
    this.#turn = itemsInTurn(part, space.byLoss === true ? (item) => this.#lossOf(item) : undefined);
    this.#pools = limitsInOrder(part, shares, this.#turn);
    this.#fixed = fixedIn(part, new Set(this.#pools));
    const restFen = mostInPools(part, this.#turn);
    this.#halves = [start(restFen), start(restFen)];
  }

  /**
   * Takes item after item into the shorter list, from either end. False where lists stay too long because nothing tells
   * their states apart, and where the budget ends.
   */
  grow(): boolean {
    const { steps = Number.POSITIVE_INFINITY, whole = false } = this.#space;
    const before = this.#budget.spent;
    let [low, high] = [0, this.#turn.length - 1];
    while (low <= high) {
      const [first, second] = this.#halves;
      const [half, other] = first.states.size <= second.states.size ? [first, second] : [second, first];
      const item = this.#turn[half === first ? low++ : high--] ?? 0;
      const uses = this.#part.items[item] ?? [];
      // Listed, and perhaps looked through to be trimmed.
      if (2 * half.states.size * uses.length > this.#budget.left) return false;
      this.#open(half, item);
      const size = half.states.size;
      const scanned = size * uses.length;
      const { states, made } = grown(half.states, this.#waysOf(uses, half.limits), {
        trail: this.#trail,
        item,
        start: this.#start[item] ?? NOWHERE,
        limits: half.limits,
        lossLeft: this.#lossLeft - other.states.leastLoss,
        prefers: this.#prefersTrail,
        twin: this.#twinOf(item, half.last),
        keepsAll: this.#space.every !== undefined,
      });
      half.states = states;
      half.last = item;
      const fills = 1 + half.limits.length;
      this.#budget.spent += Math.ceil(
        BEGINNING + fills * (scanned * STEPS_A_SCAN + made * (1 + uses.length) * STEPS_A_FILL),
      );
      if (!this.#trim(half, other)) return false;
      this.#close(half, this.#turn.slice(low, high + 1), other);
      half.growth = half.states.size / size;
      if (this.#budget.exhausted) return false;
      if (!whole) continue;
      const most = Math.min(steps, this.#budget.left);
      if (this.#budget.spent - before > OVER * steps || this.#forecast(high - low + 1) > FAR_OVER * most) {
        return false;
      }
    }
    return true;
  }

  /** What it costs to list the items that are left, if the lists go on growing as they did the last time. */
  #forecast(items: number): number {
    const [one, other] = this.#halves.map(({ states, growth }) => ({ size: states.size, growth }));
    if (one === undefined || other === undefined || Math.min(one.size, other.size) < TELLING) return 0;
    let steps = 0;
    for (let left = items; left > 0; left -= 1) {
      const half = one.size <= other.size ? one : other;
      half.size *= half.growth;
      steps += half.size;
    }
    return steps;
  }

  joined(): Exploration {
    const [{ states: xs }, { states: ys }] = this.#halves;
    const { topFen, equals, leastFen, halfSize, every } = this.#space;
    let { choice, worthFen } = this.#known;
    let pairs: Pairs | undefined;
    const stopAt = equals === undefined ? topFen : topFen + 1;
    const found = (pairFen: Fen, x: number, y: number, budget: Budget): Fen => {
      if (every !== undefined) {
        // What is done with it may spend of the same budget.
        const before = this.#budget.spent;
        this.#budget.spent += budget.spent;
        const next = every(this.#trail.choiceOf(xs.node[x] ?? Trail.START, ys.node[y] ?? Trail.START));
        budget.spent = this.#budget.spent - before;
        this.#budget.spent = before;
        return next;
      }
      if (pairFen > worthFen) {
        choice = this.#trail.choiceOf(xs.node[x] ?? Trail.START, ys.node[y] ?? Trail.START);
        worthFen = pairFen;
        budget.spent += READING;
        pairs?.lead(choice);
      } else if (pairFen === worthFen && equals !== undefined) {
        pairs ??= new Pairs(this.#tiesBy(equals), xs, ys, choice);
        choice = pairs.preferred(x, y, budget);
      }
      if (worthFen >= stopAt) return Number.POSITIVE_INFINITY;
      return equals === undefined ? worthFen + 1 : worthFen;
    };
    const frame = {
      worthFen: this.#fixed.worthFen,
      limits: this.#halves[0].limits,
      bound: this.#bound,
      slack: this.#slack,
    };
    const certainFen = Math.max(leastFen, Math.ceil(this.#bound + this.#slack - this.#lossLeft));
    const joinFrom = (fen: Fen, steps: number): boolean => {
      const budget = new Budget(Math.min(steps, this.#budget.left));
      join(xs, ys, frame, fen, found, budget);
      this.#budget.spent += budget.spent;
      return !budget.exhausted;
    };
    // Where something was left out, pairs of what is left may still be better than what is known: that is worth a try.
    const tried = certainFen > leastFen && joinFrom(leastFen, halfSize);
    const fromFen = tried ? certainFen : Math.max(certainFen, worthFen);
    const looked = tried || joinFrom(fromFen, this.#budget.left);
    return { choice, worthFen, lookedToFen: looked ? fromFen : Number.POSITIVE_INFINITY };
  }

  #waysOf(uses: readonly Use[], limits: readonly Limit[]): readonly Way[] {
    const best = bestAt(uses, this.#shares);
    return uses.map((use, place) => {
      const limit = limits.findIndex(({ pool }) => pool === use.pool);
      const worthFen = use.worthFen + (limit < 0 && use.pool >= 0 ? use.fillFen : 0);
      return { use: { ...use, worthFen }, limit, loss: best - pricedAt(use, this.#shares), place };
    });
  }

  /** The limits that an item can fill are open to a half from then on, and the others can do less about them. */
  #open(half: Half, item: number): void {
    for (let turn = 0; turn < this.#pools.length; turn += 1) {
      const pool = this.#pools[turn] ?? 0;
      const mostFen = this.#mostIn(item, pool);
      if (mostFen === 0) continue;
      half.restFen[pool] = (half.restFen[pool] ?? 0) - mostFen;
      const limits = [...half.limits];
      let at = 0;
      while (at < limits.length && this.#pools.indexOf(limits[at]?.pool ?? 0) < turn) at += 1;
      const known = limits[at]?.pool === pool;
      limits.splice(at, known ? 1 : 0, this.#limitOf(pool, half.restFen[pool] ?? 0));
      half.limits = limits;
      if (!known) half.states = withLimit(half.states, at);
    }
  }

  #limitOf(pool: number, restFen: Fen): Limit {
    return { pool, roomFen: this.#fixed.roomsFen[pool] ?? 0, share: this.#shares[pool] ?? 1, restFen };
  }

  /** What an item loses by its second use, to a part of a fen that tells rates apart. */
  #lossOf(item: number): number {
    const worths = (this.#part.items[item] ?? []).map((use) => pricedAt(use, this.#shares));
    const [best = 0, second = best] = worths.sort((a, b) => b - a);
    return Math.round((best - second) * 20);
  }

  #canFill(item: number, pool: number): boolean {
    return this.#mostIn(item, pool) > 0;
  }

  #mostIn(item: number, pool: number): Fen {
    return mostIn(this.#part.items[item] ?? [], pool);
  }

  #trim(half: Half, other: Half): boolean {
    const { halfSize } = this.#space;
    if (half.states.size <= halfSize) return true;
    if (this.#space.whole === true) return false;
    const { states, lossLeft } = trimmed(half.states, half.limits, halfSize >> 1);
    this.#budget.spent += half.states.size;
    half.states = states;
    this.#lossLeft = Math.min(this.#lossLeft, lossLeft + other.states.leastLoss);
    return states.size <= halfSize;
  }

  /** Limits that neither the other half nor an item to come can fill. */
  #close(half: Half, toCome: readonly number[], other: Half): void {
    for (const { pool } of [...half.limits].reverse()) {
      if (other.limits.some((limit) => limit.pool === pool)) continue;
      if (toCome.some((item) => this.#canFill(item, pool))) continue;
      const place = half.limits.findIndex((limit) => limit.pool === pool);
      half.states = closed(half.states, half.limits, place, this.#prefersTrail);
      half.limits = half.limits.filter((limit) => limit.pool !== pool);
      this.#budget.spent += half.states.size;
    }
  }

  readonly #prefersTrail = (first: number, second: number): boolean => {
    const { equals } = this.#space;
    if (equals === undefined || this.#budget.exhausted) return false;
    return this.#tiesBy(equals).prefers(first, second, this.#budget);
  };

  /** The last item, if either could stand for the other: of two such choices ties prefer one. */
  #twinOf(item: number, last: number | undefined): Twin | undefined {
    const { equals } = this.#space;
    if (equals === undefined || last === undefined) return undefined;
    const [uses, others] = [this.#part.items[item] ?? [], this.#part.items[last] ?? []];
    const isAlike =
      uses.length === others.length && uses.every(({ option }, place) => option === others[place]?.option);
    if (!isAlike || !equals.areAlike(item, last)) return undefined;
    const start = others.findIndex(({ option }) => option === this.#start[last]?.option);
    return { item: last, start, isFirst: last < item };
  }

  #tiesBy(preference: Preference): Ties {
    this.#ties ??= new Ties(preference, this.#trail);
    return this.#ties;
  }
}

/** What it costs to set out, for every item, in steps. */
const SETTING_OUT = 5;

/**
 * A state is made of its worth and its fills, whether or not it meets an equal one, and is found by comparing the lists
 * of all uses. A step is one of an item with two uses that fills two or three limits.
 */
const STEPS_A_FILL = 1 / 10;

/** Before, each is looked at with each use, for whether it can still be of interest. */
const STEPS_A_SCAN = 1 / 20;

/** What it costs to begin a list, however short. */
const BEGINNING = 16;

/** Lists this long tell how they go on growing. */
const TELLING = 1 << 10;

/** Growth slows down towards the end: what is forecast is a few times what it comes to. */
const FAR_OVER = 4;
const OVER = 2;

const start = (restFen: Float64Array): Half => ({
  states: startStates(),
  restFen: restFen.slice(),
  limits: [],
  last: undefined,
  growth: 1,
});

/** By pool, what some items can fill it with at most. */
function mostInPools({ items, roomsFen }: Part, some: readonly number[]): Float64Array {
  const mostFen = new Float64Array(roomsFen.length);
  for (const item of some) {
    const uses = items[item] ?? [];
    for (let pool = 0; pool < mostFen.length; pool += 1) {
      mostFen[pool] = (mostFen[pool] ?? 0) + mostIn(uses, pool);
    }
  }
  return mostFen;
}

/** What is fixed around the halves: what it is worth with all limits that the halves do not know, and the room left. */
interface Fixed {
  readonly worthFen: Fen;
  readonly roomsFen: readonly Fen[];
}

function fixedIn({ items, roomsFen }: Part, open: ReadonlySet<number>): Fixed {
  const leftFen = [...roomsFen];
  let worthFen = 0;
  for (const [use, ...others] of items) {
    if (use === undefined || others.length > 0) continue;
    worthFen += use.worthFen;
    if (use.pool >= 0) leftFen[use.pool] = (leftFen[use.pool] ?? 0) - use.fillFen;
  }
  leftFen.forEach((left, pool) => {
    const room = roomsFen[pool] ?? 0;
    const paidFen = room - (open.has(pool) ? left : Math.max(0, left));
    worthFen += paidFen - Math.min(0, room);
  });
  return { worthFen, roomsFen: leftFen };
}
