import type { Facts } from './facts.ts';
import type { Condition } from './spec.ts';
import type { ConditionCheck } from './types.ts';

/** A condition as the answer states it, with what testing it found. */
export function stated<S>(condition: Condition<S>, facts: Facts, scope: S): ConditionCheck {
  const { id, source } = condition;
  const { outcome, actual, required, unit, text: said } = condition.test(facts, scope);
  const text = said ?? (typeof condition.text === 'function' ? condition.text(facts, scope) : condition.text);
  const read =
    typeof condition.facts === 'function' ? inOrder(condition.facts(scope, facts)) : condition.facts;
  if (required === undefined || unit === undefined) return { id, outcome, source, text, facts: read };
  return actual === undefined
    ? { id, outcome, source, text, facts: read, required, unit }
    : { id, outcome, source, text, facts: read, actual, required, unit };
}

/** Clauses share their gates: each list of them is stated once a dossier. */
export function statedGates(gates: readonly Condition<null>[], facts: Facts): readonly ConditionCheck[] {
  const known = facts.statedGates.get(gates);
  if (known !== undefined) return known;
  const checks = gates.map((gate) => stated(gate, facts, null));
  facts.statedGates.set(gates, checks);
  return checks;
}

/** Whatever order the lists of the dossier have, the answer is the same. */
const inOrder = (facts: readonly string[]): readonly string[] =>
  facts.length < 2 ? facts : [...facts].sort();
