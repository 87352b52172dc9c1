import type { Facts } from './facts.ts';
import { ALL_MET, and, type Joint } from './joint.ts';
import type { Condition } from './spec.ts';

/** What conditions come to together with what was found before. */
export function andAll<S>(joint: Joint, conditions: readonly Condition<S>[], facts: Facts, scope: S): Joint {
  let all = joint;
  for (const condition of conditions) all = and(all, condition.test(facts, scope));
  return all;
}

/** Clauses share their gates: each list of them is tested once a dossier. */
export function gatesOf(gates: readonly Condition<null>[], facts: Facts): Joint {
  const known = facts.gates.get(gates);
  if (known !== undefined) return known;
  const joint = andAll(ALL_MET, gates, facts, null);
  facts.gates.set(gates, joint);
  return joint;
}
