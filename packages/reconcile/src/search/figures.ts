import type { Fen } from '@twelve/dossier';
import type { Option } from '../problem.ts';
import type { Choice, Part, Use } from './part.ts';

/** A limit that several slots share: it cuts the last lines by item key. */
interface SharedLimit {
  readonly pool: number;
  readonly roomFen: Fen;
}

/**
 * What ties compare of a choice: what each clause gets, what each slot gets, and the number of lines, in this order.
 *
 * All but what limits pay are sums over the items. A row has these sums, and after them what fills each limit: rows of
 * parts of a choice add up, and what a limit pays is worked out from the sum. Where more is taken up of a limit than
 * there is room, that is below 0: whatever the other items do, what two choices that fill the limit alike pay differs
 * by the same, so that comparing parts of choices says what comparing the whole would.
 */
export class Figures {
  readonly count: number;
  readonly width: number;
  readonly #options: readonly (readonly Option[])[];
  readonly #clauses: ReadonlyMap<number, number>;
  readonly #slots: ReadonlyMap<number, number>;
  readonly #clauseOf: readonly number[];
  readonly #roomsFen: Float64Array;
  readonly #shared: readonly SharedLimit[];
  /** The limits that each figure counts, one figure after the other, and where those of each begin. */
  readonly #limits: Uint16Array;
  readonly #limitsFrom: Uint16Array;
  /** The row of every option of every item, and where those of each item begin. */
  readonly #rows: Float64Array;
  readonly #rowsFrom: readonly number[];

