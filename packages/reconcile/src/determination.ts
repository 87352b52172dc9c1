import type { Dossier, FieldError } from '@twelve/dossier';
import { evaluateAll, type MeasureDecision, type PolicyPack } from '@twelve/measures';
import { dossierDigest } from './digest.ts';
import { missingFacts } from './missing.ts';
import { resolve } from './resolve.ts';
import { reasonText } from './texts.ts';
import type { Determination, Standings } from './types.ts';

/** The version of the rules' code; part of what makes a determination reproducible. */
export const ENGINE_VERSION = '1.1.0';

/** What a determination rests on besides the dossier. */
export interface Circumstances {
  /** A case's standings; left out in a self-check, where places are given within the dossier alone. */
  readonly standings?: Standings;
  readonly warnings?: readonly FieldError[];
  /** Facts of the applicant that are the registry's: `applicant/industryCode` … */
  readonly officialFacts?: readonly string[];
  /** What the pack decides on this dossier, where that was worked out before. */
  readonly decisions?: readonly MeasureDecision[];
}

/** All twelve checks and the resolution across them, for a dossier on its own. Stores and asks nothing. */
export const selfCheck = (
  pack: PolicyPack,
  dossier: Dossier,
  warnings: readonly FieldError[] = [],
): Determination => determine(pack, dossier, { warnings });

/**
 * The determination: a pure function of the dossier (declared facts with the registry's put over them, and prior
 * awards), the standings and the policy. The same input gives the same bytes, whatever the order of the lists.
 */
export function determine(
  pack: PolicyPack,
  dossier: Dossier,
  { standings, warnings = [], officialFacts, decisions: given }: Circumstances,
): Determination {
  const evaluation = evaluateAll(pack, dossier);
  const decisions = given ?? evaluation.decisions;
  const { total, awards, resolution } = resolve(pack, dossier, decisions, standings);
  return {
    policyVersion: pack.policy.version,
    engineVersion: ENGINE_VERSION,
    dossierDigest: dossierDigest(dossier),
    total,
    awards: awards.map((award) => ({
      ...award,
      because: award.because.map((reason) => ({ ...reason, text: reasonText(reason, award) })),
    })),
    measures: evaluation.explain(),
    missing: missingFacts(decisions),
    resolution,
    warnings,
    ...(officialFacts === undefined ? {} : { officialFacts: [...officialFacts].sort() }),
  };
}
