import type { Carrier, Dossier, Recognition, RecognitionLevel } from '@twelve/dossier';
import { describe, expect, it } from 'vitest';
import { dossierWith, WAN } from '../../measures/test-fixture/dossiers.ts';
import { determined, outcomes, reasons, said } from '../test-fixture/determinations.ts';
import { paid } from '../test-fixture/dossiers.ts';

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

  it('says of the lower that the other one applies, and of the higher what the lower was paid before', () => {
    const priorAwards = [paid('10.2', 'm', 50, { year: 2024, subjectId: 'hub' })];
    const determination = of([incubator('m', 'municipal')], { priorAwards });
    expect(outcomes(determination)).toEqual({ '10.1/hub': `reduced ${50 * WAN}`, '10.2/m': 'superseded 0' });
    expect(said(determination, '10.2/m')[0]).toMatch(/适用10\.1\/hub .*here 10\.1\/hub$/);
    expect(said(determination, '10.1/hub')[0]).toMatch(
      /10\.2\/m此前已兑付的金额予以扣减 .*what 10\.2\/m was paid before is deducted$/,
    );
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
    const others = [
      paid('8.2', 'set', 50, { subjectId: 'hub' }),
      { ...paid('10.2', 'none', 0, { year: 2023, subjectId: 'hub' }), lines: [] },
    ];
    const beside = of([recognition('b', 'provincial', 2024)], { priorAwards: [...priorAwards, ...others] });
    expect(reasons(beside, '10.2/b').map(({ by }) => by)).toEqual(['10.2/old']);
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
    // A recognition of another incubator may have the name of this one.
    const priorAwards = [
      paid('10.2', 'old', 150, { year: 2023, subjectId: 'hub' }),
      paid('10.2', 'hub', 100, { year: 2023, subjectId: 'second' }),
    ];
    const namesake = of([recognition('a', 'national', 2024)], { carriers, priorAwards });
    expect(outcomes(namesake)).toEqual({ '10.2/a': `reduced ${50 * WAN}` });
    expect(reasons(namesake, '10.2/a').map(({ by }) => by)).toEqual(['10.2/old']);
  });
});
