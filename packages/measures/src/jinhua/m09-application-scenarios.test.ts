import type { Expenditure, PlatformService, RecognitionLevel } from '@twelve/dossier';
import { describe, expect, it } from 'vitest';
import { check, checks, reading } from '../../test-fixture/checks.ts';
import { dossierWith, spent, WAN, without } from '../../test-fixture/dossiers.ts';
import { itHasItsGates } from '../../test-fixture/gates.ts';

const service = (
  id: string,
  serviceRevenue: number,
  more: Partial<PlatformService> = {},
): PlatformService => ({
  id,
  platformId: 'jh-cloud',
  year: 2024,
  serviceRevenue,
  ...more,
});
const fee = (id: string, amount: number, more: Partial<Expenditure> = {}): Expenditure =>
  spent(id, amount, [], { nature: 'compute', publicPlatformId: 'jh-cloud', ...more });
const platform = {
  id: 'r',
  kind: 'industrial-internet-platform',
  level: 'national',
  grantedOn: '2024-04-04',
} as const;

const providing = dossierWith({ platformServices: [service('s', 100 * WAN)] });
const using = dossierWith({ expenditures: [fee('f', 100 * WAN)] });
const connected = dossierWith({ recognitions: [platform] });

itHasItsGates({ clause: '9.1a', dossier: providing, field: 'ai', enterprise: false });
itHasItsGates({ clause: '9.1b', dossier: using, field: 'ai', enterprise: false });
itHasItsGates({ clause: '9.2', dossier: connected, field: 'ai', enterprise: true });

describe('9.1a: providers', () => {
  it.each([
    ['below', 2000 * WAN - 7, 300 * WAN - 2],
    ['at', 2000 * WAN, 300 * WAN],
    ['above', 2000 * WAN + 7, 300 * WAN],
  ])('15%% of revenue, %s the ceiling', (_, revenueFen, paysFen) => {
    expect(check('9.1a', dossierWith({ platformServices: [service('s', revenueFen)] }))).toMatchObject({
      scope: 'jh-cloud/2024',
      limit: 300 * WAN,
      amount: paysFen,
    });
  });

  it('has a ceiling for each platform and year', () => {
    const dossier = dossierWith({
      platformServices: [
        service('a', 1500 * WAN),
        service('b', 1500 * WAN),
        service('c', 3000 * WAN, { year: 2025 }),
        service('d', 3000 * WAN, { platformId: 'other' }),
      ],
    });
    expect(checks('9.1a', dossier).map(({ scope, lines, amount }) => [scope, lines.length, amount])).toEqual([
      ['jh-cloud/2024', 2, 300 * WAN],
      ['jh-cloud/2025', 1, 300 * WAN],
      ['other/2024', 1, 300 * WAN],
    ]);
  });

  it.each([
    [2022, 'ineligible'],
    [2023, 'eligible'],
    [2025, 'eligible'],
    [2026, 'ineligible'],
  ])('revenue of %i', (year, outcome) => {
    expect(check('9.1a', dossierWith({ platformServices: [service('s', WAN, { year })] })).outcome).toBe(
      outcome,
    );
  });

  it('is open while the services are unknown', () => {
    expect(check('9.1a', without(providing, 'platformServices'))).toMatchObject({
      outcome: 'undetermined',
      scope: null,
      limit: 300 * WAN,
      missing: ['platformServices'],
    });
  });
});

