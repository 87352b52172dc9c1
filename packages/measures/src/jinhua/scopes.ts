import { type CalendarDate, type Recognition, yearOf } from '@twelve/dossier';
import { APPLICANT, type Facts, type Scope } from '../kernel/index.ts';

/** The applicant as a whole; its parameters are those at the policy's end, when all of it has happened. */
export const applicantScope = ({ policy }: Facts): readonly Scope[] => [
  { key: APPLICANT, on: policy.to, year: null },
];

/** The applicant as a whole, with the entries that a clause found for it; undefined while their list is unknown. */
export interface ApplicantScope<T> extends Scope {
  readonly entries: readonly T[] | undefined;
}

export const applicantWith = <T>(
  { policy }: Facts,
  entries: readonly T[] | undefined,
): readonly ApplicantScope<T>[] => [{ key: APPLICANT, on: policy.to, year: null, entries }];

/** A calendar year counts on its last day. */
export const lastDayOf = (year: number): CalendarDate => `${year}-12-31`;

/** A calendar year, with its entries. */
export interface YearScope<T> extends Scope {
  readonly year: number;
  readonly entries: readonly T[];
}

/** One scope for each year of some entries. */
export function yearScopes<T>(
  entries: readonly T[],
  yearOfEntry: (entry: T) => number,
): readonly YearScope<T>[] {
  const scopes: YearScope<T>[] = [];
  for (const { group: year, entries: own } of grouped(entries, yearOfEntry)) {
    scopes.push({ key: String(year), on: lastDayOf(year), year, entries: own });
  }
  return scopes;
}

/** Entries by what they have in common; without those of which it is undefined. Groups are few. */
export function grouped<T, Group>(
  entries: readonly T[],
  groupOf: (entry: T) => Group | undefined,
): readonly { readonly group: Group; readonly entries: readonly T[] }[] {
  const groups: { readonly group: Group; readonly entries: T[] }[] = [];
  for (const entry of entries) {
    const group = groupOf(entry);
    if (group !== undefined) addTo(groups, group, entry);
  }
  return groups;
}

function addTo<T, Group>(
  groups: { readonly group: Group; readonly entries: T[] }[],
  group: Group,
  entry: T,
): void {
  for (const known of groups) {
    if (known.group === group) {
      known.entries.push(entry);
      return;
    }
  }
  groups.push({ group, entries: [entry] });
}

/** A recognition's scope: its id, on the day that it was granted. */
export interface RecognitionScope extends Scope {
  readonly recognition: Recognition;
}

export const recognitionScope = (recognition: Recognition): RecognitionScope & { readonly year: number } => ({
  key: recognition.id,
  on: recognition.grantedOn,
  year: yearOf(recognition.grantedOn),
  recognition,
});
