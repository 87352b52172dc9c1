import type { AnnualAccount, Applicant } from '@twelve/dossier';
import { describe, expect, it } from 'vitest';
import { check, checks, condition, figures, reading } from '../../test-fixture/checks.ts';
import { dossierWith, WAN, without } from '../../test-fixture/dossiers.ts';
import { itHasItsGates } from '../../test-fixture/gates.ts';
import { jinhuaPack } from '../index.ts';

/** A year in which all revenue is software revenue. */
const year = (number: number, revenue: number, more: Partial<AnnualAccount> = {}): AnnualAccount => ({
  year: number,
  revenue,
  softwareIntegrationRevenue: revenue,
  ...more,
});
const software = { industryCode: 'I6513' };
const services = { industryCode: 'I6531' };
const srdi = { id: 'r', kind: 'srdi-enterprise', grantedOn: '2024-05-05', firstTime: true } as const;

const chosen = dossierWith({ recognitions: [srdi] });
const growing = dossierWith({ annualAccounts: [year(2024, 1500 * WAN)] }, software);
const serving = dossierWith({ annualAccounts: [year(2024, 15_000 * WAN)] }, services);

itHasItsGates({ clause: '7.1', dossier: chosen, field: 'widened', enterprise: true });
itHasItsGates({ clause: '7.2', dossier: growing, field: 'software', enterprise: true });
itHasItsGates({ clause: '7.3', dossier: serving, field: 'software', enterprise: true });

describe('7.1: SRDI', () => {
  it('is a ceiling: the department sets the figure', () => {
    expect(check('7.1', chosen)).toMatchObject({
      scope: 'applicant',
      amountKind: 'ceiling',
      limit: 50 * WAN,
      amount: 50 * WAN,
      lines: [{ item: 'recognitions/r', base: 50 * WAN, percent: 100, value: 50 * WAN }],
    });
  });

  it('is for the first recognition only', () => {
    const again = { ...chosen, recognitions: [{ ...srdi, firstTime: false }] };
    expect(check('7.1', again)).toMatchObject({ outcome: 'ineligible', scope: null });
  });

  it.each([
    ['2022-12-31', 'ineligible'],
    ['2023-01-01', 'eligible'],
    ['2025-12-31', 'eligible'],
    ['2026-01-01', 'ineligible'],
  ])('granted on %s', (grantedOn, outcome) => {
    expect(check('7.1', { ...chosen, recognitions: [{ ...srdi, grantedOn }] }).outcome).toBe(outcome);
  });

  it('is for the first recognition as such an enterprise, whatever else was recognised first', () => {
    const unicorn = { id: 'a', kind: 'unicorn', grantedOn: '2024-01-01', firstTime: true } as const;
    expect(check('7.1', { ...chosen, recognitions: [unicorn] }).outcome).toBe('ineligible');
    expect(check('7.1', { ...chosen, recognitions: [unicorn, srdi] }).lines[0]?.item).toBe(
      `recognitions/${srdi.id}`,
    );
  });

  it('is paid once, and is open while the recognitions are unknown', () => {
    const priorAwards = [
      {
        clause: '7.1' as const,
        scope: 'applicant',
        amount: 1,
        lines: [{ item: 'recognitions/r', value: 1 }],
      },
    ];
    expect(check('7.1', { ...chosen, priorAwards }).amount).toBe(0);
    expect(check('7.1', without({ ...chosen, priorAwards }, 'recognitions'))).toMatchObject({
      outcome: 'undetermined',
      gross: null,
      amount: 0,
    });
    expect(check('7.1', without(chosen, 'recognitions'))).toMatchObject({
      outcome: 'undetermined',
      amount: null,
      limit: 50 * WAN,
      missing: ['recognitions'],
    });
  });
});

/** The bound and the sum of each tier, in 万元. */
type Tiers = [[number, number], [number, number], [number, number]];

const SOFTWARE_TIERS: Tiers = [
  [1000, 100],
  [2000, 200],
  [5000, 500],
];
const SERVICES_TIERS: Tiers = [
  [10_000, 100],
  [30_000, 300],
  [50_000, 500],
];

