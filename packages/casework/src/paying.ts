import { type Dossier, expenditureItem, type Recognition, recognitionItem } from '@twelve/dossier';
import { documentKey, placeKey } from './claims.ts';
import { headWrite, isUnfinished, raised } from './head.ts';
import type {
  CaseHead,
  ClaimKey,
  DeterminationRecord,
  Instant,
  PaidAward,
  PaidLine,
  Payment,
  RecordedAward,
} from './records.ts';
import { type RequestRecord, refuse, type Transition, type Write } from './writes.ts';

export interface PaymentOrder {
  /** Ids of awards of the determination in force, each once. */
  readonly awards: readonly string[];
  /** Is this the determined revision that the department has seen? */
  readonly expected: (revision: number) => boolean;
  readonly paidBy: string;
  readonly at: Instant;
  readonly request: RequestRecord;
}

/**
 * Turns awards into prior awards, exactly as they are determined. One transaction decides: it is refused where an
 * input has changed meanwhile, where a document was paid to another applicant, or where a year's places are used up.
 * Refused here as `not-live`, `evaluating`, `stale`, or `not-payable` (see {@link payable}).
 */
export function pay(
  before: CaseHead,
  record: DeterminationRecord | undefined,
  dossier: Dossier,
  earlier: readonly Payment[],
  order: PaymentOrder,
): Transition<'not-live' | 'evaluating' | 'stale' | 'not-payable'> {
  if (before.live === undefined) return refuse('not-live');
  if (isUnfinished(before) || record === undefined) return refuse('evaluating');
  if (!order.expected(before.determinedRevision)) return refuse('stale');
  const chosen = order.awards.map((id) => payable(record, id));
  const awards = chosen.filter((award) => award !== undefined);
  if (awards.length !== chosen.length) return refuse('not-payable');
  const number = before.payments + 1;
  const payment: Payment = {
    creditCode: before.creditCode,
    number,
    at: order.at,
    paidBy: order.paidBy,
    determinedRevision: before.determinedRevision,
    awards: awards.map((award) => paidAward(award, dossier, before.claims, order.at)),
  };
  const cause = { kind: 'paid', at: order.at, subject: `payment/${number}` } as const;
  const head = raised(before, cause, { payments: number });
  const answer = { ...order.request.answer, revision: head.revision };
  return {
    ok: true,
    head,
    writes: [
      headWrite(before, head),
      { write: 'payment', payment },
      { write: 'request', request: { ...order.request, answer } },
      ...markers(payment, earlier),
    ],
  };
}

/** The award of a determination that can be paid under this id: one that brings money. */
export function payable(record: DeterminationRecord, id: string): RecordedAward | undefined {
  return record.outcome.awards.find(
    (award) =>
      award.id === id && (award.status === 'granted' || award.status === 'reduced') && award.amount > 0,
  );
}

function paidAward(
  award: RecordedAward,
  dossier: Dossier,
  claims: CaseHead['claims'],
  at: Instant,
): PaidAward {
  const recognition = recognitionOf(award, dossier);
  const lines = award.lines.map((line): PaidLine => {
    const document = documentOf(line.item, recognition, dossier);
    const paid = { item: line.item, value: line.value - line.deducted };
    return document === undefined ? paid : { ...paid, document };
  });
  return {
    id: award.id,
    clause: award.clause,
    scope: award.scope,
    ...(recognition?.subjectId === undefined ? {} : { subjectId: recognition.subjectId }),
    ...(award.year === null ? {} : { year: award.year }),
    amount: award.amount,
    amountKind: award.amountKind,
    lines,
    ...placeOf(award, claims, at),
  };
}

/** The place is kept with the time of its claim, which goes with the claim itself. */
function placeOf(
  { clause, scope, quota }: RecordedAward,
  claims: CaseHead['claims'],
  at: Instant,
): Pick<PaidAward, 'place'> {
  if (quota === undefined) return {};
  const claimedAt = claims[placeKey(clause, quota.year, scope)] ?? at;
  return { place: { clause, project: scope, ...quota, claimedAt } };
}

/**
 * The recognition that an award is about: its scope names it, unless its lines are about something else – ids are
 * unique within one list only.
 */
function recognitionOf(award: RecordedAward, dossier: Dossier): Recognition | undefined {
  const about = award.lines.every(({ item }) => /^(recognitions|subjects|applicant)\//.test(item));
  return about ? dossier.recognitions?.find(({ id }) => id === award.scope) : undefined;
}

function documentOf(
  item: string,
  recognition: Recognition | undefined,
  dossier: Dossier,
): PaidLine['document'] | undefined {
  const expenditure = dossier.expenditures?.find(({ id }) => item === expenditureItem(id));
  if (expenditure?.invoiceNumber !== undefined) {
    return { key: documentKey('invoice', expenditure.invoiceNumber), nature: expenditure.nature };
  }
  const certified = dossier.recognitions?.find(({ id }) => item === recognitionItem(id)) ?? recognition;
  return certified?.certificateNumber === undefined
    ? undefined
    : { key: documentKey('certificate', certified.certificateNumber) };
}

/**
 * What decides for good: a marker for each document that brought money, and one for each place of a year. What an
 * earlier payment of this case marked is marked already.
 */
function markers(payment: Payment, earlier: readonly Payment[]): Write[] {
  const before = earlier.map(marksOf);
  const { documents, places } = marksOf(payment);
  const { creditCode, at } = payment;
  return [
    ...[...documents]
      .filter((key) => !before.some((marks) => marks.documents.has(key)))
      .map((key): Write => ({ write: 'paid-document', key, creditCode, at })),
    ...takenPlaces([...places].filter(([key]) => !before.some((marks) => marks.places.has(key)))).map(
      (taken): Write => ({ write: 'paid-places', ...taken, creditCode, at }),
    ),
  ];
}

type PaidPlace = NonNullable<PaidAward['place']>;

/** The places of a year are taken together: its count is raised once in a transaction. */
function takenPlaces(found: readonly (readonly [ClaimKey, PaidPlace])[]) {
  const years = Map.groupBy(
    found.map(([, place]) => place),
    ({ clause, year }) => `${clause}/${year}`,
  );
  return [...years.values()].flatMap((ofYear) =>
    ofYear.slice(0, 1).map(({ clause, year, places }) => ({
      clause,
      year,
      places,
      models: ofYear.map(({ project, claimedAt }) => ({ project, claimedAt })),
    })),
  );
}

function marksOf({ awards }: Payment) {
  const documents = new Set<ClaimKey>();
  const places = new Map<ClaimKey, PaidPlace>();
  for (const { lines, place } of awards) {
    for (const { document, value } of lines)
      if (document !== undefined && value > 0) documents.add(document.key);
    if (place !== undefined) places.set(placeKey(place.clause, place.year, place.project), place);
  }
  return { documents, places };
}
