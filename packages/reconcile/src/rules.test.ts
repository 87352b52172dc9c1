import type { AnnualAccount, Carrier, Dossier, Recognition, RecognitionLevel } from '@twelve/dossier';
import { describe, expect, it } from 'vitest';
import { dossierWith, model, spent, WAN } from '../../measures/test-fixture/dossiers.ts';
import { determined, outcomes, reasons, said } from '../test-fixture/determinations.ts';

type PriorAward = NonNullable<Dossier['priorAwards']>[number];

const paid = (
  clause: PriorAward['clause'],
  scope: string,
  wan: number,
  more: Partial<PriorAward> = {},
): PriorAward => ({
  clause,
  scope,
  amount: wan * WAN,
  lines: [{ item: `gone/${clause}/${scope}`, value: wan * WAN }],
  ...more,
});

describe('X3: one class for good', () => {
  const year = (number: number, wan: number): AnnualAccount => ({
    year: number,
    revenue: wan * WAN + 1,
    softwareIntegrationRevenue: wan * WAN + 1,
  });
  const growing = (facts: Partial<Dossier>) => dossierWith(facts, { industryCode: 'I6531' });

  it('is the one that brings more over all years', () => {
    const determination = determined(growing({ annualAccounts: [year(2023, 2000), year(2024, 10_000)] }));
    expect(outcomes(determination)).toEqual({
      '7.2/2023': `granted ${200 * WAN}`,
      '7.2/2024': `granted ${500 * WAN}`,
      '7.3/2024': 'superseded 0',
    });
    expect(reasons(determination, '7.3/2024')).toEqual([
      { rule: 'X3', by: '7.2/2023', items: ['annualAccounts/2024/revenue'] },
    ]);
    expect(said(determination, '7.3/2024')[0]).toMatch(
      /只能享受一类.*7\.2\/2023.*one of the two classes.*7\.2\/2023/,
    );
  });

  it('leaves every other clause alone, chosen now or before', () => {
    const recognitions: Recognition[] = [
      { id: 'r', kind: 'first-set', level: 'national', grantedOn: '2024-05-05' },
    ];
    const dossier = growing({ annualAccounts: [year(2024, 50_000)], recognitions });
    expect(outcomes(determined(dossier))).toMatchObject({ '8.2/r': `granted ${100 * WAN}` });
    const chosen = determined({ ...dossier, priorAwards: [paid('7.3', '2020', 1)] });
    expect(outcomes(chosen)).toMatchObject({ '8.2/r': `granted ${100 * WAN}` });
  });

  it('is chosen by an award under one of the two, and by no other', () => {
    const priorAwards = [paid('8.1', 'r', 50, { year: 2023 })];
    expect(outcomes(determined(growing({ annualAccounts: [year(2024, 50_000)], priorAwards })))).toEqual({
      '7.2/2024': `granted ${500 * WAN}`,
      '7.3/2024': 'superseded 0',
    });
  });

  it('is not what takes money away that was received elsewhere', () => {
    const annualAccounts = [{ ...year(2024, 30_000), softwareIntegrationRevenue: 0 }];
    const otherAwards = [{ itemId: 'annualAccounts/2024/revenue', amount: 300 * WAN, policy: '省' }];
    const determination = determined(growing({ annualAccounts, otherAwards }));
    expect(outcomes(determination)).toEqual({ '7.3/2024': 'superseded 0' });
    expect(reasons(determination, '7.3/2024').map(({ rule }) => rule)).toEqual(['X9']);
  });

  it('is 7.3 where that brings more', () => {
    const annualAccounts = [year(2023, 2000), { ...year(2024, 30_000), softwareIntegrationRevenue: 0 }];
    expect(outcomes(determined(growing({ annualAccounts })))).toEqual({
      '7.2/2023': 'superseded 0',
      '7.3/2024': `granted ${300 * WAN}`,
    });
  });

  it('is 7.2 where both bring the same', () => {
    expect(outcomes(determined(growing({ annualAccounts: [year(2024, 50_000)] })))).toEqual({
      '7.2/2024': `granted ${500 * WAN}`,
      '7.3/2024': 'superseded 0',
    });
  });

  it('counts what is left to pay: money received elsewhere can turn it', () => {
    const annualAccounts = [year(2023, 5000), year(2024, 30_000)];
    const otherAwards = [{ itemId: 'annualAccounts/2023/revenue', amount: 300 * WAN, policy: '省' }];
    expect(outcomes(determined(growing({ annualAccounts, otherAwards })))).toEqual({
      '7.2/2023': 'superseded 0',
      '7.3/2024': `granted ${300 * WAN}`,
    });
  });

  it('was chosen by what was paid before', () => {
    const annualAccounts = [year(2024, 50_000)];
    const after = (...priorAwards: PriorAward[]) => determined(growing({ annualAccounts, priorAwards }));
    expect(outcomes(after(paid('7.3', '2020', 1)))).toEqual({
      '7.2/2024': 'superseded 0',
      '7.3/2024': `granted ${500 * WAN}`,
    });
    expect(reasons(after(paid('7.3', '2020', 1)), '7.2/2024')).toEqual([
      { rule: 'X3', by: '7.3/2020', items: ['annualAccounts/2024/revenue'] },
    ]);
    const both = after(paid('7.3', '2020', 1), paid('7.2', '2021', 1));
    expect(outcomes(both)).toEqual({ '7.2/2024': 'superseded 0', '7.3/2024': 'superseded 0' });
    expect(reasons(both, '7.3/2024')[0]?.by).toBe('7.2/2021');
    const twice = after(paid('7.3', '2021', 1), paid('7.3', '2020', 1));
    expect(reasons(twice, '7.2/2024')[0]?.by).toBe('7.3/2020');
  });
});

