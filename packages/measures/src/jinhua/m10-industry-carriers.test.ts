import type { Carrier, Recognition, RecognitionLevel } from '@twelve/dossier';
import { describe, expect, it } from 'vitest';
import { check, checks, figures, reading } from '../../test-fixture/checks.ts';
import { dossierWith, WAN, without } from '../../test-fixture/dossiers.ts';
import { itHasItsGates } from '../../test-fixture/gates.ts';

const carrier = (more: Partial<Carrier> = {}): Carrier => ({
  id: 'hub',
  kind: 'incubator',
  countedOn: '2024-12-31',
  tenants: 20,
  aiTenants: 12,
  ...more,
});
const running = (more: Partial<Carrier> = {}) => dossierWith({ carriers: [carrier(more)] });

type Incubator = Extract<Recognition, { kind: 'ai-incubator' }>;
const recognition = (more: Partial<Incubator> = {}): Incubator => ({
  id: 'r',
  kind: 'ai-incubator',
  level: 'provincial',
  grantedOn: '2024-03-03',
  subjectId: 'hub',
  ...more,
});
const recognised = (...recognitions: readonly Incubator[]) =>
  dossierWith({ carriers: [carrier({ aiTenants: 0 })], recognitions: [...recognitions] });

itHasItsGates({ clause: '10.1', dossier: running(), field: 'ai', enterprise: false });
itHasItsGates({ clause: '10.2', dossier: recognised(recognition()), field: 'ai', enterprise: false });

describe('10.1: parks and incubators', () => {
  it.each(['industrial-park', 'incubator'] as const)('pays 100万 for an %s', (kind) => {
    expect(check('10.1', running({ kind }))).toMatchObject({
      scope: 'hub',
      lines: [{ item: 'carriers/hub', base: 100 * WAN, percent: 100, value: 100 * WAN }],
      limit: null,
      amount: 100 * WAN,
    });
  });

  it.each([
    [19, 'unmet'],
    [20, 'met'],
    [21, 'met'],
  ])('%i companies', (tenants, outcome) => {
    const found = check('10.1', running({ tenants, aiTenants: tenants }));
    expect(figures(found, '10.1-tenants')).toEqual({ outcome, actual: tenants, required: 20 });
    expect(found.outcome).toBe(outcome === 'met' ? 'eligible' : 'ineligible');
  });

  it.each([
    [20, 11, 12, 'unmet'],
    [20, 12, 12, 'met'],
    [20, 13, 12, 'met'],
    [21, 12, 13, 'unmet'],
    [21, 13, 13, 'met'],
    [33, 19, 20, 'unmet'],
    [33, 20, 20, 'met'],
    [9_007_199_254_740_991, 5_404_319_552_844_594, 5_404_319_552_844_595, 'unmet'],
    [9_007_199_254_740_991, 5_404_319_552_844_595, 5_404_319_552_844_595, 'met'],
  ])('of %i companies %i in AI, %i are needed: %s', (tenants, aiTenants, required, outcome) => {
    const found = check('10.1', running({ tenants, aiTenants }));
    expect(figures(found, '10.1-share')).toEqual({ outcome, actual: aiTenants, required });
    expect(found.outcome).toBe(outcome === 'met' ? 'eligible' : 'ineligible');
  });

  it.each([
    ['2022-12-31', 'ineligible'],
    ['2023-01-01', 'eligible'],
    ['2025-12-31', 'eligible'],
    ['2026-01-01', 'ineligible'],
  ])('counted on %s', (countedOn, outcome) => {
    expect(check('10.1', running({ countedOn })).outcome).toBe(outcome);
  });

  it('pays each carrier once', () => {
    const lines = [{ item: 'carriers/hub', value: 100 * WAN }];
    const priorAwards = [{ clause: '10.1' as const, scope: 'hub', year: 2023, amount: 100 * WAN, lines }];
    const dossier = dossierWith({ carriers: [carrier(), carrier({ id: 'second' })], priorAwards });
    expect(checks('10.1', dossier).map(({ amount }) => amount)).toEqual([0, 100 * WAN]);
    const little = priorAwards.map((one) => ({
      ...one,
      amount: 1,
      lines: [{ item: 'carriers/hub', value: 1 }],
    }));
    expect(check('10.1', { ...running(), priorAwards: little }).amount).toBe(0);
  });

  it('needs no AI field of the carrier where that is decided (I-G5)', () => {
    const pack = reading({ 'I-G5': 'not-users' });
    const landlord = dossierWith(running(), { aiField: false });
    expect(check('10.1', landlord).outcome).toBe('ineligible');
    expect(check('10.1', landlord, { pack }).outcome).toBe('eligible');
    expect(check('10.2', dossierWith(recognised(recognition()), { aiField: false }), { pack }).outcome).toBe(
      'eligible',
    );
  });

  it('is open while the carriers are unknown', () => {
    expect(check('10.1', without(running(), 'carriers'))).toMatchObject({
      outcome: 'undetermined',
      scope: null,
      missing: ['carriers'],
    });
  });
});

