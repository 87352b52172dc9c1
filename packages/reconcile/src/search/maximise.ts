import type { Fen } from '@twelve/dossier';
import type { Budget } from './budget.ts';
import { explore, type Known, type Space } from './explore.ts';
import { eachFilling } from './fillings.ts';
import { aroundPool, atPrices, commonUnit, improved, itemsFitting, withoutLoss } from './limits.ts';
import { type Part, worthOf } from './part.ts';
import type { Preference } from './preference.ts';
import { bestShares, boundAt, certain, lowered, type Shares, withinLoss } from './prices.ts';
import { together } from './together.ts';

/** The best choice of a part, and what no choice exceeds. In fen, in the terms of `worthOf`. */
export interface Maximum extends Known {
  readonly boundFen: Fen;
  /** The choice is also the one that ties prefer among all of its worth. */
  readonly preferred: boolean;
  readonly shares: Shares;
}

/** How far each round goes: states in each half of a list. Easy parts stay cheap. */
const ROUNDS = [1 << 9, 1 << 12, 1 << 14, 1 << 16, 1 << 17] as const;

/** From this round on it is worth looking at a part in other ways. */
const LATER = 1 << 12;

/**
 * Lists that are this short as a whole are not worth a round that leaves something out; nor are longer ones where the
 * gap is of rounding, since then nothing tells what to leave out.
 */
const SHORT = 1 << 11;
const SHORT_WHERE_FINE = 1 << 16;

/** Only choices of this worth are of interest, and none is worth more: any choice to start from, and the prices. */
export interface Aim extends Known {
  readonly shares: Shares;
}

/**
 * Finds the best choice of a part and proves it. The prices of the limits give a bound and a first choice; then ever
 * longer lists are made of what could be better. What a list leaves out brings the bound down; a choice at the bound
 * is proven. Beyond the budget the best so far stands, with the bound.
 *
 * @param prefers undefined where any of the best will do
 */
export function maximise(part: Part, prefers: Preference | undefined, budget: Budget, aim?: Aim): Maximum {
  const search = new Search(part, prefers, budget, aim);
  for (const halfSize of ROUNDS) {
    const { isFine, wholeSize } = search;
    if (halfSize < wholeSize && wholeSize <= (isFine ? SHORT_WHERE_FINE : SHORT)) continue;
    if (isFine ? search.finely(halfSize) : search.coarsely(halfSize)) return search.best(true);
    if (search.atBound || budget.exhausted) break;
  }
  return search.best(false);
}

/** The prices of the limits, and the choice that they lead to. */
function startOf(part: Part, budget: Budget): Aim {
  const startAt = (shares: Shares): Aim => {
    const choice = improved(part, atPrices(part, shares), budget);
    return { choice, worthFen: worthOf(part.roomsFen, choice), shares };
  };
  const first = startAt(bestShares(part));
  if (boundAt(part, first.shares) - first.worthFen < first.worthFen * FAR) return first;
  const second = startAt(bestShares(part, lowered(part, first.shares, first.worthFen)));
  return second.worthFen > first.worthFen ? second : { ...first, shares: second.shares };
}

class Search {
  readonly #part: Part;
  readonly #prefers: Preference | undefined;
  readonly #budget: Budget;
  readonly #shares: Shares;
  /** The pools that have a price: a fen more room would bring something, but not a fen. */
  readonly #scarce: readonly number[];
  readonly #bound: number;
  readonly #unitFen: Fen;
  #known: Known;
  /** No choice is worth more. */
  #topFen: Fen;
  /** Limits of one price have been taken as one: once is enough. */
  #wasApart = false;

