import type { MissingFact } from '@twelve/reconcile';
import { APPLICANT_FIELDS } from '../fields/applicant.ts';
import { isListName, LISTS, specOf } from '../fields/lists.ts';

/**
 * The open questions, in the order in which they are asked: what is worth most first, as the determination says.
 * Of equal worth (at the start almost everything is without limit) a fact of one click comes before a list; facts by
 * how many clauses hang on them. What an answer refers to is asked for right before it. What was skipped comes last.
 */
export function openQuestions(
  missing: readonly MissingFact[],
  skipped: readonly string[],
): readonly MissingFact[] {
  const open = new Set(missing.map(({ fact }) => fact));
  const byOwnWorth = [...missing].sort(
    (a, b) =>
      skipped.indexOf(a.fact) - skipped.indexOf(b.fact) ||
      byWorth(a.worth, b.worth) ||
      ease(a, open) - ease(b, open) ||
      placeInForm(a.fact) - placeInForm(b.fact),
  );
  return referredToFirst(byOwnWorth, skipped);
}

/**
 * Entries are linked to what they refer to when they are typed: an expenditure that is entered before its project
 * would count for none. A list that was skipped is not waited for.
 */
function referredToFirst(
  ordered: readonly MissingFact[],
  skipped: readonly string[],
): readonly MissingFact[] {
  const placed = new Set<MissingFact>();
  for (const question of ordered) {
    const lists = listsReferredTo(question.fact).filter((list) => !skipped.includes(list));
    for (const before of ordered) if (lists.includes(before.fact)) placed.add(before);
    placed.add(question);
  }
  return [...placed];
}

/** The lists from which an answer chooses, or of which its question speaks. */
function listsReferredTo(fact: string): readonly string[] {
  const after = applicantFieldOf(fact)?.after;
  if (after !== undefined) return [after];
  return isListName(fact)
    ? specOf(fact).fields.flatMap((field) =>
        field.kind === 'reference' || field.kind === 'references' ? [field.list] : [],
      )
    : [];
}

/** Below 0 for facts of the applicant, the more clauses the sooner; lists, and what speaks of one, by their place. */
function ease({ fact, clauses }: MissingFact, open: ReadonlySet<string>): number {
  const list = isListName(fact) ? fact : applicantFieldOf(fact)?.after;
  if (list === undefined || !open.has(list)) return -clauses.length;
  return list === fact ? placeInForm(list) : placeInForm(list) + 0.5;
}

const byWorth = (a: number | null, b: number | null): number =>
  a === b ? 0 : a === null ? -1 : b === null ? 1 : b - a;

const FORM: readonly string[] = [
  ...APPLICANT_FIELDS.map(({ name }) => `applicant/${name}`),
  ...LISTS.map(({ name }) => name),
];

const placeInForm = (fact: string): number => FORM.indexOf(fact);

/** Whether a fact is one that can be asked for: everything else in an address leads to the next question. */
export const isQuestion = (fact: string): boolean => FORM.includes(fact);

/** `applicant/industryCode` → industryCode; a list's name is no field of the applicant. */
export const applicantFieldOf = (fact: string): (typeof APPLICANT_FIELDS)[number] | undefined =>
  isListName(fact) ? undefined : APPLICANT_FIELDS.find(({ name }) => `applicant/${name}` === fact);
