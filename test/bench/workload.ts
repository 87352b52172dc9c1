import type { Dossier } from '@twelve/dossier';
import { empty } from './dossiers.ts';
import { pick, randomOf, wholeBetween } from './random.ts';

/**
 * A company reduced to figures, so that engines for scalar rules can say the same: what measures 1.1, 2.1, 3.1, 4.1,
 * 6.2, 7.2, 9.1a, 9.1b and 10.1 read, gates included. Amounts in fen.
 */
export interface ScalarCompany {
  readonly urban: boolean;
  readonly taxCompliant: boolean;
  readonly soundFinance: boolean;
  readonly aiField: boolean;
  readonly enterprise: boolean;
  readonly leading: boolean;
  readonly division65: boolean;
  readonly hardwareFen: number;
  readonly softwareFen: number;
  readonly researchFen: number;
  readonly leadsNationalTask: boolean;
  readonly parameterCount: number;
  readonly scenarioCount: number;
  readonly computeFen: number;
  readonly registeredFen: number;
  readonly paidInFen: number;
  readonly revenueFen: number;
  readonly softwareRevenueFen: number;
  readonly peakBeforeFen: number;
  readonly servicesFen: number;
  readonly storageFen: number;
  readonly tenants: number;
  readonly aiTenants: number;
}

/** The rules' outcomes and amounts, in this order. */
export const RULES = ['1.1', '2.1', '3.1', '4.1', '6.2', '7.2', '9.1a', '9.1b', '10.1'] as const;

export const WAN = 1_000_000;
export const share = (fen: number, percent: number): number => Math.floor((fen * percent) / 100);

/** The hand-written limit: amounts of the rules that hold, −1 for those that do not. Nothing is explained. */
export function bare(c: ScalarCompany, out: Float64Array): void {
  const common = c.urban && c.taxCompliant && c.soundFinance;
  const strict = common && c.aiField;
  const wide = common && (c.aiField || (c.enterprise && c.division65));
  const research = wide && c.enterprise && c.researchFen >= 100 * WAN;
  out[0] = strict ? Math.min(share(c.hardwareFen, 25) + share(c.softwareFen, 20), 1000 * WAN) : -1;
  out[1] = research ? share(c.researchFen, 15) : -1;
  out[2] =
    strict && c.leading && c.parameterCount >= 1_000_000_000 && c.scenarioCount >= 4
      ? Math.min(share(c.computeFen, 50), 2000 * WAN)
      : -1;
  out[3] = research && c.leadsNationalTask ? share(c.researchFen, 10) : -1;
  out[4] =
    wide && c.enterprise && c.registeredFen >= 2000 * WAN && c.paidInFen >= 2000 * WAN
      ? Math.min(share(c.paidInFen, 5), 500 * WAN)
      : -1;
  const tier = c.revenueFen > 5000 * WAN ? 5000 : c.revenueFen > 2000 * WAN ? 2000 : 1000;
  const breaks = c.revenueFen > tier * WAN && c.peakBeforeFen <= tier * WAN;
  const sum = tier === 5000 ? 500 : tier === 2000 ? 200 : 100;
  out[5] =
    wide && c.enterprise && c.division65 && c.softwareRevenueFen * 100 >= c.revenueFen * 60 && breaks
      ? sum * WAN
      : -1;
  out[6] = strict ? Math.min(share(c.servicesFen, 15), 300 * WAN) : -1;
  out[7] = strict ? Math.min(share(c.storageFen, 15), 50 * WAN) : -1;
  out[8] = strict && c.tenants >= 20 && c.aiTenants * 100 >= c.tenants * 60 ? 100 * WAN : -1;
}

/** A condition of the eager trace. */
export interface TraceStep {
  readonly id: string;
  readonly met: boolean;
  readonly actual: number | boolean;
  readonly required: number | boolean;
}

