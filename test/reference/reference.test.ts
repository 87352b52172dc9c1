import { describe, expect, it, test } from 'vitest';
import { dossierWith, largeModel, research, spent, WAN } from './cases.ts';
import type { Applicant } from './facts.ts';
import { reference } from './reference.ts';

/** The total of fixed awards in 万元, so that the cases read like the measures do. */
const wan = (facts: Parameters<typeof dossierWith>[0]) => reference(dossierWith(facts)).totalFixedFen / WAN;

describe('gates', () => {
  const earning = { projects: [research('a')], expenditures: [spent('x', 200, ['a'])] };
  test.each<[string, Applicant, number]>([
    ['all passed', {}, 30],
    ['a county of Jinhua', { divisionCode: '330784' }, 0],
    ['no legal person of the three types', { legalPersonType: 'other' }, 0],
    ['2.1 is for enterprises', { legalPersonType: 'social-organization' }, 0],
    ['taxes not in order', { taxCompliant: false }, 0],
    ['books not in order', { soundFinance: false }, 0],
    ['software trade instead of the AI field', { aiField: false }, 30],
    ['neither software trade nor AI field', { aiField: false, industryCode: 'C3911' }, 0],
  ])('%s', (_, applicant, expected) => {
    expect(wan({ ...earning, applicant })).toBe(expected);
  });

  it('widens G5 for enterprises of the software trade, not for public institutions in it', () => {
    const recognitions = [{ id: 'r', kind: 'first-set', level: 'national', grantedOn: '2023-01-01' }];
    const institution = { legalPersonType: 'public-institution' };
    expect(wan({ recognitions, applicant: { ...institution, aiField: true } })).toBe(100);
    expect(wan({ recognitions, applicant: { ...institution, aiField: false } })).toBe(0);
    expect(wan({ recognitions, applicant: { aiField: false } })).toBe(100);
  });
});

describe('bounds', () => {
  const revenue = (fen: number, software = fen) => ({
    annualAccounts: [{ year: 2024, revenue: fen, softwareIntegrationRevenue: software }],
    applicant: { industryCode: 'I6513' },
  });
  const carrier = (tenants: number, aiTenants: number) => ({
    carriers: [{ id: 'k', kind: 'incubator', countedOn: '2025-12-31', tenants, aiTenants }],
  });
  const salary = (annualSalary: number) => ({
    talents: [{ id: 't', year: 2023, annualSalary, localContribution: WAN, isLegalRepresentative: false }],
  });
  const oneFen = 1 / WAN;
  test.each<[string, Parameters<typeof dossierWith>[0], number]>([
    [
      '2.1 a fen below its floor',
      { projects: [research('a')], expenditures: [spent('x', 100 - oneFen, ['a'])] },
      0,
    ],
    ['2.1 at its floor', { projects: [research('a')], expenditures: [spent('x', 100, ['a'])] }, 15],
    ['7.2 at the tier is not above it', revenue(1000 * WAN), 0],
    ['7.2 a fen above', revenue(1000 * WAN + 1), 100],
    ['7.2 with exactly 60%', revenue(2500 * WAN, 1500 * WAN), 200],
    ['7.2 a fen below 60%', revenue(2500 * WAN, 1500 * WAN - 1), 0],
    ['10.1 with 20 and exactly 60%', carrier(20, 12), 100],
    ['10.1 with 19', carrier(19, 19), 0],
    ['10.1 below 60%', carrier(21, 12), 0],
    ['11.2 a fen below 40万', salary(40 * WAN - 1), 0],
    ['11.2 at 40万: 3%, up to the contribution', salary(40 * WAN), 1],
    [
      'an invoice of the day before the policy',
      {
        expenditures: [spent('x', 100, [], { certifiedAiProduct: true, incurredOn: '2022-12-31' })],
      },
      0,
    ],
    [
      'an invoice of its last day',
      {
        expenditures: [spent('x', 100, [], { certifiedAiProduct: true, incurredOn: '2025-12-31' })],
      },
      30,
    ],
  ])('%s', (_, facts, expected) => {
    expect(wan(facts)).toBe(expected);
  });

  it('rounds down line by line', () => {
    const expenditures = [1, 2].map((n) => ({
      ...spent(`x${n}`, 0, [], { certifiedAiProduct: true }),
      amount: 333,
    }));
    expect(reference(dossierWith({ expenditures })).totalFixedFen).toBe(2 * 99);
  });
});

