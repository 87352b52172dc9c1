import type { Fen } from '@twelve/dossier';
import type { Option } from '../problem.ts';
import type { Choice } from './part.ts';

/**
 * Compares choices of equal worth as the contract says: more to the lower-numbered clause, then to the smaller
 * scope, then the most lines, then the smaller item keys in the earlier options.
 *
 * @param options by item, in the order that ties prefer
 * @param clauseOf the place of each slot's clause
 */
export function preferenceOf(
  roomsFen: readonly Fen[],
  options: readonly (readonly Option[])[],
  clauseOf: readonly number[],
): (choice: Choice, other: Choice) => boolean {
  // Lists ask tens of thousands of times, mostly about the same second choice: only the items that are used differently
  // are looked at, and figures are written where they were written the last time.
  const clauses = (clauseOf.at(-1) ?? -1) + 1;
  const lines = clauses + clauseOf.length;
  /** What the first has more than the second: by clause in order, then by slot in order, then lines. */
  const more = new Float64Array(lines + 1);
  const pools = roomsFen.map((room, pool) => new PoolUse(pool, Math.max(0, room), options));
  let summed: Choice | undefined;

  const pay = (slot: number, fen: Fen): void => {
    const clause = clauseOf[slot] ?? 0;
    more[clause] = (more[clause] ?? 0) + fen;
    more[clauses + slot] = (more[clauses + slot] ?? 0) + fen;
  };
  const add = (option: Option | undefined, sign: 1 | -1): void => {
    if (option === undefined) return;
    const { slots, freeBySlot, pool } = option;
    for (let at = 0; at < slots.length; at += 1) pay(slots[at] ?? 0, sign * (freeBySlot[at] ?? 0));
    more[lines] = (more[lines] ?? 0) + sign * slots.length;
    if (pool !== null) pools[pool]?.change(option, sign);
  };
  return (choice, other) => {
    more.fill(0);
    for (const pool of pools) pool.start(summed === other ? undefined : other);
    summed = other;
    let first = -1;
    for (let item = choice.length - 1; item >= 0; item -= 1) {
      const own = choice[item]?.option ?? -1;
      const others = other[item]?.option ?? -1;
      if (own === others) continue;
      first = item;
      add(options[item]?.[own], 1);
      add(options[item]?.[others], -1);
    }
    for (const pool of pools) pool.settle(choice, other, pay);
    for (let at = 0; at <= lines; at += 1) {
      if (more[at] !== 0) return (more[at] ?? 0) > 0;
    }
    return first >= 0 && (choice[first]?.option ?? 0) < (other[first]?.option ?? 0);
  };
}

/** What two choices pay out of one limit: the second as it is, the first by how it differs. */
class PoolUse {
  readonly #pool: number;
  readonly #roomFen: Fen;
  readonly #options: readonly (readonly Option[])[];
  readonly #slots: ReadonlySet<number>;
  readonly #slot: number;
  #paysFen = 0;
  #takesFen = 0;
  #morePaysFen = 0;
  #moreTakesFen = 0;
  #changed = false;

  constructor(pool: number, roomFen: Fen, options: readonly (readonly Option[])[]) {
    this.#pool = pool;
    this.#roomFen = roomFen;
    this.#options = options;
    this.#slots = new Set(options.flat().flatMap((own) => (own.pool === pool ? (own.slots[0] ?? []) : [])));
    this.#slot = Math.min(...this.#slots);
  }

  /** @param other the second choice, where it is not the one of the last time */
  start(other: Choice | undefined): void {
    this.#changed = false;
    this.#morePaysFen = 0;
    this.#moreTakesFen = 0;
    if (other === undefined) return;
    this.#paysFen = 0;
    this.#takesFen = 0;
    other.forEach(({ option }, item) => {
      const used = this.#options[item]?.[option];
      if (used === undefined || used.pool !== this.#pool) return;
      this.#paysFen += used.paysFen;
      this.#takesFen += used.takesFen;
    });
  }

  change({ paysFen, takesFen }: Option, sign: 1 | -1): void {
    this.#changed = true;
    this.#morePaysFen += sign * paysFen;
    this.#moreTakesFen += sign * takesFen;
  }

  settle(choice: Choice, other: Choice, pay: (slot: number, fen: Fen) => void): void {
    if (!this.#changed) return;
    if (this.#slots.size > 1) {
      this.#cut(choice, (slot, fen) => pay(slot, fen));
      this.#cut(other, (slot, fen) => pay(slot, -fen));
      return;
    }
    // Below 0 where more is taken up than there is room: whatever the other items do, what two choices that fill the
    // limit alike pay differs by the same, so that comparing parts of choices says what comparing the whole would.
    const paid = (paysFen: Fen, takesFen: Fen): Fen => Math.min(paysFen + takesFen, this.#roomFen) - takesFen;
    const own = paid(this.#paysFen + this.#morePaysFen, this.#takesFen + this.#moreTakesFen);
    pay(this.#slot, own - paid(this.#paysFen, this.#takesFen));
  }

  /** Where scopes share a limit, it cuts the last lines by item key. */
  #cut(choice: Choice, pay: (slot: number, fen: Fen) => void): void {
    const used = choice.flatMap(({ option }, item) => {
      const own = this.#options[item]?.[option];
      return own?.pool === this.#pool ? [own] : [];
    });
    let left = Math.max(
      0,
      used.reduce((room, { takesFen }) => room - takesFen, this.#roomFen),
    );
    for (const { slots, paysFen } of used) {
      const fen = Math.min(paysFen, left);
      left -= fen;
      pay(slots[0] ?? 0, fen);
    }
  }
}
