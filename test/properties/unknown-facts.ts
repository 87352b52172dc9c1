import { type Applicant, type Dossier, parseCheck } from '@twelve/dossier';
import { type ClauseCheck, checkAll, checkMeasure, jinhua, type Outcome } from '@twelve/measures';
import fc from 'fast-check';
import { expect } from 'vitest';
import { arbitraryDossier } from '../reference/arbitrary-dossier.ts';
import type { ReferenceDossier } from '../reference/facts.ts';

const FIELDS = [
  'legalPersonType',
  'organisationKind',
  'divisionCode',
  'industryCode',
  'taxCompliant',
  'soundFinance',
  'aiField',
  'aiDomains',
  'settlement',
  'registeredCapital',
  'peakRevenueBefore',
] as const satisfies readonly (keyof Applicant)[];

const LISTS = [
  'projects',
  'expenditures',
  'recognitions',
  'capitalContributions',
  'annualAccounts',
  'platformServices',
  'carriers',
  'talents',
] as const satisfies readonly (keyof Dossier)[];

type Field = (typeof FIELDS)[number];
type List = (typeof LISTS)[number];

/** A value of every sort that a field can have, as far as the rules tell them apart. */
const VALUES: Readonly<Record<Field, readonly Applicant[]>> = {
  legalPersonType: ['enterprise', 'public-institution', 'other'].map((legalPersonType) =>
    known({ legalPersonType }),
  ),
  organisationKind: ['enterprise', 'leading-enterprise', 'university'].map((organisationKind) =>
    known({ organisationKind }),
  ),
  divisionCode: ['330702', '330106'].map((divisionCode) => ({ divisionCode })),
  industryCode: ['I6513', 'I6531', 'C3911'].map((industryCode) => ({ industryCode })),
  taxCompliant: [true, false].map((taxCompliant) => ({ taxCompliant })),
  soundFinance: [true, false].map((soundFinance) => ({ soundFinance })),
  aiField: [true, false].map((aiField) => ({ aiField })),
  aiDomains: [{ aiDomains: ['other'] }, { aiDomains: [] }],
  settlement: [
    { settlement: null },
    ...['2022-12-31', '2023-01-01', '2024-06-01', '2025-12-31', '2026-01-01'].map((on) =>
      known({ settlement: { kind: 'relocation', on } }),
    ),
  ],
  registeredCapital: [0, 10 ** 13].map((registeredCapital) => ({ registeredCapital })),
  peakRevenueBefore: [0, 10 ** 13].map((peakRevenueBefore) => ({ peakRevenueBefore })),
};

function known(applicant: unknown): Applicant {
  return parsed({ applicant }).applicant;
}

function parsed(value: unknown): Dossier {
  const result = parseCheck(value);
  if (!result.ok) throw new Error(`the schema refuses a valid dossier: ${JSON.stringify(result.errors)}`);
  return result.value;
}

function without(dossier: ReferenceDossier, fields: readonly Field[], lists: readonly List[] = []): Dossier {
  const known = { ...dossier, applicant: { ...dossier.applicant } };
  for (const field of fields) delete known.applicant[field];
  for (const list of lists) delete known[list];
  return parsed(known);
}

const keyOf = ({ clause, scope }: ClauseCheck) => `${clause}/${scope}`;
const clausesOf = (dossier: Dossier) => checkAll(jinhua, dossier).flatMap(({ clauses }) => clauses);

/** What each clause comes to at best, whatever its scopes are called. */
function bestOutcomes(dossier: Dossier): ReadonlyMap<string, Outcome> {
  const rank: readonly Outcome[] = ['ineligible', 'undetermined', 'eligible'];
  const best = new Map<string, Outcome>();
  for (const { clause, outcome } of clausesOf(dossier)) {
    const other = best.get(clause);
    if (other === undefined || rank.indexOf(outcome) > rank.indexOf(other)) best.set(clause, outcome);
  }
  return best;
}

const gaps = fc.record({
  fields: fc.subarray([...FIELDS], { minLength: 1, maxLength: 4 }),
  lists: fc.subarray([...LISTS], { maxLength: 4 }),
});

/** What is settled stays settled, whatever the facts turn out to be. */
export function settledStaysSettled(numRuns: number): void {
  fc.assert(
    fc.property(arbitraryDossier({ maxExpenditures: 6 }), gaps, (dossier, { fields, lists }) => {
      const open = clausesOf(without(dossier, fields, lists));
      const full = new Map(clausesOf(without(dossier, [])).map((one) => [keyOf(one), one.outcome]));
      const best = bestOutcomes(without(dossier, []));
      for (const one of open.filter(({ outcome }) => outcome !== 'undetermined')) {
        const settled = one.scope === null ? best.get(one.clause) : full.get(keyOf(one));
        // A scope can turn out not to exist: then there is nothing that it could be eligible for.
        expect(settled ?? 'ineligible', keyOf(one)).toBe(one.outcome);
      }
    }),
    { numRuns },
  );
}

