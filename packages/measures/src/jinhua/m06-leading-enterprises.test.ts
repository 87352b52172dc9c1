import type { AnnualAccount, CapitalContribution, Dossier, Recognition } from '@twelve/dossier';
import { describe, expect, it } from 'vitest';
import { check, checks, condition, figures, reading } from '../../test-fixture/checks.ts';
import { dossierWith, WAN, without } from '../../test-fixture/dossiers.ts';
import { itHasItsGates } from '../../test-fixture/gates.ts';

const account = (year: number, comprehensiveContribution = 100 * WAN): AnnualAccount => ({
  year,
  revenue: 0,
  comprehensiveContribution,
});
const unicorn: Recognition = { id: 'u', kind: 'unicorn', grantedOn: '2023-06-01' };
const leading = dossierWith({ recognitions: [unicorn], annualAccounts: [account(2023)] });

const moved = (on: string) => ({ settlement: { kind: 'relocation' as const, on } });
const paidIn = (
  id: string,
  amount: number,
  more: Partial<CapitalContribution> = {},
): CapitalContribution => ({
  id,
  amount,
  paidInOn: '2024-02-02',
  source: 'other',
  ...more,
});
const settled = dossierWith(
  { capitalContributions: [paidIn('c', 2000 * WAN)] },
  { ...moved('2024-01-01'), registeredCapital: 2000 * WAN },
);
const backed = dossierWith(
  { capitalContributions: [paidIn('vc', 500 * WAN, { source: 'venture-fund' })] },
  moved('2024-01-01'),
);

itHasItsGates({ clause: '6.1', dossier: leading, field: 'widened', enterprise: true });
itHasItsGates({ clause: '6.2', dossier: settled, field: 'widened', enterprise: true });
itHasItsGates({ clause: '6.3', dossier: backed, field: 'widened', enterprise: true });

describe('6.1: ten years from the start', () => {
  const years = Array.from({ length: 13 }, (_, index) => 2022 + index);
  const long = { ...leading, annualAccounts: years.map((year) => account(year)) };

  it('pays all of the contribution for three years, half of it for seven', () => {
    expect(
      checks('6.1', long).map(({ scope, outcome, amount }) => [scope, outcome, (amount ?? 0) / WAN]),
    ).toEqual([
      ['2022', 'ineligible', 0],
      ['2023', 'eligible', 100],
      ['2024', 'eligible', 100],
      ['2025', 'eligible', 100],
      ['2026', 'eligible', 50],
      ['2027', 'eligible', 50],
      ['2028', 'eligible', 50],
      ['2029', 'eligible', 50],
      ['2030', 'eligible', 50],
      ['2031', 'eligible', 50],
      ['2032', 'eligible', 50],
      ['2033', 'ineligible', 0],
      ['2034', 'ineligible', 0],
    ]);
  });

  it('shows which of the years it is', () => {
    const at = (scope: string) => check('6.1', long, { scope });
    expect(figures(at('2022'), '6.1-not-before')).toEqual({ outcome: 'unmet', actual: 0, required: 1 });
    expect(figures(at('2032'), '6.1-not-after')).toEqual({ outcome: 'met', actual: 10, required: 10 });
    expect(figures(at('2033'), '6.1-not-after')).toEqual({ outcome: 'unmet', actual: 11, required: 10 });
  });

  it('ends with the policy where that is decided (I-6a)', () => {
    const pack = reading({ 'I-6a': 'end-with-policy' });
    expect(check('6.1', long, { scope: '2025', pack }).outcome).toBe('eligible');
    expect(figures(check('6.1', long, { scope: '2025', pack }), '6.1-not-after')).toEqual({
      outcome: 'met',
      actual: 3,
      required: 10,
    });
    const after = check('6.1', long, { scope: '2026', pack });
    expect(after.outcome).toBe('ineligible');
    expect(figures(after, '6.1-not-after')).toEqual({ outcome: 'unmet', actual: 2026, required: 2025 });
  });

  it.each([
    ['recognised first', '2023-03-03', '2024-04-04', 2024],
    ['settled first', '2024-04-04', '2023-03-03', 2024],
    ['always in Jinhua', '2023-03-03', null, 2023],
  ])('starts when both are so: %s', (_, grantedOn, on, first) => {
    const dossier = dossierWith(
      { recognitions: [{ ...unicorn, grantedOn }], annualAccounts: [account(2023), account(2024)] },
      on === null ? { settlement: null } : moved(on),
    );
    const found = checks('6.1', dossier).filter(({ outcome }) => outcome === 'eligible');
    expect(found[0]?.scope).toBe(String(first));
  });

  it.each([
    ['2022-12-31', 'ineligible'],
    ['2023-01-01', 'eligible'],
    ['2025-12-31', 'eligible'],
    ['2026-01-01', 'ineligible'],
  ])('a start on %s', (grantedOn, outcome) => {
    const annualAccounts = [account(Number(grantedOn.slice(0, 4)))];
    expect(
      check('6.1', { ...leading, recognitions: [{ ...unicorn, grantedOn }], annualAccounts }).outcome,
    ).toBe(outcome);
  });

  it('takes the earliest recognition, as leader or unicorn', () => {
    const earlier: Recognition = { id: 'l', kind: 'industry-leader', grantedOn: '2022-12-31' };
    expect(check('6.1', { ...leading, recognitions: [unicorn, earlier] }).outcome).toBe('ineligible');
  });

  it('pays nothing for a year without a contribution', () => {
    const annualAccounts = [{ year: 2023, revenue: 5 }];
    expect(check('6.1', { ...leading, annualAccounts })).toMatchObject({ outcome: 'eligible', amount: 0 });
  });
});

