import { computed } from '@preact/signals';
import type { Fen } from '@twelve/dossier';
import type { ConditionCheck, MeasureCheck, Outcome } from '@twelve/measures';
import type { Award } from '@twelve/reconcile';
import { evaluation, policy, questions } from './store.ts';

/** What one measure brings, in fen, and what of it hangs on open questions. */
export interface MeasureTotal {
  readonly measure: number;
  readonly outcome: Outcome;
  readonly fixedFen: Fen;
  readonly ceilingFen: Fen;
  /** Its conditions are met, yet all its items count elsewhere. */
  readonly yields: boolean;
  readonly open: OpenWorth | undefined;
}

/** What open clauses may bring at most: `fen` of those that have a limit, and whether there are others. */
export interface OpenWorth {
  readonly fen: Fen;
  readonly unlimited: boolean;
  readonly clauses: number;
}

export const awards = computed((): readonly Award[] => evaluation.value?.determination.awards ?? []);

/**
 * What stands in the way of everything, whatever else is answered: the conditions that are unmet in every clause.
 * None as long as anything fits or is open.
 */
export const obstacles = computed((): readonly ConditionCheck[] => {
  const measures = evaluation.value?.determination.measures ?? [];
  if (measures.some(({ outcome }) => outcome !== 'ineligible')) return [];
  const [first, ...others] = measures
    .flatMap(({ clauses }) => clauses)
    .map(({ conditions }) => conditions.filter(({ outcome }) => outcome === 'unmet'));
  return (first ?? []).filter(({ id }) => others.every((unmet) => unmet.some((other) => other.id === id)));
});

export const totals = computed(() => {
  const { fixed = 0, ceiling = 0 } = evaluation.value?.determination.total ?? {};
  return { fixedFen: fixed, ceilingFen: ceiling, questions: questions.value.length, open: openTotal.value };
});

export const measureTotals = computed((): readonly MeasureTotal[] =>
  (evaluation.value?.determination.measures ?? []).map((check) => {
    const own = awards.value.filter(({ clause }) => clausesOf(check.measure).includes(clause));
    const sum = (kind: string): Fen =>
      own.filter(({ amountKind }) => amountKind === kind).reduce((total, { amount }) => total + amount, 0);
    return {
      measure: check.measure,
      outcome: check.outcome,
      fixedFen: sum('fixed'),
      ceilingFen: sum('ceiling'),
      yields: own.some(({ status }) => status === 'superseded') && own.every(({ amount }) => amount === 0),
      open: openWorth([check]),
    };
  }),
);

const openTotal = computed(() => openWorth(evaluation.value?.determination.measures ?? []));

const clausesOf = (measure: number): readonly string[] =>
  policy.value?.measures.find((entry) => entry.measure === measure)?.clauses.map(({ clause }) => clause) ??
  [];

function openWorth(checks: readonly MeasureCheck[]): OpenWorth | undefined {
  const open = checks
    .flatMap(({ clauses }) => clauses)
    .filter(({ outcome, amountKind }) => outcome === 'undetermined' && BRINGS_MONEY.includes(amountKind));
  if (open.length === 0) return undefined;
  const worths = open.map(({ amount, limit }) => amount ?? limit);
  return {
    fen: worths.reduce<Fen>((total, worth) => total + (worth ?? 0), 0),
    unlimited: worths.includes(null),
    clauses: open.length,
  };
}

const BRINGS_MONEY: readonly string[] = ['fixed', 'ceiling'];