  constructor(
    roomsFen: readonly Fen[],
    options: readonly (readonly Option[])[],
    clauseOf: readonly number[],
  ) {
    const all = options.flat();
    const slots = inOrder(all.flatMap((option) => option.slots));
    const clauses = inOrder(slots.map((slot) => clauseOf[slot] ?? 0));
    this.#options = options;
    this.#clauseOf = clauseOf;
    this.#clauses = new Map(clauses.map((clause, figure) => [clause, figure]));
    this.#slots = new Map(slots.map((slot, place) => [slot, clauses.length + place]));
    this.count = clauses.length + slots.length + 1;
    this.width = this.count + roomsFen.length;
    this.#roomsFen = Float64Array.from(roomsFen, (room) => Math.max(0, room));
    const slotsOf = roomsFen.map((_, pool) =>
      inOrder(all.flatMap((option) => (option.pool === pool ? option.slots.slice(0, 1) : []))),
    );
    this.#shared = slotsOf.flatMap((own, pool) =>
      own.length > 1 ? [{ pool, roomFen: this.#roomsFen[pool] ?? 0 }] : [],
    );
    const counted = Array.from({ length: this.count }, (): number[] => []);
    slotsOf.forEach(([slot, ...others], pool) => {
      if (slot === undefined || others.length > 0) return;
      for (const figure of this.#figuresOf(slot)) counted[figure]?.push(pool);
    });
    this.#limits = Uint16Array.from(counted.flat());
    this.#limitsFrom = Uint16Array.from(beginnings(counted.map(({ length }) => length)));
    this.#rowsFrom = beginnings(options.map(({ length }) => length * this.width));
    this.#rows = new Float64Array(this.#rowsFrom.at(-1) ?? 0);
    options.forEach((own, item) => {
      own.forEach((option, place) => {
        this.#write(option, (this.#rowsFrom[item] ?? 0) + place * this.width);
      });
    });
  }

  /** Can what slots get out of limits be worked out from sums? Not where they share one. */
  get addUp(): boolean {
    return this.#shared.length === 0;
  }

  /** Adds the row of an item's option to the one that begins at `from`, or takes it away (−1). Unused adds nothing. */
  add(rows: Float64Array, from: number, item: number, option: number, sign: 1 | -1): void {
    if (option < 0 || option >= (this.#options[item]?.length ?? 0)) return;
    const start = (this.#rowsFrom[item] ?? 0) + option * this.width;
    for (let at = 0; at < this.width; at += 1) {
      rows[from + at] = (rows[from + at] ?? 0) + sign * (this.#rows[start + at] ?? 0);
    }
  }

  /** The part in which a choice is worth what it is in the given one, `times` over, and its figures by their weights. */
  weighted({ items, roomsFen }: Part, times: number, weights: readonly number[]): Part {
    const rates = roomsFen.map(() => times);
    weights.forEach((weight, figure) => {
      for (let at = this.#limitsFrom[figure] ?? 0; at < (this.#limitsFrom[figure + 1] ?? 0); at += 1) {
        const pool = this.#limits[at] ?? 0;
        rates[pool] = (rates[pool] ?? 0) + weight;
      }
    });
    const row = new Float64Array(this.width);
    const use = (item: number, { worthFen, fillFen, pool, option }: Use): Use => {
      row.fill(0);
      this.add(row, 0, item, option, 1);
      const figures = weights.reduce((sum, weight, figure) => sum + weight * (row[figure] ?? 0), 0);
      return { worthFen: times * worthFen + figures, fillFen: fillFen * (rates[pool] ?? 0), pool, option };
    };
    return {
      items: items.map((uses, item) => uses.map((own) => use(item, own))),
      roomsFen: roomsFen.map((room, pool) => room * (rates[pool] ?? 0)),
    };
  }

  rowOf(choice: Choice): Float64Array {
    const row = new Float64Array(this.width);
    for (let item = 0; item < choice.length; item += 1) this.add(row, 0, item, choice[item]?.option ?? -1, 1);
    return row;
  }

  /** One figure of the sum of two rows. */
  at(figure: number, first: Float64Array, second: Float64Array, secondFrom: number): Fen {
    let fen = (first[figure] ?? 0) + (second[secondFrom + figure] ?? 0);
    const end = this.#limitsFrom[figure + 1] ?? 0;
    for (let at = this.#limitsFrom[figure] ?? 0; at < end; at += 1) {
      const pool = this.#limits[at] ?? 0;
      const fill = (first[this.count + pool] ?? 0) + (second[secondFrom + this.count + pool] ?? 0);
      const room = this.#roomsFen[pool] ?? 0;
      fen += fill < room ? fill : room;
    }
    return fen;
  }

  /** All figures of the sum of two rows. */
  all(first: Float64Array, second: Float64Array, secondFrom: number): Float64Array {
    const figures = new Float64Array(this.count);
    for (let at = 0; at < this.count; at += 1) figures[at] = this.at(at, first, second, secondFrom);
    return figures;
  }

  /** All figures of a choice, what slots get out of shared limits included. */
  of(choice: Choice): Float64Array {
    const figures = this.all(this.rowOf(choice), new Float64Array(this.width), 0);
    for (const { pool, roomFen } of this.#shared) {
      const used = choice.flatMap(({ option }, item) => {
        const own = this.#options[item]?.[option];
        return own?.pool === pool ? [own] : [];
      });
      let left = Math.max(
        0,
        used.reduce((room, { takesFen }) => room - takesFen, roomFen),
      );
      for (const { slots, paysFen } of used) {
        const fen = Math.min(paysFen, left);
        left -= fen;
        for (const figure of this.#figuresOf(slots[0] ?? 0)) figures[figure] = (figures[figure] ?? 0) + fen;
      }
    }
    return figures;
  }

  /** The figures of a slot's clause and of the slot. */
  #figuresOf(slot: number): readonly number[] {
    return [this.#clauses.get(this.#clauseOf[slot] ?? 0) ?? 0, this.#slots.get(slot) ?? 0];
  }

  #write({ slots, freeBySlot, pool, paysFen, takesFen }: Option, from: number): void {
    const add = (at: number, fen: number): void => {
      this.#rows[from + at] = (this.#rows[from + at] ?? 0) + fen;
    };
    slots.forEach((slot, place) => {
      for (const figure of this.#figuresOf(slot)) add(figure, freeBySlot[place] ?? 0);
    });
    add(this.count - 1, slots.length);
    if (pool === null || this.#shared.some((limit) => limit.pool === pool)) return;
    for (const figure of this.#figuresOf(slots[0] ?? 0)) add(figure, -takesFen);
    add(this.count + pool, paysFen + takesFen);
  }
}

const inOrder = (values: readonly number[]): readonly number[] => [...new Set(values)].sort((a, b) => a - b);

/** Where each begins that comes after the ones of these lengths; the end is the last. */
function beginnings(lengths: readonly number[]): readonly number[] {
  const from = [0];
  for (const length of lengths) from.push((from.at(-1) ?? 0) + length);
  return from;
}
