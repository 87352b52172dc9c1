import type { AiModel, Applicant } from '@twelve/dossier';
import { describe, expect, it } from 'vitest';
import { check, figures, scopes } from '../../test-fixture/checks.ts';
import { dossierWith, model, research, spent, WAN, without } from '../../test-fixture/dossiers.ts';
import { itHasItsGates } from '../../test-fixture/gates.ts';

const LEADER: Applicant = { organisationKind: 'leading-enterprise' };
const training = spent('training', 500 * WAN, ['m'], { nature: 'compute' });
const trained = dossierWith({ projects: [model('m')], expenditures: [training] }, LEADER);
const withModel = (more: Partial<AiModel>) => ({ ...trained, projects: [model('m', more)] });

itHasItsGates({ clause: '3.1', dossier: trained, field: 'ai', enterprise: false });

describe('3.1: who and what', () => {
  it.each([
    ['university', 'eligible'],
    ['research-institute', 'eligible'],
    ['leading-enterprise', 'eligible'],
    ['enterprise', 'ineligible'],
    ['other', 'ineligible'],
  ] as const)('a builder of kind %s', (organisationKind, outcome) => {
    expect(check('3.1', dossierWith(trained, { organisationKind })).outcome).toBe(outcome);
  });

  it('asks for the kind of builder while it is unknown', () => {
    expect(check('3.1', without(trained, 'applicant/organisationKind'))).toMatchObject({
      outcome: 'undetermined',
      amount: 250 * WAN,
      missing: ['applicant/organisationKind'],
    });
  });

  it('is for each model, and for no other project', () => {
    const dossier = {
      ...trained,
      projects: [...(trained.projects ?? []), research('chip'), model('second')],
      expenditures: [{ ...training, projectIds: ['m', 'chip', 'second'] }],
    };
    expect(scopes('3.1', dossier)).toEqual(['m', 'second']);
  });

  it.each([
    ['not original', { original: false }],
    ['without a compute centre', { withComputeCentre: false }],
  ])('%s: nothing', (_, more) => {
    expect(check('3.1', withModel(more)).outcome).toBe('ineligible');
  });

  it.each([
    [999_999_999, 'unmet'],
    [1_000_000_000, 'met'],
    [1_000_000_001, 'met'],
  ])('%i parameters', (parameterCount, outcome) => {
    const found = check('3.1', withModel({ parameterCount }));
    expect(figures(found, '3.1-parameters')).toEqual({
      outcome,
      actual: parameterCount,
      required: 1_000_000_000,
    });
    expect(found.outcome).toBe(outcome === 'met' ? 'eligible' : 'ineligible');
  });

  it.each([
    [3, 'unmet'],
    [4, 'met'],
    [5, 'met'],
  ])('%i scenarios', (scenarioCount, outcome) => {
    const found = check('3.1', withModel({ scenarioCount }));
    expect(figures(found, '3.1-scenarios')).toEqual({ outcome, actual: scenarioCount, required: 4 });
    expect(found.outcome).toBe(outcome === 'met' ? 'eligible' : 'ineligible');
  });

  it.each([
    ['2022-12-31', 'ineligible'],
    ['2023-01-01', 'eligible'],
    ['2025-12-31', 'eligible'],
    ['2026-01-01', 'ineligible'],
  ])('a model completed on %s', (completedOn, outcome) => {
    expect(check('3.1', withModel({ completedOn })).outcome).toBe(outcome);
  });
});

describe('3.1: what it pays', () => {
  it('half the compute cost of the model, whatever else was spent on it', () => {
    const dossier = {
      ...trained,
      expenditures: [
        training,
        spent('staff', 900 * WAN, ['m']),
        { ...training, id: 'other', projectIds: [] },
      ],
    };
    expect(check('3.1', dossier)).toMatchObject({
      scope: 'm',
      lines: [{ item: 'expenditures/training', base: 500 * WAN, percent: 50, value: 250 * WAN }],
      amount: 250 * WAN,
    });
  });

  it('only invoices of the policy period', () => {
    const early = { ...training, incurredOn: '2022-12-31' };
    expect(check('3.1', { ...trained, expenditures: [early] })).toMatchObject({
      outcome: 'ineligible',
      scope: 'm',
    });
  });

  it.each([
    ['below', 4000 * WAN - 2, 2000 * WAN - 1],
    ['at', 4000 * WAN, 2000 * WAN],
    ['above', 4000 * WAN + 2, 2000 * WAN],
  ])('%s the ceiling of a model (I-3c)', (_, amountFen, paysFen) => {
    const found = check('3.1', { ...trained, expenditures: [{ ...training, amount: amountFen }] });
    expect(found).toMatchObject({ limit: 2000 * WAN, amount: paysFen });
  });

  it('what is left of the ceiling over the life of the model', () => {
    const lines = [{ item: 'expenditures/old', value: 1900 * WAN }];
    const priorAwards = [{ clause: '3.1' as const, scope: 'm', year: 2023, amount: 1900 * WAN, lines }];
    expect(check('3.1', { ...trained, priorAwards }).amount).toBe(100 * WAN);
  });
});

describe('3.1: while lists are unknown', () => {
  it('stays open as long as the known list leaves it open', () => {
    expect(check('3.1', without(trained, 'expenditures'))).toMatchObject({
      outcome: 'undetermined',
      scope: 'm',
      amount: null,
      missing: ['expenditures'],
    });
    expect(check('3.1', without(trained, 'projects'))).toMatchObject({
      outcome: 'undetermined',
      scope: null,
      limit: 2000 * WAN,
      missing: ['projects'],
    });
    expect(check('3.1', without(trained, 'projects', 'expenditures')).missing).toEqual([
      'expenditures',
      'projects',
    ]);
  });

  it('is settled by a list that leaves nothing', () => {
    expect(check('3.1', without({ ...trained, projects: [] }, 'expenditures')).outcome).toBe('ineligible');
    expect(check('3.1', without({ ...trained, expenditures: [] }, 'projects')).outcome).toBe('ineligible');
    expect(check('3.1', without(withModel({ original: false }), 'expenditures'))).toMatchObject({
      outcome: 'ineligible',
      missing: [],
    });
    expect(scopes('3.1', dossierWith({}, LEADER))).toEqual([null]);
  });
});
