import {
  type Applicant,
  type ClauseId,
  type Dossier,
  type Expenditure,
  type Fen,
  itemOfRecognition,
  recognitionItem,
} from '@twelve/dossier';
import type { Joint } from './joint.ts';
import type { Policy } from './policy.ts';
import type { ConditionCheck } from './types.ts';

/** A dossier as the rules read it: the known facts, and what was received before. Undefined is unknown. */
export interface Facts {
  readonly policy: Policy;
  readonly applicant: Applicant;
  readonly dossier: Dossier;
  readonly receipts: Receipts;
  /** What lists of gates came to so far: clauses share them. */
  readonly gates: Map<object, Joint>;
  readonly statedGates: Map<object, readonly ConditionCheck[]>;
  /** What kinds of spending were found so far, by kind. */
  readonly spent: Map<object, readonly Expenditure[]>;
}

/** What earlier awards, under this policy (X7) and others (X9), have brought in. In fen. */
export interface Receipts {
  /** All that an item has brought in. */
  of(item: string): Fen;
  /** The part of it under one clause and scope. */
  under(item: string, clause: ClauseId, scope: string): Fen;
  /** The sum of prior awards of a clause in a scope; `null` for all its scopes. */
  awarded(clause: ClauseId, scope: string | null): Fen;
  /** The sum of prior awards of a clause that name a subject (10.2: the incubator). */
  awardedTo(clause: ClauseId, subjectId: string): Fen;
  /** Whether a clause was awarded before in a scope (`null`: in any). */
  has(clause: ClauseId, scope: string | null): boolean;
}

export const factsOf = (dossier: Dossier, policy: Policy): Facts => ({
  policy,
  dossier,
  applicant: dossier.applicant,
  receipts: receiptsOf(dossier),
  gates: new Map(),
  statedGates: new Map(),
  spent: new Map(),
});

const add = (sums: Map<string, Fen>, key: string, amountFen: Fen): void => {
  sums.set(key, (sums.get(key) ?? 0) + amountFen);
};

/** Most applicants have received nothing yet: there is nothing to add up, and nothing to look up. */
const NO_RECEIPTS: Receipts = {
  of: () => 0,
  under: () => 0,
  awarded: () => 0,
  awardedTo: () => 0,
  has: () => false,
};

function receiptsOf(dossier: Dossier): Receipts {
  const { otherAwards = [], priorAwards = [] } = dossier;
  if (otherAwards.length === 0 && priorAwards.length === 0) return NO_RECEIPTS;
  const byItem = new Map<string, Fen>();
  const byPlace = new Map<string, Fen>();
  const byScope = new Map<string, Fen>();
  const byClause = new Map<string, Fen>();
  const bySubject = new Map<string, Fen>();
  const paidAs = recognitionsPaidAs(dossier);
  for (const { itemId, amount } of otherAwards) add(byItem, paidAs.get(itemId) ?? itemId, amount);
  for (const { clause, scope, subjectId, amount, lines } of priorAwards) {
    add(byScope, `${clause}/${scope}`, amount);
    add(byClause, clause, amount);
    if (subjectId !== undefined) add(bySubject, `${clause}/${subjectId}`, amount);
    for (const { item: named, value } of lines) {
      const item = paidAs.get(named) ?? named;
      add(byItem, item, value);
      add(byPlace, `${clause}/${scope}/${item}`, value);
    }
  }
  return {
    of: (item) => byItem.get(item) ?? 0,
    under: (item, clause, scope) => byPlace.get(`${clause}/${scope}/${item}`) ?? 0,
    awarded: (clause, scope) =>
      (scope === null ? byClause.get(clause) : byScope.get(`${clause}/${scope}`)) ?? 0,
    awardedTo: (clause, subjectId) => bySubject.get(`${clause}/${subjectId}`) ?? 0,
    has: (clause, scope) => (scope === null ? byClause.has(clause) : byScope.has(`${clause}/${scope}`)),
  };
}

/** Money for a recognition counts for what the recognition is paid as, whichever of the two an applicant names. */
export const recognitionsPaidAs = ({ recognitions = [] }: Dossier): ReadonlyMap<string, string> =>
  new Map(
    recognitions.map((recognition) => [recognitionItem(recognition.id), itemOfRecognition(recognition)]),
  );
