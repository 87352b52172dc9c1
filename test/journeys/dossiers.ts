import { type DossierShape, dossierOfSeed } from '../reference/arbitrary-dossier.ts';
import { dossierWith, research, spent } from '../reference/cases.ts';
import { creditCodeOf } from '../reference/credit-code.ts';
import type { Expenditure, ReferenceDossier } from '../reference/facts.ts';

/** The applicant of a number, 0 … 923520. */
export const creditCodeOfNumber = (number: number): string =>
  creditCodeOf([8, 8, 8, 8, 8, number % 31, Math.floor(number / 31) % 31, Math.floor(number / 961) % 31, 8]);

/** A complete dossier without earlier awards, as it may be submitted and as it may be checked. */
export interface Submittable {
  readonly submission: Omit<ReferenceDossier, 'priorAwards'>;
  readonly check: ReferenceDossier;
}

/** An arbitrary one, rich in overlaps. Its documents have the same numbers as those of every other seed. */
export function arbitrarySubmission(seed: number, shape: DossierShape = {}): Submittable {
  const dossier = dossierOfSeed(seed, { ...shape, documents: true, receipts: false });
  const submission = { ...dossier, otherAwards: [] };
  return { submission, check: { ...submission, priorAwards: [] } };
}

/** One research project with one purchase of 200万: 30万 under 2.1, nothing else. */
export function researchDossier(
  number: number,
  more: Partial<Expenditure> & { readonly wan?: number } = {},
): Omit<ReferenceDossier, 'priorAwards'> {
  const { wan = 200, ...expenditure } = more;
  const { priorAwards: _none, ...dossier } = dossierWith({
    applicant: { creditCode: creditCodeOfNumber(number) },
    projects: [research('vision')],
    expenditures: [spent('labour', wan, ['vision'], { invoiceNumber: invoiceOf(number), ...expenditure })],
  });
  return dossier;
}

/** An invoice number that belongs to one applicant only. */
export const invoiceOf = (number: number, place = 0): string =>
  `77${String(number).padStart(9, '0')}${String(place).padStart(4, '0')}`;
