import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryContest } from './arbitrary-contest.ts';
import { arbitraryDossier } from './arbitrary-dossier.ts';
import { candidatesOf } from './candidates.ts';
import { dossierWith, research, spent, WAN } from './cases.ts';
import { totalOf } from './decide.ts';
import { exhaustive } from './exhaustive.ts';
import type { ReferenceDossier } from './facts.ts';
import { receiptsOf } from './receipts.ts';
import { reference } from './reference.ts';
import { standingsOf } from './rights.ts';

describe('unknown facts', () => {
  const open = (dossier: ReferenceDossier) =>
    reference(dossier).undetermined.map(({ clause, scope }) => `${clause}/${scope}`);

  it('leaves open only what an answer could still change', () => {
    const dossier = dossierWith({
      projects: [research('a', true)],
      expenditures: [spent('x', 200, ['a'])],
      annualAccounts: [{ year: 2024, revenue: 2000 * WAN, softwareProductRevenue: 2000 * WAN }],
    });
    delete dossier.applicant?.aiField;
    expect(open(dossier)).toEqual(['12.1/applicant']);
    delete dossier.applicant?.industryCode;
    expect(open(dossier)).toEqual(['12.1/applicant', '2.1/2024', '4.1/a/2024', '7.2/2024']);
    delete dossier.applicant?.divisionCode;
    expect(open({ ...dossier, applicant: { ...dossier.applicant, taxCompliant: false } })).toEqual([]);
  });

  it('counts nothing that is not certain', () => {
    const { projects: _, ...dossier } = dossierWith({ expenditures: [spent('x', 200, ['a'])] });
    expect(reference(dossier).totalFixedFen).toBe(0);
    expect(open(dossier)).toContain('2.1/2024');
    expect(open({ ...dossier, expenditures: [spent('x', 99, ['a'])] })).not.toContain('2.1/2024');
  });
});

describe('documents that others hold', () => {
  it('pays for the rest, with thresholds tested on all of it', () => {
    const dossier = dossierWith({
      projects: [research('a')],
      expenditures: [spent('x', 60, ['a']), spent('y', 60, ['a'])],
    });
    expect(reference(dossier, { contested: new Set(['expenditures/x']) }).totalFixedFen).toBe(9 * WAN);
    const both = new Set(['expenditures/x', 'expenditures/y']);
    expect(reference(dossier, { contested: both }).clauses).toContainEqual({
      clause: '2.1',
      scope: '2024',
      grossFen: 18 * WAN,
      standing: 'contested',
    });
  });
});

describe('the optimum', () => {
  const standings = (dossier: ReferenceDossier) => standingsOf(candidatesOf(dossier), receiptsOf(dossier));

  it('is what trying every assignment finds', () => {
    let tried = 0;
    const agrees = (dossier: ReferenceDossier) => {
      const choice = exhaustive(standings(dossier), 3000);
      if (choice === undefined) return;
      tried += 1;
      expect(reference(dossier).totalFixedFen).toBe(totalOf(choice));
    };
    fc.assert(fc.property(arbitraryDossier({ maxExpenditures: 5 }), agrees), {
      seed: 20_230_101,
      numRuns: 300,
    });
    fc.assert(fc.property(arbitraryContest(4), agrees), { seed: 20_251_231, numRuns: 100 });
    expect(tried).toBeGreaterThan(300);
  });

  it('does not depend on the order of any list', () => {
    const reversed = (dossier: ReferenceDossier): ReferenceDossier => ({
      ...dossier,
      projects: dossier.projects?.toReversed() ?? [],
      expenditures: dossier.expenditures?.toReversed() ?? [],
      recognitions: dossier.recognitions?.toReversed() ?? [],
      annualAccounts: dossier.annualAccounts?.toReversed() ?? [],
      carriers: dossier.carriers?.toReversed() ?? [],
      priorAwards: dossier.priorAwards?.toReversed() ?? [],
    });
    const total = (dossier: ReferenceDossier) => reference(dossier).totalFixedFen;
    const property = (dossier: ReferenceDossier) => {
      expect(total(reversed(dossier))).toBe(total(dossier));
    };
    fc.assert(fc.property(arbitraryDossier({ maxExpenditures: 20 }), property), { seed: 7, numRuns: 100 });
    fc.assert(fc.property(arbitraryContest(10), property), { seed: 8, numRuns: 30 });
  });
});
