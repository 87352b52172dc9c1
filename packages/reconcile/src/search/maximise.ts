import type { Fen } from '@twelve/dossier';
import type { Budget } from './budget.ts';
import { explore, type Known, type Space } from './explore.ts';
import { aroundPool, atPrices, commonUnit, improved } from './limits.ts';
import { type Part, restricted, worthOf } from './part.ts';
import type { Preference } from './preference.ts';
import { bestAt, bestShares, boundAt, certain, pricedAt, type Shares } from './prices.ts';

/** The best choice of a part, and what no choice exceeds. In fen, in the terms of `worthOf`. */
export interface Maximum extends Known {
  readonly boundFen: Fen;
  /** The choice is also the one that ties prefer among all of its worth. */
  readonly preferred: boolean;
  readonly shares: Shares;
}

/** How far each round goes: states in each half of a list. Easy parts stay cheap. */
const ROUNDS = [1 << 9, 1 << 12, 1 << 14, 1 << 16, 1 << 17] as const;

/**
 * Lists that are this short as a whole are not worth a round that leaves something out; nor are longer ones where the
 * gap is of rounding, since then nothing tells what to leave out.
 */
const SHORT = 1 << 11;
const SHORT_WHERE_FINE = 1 << 16;

/** States in each half when a choice is proven and only its equals matter. */
const TIES = 1 << 12;

/**
 * Finds the best choice of a part and proves it. The prices of the limits give a bound and a first choice; then ever
 * longer lists are made of what could be better. What a list leaves out brings the bound down; a choice at the bound
 * is proven. Beyond the budget the best so far stands, with the bound.
 */
export function maximise(part: Part, prefers: Preference, budget: Budget): Maximum {
  const search = new Search(part, prefers, budget);
  for (const halfSize of ROUNDS) {
    const { isFine, wholeSize } = search;
    if (halfSize < wholeSize && wholeSize <= (isFine ? SHORT_WHERE_FINE : SHORT)) continue;
    if (isFine) search.aroundLimits(halfSize);
    if (search.atBound) break;
    if (search.everywhere(halfSize)) return search.best(true);
    if (!isFine) search.improve(halfSize);
    if (search.atBound || budget.exhausted) break;
  }
  return search.best(search.atBound && search.everywhere(TIES, true));
}

class Search {
  readonly #part: Part;
  readonly #prefers: Preference;
  readonly #budget: Budget;
  readonly #shares: Shares;
  readonly #bound: number;
  readonly #unitFen: Fen;
  #known: Known;
  /** No choice is worth more. */
  #topFen: Fen;

  constructor(part: Part, prefers: Preference, budget: Budget) {
    this.#part = part;
    this.#prefers = prefers;
    this.#budget = budget;
    this.#shares = bestShares(part);
    this.#bound = boundAt(part, this.#shares);
    this.#unitFen = commonUnit(part);
    const choice = improved(part, atPrices(part, this.#shares), budget);
    this.#known = { choice, worthFen: worthOf(part.roomsFen, choice) };
    this.#topFen = this.#reachable(this.#bound);
  }

  get atBound(): boolean {
    return this.#known.worthFen >= this.#topFen;
  }

  /** The gap is of the size of what rounding loses: an exact fit of the limits closes it, if anything does. */
  get isFine(): boolean {
    return this.#topFen - this.#known.worthFen <= FINE * this.#part.items.length;
  }

  /** States in each half where nothing is left out of the lists. */
  get wholeSize(): number {
    const within = withinLoss(this.#part, this.#shares, this.#bound, this.#known.worthFen);
    return Math.sqrt(within.items.reduce((ways, uses) => ways * uses.length, 1));
  }

  best(preferred: boolean): Maximum {
    const boundFen = preferred ? this.#known.worthFen : this.#topFen;
    return { ...this.#known, boundFen, preferred, shares: this.#shares };
  }

  /** Explores all that can be as good as the best so far. True where that is everything: then it is the best. */
  everywhere(halfSize: number, whole = false): boolean {
    const { worthFen } = this.#known;
    const within = withinLoss(this.#part, this.#shares, this.#bound, worthFen);
    const space = { leastFen: worthFen, halfSize, topFen: this.#topFen, equals: this.#prefers, whole };
    const lookedToFen = this.#look(within, space);
    this.#topFen = Math.max(this.#known.worthFen, Math.min(this.#topFen, this.#reachable(lookedToFen - 1)));
    return lookedToFen <= this.#known.worthFen;
  }

  /**
   * Tries to fill one limit after the other exactly, each with items that can just as well be elsewhere. There are
   * far more ways to do so than fen to hit, once a limit has some thirty such items.
   */
  aroundLimits(halfSize: number): void {
    for (let pool = 0; pool < this.#part.roomsFen.length && !this.atBound; pool += 1) {
      const { choice, worthFen } = this.#known;
      const near = aroundPool(this.#part, this.#shares, choice, pool, 2 * Math.log2(halfSize));
      this.#look(near, { leastFen: worthFen + 1, halfSize, topFen: this.#topFen, equals: undefined });
    }
  }

  /** Makes the best so far better before longer lists are made: the better it is, the more they leave out. */
  improve(halfSize: number): void {
    this.aroundLimits(halfSize);
    const choice = improved(this.#part, this.#known.choice, this.#budget);
    const worthFen = worthOf(this.#part.roomsFen, choice);
    if (worthFen > this.#known.worthFen) this.#known = { choice, worthFen };
  }

  #look(part: Part, space: Space): Fen {
    const { choice, worthFen, lookedToFen } = explore(part, this.#shares, this.#known, space, this.#budget);
    this.#known = { choice, worthFen };
    return lookedToFen;
  }

  /** The greatest worth that a choice can have below a bound. */
  #reachable(bound: number): Fen {
    const { worthFen } = this.#known;
    return worthFen + Math.floor((certain(bound) - worthFen) / this.#unitFen) * this.#unitFen;
  }
}

/** What rounding can lose of an item, generously. In fen. */
const FINE = 4;

/** The uses that can be part of a choice of that worth: they lose no more than it is below the bound. */
function withinLoss(part: Part, shares: Shares, bound: number, leastFen: Fen): Part {
  const lossLeft = bound - leastFen + Math.abs(bound) * 1e-13 + 1e-3;
  const best = part.items.map((uses) => bestAt(uses, shares));
  return restricted(part, (use, item) => (best[item] ?? 0) - pricedAt(use, shares) <= lossLeft);
}
