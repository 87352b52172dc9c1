import { describe, expect, it } from 'vitest';
import { check, condition, scopes } from '../../test-fixture/checks.ts';
import { dossierWith, spent, WAN, without } from '../../test-fixture/dossiers.ts';
import { itHasItsGates } from '../../test-fixture/gates.ts';

const platform = { id: 'cloud', kind: 'compute-platform' } as const;
const servers = spent('servers', 800 * WAN, ['cloud'], { nature: 'hardware' });
const built = dossierWith({ projects: [platform], expenditures: [servers] });

itHasItsGates({ clause: '1.1', dossier: built, field: 'ai', enterprise: false });

describe('1.1: what it pays', () => {
  it('25% of hardware and 20% of software, line by line, down to the fen', () => {
    const { lines, amount, gross } = check(
      '1.1',
      dossierWith({
        projects: [platform],
        expenditures: [
          spent('software', 103, ['cloud'], { nature: 'software' }),
          spent('hardware', 103, ['cloud'], { nature: 'hardware' }),
        ],
      }),
    );
    expect(lines).toEqual([
      { item: 'expenditures/hardware', base: 103, percent: 25, value: 25 },
      { item: 'expenditures/software', base: 103, percent: 20, value: 20 },
    ]);
    expect([gross, amount]).toEqual([45, 45]);
  });

  it.each(['compute', 'data-storage', 'other'] as const)('nothing of %s', (nature) => {
    const dossier = dossierWith({
      projects: [platform],
      expenditures: [spent('x', 100 * WAN, ['cloud'], { nature })],
    });
    expect(check('1.1', dossier)).toMatchObject({ outcome: 'ineligible', scope: null, lines: [] });
  });

  it.each([
    ['a yuan below its ceiling', 4000 * WAN - 400, 1000 * WAN - 100],
    ['at its ceiling', 4000 * WAN, 1000 * WAN],
    ['above its ceiling', 4000 * WAN + 400, 1000 * WAN],
  ])('%s', (_, amountFen, paysFen) => {
    const dossier = dossierWith({
      projects: [platform],
      expenditures: [spent('x', amountFen, ['cloud'], { nature: 'hardware' })],
    });
    expect(check('1.1', dossier)).toMatchObject({ limit: 1000 * WAN, amount: paysFen });
  });

  it('has one ceiling for all platforms of the applicant (I-1a)', () => {
    const second = spent('more', 4000 * WAN, ['second'], { nature: 'hardware' });
    const dossier = dossierWith({
      projects: [platform, { ...platform, id: 'second' }],
      expenditures: [servers, second],
    });
    expect(check('1.1', dossier)).toMatchObject({
      scope: 'applicant',
      gross: 1200 * WAN,
      amount: 1000 * WAN,
      interpretations: expect.arrayContaining(['I-1a', 'I-1b']),
    });
  });

  it('tops up what an item received elsewhere, which takes up the ceiling', () => {
    const otherAwards = [{ itemId: 'expenditures/servers', amount: 30 * WAN, policy: '省级专项' }];
    expect(check('1.1', { ...built, otherAwards }).amount).toBe((200 - 30) * WAN);
  });

  it('is paid once', () => {
    const lines = [{ item: 'expenditures/old', value: WAN }];
    const priorAwards = [{ clause: '1.1' as const, scope: 'applicant', amount: WAN, lines }];
    expect(check('1.1', { ...built, priorAwards })).toMatchObject({ outcome: 'eligible', amount: 0 });
    const ofOnePlatform = priorAwards.map((award) => ({ ...award, scope: 'cloud' }));
    expect(check('1.1', { ...built, priorAwards: ofOnePlatform }).amount).toBe(0);
    expect(check('1.1', without({ ...built, priorAwards }, 'projects'))).toMatchObject({
      outcome: 'undetermined',
      gross: null,
      amount: 0,
    });
  });
});

describe('1.1: when', () => {
  it.each([
    ['2022-12-31', 'ineligible'],
    ['2023-01-01', 'eligible'],
    ['2025-12-31', 'eligible'],
    ['2026-01-01', 'ineligible'],
  ])('an invoice of %s', (incurredOn, outcome) => {
    const found = check(
      '1.1',
      dossierWith({ projects: [platform], expenditures: [{ ...servers, incurredOn }] }),
    );
    expect(found.outcome).toBe(outcome);
    expect(condition(found, '1.1-period').outcome).toBe(outcome === 'eligible' ? 'met' : 'unmet');
  });

  it('leaves out only the invoices that lie outside', () => {
    const late = { ...servers, id: 'late', incurredOn: '2026-01-01' };
    expect(check('1.1', { ...built, expenditures: [servers, late] }).lines).toHaveLength(1);
  });
});

describe('1.1: while lists are unknown', () => {
  it.each([
    ['both lists', without(built, 'projects', 'expenditures'), ['expenditures', 'projects']],
    ['the expenditures', without(built, 'expenditures'), ['expenditures']],
    ['the projects', without(built, 'projects'), ['projects']],
  ])('%s', (_, dossier, missing) => {
    expect(check('1.1', dossier)).toMatchObject({
      outcome: 'undetermined',
      scope: 'applicant',
      gross: null,
      amount: null,
      limit: 1000 * WAN,
      missing,
    });
  });

  it.each([
    ['no platform among the projects', without({ ...built, projects: [] }, 'expenditures')],
    ['no expenditure that could count', without({ ...built, expenditures: [] }, 'projects')],
    [
      'none that served a project',
      without(dossierWith({ expenditures: [{ ...servers, projectIds: [] }] }), 'projects'),
    ],
    [
      'none in the policy period',
      without(dossierWith({ expenditures: [{ ...servers, incurredOn: '2026-01-01' }] }), 'projects'),
    ],
  ])('%s settles it', (_, dossier) => {
    expect(check('1.1', dossier)).toMatchObject({ outcome: 'ineligible', missing: [] });
  });

  it('has no scope where there is nothing it could apply to', () => {
    expect(scopes('1.1', dossierWith({}))).toEqual([null]);
  });
});