/** The same by hand, with an object for every condition as it is tested. */
export function traced(
  c: ScalarCompany,
): readonly { readonly rule: string; readonly fen: number; readonly steps: readonly TraceStep[] }[] {
  const flag = (id: string, actual: boolean): TraceStep => ({ id, met: actual, actual, required: true });
  const least = (id: string, actual: number, required: number): TraceStep => ({
    id,
    met: actual >= required,
    actual,
    required,
  });
  const over = (id: string, actual: number, required: number): TraceStep => ({
    id,
    met: actual > required,
    actual,
    required,
  });
  const most = (id: string, actual: number, required: number): TraceStep => ({
    id,
    met: actual <= required,
    actual,
    required,
  });
  const common = (): TraceStep[] => [
    flag('G1', c.urban),
    flag('G3', c.taxCompliant),
    flag('G4', c.soundFinance),
  ];
  const strict = (): TraceStep[] => [...common(), flag('G5', c.aiField)];
  const wide = (): TraceStep[] => [
    ...common(),
    flag('G5', c.aiField || (c.enterprise && c.division65)),
    flag('G6', c.enterprise),
  ];
  const rule = (name: string, fen: number, steps: TraceStep[]) => ({
    rule: name,
    fen: steps.every(({ met }) => met) ? fen : -1,
    steps,
  });
  const tier = c.revenueFen > 5000 * WAN ? 5000 : c.revenueFen > 2000 * WAN ? 2000 : 1000;
  const sum = tier === 5000 ? 500 : tier === 2000 ? 200 : 100;
  const floor = (): TraceStep => least('floor', c.researchFen, 100 * WAN);
  return [
    rule('1.1', Math.min(share(c.hardwareFen, 25) + share(c.softwareFen, 20), 1000 * WAN), strict()),
    rule('2.1', share(c.researchFen, 15), [...wide(), floor()]),
    rule('3.1', Math.min(share(c.computeFen, 50), 2000 * WAN), [
      ...strict(),
      flag('leading', c.leading),
      least('parameters', c.parameterCount, 1_000_000_000),
      least('scenarios', c.scenarioCount, 4),
    ]),
    rule('4.1', share(c.researchFen, 10), [...wide(), floor(), flag('national', c.leadsNationalTask)]),
    rule('6.2', Math.min(share(c.paidInFen, 5), 500 * WAN), [
      ...wide(),
      least('registered', c.registeredFen, 2000 * WAN),
      least('paid-in', c.paidInFen, 2000 * WAN),
    ]),
    rule('7.2', sum * WAN, [
      ...wide(),
      flag('software', c.division65),
      least('share', c.softwareRevenueFen * 100, c.revenueFen * 60),
      over('tier', c.revenueFen, tier * WAN),
      most('first', c.peakBeforeFen, tier * WAN),
    ]),
    rule('9.1a', Math.min(share(c.servicesFen, 15), 300 * WAN), strict()),
    rule('9.1b', Math.min(share(c.storageFen, 15), 50 * WAN), strict()),
    rule('10.1', 100 * WAN, [
      ...strict(),
      least('tenants', c.tenants, 20),
      least('ai-share', c.aiTenants * 100, c.tenants * 60),
    ]),
  ];
}

/**
 * By hand, with one bit a condition in the order of the trace, set where it is met: nothing stops early, and who asks
 * for the reasons finds in the bits what `traced` would say. Answers what `bare` does.
 */
export function inBits(c: ScalarCompany, fen: Float64Array, bits: Uint16Array): void {
  const common = bit(c.urban, 0) | bit(c.taxCompliant, 1) | bit(c.soundFinance, 2);
  const strict = common | bit(c.aiField, 3);
  const wide = common | bit(c.aiField || (c.enterprise && c.division65), 3) | bit(c.enterprise, 4);
  const research = wide | bit(c.researchFen >= 100 * WAN, 5);
  const model =
    strict | bit(c.leading, 4) | bit(c.parameterCount >= 1_000_000_000, 5) | bit(c.scenarioCount >= 4, 6);
  const task = research | bit(c.leadsNationalTask, 6);
  const capital = wide | bit(c.registeredFen >= 2000 * WAN, 5) | bit(c.paidInFen >= 2000 * WAN, 6);
  const tier = c.revenueFen > 5000 * WAN ? 5000 : c.revenueFen > 2000 * WAN ? 2000 : 1000;
  const sum = tier === 5000 ? 500 : tier === 2000 ? 200 : 100;
  const growth =
    wide |
    bit(c.division65, 5) |
    bit(c.softwareRevenueFen * 100 >= c.revenueFen * 60, 6) |
    bit(c.revenueFen > tier * WAN, 7) |
    bit(c.peakBeforeFen <= tier * WAN, 8);
  const park = strict | bit(c.tenants >= 20, 4) | bit(c.aiTenants * 100 >= c.tenants * 60, 5);
  bits[0] = bits[6] = bits[7] = strict;
  bits[1] = research;
  bits[2] = model;
  bits[3] = task;
  bits[4] = capital;
  bits[5] = growth;
  bits[8] = park;
  fen[0] = strict === 15 ? Math.min(share(c.hardwareFen, 25) + share(c.softwareFen, 20), 1000 * WAN) : -1;
  fen[1] = research === 63 ? share(c.researchFen, 15) : -1;
  fen[2] = model === 127 ? Math.min(share(c.computeFen, 50), 2000 * WAN) : -1;
  fen[3] = task === 127 ? share(c.researchFen, 10) : -1;
  fen[4] = capital === 127 ? Math.min(share(c.paidInFen, 5), 500 * WAN) : -1;
  fen[5] = growth === 511 ? sum * WAN : -1;
  fen[6] = strict === 15 ? Math.min(share(c.servicesFen, 15), 300 * WAN) : -1;
  fen[7] = strict === 15 ? Math.min(share(c.storageFen, 15), 50 * WAN) : -1;
  fen[8] = park === 63 ? 100 * WAN : -1;
}

