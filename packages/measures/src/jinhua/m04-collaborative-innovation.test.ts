import type { Applicant, Recognition } from '@twelve/dossier';
import { describe, expect, it } from 'vitest';
import { check, checks, figures, reading, scopes } from '../../test-fixture/checks.ts';
import { dossierWith, research, spent, WAN, without } from '../../test-fixture/dossiers.ts';
import { itHasItsGates } from '../../test-fixture/gates.ts';

const task = research('task', { leadsNationalTask: true });
const leading = dossierWith({ projects: [task], expenditures: [spent('x', 200 * WAN, ['task'])] });

const laboratory = { id: 'key', kind: 'national-key-laboratory', grantedOn: '2024-09-09' } as const;
const UNIVERSITY: Applicant = { organisationKind: 'university' };
const housing = dossierWith({ recognitions: [laboratory] }, UNIVERSITY);

itHasItsGates({ clause: '4.1', dossier: leading, field: 'widened', enterprise: true });
itHasItsGates({ clause: '4.2', dossier: housing, field: 'ai', enterprise: false });

describe('4.1: on top of 2.1', () => {
  it('pays 10% of what 2.1 pays 15% of', () => {
    expect(check('4.1', leading)).toMatchObject({
      scope: 'task/2024',
      limit: null,
      lines: [{ item: 'expenditures/x', base: 200 * WAN, percent: 10, value: 20 * WAN }],
      amount: 20 * WAN,
    });
  });

  it.each([
    ['a fen below', 40 * WAN - 1, 'unmet'],
    ['at', 40 * WAN, 'met'],
    ['a fen above', 40 * WAN + 1, 'met'],
  ])('%s the floor of 2.1, over all projects of the year (I-4a)', (_, amountFen, outcome) => {
    const found = check(
      '4.1',
      dossierWith({
        projects: [task, research('other')],
        expenditures: [spent('x', amountFen, ['task']), spent('y', 60 * WAN, ['other'])],
      }),
    );
    expect(figures(found, '4.1-floor')).toEqual({
      outcome,
      actual: amountFen + 60 * WAN,
      required: 100 * WAN,
    });
    expect(found.outcome).toBe(outcome === 'met' ? 'eligible' : 'ineligible');
  });

  it.each([
    ['leads no national task', { leadsNationalTask: false }],
    ['does not qualify under 2.1: bought in', { selfDeveloped: false }],
    ['does not qualify under 2.1: no separate accounts', { separateAccounts: false }],
    ['does not qualify under 2.1: no core technology', { coreTechnology: 'none' }],
  ] as const)('a project that %s: nothing', (_, more) => {
    const projects = [research('task', { leadsNationalTask: true, ...more }), research('other')];
    expect(check('4.1', { ...leading, projects })).toMatchObject({ outcome: 'ineligible', scope: null });
  });

  it('follows I-2c as 2.1 does', () => {
    const projects = [research('task', { leadsNationalTask: true, coreTechnology: 'none' })];
    const pack = reading({ 'I-2c': 'any' });
    expect(check('4.1', { ...leading, projects }, { pack }).amount).toBe(20 * WAN);
  });

  it('pays an expenditure once, under the task with the smallest id', () => {
    const dossier = dossierWith({
      projects: [research('b', { leadsNationalTask: true }), research('a', { leadsNationalTask: true })],
      expenditures: [spent('x', 100 * WAN, ['b', 'a']), spent('y', 100 * WAN, ['b'])],
    });
    expect(checks('4.1', dossier).map(({ scope, amount }) => [scope, amount])).toEqual([
      ['a/2024', 10 * WAN],
      ['b/2024', 10 * WAN],
    ]);
  });

  it('is of the task, whatever else the expenditure served', () => {
    const dossier = dossierWith({
      projects: [research('another'), task],
      expenditures: [spent('x', 100 * WAN, ['another', 'task'])],
    });
    expect(scopes('4.1', dossier)).toEqual(['task/2024']);
  });

  it('has a scope for each task and year', () => {
    const dossier = {
      ...leading,
      expenditures: [
        spent('x', 200 * WAN, ['task'], { incurredOn: '2025-12-31' }),
        spent('y', 200 * WAN, ['task'], { incurredOn: '2026-01-01' }),
      ],
    };
    expect(checks('4.1', dossier).map(({ scope, outcome }) => [scope, outcome])).toEqual([
      ['task/2025', 'eligible'],
      ['task/2026', 'ineligible'],
    ]);
  });

  it('deducts what an item received from 2.1 first, the rest here', () => {
    const received = (amount: number) => ({
      ...leading,
      otherAwards: [{ itemId: 'expenditures/x', amount, policy: '国家专项' }],
    });
    expect(check('4.1', received(30 * WAN)).amount).toBe(20 * WAN);
    expect(check('4.1', received(30 * WAN + 1)).amount).toBe(20 * WAN - 1);
    expect(check('4.1', received(60 * WAN)).amount).toBe(0);
  });

  it('is open while projects are unknown, unless no year could reach the floor', () => {
    expect(check('4.1', without(leading, 'projects'))).toMatchObject({
      outcome: 'undetermined',
      scope: null,
      missing: ['projects'],
    });
    const little = { ...leading, expenditures: [spent('x', 100 * WAN - 1, ['task'])] };
    expect(check('4.1', without(little, 'projects')).outcome).toBe('ineligible');
    const enough = { ...leading, expenditures: [spent('x', 100 * WAN, ['task'])] };
    expect(check('4.1', without(enough, 'projects')).outcome).toBe('undetermined');
    const twoYears = [
      spent('x', 60 * WAN, ['task'], { incurredOn: '2023-05-05' }),
      spent('y', 60 * WAN, ['task'], { incurredOn: '2024-05-05' }),
    ];
    expect(check('4.1', without({ ...leading, expenditures: twoYears }, 'projects')).outcome).toBe(
      'ineligible',
    );
    const oneOfTwo = [
      spent('w', WAN, ['task'], { incurredOn: '2023-05-05' }),
      spent('x', 100 * WAN, ['task']),
    ];
    expect(check('4.1', without({ ...leading, expenditures: oneOfTwo }, 'projects')).outcome).toBe(
      'undetermined',
    );
    const late = {
      ...leading,
      expenditures: [spent('x', 200 * WAN, ['task'], { incurredOn: '2026-01-01' })],
    };
    expect(check('4.1', without(late, 'projects')).outcome).toBe('ineligible');
    expect(check('4.1', without(leading, 'expenditures'))).toMatchObject({
      outcome: 'undetermined',
      missing: ['expenditures'],
    });
    const plain = { ...leading, projects: [research('task')] };
    expect(check('4.1', without(plain, 'expenditures')).outcome).toBe('ineligible');
  });
});

