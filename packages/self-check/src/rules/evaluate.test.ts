import { jinhua } from '@twelve/measures';
import { selfCheck } from '@twelve/reconcile';
import { describe, expect, it } from 'vitest';
import { dossierOfSeed } from '../../../../test/reference/arbitrary-dossier.ts';
import { evaluate } from './evaluate.ts';

const whole = { ...dossierOfSeed(7, { maxExpenditures: 6 }), otherAwards: [], priorAwards: [] };

describe('a dossier without mistakes', () => {
  it('gets what the library says', () => {
    const { determination, errors, excluded } = evaluate(jinhua, whole);
    expect(errors).toEqual([]);
    expect(excluded).toEqual([]);
    expect(determination.awards.length).toBeGreaterThan(0);
  });
});

describe('a dossier with mistakes', () => {
  const broken = {
    ...whole,
    applicant: { ...whole.applicant, registeredCapital: 'viel' },
    expenditures: [{ id: 'x1', amount: 'a' }, ...(whole.expenditures ?? []), { id: 'x2' }],
  };

  it('is evaluated without them: the fact unknown, the entries left out', () => {
    const { registeredCapital: _, ...applicant } = whole.applicant ?? {};
    const { determination, dossier, excluded } = evaluate(jinhua, broken);
    expect(dossier.expenditures).toHaveLength(whole.expenditures?.length ?? 0);
    expect(new Set(excluded)).toEqual(
      new Set([
        '/applicant/registeredCapital',
        '/expenditures/0',
        `/expenditures/${(whole.expenditures?.length ?? 0) + 1}`,
      ]),
    );
    const { determination: expected } = evaluate(jinhua, { ...whole, applicant });
    expect(determination.total).toEqual(expected.total);
  });

  it('of too many entries is evaluated without the last ones, and still said to have too many', () => {
    const entries = Array.from({ length: 85 }, (_, place) => ({
      id: `e${place}`,
      incurredOn: '2024-01-01',
      amount: 1,
      nature: 'other',
      projectIds: [],
    }));
    const { dossier, errors, excluded } = evaluate(jinhua, {
      applicant: { aiField: true },
      recognitions: [{ id: 'r1', kind: 'unicorn', grantedOn: '2024-01-01' }],
      expenditures: entries,
    });
    expect(dossier).toMatchObject({ applicant: { aiField: true }, recognitions: [{ id: 'r1' }] });
    expect(dossier.expenditures?.map(({ id }) => id)).toEqual(entries.slice(0, 79).map(({ id }) => id));
    expect(errors.map(({ pointer }) => pointer)).toEqual(['']);
    expect(excluded).toHaveLength(6);
  });

  it('of too many entries in several lists is evaluated with what is left of each', () => {
    const talent = { year: 2024, annualSalary: 1, localContribution: 1, isLegalRepresentative: false };
    const contribution = { paidInOn: '2024-01-01', amount: 1, source: 'other' };
    const ids = Array.from({ length: 90 }, (_, place) => `n${place}`);
    const { dossier, excluded } = evaluate(jinhua, {
      applicant: { aiField: true },
      talents: ids.map((id) => ({ id, ...talent })),
      capitalContributions: ids.map((id) => ({ id, ...contribution })),
    });
    expect(dossier).toMatchObject({ applicant: { aiField: true } });
    expect(dossier.talents?.map(({ id }) => id)).toEqual(ids.slice(0, 40));
    expect(dossier.capitalContributions?.map(({ id }) => id)).toEqual(ids.slice(0, 40));
    expect(excluded).toHaveLength(100);
  });

  it('has every mistake reported at its own place', () => {
    const pointers = evaluate(jinhua, broken).errors.map(({ pointer }) => pointer);
    expect(pointers).toContain('/applicant/registeredCapital');
    expect(pointers).toContain('/expenditures/0/amount');
    expect(pointers).toContain(`/expenditures/${broken.expenditures.length - 1}/amount`);
  });

  it('loses what refers to a part that is left out, and nothing else', () => {
    const { excluded, dossier } = evaluate(jinhua, {
      applicant: {},
      projects: [{ id: 'p1', kind: 'nonsense' }],
      expenditures: [
        { id: 'e1', incurredOn: '2024-01-01', amount: 1, nature: 'other', projectIds: [] },
        { id: 'e2', incurredOn: '2024-13-01', amount: 1, nature: 'other', projectIds: [] },
      ],
    });
    expect(excluded).toEqual(['/projects/0', '/expenditures/1']);
    expect(dossier).not.toHaveProperty('projects');
    expect(dossier.expenditures?.map(({ id }) => id)).toEqual(['e1']);
  });

  it('with a broken reference loses the entry that refers, which is not wrong itself', () => {
    const { excluded, wrong } = evaluate(jinhua, {
      applicant: {},
      carriers: [
        { id: 'k1', kind: 'incubator', countedOn: '2024-01-01', tenants: 1, aiTenants: 2 },
        { id: 'k2', kind: 'incubator', countedOn: '2024-01-01', tenants: 2, aiTenants: 2 },
      ],
      recognitions: [
        { id: 'r1', kind: 'unicorn', grantedOn: '2024-01-01' },
        { id: 'r2', kind: 'ai-incubator', level: 'national', grantedOn: '2024-01-01', subjectId: 'k1' },
      ],
    });
    expect(new Set(excluded)).toEqual(new Set(['/carriers/0', '/recognitions/1']));
    expect(wrong).toBe(1);
  });
});

it.each([undefined, null, 7, 'x', [], {}, { applicant: 3 }, { applicant: {}, projects: 7 }])(
  'whatever is given (%j), something is said',
  (candidate) => {
    expect(evaluate(jinhua, candidate).determination).toEqual(selfCheck(jinhua, { applicant: {} }));
  },
);
