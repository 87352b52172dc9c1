import type { CatalogueInterpretation, ClauseCheck } from '@twelve/measures';
import type { Award } from '@twelve/reconcile';
import { policy } from './store.ts';

/**
 * How the open points of the text are read that checks rest on, and those that the reasons of awards name: what holds
 * across the clauses is named there alone.
 */
export function readingsOf(
  checks: readonly ClauseCheck[],
  awards: readonly Award[],
): readonly CatalogueInterpretation[] {
  const used = new Set(checks.flatMap(({ interpretations }) => interpretations));
  const reasons = awards.flatMap(({ because }) => because.map(({ text }) => text.en));
  return (policy.value?.interpretations ?? []).filter(
    ({ id }) => used.has(id) || reasons.some((reason) => reason.includes(`(${id})`)),
  );
}