describe('the choice', () => {
  it('fills a limit with what fits best elsewhere least', () => {
    const bought = { nature: 'hardware', newlyPurchased: true };
    const expenditures = [
      spent('x', 6000, ['cloud', 'lab'], bought),
      spent('y', 4000, ['cloud', 'lab'], bought),
      spent('z', 100, ['lab'], bought),
    ];
    const projects = [
      { id: 'cloud', kind: 'compute-platform' },
      { id: 'lab', kind: 'rd-platform' },
    ];
    // x fills 2.2 (3000), y fills 1.1 (1000), z finds no room.
    expect(wan({ projects, expenditures })).toBe(4000);
  });

  it('stacks 4.1 on 2.1 once, and only where 2.1 is what pays', () => {
    const projects = [research('b', true), research('a', true), largeModel('m')];
    const expenditures = [spent('x', 200, ['a', 'b']), spent('y', 200, ['a', 'm'], { nature: 'compute' })];
    expect(wan({ projects, expenditures })).toBe(200 * 0.25 + 200 * 0.5);
    const otherAwards = [{ itemId: 'expenditures/x', amount: 40 * WAN, policy: '省' }];
    expect(wan({ projects, expenditures, otherAwards })).toBe(10 + 100);
  });

  it('gives one class of growth for good, the one that is worth more', () => {
    const account = (year: number, revenue: number) => ({
      year,
      revenue: revenue * WAN,
      softwareProductRevenue: revenue * WAN,
    });
    const annualAccounts = [account(2023, 4000), account(2024, 31_000), account(2025, 51_000)];
    // 7.2: 200 + 500; 7.3: 300 + 500.
    expect(wan({ annualAccounts })).toBe(800);
    const before = {
      clause: '7.2',
      scope: '2022',
      year: 2022,
      amount: 1,
      lines: [{ item: 'gone', value: 1 }],
    };
    expect(wan({ annualAccounts, priorAwards: [before] })).toBe(700);
    expect(wan({ annualAccounts, applicant: { industryCode: 'I651' } })).toBe(700);
    expect(wan({ annualAccounts, applicant: { peakRevenueBefore: 5000 * WAN + 1 } })).toBe(800);
  });

  it('pays a subject once, the higher, and only the difference to what it had', () => {
    const recognitions = [
      { id: 'r1', kind: 'typical-case', level: 'national', grantedOn: '2024-01-01', subjectId: 's' },
      { id: 'r2', kind: 'first-batch', level: 'provincial', grantedOn: '2024-01-01', subjectId: 's' },
      { id: 'r3', kind: 'first-batch', level: 'municipal', grantedOn: '2024-01-01', subjectId: 's2' },
    ];
    expect(wan({ recognitions })).toBe(100);
    const lines = [{ item: 'subjects/s', value: 50 * WAN }];
    const priorAwards = [{ clause: '8.2', scope: 'r2', year: 2024, amount: 50 * WAN, lines }];
    expect(wan({ recognitions, priorAwards })).toBe(50);
  });
});

describe('limits and receipts', () => {
  const purchase = (id: string, amount: number) => spent(id, amount, [], { certifiedAiProduct: true });

  it('counts what an item brought elsewhere into the standard that the limit bounds', () => {
    const expenditures = [purchase('x', 300)];
    const otherAwards = [{ itemId: 'expenditures/x', amount: 30 * WAN, policy: '省' }];
    // The line is worth 90 and had 30: 60 are left, and 70 of the limit of 100.
    expect(wan({ expenditures, otherAwards })).toBe(60);
    // A second line is better left alone than taken with what it had: 100 against 100 − 45.
    const two = [purchase('x', 400), purchase('y', 150)];
    const had = [{ itemId: 'expenditures/y', amount: 45 * WAN, policy: '省' }];
    expect(wan({ expenditures: two, otherAwards: had })).toBe(100);
  });

  it('counts an earlier payment of the same clause once, not twice', () => {
    const expenditures = [purchase('x', 200), purchase('y', 200)];
    const lines = [{ item: 'expenditures/x', value: 60 * WAN }];
    const priorAwards = [{ clause: '8.3', scope: 'applicant', amount: 60 * WAN, lines }];
    expect(wan({ expenditures, priorAwards })).toBe(40);
  });

  it('uses up a right that is given once', () => {
    const projects = [{ id: 'cloud', kind: 'compute-platform' }];
    const expenditures = [spent('x', 100, ['cloud'], { nature: 'software' })];
    const lines = [{ item: 'expenditures/gone', value: 1 }];
    expect(wan({ projects, expenditures })).toBe(20);
    expect(
      wan({ projects, expenditures, priorAwards: [{ clause: '1.1', scope: 'applicant', amount: 1, lines }] }),
    ).toBe(0);
  });

  it('tops up capital to the limit, fund money where it brings more', () => {
    const settled = { settlement: { kind: 'relocation', on: '2023-01-01' } };
    const paid = (id: string, amount: number, source: string, paidInOn: string) => ({
      id,
      amount: amount * WAN,
      source,
      paidInOn,
    });
    const capitalContributions = [
      paid('a', 1000, 'other-fund', '2019-01-01'),
      paid('b', 1000, 'angel-fund', '2025-12-31'),
      paid('c', 9000, 'other', '2026-01-01'),
    ];
    expect(wan({ applicant: settled, capitalContributions })).toBe(50 + 100);
    expect(wan({ applicant: { ...settled, registeredCapital: 2000 * WAN - 1 }, capitalContributions })).toBe(
      100,
    );
    expect(wan({ capitalContributions })).toBe(0);
  });
});

