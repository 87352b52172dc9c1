import type { Dossier } from '@twelve/dossier';
import { UnknownMeasureError } from './errors.ts';
import {
  type ClauseCheck,
  type ClauseDecision,
  type DecidedLine,
  type Explanation,
  type Facts,
  factsOf,
  type Measure,
  type MeasureCheck,
  type MeasureDecision,
  type Outcome,
  type PolicySlice,
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
  /** The same checks as `checkAll` makes, on the decisions made already. */
  readonly explain: () => readonly MeasureCheck[];
}

/** Decides all measures once; the checks with their texts are built on these decisions, if at all. */
export function evaluateAll(pack: PolicySlice, dossier: Dossier): Evaluation {
  const facts = factsOf(dossier, pack.policy);
  const decided = pack.measures.map((measure) => ({ measure, decision: decideFacts(pack, measure, facts) }));
  return {
    decisions: decided.map(({ decision }) => decision),
    explain: () => decided.map(({ measure, decision }) => explained(pack, measure, decision, facts)),
  };
}

function measureOf(pack: PolicySlice, number: number): Measure {
  const measure = pack.measures.find((candidate) => candidate.number === number);
  if (measure === undefined) throw new UnknownMeasureError(number);
  return measure;
}

const checkFacts = (pack: PolicySlice, measure: Measure, facts: Facts): MeasureCheck =>
  explained(pack, measure, decideFacts(pack, measure, facts), facts);

/** Clauses as the measure lists them. */
function decideFacts(pack: PolicySlice, measure: Measure, facts: Facts): MeasureDecision {
  const clauses: ClauseDecision[] = [];
  for (const clause of measure.clauses) {
    for (const decision of clause.decide(facts)) clauses.push(decision);
  }
  return { measure: measure.number, policyVersion: pack.policy.version, clauses };
}

function explained(
  pack: PolicySlice,
  { number, clauses }: Measure,
  { clauses: decisions }: MeasureDecision,
  facts: Facts,
): MeasureCheck {
  const explanations: Explanation[] = [];
  for (const clause of clauses) {
    for (const explanation of clause.explain(facts)) explanations.push(explanation);
  }
  return {
    measure: number,
    policyVersion: pack.policy.version,
    reservation: pack.reservation,
    outcome: best(decisions),
    clauses: decisions.map((decision, at) => clauseCheck(decision, explanations[at] ?? UNEXPLAINED)),
  };
}

const UNEXPLAINED: Explanation = { conditions: [], interpretations: [] };

function best(decisions: readonly ClauseDecision[]): Outcome {
  let found: Outcome = 'ineligible';
  for (const { outcome } of decisions) {
    if (outcome === 'eligible') return outcome;
    if (outcome === 'undetermined') found = outcome;
  }
  return found;
}

const clauseCheck = (
  { clause, scope, outcome, amountKind, gross, limit, amount, lines, missing }: ClauseDecision,
  { conditions, interpretations }: Explanation,
): ClauseCheck => ({
  clause,
  scope,
  outcome,
  amountKind,
  gross,
  limit,
  amount,
  lines: inOrder(lines).map(({ item, base, percent, value }) => ({ item, base, percent, value })),
  conditions,
  missing,
  interpretations,
});

/** Lines by code unit, whatever order the lists of the dossier have. */
const inOrder = (lines: readonly DecidedLine[]): readonly DecidedLine[] =>
  lines.length < 2 ? lines : [...lines].sort((a, b) => (a.item < b.item ? -1 : a.item > b.item ? 1 : 0));
