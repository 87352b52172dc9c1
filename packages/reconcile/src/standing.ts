import type { Fen } from '@twelve/dossier';
import type { PartialChoice } from './choice.ts';
import type { Option } from './problem.ts';

/** One amount that ties compare: what a slot gets free of limits, or what a limited pool pays. */
interface Dimension {
  /** The first slot concerned: dimensions are compared in the order of the slots. */
  readonly slot: number;
  readonly pool: number | null;
  /** Pools only: could later items take up the limit, so that what is paid so far could shrink? */
  readonly shrinks: boolean;
  /** What the items from a place on can add at most. */
  readonly rest: Float64Array;
}

/**
 * How a choice in the making can stand among equals: the amounts of the slots in order, then the number of lines.
 * Kept up to date item by item.
 */
export class Standing {
  readonly #partial: PartialChoice;
  readonly #totalFen: Fen;
  readonly #dimensions: readonly Dimension[];
  readonly #restLines: Float64Array;
  readonly #freeFen = new Map<number, Fen>();
  #lines = 0;

  /** @param totalFen what all the dimensions of a finished choice add up to */
  constructor(partial: PartialChoice, totalFen: Fen) {
    this.#partial = partial;
    this.#totalFen = totalFen;
    this.#dimensions = dimensionsOf(partial);
    this.#restLines = suffixSums(partial, (option) => option.slots.length);
  }

  /** Adds an option's lines (`sign` 1) or takes them back (−1). Unused adds nothing. */
  add(option: Option | undefined, sign: 1 | -1): void {
    if (option === undefined) return;
    this.#lines += sign * option.slots.length;
    option.slots.forEach((slot, place) => {
      const freeFen = option.freeBySlot[place] ?? 0;
      this.#freeFen.set(slot, (this.#freeFen.get(slot) ?? 0) + sign * freeFen);
    });
  }

  /**
   * The best standing that the items from `place` on can still lead to. Each amount is bounded as if those before it
   * were at their bounds: a choice that falls short of an earlier one is behind anyway.
   */
  reachable(place: number): readonly number[] {
    const certainFen = this.#dimensions.map((dimension) => this.#certainFen(dimension));
    let spareFen = this.#totalFen - certainFen.reduce((sum, fen) => sum + fen, 0);
    const amounts = this.#dimensions.map((dimension, index) => {
      const floorFen = certainFen[index] ?? 0;
      const fen = Math.min(this.#mostFen(dimension, place), floorFen + spareFen);
      spareFen -= fen - floorFen;
      return fen;
    });
    return [...amounts, this.#lines + (this.#restLines[place] ?? 0)];
  }

  #certainFen({ slot, pool, shrinks }: Dimension): Fen {
    if (pool === null) return this.#freeFen.get(slot) ?? 0;
    return shrinks ? 0 : this.#partial.poolFen(pool);
  }

  #mostFen({ slot, pool, rest }: Dimension, place: number): Fen {
    const restFen = rest[place] ?? 0;
    if (pool === null) return (this.#freeFen.get(slot) ?? 0) + restFen;
    const { part, pays, takes } = this.#partial;
    const leftFen = (part.rooms[pool]?.capacityFen ?? 0) - (takes[pool] ?? 0);
    return Math.min(Math.max(0, leftFen), (pays[pool] ?? 0) + restFen);
  }
}

function dimensionsOf(partial: PartialChoice): readonly Dimension[] {
  const options = partial.part.items.flat();
  const slots = [
    ...new Set(
      options.flatMap(({ slots, freeBySlot }) => slots.filter((_, place) => freeBySlot[place] !== 0)),
    ),
  ];
  const free = slots.map(
    (slot): Dimension => ({
      slot,
      pool: null,
      shrinks: false,
      rest: suffixSums(partial, (option) => option.freeBySlot[option.slots.indexOf(slot)] ?? 0),
    }),
  );
  const pools = partial.part.rooms.map((_, pool): Dimension => {
    const own = options.filter((option) => option.pool === pool);
    return {
      slot: own.reduce(
        (first, option) => Math.min(first, option.slots[0] ?? first),
        Number.POSITIVE_INFINITY,
      ),
      pool,
      shrinks: own.some(({ takesFen }) => takesFen > 0),
      rest: suffixSums(partial, (option) => (option.pool === pool ? option.paysFen : 0)),
    };
  });
  return [...free, ...pools].sort((a, b) => a.slot - b.slot);
}

/** For each place, the sum over the items from there on of the most that one of their options has of something. */
function suffixSums({ part, order }: PartialChoice, of: (option: Option) => number): Float64Array {
  const rest = new Float64Array(order.length + 1);
  for (let place = order.length - 1; place >= 0; place -= 1) {
    const options = part.items[order[place] ?? 0] ?? [];
    rest[place] = (rest[place + 1] ?? 0) + options.reduce((most, option) => Math.max(most, of(option)), 0);
  }
  return rest;
}
