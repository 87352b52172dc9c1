import fc from 'fast-check';
import { candidatesOf } from './candidates.ts';
import type { OtherAward, PriorAward, ReferenceDossier } from './facts.ts';

/** What one earlier payment can have been for: an application that exists, or one that is in the dossier no more. */
interface Payable {
  clause: string;
  scope: string;
  subjectId?: string;
  year?: number;
  items: { item: string; value: number }[];
}

/** The dossier with earlier awards under this policy and money from others, part or whole, once or twice. */
export function arbitraryReceipts(dossier: ReferenceDossier): fc.Arbitrary<ReferenceDossier> {
  const payables = [...payableNow(dossier), ...payableOnce(dossier)];
  const items = [...new Set(payableNow(dossier).flatMap((one) => one.items.map(({ item }) => item)))];
  return fc
    .record({
      priorAwards: fc.array(priorAward(payables), { maxLength: 4, size: 'max' }),
      otherAwards:
        items.length === 0
          ? fc.constant<OtherAward[]>([])
          : fc.array(otherAward(items), { maxLength: 4, size: 'max' }),
    })
    .map((receipts) => ({ ...dossier, ...receipts }));
}

function payableNow(dossier: ReferenceDossier): Payable[] {
  return candidatesOf(dossier)
    .filter(({ scope, lines }) => scope !== null && lines.length > 0)
    .map(({ clause, scope, year, carrierId, lines }) => ({
      clause,
      scope: scope ?? '',
      ...(clause === '10.2' && carrierId !== undefined ? { subjectId: carrierId } : {}),
      ...(year === null ? {} : { year }),
      items: lines.map(({ item, value }) => ({ item, value })),
    }));
}

/** Paid for something that has left the dossier since: it still uses up limits, places and rights. */
function payableOnce({ carriers = [] }: ReferenceDossier): Payable[] {
  const gone = (clause: string, scope: string, year: number, value: number): Payable => ({
    clause,
    scope,
    year,
    items: [{ item: `expenditures/old-${clause}-${scope}`, value }],
  });
  return [
    gone('1.1', 'applicant', 2023, 400_000_000),
    gone('2.2', 'p0', 2023, 2_000_000_000),
    gone('3.1', 'm90', 2023, 900_000_000),
    gone('3.1', 'm91', 2024, 900_000_000),
    gone('3.1', 'm92', 2024, 900_000_000),
    gone('3.1', 'm93', 2025, 900_000_000),
    gone('6.2', 'applicant', 2023, 300_000_000),
    gone('6.3', 'applicant', 2023, 300_000_000),
    gone('7.1', 'applicant', 2023, 50_000_000),
    gone('7.2', '2022', 2022, 100_000_000),
    gone('7.3', '2022', 2022, 100_000_000),
    gone('8.3', 'applicant', 2023, 60_000_000),
    ...carriers.flatMap(({ id }) =>
      [2023, 2024, 2025].flatMap((year): Payable[] => [
        { ...gone('10.2', `old-${id}`, year, 100_000_000), subjectId: id },
        { clause: '10.1', scope: id, year, items: [{ item: `carriers/${id}`, value: 100_000_000 }] },
      ]),
    ),
  ];
}

function priorAward(payables: readonly Payable[]): fc.Arbitrary<PriorAward> {
  return fc
    .record({
      of: fc.constantFrom(...payables),
      percents: fc.array(fc.constantFrom(0, 30, 100, 100), { minLength: 1, maxLength: 3 }),
      off: fc.constantFrom(0, 0, 1),
    })
    .map(({ of: { items, ...award }, percents, off }) => {
      const lines = items.slice(0, percents.length).map(({ item, value }, place) => ({
        item,
        value: Math.max(1, Math.floor((value * (percents[place] ?? 0)) / 100) - off),
      }));
      return { ...award, amount: lines.reduce((total, { value }) => total + value, 0), lines };
    });
}

function otherAward(items: readonly string[]): fc.Arbitrary<OtherAward> {
  return fc.record({
    itemId: fc.constantFrom(...items),
    amount: fc.oneof(fc.integer({ min: 0, max: 300_000_000 }), fc.integer({ min: 0, max: 3_000_000_000 })),
    policy: fc.constantFrom('省级专项', '国家专项'),
  });
}