  constructor(part: Part, prefers: Preference | undefined, budget: Budget, aim: Aim | undefined) {
    this.#part = part;
    this.#prefers = prefers;
    this.#budget = budget;
    const start =
      aim === undefined ? startOf(part, budget) : { ...aim, choice: improved(part, aim.choice, budget) };
    this.#shares = start.shares;
    this.#scarce = this.#shares.flatMap((share, pool) => (share > 0 && share < 1 ? [pool] : []));
    this.#bound = boundAt(part, this.#shares);
    this.#unitFen = aim === undefined ? commonUnit(part) : 1;
    this.#known = { choice: start.choice, worthFen: aim === undefined ? start.worthFen : aim.worthFen - 1 };
    this.#topFen = Math.min(this.#reachable(this.#bound), aim?.worthFen ?? Number.POSITIVE_INFINITY);
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

  /** A round where the gap is more than rounding. True where the best is proven, its equals compared. */
  coarsely(halfSize: number): boolean {
    if (this.everywhere(halfSize)) return true;
    this.#improve(halfSize);
    return halfSize >= LATER && this.#isBlunt && this.#oneByOne();
  }

  /** A round where the gap is of rounding. True where the best is proven, its equals compared. */
  finely(halfSize: number): boolean {
    if (halfSize >= LATER) this.#apart();
    this.#aroundLimits(halfSize);
    if (this.atBound) return false;
    if (halfSize < LATER) return this.everywhere(halfSize);
    if (this.#oneByOne() || this.#fromBound(LEVELS * Math.min(halfSize, this.wholeSize))) return true;
    if (this.wholeSize <= halfSize) return this.everywhere(halfSize);
    return this.#scarce.length > 1 && this.everywhere(halfSize / 4);
  }

  /** Explores all that can be as good as the best so far. True where that is everything: then it is the best. */
  everywhere(halfSize: number): boolean {
    const { worthFen } = this.#known;
    const within = withinLoss(this.#part, this.#shares, this.#bound, worthFen);
    const lookedToFen = this.#look(within, {
      leastFen: worthFen,
      halfSize,
      topFen: this.#topFen,
      equals: this.#prefers,
      byLoss: this.isFine,
    });
    this.#topFen = Math.max(this.#known.worthFen, Math.min(this.#topFen, this.#reachable(lookedToFen - 1)));
    return lookedToFen <= this.#known.worthFen;
  }

  /**
   * Tries to fill one limit after the other exactly, each with items that can just as well be elsewhere. There are
   * far more ways to do so than fen to hit, once a limit has some thirty such items.
   */
  #aroundLimits(halfSize: number): void {
    for (let pool = 0; pool < this.#part.roomsFen.length && !this.atBound; pool += 1) {
      const { choice, worthFen } = this.#known;
      // With several limits, what one item loses may be what another limit needs.
      const from =
        this.isFine && this.#scarce.length === 1 ? withoutLoss(this.#part, this.#shares, choice) : choice;
      const near = aroundPool(this.#part, this.#shares, from, pool, 2 * Math.log2(halfSize));
      this.#look(near, { leastFen: worthFen + 1, halfSize, topFen: this.#topFen, equals: undefined });
    }
  }

  /** Makes the best so far better before longer lists are made: the better it is, the more they leave out. */
  #improve(halfSize: number): void {
    this.#aroundLimits(halfSize);
    const choice = improved(this.#part, this.#known.choice, this.#budget);
    const worthFen = worthOf(this.#part.roomsFen, choice);
    if (worthFen > this.#known.worthFen) this.#known = { choice, worthFen };
  }

  /**
   * Looks for a choice at the bound, then for one a fen below it, and so on: of each worth, all that there is. The
   * lists know from the start how little their states may lose.
   */
  #fromBound(steps: number): boolean {
    const { spent } = this.#budget;
    while (!this.atBound && this.#budget.spent - spent < steps) {
      const leastFen = this.#topFen;
      const within = withinLoss(this.#part, this.#shares, this.#bound, leastFen);
      const space = { ...this.#whole(leastFen), byLoss: true, steps };
      if (this.#look(within, space) > leastFen) return false;
      if (this.#known.worthFen >= leastFen) return true;
      this.#topFen = Math.max(this.#known.worthFen, this.#reachable(leastFen - 1));
    }
    return false;
  }

  /** What lists leave out brings the bound down by no more than rounding. */
  get #isBlunt(): boolean {
    return this.#bound - this.#topFen <= FINE * this.#part.items.length;
  }

  /**
   * Decides one limit after the other: there are few ways of filling the one with room for the fewest items that lose
   * no more than the best so far, and each leaves a part with a limit less. Takes up to half of the budget.
   */
  #oneByOne(): boolean {
    if (this.#scarce.length < 2) return false;
    const within = withinLoss(this.#part, this.#shares, this.#bound, this.#known.worthFen);
    const pool = this.#scarce.reduce((least, own) =>
      itemsFitting(within, [own]) < itemsFitting(within, [least]) ? own : least,
    );
    const proven = this.#budget.lend(this.#budget.left / 2, (budget) => {
      let all = true;
      const visit = (rest: Part): Fen => {
        if (this.#look(rest, this.#whole(this.#known.worthFen), budget) > this.#known.worthFen) all = false;
        return this.#known.worthFen;
      };
      return eachFilling(within, this.#shares, pool, this.#known.worthFen, visit, budget) && all;
    });
    if (proven) this.#topFen = this.#known.worthFen;
    return proven;
  }

  /**
   * Takes limits of one price as one: no choice is worth more than the best then, which is found like that of any
   * other part. Where what fills the one limit can be split as the several demand, it is the best.
   */
  #apart(): void {
    if (this.#wasApart) return;
    this.#wasApart = true;
    const joint = together(this.#part, this.#shares, this.#scarce);
    if (joint === undefined || joint.ways < joint.roomFen / this.#unitFen / FEWER) return;
    const { choice, boundFen } = this.#budget.lend((this.#budget.left * 2) / 3, (budget) =>
      maximise(joint.part, undefined, budget),
    );
    this.#topFen = Math.max(this.#known.worthFen, Math.min(this.#topFen, boundFen));
    for (const split of joint.splits(choice)) {
      if (this.atBound || this.#budget.exhausted) break;
      const { worthFen } = this.#known;
      this.#look(split, {
        leastFen: worthFen + 1,
        halfSize: LONGEST,
        topFen: this.#topFen,
        equals: undefined,
      });
    }
  }

  #whole(leastFen: Fen): Space {
    const halfSize = Number.POSITIVE_INFINITY;
    return { leastFen, halfSize, topFen: this.#topFen, equals: this.#prefers, whole: true };
  }

  #look(part: Part, space: Space, budget = this.#budget): Fen {
    const { choice, worthFen, lookedToFen } = explore(part, this.#shares, this.#known, space, budget);
    this.#known = { choice, worthFen };
    return lookedToFen;
  }

  /** The greatest worth that a choice can have below a bound. */
  #reachable(bound: number): Fen {
    const { worthFen } = this.#known;
    return worthFen + Math.floor((certain(bound) - worthFen) / this.#unitFen) * this.#unitFen;
  }
}

/** A bound so much above a choice may be that of a corner. */
const FAR = 1 / 50;

/** What rounding can lose of an item, generously. In fen. */
const FINE = 4;

/** What the levels below the bound may cost in a round, for each state that its lists may have. */
const LEVELS = 8;

/** States in each half of the longest list. */
const LONGEST = 1 << 17;

/** With so many times fewer ways of splitting than there are fen to hit, it is still worth trying. */
const FEWER = 16;