describe('X4: the higher of a carrier’s year', () => {
  const carrier = (countedOn = '2024-12-31', more: Partial<Carrier> = {}): Carrier => ({
    id: 'hub',
    kind: 'incubator',
    countedOn,
    tenants: 20,
    aiTenants: 12,
    ...more,
  });
  const incubator = (id: string, level: RecognitionLevel, grantedOn = '2024-05-05'): Recognition => ({
    id,
    kind: 'ai-incubator',
    level,
    grantedOn,
    subjectId: 'hub',
  });
  const of = (recognitions: Recognition[], more: Partial<Dossier> = {}) =>
    determined(dossierWith({ carriers: [carrier()], recognitions, ...more }));

  it.each<[string, Recognition[], Record<string, string>]>([
    [
      'a lower level',
      [incubator('m', 'municipal')],
      { '10.1/hub': `granted ${100 * WAN}`, '10.2/m': 'superseded 0' },
    ],
    [
      'an equal sum',
      [incubator('a', 'municipal'), incubator('b', 'municipal')],
      { '10.1/hub': `granted ${100 * WAN}`, '10.2/a': 'superseded 0', '10.2/b': 'superseded 0' },
    ],
    [
      'a higher sum of several levels',
      [incubator('m', 'municipal'), incubator('p', 'provincial')],
      { '10.1/hub': 'superseded 0', '10.2/m': `granted ${50 * WAN}`, '10.2/p': `granted ${100 * WAN}` },
    ],
    [
      'another year',
      [incubator('n', 'national', '2023-12-31')],
      { '10.1/hub': `granted ${100 * WAN}`, '10.2/n': `granted ${200 * WAN}` },
    ],
    [
      'a recognition outside the policy, which does not compete',
      [incubator('m', 'municipal'), incubator('x', 'national', '2026-01-01')],
      { '10.1/hub': `granted ${100 * WAN}`, '10.2/m': 'superseded 0' },
    ],
  ])('%s', (_, recognitions, expected) => {
    expect(outcomes(of(recognitions))).toEqual(expected);
  });

  it('says which one it yields to', () => {
    expect(reasons(of([incubator('n', 'national')]), '10.1/hub')).toEqual([
      { rule: 'X4', by: '10.2/n', items: ['carriers/hub'] },
    ]);
    expect(said(of([incubator('n', 'national')]), '10.1/hub')[0]).toMatch(
      /同一年度就高.*10\.2\/n.*one carrier and year.*10\.2\/n/,
    );
  });

  it('is decided year by year, not by the best total (I-10a)', () => {
    const recognitions = [incubator('p', 'provincial'), incubator('n', 'national', '2025-05-05')];
    expect(outcomes(of(recognitions))).toEqual({
      '10.1/hub': `granted ${100 * WAN}`,
      '10.2/n': `granted ${200 * WAN}`,
      '10.2/p': 'superseded 0',
    });
  });

  it('is decided by the levels, whatever was received for them', () => {
    const otherAwards = [{ itemId: 'recognitions/n', amount: 150 * WAN, policy: '省' }];
    expect(outcomes(of([incubator('n', 'national')], { otherAwards }))).toEqual({
      '10.1/hub': 'superseded 0',
      '10.2/n': `reduced ${50 * WAN}`,
    });
  });

  it('an award of 10.1 that was paid does not compete, and is deducted from 10.2 of that year', () => {
    const lines = [{ item: 'carriers/hub', value: 100 * WAN }];
    const priorAwards = [paid('10.1', 'hub', 100, { year: 2024, lines })];
    const determination = of([incubator('m', 'municipal'), incubator('p', 'provincial')], { priorAwards });
    expect(outcomes(determination)).toEqual({
      '10.1/hub': 'already-awarded 0',
      '10.2/m': 'superseded 0',
      '10.2/p': `reduced ${50 * WAN}`,
    });
    expect(reasons(determination, '10.2/p')).toEqual([
      { rule: 'X4', by: '10.1/hub', items: ['recognitions/p'] },
    ]);
    const other = [paid('10.1', 'hub', 100, { year: 2023, lines })];
    expect(outcomes(of([incubator('p', 'provincial')], { priorAwards: other }))).toMatchObject({
      '10.2/p': `granted ${100 * WAN}`,
    });
  });

  it('what 10.1 was paid is borne by recognitions that are paid, not by one left out for what it would use up', () => {
    const lines = [{ item: 'carriers/hub', value: 100 * WAN }];
    const priorAwards = [paid('10.1', 'hub', 100, { year: 2024, lines })];
    const otherAwards = [{ itemId: 'recognitions/a', amount: 150 * WAN, policy: '省' }];
    const recognitions = [
      incubator('a', 'national'),
      incubator('b', 'provincial'),
      incubator('c', 'provincial'),
    ];
    expect(outcomes(of(recognitions, { priorAwards, otherAwards }))).toEqual({
      '10.1/hub': 'already-awarded 0',
      '10.2/a': 'superseded 0',
      '10.2/b': 'superseded 0',
      '10.2/c': `granted ${100 * WAN}`,
    });
  });

  it.each([
    ['a', 'b'],
    ['b', 'a'],
  ])(
    'of recognitions that take up the same, the larger bears it, whatever they are called: %s',
    (large, small) => {
      const lines = [{ item: 'carriers/hub', value: 30 * WAN }];
      const priorAwards = [paid('10.1', 'hub', 30, { year: 2024, lines })];
      const otherAwards = [large, small].map((id) => ({
        itemId: `recognitions/${id}`,
        amount: 30 * WAN,
        policy: '省',
      }));
      const recognitions = [incubator(large, 'national'), incubator(small, 'provincial')];
      expect(of(recognitions, { priorAwards, otherAwards }).total.fixed).toBe(140 * WAN);
    },
  );

  it('what 10.2 has paid for the year is deducted from 10.1, without taking up a limit', () => {
    const before = (year: number) => [paid('10.2', 'old', 50, { year, subjectId: 'hub' })];
    expect(outcomes(of([], { priorAwards: before(2024) }))).toEqual({ '10.1/hub': `reduced ${50 * WAN}` });
    expect(outcomes(of([], { priorAwards: before(2023) }))).toEqual({ '10.1/hub': `granted ${100 * WAN}` });
    const elsewhere = [paid('10.2', 'old', 50, { year: 2024, subjectId: 'another' })];
    expect(outcomes(of([], { priorAwards: elsewhere }))).toEqual({ '10.1/hub': `granted ${100 * WAN}` });
  });

  it('what 10.1 was paid is deducted for that carrier and year, from 10.2 alone', () => {
    const lines = [{ item: 'carriers/hub', value: 100 * WAN }];
    const priorAwards = [paid('10.1', 'hub', 100, { year: 2024, lines })];
    const recognitions: Recognition[] = [
      incubator('a', 'municipal'),
      incubator('b', 'provincial', '2025-05-05'),
      { ...incubator('c', 'provincial'), ...{ subjectId: 'second' } },
      { id: 'set', kind: 'first-set', level: 'provincial', grantedOn: '2024-05-05' },
    ];
    const carriers = [carrier(), carrier('2023-05-05', { id: 'second', tenants: 0, aiTenants: 0 })];
    expect(outcomes(of(recognitions, { carriers, priorAwards }))).toEqual({
      '10.1/hub': 'already-awarded 0',
      '10.2/a': 'superseded 0',
      '10.2/b': `granted ${100 * WAN}`,
      '10.2/c': `granted ${100 * WAN}`,
      '8.2/set': `granted ${50 * WAN}`,
    });
  });

  it('what 10.2 was paid for the year is no rival of 10.2', () => {
    const carriers = [carrier('2023-05-05', { tenants: 0, aiTenants: 0 })];
    const priorAwards = [paid('10.2', 'old', 50, { year: 2024, subjectId: 'hub' })];
    expect(outcomes(of([incubator('p', 'provincial')], { carriers, priorAwards }))).toEqual({
      '10.2/p': `granted ${100 * WAN}`,
    });
  });

  it('takes the year of an earlier award from the dossier where the award does not say it', () => {
    const priorAwards = [paid('10.1', 'hub', 100, { lines: [{ item: 'carriers/hub', value: 100 * WAN }] })];
    expect(outcomes(of([incubator('n', 'national')], { priorAwards }))).toMatchObject({
      '10.2/n': `reduced ${100 * WAN}`,
    });
  });
});

