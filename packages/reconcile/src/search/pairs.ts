import type { Budget } from './budget.ts';
import type { Figures } from './figures.ts';
import type { Choice } from './part.ts';
import { comesFirst, type Preference } from './preference.ts';
import type { States } from './states.ts';
import { Trail } from './trail.ts';

/** What reading a trail costs, against a state of a list. */
const READING = 8;

/**
 * Pairs of a trail of one half and one of the other that are worth the same, and the choice that is in the lead. Every
 * trail is read once: what a pair comes to is worked out from two rows, up to the first figure that tells it from the
 * lead.
 */
export class Pairs {
  readonly #preference: Preference;
  readonly #figures: Figures;
  readonly #trail: Trail;
  readonly #xs: Int32Array;
  readonly #ys: Int32Array;
  /** What the choice that trails start from comes to. */
  readonly #startRow: Float64Array;
  /** The same with what one x does otherwise. */
  readonly #xRow: Float64Array;
  #x = -1;
  /** What every y does otherwise, once it is read. */
  readonly #yRows: Float64Array;
  readonly #isRead: Uint8Array;
  #leader: Choice;
  #lead: Float64Array;

  constructor(preference: Preference, trail: Trail, leader: Choice, xs: States, ys: States) {
    this.#preference = preference;
    this.#figures = preference.figures;
    this.#trail = trail;
    this.#xs = xs.node;
    this.#ys = ys.node;
    this.#startRow = this.#figures.rowOf(trail.start);
    this.#xRow = this.#startRow.slice();
    this.#yRows = new Float64Array(ys.size * this.#figures.width);
    this.#isRead = new Uint8Array(ys.size);
    this.#leader = leader;
    this.#lead = this.#figures.of(leader);
  }

  /** The pair where ties prefer it, else the choice that is in the lead. */
  preferred(x: number, y: number, budget: Budget): Choice {
    if (this.#isAhead(x, y, budget)) {
      this.#leader = this.#choiceOf(x, y);
      this.#lead = this.#figures.of(this.#leader);
    }
    return this.#leader;
  }

  #isAhead(x: number, y: number, budget: Budget): boolean {
    budget.spent += 1;
    if (!this.#figures.addUp) {
      budget.spent += READING;
      return this.#preference.prefers(this.#choiceOf(x, y), this.#leader);
    }
    this.#read(x, y, budget);
    const from = y * this.#figures.width;
    for (let at = 0; at < this.#figures.count; at += 1) {
      const more = this.#figures.at(at, this.#xRow, this.#yRows, from) - (this.#lead[at] ?? 0);
      if (more !== 0) return more > 0;
    }
    budget.spent += READING;
    return comesFirst(this.#choiceOf(x, y), this.#leader);
  }

  #read(x: number, y: number, budget: Budget): void {
    if (this.#x !== x) {
      this.#x = x;
      this.#xRow.set(this.#startRow);
      this.#addTrail(this.#xs[x] ?? Trail.START, this.#xRow, 0);
      budget.spent += READING;
    }
    if (this.#isRead[y] === 0) {
      this.#isRead[y] = 1;
      this.#addTrail(this.#ys[y] ?? Trail.START, this.#yRows, y * this.#figures.width);
      budget.spent += READING;
    }
  }

  #addTrail(node: number, rows: Float64Array, from: number): void {
    const { start } = this.#trail;
    for (let at = node; at > Trail.START; at = this.#trail.before(at)) {
      const item = this.#trail.itemAt(at);
      this.#figures.add(rows, from, item, start[item]?.option ?? -1, -1);
      this.#figures.add(rows, from, item, this.#trail.optionAt(at), 1);
    }
  }

  #choiceOf(x: number, y: number): Choice {
    return this.#trail.choiceOf(this.#xs[x] ?? Trail.START, this.#ys[y] ?? Trail.START);
  }
}
