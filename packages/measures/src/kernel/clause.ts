import { andAll, gatesOf } from './conditions.ts';
import { decided, withoutScope } from './decide.ts';
import type { Facts } from './facts.ts';
import { and, NOTHING, ONE_UNMET } from './joint.ts';
import type { Policy } from './policy.ts';
import { type ClauseSpec, type Rule, ruleOf, type Scope } from './spec.ts';
import { stated, statedGates } from './state.ts';
import type { ClauseCheck, ClauseDecision } from './types.ts';

/** A clause that can be applied to a dossier. */
export interface Clause
  extends Pick<
    ClauseSpec<Scope>,
    'id' | 'source' | 'title' | 'pays' | 'amountKind' | 'interpretations' | 'parameters' | 'reads' | 'once'
  > {
  /** What the gates and the other conditions on the applicant read. */
  readonly gateFacts: readonly string[];
  /** One decision a scope, scopes by code unit; a single one without scope where there is none. */
  decide(facts: Facts): readonly ClauseDecision[];
  /**
   * What the decisions rest on, in their order. The conditions are tested again, with their texts: they are pure, and
   * most decisions are never explained.
   */
  explain(facts: Facts): readonly Explanation[];
}

export type Explanation = Pick<ClauseCheck, 'conditions' | 'interpretations'>;

/** Turns a clause as written into one that can be applied. */
/* @__NO_SIDE_EFFECTS__ */
export function clause<S extends Scope>(spec: ClauseSpec<S>): Clause {
  const rule = ruleOf(spec);
  const { gates, applicant, subject, conditions } = rule;
  const nothing = withoutSubject(rule);
  const interpretations = spec.interpretations.map(({ id }) => id);
  return {
    ...spec,
    gateFacts: [...gates, ...applicant].flatMap(({ facts }) => (typeof facts === 'function' ? [] : facts)),
    decide: (facts) => {
      const found = subject.test(facts, null);
      if (found.outcome === 'unmet') return nothing(facts.policy);
      const eligible = and(andAll(gatesOf(gates, facts), applicant, facts, null), found);
      const scopes = inOrder(rule.scopes(facts));
      if (scopes.length === 0) {
        const usedUp = rule.once === true && rule.ofApplicant === true && facts.receipts.has(rule.id, null);
        return [withoutScope(rule, facts.policy, eligible, usedUp)];
      }
      const decisions: ClauseDecision[] = [];
      for (const scope of scopes) {
        decisions.push(decided(rule, facts, scope, andAll(eligible, conditions, facts, scope)));
      }
      return decisions;
    },
    explain: (facts) => {
      const found = stated(subject, facts, null);
      const before = [...statedGates(gates, facts)];
      for (const condition of applicant) before.push(stated(condition, facts, null));
      before.push(found);
      const scopes = found.outcome === 'unmet' ? NOTHING : inOrder(rule.scopes(facts));
      if (scopes.length === 0) return [{ conditions: before, interpretations }];
      const explanations: Explanation[] = [];
      for (const scope of scopes) {
        const own = scopes.length === 1 ? before : [...before];
        for (const condition of conditions) own.push(stated(condition, facts, scope));
        explanations.push({ conditions: own, interpretations });
      }
      return explanations;
    },
  };
}

/** Where there is nothing to apply to, the decision is the same for every dossier. */
function withoutSubject<S extends Scope>(rule: Rule<S>): (policy: Policy) => readonly ClauseDecision[] {
  const known = new WeakMap<Policy, readonly ClauseDecision[]>();
  return (policy) => {
    const before = known.get(policy);
    if (before !== undefined) return before;
    const decisions = [withoutScope(rule, policy, ONE_UNMET)];
    known.set(policy, decisions);
    return decisions;
  };
}

/** Whatever order the lists of the dossier have, the answer is the same. */
const inOrder = <S extends Scope>(scopes: readonly S[]): readonly S[] =>
  scopes.length < 2 ? scopes : [...scopes].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
