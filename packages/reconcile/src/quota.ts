import type { ClauseId, Dossier, Fen } from '@twelve/dossier';
import { decideAll, type PolicyPack } from '@twelve/measures';

/** A model that asks for one of a year's places: it meets the clause's own conditions with an amount above 0. */
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
    .flatMap(({ clause, scope, outcome, amount, quotaYear }) =>
      clauses.has(clause) &&
      scope !== null &&
      outcome === 'eligible' &&
      quotaYear !== undefined &&
      (amount ?? 0) > 0
        ? [{ clause, project: scope, year: quotaYear, amountFen: amount ?? 0 }]
        : [],
    );
}