describe('9.1b: users', () => {
  it.each([
    ['below', 333_333_327, 49_999_999],
    ['at', 333_333_334, 50 * WAN],
    ['above', 400 * WAN, 50 * WAN],
  ])('15%% of fees, %s the ceiling', (_, amountFen, paysFen) => {
    expect(check('9.1b', dossierWith({ expenditures: [fee('f', amountFen)] }))).toMatchObject({
      scope: 'jh-cloud/2024',
      limit: 50 * WAN,
      amount: paysFen,
    });
  });

  it('counts compute and storage on a public platform, nothing else', () => {
    const { publicPlatformId: _, ...private_ } = fee('private', WAN);
    const dossier = dossierWith({
      expenditures: [
        fee('compute', 100),
        fee('storage', 100, { nature: 'data-storage' }),
        fee('software', WAN, { nature: 'software' }),
        private_,
      ],
    });
    expect(check('9.1b', dossier).lines.map(({ item }) => item)).toEqual([
      'expenditures/compute',
      'expenditures/storage',
    ]);
    expect(check('9.1b', { ...dossier, expenditures: [private_] })).toMatchObject({
      outcome: 'ineligible',
      scope: null,
    });
  });

  it('has a ceiling for each platform and year', () => {
    const dossier = dossierWith({
      expenditures: [
        fee('a', 400 * WAN),
        fee('b', 400 * WAN, { incurredOn: '2025-12-31' }),
        fee('c', 400 * WAN, { publicPlatformId: 'other' }),
        fee('d', 400 * WAN, { incurredOn: '2026-01-01' }),
        fee('e', 400 * WAN, { incurredOn: '2022-12-31' }),
      ],
    });
    expect(check('9.1b', dossier, { scope: 'jh-cloud/2024' }).lines.map(({ item }) => item)).toEqual([
      'expenditures/a',
    ]);
    expect(checks('9.1b', dossier).map(({ scope, outcome, amount }) => [scope, outcome, amount])).toEqual([
      ['jh-cloud/2022', 'ineligible', 0],
      ['jh-cloud/2024', 'eligible', 50 * WAN],
      ['jh-cloud/2025', 'eligible', 50 * WAN],
      ['jh-cloud/2026', 'ineligible', 0],
      ['other/2024', 'eligible', 50 * WAN],
    ]);
  });

  it('needs no AI field of the user where that is decided (I-G5)', () => {
    const shop = dossierWith(using, { aiField: false });
    const pack = reading({ 'I-G5': 'not-users' });
    expect(check('9.1b', shop).outcome).toBe('ineligible');
    expect(check('9.1b', shop, { pack }).outcome).toBe('eligible');
    expect(check('9.1b', without(shop, 'applicant/aiField'), { pack }).missing).toEqual([]);
    expect(check('9.1a', dossierWith(providing, { aiField: false }), { pack }).outcome).toBe('ineligible');
  });

  it('is open while the expenditures are unknown', () => {
    expect(check('9.1b', without(using, 'expenditures'))).toMatchObject({
      outcome: 'undetermined',
      scope: null,
      missing: ['expenditures'],
    });
    expect(check('9.1b', dossierWith({}))).toMatchObject({ outcome: 'ineligible', scope: null });
  });
});

describe('9.2: industrial internet platforms', () => {
  it.each<[RecognitionLevel, string, number]>([
    ['national', 'eligible', 200],
    ['provincial', 'eligible', 50],
    ['municipal', 'ineligible', 0],
  ])('%s level: %s', (level, outcome, wan) => {
    expect(check('9.2', { ...connected, recognitions: [{ ...platform, level }] })).toMatchObject({
      outcome,
      scope: 'r',
      amount: wan * WAN,
    });
  });

  it('pays the enterprise, not the platform: one item whatever is recognised (I-9a)', () => {
    const second = { ...platform, id: 'p', level: 'provincial' } as const;
    const found = checks('9.2', { ...connected, recognitions: [platform, second] });
    expect(found.flatMap(({ lines }) => lines.map(({ item }) => item))).toEqual([
      'applicant/industrial-internet-platform',
      'applicant/industrial-internet-platform',
    ]);
  });

  it('national tops up provincial', () => {
    const lines = [{ item: 'applicant/industrial-internet-platform', value: 50 * WAN }];
    const priorAwards = [{ clause: '9.2' as const, scope: 'p', year: 2023, amount: 50 * WAN, lines }];
    expect(check('9.2', { ...connected, priorAwards }).amount).toBe(150 * WAN);
  });

  it.each([
    ['2022-12-31', 'ineligible'],
    ['2023-01-01', 'eligible'],
    ['2025-12-31', 'eligible'],
    ['2026-01-01', 'ineligible'],
  ])('granted on %s', (grantedOn, outcome) => {
    expect(check('9.2', { ...connected, recognitions: [{ ...platform, grantedOn }] }).outcome).toBe(outcome);
  });

  it('is open while the recognitions are unknown', () => {
    expect(check('9.2', without(connected, 'recognitions'))).toMatchObject({
      outcome: 'undetermined',
      missing: ['recognitions'],
    });
  });
});
