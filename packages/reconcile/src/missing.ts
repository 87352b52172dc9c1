import type { Fen } from '@twelve/dossier';
import type { ClauseDecision, MeasureDecision } from '@twelve/measures';
import { byCodeUnit } from './slots.ts';
import type { MissingFact } from './types.ts';

/** The unknown facts that decide something, the most valuable first; null, which has no limit, before all. */
export function missingFacts(decisions: readonly MeasureDecision[]): readonly MissingFact[] {
  const deciding = new Map<string, ClauseDecision[]>();
  for (const decision of decisions.flatMap(({ clauses }) => clauses)) {
    for (const fact of decision.missing) {
      const others = deciding.get(fact);
      if (others === undefined) deciding.set(fact, [decision]);
      else others.push(decision);
    }
  }
  return [...deciding]
    .map(([fact, clauses]) => ({
      fact,
      clauses: [...new Set(clauses.map(({ clause }) => clause))],
      worth: worthOf(clauses),
    }))
    .sort((a, b) => byWorth(a.worth, b.worth) || byCodeUnit(a.fact, b.fact));
}

/** The amounts where the known facts give one, else the limits. */
const worthOf = (clauses: readonly ClauseDecision[]): Fen | null =>
  clauses.reduce<Fen | null>((sum, { amount, limit }) => {
    const worth = amount ?? limit;
    return sum === null || worth === null ? null : sum + worth;
  }, 0);

const byWorth = (a: Fen | null, b: Fen | null): number =>
  a === b ? 0 : a === null ? -1 : b === null ? 1 : b - a;
