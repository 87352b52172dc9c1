import { type CalendarDate, type ClauseId, type Fen, share, type Text } from '@twelve/dossier';
import type { Facts } from './facts.ts';
import { type Finding, MET } from './finding.ts';
import type { Interpretation, Parameter } from './policy.ts';
import type { AmountKind, ClauseDecision, DecidedLine, Outcome } from './types.ts';

/** What one application of a clause is about: the whole applicant, a year, a project … */
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
  readonly text: Text | ((facts: Facts) => Text);
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
  /** The conditions on the applicant alone, tested whatever the dossier holds. */
  readonly applicant: readonly Condition<null>[];
  /** Is there anything the clause could apply to? Where not, or where no scope is known yet, it has none. */
  readonly subject: Condition<null>;
  readonly scopes: (facts: Facts) => readonly S[];
  readonly conditions: readonly Condition<S>[];
  /** Undefined while a list that the lines come from is unknown. */
  readonly lines: (facts: Facts, scope: S) => readonly LineDraft[] | undefined;
  /** The most that one scope can bring; left out where there is no limit. */
  readonly limitFen?: (facts: Facts, scope: S) => Fen;
  /** The limit where it does not depend on the scope: what an open question may be worth at most. */
  readonly ceilingFen?: (facts: Facts) => Fen;
  /** Once only, per scope (for the scope `applicant`: for ever). */
  readonly once?: true;
  /** The pool of scopes that share the limit; by default each scope has its own. */
  readonly pool?: (scope: S) => { readonly key: string; readonly subjectId: string };
  readonly rival?: (scope: S) => string;
  readonly quotaYear?: (scope: S) => number;
  /** The recognition whose certificate the scope rests on, where it rests on one. */
  readonly recognition?: (scope: S) => string;
}

/** A clause that can be applied to a dossier. */
export interface Clause
  extends Pick<
    ClauseSpec<Scope>,
    'id' | 'source' | 'title' | 'pays' | 'amountKind' | 'interpretations' | 'parameters' | 'reads' | 'once'
  > {
  /** What the gates and the other conditions on the applicant read. */
  readonly gateFacts: readonly string[];
  applyTo(facts: Facts): readonly Applied[];
}

/** One application of a clause: the decision, and what each condition found. */
export interface Applied {
  readonly clause: Clause;
  readonly decision: ClauseDecision;
  /** The same with its texts and the facts it read: built when asked for, since most decisions are never explained. */
  readonly explain: () => readonly Tested[];
}

export interface Tested {
  readonly id: string;
  readonly source: string;
  readonly text: Text;
  readonly facts: readonly string[];
  readonly finding: Finding;
}

/** Turns a clause as written into one that can be applied. Never stops early: every condition is reported. */
/* @__NO_SIDE_EFFECTS__ */
export function clause<S extends Scope>(spec: ClauseSpec<S>): Clause {
  const made: Clause = {
    ...spec,
    gateFacts: spec.applicant.flatMap(({ facts }) => (typeof facts === 'function' ? [] : facts)),
    applyTo: (facts) => {
      const gates = gateFindings(spec.applicant, facts);
      const subject = spec.subject.test(facts, null);
      const explainSubject = (): readonly Tested[] => [
        ...spec.applicant.map((condition, at) => tested(condition, facts, null, gates[at] ?? MET)),
        tested(spec.subject, facts, null, subject),
      ];
      const scopes = subject.outcome === 'unmet' ? [] : spec.scopes(facts);
      if (scopes.length === 0) {
        const decision = withoutScope(spec, facts, [...gates, subject]);
        return [{ clause: made, decision, explain: explainSubject }];
      }
      return scopes.map((scope) => {
        const own = spec.conditions.map((condition) => condition.test(facts, scope));
        return {
          clause: made,
          decision: decided(spec, facts, scope, [...gates, subject, ...own]),
          explain: () => [
            ...explainSubject(),
            ...spec.conditions.map((condition, at) => tested(condition, facts, scope, own[at] ?? MET)),
          ],
        };
      });
    },
  };
  return made;
}

/** Clauses share their gates: each list of them is tested once a dossier. */
function gateFindings(gates: readonly Condition<null>[], facts: Facts): readonly Finding[] {
  const known = facts.gates.get(gates);
  if (known !== undefined) return known;
  const findings = gates.map((gate) => gate.test(facts, null));
  facts.gates.set(gates, findings);
  return findings;
}

/** What is left of a line's value after what its item brought in: a top-up. */
export const topUp = ({ value, received }: Pick<DecidedLine, 'value' | 'received'>): Fen =>
  Math.max(0, value - received);

/** How much of a limit what an item received elsewhere takes up, if the line is taken. */
export const limitTakenBy = ({
  value,
  received,
  receivedHere,
}: Pick<DecidedLine, 'value' | 'received' | 'receivedHere'>): Fen =>
  Math.max(0, Math.min(value, received) - receivedHere);