export const bit = (met: boolean, place: number): number => (met ? 1 << place : 0);

/** Companies at random, or (`boundary`) with every figure just below, at or just above what decides. */
export function companyOf(seed: number, boundary: boolean): ScalarCompany {
  const random = randomOf(seed);
  const near = (...bounds: readonly [number, ...number[]]): number =>
    Math.max(1, pick(random, bounds) + wholeBetween(random, -1, 1));
  const fen = (...bounds: readonly [number, ...number[]]): number =>
    boundary ? near(...bounds) : wholeBetween(random, 1, 2 * Math.max(...bounds));
  const likely = (): boolean => random() < 0.92;
  const revenueFen = fen(1000 * WAN, 2000 * WAN, 5000 * WAN);
  const tenants = boundary ? near(20) : wholeBetween(random, 1, 60);
  return {
    urban: likely(),
    taxCompliant: likely(),
    soundFinance: likely(),
    aiField: random() < 0.8,
    enterprise: likely(),
    leading: random() < 0.6,
    division65: random() < 0.7,
    hardwareFen: fen(4000 * WAN, 2000 * WAN),
    softwareFen: fen(5000 * WAN, 2500 * WAN),
    researchFen: fen(100 * WAN),
    leadsNationalTask: random() < 0.5,
    parameterCount: boundary ? near(1_000_000_000) : wholeBetween(random, 1, 2_000_000_000),
    scenarioCount: boundary ? near(4) : wholeBetween(random, 1, 8),
    computeFen: fen(4000 * WAN),
    registeredFen: fen(2000 * WAN),
    paidInFen: fen(2000 * WAN, 10_000 * WAN),
    revenueFen,
    softwareRevenueFen: boundary
      ? Math.min(revenueFen, Math.ceil((revenueFen * 60) / 100) + wholeBetween(random, -1, 1))
      : wholeBetween(random, 0, revenueFen),
    peakBeforeFen: fen(1000 * WAN, 2000 * WAN, 5000 * WAN),
    servicesFen: fen(2000 * WAN),
    storageFen: fen((333 * WAN * 100) / 100, 334 * WAN),
    tenants,
    aiTenants: boundary
      ? Math.max(0, Math.min(tenants, Math.ceil((tenants * 60) / 100) + wholeBetween(random, -1, 1)))
      : wholeBetween(random, 0, tenants),
  };
}

/** The same company as a dossier: each figure an entry of its own, so that no two rules compete. */
export const dossierOf = (c: ScalarCompany): Dossier => ({
  ...empty,
  applicant: {
    ...empty.applicant,
    divisionCode: c.urban ? '330702' : '330782',
    taxCompliant: c.taxCompliant,
    soundFinance: c.soundFinance,
    aiField: c.aiField,
    legalPersonType: c.enterprise ? 'enterprise' : 'public-institution',
    organisationKind: c.leading ? 'leading-enterprise' : 'other',
    industryCode: c.division65 ? 'I6513' : 'C3911',
    registeredCapital: c.registeredFen,
    peakRevenueBefore: c.peakBeforeFen,
  },
  projects: [
    { id: 'p', kind: 'compute-platform' },
    {
      id: 'r',
      kind: 'rd-project',
      coreTechnology: 'core-algorithm',
      selfDeveloped: true,
      separateAccounts: true,
      leadsNationalTask: c.leadsNationalTask,
    },
    {
      id: 'm',
      kind: 'ai-model',
      parameterCount: c.parameterCount,
      scenarioCount: c.scenarioCount,
      original: true,
      withComputeCentre: true,
      completedOn: '2024-06-30',
    },
  ],
  expenditures: [
    { id: 'h', incurredOn: '2024-03-01', amount: c.hardwareFen, nature: 'hardware', projectIds: ['p'] },
    { id: 's', incurredOn: '2024-03-01', amount: c.softwareFen, nature: 'software', projectIds: ['p'] },
    { id: 'r', incurredOn: '2024-03-01', amount: c.researchFen, nature: 'other', projectIds: ['r'] },
    { id: 'm', incurredOn: '2024-03-01', amount: c.computeFen, nature: 'compute', projectIds: ['m'] },
    {
      id: 'u',
      incurredOn: '2024-03-01',
      amount: c.storageFen,
      nature: 'data-storage',
      projectIds: [],
      publicPlatformId: 'jh',
    },
  ],
  capitalContributions: [{ id: 'c', paidInOn: '2024-03-01', amount: c.paidInFen, source: 'other' }],
  annualAccounts: [{ year: 2024, revenue: c.revenueFen, softwareIntegrationRevenue: c.softwareRevenueFen }],
  platformServices: [{ id: 's', platformId: 'jh', year: 2024, serviceRevenue: c.servicesFen }],
  carriers: [
    { id: 'k', kind: 'incubator', countedOn: '2024-03-01', tenants: c.tenants, aiTenants: c.aiTenants },
  ],
});
