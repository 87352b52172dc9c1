import type { Dossier } from '@twelve/dossier';
import { UnknownMeasureError } from './errors.ts';
import {
  type Applied,
  type ClauseCheck,
  type ConditionCheck,
  type Facts,
  factsOf,
  type Measure,
  type MeasureCheck,
  type MeasureDecision,
  type Outcome,
  type PolicySlice,
  type Tested,
} from './kernel/index.ts';

/**
 * One measure's check of a dossier, with the reason and the source of every step.
 *
 * @throws UnknownMeasureError where the pack has no measure of that number
 */
export function checkMeasure(pack: PolicySlice, number: number, dossier: Dossier): MeasureCheck {
  return checkFacts(pack, measureOf(pack, number), factsOf(dossier, pack.policy));
}

/** All checks of a pack, in order: the dossier is read once. */
export function checkAll(pack: PolicySlice, dossier: Dossier): readonly MeasureCheck[] {
  const facts = factsOf(dossier, pack.policy);
  return pack.measures.map((measure) => checkFacts(pack, measure, facts));
}

/**
 * The same without texts: what a measure hands on to the resolution. Plain JSON.
 *
 * @throws UnknownMeasureError where the pack has no measure of that number
 */
export function decideMeasure(pack: PolicySlice, number: number, dossier: Dossier): MeasureDecision {
  return decideFacts(pack, measureOf(pack, number), factsOf(dossier, pack.policy));
}

/** All decisions of a pack, in order: the dossier is read once. */
export function decideAll(pack: PolicySlice, dossier: Dossier): readonly MeasureDecision[] {
  const facts = factsOf(dossier, pack.policy);
  return pack.measures.map((measure) => decideFacts(pack, measure, facts));
}

/** The decisions of all measures on one dossier, and their explanation when it is asked for. */
export interface Evaluation {
  readonly decisions: readonly MeasureDecision[];
  /** The same checks as `checkAll` makes, from what was found already. */
  readonly explain: () => readonly MeasureCheck[];
}

/** Decides all measures once; the checks with their texts are built from the same findings, if at all. */
export function evaluateAll(pack: PolicySlice, dossier: Dossier): Evaluation {
  const facts = factsOf(dossier, pack.policy);
  const applied = pack.measures.map((measure) => apply(measure, facts));
  return {
    decisions: pack.measures.map((measure, at) => decisionOf(pack, measure, applied[at] ?? [])),
    explain: () => pack.measures.map((measure, at) => checkOf(pack, measure, applied[at] ?? [])),
  };
}

export function measureOf(pack: PolicySlice, number: number): Measure {
  const measure = pack.measures.find((candidate) => candidate.number === number);
  if (measure === undefined) throw new UnknownMeasureError(number);
  return measure;
}

/** Clauses as the measure lists them, scopes by code unit: whatever order the lists of the dossier have. */
const apply = ({ clauses }: Measure, facts: Facts): readonly Applied[] =>
  clauses.flatMap((clause) => {
    const applied = clause.applyTo(facts);
    return applied.length === 1 ? applied : [...applied].sort(byScope);
  });

const byScope = ({ decision: a }: Applied, { decision: b }: Applied): number =>
  compareScopes(a.scope ?? '', b.scope ?? '');

const decideFacts = (pack: PolicySlice, measure: Measure, facts: Facts): MeasureDecision =>
  decisionOf(pack, measure, apply(measure, facts));

const checkFacts = (pack: PolicySlice, measure: Measure, facts: Facts): MeasureCheck =>
  checkOf(pack, measure, apply(measure, facts));

const decisionOf = (pack: PolicySlice, measure: Measure, applied: readonly Applied[]): MeasureDecision => ({
  measure: measure.number,
  policyVersion: pack.policy.version,
  clauses: applied.map(({ decision }) => decision),
});

function checkOf(pack: PolicySlice, measure: Measure, applied: readonly Applied[]): MeasureCheck {
  const clauses = applied.map(clauseCheck);
  return {
    measure: measure.number,
    policyVersion: pack.policy.version,
    reservation: pack.reservation,
    outcome: best(clauses.map(({ outcome }) => outcome)),
    clauses,
  };
}

const compareScopes = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

const best = (outcomes: readonly Outcome[]): Outcome =>
  outcomes.includes('eligible')
    ? 'eligible'
    : outcomes.includes('undetermined')
      ? 'undetermined'
      : 'ineligible';

function clauseCheck({ clause, decision, explain }: Applied): ClauseCheck {
  const { outcome, amountKind, gross, limit, amount, missing } = decision;
  return {
    clause: decision.clause,
    scope: decision.scope,
    outcome,
    amountKind,
    gross,
    limit,
    amount,
    lines: [...decision.lines]
      .sort((a, b) => compareScopes(a.item, b.item))
      .map(({ item, base, percent, value }) => ({ item, base, percent, value })),
    conditions: explain().map(conditionCheck),
    missing,
    interpretations: clause.interpretations.map(({ id }) => id),
  };
}

const conditionCheck = ({ id, source, text, facts, finding }: Tested): ConditionCheck => ({
  id,
  outcome: finding.outcome,
  source,
  text,
  facts,
  ...(finding.actual === undefined ? {} : { actual: finding.actual }),
  ...(finding.required === undefined ? {} : { required: finding.required }),
  ...(finding.unit === undefined ? {} : { unit: finding.unit }),
});