function tested<S>(condition: Condition<S>, facts: Facts, scope: S, finding: Finding): Tested {
  return {
    id: condition.id,
    source: condition.source,
    text: finding.text ?? (typeof condition.text === 'function' ? condition.text(facts) : condition.text),
    facts: typeof condition.facts === 'function' ? inOrder(condition.facts(scope, facts)) : condition.facts,
    finding,
  };
}

/** Whatever order the lists of the dossier have, the answer is the same. */
const inOrder = (facts: readonly string[]): readonly string[] =>
  facts.length < 2 ? facts : [...facts].sort();

function outcomeOf(findings: readonly Finding[]): Outcome {
  let outcome: Outcome = 'eligible';
  for (const { outcome: found } of findings) {
    if (found === 'unmet') return 'ineligible';
    if (found === 'unknown') outcome = 'undetermined';
  }
  return outcome;
}

/** Only facts that could still change the outcome: none where it is settled. */
function missingOf(outcome: Outcome, findings: readonly Finding[]): readonly string[] {
  return outcome === 'undetermined'
    ? [...new Set(findings.flatMap(({ missing }) => missing))].sort()
    : NOTHING;
}

const NOTHING: readonly string[] = [];

function withoutScope<S extends Scope>(
  spec: ClauseSpec<S>,
  facts: Facts,
  findings: readonly Finding[],
): ClauseDecision {
  const outcome = outcomeOf(findings);
  const open = outcome === 'undetermined';
  const amount = open && spec.amountKind !== 'none' && spec.amountKind !== 'by-other-policy' ? null : 0;
  return {
    clause: spec.id,
    scope: null,
    outcome,
    amountKind: spec.amountKind,
    year: null,
    gross: amount,
    limit: spec.ceilingFen?.(facts) ?? null,
    amount,
    lines: [],
    missing: missingOf(outcome, findings),
    prior: 0,
    usedUp: false,
    pool: spec.id,
  };
}

function decided<S extends Scope>(
  spec: ClauseSpec<S>,
  facts: Facts,
  scope: S,
  findings: readonly Finding[],
): ClauseDecision {
  const outcome = outcomeOf(findings);
  const drafts = outcome === 'ineligible' ? [] : spec.lines(facts, scope);
  const lines = drafts?.map((draft) => decidedLine(spec.id, scope.key, draft, facts)) ?? [];
  const limit = spec.limitFen?.(facts, scope) ?? null;
  const pool = spec.pool?.(scope);
  const onApplicant = scope.key === APPLICANT;
  const prior =
    pool === undefined
      ? facts.receipts.awarded(spec.id, onApplicant ? null : scope.key)
      : facts.receipts.awardedTo(spec.id, pool.subjectId);
  const usedUp = spec.once === true && facts.receipts.has(spec.id, onApplicant ? null : scope.key);
  const gross = drafts === undefined ? null : lines.reduce((sum, { value }) => sum + value, 0);
  return {
    clause: spec.id,
    scope: scope.key,
    outcome,
    amountKind: spec.amountKind,
    year: scope.year,
    gross,
    limit,
    amount: gross === null ? null : usedUp ? 0 : payable(lines, limit, prior),
    lines,
    missing: missingOf(outcome, findings),
    prior,
    usedUp,
    pool: pool === undefined ? `${spec.id}/${scope.key}` : `${spec.id}/${pool.key}`,
    ...(spec.rival === undefined ? {} : { rival: spec.rival(scope) }),
    ...(spec.quotaYear === undefined ? {} : { quotaYear: spec.quotaYear(scope) }),
    ...(spec.recognition === undefined ? {} : { recognition: spec.recognition(scope) }),
  };
}

/** The scope of clauses that apply to the applicant as a whole. */
export const APPLICANT = 'applicant';

function decidedLine(clauseId: ClauseId, scope: string, draft: LineDraft, facts: Facts): DecidedLine {
  return {
    item: draft.item,
    base: draft.baseFen,
    percent: draft.percent,
    value: share(draft.baseFen, draft.percent),
    received: draft.receivedFen ?? facts.receipts.of(draft.item),
    receivedHere: facts.receipts.under(draft.item, clauseId, scope),
  };
}

/**
 * What lines taken together pay: each tops up what its item received, and the limit bounds the standard, earlier
 * awards and what was received elsewhere counted in.
 */
export function payable(lines: readonly DecidedLine[], limitFen: Fen | null, priorFen: Fen): Fen {
  const topUps = lines.reduce((sum, line) => sum + topUp(line), 0);
  if (limitFen === null) return topUps;
  const taken = lines.reduce((sum, line) => sum + limitTakenBy(line), 0);
  return Math.min(topUps, Math.max(0, limitFen - priorFen - taken));
}

/** A condition that always holds, where a clause needs no subject. */
export const anyApplicant = (id: string, source: string): Condition<null> => ({
  id,
  source,
  text: { zh: '适用于所有符合条件的申报主体', en: 'open to every applicant that passes the gates' },
  facts: [],
  test: () => MET,
});
