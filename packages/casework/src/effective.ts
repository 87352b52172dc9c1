import {
  type Submission as DeclaredDossier,
  type Dossier,
  expenditureItem,
  type PriorAward,
  type RegistryFacts,
  recognitionItem,
} from '@twelve/dossier';
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
 * does not inherit its past. What an award paid for entries that are gone is one line of it: nothing asks for them one
 * by one, and years of payments would outgrow what a workflow may carry.
 */
export function priorAwards(dossier: Dossier, payments: readonly Payment[]): PriorAward[] {
  const documents = documentsOf(dossier);
  const documented = new Map<string, string>();
  for (const [key, entries] of documents) for (const { item } of entries) documented.set(item, key);
  const present = entriesOf(dossier);
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
        lines: foldGone(
          lines.map((line) => ({ item: itemNow(line), value: line.value })),
          present,
        ),
      })),
    );
}

type Line = PriorAward['lines'][number];

/** The lines with those about entries that the dossier does not hold added up under the first of them. */
function foldGone(lines: readonly Line[], present: ReadonlySet<string>): Line[] {
  const isGone = ({ item }: Line) => (isEntry(item) || item.startsWith('document/')) && !present.has(item);
  const [first, ...rest] = lines.filter(isGone);
  if (first === undefined || rest.length === 0) return [...lines];
  const value = rest.reduce((sum, line) => sum + line.value, first.value);
  return [...lines.filter((line) => !isGone(line)), { item: first.item, value }];
}

const entriesOf = ({ expenditures = [], recognitions = [] }: Dossier): ReadonlySet<string> =>
  new Set([
    ...expenditures.map(({ id }) => expenditureItem(id)),
    ...recognitions.map(({ id }) => recognitionItem(id)),
  ]);

/** Expenditures and recognitions are entries; a subject or the one internet platform is what an entry is about. */
const isEntry = (item: string): boolean =>
  item.startsWith('expenditures/') || item.startsWith('recognitions/');