describe.each<['7.2' | '7.3', Applicant, Tiers]>([
  ['7.2', software, SOFTWARE_TIERS],
  ['7.3', services, SERVICES_TIERS],
])('%s: tiers', (clause, applicant, tiers) => {
  const of = (...accounts: readonly AnnualAccount[]) =>
    dossierWith({ annualAccounts: [...accounts] }, applicant);

  it.each(tiers)('%i 万 is broken only above it (I-7a), and brings %i 万', (bound, sum) => {
    const below = tiers.findLast(([other]) => other < bound)?.[1] ?? 0;
    const brings = (revenue: number) => check(clause, of(year(2024, revenue))).amount;
    expect(brings(bound * WAN - 1)).toBe(below * WAN);
    expect(brings(bound * WAN)).toBe(below * WAN);
    expect(brings(bound * WAN + 1)).toBe(sum * WAN);
    const pack = reading({ 'I-7a': 'reaches' });
    const reached = check(clause, of(year(2024, bound * WAN)), { pack });
    expect(reached.amount).toBe(sum * WAN);
    expect(condition(reached, `${clause}-tier`).text.en).toContain('reaches');
    const broken = check(clause, of(year(2024, bound * WAN + 1)));
    expect(condition(broken, `${clause}-tier`).text.en).toContain('strictly above');
  });

  it('shows how far off the first tier is', () => {
    const bound = tiers[0][0] * WAN;
    expect(figures(check(clause, of(year(2024, bound))), `${clause}-tier`)).toEqual({
      outcome: 'unmet',
      actual: bound,
      required: bound,
    });
  });

  it.each(tiers)('%i 万 can be broken for the first time once, wherever that was (I-7d)', (bound, sum) => {
    const broken = bound * WAN + 1;
    const peak = (peakRevenueBefore: number) =>
      dossierWith({ annualAccounts: [year(2024, broken)] }, { ...applicant, peakRevenueBefore });
    expect(check(clause, peak(bound * WAN)).amount).toBe(sum * WAN);
    expect(figures(check(clause, peak(bound * WAN)), `${clause}-first`)).toEqual({
      outcome: 'met',
      actual: bound * WAN,
      required: bound * WAN,
    });
    expect(check(clause, peak(bound * WAN + 1))).toMatchObject({ outcome: 'ineligible', amount: 0 });
    const early = of(year(2022, broken), year(2023, broken));
    expect(checks(clause, early).map(({ outcome }) => outcome)).toEqual(['ineligible', 'ineligible']);
    const lately = of(year(2023, bound * WAN), year(2024, broken));
    expect(check(clause, lately, { scope: '2024' }).outcome).toBe('eligible');
    expect(check(clause, of(year(2023, broken), year(2024, broken)), { scope: '2024' }).outcome).toBe(
      'ineligible',
    );
  });

  it('looks at the highest tier only (I-7b), and takes one after the other over the years', () => {
    const [[first], [second], [third]] = tiers;
    const dossier = of(year(2023, first * WAN + 1), year(2024, first * WAN), year(2025, third * WAN + 1));
    expect(checks(clause, dossier).map(({ amount }) => (amount ?? 0) / WAN)).toEqual([100, 0, 500]);
    const jumped = of(year(2024, third * WAN + 1), year(2025, second * WAN + 1));
    expect(checks(clause, jumped).map(({ amount }) => (amount ?? 0) / WAN)).toEqual([500, 0]);
  });

  it('takes the years in their order, however they are listed', () => {
    const [[first], [second]] = tiers;
    const dossier = of(
      year(2024, second * WAN + 1),
      year(2025, second * WAN + 1),
      year(2023, first * WAN + 1),
    );
    expect(checks(clause, dossier).map(({ amount }) => (amount ?? 0) / WAN)).toEqual([100, tiers[1][1], 0]);
    const two = of(year(2024, second * WAN + 1), year(2023, second * WAN + 1));
    expect(checks(clause, two).map(({ outcome }) => outcome)).toEqual(['eligible', 'ineligible']);
    expect(figures(check(clause, two, { scope: '2023' }), `${clause}-first`).actual).toBe(0);
  });

  it('counts years of the policy period', () => {
    const revenue = tiers[0][0] * WAN + 1;
    const outcome = (number: number) => check(clause, of(year(number, revenue))).outcome;
    expect([2022, 2023, 2025, 2026].map(outcome)).toEqual([
      'ineligible',
      'eligible',
      'eligible',
      'ineligible',
    ]);
  });

  it('asks for the peak before as long as it could decide', () => {
    const open = check(clause, without(of(year(2024, tiers[0][0] * WAN + 1)), 'applicant/peakRevenueBefore'));
    expect(open).toMatchObject({ outcome: 'undetermined', amount: 100 * WAN });
    expect(open.missing).toEqual(['applicant/peakRevenueBefore']);
    expect(condition(open, `${clause}-first`)).toMatchObject({
      outcome: 'unknown',
      required: tiers[0][0] * WAN,
      unit: 'fen',
    });
    const twice = of(year(2023, tiers[0][0] * WAN + 1), year(2024, tiers[0][0] * WAN + 1));
    const second = check(clause, without(twice, 'applicant/peakRevenueBefore'), { scope: '2024' });
    expect(second).toMatchObject({ outcome: 'ineligible', missing: [] });
    expect(figures(second, `${clause}-first`)).toEqual({
      outcome: 'unmet',
      actual: tiers[0][0] * WAN + 1,
      required: tiers[0][0] * WAN,
    });
    const below = of(year(2024, tiers[0][0] * WAN));
    expect(check(clause, without(below, 'applicant/peakRevenueBefore')).missing).toEqual([]);
  });

  it('asks for the accounts, unless every tier was broken before them', () => {
    const peak = (peakRevenueBefore: number) => dossierWith({}, { ...applicant, peakRevenueBefore });
    const highest = tiers[2][0] * WAN;
    expect(check(clause, without(peak(highest), 'annualAccounts'))).toMatchObject({
      outcome: 'undetermined',
      scope: null,
      missing: ['annualAccounts'],
    });
    const none = check(clause, without(peak(highest + 1), 'annualAccounts'));
    expect(none).toMatchObject({ outcome: 'ineligible', missing: [] });
    expect(condition(none, `${clause}-accounts`).text.en).toContain('every tier');
    const raised = jinhuaPack('raised', {
      parameters: {
        [`${clause}-bound-3`]: [
          { from: '2023-01-01', value: highest, source: 'Art. 7 cl. 2' },
          { from: '2025-01-01', value: 2 * highest, source: 'revision' },
        ],
      },
    });
    expect(check(clause, without(peak(highest + 1), 'annualAccounts'), { pack: raised }).missing).toEqual([
      'annualAccounts',
    ]);
    expect(check(clause, without(peak(0), 'annualAccounts', 'applicant/peakRevenueBefore')).missing).toEqual([
      'annualAccounts',
      'applicant/peakRevenueBefore',
    ]);
    expect(check(clause, peak(0))).toMatchObject({ outcome: 'ineligible', scope: null });
  });
});

