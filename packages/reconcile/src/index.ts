export { type Chosen, choose, STEPS_PER_DOSSIER } from './choose.ts';
export { type Circumstances, determine, ENGINE_VERSION, selfCheck } from './determination.ts';
export { digestOf, dossierDigest } from './digest.ts';
export { ResolutionError } from './errors.ts';
export { missingFacts } from './missing.ts';
export type { Item, Option, Pool, Problem } from './problem.ts';
export { type QuotaCandidate, quotaCandidates } from './quota.ts';
export { resolve } from './resolve.ts';
export { reasonText } from './texts.ts';
export type {
  Award,
  AwardLine,
  AwardStatus,
  Because,
  Determination,
  MissingFact,
  Proof,
  Reason,
  Resolution,
  ResolvedAward,
  Standings,
  Total,
} from './types.ts';