describe('10.2: newly recognised incubators', () => {
  it.each<[RecognitionLevel, number]>([
    ['national', 200],
    ['provincial', 100],
    ['municipal', 50],
  ])('%s level: %i 万', (level, wan) => {
    expect(check('10.2', recognised(recognition({ level })))).toMatchObject({
      scope: 'r',
      lines: [{ item: 'recognitions/r', base: wan * WAN, percent: 100, value: wan * WAN }],
      limit: 200 * WAN,
      amount: wan * WAN,
    });
  });

  it('has one ceiling for an incubator over its life, whatever was recognised (X5)', () => {
    const paid = (subjectId: string, amount: number) => ({
      clause: '10.2' as const,
      scope: 'earlier',
      subjectId,
      amount,
      lines: [{ item: 'recognitions/earlier', value: amount }],
    });
    const amount = (...priorAwards: ReturnType<typeof paid>[]) =>
      check('10.2', { ...recognised(recognition()), priorAwards }).amount;
    expect(amount(paid('hub', 100 * WAN))).toBe(100 * WAN);
    expect(amount(paid('hub', 100 * WAN + 1))).toBe(100 * WAN - 1);
    expect(amount(paid('hub', 200 * WAN))).toBe(0);
    expect(amount(paid('another', 200 * WAN))).toBe(100 * WAN);
  });

  it('does not count 10.1 towards it (I-10b)', () => {
    const lines = [{ item: 'carriers/hub', value: 100 * WAN }];
    const priorAwards = [{ clause: '10.1' as const, scope: 'hub', year: 2023, amount: 100 * WAN, lines }];
    expect(check('10.2', { ...recognised(recognition({ level: 'national' })), priorAwards }).amount).toBe(
      200 * WAN,
    );
  });

  it.each([
    ['2022-12-31', 'ineligible'],
    ['2023-01-01', 'eligible'],
    ['2025-12-31', 'eligible'],
    ['2026-01-01', 'ineligible'],
  ])('granted on %s', (grantedOn, outcome) => {
    expect(check('10.2', recognised(recognition({ grantedOn }))).outcome).toBe(outcome);
  });

  it('is open while the recognitions are unknown and there is a carrier', () => {
    const dossier = recognised(recognition());
    expect(check('10.2', without(dossier, 'recognitions'))).toMatchObject({
      outcome: 'undetermined',
      limit: 200 * WAN,
      missing: ['recognitions'],
    });
    expect(check('10.2', without(dossier, 'carriers')).outcome).toBe('eligible');
    expect(check('10.2', without(dossier, 'carriers', 'recognitions')).missing).toEqual([
      'carriers',
      'recognitions',
    ]);
    const none = without({ ...dossier, carriers: [] }, 'recognitions');
    expect(check('10.2', none)).toMatchObject({ outcome: 'ineligible', missing: [] });
  });
});
