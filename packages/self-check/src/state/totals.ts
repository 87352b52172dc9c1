import { computed } from '@preact/signals';
import type { Fen } from '@twelve/dossier';
import type { ClauseCheck, ConditionCheck, Outcome } from '@twelve/measures';
import type { Award } from '@twelve/reconcile';
import { answerOf } from '../draft/draft.ts';
import { RECEIPTS } from '../fields/receipts.ts';
import { draft, evaluation, policy, questions } from './store.ts';

/** What one measure brings, in fen, and what of it hangs on open questions. */
export interface MeasureTotal {
  readonly measure: number;
  readonly outcome: Outcome;
  readonly fixedFen: Fen;
  readonly ceilingFen: Fen;
  /** Its conditions are met, yet its items count elsewhere, were paid before, or find no place. */
  readonly nothingLeft: boolean;
  readonly open: OpenWorth | undefined;
}

/** What open clauses may bring: their amounts or limits together, as far as they have any. */
export interface OpenWorth {
  readonly fen: Fen;
  /** A limit is that of one project, platform or year, and of how many is not known: it is no most. */
  readonly perSubject: boolean;
  /** Others have no limit. */
  readonly unlimited: boolean;
}

export const awards = computed((): readonly Award[] => evaluation.value?.determination.awards ?? []);

/**
 * What stands in the way of everything, whatever else is answered: the conditions that are unmet in every clause, each
 * as the clause puts it that can be fulfilled in the most ways. None as long as anything fits or is open.
 */
export const obstacles = computed((): readonly ConditionCheck[] => {
  const measures = evaluation.value?.determination.measures ?? [];
  if (measures.some(({ outcome }) => outcome !== 'ineligible')) return [];
  const unmet = measures
    .flatMap(({ clauses }) => clauses)
    .map(({ conditions }) => conditions.filter(({ outcome }) => outcome === 'unmet'));
  const [first, ...others] = unmet;
  return (first ?? []).flatMap((condition) => {
    const same = others.flatMap((found) => found.filter(({ id }) => id === condition.id));
    return same.length < others.length
      ? []
      : same.reduce(
          (widest, other) => (other.facts.length > widest.facts.length ? other : widest),
          condition,
        );
  });
});

/** Where something is awarded, the receipts that nothing was said of. */
export const unansweredReceipts = computed(() =>
  awards.value.length === 0 ? [] : RECEIPTS.filter((list) => answerOf(draft.value, list) === undefined),
);

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
      nothingLeft: own.some(({ status }) => status !== 'granted') && own.every(({ amount }) => amount === 0),
      open: openWorth(check.clauses),
    };
  }),
);

const allClauses = computed(() =>
  (evaluation.value?.determination.measures ?? []).flatMap(({ clauses }) => clauses),
);

const openTotal = computed(() => openWorth(allClauses.value));

/** What hangs on one open fact; undefined where it is no money. */
export const worthOf = (fact: string): OpenWorth | undefined =>
  openWorth(allClauses.value.filter(({ missing }) => missing.includes(fact)));

const clausesOf = (measure: number): readonly string[] =>
  policy.value?.measures.find((entry) => entry.measure === measure)?.clauses.map(({ clause }) => clause) ??
  [];

function openWorth(clauses: readonly ClauseCheck[]): OpenWorth | undefined {
  const open = clauses.filter(
    ({ outcome, amountKind }) => outcome === 'undetermined' && BRINGS_MONEY.includes(amountKind),
  );
  if (open.length === 0) return undefined;
  const worths = open.map(({ amount, limit }) => amount ?? limit);
  return {
    fen: worths.reduce<Fen>((total, worth) => total + (worth ?? 0), 0),
    perSubject: open.some(({ scope, amount, limit }) => scope === null && amount === null && limit !== null),
    unlimited: worths.includes(null),
  };
}

const BRINGS_MONEY: readonly string[] = ['fixed', 'ceiling'];
