import type { Fen } from '@twelve/dossier';
import { bestPriced, certain, type Room } from './bound.ts';
import type { Option } from './problem.ts';

/** The part of X1 that one search decides: items with their options in the order that ties prefer, and limits. */
export interface Part {
  readonly items: readonly (readonly Option[])[];
  readonly rooms: readonly Room[];
}

/** For each item the index of its option, or `UNUSED`. */
export type Choice = readonly number[];
export const UNUSED = -1;

/** Work that is counted, not timed: every machine stops at the same place. */
export class Budget {
  spent = 0;
  readonly steps: number;

  constructor(steps: number) {
    this.steps = steps;
  }

  get exhausted(): boolean {
    return this.spent >= this.steps;
  }
}

/** What a whole choice pays. A pool pays its lines up to what is left of its limit. */
export function choiceFen({ items, rooms }: Part, choice: Choice): Fen {
  const pays = rooms.map(({ filledFen }) => filledFen);
  const takes = rooms.map(() => 0);
  let total = 0;
  items.forEach((options, index) => {
    const option = options[choice[index] ?? UNUSED];
    if (option === undefined) return;
    total += option.freeFen;
    if (option.pool === null) return;
    pays[option.pool] = (pays[option.pool] ?? 0) + option.paysFen;
    takes[option.pool] = (takes[option.pool] ?? 0) + option.takesFen;
  });
  rooms.forEach(({ capacityFen }, pool) => {
    total += Math.min(pays[pool] ?? 0, Math.max(0, capacityFen - (takes[pool] ?? 0)));
  });
  return total;
}

/**
 * A choice in the making, item after item in a given order, with the sums and the bounds that a depth-first search
 * asks for at each step.
 */
export class PartialChoice {
  readonly part: Part;
  readonly order: readonly number[];
  readonly choice: number[];
  /** What the lines used so far would bring to each pool, and take up of it. In fen. */
  readonly pays: number[];
  readonly takes: number[];
  freeFen = 0;
  readonly #lambdas: readonly (readonly number[])[];
  readonly #rest: readonly Float64Array[];
  readonly #twins: readonly number[];

  constructor(part: Part, order: readonly number[], lambdas: readonly (readonly number[])[]) {
    this.part = part;
    this.order = order;
    this.choice = part.items.map(() => UNUSED);
    this.pays = part.rooms.map(({ filledFen }) => filledFen);
    this.takes = part.rooms.map(() => 0);
    this.#lambdas = lambdas;
    this.#rest = lambdas.map((lambda) => restBounds(part, order, lambda));
    this.#twins = twinsOf(part, order);
  }

  /** Uses an item in one way. False, and nothing done, where that would take up more of a limit than there is. */
  use(index: number, at: number): boolean {
    const option = this.part.items[index]?.[at];
    if (option?.pool != null) {
      const takes = (this.takes[option.pool] ?? 0) + option.takesFen;
      if (option.takesFen > 0 && takes > (this.part.rooms[option.pool]?.capacityFen ?? 0)) return false;
      this.takes[option.pool] = takes;
      this.pays[option.pool] = (this.pays[option.pool] ?? 0) + option.paysFen;
    }
    this.freeFen += option?.freeFen ?? 0;
    this.choice[index] = at;
    return true;
  }

  undo(index: number, at: number): void {
    const option = this.part.items[index]?.[at];
    if (option?.pool != null) {
      this.takes[option.pool] = (this.takes[option.pool] ?? 0) - option.takesFen;
      this.pays[option.pool] = (this.pays[option.pool] ?? 0) - option.paysFen;
    }
    this.freeFen -= option?.freeFen ?? 0;
    this.choice[index] = UNUSED;
  }

  /** What the items used so far pay. */
  valueFen(): Fen {
    let total = this.freeFen;
    this.part.rooms.forEach((_, pool) => {
      total += this.poolFen(pool);
    });
    return total;
  }

  poolFen(pool: number): Fen {
    const capacityFen = this.part.rooms[pool]?.capacityFen ?? 0;
    return Math.min(this.pays[pool] ?? 0, Math.max(0, capacityFen - (this.takes[pool] ?? 0)));
  }

  /** No way of using the items from `place` on brings the total above this. */
  boundFen(place: number): Fen {
    const { rooms } = this.part;
    let least = Number.POSITIVE_INFINITY;
    this.#lambdas.forEach((lambda, i) => {
      let bound = this.freeFen + (this.#rest[i]?.[place] ?? 0);
      for (let pool = 0; pool < rooms.length; pool += 1) {
        const price = lambda[pool] ?? 0;
        const leftFen = (rooms[pool]?.capacityFen ?? 0) - (this.takes[pool] ?? 0);
        bound += (1 - price) * (this.pays[pool] ?? 0) + price * leftFen;
      }
      if (bound < least) least = bound;
    });
    return certain(least);
  }

  /**
   * Of interchangeable items, the later one takes no option that ties prefer to the earlier one's: the first option
   * rank that it may take. Unused ranks last.
   */
  leastRank(place: number): number {
    const twin = this.#twins[place] ?? -1;
    const index = twin < 0 ? undefined : this.order[twin];
    return index === undefined ? 0 : this.rank(index, this.choice[index] ?? UNUSED);
  }

  rank(index: number, at: number): number {
    return at === UNUSED ? (this.part.items[index]?.length ?? 0) : at;
  }
}

/** Items with the same options are interchangeable. */
export const likenessOf = (options: readonly Option[]): string =>
  options
    .map(
      ({ slots, pool, freeFen, paysFen, takesFen }) => `${slots}:${pool}:${freeFen}:${paysFen}:${takesFen}`,
    )
    .join('|');

/** For each place, what the items from there on are worth at most. */
function restBounds({ items }: Part, order: readonly number[], lambda: readonly number[]): Float64Array {
  const rest = new Float64Array(order.length + 1);
  for (let place = order.length - 1; place >= 0; place -= 1) {
    rest[place] = (rest[place + 1] ?? 0) + bestPriced(items[order[place] ?? 0] ?? [], lambda);
  }
  return rest;
}

/** For each place, the last earlier place with an interchangeable item; −1 where there is none. */
function twinsOf({ items }: Part, order: readonly number[]): readonly number[] {
  const last = new Map<string, number>();
  return order.map((index, place) => {
    const likeness = likenessOf(items[index] ?? []);
    const twin = last.get(likeness) ?? -1;
    last.set(likeness, place);
    return twin;
  });
}