describe('4.2: national platforms', () => {
  it.each([
    'national-key-laboratory',
    'national-engineering-technology-research-centre',
    'national-engineering-research-centre',
    'national-enterprise-technology-centre',
  ] as const)('pays for a %s', (kind) => {
    expect(check('4.2', { ...housing, recognitions: [{ ...laboratory, kind }] })).toMatchObject({
      scope: 'key',
      lines: [{ item: 'recognitions/key', base: 1000 * WAN, percent: 100, value: 1000 * WAN }],
      amount: 1000 * WAN,
    });
  });

  it('pays for no other kind (I-4b)', () => {
    const leader: Recognition = { id: 'r', kind: 'industry-leader', grantedOn: '2024-01-01' };
    expect(check('4.2', { ...housing, recognitions: [leader] })).toMatchObject({
      outcome: 'ineligible',
      scope: null,
    });
    expect(scopes('4.2', { ...housing, recognitions: [leader, laboratory] })).toEqual(['key']);
  });

  it.each([
    ['enterprise', 'enterprise', 'eligible'],
    ['enterprise', 'other', 'eligible'],
    ['public-institution', 'university', 'eligible'],
    ['social-organization', 'research-institute', 'eligible'],
    ['public-institution', 'enterprise', 'ineligible'],
    ['public-institution', 'leading-enterprise', 'ineligible'],
    ['other', 'university', 'ineligible'],
  ] as const)('built by a %s of kind %s: %s', (legalPersonType, organisationKind, outcome) => {
    expect(check('4.2', dossierWith(housing, { legalPersonType, organisationKind })).outcome).toBe(outcome);
  });

  it('asks for what could make it a builder', () => {
    const kind = 'applicant/organisationKind';
    const type = 'applicant/legalPersonType';
    const institution = dossierWith(housing, { legalPersonType: 'public-institution' });
    expect(check('4.2', without(institution, kind)).missing).toEqual([kind]);
    expect(check('4.2', without(housing, type)).missing).toEqual([type]);
    expect(check('4.2', without(housing, type, kind)).missing).toEqual([type, kind].sort());
    expect(check('4.2', without(dossierWith(housing, { legalPersonType: 'enterprise' }), kind)).outcome).toBe(
      'eligible',
    );
  });

  it.each([
    ['2022-12-31', 'ineligible'],
    ['2023-01-01', 'eligible'],
    ['2025-12-31', 'eligible'],
    ['2026-01-01', 'ineligible'],
  ])('granted on %s', (grantedOn, outcome) => {
    expect(check('4.2', { ...housing, recognitions: [{ ...laboratory, grantedOn }] }).outcome).toBe(outcome);
  });

  it('pays each platform once', () => {
    const second = { ...laboratory, id: 'second' };
    const priorAwards = [
      {
        clause: '4.2' as const,
        scope: 'key',
        amount: WAN,
        lines: [{ item: 'recognitions/key', value: WAN }],
      },
    ];
    const dossier = { ...housing, recognitions: [laboratory, second], priorAwards };
    expect(checks('4.2', dossier).map(({ amount }) => amount)).toEqual([0, 1000 * WAN]);
  });

  it('pays a platform whose entry is called like the applicant as a whole, whatever others were paid', () => {
    const named = { ...laboratory, id: 'applicant' };
    const lines = [{ item: 'recognitions/key', value: 1000 * WAN }];
    const priorAwards = [{ clause: '4.2' as const, scope: 'key', amount: 1000 * WAN, lines }];
    const dossier = { ...housing, recognitions: [laboratory, named], priorAwards };
    expect(checks('4.2', dossier).map(({ scope, amount }) => [scope, amount])).toEqual([
      ['applicant', 1000 * WAN],
      ['key', 0],
    ]);
  });

  it('is open while the recognitions are unknown', () => {
    expect(check('4.2', without(housing, 'recognitions'))).toMatchObject({
      outcome: 'undetermined',
      scope: null,
      limit: null,
      amount: null,
      missing: ['recognitions'],
    });
  });
});