describe('6.1: while facts are unknown', () => {
  it.each([
    ['the settling', ['applicant/settlement'] as const],
    ['the recognitions', ['recognitions'] as const],
    ['both', ['applicant/settlement', 'recognitions'] as const],
    ['the accounts', ['annualAccounts'] as const],
  ])('%s: asks for it', (_, facts) => {
    const found = check('6.1', without(leading, ...facts));
    expect(found).toMatchObject({ outcome: 'undetermined', missing: facts });
    const start = facts.some((fact) => fact !== 'annualAccounts') ? 'unknown' : 'met';
    expect(condition(found, '6.1-start').outcome).toBe(start);
  });

  it('is open to one that was recognised, or was in Jinhua, before the policy', () => {
    const early: Dossier = { ...leading, recognitions: [{ ...unicorn, grantedOn: '2020-05-05' }] };
    const year = (number: number, fact: 'applicant/settlement' | 'recognitions', dossier = early) =>
      check('6.1', without({ ...dossier, annualAccounts: [account(number)] }, fact)).outcome;
    expect(year(2023, 'applicant/settlement')).toBe('undetermined');
    expect(year(2022, 'applicant/settlement')).toBe('ineligible');
    const there = dossierWith(leading, moved('2020-05-05'));
    expect(year(2023, 'recognitions', there)).toBe('undetermined');
    expect(year(2022, 'recognitions', there)).toBe('ineligible');
  });

  it('is settled where the start can only be too late, or there is no leader', () => {
    const late = { ...leading, recognitions: [{ ...unicorn, grantedOn: '2026-01-01' }] };
    expect(check('6.1', without(late, 'applicant/settlement')).outcome).toBe('ineligible');
    const lateArrival = dossierWith(leading, moved('2026-01-01'));
    expect(check('6.1', without(lateArrival, 'recognitions')).outcome).toBe('ineligible');
    expect(check('6.1', without({ ...leading, recognitions: [] }, 'annualAccounts')).outcome).toBe(
      'ineligible',
    );
    expect(check('6.1', without({ ...leading, annualAccounts: [] }, 'recognitions')).outcome).toBe(
      'ineligible',
    );
  });

  it.each([
    [2022, 'ineligible'],
    [2023, 'undetermined'],
    [2034, 'undetermined'],
    [2035, 'ineligible'],
  ])('the year %i: %s, whatever the day of settling', (year, outcome) => {
    const dossier = { ...leading, annualAccounts: [account(year)] };
    expect(check('6.1', without(dossier, 'applicant/settlement')).outcome).toBe(outcome);
  });

  it.each([
    [2025, '2023-06-01', 100],
    [2026, '2023-06-01', null],
    [2027, '2023-06-01', null],
    [2028, '2023-06-01', 50],
    [2026, '2024-01-01', 100],
    [2027, '2024-01-01', null],
  ])(
    'the year %i is worth what every start from %s on comes to, or it is not said',
    (year, grantedOn, wan) => {
      const amount = wan === null ? null : wan * WAN;
      const annualAccounts = [account(year)];
      const recognised = { ...leading, recognitions: [{ ...unicorn, grantedOn }], annualAccounts };
      expect(check('6.1', without(recognised, 'applicant/settlement'))).toMatchObject({
        outcome: 'undetermined',
        gross: amount,
        amount,
      });
      const arrived = dossierWith({ annualAccounts }, moved(grantedOn));
      expect(check('6.1', without(arrived, 'recognitions')).amount).toBe(amount);
    },
  );

  it('says what will be required', () => {
    const found = check('6.1', without(leading, 'applicant/settlement'));
    expect(figures(found, '6.1-not-after')).toEqual({ outcome: 'unknown', actual: undefined, required: 10 });
    expect(condition(found, '6.1-not-after').unit).toBe('year');
  });
});

