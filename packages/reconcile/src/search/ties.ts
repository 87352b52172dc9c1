import type { Budget } from './budget.ts';
import type { Figures } from './figures.ts';
import type { Choice } from './part.ts';
import { comesFirst, firstDifference, type Preference } from './preference.ts';
import type { States } from './states.ts';
import { Trail } from './trail.ts';

/** What reading a trail costs, against a state of a list. */
export const READING = 8;

/**
 * Tells choices apart that are worth the same and are kept as trails. What a trail comes to is a row: rows are compared
 * up to the first figure that differs.
 */
export class Ties {
  readonly preference: Preference;
  readonly trail: Trail;
  readonly figures: Figures;
  /** What the choice that trails start from comes to. */
  readonly #startRow: Float64Array;
  readonly #rows: readonly [Float64Array, Float64Array];
  readonly #noRow: Float64Array;

  constructor(preference: Preference, trail: Trail) {
    this.preference = preference;
    this.trail = trail;
    this.figures = preference.figures;
    this.#startRow = this.figures.rowOf(trail.start);
    this.#noRow = new Float64Array(this.figures.width);
    this.#rows = [this.#noRow.slice(), this.#noRow.slice()];
  }

  /** Of two trails that fill alike what other items may fill too: do ties prefer the first? */
  prefers(first: number, second: number, budget: Budget): boolean {
    budget.spent += READING;
    if (this.figures.addUp) {
      const [own, others] = this.#rows;
      this.readFromStart(first, own);
      this.readFromStart(second, others);
      for (let at = 0; at < this.figures.count; at += 1) {
        const more = this.figures.at(at, own, this.#noRow, 0) - this.figures.at(at, others, this.#noRow, 0);
        if (more !== 0) return more > 0;
      }
      return comesFirst(this.trail.choiceOf(first), this.trail.choiceOf(second));
    }
    return this.preference.prefers(this.trail.choiceOf(first), this.trail.choiceOf(second));
  }

  /** Writes what the choice at the end of a trail comes to. */
  readFromStart(node: number, row: Float64Array): void {
    row.set(this.#startRow);
    this.read(node, row, 0);
  }

  /** Adds what a trail does otherwise. */
  read(node: number, rows: Float64Array, from: number): void {
    const { start } = this.trail;
    for (let at = node; at > Trail.START; at = this.trail.before(at)) {
      const item = this.trail.itemAt(at);
      this.figures.add(rows, from, item, start[item]?.option ?? -1, -1);
      this.figures.add(rows, from, item, this.trail.optionAt(at), 1);
    }
  }
}

/** Pairs of a state of one half and a state of the other, against the choice that is in the lead. */
export class Pairs {
  readonly #ties: Ties;
  readonly #xs: States;
  readonly #ys: States;
  #leader: Choice;
  #lead: Float64Array | undefined;
  #x = -1;
  readonly #xRow: Float64Array;
  /** The rows of the second states that were read, and where that of each begins; 0: not read yet. */
  #yRows: Float64Array;
  #yRowsEnd: number;
  readonly #yRowAt: Uint32Array;

  constructor(ties: Ties, xs: States, ys: States, leader: Choice) {
    const { width } = ties.figures;
    this.#ties = ties;
    this.#xs = xs;
    this.#ys = ys;
    this.#leader = leader;
    this.#xRow = new Float64Array(width);
    this.#yRows = new Float64Array(8 * width);
    this.#yRowsEnd = width;
    this.#yRowAt = new Uint32Array(ys.size);
  }

  lead(leader: Choice): void {
    this.#leader = leader;
    this.#lead = undefined;
  }

  /** The pair where ties prefer it to what is in the lead; it is then in the lead. Else what is in the lead. */
  preferred(x: number, y: number, budget: Budget): Choice {
    if (this.#isAhead(x, y, budget)) this.lead(this.#choiceOf(x, y));
    return this.#leader;
  }

  #isAhead(x: number, y: number, budget: Budget): boolean {
    const { figures } = this.#ties;
    this.#lead ??= figures.of(this.#leader);
    budget.spent += 1;
    if (figures.addUp) {
      const yRowAt = this.#read(x, y, budget);
      for (let at = 0; at < figures.count; at += 1) {
        const more = figures.at(at, this.#xRow, this.#yRows, yRowAt) - (this.#lead[at] ?? 0);
        if (more !== 0) return more > 0;
      }
    }
    budget.spent += READING;
    const choice = this.#choiceOf(x, y);
    const more = figures.addUp ? 0 : firstDifference(figures.of(choice), this.#lead);
    return more === 0 ? comesFirst(choice, this.#leader) : more > 0;
  }

  /** Reads of a pair what was not read before. Returns where the second row begins. */
  #read(x: number, y: number, budget: Budget): number {
    if (this.#x !== x) {
      this.#x = x;
      this.#ties.readFromStart(this.#xs.node[x] ?? Trail.START, this.#xRow);
      budget.spent += READING;
    }
    const known = this.#yRowAt[y] ?? 0;
    if (known > 0) return known;
    const at = this.#yRowsEnd;
    this.#yRowsEnd += this.#ties.figures.width;
    if (this.#yRowsEnd > this.#yRows.length) {
      const longer = new Float64Array(2 * this.#yRows.length);
      longer.set(this.#yRows);
      this.#yRows = longer;
    }
    this.#ties.read(this.#ys.node[y] ?? Trail.START, this.#yRows, at);
    this.#yRowAt[y] = at;
    budget.spent += READING;
    return at;
  }

  #choiceOf(x: number, y: number): Choice {
    return this.#ties.trail.choiceOf(this.#xs.node[x] ?? Trail.START, this.#ys.node[y] ?? Trail.START);
  }
}
