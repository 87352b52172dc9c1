import type { Finding } from './finding.ts';
import type { Outcome } from './types.ts';

/** What several conditions come to together. */
export interface Joint {
  readonly outcome: Outcome;
  /** The unknown facts that could still change the outcome: none where it is settled. */
  readonly missing: readonly string[];
}

export const NOTHING: readonly never[] = [];

export const ALL_MET: Joint = { outcome: 'eligible', missing: NOTHING };
export const ONE_UNMET: Joint = { outcome: 'ineligible', missing: NOTHING };

/** One condition more. Only what stays open is made anew, so that most conditions cost a comparison. */
export function and(joint: Joint, { outcome, missing }: Finding): Joint {
  if (outcome === 'met' || joint.outcome === 'ineligible') return joint;
  if (outcome === 'unmet') return ONE_UNMET;
  return { outcome: 'undetermined', missing: [...joint.missing, ...missing] };
}