describe('X5: an incubator’s limit', () => {
  const recognition = (id: string, level: RecognitionLevel, year: number): Recognition => ({
    id,
    kind: 'ai-incubator',
    level,
    grantedOn: `${year}-05-05`,
    subjectId: 'hub',
  });
  const hub: Carrier = { id: 'hub', kind: 'incubator', countedOn: '2024-01-01', tenants: 1, aiTenants: 0 };
  const of = (recognitions: Recognition[], more: Partial<Dossier> = {}) =>
    determined(dossierWith({ carriers: [hub], recognitions, ...more }));

  it('is shared by all its recognitions, and cuts the last of them', () => {
    const determination = of([
      recognition('a', 'municipal', 2023),
      recognition('b', 'provincial', 2024),
      recognition('c', 'provincial', 2025),
    ]);
    expect(outcomes(determination)).toEqual({
      '10.2/a': `granted ${50 * WAN}`,
      '10.2/b': `granted ${100 * WAN}`,
      '10.2/c': `granted ${50 * WAN}`,
    });
    expect(reasons(determination, '10.2/c')).toEqual([
      { rule: 'X5', by: '10.2/a', items: ['recognitions/c'] },
      { rule: 'X5', by: '10.2/b', items: ['recognitions/c'] },
    ]);
    expect(reasons(determination, '10.2/a')).toEqual([]);
  });

  it('yields to those that it still pays, not to others beyond it nor to another incubator', () => {
    const other: Recognition = { ...recognition('d', 'national', 2024), ...{ subjectId: 'second' } };
    const determination = of(
      [
        recognition('a', 'national', 2023),
        recognition('b', 'municipal', 2024),
        recognition('c', 'municipal', 2025),
        other,
      ],
      { carriers: [hub, { ...hub, id: 'second' }] },
    );
    expect(reasons(determination, '10.2/c')).toEqual([
      { rule: 'X5', by: '10.2/a', items: ['recognitions/c'] },
    ]);
  });

  it('leaves nothing for those beyond it', () => {
    const determination = of([recognition('a', 'national', 2023), recognition('b', 'municipal', 2024)]);
    expect(outcomes(determination)).toEqual({
      '10.2/a': `granted ${200 * WAN}`,
      '10.2/b': 'superseded 0',
    });
    expect(reasons(determination, '10.2/b')).toEqual([
      { rule: 'X5', by: '10.2/a', items: ['recognitions/b'] },
    ]);
    expect(said(determination, '10.2/b')[0]).toMatch(
      /10\.2\/a合用同一最高限额.*shares one limit with 10\.2\/a/,
    );
  });

  it('counts earlier awards, also for what is in the dossier no more', () => {
    const priorAwards = [paid('10.2', 'old', 150, { year: 2023, subjectId: 'hub' })];
    const determination = of([recognition('b', 'provincial', 2024)], { priorAwards });
    expect(outcomes(determination)).toEqual({ '10.2/b': `reduced ${50 * WAN}` });
    expect(reasons(determination, '10.2/b')).toEqual([
      { rule: 'X7', by: '10.2/old', items: ['recognitions/b'] },
    ]);
    const several = ['older', 'old'].map((scope) =>
      paid('10.2', scope, 75, { year: 2023, subjectId: 'hub' }),
    );
    expect(reasons(of([recognition('b', 'provincial', 2024)], { priorAwards: several }), '10.2/b')).toEqual([
      { rule: 'X7', by: '10.2/old', items: ['recognitions/b'] },
      { rule: 'X7', by: '10.2/older', items: ['recognitions/b'] },
    ]);
  });

  it('is each incubator’s own', () => {
    const second: Recognition = { ...recognition('b', 'national', 2024), ...{ subjectId: 'second' } };
    const carriers = [hub, { ...hub, id: 'second' }];
    expect(outcomes(of([recognition('a', 'national', 2023), second], { carriers }))).toEqual({
      '10.2/a': `granted ${200 * WAN}`,
      '10.2/b': `granted ${200 * WAN}`,
    });
  });
});

