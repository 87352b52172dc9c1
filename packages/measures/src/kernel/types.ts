import type { ClauseId, Fen, Text } from '@twelve/dossier';

/** What a clause comes to: 符合 / 不符合 / 待补充. */
export type Outcome = 'eligible' | 'ineligible' | 'undetermined';

/** What one condition comes to on the known facts. */
export type ConditionOutcome = 'met' | 'unmet' | 'unknown';

/** `ceiling`: the department sets the figure up to it; `by-other-policy`: computed elsewhere; `none`: no money. */
export type AmountKind = 'fixed' | 'ceiling' | 'by-other-policy' | 'none';

/** `year`: a calendar year, or which of several years it is. */
export type Unit = 'fen' | 'percent' | 'count' | 'year';

/** One line of a clause: an item, the figure it is computed from, the rate, and what that brings. In fen. */
export interface Line {
  readonly item: string;
  readonly base: Fen;
  readonly percent: number;
  readonly value: Fen;
}

/** A condition as the answer states it. Numeric conditions carry both figures, in `unit`. */
export interface ConditionCheck {
  readonly id: string;
  readonly outcome: ConditionOutcome;
  readonly source: string;
  readonly text: Text;
  readonly facts: readonly string[];
  readonly actual?: number;
  readonly required?: number;
  readonly unit?: Unit;
}

/** One clause applied to one scope, as the answer states it. Amounts in fen; null where they are not known. */
export interface ClauseCheck {
  readonly clause: ClauseId;
  readonly scope: string | null;
  readonly outcome: Outcome;
  readonly amountKind: AmountKind;
  readonly gross: Fen | null;
  readonly limit: Fen | null;
  readonly amount: Fen | null;
  readonly lines: readonly Line[];
  readonly conditions: readonly ConditionCheck[];
  readonly missing: readonly string[];
  readonly interpretations: readonly string[];
}

export interface MeasureCheck {
  readonly measure: number;
  readonly policyVersion: string;
  /** What may still narrow the result, whatever the clauses come to. */
  readonly reservation: Text;
  readonly outcome: Outcome;
  readonly clauses: readonly ClauseCheck[];
}

/**
 * A line with what its item has brought in before: `received` in all, `receivedHere` the part of it under the same
 * clause and scope. In fen.
 */
export interface DecidedLine extends Line {
  readonly received: Fen;
  readonly receivedHere: Fen;
}

/**
 * One clause applied to one scope, without texts: what a measure hands on to the resolution. Plain JSON, and all
 * that the resolution needs to know. Amounts in fen.
 */
export interface ClauseDecision {
  readonly clause: ClauseId;
  readonly scope: string | null;
  readonly outcome: Outcome;
  readonly amountKind: AmountKind;
  /** The year of the event; null where the scope has none. */
  readonly year: number | null;
  readonly gross: Fen | null;
  readonly limit: Fen | null;
  readonly amount: Fen | null;
  readonly lines: readonly DecidedLine[];
  readonly missing: readonly string[];
  /** Earlier awards that the limit counts in. */
  readonly prior: Fen;
  /** A once-only right that an earlier award has used up. */
  readonly usedUp: boolean;
  /** Scopes with the same pool share one limit. */
  readonly pool: string;
  /** Clauses of which only the higher of a year is paid meet under one rival key (X4). */
  readonly rival?: string;
  /** The year of whose city-wide places this scope needs one (X6). */
  readonly quotaYear?: number;
  /** The recognition (as an item key) whose certificate this scope rests on. */
  readonly recognition?: string;
}

export interface MeasureDecision {
  readonly measure: number;
  readonly policyVersion: string;
  readonly clauses: readonly ClauseDecision[];
}
