export {
  type Announcement,
  announcementOf,
  type CloudEvent,
  type DeterminationChanged,
} from './announcing.ts';
export {
  type Claim,
  claimKeysOf,
  claimOf,
  type DocumentEntry,
  documentKey,
  documentsOf,
  isPlace,
  type PlaceClaim,
  parseClaimKey,
  placeKey,
  presentKey,
  respelt,
} from './claims.ts';
export { recordFacts, transfer } from './department.ts';
export {
  changesBetween,
  commit,
  type Evaluated,
  fail,
  isAffected,
  reopen,
  retry,
  type Standing,
} from './determining.ts';
export { effectiveDossier, officialFactsOf } from './effective.ts';
export { EngineDisagreementError } from './errors.ts';
export {
  determinationOf,
  type Evaluation,
  outcomeOf,
  placeAmountsOf,
  placesIn,
  quotaClausesOf,
  recorded,
} from './evaluating.ts';
export { type CaseStatus, determinedRevisionOf, isUnfinished, statusOf } from './head.ts';
export { type PaymentOrder, pay, payable } from './paying.ts';
export { withoutPersons, withoutPersonsIn } from './persons.ts';
export { paidAwards, priorAwards } from './prior-awards.ts';
export * from './records.ts';
export {
  type LedgerFacts,
  type PaidPlace,
  type Place,
  placesFor,
  placesOfYear,
  standingsOf,
} from './standings.ts';
export { amend, CLAIM_CHANGES_AT_ONCE, settle, submit, withdraw } from './submitting.ts';
export type { RequestRecord, Transition, Write } from './writes.ts';
