import type { Total } from '@twelve/reconcile';
import type { Claim } from './claims.ts';
import type {
  CaseHead,
  ClaimKey,
  DeterminationRecord,
  DossierVersion,
  Instant,
  Payment,
  RegistryVersion,
  Submission,
} from './records.ts';

/** What a transaction takes. Most writes are one action. */
export const ACTIONS_AT_ONCE = 100;

/**
 * What a transition writes: all of it in one transaction, or nothing. The store knows the keys; here only the
 * conditions that the casework relies on are named.
 */
export type Write =
  /** Refused unless the head still has the stamp `was`; null: unless there is no head. */
  | { readonly write: 'head'; readonly head: CaseHead; readonly was: number | null }
  /** Refused where that version exists. */
  | { readonly write: 'dossier'; readonly version: DossierVersion }
  | { readonly write: 'registry'; readonly version: RegistryVersion }
  | { readonly write: 'determination'; readonly record: DeterminationRecord }
  | { readonly write: 'payment'; readonly payment: Payment }
  | { readonly write: 'submission'; readonly submission: Submission }
  /** A partner's own index entry of a submission, and its removal. */
  | { readonly write: 'list'; readonly submission: Submission }
  | { readonly write: 'unlist'; readonly submission: Submission }
  | { readonly write: 'claim'; readonly claim: Claim }
  | { readonly write: 'release'; readonly claim: Claim }
  /** Whose determination in force has a place: found by it when the place goes to somebody else. */
  | { readonly write: 'holding' | 'not-holding'; readonly key: ClaimKey; readonly creditCode: string }
  /** Refused where the document was paid to another applicant. */
  | {
      readonly write: 'paid-document';
      readonly key: ClaimKey;
      readonly creditCode: string;
      readonly at: Instant;
    }
  /** Refused where the year has fewer places left that are not paid; one that is a model's already stays so. */
  | {
      readonly write: 'paid-places';
      readonly clause: string;
      readonly year: number;
      readonly models: readonly { readonly project: string; readonly claimedAt: Instant }[];
      readonly creditCode: string;
      readonly places: number;
      readonly at: Instant;
    }
  /** Refused where the partner used the key before. */
  | { readonly write: 'request'; readonly request: RequestRecord }
  /** A bulk recalculation has raised this case. Refused where it did so before. */
  | { readonly write: 'recalculating'; readonly recalculation: string; readonly creditCode: string }
  /** A bulk recalculation is done with this case. */
  | {
      readonly write: 'recalculated';
      readonly recalculation: string;
      readonly creditCode: string;
      readonly before: Total | null;
      readonly after: Total;
      /** Did an award come, go or change? Two of them may do so and add up to the same. */
      readonly changed: boolean;
    };

/** An idempotency record: what was asked under a key and what was answered. It is kept for good. */
export interface RequestRecord {
  readonly partner: string;
  /** The operation and the caller's key. */
  readonly key: string;
  readonly bodyHash: string;
  readonly at: Instant;
  readonly answer: Readonly<Record<string, unknown>>;
}

/** Either what is to be written, or why not: a refusal is data. */
export type Transition<Refusal extends string> =
  | { readonly ok: true; readonly writes: readonly Write[]; readonly head: CaseHead }
  | { readonly ok: false; readonly refusal: Refusal };

export const refuse = <Refusal extends string>(refusal: Refusal): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal,
});
