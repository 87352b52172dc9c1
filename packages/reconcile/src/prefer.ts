import type { Fen } from '@twelve/dossier';
import { type Budget, type Choice, type Part, PartialChoice, UNUSED } from './choice.ts';
import { Standing } from './standing.ts';

/**
 * Among all choices of the best total, finds the one that ties prefer: more to the first slot, then to the next; then
 * the most lines; then the smaller item keys in the earlier slots. Undefined where the budget ended the search before
 * it found any: then the choice that `maximise` made stands.
 */
export function prefer(
  part: Part,
  totalFen: Fen,
  lambdas: readonly (readonly number[])[],
  budget: Budget,
): Choice | undefined {
  const partial = new PartialChoice(part, [...part.items.keys()], lambdas);
  const standing = new Standing(partial, totalFen);
  let best: { readonly choice: Choice; readonly ranks: readonly number[] } | undefined;

  const descend = (place: number): void => {
    const options = part.items[place];
    if (options === undefined) {
      if (partial.valueFen() === totalFen) {
        const ranks = standing.reachable(place);
        if (best === undefined || isAhead(ranks, best.ranks)) best = { choice: [...partial.choice], ranks };
      }
      return;
    }
    for (let rank = partial.leastRank(place); rank <= options.length; rank += 1) {
      if (budget.exhausted) return;
      budget.spent += 1;
      const at = rank === options.length ? UNUSED : rank;
      if (!partial.use(place, at)) continue;
      standing.add(options[at], 1);
      const open =
        partial.boundFen(place + 1) >= totalFen &&
        (best === undefined || isAhead(standing.reachable(place + 1), best.ranks));
      if (open) descend(place + 1);
      standing.add(options[at], -1);
      partial.undo(place, at);
    }
  };
  descend(0);
  return best?.choice;
}

/** Lexicographically greater. */
function isAhead(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0);
}
