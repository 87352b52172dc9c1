import type { Option } from '../problem.ts';
import type { Budget } from './budget.ts';
import type { Known } from './explore.ts';
import { type Choice, type Part, type Use, worthOf } from './part.ts';
import type { Preference } from './preference.ts';
import { bestAt, pricedAt, type Shares } from './prices.ts';
import { Reach } from './reach.ts';

/** What the search for the preferred choice needs to know of the part beyond its figures. */
export interface Alternatives {
  readonly options: readonly (readonly Option[])[];
  /** The place of each slot's clause. */
  readonly clauseOf: readonly number[];
  readonly preference: Preference;
}

/**
 * Among all choices of a worth that is proven best, looks for the one that ties prefer: item after item by key, its
 * options in order, leaving out what cannot reach that worth or cannot be ahead. It is for parts with very many
 * choices of that worth, of which the first ones are among the preferred. Within its budget, it returns the best that
 * it found, and the known one if none.
 */
export function prefer(
  part: Part,
  { choice: known, worthFen, shares }: Known & { readonly shares: Shares },
  { options, clauseOf, preference }: Alternatives,
  budget: Budget,
): Choice {
  const prices = new Prices(part, shares);
  const reach = new Reach(part, options, clauseOf, worthFen);
  const last = part.items.length;
  const choice: Use[] = [];
  let best = known;
  for (const [item, use] of known.entries()) reach.add(options[item]?.[use.option], 1);
  let bestReach = reach.from(last);
  for (const [item, use] of known.entries()) reach.add(options[item]?.[use.option], -1);

  const descend = (item: number): void => {
    const uses = part.items[item];
    if (uses === undefined) {
      if (worthOf(part.roomsFen, choice) === worthFen && preference.prefers(choice, best)) {
        best = [...choice];
        bestReach = reach.from(last);
      }
      return;
    }
    for (const use of uses) {
      if (budget.exhausted) return;
      budget.spent += STEP;
      choice.push(use);
      prices.add(use, 1);
      reach.add(options[item]?.[use.option], 1);
      if (prices.boundFrom(item + 1) >= worthFen && !isBehind(reach.from(item + 1), bestReach)) {
        descend(item + 1);
      }
      reach.add(options[item]?.[use.option], -1);
      prices.add(use, -1);
      choice.pop();
    }
  };
  descend(0);
  return best;
}

/** What a step costs, against a state of a list. */
const STEP = 8;

/** The bounds of a choice in the making, for several shares: the least counts. */
class Prices {
  readonly #shares: readonly Shares[];
  readonly #bounds: number[];
  readonly #rest: readonly Float64Array[];

  constructor({ items, roomsFen }: Part, best: Shares) {
    this.#shares = [best, ...sharesAround(best)];
    this.#bounds = this.#shares.map((shares) =>
      roomsFen.reduce((sum, room, pool) => sum + (1 - (shares[pool] ?? 1)) * room - Math.min(0, room), 0),
    );
    this.#rest = this.#shares.map((shares) => {
      const rest = new Float64Array(items.length + 1);
      for (let item = items.length - 1; item >= 0; item -= 1) {
        rest[item] = (rest[item + 1] ?? 0) + bestAt(items[item] ?? [], shares);
      }
      return rest;
    });
  }

  add(use: Use, sign: 1 | -1): void {
    this.#shares.forEach((shares, at) => {
      this.#bounds[at] = (this.#bounds[at] ?? 0) + sign * pricedAt(use, shares);
    });
  }

  boundFrom(item: number): number {
    let least = Number.POSITIVE_INFINITY;
    this.#bounds.forEach((bound, at) => {
      least = Math.min(least, bound + (this.#rest[at]?.[item] ?? 0));
    });
    // More than the rounding error can be, after any number of additions.
    return least + Math.abs(least) * 1e-10 + 1e-3;
  }
}

/** The best shares with one pool's taken to either end. */
const sharesAround = (best: Shares): readonly Shares[] =>
  best.flatMap((share, pool) =>
    [0, 1].filter((end) => end !== share).map((end) => best.map((own, at) => (at === pool ? end : own))),
  );

/** Lexicographically less. Equals may still be told apart by the item keys. */
function isBehind(reach: readonly number[], best: readonly number[]): boolean {
  const at = reach.findIndex((value, place) => value !== best[place]);
  return at >= 0 && (reach[at] ?? 0) < (best[at] ?? 0);
}
