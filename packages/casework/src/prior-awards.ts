import {
  type Submission as DeclaredDossier,
  type Dossier,
  expenditureItem,
  itemOfRecognition,
  type PriorAward,
  recognitionItem,
  talentItem,
} from '@twelve/dossier';
import { documentKey, documentsOf, presentKey } from './claims.ts';
import type { ClaimKey, Instant, PaidAward, PaidLine, Payment } from './records.ts';

/**
 * Payments as prior awards. What was paid on an invoice or a certificate follows that document, whatever the entry
 * and what it is about are called now, so that renaming brings no second payment; and an entry that took the name of a
 * paid one does not inherit its past. What was paid for entries that are gone is added up: nothing asks for them one by
 * one, and years of payments would outgrow what a workflow may carry.
 */
export function priorAwards(dossier: DeclaredDossier, payments: readonly Payment[]): PriorAward[] {
  const { itemOf, subjectOf } = namesIn(dossier);
  const present = entriesOf(dossier);
  const prior = payments
    .toSorted((a, b) => a.number - b.number)
    .flatMap(({ awards }) => awards)
    .map((award): PriorAward => {
      const { clause, year, amount, lines } = award;
      const paid = lines.map((line) => ({ item: itemOf(line), value: line.value }));
      return {
        clause,
        ...subjectOf(award),
        ...(year === undefined ? {} : { year }),
        amount,
        lines: foldGone(paid, present),
      };
    });
  return foldWhole(prior, present);
}

/** The awards that were paid, each under the id that it has in the dossier now, if there is one. Amounts in fen. */
export function paidAwards(
  dossier: DeclaredDossier | undefined,
  payments: readonly Payment[],
): readonly { readonly award: string; readonly amount: number; readonly at: Instant }[] {
  const names = dossier && namesIn(dossier);
  const scopeOf = (award: PaidAward) => (names?.subjectOf(award) ?? award).scope;
  return payments.flatMap(({ awards, at }) =>
    awards.map((award) => ({ award: `${award.clause}/${scopeOf(award)}`, amount: award.amount, at })),
  );
}

/** What was paid, by the names that a dossier has for it now. */
function namesIn(dossier: DeclaredDossier) {
  const documents = documentsOf(dossier);
  const documented = new Map<string, ClaimKey>();
  for (const [key, entries] of documents) for (const { item } of entries) documented.set(item, key);
  const certified = new Map(
    dossier.recognitions.flatMap((recognition) => {
      const { certificateNumber } = recognition;
      return certificateNumber === undefined
        ? []
        : [[documentKey('certificate', certificateNumber), recognition] as const];
    }),
  );
  const isTaken = (item: string, key: ClaimKey) => (documented.get(item) ?? key) !== key;
  const itemOf = ({ item, document }: PaidLine): string => {
    if (document === undefined) return item;
    const key = presentKey(document.key);
    const { nature } = document;
    const recognition = certified.get(key);
    if (recognition !== undefined) return itemOfRecognition(recognition);
    const entry = documents.get(key)?.find((candidate) => candidate.nature === nature);
    if (entry !== undefined) return entry.item;
    return isEntry(item) && isTaken(item, key) ? `${key}/${nature ?? ''}` : item;
  };
  /** An award for a recognition has its name as scope, and what it is about as subject. */
  const subjectOf = ({ scope, subjectId, lines }: PaidAward): Pick<PriorAward, 'scope' | 'subjectId'> => {
    const paid = lines.find(({ item }) => !isEntry(item) || item === recognitionItem(scope))?.document;
    const key = paid && presentKey(paid.key);
    const recognition = key === undefined ? undefined : certified.get(key);
    const about = recognition?.subjectId ?? subjectId;
    const isOthers = key !== undefined && isTaken(recognitionItem(scope), key);
    return {
      scope: recognition?.id ?? (isOthers ? key : scope),
      ...(about === undefined ? {} : { subjectId: about }),
    };
  };
  return { itemOf, subjectOf };
}

type Line = PriorAward['lines'][number];

/** The lines with those about entries that the dossier does not hold added up under the first of them. */
function foldGone(lines: readonly Line[], present: ReadonlySet<string>): Line[] {
  const gone = lines.filter(({ item }) => isGone(item, present));
  const [first, ...rest] = gone;
  if (first === undefined || rest.length === 0) return [...lines];
  const value = gone.reduce((sum, line) => sum + line.value, 0);
  return [...lines.filter(({ item }) => !isGone(item, present)), { item: first.item, value }];
}

/**
 * The awards with those for a person or a recognition that the dossier does not hold added up under the first of them,
 * by what limits and rules tell them by: clause, subject and year.
 */
function foldWhole(awards: readonly PriorAward[], present: ReadonlySet<string>): PriorAward[] {
  const isWhole = ({ scope, lines }: PriorAward) =>
    lines.every(({ item }) => isGone(item, present) && OWN_ITEMS.some((own) => item === own(scope)));
  const alike = Map.groupBy(awards, (award) =>
    isWhole(award) ? `${award.clause} ${award.subjectId} ${award.year}` : award,
  );
  return [...alike.values()].flatMap((group) => {
    const [first, ...rest] = group;
    if (first === undefined || rest.length === 0) return group;
    const amount = group.reduce((sum, award) => sum + award.amount, 0);
    const lines = group.flatMap((award) => award.lines);
    return { ...first, amount, lines: foldGone(lines, present) };
  });
}

/** What an award is paid for that is named by its scope: a person's year, a recognition, one whose name was taken. */
const OWN_ITEMS = [(scope: string) => `talents/${scope}`, recognitionItem, (scope: string) => `${scope}/`];

const entriesOf = ({ expenditures = [], recognitions = [], talents = [] }: Dossier): ReadonlySet<string> =>
  new Set([
    ...expenditures.map(({ id }) => expenditureItem(id)),
    ...recognitions.map(({ id }) => recognitionItem(id)),
    ...talents.map(({ id, year }) => talentItem(id, year)),
  ]);

const isGone = (item: string, present: ReadonlySet<string>): boolean =>
  (isEntry(item) || item.startsWith('document/')) && !present.has(item);

/** Expenditures, recognitions and persons are entries; a subject or the one internet platform is what one is about. */
const isEntry = (item: string): boolean => /^(expenditures|recognitions|talents)\//.test(item);