describe('X6: two models a year', () => {
  const trained = (models: Record<string, number>, more: Partial<Dossier> = {}) =>
    dossierWith(
      {
        projects: Object.keys(models).map((id) => model(id)),
        expenditures: Object.entries(models).map(([id, wan]) =>
          spent(`for-${id}`, wan * WAN, [id], { nature: 'compute' }),
        ),
        ...more,
      },
      { organisationKind: 'university' },
    );

  it('go to the larger amounts, then to the smaller ids; the rest wait', () => {
    const determination = determined(trained({ a: 100, b: 300, c: 100, d: 200 }));
    expect(outcomes(determination)).toEqual({
      '3.1/a': 'wait-listed 0',
      '3.1/b': `granted ${150 * WAN}`,
      '3.1/c': 'wait-listed 0',
      '3.1/d': `granted ${100 * WAN}`,
    });
    expect(reasons(determination, '3.1/a')).toEqual([
      { rule: 'X6', by: 'quota/3.1/2024', items: ['expenditures/for-a'] },
    ]);
    expect(said(determination, '3.1/a')[0]).toMatch(/名额已满.*places of this year are taken/);
    expect(outcomes(determined(trained({ c: 100, b: 100, a: 100 })))).toMatchObject({
      '3.1/c': 'wait-listed 0',
    });
  });

  it('are compared by what 3.1 would pay: limit and receipts applied', () => {
    const otherAwards = [{ itemId: 'expenditures/for-a', amount: 1900 * WAN, policy: '国家' }];
    expect(outcomes(determined(trained({ a: 8000, b: 5000, c: 300 }, { otherAwards })))).toMatchObject({
      '3.1/a': 'wait-listed 0',
    });
  });

  it('are each year’s own', () => {
    const dossier = trained({ a: 100, b: 100, c: 100 });
    const projects = [model('a'), model('b'), model('c', { completedOn: '2025-01-01' })];
    expect(outcomes(determined({ ...dossier, projects }))).toMatchObject({
      '3.1/c': `granted ${50 * WAN}`,
    });
  });

  it('a model that was paid holds its place, in the dossier or not', () => {
    const elsewhere = [paid('3.1', 'x', 9, { year: 2024 }), paid('3.1', 'y', 9, { year: 2024 })];
    expect(outcomes(determined(trained({ a: 100 }, { priorAwards: elsewhere })))).toEqual({
      '3.1/a': 'wait-listed 0',
    });
    const three = [...elsewhere, paid('3.1', 'z', 9, { year: 2024 })];
    expect(outcomes(determined(trained({ a: 100, b: 100 }, { priorAwards: three })))).toEqual({
      '3.1/a': 'wait-listed 0',
      '3.1/b': 'wait-listed 0',
    });
    const ofOthers = elsewhere.map((one) => ({ ...one, clause: '2.2' as const }));
    expect(outcomes(determined(trained({ a: 100 }, { priorAwards: ofOthers })))).toEqual({
      '3.1/a': `granted ${50 * WAN}`,
    });
    const lastYear = elsewhere.map((one) => ({ ...one, year: 2023 }));
    expect(outcomes(determined(trained({ a: 100 }, { priorAwards: lastYear })))).toEqual({
      '3.1/a': `granted ${50 * WAN}`,
    });
    const own = [
      paid('3.1', 'a', 10, { year: 2024, lines: [{ item: 'expenditures/for-a', value: 10 * WAN }] }),
    ];
    expect(outcomes(determined(trained({ a: 100, b: 900, c: 800 }, { priorAwards: own })))).toEqual({
      '3.1/a': `reduced ${40 * WAN}`,
      '3.1/b': `granted ${450 * WAN}`,
      '3.1/c': 'wait-listed 0',
    });
  });

  it('stand above X1: what a wait-listed model spent may be paid under another clause', () => {
    const dossier = trained({ a: 900, b: 800, c: 700 });
    const [first, second] = dossier.expenditures ?? [];
    const third = spent('for-c', 700 * WAN, ['c'], { nature: 'compute', publicPlatformId: 'jh-cloud' });
    const expenditures = [first, second, third].filter((entry) => entry !== undefined);
    expect(outcomes(determined({ ...dossier, expenditures }))).toMatchObject({
      '3.1/c': 'wait-listed 0',
      '9.1b/jh-cloud/2024': `granted ${50 * WAN}`,
    });
  });

  it('are not asked for by a model that would bring nothing', () => {
    const otherAwards = ['a', 'b'].map((id) => ({
      itemId: `expenditures/for-${id}`,
      amount: 50 * WAN,
      policy: '国家',
    }));
    expect(outcomes(determined(trained({ a: 100, b: 100, c: 90, d: 80 }, { otherAwards })))).toEqual({
      '3.1/a': 'superseded 0',
      '3.1/b': 'superseded 0',
      '3.1/c': `granted ${45 * WAN}`,
      '3.1/d': `granted ${40 * WAN}`,
    });
  });

  it('are stated with every award of 3.1, and with no other', () => {
    const { awards } = determined(trained({ a: 100, b: 100, c: 100 }));
    for (const { clause, quota } of awards) {
      expect(quota).toEqual(clause === '3.1' ? { year: 2024, places: 2 } : undefined);
    }
  });
});
