import type { Talent } from '@twelve/dossier';
import { describe, expect, it } from 'vitest';
import { check, checks, figures } from '../../test-fixture/checks.ts';
import { dossierWith, WAN, without } from '../../test-fixture/dossiers.ts';
import { itHasItsGates } from '../../test-fixture/gates.ts';

const academician = { id: 'r', kind: 'top-talent', grantedOn: '2024-01-01' } as const;
const attracting = dossierWith({ recognitions: [academician] });
const person = (more: Partial<Talent> = {}): Talent => ({
  id: 'p1',
  year: 2024,
  annualSalary: 60 * WAN,
  localContribution: 10 * WAN,
  isLegalRepresentative: false,
  ...more,
});
const employing = (...talents: readonly Talent[]) => dossierWith({ talents: [...talents] });

itHasItsGates({ clause: '11.1', dossier: attracting, field: 'widened', enterprise: false });
itHasItsGates({ clause: '11.2', dossier: employing(person()), field: 'widened', enterprise: true });

describe('11.1: top talent', () => {
  it('is paid by the city’s talent policy: nothing is computed', () => {
    expect(check('11.1', attracting)).toMatchObject({
      scope: 'r',
      outcome: 'eligible',
      amountKind: 'by-other-policy',
      amount: 0,
      lines: [],
    });
  });

  it.each([
    ['2022-12-31', 'ineligible'],
    ['2023-01-01', 'eligible'],
    ['2025-12-31', 'eligible'],
    ['2026-01-01', 'ineligible'],
  ])('granted on %s', (grantedOn, outcome) => {
    expect(check('11.1', { ...attracting, recognitions: [{ ...academician, grantedOn }] }).outcome).toBe(
      outcome,
    );
  });

  it('is open while the recognitions are unknown', () => {
    expect(check('11.1', without(attracting, 'recognitions'))).toMatchObject({
      outcome: 'undetermined',
      amount: 0,
      missing: ['recognitions'],
    });
  });
});

describe('11.2: high earners', () => {
  it.each([
    ['a fen below 40万', 40 * WAN - 1, 'ineligible', 0],
    ['40万: 以上 includes it', 40 * WAN, 'eligible', 1_200_000],
    ['a fen above 40万', 40 * WAN + 1, 'eligible', 1_200_000],
    ['a fen below 50万: still 3%', 50 * WAN - 1, 'eligible', 1_499_999],
    ['50万: 4%', 50 * WAN, 'eligible', 2_000_000],
    ['a yuan above 50万', 50 * WAN + 100, 'eligible', 2_000_004],
  ])('a salary of %s', (_, annualSalary, outcome, paysFen) => {
    const found = check('11.2', employing(person({ annualSalary })));
    expect(found).toMatchObject({ scope: 'p1/2024', outcome, amount: paysFen });
    expect(figures(found, '11.2-salary')).toMatchObject({ actual: annualSalary, required: 40 * WAN });
  });

  it.each([
    ['below the award', 2_399_999, 2_399_999],
    ['at the award', 2_400_000, 2_400_000],
    ['above the award', 2_400_001, 2_400_000],
    ['nothing', 0, 0],
  ])('a local contribution of %s is its limit', (_, localContribution, paysFen) => {
    expect(check('11.2', employing(person({ localContribution })))).toMatchObject({
      gross: 2_400_000,
      limit: localContribution,
      amount: paysFen,
    });
  });

  it('is not for the legal representative', () => {
    expect(check('11.2', employing(person({ isLegalRepresentative: true }))).outcome).toBe('ineligible');
  });

  it.each([
    [2022, 'ineligible'],
    [2023, 'eligible'],
    [2025, 'eligible'],
    [2026, 'ineligible'],
  ])('a salary of the year %i', (year, outcome) => {
    expect(check('11.2', employing(person({ year }))).outcome).toBe(outcome);
  });

  it('has a scope for each person and year', () => {
    const dossier = employing(person({ year: 2025 }), person({ id: 'p0' }), person());
    expect(checks('11.2', dossier).map(({ scope, lines }) => [scope, lines[0]?.item])).toEqual([
      ['p0/2024', 'talents/p0/2024'],
      ['p1/2024', 'talents/p1/2024'],
      ['p1/2025', 'talents/p1/2025'],
    ]);
  });

  it('is open while the talents are unknown; what it may bring has no limit then', () => {
    expect(check('11.2', without(employing(), 'talents'))).toMatchObject({
      outcome: 'undetermined',
      scope: null,
      limit: null,
      amount: null,
      missing: ['talents'],
    });
  });
});
