import type { Fen } from '@twelve/dossier';
import { bestLambda, certain, lambdasAround, priced, rootBound } from './bound.ts';
import {
  type Budget,
  type Choice,
  choiceFen,
  likenessOf,
  type Part,
  PartialChoice,
  UNUSED,
} from './choice.ts';
import type { Option } from './problem.ts';

/** The best total of a part, a choice that brings it, and what no choice exceeds. */
export interface Maximum {
  readonly choice: Choice;
  readonly totalFen: Fen;
  readonly boundFen: Fen;
  readonly lambdas: readonly (readonly number[])[];
}

/**
 * Finds the best total and proves it: a good choice first, then depth first over the items, the largest first,
 * leaving out whatever cannot exceed the best so far. Beyond the budget the best so far stands with the bound.
 */
export function maximise(part: Part, budget: Budget): Maximum {
  const lambda = bestLambda(part.items, part.rooms);
  const lambdas = lambdasAround(lambda);
  const rootFen = certain(rootBound(part.items, part.rooms, lambda));
  let choice: Choice = improved(part, byPrice(part, lambda));
  let totalFen = choiceFen(part, choice);

  const partial = new PartialChoice(part, largestFirst(part), lambdas);
  const ranked = part.items.map((options) => byPriceFirst(options, lambda));
  const descend = (place: number): void => {
    const index = partial.order[place];
    if (index === undefined) {
      const valueFen = partial.valueFen();
      if (valueFen > totalFen) {
        totalFen = valueFen;
        choice = [...partial.choice];
      }
      return;
    }
    const least = partial.leastRank(place);
    for (const at of ranked[index] ?? []) {
      if (totalFen >= rootFen || budget.exhausted) return;
      if (partial.rank(index, at) < least) continue;
      budget.spent += 1;
      if (!partial.use(index, at)) continue;
      if (partial.boundFen(place + 1) > totalFen) descend(place + 1);
      partial.undo(index, at);
    }
  };
  descend(0);
  const proven = totalFen >= rootFen || !budget.exhausted;
  return { choice, totalFen, boundFen: proven ? totalFen : rootFen, lambdas };
}

/** Every item by itself, as if the limits had their best prices. */
function byPrice({ items }: Part, lambda: readonly number[]): number[] {
  return items.map((options) => byPriceFirst(options, lambda)[0] ?? UNUSED);
}

/** The options of an item, the most valuable at these prices first; unused is one of them. */
function byPriceFirst(options: readonly Option[], lambda: readonly number[]): readonly number[] {
  const values = options.map((option) => priced(option, lambda));
  const worth = (at: number): number => (at === UNUSED ? 0 : (values[at] ?? 0));
  const rank = (at: number): number => (at === UNUSED ? options.length : at);
  return [...options.keys(), UNUSED].sort((a, b) => worth(b) - worth(a) || rank(a) - rank(b));
}

/** Changes one item at a time as long as that brings more. */
function improved(part: Part, start: Choice): Choice {
  const choice = [...start];
  let totalFen = choiceFen(part, choice);
  for (let better = true; better; ) {
    better = false;
    part.items.forEach((options, index) => {
      for (let at = UNUSED; at < options.length; at += 1) {
        const before = choice[index] ?? UNUSED;
        choice[index] = at;
        const valueFen = choiceFen(part, choice);
        if (valueFen > totalFen) {
          totalFen = valueFen;
          better = true;
        } else choice[index] = before;
      }
    });
  }
  return choice;
}

function largestFirst({ items }: Part): number[] {
  const most = (options: readonly Option[]): Fen =>
    options.reduce((sum, { freeFen, paysFen }) => Math.max(sum, freeFen + paysFen), 0);
  return items
    .map((options, index) => ({ index, most: most(options), like: likenessOf(options) }))
    .sort((a, b) => b.most - a.most || (a.like === b.like ? a.index - b.index : a.like < b.like ? -1 : 1))
    .map(({ index }) => index);
}
