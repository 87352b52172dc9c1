import type { Dossier, Expenditure } from '@twelve/dossier';
import { decideAll, jinhua } from '@twelve/measures';
import { describe, expect, it } from 'vitest';
import { empty, families, lab, research } from './dossiers.ts';
import { companyOf } from './register.ts';

/**
 * What deciding all measures costs, in fields that are read of a dossier's entries: the same on every machine, and
 * more as soon as a list is walked once more for every scope or condition. Times are in the benchmark. The bounds are
 * about a third above what was counted when they were set.
 */
function readsPerEntry(dossier: Dossier): number {
  let reads = 0;
  let entries = 0;
  const watched = (entry: object): object => {
    entries += 1;
    return new Proxy(entry, {
      get: (target, field) => {
        reads += 1;
        return Reflect.get(target, field);
      },
    });
  };
  const lists = Object.entries(dossier).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(watched) : value,
  ]);
  decideAll(jinhua, { ...Object.fromEntries(lists), applicant: dossier.applicant });
  return reads / entries;
}

const most = (dossiers: readonly Dossier[]): number => Math.max(...dossiers.map(readsPerEntry));
const seeds = Array.from({ length: 20 }, (_, at) => at + 1);

/** All of the same kind, as many as a dossier holds: whatever grows with the square of them shows here. */
const bought = (at: number, projectIds: string[]): Expenditure => ({
  id: `e${at}`,
  incurredOn: `202${3 + (at % 3)}-05-06`,
  amount: 100_000_000 + at,
  nature: 'hardware',
  projectIds,
  newlyPurchased: true,
});
const ten = Array.from({ length: 10 }, (_, at) => at);
const seventy = Array.from({ length: 70 }, (_, at) => at);

describe('the fields that the rules read of a dossier', () => {
  it('are few for an entry of a company as a register has them', () => {
    expect(most(seeds.map(companyOf))).toBeLessThan(20);
  });

  it('are no more for an entry of a large applicant', () => {
    const [mixed] = families;
    expect(most(seeds.flatMap((seed) => mixed?.dossierOf(seed) ?? []))).toBeLessThan(33);
  });

  it('are few where ten platforms share the equipment', () => {
    const projects = ten.map((at) => lab(`lab-${at}`));
    const expenditures = seventy.map((at) => bought(at, [`lab-${at % 10}`, `lab-${(at + 3) % 10}`]));
    expect(readsPerEntry({ ...empty, projects, expenditures })).toBeLessThan(38);
  });

  it('are few where ten national tasks share the spending', () => {
    const projects = ten.map((at) => research(`task-${at}`, true));
    const expenditures = seventy.map((at) => bought(at, [`task-${at % 10}`, `task-${(at + 3) % 10}`]));
    expect(readsPerEntry({ ...empty, projects, expenditures })).toBeLessThan(32);
  });

  it('are few where there are services on many platforms in many years', () => {
    const platformServices = seventy.map((at) => ({
      id: `s${at}`,
      platformId: `p${at % 20}`,
      year: 2020 + (at % 7),
      serviceRevenue: 1_000_000,
    }));
    expect(readsPerEntry({ ...empty, platformServices })).toBeLessThan(4);
  });

  it('are few where there are accounts of seventy years', () => {
    const annualAccounts = seventy.map((at) => ({ year: 2000 + at, revenue: 1_000_000_000 + at }));
    expect(readsPerEntry({ ...empty, annualAccounts })).toBeLessThan(18);
  });
});
