import type { ClauseId, Fen, FieldError, Text } from '@twelve/dossier';
import type { AmountKind, MeasureCheck } from '@twelve/measures';

export type AwardStatus =
  | 'granted'
  | 'reduced'
  | 'superseded'
  | 'already-awarded'
  | 'wait-listed'
  | 'contested';

/** A line that was taken. `deducted` is all that it does not bring: received before, or cut by a limit. In fen. */
export interface AwardLine {
  readonly item: string;
  readonly base: Fen;
  readonly percent: number;
  readonly value: Fen;
  readonly deducted: Fen;
}

/** Why an award is not granted in full: the rule, what it yielded to, and the items concerned. */
export interface Reason {
  readonly rule: string;
  /** An award, an earlier award, another policy or a document; null where it is nothing of the kind. */
  readonly by: string | null;
  readonly items: readonly string[];
}

export interface Because extends Reason {
  readonly text: Text;
}

/** An award without texts. Amounts in fen. */
export interface ResolvedAward {
  readonly id: string;
  readonly clause: ClauseId;
  readonly scope: string;
  readonly year: number | null;
  readonly status: AwardStatus;
  readonly amountKind: AmountKind;
  readonly amount: Fen;
  readonly lines: readonly AwardLine[];
  readonly because: readonly Reason[];
  readonly quota?: { readonly year: number; readonly places: number };
}

export interface Award extends ResolvedAward {
  readonly because: readonly Because[];
}

export interface Total {
  readonly fixed: Fen;
  readonly ceiling: Fen;
}

/** Whether the choice is proven best, and how far from the best it can be at most. In fen. */
export interface Proof {
  readonly proven: boolean;
  readonly gapFen: Fen;
}

/** What the applicant may have together, without texts. Plain JSON. */
export interface Resolution {
  readonly total: Total;
  readonly awards: readonly ResolvedAward[];
  readonly resolution: Proof;
}

/** An unknown fact that decides something, and what it may be worth: null where that has no limit. In fen. */
export interface MissingFact {
  readonly fact: string;
  readonly clauses: readonly ClauseId[];
  readonly worth: Fen | null;
}

/**
 * The whole answer on one dossier. The same digest, policy and engine version give the same bytes.
 */
export interface Determination {
  readonly policyVersion: string;
  readonly engineVersion: string;
  readonly dossierDigest: string;
  readonly total: Total;
  readonly awards: readonly Award[];
  readonly measures: readonly MeasureCheck[];
  readonly missing: readonly MissingFact[];
  readonly resolution: Proof;
  readonly warnings: readonly FieldError[];
  /** Cases only: the facts of the applicant that are the registry's, not the applicant's own. */
  readonly officialFacts?: readonly string[];
}

/** What a case knows beyond its own dossier: who holds its documents, and which models have a place. */
export interface Standings {
  /** Expenditures and recognitions (by item key) whose document another applicant holds. */
  readonly contested: readonly { readonly item: string; readonly document: string }[];
  /** By project id: does the model have one of its year's places? */
  readonly places: Readonly<Record<string, 'held' | 'waiting'>>;
}
