import { type Dossier, dossierWarnings } from '@twelve/dossier';
import { decideAll, type MeasureDecision, type PolicyPack } from '@twelve/measures';
import { type Determination, determine, digestOf, quotaCandidates, type Standings } from '@twelve/reconcile';
import { placeKey } from './claims.ts';
import { EngineDisagreementError } from './errors.ts';
import type { ClaimKey, EvaluationOutcome, RecordedAward } from './records.ts';

/** What the determination of a case is a function of, beside the policy. */
export interface Evaluation {
  /** The effective dossier: declared, official and paid facts together. */
  readonly dossier: Dossier;
  readonly standings: Standings;
  readonly officialFacts: readonly string[];
}

/** The clauses of which a year has only so many places over all applicants. */
export const quotaClausesOf = (pack: PolicyPack): readonly string[] =>
  pack.constraints.quotas.map(({ clause }) => clause);

/** The models of a dossier that meet the conditions of a place, with what they would bring, in fen, by claim key. */
export function placeAmountsOf(pack: PolicyPack, dossier: Dossier): Record<ClaimKey, number> {
  const amounts: Record<ClaimKey, number> = {};
  for (const { clause, project, year, amountFen } of quotaCandidates(pack, dossier)) {
    amounts[placeKey(clause, year, project)] = amountFen;
  }
  return amounts;
}

/** The whole determination of a case, with all its texts: a pure function of its inputs and the policy. */
export const determinationOf = (
  pack: PolicyPack,
  { dossier, standings, officialFacts }: Evaluation,
  decisions: readonly MeasureDecision[] = decideAll(pack, dossier),
): Determination =>
  determine(pack, dossier, { standings, officialFacts, decisions, warnings: dossierWarnings(dossier) });

/**
 * What is recorded of an evaluation whose twelve checks were made elsewhere: the awards without texts, and the digest
 * of the whole determination.
 * @throws {EngineDisagreementError} where the checks are not what these rules say, as when functions of two versions
 * meet during a deployment: trying again helps. Reading could not recompute what they lead to.
 */
export function outcomeOf(
  pack: PolicyPack,
  evaluation: Evaluation,
  decisions: readonly MeasureDecision[],
): EvaluationOutcome {
  if (digestOf(decisions) !== digestOf(decideAll(pack, evaluation.dossier)))
    throw new EngineDisagreementError();
  return recorded(determinationOf(pack, evaluation, decisions), evaluation.dossier);
}

/** What is recorded of a determination. */
export function recorded(determination: Determination, dossier: Dossier): EvaluationOutcome {
  const { policyVersion, engineVersion, dossierDigest, total, resolution } = determination;
  const talents = new Set((dossier.talents ?? []).map(({ id, year }) => `${id}/${year}`));
  return {
    policyVersion,
    engineVersion,
    dossierDigest,
    digest: digestOf(determination),
    total,
    resolution,
    awards: determination.awards.map((award): RecordedAward => {
      const because = award.because.map(({ rule, by, items }) => ({ rule, by, items }));
      const aboutTalents = award.lines.every(({ item }) => item.startsWith('talents/'));
      return aboutTalents && talents.has(award.scope)
        ? { ...award, because, personal: true }
        : { ...award, because };
    }),
  };
}

/** How many places a year has over all applicants. */
export function placesIn(pack: PolicyPack, clause: string, year: number): number {
  const quota = pack.constraints.quotas.find((candidate) => candidate.clause === clause);
  return quota === undefined ? 0 : pack.policy.valueOf(quota.places, `${year}-12-31`);
}
