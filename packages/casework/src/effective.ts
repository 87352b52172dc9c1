import type { Submission as DeclaredDossier, Dossier, PriorAward, RegistryFacts } from '@twelve/dossier';
import { documentsOf } from './claims.ts';
import type { PaidLine, Payment } from './records.ts';

/**
 * What is evaluated: the declared dossier, with the registry's facts above the declared ones and what was paid so
 * far as prior awards.
 */
export function effectiveDossier(
  declared: DeclaredDossier,
  facts: RegistryFacts | null,
  payments: readonly Payment[],
): Dossier {
  return {
    ...declared,
    applicant: { ...declared.applicant, ...facts },
    priorAwards: priorAwards(declared, payments),
  };
}

/** The applicant's facts that the registry says, as fact paths in order. */
export const officialFactsOf = (facts: RegistryFacts | null): string[] =>
  Object.keys(facts ?? {})
    .map((field) => `applicant/${field}`)
    .sort();

/**
 * Payments as prior awards. What was paid on an invoice or a certificate follows that document, whatever the entry
 * is called now, so that renaming an entry brings no second payment; and an entry that took the name of a paid one
 * does not inherit its past.
 */
export function priorAwards(dossier: Dossier, payments: readonly Payment[]): PriorAward[] {
  const documents = documentsOf(dossier);
  const documented = new Map<string, string>();
  for (const [key, entries] of documents) for (const { item } of entries) documented.set(item, key);
  const itemNow = ({ item, document }: PaidLine): string => {
    if (document === undefined || !isEntry(item)) return item;
    const entry = documents.get(document.key)?.find(({ nature }) => nature === document.nature);
    if (entry !== undefined) return entry.item;
    const taken = documented.get(item);
    return taken === undefined || taken === document.key ? item : `${document.key}/${document.nature ?? ''}`;
  };
  return payments
    .toSorted((a, b) => a.number - b.number)
    .flatMap(({ awards }) =>
      awards.map(({ clause, scope, subjectId, year, amount, lines }) => ({
        clause,
        scope,
        ...(subjectId === undefined ? {} : { subjectId }),
        ...(year === undefined ? {} : { year }),
        amount,
        lines: lines.map((line) => ({ item: itemNow(line), value: line.value })),
      })),
    );
}

/** Expenditures and recognitions are entries; a subject or the one internet platform is what an entry is about. */
const isEntry = (item: string): boolean =>
  item.startsWith('expenditures/') || item.startsWith('recognitions/');
