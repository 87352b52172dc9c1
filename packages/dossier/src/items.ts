import type { Recognition, RecognitionKind } from './schema.ts';

/**
 * The keys of what can be paid for: an expenditure, a capital payment, a recognised subject, a year's revenue …
 * One key is paid under one clause only (X1).
 */
export const INTERNET_PLATFORM_ITEM = 'applicant/industrial-internet-platform';

export const expenditureItem = (id: string): string => `expenditures/${id}`;
export const recognitionItem = (id: string): string => `recognitions/${id}`;
export const capitalItem = (id: string): string => `capitalContributions/${id}`;
export const revenueItem = (year: number): string => `annualAccounts/${year}/revenue`;
export const contributionItem = (year: number): string => `annualAccounts/${year}/contribution`;
export const serviceItem = (id: string): string => `platformServices/${id}`;
export const carrierItem = (id: string): string => `carriers/${id}`;
export const talentItem = (id: string, year: number): string => `talents/${id}/${year}`;

/** Under 8.1 and 8.2 a recognised subject is one item, whichever recognition names it. */
export const subjectItem = (recognition: Pick<Recognition, 'id' | 'subjectId'>): string =>
  recognition.subjectId === undefined ? recognitionItem(recognition.id) : `subjects/${recognition.subjectId}`;

/** What is recognised under 8.1 and 8.2: a product or project, whichever recognition names it. */
export const SUBJECT_KINDS: readonly RecognitionKind[] = [
  'typical-case',
  'innovation-project',
  'excellent-application',
  'first-set',
  'first-batch',
  'first-version',
];

/** What a recognition is paid as: its subject (8.1, 8.2), the enterprise's one platform (9.2), or itself. */
export function itemOfRecognition(recognition: Pick<Recognition, 'id' | 'kind' | 'subjectId'>): string {
  if (SUBJECT_KINDS.includes(recognition.kind)) return subjectItem(recognition);
  return recognition.kind === 'industrial-internet-platform'
    ? INTERNET_PLATFORM_ITEM
    : recognitionItem(recognition.id);
}
