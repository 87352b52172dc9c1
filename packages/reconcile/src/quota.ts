import type { ClauseId, Dossier, Fen } from '@twelve/dossier';
import { type ClauseDecision, decideAll, limitTakenBy, type PolicyPack, topUp } from '@twelve/measures';

/** A model that asks for one of a year's places: it meets the clause's own conditions and would bring something. */
export interface QuotaCandidate {
  readonly clause: ClauseId;
  readonly project: string;
  readonly year: number;
  readonly amountFen: Fen;
}

/** The places that a dossier asks for, by project id. */
export function quotaCandidates(pack: PolicyPack, dossier: Dossier): readonly QuotaCandidate[] {
  const clauses = new Set<string>(pack.constraints.quotas.map(({ clause }) => clause));
  return decideAll(pack, dossier)
    .flatMap((measure) => measure.clauses)
    .flatMap((decision) => {
      const { clause, scope, outcome, quotaYear } = decision;
      if (!clauses.has(clause) || scope === null || outcome !== 'eligible' || quotaYear === undefined)
        return [];
      const amountFen = bidFen(decision);
      return amountFen > 0 ? [{ clause, project: scope, year: quotaYear, amountFen }] : [];
    });
}

/**
 * What a model would bring, own limit and receipts applied: all its lines. Where what they received elsewhere takes up
 * the whole limit it is the best line alone, as the others may be left unused: whatever can bring something needs a place.
 */
export function bidFen({ amount, lines, limit, prior, usedUp }: ClauseDecision): Fen {
  if (amount === null || amount > 0 || usedUp) return amount ?? 0;
  const roomFen = limit === null ? 0 : limit - prior;
  return Math.max(0, ...lines.map((line) => Math.min(topUp(line), roomFen - limitTakenBy(line))));
}
