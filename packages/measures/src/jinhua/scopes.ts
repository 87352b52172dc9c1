import { type CalendarDate, yearOf } from '@twelve/dossier';
import { APPLICANT, type Facts, type Scope } from '../kernel/index.ts';

/** The applicant as a whole; its parameters are those at the policy's end, when all of it has happened. */
export const applicantScope = ({ policy }: Facts): readonly Scope[] => [
  { key: APPLICANT, on: policy.to, year: null },
];

/** A calendar year counts on its last day. */
export const yearScope = (year: number): Scope & { readonly year: number } => ({
  key: String(year),
  on: lastDayOf(year),
  year,
});

export const lastDayOf = (year: number): CalendarDate => `${year}-12-31`;

/** The distinct years of some entries, in order. */
export const yearsOf = (years: readonly number[]): readonly number[] =>
  [...new Set(years)].sort((a, b) => a - b);

/** A recognition's scope: its id, on the day that it was granted. */
export const recognitionScope = <R extends { readonly id: string; readonly grantedOn: CalendarDate }>(
  recognition: R,
) => ({
  key: recognition.id,
  on: recognition.grantedOn,
  year: yearOf(recognition.grantedOn),
  recognition,
});
