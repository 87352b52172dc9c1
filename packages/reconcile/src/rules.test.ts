import type { AnnualAccount, Dossier, Recognition } from '@twelve/dossier';
import { describe, expect, it } from 'vitest';
import { dossierWith, model, spent, WAN } from '../../measures/test-fixture/dossiers.ts';
import { determined, outcomes, reasons, said } from '../test-fixture/determinations.ts';
import { type PriorAward, paid } from '../test-fixture/dossiers.ts';

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

  it('are asked for by a model that brings something once a line is left out whose receipts fill the limit', () => {
    const dossier = trained({ a: 900, b: 800, c: 700 });
    const expenditures = [
      ...(dossier.expenditures ?? []),
      spent('more', 10_000 * WAN, ['c'], { nature: 'compute' }),
    ];
    const otherAwards = [{ itemId: 'expenditures/more', amount: 2000 * WAN, policy: '国家' }];
    expect(outcomes(determined({ ...dossier, expenditures, otherAwards }))).toEqual({
      '3.1/a': `granted ${450 * WAN}`,
      '3.1/b': `granted ${400 * WAN}`,
      '3.1/c': 'wait-listed 0',
    });
    const alone = determined({
      ...dossier,
      projects: [model('c')],
      expenditures: expenditures.slice(2).map((entry) => ({ ...entry, projectIds: ['c'] })),
      otherAwards,
    });
    expect(outcomes(alone)).toEqual({ '3.1/c': `reduced ${350 * WAN}` });
  });

  it('are stated with every award of 3.1, and with no other', () => {
    const { awards } = determined(trained({ a: 100, b: 100, c: 100 }));
    for (const { clause, quota } of awards) {
      expect(quota).toEqual(clause === '3.1' ? { year: 2024, places: 2 } : undefined);
    }
  });
});
