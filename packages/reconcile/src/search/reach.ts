import type { Fen } from '@twelve/dossier';
import type { Option } from '../problem.ts';
import type { Part } from './part.ts';

/** One amount that ties compare: what a slot gets free of limits, or what a limited pool pays. */
interface Dimension {
  readonly clause: number;
  /** The first slot concerned. */
  readonly slot: number;
  readonly pool: number | null;
  /** Pools only: could later items take up the limit, so that what is paid so far could shrink? */
  readonly shrinks: boolean;
  /** What the items from a place on can add at most. */
  readonly rest: Float64Array;
}

/** What has been used so far of each pool. In fen. */
interface Used {
  pays: Fen;
  takes: Fen;
}

/**
 * How a choice in the making can still stand among equals: the amounts by clause, by slot, and the number of lines.
 * Kept up to date item by item.
 */
export class Reach {
  readonly #capacityFen: readonly Fen[];
  readonly #totalFen: Fen;
  readonly #clauses: readonly (readonly Dimension[])[];
  /** Where scopes share a limit, what each of them gets depends on more than is known here. */
  readonly #sharing: boolean;
  readonly #restLines: Float64Array;
  readonly #freeFen = new Map<number, Fen>();
  readonly #used: readonly Used[];
  #lines = 0;

  /** @param totalFen what all the dimensions of a finished choice add up to */
  constructor(
    { roomsFen }: Part,
    options: readonly (readonly Option[])[],
    clauseOf: readonly number[],
    totalFen: Fen,
  ) {
    this.#capacityFen = roomsFen.map((room) => Math.max(0, room));
    this.#totalFen = totalFen;
    const dimensions = dimensionsOf(options, roomsFen.length, clauseOf);
    const clauses = [...new Set(dimensions.map(({ clause }) => clause))].sort((a, b) => a - b);
    this.#clauses = clauses.map((clause) => dimensions.filter((dimension) => dimension.clause === clause));
    this.#sharing = roomsFen.some(
      (_, pool) => new Set(options.flat().flatMap((one) => (one.pool === pool ? one.slots[0] : []))).size > 1,
    );
    this.#restLines = suffixSums(options, ({ slots }) => slots.length);
    this.#used = roomsFen.map(() => ({ pays: 0, takes: 0 }));
  }

  /** Adds an option's lines (`sign` 1) or takes them back (−1). Unused adds nothing. */
  add(option: Option | undefined, sign: 1 | -1): void {
    if (option === undefined) return;
    this.#lines += sign * option.slots.length;
    option.slots.forEach((slot, place) => {
      this.#freeFen.set(slot, (this.#freeFen.get(slot) ?? 0) + sign * (option.freeBySlot[place] ?? 0));
    });
    const used = option.pool === null ? undefined : this.#used[option.pool];
    if (used === undefined) return;
    used.pays += sign * option.paysFen;
    used.takes += sign * option.takesFen;
  }

  /**
   * The best that the items from `place` on can still lead to. Each amount is bounded as if those before it were at
   * their bounds: a choice that falls short of an earlier one is behind anyway.
   */
  from(place: number): readonly number[] {
    const certain = this.#clauses.map((dimensions) => dimensions.map((one) => this.#certainFen(one)));
    let spareFen = this.#totalFen - sum(certain.map(sum));
    const bySlot: Fen[] = [];
    const byClause = this.#clauses.map((dimensions, at) => {
      const floors = certain[at] ?? [];
      const most = dimensions.map((one) => this.#mostFen(one, place));
      const fen = Math.min(sum(most), sum(floors) + spareFen);
      let ownSpareFen = fen - sum(floors);
      spareFen -= ownSpareFen;
      dimensions.forEach((_, index) => {
        const floorFen = floors[index] ?? 0;
        const slotFen = Math.min(most[index] ?? 0, floorFen + ownSpareFen);
        ownSpareFen -= slotFen - floorFen;
        bySlot.push(slotFen);
      });
      return fen;
    });
    const lines = this.#lines + (this.#restLines[place] ?? 0);
    return this.#sharing ? byClause : [...byClause, ...bySlot, lines];
  }

  #certainFen({ slot, pool, shrinks }: Dimension): Fen {
    if (pool === null) return this.#freeFen.get(slot) ?? 0;
    return shrinks ? 0 : Math.min(this.#used[pool]?.pays ?? 0, this.#leftFen(pool));
  }

  #mostFen({ slot, pool, rest }: Dimension, place: number): Fen {
    const restFen = rest[place] ?? 0;
    if (pool === null) return (this.#freeFen.get(slot) ?? 0) + restFen;
    return Math.min(this.#leftFen(pool), (this.#used[pool]?.pays ?? 0) + restFen);
  }

  #leftFen(pool: number): Fen {
    return Math.max(0, (this.#capacityFen[pool] ?? 0) - (this.#used[pool]?.takes ?? 0));
  }
}

function dimensionsOf(
  options: readonly (readonly Option[])[],
  pools: number,
  clauseOf: readonly number[],
): readonly Dimension[] {
  const all = options.flat();
  const slots = new Set(
    all.flatMap((option) => option.slots.filter((_, place) => option.freeBySlot[place] !== 0)),
  );
  const free = [...slots].map(
    (slot): Dimension => ({
      clause: clauseOf[slot] ?? 0,
      slot,
      pool: null,
      shrinks: false,
      rest: suffixSums(options, (option) => option.freeBySlot[option.slots.indexOf(slot)] ?? 0),
    }),
  );
  const limited = Array.from({ length: pools }, (_, pool): Dimension => {
    const own = all.filter((option) => option.pool === pool);
    const slot = Math.min(...own.map((option) => option.slots[0] ?? 0));
    return {
      clause: clauseOf[slot] ?? 0,
      slot,
      pool,
      shrinks: own.some(({ takesFen }) => takesFen > 0),
      rest: suffixSums(options, (option) => (option.pool === pool ? option.paysFen : 0)),
    };
  });
  return [...free, ...limited].sort((a, b) => a.slot - b.slot);
}

/** For each place, the sum over the items from there on of the most that one of their options has of something. */
function suffixSums(options: readonly (readonly Option[])[], of: (option: Option) => number): Float64Array {
  const rest = new Float64Array(options.length + 1);
  for (let place = options.length - 1; place >= 0; place -= 1) {
    const most = (options[place] ?? []).reduce((best, option) => Math.max(best, of(option)), 0);
    rest[place] = (rest[place + 1] ?? 0) + most;
  }
  return rest;
}

const sum = (fens: readonly Fen[]): Fen => fens.reduce((total, fen) => total + fen, 0);
