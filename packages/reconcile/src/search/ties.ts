import type { Budget } from './budget.ts';
import type { Figures } from './figures.ts';
import type { Choice } from './part.ts';
import { comesFirst, firstDifference, type Preference } from './preference.ts';
import type { States } from './states.ts';
import { Trail } from './trail.ts';

/** What reading a trail costs, against a state of a list. */
export const READING = 8;

/** What it costs to read a figure of one of its links, and of the whole of it. */
const FIGURE_OF_LINK = 1 / 16;
const FIGURE_OF_TRAIL = 1 / 2;

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
  /** What it costs to read a trail into a row, and a link. */
  readonly reading: number;
  readonly #link: number;
  /** By item and place what a link adds. */
  readonly #linkRows: Float64Array[][] = [];

  constructor(preference: Preference, trail: Trail) {
    this.preference = preference;
    this.trail = trail;
    this.figures = preference.figures;
    this.#startRow = this.figures.rowOf(trail.start);
    this.#noRow = new Float64Array(this.figures.width);
    this.#rows = [this.#noRow.slice(), this.#noRow.slice()];
    this.reading = Math.max(READING, this.figures.width * FIGURE_OF_TRAIL);
    this.#link = this.figures.width * FIGURE_OF_LINK;
  }

  /** Of two trails that fill alike what other items may fill too: do ties prefer the first? */
  prefers(first: number, second: number, budget: Budget): boolean {
    if (!this.figures.addUp) {
      budget.spent += READING;
      return this.preference.prefers(this.trail.choiceOf(first), this.trail.choiceOf(second));
    }
    const more = this.#difference(first, second, budget);
    if (more !== 0) return more > 0;
    budget.spent += 2 * this.reading;
    return comesFirst(this.trail.choiceOf(first), this.trail.choiceOf(second));
  }

  /** How much more the first trail has in the first figure that differs. */
  #difference(first: number, second: number, budget: Budget): number {
    const { count, width } = this.figures;
    const [own, others] = this.#rows;
    own.fill(0);
    // What is before where they part is the same for both.
    for (let [one, other] = [first, second]; one !== other; budget.spent += this.#link) {
      if (one > other) one = this.#readLink(one, own, 0, 1);
      else other = this.#readLink(other, own, 0, -1);
    }
    let at = count;
    while (at < width && own[at] === 0) at += 1;
    // Where they fill all limits alike, what these pay is the same.
    if (at === width) return own.find((fen, figure) => fen !== 0 && figure < count) ?? 0;
    budget.spent += 2 * this.reading;
    this.readFromStart(first, own);
    this.readFromStart(second, others);
    for (at = 0; at < count; at += 1) {
      const more = this.figures.at(at, own, this.#noRow, 0) - this.figures.at(at, others, this.#noRow, 0);
      if (more !== 0) return more;
    }
    return 0;
  }

  /** Writes what the choice at the end of a trail comes to. */
  readFromStart(node: number, row: Float64Array): void {
    row.set(this.#startRow);
    this.read(node, row, 0);
  }

  /** Adds what a trail does otherwise. */
  read(node: number, rows: Float64Array, from: number): void {
    for (let at = node; at > Trail.START; ) at = this.#readLink(at, rows, from, 1);
  }

  /** Adds what a link does otherwise, or takes it away (−1). Returns the link before. */
  #readLink(node: number, rows: Float64Array, from: number, sign: 1 | -1): number {
    const item = this.trail.itemAt(node);
    const row = this.#rowOf(item, this.trail.placeAt(node));
    for (let at = 0; at < row.length; at += 1)
      rows[from + at] = (rows[from + at] ?? 0) + sign * (row[at] ?? 0);
    return this.trail.before(node);
  }

  /** What the use of an item at a place does otherwise than the one that trails start from. */
  #rowOf(item: number, place: number): Float64Array {
    const rows = this.#linkRows[item] ?? [];
    const known = rows[place];
    if (known !== undefined) return known;
    const row = new Float64Array(this.figures.width);
    this.figures.add(row, 0, item, this.trail.start[item]?.option ?? -1, -1);
    this.figures.add(row, 0, item, this.trail.optionOf(item, place), 1);
    rows[place] = row;
    this.#linkRows[item] = rows;
    return row;
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
      budget.spent += this.#ties.reading;
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
    budget.spent += this.#ties.reading;
    return at;
  }

  #choiceOf(x: number, y: number): Choice {
    return this.#ties.trail.choiceOf(this.#xs.node[x] ?? Trail.START, this.#ys.node[y] ?? Trail.START);
  }
}
