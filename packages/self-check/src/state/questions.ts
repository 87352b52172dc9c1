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
  const open = new Set(missing.map(({ fact }) => fact));
  return [...missing].sort(
    (a, b) =>
      skipped.indexOf(a.fact) - skipped.indexOf(b.fact) ||
      byWorth(a.worth, b.worth) ||
      ease(a, open) - ease(b, open) ||
      placeInForm(a.fact) - placeInForm(b.fact),
  );
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
