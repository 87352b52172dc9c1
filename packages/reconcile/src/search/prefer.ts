import type { Fen } from '@twelve/dossier';
import type { Budget } from './budget.ts';
import { earliest } from './earliest.ts';
import type { Known } from './explore.ts';
import { commonUnit } from './limits.ts';
import { type Choice, type Part, restricted, worthOf } from './part.ts';
import { firstDifference, type Preference } from './preference.ts';
import { bestShares, boundAt, certain, type Shares, withinLoss } from './prices.ts';
import { found, listed, type Preferred, type Target, within } from './target.ts';

/** What listing all equals may cost, and what looking for the most of one figure. */
const STEPS_TO_LIST = 1 << 15;
const STEPS_BY_FIGURE = 1 << 17;

/** By how much a fen of a figure counts more than a fen of the next. */
const TIMES = 1 << 6;

/** How many values of a figure are tried, from the most that it could be downwards. */
const TRIES = 4;

/**
 * Among all choices of a worth that is proven best, the one that ties prefer. Where they are too many to list, one
 * figure after the other is made as large as it can be while the worth and the figures before it stay what they are:
 * that is the best of a part in which they all count, and leaves fewer ways of using the items. Of what is left, the
 * choice with the earliest options is built item by item.
 */
export function prefer(
  part: Part,
  { choice: known, worthFen, shares }: Known & { readonly shares: Shares },
  preference: Preference,
  budget: Budget,
  stepsToList = STEPS_TO_LIST,
): Preferred {
  const { figures } = preference;
  const kept = withinLoss(part, shares, boundAt(part, shares), worthFen);
  let target: Target = { part: kept, shares, worthFen };
  let choice = known;
  /** A target with figures counted in may have choices of less worth, and more in some figure. */
  const isLawful = (other: Choice): boolean =>
    worthOf(part.roomsFen, within(part, other)) === worthFen &&
    firstDifference(figures.of(other), figures.of(choice)) >= 0;
  const list = (steps: number): Preferred => {
    const first = listed(target, choice, preference, steps, budget).choice;
    return first !== undefined && isLawful(first)
      ? { choice: within(part, first), isCertain: true }
      : { choice, isCertain: false };
  };
  const all = list(figures.addUp ? stepsToList : budget.left);
  if (all.isCertain || !figures.addUp) return all;
  const weights = new Array<number>(figures.count).fill(0);
  for (let figure = 0; figure < figures.count; figure += 1) {
    weights[figure] = 1;
    const weighted = figures.weighted(restrictedTo(part, target.part), TIMES * (figures.count + 1), weights);
    const most = highest(weighted, choice, budget, isLawful);
    choice = within(part, most.choice);
    if (!most.isCertain) return list(budget.left);
    target = most.target;
    weights[figure] = TIMES * (figures.count - figure);
  }
  const first = earliest(target, choice, preference, budget);
  return first.isCertain && isLawful(first.choice)
    ? { choice: within(part, first.choice), isCertain: true }
    : { choice, isCertain: false };
}

interface Highest extends Preferred {
  /** The choices that are worth as much. */
  readonly target: Target;
}

/** The choice that is worth most of those that satisfy; each that is worth most does, and the known one. */
function highest(part: Part, known: Choice, budget: Budget, satisfies: (choice: Choice) => boolean): Highest {
  const shares = bestShares(part);
  const bound = boundAt(part, shares);
  const targetOf = (worthFen: Fen): Target => ({
    part: withinLoss(part, shares, bound, worthFen),
    shares,
    worthFen,
  });
  const choice = within(part, known);
  const ownFen = worthOf(part.roomsFen, choice);
  // Weighted, the largest amounts are no exact numbers any more.
  if (bound > Number.MAX_SAFE_INTEGER) return { choice, isCertain: false, target: targetOf(ownFen) };
  const unitFen = commonUnit(part);
  let topFen = ownFen + Math.floor((certain(bound) - ownFen) / unitFen) * unitFen;
  for (let tries = 0; tries < TRIES && topFen > ownFen; tries += 1) {
    const higher = found(targetOf(topFen), choice, STEPS_BY_FIGURE, budget);
    if (higher.choice !== undefined && satisfies(higher.choice)) {
      return { choice: higher.choice, isCertain: true, target: targetOf(topFen) };
    }
    if (higher.choice !== undefined || !higher.isCertain) break;
    topFen -= unitFen;
  }
  return { choice, isCertain: topFen === ownFen, target: targetOf(ownFen) };
}

/** The part with the uses only that another has left. */
const restrictedTo = (part: Part, { items }: Part): Part =>
  restricted(part, ({ option }, item) => items[item]?.some((use) => use.option === option) === true);
