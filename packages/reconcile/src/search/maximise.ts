import type { Fen } from '@twelve/dossier';
import type { Budget } from './budget.ts';
import { explore, type Known, type Preference } from './explore.ts';
import { aroundPool, atPrices, commonUnit, improved } from './limits.ts';
import { type Choice, type Part, restricted, type Use, worthOf } from './part.ts';
import { bestAt, bestShares, boundAt, certain, pricedAt, type Shares } from './prices.ts';

/** The best choice of a part, and what no choice exceeds. In fen, in the terms of `worthOf`. */
export interface Maximum extends Known {
  readonly boundFen: Fen;
  /** The choice is also the one that ties prefer among all of its worth. */
  readonly preferred: boolean;
  readonly shares: Shares;
}

/** How far each round goes: states in each half of a list, around one limit, and branches. Easy parts stay cheap. */
const ROUNDS = [
  { everywhere: 1 << 10, around: 1 << 13, branches: 200 },
  { everywhere: 1 << 16, around: 1 << 16, branches: 2000 },
  { everywhere: 600_000, around: 1 << 17, branches: 8000 },
] as const;

/** States in each half when a choice is proven and only its equals matter; and at the end of a branch. */
const TIES = 1 << 13;
const LEAF = 1 << 10;

/**
 * Finds the best choice of a part and proves it. The prices of the limits give a bound and a first choice; then ever
 * larger parts of what is left open are explored. A choice at the bound is proven without looking any further, and so
 * is the best of an exploration that left nothing out. Beyond the budget the best so far stands, with the bound.
 */
