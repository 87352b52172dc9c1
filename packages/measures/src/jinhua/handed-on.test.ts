import { describe, expect, it } from 'vitest';
import { checks } from '../../test-fixture/checks.ts';
import { dossierWith, WAN } from '../../test-fixture/dossiers.ts';
import { everything } from '../../test-fixture/everything.ts';
import { catalogue, decideAll, jinhua } from '../index.ts';

const clauses = catalogue(jinhua).flatMap((measure) => measure.clauses);

/** What X1 to X8 go by besides the lines: the year, the items, the limit shared, the carrier's year, the certificate. */
const HANDED_ON: readonly (readonly [
  award: string,
  year: number | null,
  rests: Readonly<Record<string, unknown>>,
])[] = [
  ['1.1/applicant', null, { items: 'expenditures/server', limit: 1000 * WAN }],
  ['2.1/2024', 2024, { items: 'expenditures/wages', limit: null }],
  ['2.2/lab', null, { items: 'expenditures/server', limit: 3000 * WAN }],
  ['3.1/llm', 2024, { items: 'expenditures/training', limit: 2000 * WAN, quotaYear: 2024 }],
  ['4.1/chip/2024', 2024, { items: 'expenditures/wages', limit: null }],
  ['4.2/centre', 2024, { items: 'recognitions/centre', limit: null, recognition: 'recognitions/centre' }],
  ['5.1/applicant', null, { items: '' }],
  ['6.1/2024', 2024, { items: 'annualAccounts/2024/contribution', limit: null }],
  ['6.2/applicant', null, { items: 'capitalContributions/seed', limit: 500 * WAN }],
  ['6.3/applicant', null, { items: 'capitalContributions/seed', limit: 1000 * WAN }],
  ['7.1/applicant', null, { items: 'recognitions/srdi', limit: 50 * WAN, recognition: 'recognitions/srdi' }],
  ['7.2/2024', 2024, { items: 'annualAccounts/2024/revenue', limit: null }],
  ['7.3/2024', 2024, { items: 'annualAccounts/2024/revenue', limit: null }],
  ['8.1/case', 2024, { items: 'recognitions/case', limit: null, recognition: 'recognitions/case' }],
  ['8.2/set', 2024, { items: 'subjects/arm', limit: null, recognition: 'recognitions/set' }],
  ['8.3/applicant', null, { items: 'expenditures/robot', limit: 100 * WAN }],
  ['9.1a/jh/2024', 2024, { items: 'platformServices/hours', limit: 300 * WAN }],
  ['9.1b/jh/2024', 2024, { items: 'expenditures/training', limit: 50 * WAN }],
  [
    '9.2/net',
    2024,
    { items: 'applicant/industrial-internet-platform', limit: null, recognition: 'recognitions/net' },
  ],
  ['10.1/hub', 2024, { items: 'carriers/hub', limit: null, rival: 'hub/2024' }],
  [
    '10.2/hatch',
    2024,
    {
      items: 'recognitions/hatch',
      limit: 200 * WAN,
      pool: '10.2/hub',
      rival: 'hub/2024',
      recognition: 'recognitions/hatch',
    },
  ],
  ['11.1/fellow', 2024, { items: '', recognition: 'recognitions/fellow' }],
  ['11.2/ann/2024', 2024, { items: 'talents/ann/2024', limit: WAN }],
  ['12.1/applicant', null, { items: '' }],
];

describe('what a clause hands on to the resolution', () => {
  const decided = decideAll(jinhua, everything).flatMap((measure) => measure.clauses);

  it('is one decision a scope, in the order of the policy', () => {
    expect(decided.map(({ clause, scope }) => `${clause}/${scope}`)).toEqual(
      HANDED_ON.map(([award]) => award),
    );
  });

  it.each(HANDED_ON)('%s', (award, year, rests) => {
    const found = decided.find(({ clause, scope }) => `${clause}/${scope}` === award);
    const { limit = null, quotaYear, rival, recognition, pool = award } = found ?? {};
    const optional = { quotaYear, rival, recognition };
    expect(found).toMatchObject({
      outcome: 'eligible',
      year,
      pool: rests.pool ?? award,
      prior: 0,
      usedUp: false,
    });
    expect({ items: found?.lines.map(({ item }) => item).join(' '), limit, pool, ...optional }).toEqual({
      limit: null,
      pool: award,
      ...rests,
    });
  });

  it.each(HANDED_ON)(
    '%s: where there is nothing for the clause, it says what it would go by',
    (award, _, rests) => {
      const [clause = ''] = award.split('/');
      const [found] = checks(clause, dossierWith({}, { aiDomains: [] }));
      // A person's own contribution is not known without the person.
      expect(found?.limit).toBe(clause === '11.2' ? null : (rests.limit ?? null));
      const { amountKind } = clauses.find((one) => one.clause === clause) ?? {};
      expect(found).toMatchObject({ amountKind, gross: 0, amount: 0, lines: [], missing: [] });
      if (found?.scope === null) expect(found.conditions.at(-1)?.outcome).toBe('unmet');
      expect(found?.interpretations).toEqual(
        clauses.find((one) => one.clause === clause)?.interpretations.map(({ id }) => id),
      );
    },
  );
});