describe('6.2: settling', () => {
  it.each([
    ['a fen below', 2000 * WAN - 1, 'unmet'],
    ['at', 2000 * WAN, 'met'],
    ['a fen above', 2000 * WAN + 1, 'met'],
  ])('registered capital %s the floor', (_, registeredCapital, outcome) => {
    const found = check('6.2', dossierWith(settled, { ...settled.applicant, registeredCapital }));
    expect(figures(found, '6.2-registered-capital')).toEqual({
      outcome,
      actual: registeredCapital,
      required: 2000 * WAN,
    });
    expect(found.outcome).toBe(outcome === 'met' ? 'eligible' : 'ineligible');
  });

  it.each([
    ['a fen below', 1000 * WAN - 1, 'unmet'],
    ['at', 1000 * WAN, 'met'],
    ['a fen above', 1000 * WAN + 1, 'met'],
  ])('paid-in capital of any source %s the floor (I-6c)', (_, amountFen, outcome) => {
    const capitalContributions = [
      paidIn('c', amountFen),
      paidIn('f', 500 * WAN, { source: 'other-fund' }),
      paidIn('a', 500 * WAN, { source: 'angel-fund' }),
    ];
    const found = check('6.2', { ...settled, capitalContributions });
    expect(figures(found, '6.2-paid-in-capital')).toEqual({
      outcome,
      actual: amountFen + 1000 * WAN,
      required: 2000 * WAN,
    });
    expect(found.outcome).toBe(outcome === 'met' ? 'eligible' : 'ineligible');
  });

  it.each([
    ['below', 10_000 * WAN - 20, 500 * WAN - 1],
    ['at', 10_000 * WAN, 500 * WAN],
    ['above', 10_000 * WAN + 20, 500 * WAN],
  ])('5%, %s the ceiling', (_, amountFen, paysFen) => {
    const found = check('6.2', { ...settled, capitalContributions: [paidIn('c', amountFen)] });
    expect(found).toMatchObject({ limit: 500 * WAN, amount: paysFen });
  });

  it('tops up to the ceiling with later capital (I-6d)', () => {
    const capitalContributions = [paidIn('c', 8000 * WAN), paidIn('d', 8000 * WAN)];
    const lines = [{ item: 'capitalContributions/c', value: 400 * WAN }];
    const priorAwards = [{ clause: '6.2' as const, scope: 'applicant', amount: 400 * WAN, lines }];
    expect(check('6.2', { ...settled, capitalContributions, priorAwards }).amount).toBe(100 * WAN);
  });

  it.each([
    ['2022-12-31', 'ineligible'],
    ['2023-01-01', 'eligible'],
    ['2025-12-31', 'eligible'],
    ['2026-01-01', 'ineligible'],
  ])('settled on %s', (on, outcome) => {
    const applicant = { ...moved(on), registeredCapital: 2000 * WAN };
    expect(check('6.2', dossierWith(settled, applicant)).outcome).toBe(outcome);
  });

  it('counts capital paid in before the settling and the policy, up to its last day (I-6b)', () => {
    const on = (paidInOn: string) => ({
      ...settled,
      capitalContributions: [paidIn('c', 2000 * WAN, { paidInOn })],
    });
    expect(check('6.2', on('2019-01-01')).outcome).toBe('eligible');
    expect(check('6.2', on('2025-12-31')).outcome).toBe('eligible');
    expect(check('6.2', on('2026-01-01'))).toMatchObject({ outcome: 'ineligible', scope: null });
    const pack = reading({ 'I-6b': 'after-settling' });
    expect(check('6.2', on('2023-12-31'), { pack }).outcome).toBe('ineligible');
    expect(check('6.2', on('2024-01-01'), { pack }).outcome).toBe('eligible');
  });

  it('is open on what counts while the day of settling decides it (I-6b)', () => {
    const pack = reading({ 'I-6b': 'after-settling' });
    const open = without(settled, 'applicant/settlement');
    const found = check('6.2', open, { pack });
    expect(found).toMatchObject({
      outcome: 'undetermined',
      amount: null,
      limit: 500 * WAN,
      missing: ['applicant/settlement'],
    });
    expect(figures(found, '6.2-paid-in-capital')).toEqual({
      outcome: 'unknown',
      actual: undefined,
      required: 2000 * WAN,
    });
    expect(condition(found, '6.2-capital').outcome).toBe('unknown');
    expect(check('6.2', open).amount).toBe(100 * WAN);
    const small = { ...open, capitalContributions: [paidIn('c', 2000 * WAN - 1)] };
    expect(check('6.2', small, { pack })).toMatchObject({ outcome: 'ineligible', missing: [] });
    expect(check('6.3', without(backed, 'applicant/settlement'), { pack }).amount).toBe(null);
  });

  it('is for those who newly settled', () => {
    expect(check('6.2', dossierWith(settled, { registeredCapital: 2000 * WAN })).outcome).toBe('ineligible');
    const registered = { settlement: { kind: 'new-registration' as const, on: '2024-01-01' } };
    expect(check('6.2', dossierWith(settled, { ...registered, registeredCapital: 2000 * WAN })).outcome).toBe(
      'eligible',
    );
  });

  it.each(['applicant/settlement', 'applicant/registeredCapital', 'capitalContributions'] as const)(
    'asks for %s while it is unknown',
    (fact) => {
      expect(check('6.2', without(settled, fact))).toMatchObject({
        outcome: 'undetermined',
        scope: 'applicant',
        limit: 500 * WAN,
        missing: [fact],
      });
    },
  );

  it('asks for nothing where one floor is not reached', () => {
    const small = dossierWith(settled, { ...settled.applicant, registeredCapital: 1999 * WAN });
    expect(check('6.2', without(small, 'capitalContributions', 'applicant/settlement')).missing).toEqual([]);
    const found = check('6.2', without(settled, 'applicant/registeredCapital', 'capitalContributions'));
    expect(condition(found, '6.2-registered-capital')).toMatchObject({
      outcome: 'unknown',
      required: 2000 * WAN,
      unit: 'fen',
    });
    expect(condition(found, '6.2-paid-in-capital')).toMatchObject({
      outcome: 'unknown',
      required: 2000 * WAN,
      unit: 'fen',
      facts: ['capitalContributions'],
    });
  });
});