/** What an open clause says that it would bring is what it brings, once it turns out to be eligible. */
export function whatIsSaidIsBrought(numRuns: number): void {
  let said = 0;
  fc.assert(
    fc.property(arbitraryDossier({ maxExpenditures: 6 }), gaps, (dossier, { fields, lists }) => {
      const full = new Map(clausesOf(without(dossier, [])).map((one) => [keyOf(one), one]));
      for (const { clause, scope, outcome, gross, amount, limit } of clausesOf(
        without(dossier, fields, lists),
      )) {
        const found = full.get(`${clause}/${scope}`);
        if (outcome !== 'undetermined' || amount === null || found?.outcome !== 'eligible') continue;
        said += 1;
        expect({ gross, amount, limit }, `${clause}/${scope}`).toEqual({
          gross: gross === null ? null : found.gross,
          amount: found.amount,
          limit: found.limit,
        });
      }
    }),
    { numRuns },
  );
  expect(said).toBeGreaterThan(numRuns / 2);
}

/** A fact that a clause does not ask for changes nothing of its outcome. */
export function onlyWhatIsAskedForMatters(numRuns: number): void {
  fc.assert(
    fc.property(arbitraryDossier({ maxExpenditures: 6 }), gaps, (dossier, { fields, lists }) => {
      const open = without(dossier, fields, lists);
      const asked = new Map<string, Set<string>>();
      for (const { clause, missing } of clausesOf(open)) {
        asked.set(clause, new Set([...(asked.get(clause) ?? []), ...missing]));
      }
      const before = bestOutcomes(open);
      const learnt = (fact: string, after: Dossier) => {
        const outcomes = bestOutcomes(after);
        for (const [clause, facts] of asked) {
          if (!facts.has(fact)) expect(outcomes.get(clause), `${clause}: ${fact}`).toBe(before.get(clause));
        }
      };
      for (const field of fields) {
        const rest = fields.filter((one) => one !== field);
        learnt(`applicant/${field}`, without(dossier, rest, lists));
      }
      for (const list of lists) {
        const rest = lists.filter((one) => one !== list);
        learnt(list, without(dossier, fields, rest));
      }
    }),
    { numRuns },
  );
}

/** Of the applicant's facts a clause asks for exactly those that can still decide it, each of which does. */
export function asksForWhatDecides(numRuns: number): void {
  let asked = 0;
  fc.assert(
    fc.property(
      arbitraryDossier({ maxExpenditures: 5, receipts: false }),
      fc.subarray([...FIELDS], { minLength: 1, maxLength: 4 }),
      (dossier, fields) => {
        const open = without(dossier, fields);
        for (const one of clausesOf(open).filter(({ missing }) => missing.length > 0)) {
          asked += 1;
          expect(deciding(open, one), keyOf(one)).toEqual(one.missing);
        }
      },
    ),
    { numRuns },
  );
  expect(asked).toBeGreaterThan(numRuns);
}

/** By trying every answer to what a clause asks: which of the facts make a difference. Throws where one stays open. */
function deciding(open: Dossier, { clause, scope, missing }: ClauseCheck): readonly string[] {
  const fields = FIELDS.filter((field) => missing.includes(`applicant/${field}`));
  const answers = fields.reduce<readonly (readonly Applicant[])[]>(
    (sets, field) => sets.flatMap((set) => VALUES[field].map((value) => [...set, value])),
    [[]],
  );
  const outcomes = answers.map((answer) => {
    const dossier = { ...open, applicant: Object.assign({}, open.applicant, ...answer) };
    const measure = checkMeasure(jinhua, Number.parseInt(clause, 10), dossier);
    const found = measure.clauses.find((other) => other.clause === clause && other.scope === scope);
    if (found?.outcome === 'undetermined') throw new Error(`${clause}/${scope} stays open: ${found.missing}`);
    return { answer, outcome: found?.outcome ?? 'ineligible' };
  });
  return fields
    .filter((_, place) =>
      outcomes.some((a) =>
        outcomes.some(
          (b) =>
            a.outcome !== b.outcome &&
            a.answer.every((value, other) => other === place || value === b.answer[other]),
        ),
      ),
    )
    .map((field) => `applicant/${field}`)
    .sort();
}