describe('carriers', () => {
  const k = { id: 'k', kind: 'incubator', countedOn: '2024-07-07', tenants: 30, aiTenants: 30 };
  const incubator = (id: string, level: string, grantedOn: string) => ({
    id,
    kind: 'ai-incubator',
    level,
    grantedOn,
    subjectId: 'k',
  });
  const earlier = (clause: string, year: number, amount: number) => ({
    clause,
    scope: clause === '10.1' ? 'k' : 'gone',
    subjectId: 'k',
    year,
    amount: amount * WAN,
    lines: [{ item: clause === '10.1' ? 'carriers/k' : 'recognitions/gone', value: amount * WAN }],
  });
  const only = (...recognitions: ReturnType<typeof incubator>[]) => ({ carriers: [k], recognitions });

  it('pays the higher standard of a year, 10.1 where they are equal', () => {
    expect(wan(only(incubator('r', 'provincial', '2024-01-01')))).toBe(100);
    expect(reference(dossierWith(only(incubator('r', 'provincial', '2024-01-01')))).clauses).toContainEqual(
      expect.objectContaining({ clause: '10.2', standing: 'superseded' }),
    );
    expect(
      wan(only(incubator('r', 'provincial', '2024-01-01'), incubator('q', 'municipal', '2024-02-01'))),
    ).toBe(150);
    expect(wan(only(incubator('r', 'provincial', '2023-12-31')))).toBe(200);
  });

  it('takes off what the other clause paid for that carrier and year', () => {
    expect(wan({ carriers: [k], priorAwards: [earlier('10.2', 2024, 70)] })).toBe(30);
    expect(wan({ carriers: [k], priorAwards: [earlier('10.2', 2023, 70)] })).toBe(100);
    const national = only(incubator('r', 'national', '2024-01-01'));
    expect(wan({ ...national, priorAwards: [earlier('10.1', 2024, 100)] })).toBe(100);
    const provincial = only(incubator('r', 'provincial', '2024-01-01'));
    expect(wan({ ...provincial, priorAwards: [earlier('10.1', 2024, 80)] })).toBe(20);
  });

  it('never pays an incubator more than 200 over its life', () => {
    const life = only(incubator('r', 'national', '2025-01-01'), incubator('q', 'municipal', '2023-01-01'));
    expect(wan({ ...life, carriers: [{ ...k, tenants: 40, aiTenants: 0 }] })).toBe(200);
    expect(wan({ ...life, carriers: [], priorAwards: [earlier('10.2', 2023, 150)] })).toBe(50);
  });
});

describe('places for models', () => {
  const compute = { nature: 'compute' };
  const three = {
    projects: [largeModel('a'), largeModel('b'), largeModel('c'), research('r')],
    expenditures: [
      spent('xa', 1000, ['a', 'r'], compute),
      spent('xb', 1100, ['b', 'r'], compute),
      spent('xc', 1200, ['c', 'r'], compute),
    ],
  };
  const paid = (scope: string, year: number) => ({
    clause: '3.1',
    scope,
    year,
    amount: 10 * WAN,
    lines: [{ item: 'expenditures/gone', value: 10 * WAN }],
  });

  it('gives two a year to the larger; the expenses of the third go where else they can', () => {
    expect(wan(three)).toBe(550 + 600 + 150);
  });

  it('leaves a place to a model that was paid, in the dossier or not', () => {
    expect(wan({ ...three, priorAwards: [paid('gone', 2024)] })).toBe(600 + 150 + 165);
    expect(wan({ ...three, priorAwards: [paid('gone', 2023)] })).toBe(550 + 600 + 150);
    expect(wan({ ...three, priorAwards: [paid('a', 2024)] })).toBe(500 + 600 + 165);
  });

  it('obeys the places that the city gives', () => {
    const waitListed = new Set(['c']);
    expect(reference(dossierWith(three), { waitListed }).totalFixedFen / WAN).toBe(500 + 550 + 180);
  });
});

describe('the years of 6.1', () => {
  const annualAccounts = [2023, 2024, 2025, 2026, 2027].map((year) => ({
    year,
    revenue: 0,
    comprehensiveContribution: 10 * WAN,
  }));
  const leader = (grantedOn: string) => [{ id: 'r', kind: 'unicorn', grantedOn }];
  test.each<[string, string, string | null, number]>([
    ['recognised in 2023, always here', '2023-05-05', null, 10 + 10 + 10 + 5 + 5],
    ['recognised before the period, always here', '2022-12-31', null, 0],
    ['recognised before, moved in 2024', '2015-01-01', '2024-01-01', 10 + 10 + 10 + 5],
    ['moved in after the period', '2023-05-05', '2026-01-01', 0],
  ])('%s', (_, grantedOn, on, expected) => {
    const settlement = on === null ? null : { kind: 'relocation', on };
    const years = on === null ? annualAccounts : annualAccounts.filter(({ year }) => year > 2023);
    expect(wan({ annualAccounts: years, recognitions: leader(grantedOn), applicant: { settlement } })).toBe(
      expected,
    );
  });
});
