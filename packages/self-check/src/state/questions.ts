import type { MissingFact } from '@twelve/reconcile';
import { APPLICANT_FIELDS } from '../fields/applicant.ts';
import { isListName, LISTS } from '../fields/lists.ts';

/**
 * The open questions, in the order in which they are asked: what is worth most first, as the determination says.
 * Of equal worth (at the start almost everything is without limit) a fact of one click comes before a list; facts by
 * how many clauses hang on them, lists so that what others refer to is there first. What was skipped comes last.
 */
export function openQuestions(
  missing: readonly MissingFact[],
  skipped: readonly string[],
): readonly MissingFact[] {
  return [...missing].sort(
    (a, b) =>
      skipped.indexOf(a.fact) - skipped.indexOf(b.fact) ||
      byWorth(a.worth, b.worth) ||
      Number(isListName(a.fact)) - Number(isListName(b.fact)) ||
      (isListName(a.fact) ? 0 : b.clauses.length - a.clauses.length) ||
      placeInForm(a.fact) - placeInForm(b.fact),
  );
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