describe('6.3: fund-backed settling', () => {
  it.each([
    ['angel-fund', 'eligible'],
    ['venture-fund', 'eligible'],
    ['startup-fund', 'eligible'],
    ['other-fund', 'ineligible'],
    ['other', 'ineligible'],
  ] as const)('money of %s', (source, outcome) => {
    expect(check('6.3', { ...backed, capitalContributions: [paidIn('c', WAN, { source })] }).outcome).toBe(
      outcome,
    );
  });

  it('takes other funds where that is decided (I-6c)', () => {
    const dossier = { ...backed, capitalContributions: [paidIn('c', 10 * WAN, { source: 'other-fund' })] };
    const found = check('6.3', dossier, { pack: reading({ 'I-6c': 'all-funds' }) });
    expect(found).toMatchObject({ outcome: 'eligible', amount: WAN });
    expect(condition(found, '6.3-fund').text.en).toMatch(/^investment funds have paid in/);
    expect(condition(check('6.3', backed), '6.3-fund').text.en).toContain('angel');
    const own = { ...backed, capitalContributions: [paidIn('c', 10 * WAN)] };
    expect(check('6.3', own, { pack: reading({ 'I-6c': 'all-funds' }) }).outcome).toBe('ineligible');
  });

  it.each([
    ['below', 10_000 * WAN - 10, 1000 * WAN - 1],
    ['at', 10_000 * WAN, 1000 * WAN],
    ['above', 10_000 * WAN + 10, 1000 * WAN],
  ])('10%, %s the ceiling, without a floor', (_, amountFen, paysFen) => {
    const capitalContributions = [
      paidIn('c', amountFen, { source: 'angel-fund' }),
      paidIn('own', 5000 * WAN),
    ];
    expect(check('6.3', { ...backed, capitalContributions })).toMatchObject({
      limit: 1000 * WAN,
      amount: paysFen,
    });
  });

  it.each([
    ['2022-12-31', 'ineligible'],
    ['2023-01-01', 'eligible'],
    ['2025-12-31', 'eligible'],
    ['2026-01-01', 'ineligible'],
  ])('settled on %s', (on, outcome) => {
    expect(check('6.3', dossierWith(backed, moved(on))).outcome).toBe(outcome);
  });

  it('counts what funds paid in up to the last day of the policy', () => {
    const on = (paidInOn: string) => ({
      ...backed,
      capitalContributions: [paidIn('c', 10 * WAN, { paidInOn, source: 'angel-fund' })],
    });
    expect(check('6.3', on('2020-01-01')).outcome).toBe('eligible');
    expect(check('6.3', on('2026-01-01')).outcome).toBe('ineligible');
  });

  it('is paid once', () => {
    const lines = [{ item: 'capitalContributions/old', value: 1 }];
    const priorAwards = [{ clause: '6.3' as const, scope: 'applicant', amount: 1, lines }];
    expect(check('6.3', { ...backed, priorAwards })).toMatchObject({ outcome: 'eligible', amount: 0 });
  });

  it.each(['applicant/settlement', 'capitalContributions'] as const)(
    'asks for %s while it is unknown',
    (fact) => {
      expect(check('6.3', without(backed, fact))).toMatchObject({ outcome: 'undetermined', missing: [fact] });
    },
  );
});