export function maximise(part: Part, prefers: Preference, budget: Budget): Maximum {
  const search = new Search(part, prefers, budget);
  for (const { everywhere, around, branches } of ROUNDS) {
    if (search.everywhere(everywhere) || search.fromAbove(everywhere)) return search.best(true);
    search.aroundLimits(around);
    if (search.atBound || budget.exhausted) break;
    if (search.isCoarse && search.branch(branches)) return search.best(true);
  }
  return search.best(search.atBound && search.everywhere(TIES));
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

  /** The gap is of the size of items: deciding items closes it. A finer one is closed by lists alone. */
  get isCoarse(): boolean {
    const fills = this.#part.items
      .flatMap((uses) => uses.map(({ fillFen }) => fillFen))
      .filter((fen) => fen > 0);
    const mean = fills.reduce((sum, fen) => sum + fen, 0) / Math.max(1, fills.length);
    return this.#topFen - this.#known.worthFen > mean / COARSE;
  }

  best(preferred: boolean): Maximum {
    const boundFen = preferred ? this.#known.worthFen : this.#topFen;
    return { ...this.#known, boundFen, preferred, shares: this.#shares };
  }

  /** Explores all that can be as good as the best so far. True where that is everything: then it is the best. */
  everywhere(halfSize: number): boolean {
    return this.#lookFrom(this.#known.worthFen, halfSize);
  }

  /**
   * Explores what is at the bound, then what is a little below it, then more: as long as there is nothing, the bound
   * comes down; the first choice that is found is the best. True where one was.
   */
  fromAbove(halfSize: number): boolean {
    for (let units = 0; !this.atBound; units = 2 * units + 1) {
      const leastFen = Math.max(this.#known.worthFen, this.#topFen - units * this.#unitFen);
      if (!this.#lookFrom(leastFen, halfSize)) return false;
      if (this.#known.worthFen >= leastFen) return true;
      this.#topFen = leastFen - this.#unitFen;
    }
    return false;
  }

  /**
   * Tries to fill one limit after the other exactly, each with items that can just as well be elsewhere. There are
   * far more ways to do so than fen to hit, once a limit has some thirty such items.
   */
  aroundLimits(halfSize: number): void {
    for (let again = 0; again < 2; again += 1) {
      for (let pool = 0; pool < this.#part.roomsFen.length && !this.atBound; pool += 1) {
        const near = aroundPool(this.#part, this.#shares, this.#known.choice, pool, 2 * Math.log2(halfSize));
        this.#look(near, this.#shares, this.#known.worthFen + 1, halfSize, undefined);
      }
    }
  }

  /**
   * Decides one item after the other, with new prices each time, until what is left can be explored. True where all
   * branches came to an end; otherwise the bound is that of the best branch that did not.
   */
  branch(most: number): boolean {
    let left = most;
    let openFen = 0;
    const visit = (part: Part, from: Shares): void => {
      const shares = bestShares(part, from);
      const bound = boundAt(part, shares);
      const boundFen = this.#reachable(bound);
      this.#budget.spent += part.items.length * part.roomsFen.length * NODE;
      if (boundFen < this.#known.worthFen) return;
      const choice = improved(part, atPrices(part, shares), this.#budget);
      this.#consider(choice);
      const within = withinLoss(part, shares, bound, this.#known.worthFen);
      if (this.#look(within, shares, this.#known.worthFen, LEAF, this.#prefers)) return;
      left -= 1;
      if (left <= 0 || this.#budget.exhausted) {
        openFen = Math.max(openFen, boundFen);
        return;
      }
      const item = mostUndecided(within, shares);
      const uses = [...(within.items[item] ?? [])];
      uses.sort((a, b) => pricedAt(b, shares) - pricedAt(a, shares) || a.option - b.option);
      for (const use of uses) visit(withUse(within, item, use), shares);
    };
    visit(this.#part, this.#shares);
    if (left > 0 && !this.#budget.exhausted) return true;
    this.#topFen = Math.min(this.#topFen, Math.max(openFen, this.#known.worthFen));
    return false;
  }

  #consider(choice: Choice): void {
    const worthFen = worthOf(this.#part.roomsFen, choice);
    const better = worthFen - this.#known.worthFen;
    if (better > 0 || (better === 0 && this.#prefers(choice, this.#known.choice))) {
      this.#known = { choice, worthFen };
    }
  }

  #lookFrom(leastFen: Fen, halfSize: number): boolean {
    const within = withinLoss(this.#part, this.#shares, this.#bound, leastFen);
    return this.#look(within, this.#shares, leastFen, halfSize, this.#prefers);
  }

  #look(
    part: Part,
    shares: Shares,
    leastFen: Fen,
    halfSize: number,
    equals: Preference | undefined,
  ): boolean {
    const space = { leastFen, halfSize, topFen: this.#topFen, equals };
    const { choice, worthFen, complete } = explore(part, shares, this.#known, space, this.#budget);
    this.#known = { choice, worthFen };
    return complete;
  }

  /** The greatest worth that a choice can have below a bound. */
  #reachable(bound: number): Fen {
    const { worthFen } = this.#known;
    return worthFen + Math.floor((certain(bound) - worthFen) / this.#unitFen) * this.#unitFen;
  }
}

const COARSE = 50;

/** What a branch costs, against a state of a list: finding its prices, for every item and pool. */
const NODE = 8;

/** The uses that can be part of a choice of that worth: they lose no more than it is below the bound. */
function withinLoss(part: Part, shares: Shares, bound: number, leastFen: Fen): Part {
  const lossLeft = bound - leastFen + Math.abs(bound) * 1e-13 + 1e-3;
  const best = part.items.map((uses) => bestAt(uses, shares));
  return restricted(part, (use, item) => (best[item] ?? 0) - pricedAt(use, shares) <= lossLeft);
}

/** The item whose second best use loses least for its size: deciding it moves the bound most. */
function mostUndecided({ items }: Part, shares: Shares): number {
  let chosen = -1;
  let most = Number.NEGATIVE_INFINITY;
  items.forEach((uses, item) => {
    if (uses.length < 2) return;
    const priced = uses.map((use) => pricedAt(use, shares)).sort((a, b) => b - a);
    const size = uses.reduce((sum, { fillFen }) => Math.max(sum, fillFen), 0);
    const weight = size - 2 * ((priced[0] ?? 0) - (priced[1] ?? 0));
    if (weight > most) {
      most = weight;
      chosen = item;
    }
  });
  return chosen;
}

const withUse = (part: Part, item: number, use: Use): Part =>
  restricted(part, (candidate, at) => at !== item || candidate === use);
