import type { Fen } from '@twelve/dossier';
import type { Budget } from './budget.ts';
import { explore } from './explore.ts';
import { maximise } from './maximise.ts';
import { type Choice, NOWHERE, type Part } from './part.ts';
import type { Preference } from './preference.ts';
import type { Shares } from './prices.ts';

/** The choices of a part that are worth so much; none is worth more. */
export interface Target {
  readonly part: Part;
  readonly shares: Shares;
  readonly worthFen: Fen;
}

/** A choice, and whether it is certainly the one that ties prefer. */
export interface Preferred {
  readonly choice: Choice;
  readonly isCertain: boolean;
}

/** A choice of a target; undefined: none was found, and whether there is none is certain or not. */
export interface Finding {
  readonly choice: Choice | undefined;
  readonly isCertain: boolean;
}

/** Lists the choices of a target and finds the one that ties prefer, unless they are too many. */
export function listed(
  { part, shares, worthFen }: Target,
  near: Choice,
  preference: Preference,
  steps: number,
  budget: Budget,
): Finding {
  const known = { choice: within(part, near), worthFen: worthFen - 1 };
  const { choice, ...found } = budget.lend(steps, (own) => {
    const space = {
      leastFen: worthFen,
      halfSize: Number.POSITIVE_INFINITY,
      topFen: worthFen,
      equals: preference,
      whole: true,
      steps: own.steps,
      byLoss: true,
    };
    return explore(part, shares, known, space, own);
  });
  const isCertain = found.lookedToFen <= worthFen;
  return { choice: isCertain && found.worthFen === worthFen ? choice : undefined, isCertain };
}

/** Looks for any choice of a target, or for proof that there is none. */
export function found(
  { part, shares, worthFen }: Target,
  near: Choice,
  steps: number,
  budget: Budget,
): Finding {
  const { choice, ...best } = budget.lend(steps, (own) =>
    maximise(part, undefined, own, { choice: within(part, near), worthFen, shares }),
  );
  const isFound = best.worthFen >= worthFen;
  return { choice: isFound ? choice : undefined, isCertain: isFound || best.boundFen < worthFen };
}

/** The like of a choice in a part that has other worths, or fewer uses: then the first one instead. */
export const within = ({ items }: Part, choice: Choice): Choice =>
  items.map((uses, item) => {
    const option = choice[item]?.option;
    return uses.find((use) => use.option === option) ?? uses[0] ?? NOWHERE;
  });
