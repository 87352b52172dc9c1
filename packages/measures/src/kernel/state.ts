import type { Condition } from './clause.ts';
import type { Facts } from './facts.ts';
import type { ConditionCheck } from './types.ts';

/** A condition as the answer states it, with what testing it found. */
export function stated<S>(condition: Condition<S>, facts: Facts, scope: S): ConditionCheck {
  const { outcome, text, actual, required, unit } = condition.test(facts, scope);
  return {
    id: condition.id,
    outcome,
    source: condition.source,
    text: text ?? (typeof condition.text === 'function' ? condition.text(facts) : condition.text),
    facts: typeof condition.facts === 'function' ? inOrder(condition.facts(scope, facts)) : condition.facts,
    ...(actual === undefined ? {} : { actual }),
    ...(required === undefined ? {} : { required }),
    ...(unit === undefined ? {} : { unit }),
  };
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
