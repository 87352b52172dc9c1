import {
  type Applicant,
  type ClauseId,
  type Dossier,
  type Expenditure,
  type Fen,
  itemOfRecognition,
  type Project,
  recognitionItem,
} from '@twelve/dossier';
import type { Finding } from './finding.ts';
import type { Policy } from './policy.ts';

/** A dossier as the rules read it: the known facts, and what was received before. Undefined is unknown. */
export interface Facts {
  readonly policy: Policy;
  readonly applicant: Applicant;
  readonly dossier: Dossier;
  readonly receipts: Receipts;
  /** Known projects by id; undefined while the list is unknown. */
  readonly projects: ReadonlyMap<string, Project> | undefined;
  /** What testing lists of gates found so far: clauses share them. */
  readonly gates: Map<object, readonly Finding[]>;
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

export function factsOf(dossier: Dossier, policy: Policy): Facts {
  return {
    policy,
    dossier,
    gates: new Map(),
    applicant: dossier.applicant,
    receipts: receiptsOf(dossier),
    projects:
      dossier.projects === undefined
        ? undefined
        : new Map(dossier.projects.map((project) => [project.id, project])),
  };
}

/** The projects of one kind of expenditure that pass a test; unknown projects count as not passing. */
export const serves = (
  facts: Facts,
  expenditure: Expenditure,
  test: (project: Project) => boolean,
): boolean =>
  expenditure.projectIds.some((id) => {
    const project = facts.projects?.get(id);
    return project !== undefined && test(project);
  });

const add = (sums: Map<string, Fen>, key: string, amountFen: Fen): void => {
  sums.set(key, (sums.get(key) ?? 0) + amountFen);
};

function receiptsOf(dossier: Dossier): Receipts {
  const byItem = new Map<string, Fen>();
  const byPlace = new Map<string, Fen>();
  const byScope = new Map<string, Fen>();
  const byClause = new Map<string, Fen>();
  const bySubject = new Map<string, Fen>();
  const paidAs = recognitionsPaidAs(dossier);
  for (const { itemId, amount } of dossier.otherAwards ?? [])
    add(byItem, paidAs.get(itemId) ?? itemId, amount);
  for (const { clause, scope, subjectId, amount, lines } of dossier.priorAwards ?? []) {
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
