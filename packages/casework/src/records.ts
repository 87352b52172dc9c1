import type { ClauseId, Submission as DeclaredDossier, PriorAward, RegistryFacts } from '@twelve/dossier';
import type { AmountKind } from '@twelve/measures';
import type { AwardStatus, Proof, ResolvedAward, Standings, Total } from '@twelve/reconcile';

/** UTC with milliseconds, `2024-05-06T07:08:09.123Z`: of one length, so that instants sort as text. */
export type Instant = string;

/** What is claimed: `document/invoice/<number>`, `document/certificate/<number>`, `place/<clause>/<year>/<project>`. */
export type ClaimKey = string;

/** Why a case's revision rose. `subject` names a document, a year's quota, a payment or a recalculation. */
export interface Cause {
  readonly kind: CauseKind;
  readonly at: Instant;
  readonly subject?: string;
}

export type CauseKind =
  | 'submitted'
  | 'amended'
  | 'withdrawn'
  | 'registry-changed'
  | 'registry-retracted'
  | 'standing-changed'
  | 'paid'
  | 'transferred'
  | 'recalculation';

/** The live submission of a case. */
export interface Live {
  readonly submission: string;
  readonly partner: string;
  readonly submittedAt: Instant;
  readonly dossierVersion: number;
}

/** What the standings of the determination in force were: documents held by others, places by claim key. */
export interface LedgerView {
  readonly contested: readonly ClaimKey[];
  readonly places: Readonly<Record<ClaimKey, 'held' | 'waiting'>>;
}

/**
 * The head of a case. `revision` rises with every change of an input, `stamp` with every write of the head: a write
 * is conditional on the stamp that was read.
 */
export interface CaseHead {
  readonly creditCode: string;
  readonly stamp: number;
  readonly revision: number;
  /** Up to which revision nothing is left to determine; 0 before the first. */
  readonly determinedRevision: number;
  /** How often an evaluation of this revision was started. */
  readonly attempt: number;
  /** The revision whose evaluation failed for good, until something moves on. */
  readonly failedRevision?: number;
  readonly live?: Live;
  /** Versions written so far, of every submission of this applicant. */
  readonly dossierVersions: number;
  /** 0: the registry never said anything. */
  readonly registryVersion: number;
  readonly payments: number;
  /** What the live submission claims, and since when. */
  readonly claims: Readonly<Record<ClaimKey, Instant>>;
  /** The amounts in fen that the ledger holds for claimed places; 0 where the model is no candidate. */
  readonly placeAmounts: Readonly<Record<ClaimKey, number>>;
  /** Changes of claims that did not fit into the transaction that decided them: `load` carries them out. */
  readonly unsettled: readonly ClaimChange[];
  /** What happened since the last determination. */
  readonly causes: readonly Cause[];
  readonly raisedAt: Instant;
  readonly inForce?: InForce;
}

export interface InForce {
  /** The revision under which the determination is stored. */
  readonly revision: number;
  readonly partner: string;
  readonly author: string;
  readonly digest: string;
  readonly total: Total;
  readonly view: LedgerView;
}

export interface ClaimChange {
  readonly change: 'claim' | 'release';
  readonly key: ClaimKey;
  readonly claimedAt: Instant;
}

/** A submission, withdrawn ones included. */
export interface Submission {
  readonly id: string;
  readonly creditCode: string;
  readonly partner: string;
  readonly submittedAt: Instant;
  readonly withdrawn?: {
    readonly at: Instant;
    readonly revision: number;
    readonly dossierVersion: number;
    readonly determinedRevision: number | null;
  };
}

/** What was declared, by whom. Never changed afterwards. */
export interface DossierVersion {
  readonly creditCode: string;
  readonly version: number;
  readonly submission: string;
  /** The partner that sent it: only to it are the talents' figures shown. */
  readonly partner: string;
  readonly at: Instant;
  readonly dossier: DeclaredDossier;
}

/** Official facts; null once taken back. Never changed afterwards. */
export interface RegistryVersion {
  readonly creditCode: string;
  readonly version: number;
  readonly at: Instant;
  readonly facts: RegistryFacts | null;
}

/** One act of paying: the awards exactly as they were determined. */
export interface Payment {
  readonly creditCode: string;
  readonly number: number;
  readonly at: Instant;
  readonly paidBy: string;
  readonly determinedRevision: number;
  readonly awards: readonly PaidAward[];
}

export interface PaidAward extends PriorAward {
  readonly id: string;
  readonly amountKind: AmountKind;
  readonly lines: PaidLine[];
  /** The year's place that the award takes for good. */
  readonly place?: {
    readonly clause: ClauseId;
    readonly year: number;
    readonly project: string;
    /** How many the year has over all applicants. */
    readonly places: number;
    readonly claimedAt: Instant;
  };
}

/** A paid line, with the document that it rests on: entries may be renamed, invoices may not. */
export interface PaidLine {
  item: string;
  value: number;
  document?: { readonly key: ClaimKey; readonly nature?: string };
}

/** An award as stored: what was decided and why, without texts. */
export interface RecordedAward extends ResolvedAward {
  /** It is about one person: neither its name nor its figures leave the case. */
  readonly personal?: true;
}

/** The inputs of a determination, by version: with them it is recomputed to the byte. */
export interface Inputs {
  readonly submission: string;
  /** The portal that holds the case, and the one that sent the dossier: only to the author are persons' figures shown. */
  readonly partner: string;
  readonly author: string;
  readonly dossierVersion: number;
  readonly registryVersion: number;
  readonly payments: number;
  /** The facts that the registry said, e.g. `applicant/industryCode`. */
  readonly officialFacts: readonly string[];
  readonly standings: Standings;
  readonly view: LedgerView;
  readonly placeAmounts: Readonly<Record<ClaimKey, number>>;
}

/** What an evaluation came to. */
export interface EvaluationOutcome {
  readonly policyVersion: string;
  readonly engineVersion: string;
  readonly dossierDigest: string;
  /** Of the whole determination, texts and all. */
  readonly digest: string;
  readonly total: Total;
  readonly awards: readonly RecordedAward[];
  readonly resolution: Proof;
}

/** A determination that came into force. Never changed afterwards. */
export interface DeterminationRecord {
  readonly creditCode: string;
  readonly revision: number;
  readonly determinedAt: Instant;
  readonly causes: readonly Cause[];
  readonly inputs: Inputs;
  readonly outcome: EvaluationOutcome;
  /** Of the awards that are not about persons; `before` is null for the first of a submission. */
  readonly totals: { readonly before: Total | null; readonly after: Total };
  readonly changes: readonly AwardChange[];
}

export interface AwardChange {
  readonly id: string;
  readonly clause: ClauseId;
  readonly personal?: true;
  readonly before: AwardState | null;
  readonly after: AwardState | null;
}

export interface AwardState {
  readonly status: AwardStatus;
  readonly amount: number;
}