describe('7.2: a software enterprise', () => {
  it.each([
    ['a fen below 60%', 900 * WAN - 1, 'unmet'],
    ['at 60%: 达 includes it', 900 * WAN, 'met'],
    ['a fen above 60%', 900 * WAN + 1, 'met'],
  ])('%s', (_, softwareFen, outcome) => {
    const account = year(2024, 1500 * WAN, {
      softwareIntegrationRevenue: 400 * WAN,
      softwareProductRevenue: softwareFen - 400 * WAN,
    });
    const found = check('7.2', { ...growing, annualAccounts: [account] });
    expect(figures(found, '7.2-share')).toEqual({ outcome, actual: softwareFen, required: 900 * WAN });
    expect(found.outcome).toBe(outcome === 'met' ? 'eligible' : 'ineligible');
  });

  it.each(['softwareIntegrationRevenue', 'softwareProductRevenue'] as const)(
    '%s alone counts too',
    (field) => {
      const share = (softwareFen: number) =>
        check('7.2', {
          ...growing,
          annualAccounts: [{ year: 2024, revenue: 1500 * WAN, [field]: softwareFen }],
        }).outcome;
      expect([900 * WAN - 1, 900 * WAN].map(share)).toEqual(['ineligible', 'eligible']);
    },
  );

  it('needs the least whole fen that is at least 60%', () => {
    const found = check('7.2', { ...growing, annualAccounts: [year(2024, 1001)] });
    expect(figures(found, '7.2-share').required).toBe(601);
  });

  it('uses a tier up in a year under 60% (I-7d)', () => {
    const annualAccounts = [
      year(2023, 1500 * WAN, { softwareIntegrationRevenue: 0 }),
      year(2024, 1500 * WAN),
    ];
    expect(checks('7.2', { ...growing, annualAccounts }).map(({ outcome }) => outcome)).toEqual([
      'ineligible',
      'ineligible',
    ]);
  });

  it.each([
    ['I651', 'eligible'],
    ['I6531', 'eligible'],
    ['I6599', 'eligible'],
    ['I6410', 'ineligible'],
    ['C3964', 'ineligible'],
  ])('industry %s (I-7f)', (industryCode, outcome) => {
    expect(check('7.2', dossierWith(growing, { industryCode })).outcome).toBe(outcome);
  });
});

describe('7.3: an IT-services enterprise', () => {
  it.each([
    ['I6520', 'eligible', 'eligible'],
    ['I6599', 'eligible', 'eligible'],
    ['I651', 'ineligible', 'eligible'],
    ['I6513', 'ineligible', 'eligible'],
    ['I6410', 'ineligible', 'ineligible'],
  ])('industry %s: %s; with the whole division: %s (I-7c)', (industryCode, outcome, ofWhole) => {
    const dossier = dossierWith(serving, { industryCode });
    expect(check('7.3', dossier).outcome).toBe(outcome);
    expect(check('7.3', dossier, { pack: reading({ 'I-7c': 'whole-division' }) }).outcome).toBe(ofWhole);
  });

  it('asks for no share of software', () => {
    const annualAccounts = [{ year: 2024, revenue: 15_000 * WAN }];
    expect(check('7.3', { ...serving, annualAccounts }).amount).toBe(100 * WAN);
  });
});
