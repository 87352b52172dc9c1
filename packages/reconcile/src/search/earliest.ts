import type { Fen } from '@twelve/dossier';
import type { Budget } from './budget.ts';
import { type Choice, NOWHERE, type Use } from './part.ts';
import type { Preference } from './preference.ts';
import { bestAt, boundAt, pricedAt, type Shares } from './prices.ts';
import { listed, type Preferred, type Target } from './target.ts';

/**
 * Of the choices of a target, which all have the same figures, the one with the earliest options. There are far more
 * choices than can be listed, and so the first items can nearly all have the earliest options that the bound allows:
 * the path. What the last few items can be once all others follow the path is quickly listed; where that is nothing,
 * some more are let go, until there is a choice: no other follows the path as far.
 */
export function earliest(target: Target, known: Choice, preference: Preference, budget: Budget): Preferred {
  const path = new Path(target);
  const least = path.followedBy(known);
  const isOneLimit = scarceOf(target.shares).length < 2;
  for (let followed = Math.max(least, path.length - FEW); followed >= least; followed -= 1) {
    const rest = path.rest(followed);
    const steps = isOneLimit ? budget.left : STEPS_OF_SEVERAL;
    const { choice, isCertain } = listed(rest, known, preference, steps, budget);
    if (choice !== undefined) return { choice, isCertain };
    if (!isCertain) break;
  }
  return { choice: known, isCertain: false };
}

/** What a list may cost where several limits are to be filled exactly: longer ones are mostly far too long. */
const STEPS_OF_SEVERAL = 1 << 17;

/** So many items are listed in no time. */
const FEW = 8;

/** The earliest options that the bound allows, item after item. */
class Path {
  readonly #target: Target;
  readonly #uses: readonly Use[];
  /** The items along the path that can be used in other ways too. */
  readonly #open: readonly number[];

  constructor(target: Target) {
    this.#target = target;
    this.#uses = usesAlong(target);
    this.#open = this.#uses.flatMap((_, item) => ((target.part.items[item]?.length ?? 0) > 1 ? [item] : []));
  }

  /** How many open items there are along the path. */
  get length(): number {
    return this.#open.length;
  }

  /** For how many open items a choice follows the path. */
  followedBy(choice: Choice): number {
    const at = this.#open.findIndex((item) => choice[item]?.option !== this.#uses[item]?.option);
    return at < 0 ? this.length : at;
  }

  /** The choices that follow the path for so many open items. */
  rest(followed: number): Target {
    const { part } = this.#target;
    const end = this.#open[followed] ?? this.#uses.length;
    const items = part.items.map((uses, item) => (item < end ? [this.#uses[item] ?? NOWHERE] : uses));
    return { ...this.#target, part: { ...part, items } };
  }
}

function usesAlong({ part, shares, worthFen }: Target): readonly Use[] {
  const all = sharesAround(shares);
  const bounds = all.map((own) => boundAt(part, own));
  const along: Use[] = [];
  for (const uses of part.items) {
    const boundWith = (use: Use, at: number): number => {
      const own = all[at] ?? shares;
      return (bounds[at] ?? 0) - bestAt(uses, own) + pricedAt(use, own);
    };
    const next = uses.find((use) => bounds.every((_, at) => isWithin(boundWith(use, at), worthFen)));
    if (next === undefined) break;
    along.push(next);
    for (let at = 0; at < bounds.length; at += 1) bounds[at] = boundWith(next, at);
  }
  return along;
}

/** The bound was added up many times: that is more than the rounding error can be. */
const isWithin = (bound: number, worthFen: Fen): boolean =>
  bound + Math.abs(bound) * 1e-10 + 1e-3 >= worthFen;

/** The shares themselves, and with those of limits that are to be filled exactly taken to either end: of one, of all. */
function sharesAround(shares: Shares): readonly Shares[] {
  const scarce = scarceOf(shares);
  const around = [...scarce.map((pool) => [pool]), scarce].flatMap((pools) =>
    [0, 1].map((end) => shares.map((share, pool) => (pools.includes(pool) ? end : share))),
  );
  return [shares, ...around];
}

/** The limits that are to be filled exactly. */
const scarceOf = (shares: Shares): readonly number[] =>
  shares.flatMap((share, pool) => (share > 0 && share < 1 ? [pool] : []));
