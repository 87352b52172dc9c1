import type { CalendarDate, ClauseId, Fen, Text } from '@twelve/dossier';
import type { Facts } from './facts.ts';
import { type Finding, MET } from './finding.ts';
import { NOTHING } from './joint.ts';
import type { Interpretation, Parameter, Policy } from './policy.ts';
import type { AmountKind } from './types.ts';

/**
 * What one application of a clause is about: the whole applicant, a year, a project … A clause adds the entries that
 * it found for it, so that conditions and lines need not look for them again.
 */
export interface Scope {
  readonly key: string;
  /** The day of the event, on which parameters and interpretations are looked up. */
  readonly on: CalendarDate;
  /** The year of the event; null where the scope has none. */
  readonly year: number | null;
}

/** One thing that must be so. `facts` names what it reads, for the reader of the answer. */
export interface Condition<S> {
  readonly id: string;
  readonly source: string;
  /** A function where what must be so depends on a reading that can be decided otherwise. */
  readonly text: Text | ((facts: Facts, scope: S) => Text);
  readonly facts: readonly string[] | ((scope: S, facts: Facts) => readonly string[]);
  readonly test: (facts: Facts, scope: S) => Finding;
}

/** A line before anything was received: the item, the figure and the rate. A lump sum is 100% of itself. */
export interface LineDraft {
  readonly item: string;
  readonly baseFen: Fen;
  readonly percent: number;
  /** Where what the item brought in is deducted elsewhere first (stacking), what is left to deduct here. */
  readonly receivedFen?: Fen;
}

export const lump = (item: string, sumFen: Fen): LineDraft => ({ item, baseFen: sumFen, percent: 100 });

/** A clause as its measure's file writes it. Everything about one clause stands in one of these. */
export interface ClauseSpec<S extends Scope> {
  readonly id: ClauseId;
  /** "Art. 2 cl. 1" */
  readonly source: string;
  readonly title: Text;
  readonly pays: Text;
  readonly amountKind: AmountKind;
  readonly interpretations: readonly Interpretation[];
  readonly parameters: readonly Parameter<unknown>[];
  /** The facts that the clause reads beyond the gates. */
  readonly reads: readonly string[];
  /** Who the clause is for. Clauses share these lists: each is tested once a dossier. */
  readonly gates: readonly Condition<null>[];
  /** The clause's own conditions on the applicant alone. */
  readonly applicant?: readonly Condition<null>[];
  /** Is there anything the clause could apply to? Where not, or where no scope is known yet, it has none. */
  readonly subject: Condition<null>;
  readonly scopes: (facts: Facts) => readonly S[];
  readonly conditions: readonly Condition<S>[];
  /** Undefined while a list that the lines come from is unknown. */
  readonly lines: (facts: Facts, scope: S) => readonly LineDraft[] | undefined;
  /** The most that one scope can bring; left out where there is no limit. */
  readonly limitFen?: (facts: Facts, scope: S) => Fen;
  /** The limit where it does not depend on the scope: what an open question may be worth at most. */
  readonly ceilingFen?: (policy: Policy) => Fen;
  /** The applicant as a whole is the one scope there can be: whatever the clause awarded before counts there. */
  readonly ofApplicant?: true;
  /** Once only, per scope. */
  readonly once?: true;
  /** The pool of scopes that share the limit; by default each scope has its own. */
  readonly pool?: (scope: S) => { readonly key: string; readonly subjectId: string };
  readonly rival?: (scope: S) => string;
  readonly quotaYear?: (scope: S) => number;
  /** The recognition whose certificate the scope rests on, where it rests on one. */
  readonly recognition?: (scope: S) => string;
}

/** What a clause decides by, in one shape for all clauses, whatever they leave out: such fields are read fastest. */
export type Rule<S extends Scope> = ReturnType<typeof ruleOf<S>>;

export const ruleOf = <S extends Scope>({
  id,
  amountKind,
  gates,
  applicant = NOTHING,
  subject,
  scopes,
  conditions,
  lines,
  limitFen,
  ceilingFen,
  ofApplicant,
  once,
  pool,
  rival,
  quotaYear,
  recognition,
}: ClauseSpec<S>) => ({
  id,
  amountKind,
  gates,
  applicant,
  subject,
  scopes,
  conditions,
  lines,
  limitFen,
  ceilingFen,
  ofApplicant,
  once,
  pool,
  rival,
  quotaYear,
  recognition,
});

/** A condition that always holds, where a clause needs no subject. */
export const anyApplicant = (id: string, source: string): Condition<null> => ({
  id,
  source,
  text: { zh: '适用于所有符合条件的申报主体', en: 'open to every applicant that passes the gates' },
  facts: [],
  test: () => MET,
});
