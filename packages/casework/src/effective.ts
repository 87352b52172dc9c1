import type { Submission as DeclaredDossier, Dossier, RegistryFacts } from '@twelve/dossier';
import { priorAwards } from './prior-awards.ts';
import type { Payment } from './records.ts';

/**
 * What is evaluated: the declared dossier, with the registry's facts above the declared ones and what was paid so
 * far as prior awards.
 */
export function effectiveDossier(
  declared: DeclaredDossier,
  facts: RegistryFacts | null,
  payments: readonly Payment[],
): Dossier {
  return {
    ...declared,
    applicant: { ...declared.applicant, ...facts },
    priorAwards: priorAwards(declared, payments),
  };
}

/** The applicant's facts that the registry says, as fact paths in order. */
export const officialFactsOf = (facts: RegistryFacts | null): string[] =>
  Object.keys(facts ?? {})
    .map((field) => `applicant/${field}`)
    .sort();
