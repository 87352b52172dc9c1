import type { Dossier, Expenditure, Project } from '@twelve/dossier';
import { pick, randomOf, wholeBetween } from './random.ts';

/** What a family of dossiers has in common. Every dossier has 80 entries, the most that is allowed. */
export interface Family {
  readonly name: string;
  readonly dossierOf: (seed: number) => Dossier;
}

const ENTRIES = 80;

/** Amounts as invoices have them: mostly whole yuan, some round, some to the fen. */
export function amountFen(random: () => number, leastYuan: number, mostYuan: number): number {
  const yuan = leastYuan * (mostYuan / leastYuan) ** random();
  const kind = random();
  if (kind < 0.2) return Math.max(1, Math.round(yuan / 10_000)) * 1_000_000;
  if (kind < 0.7) return Math.round(yuan) * 100;
  return Math.round(yuan * 100);
}

export const day = (random: () => number): string =>
  `${pick(random, [2023, 2024, 2025])}-${String(wholeBetween(random, 1, 12)).padStart(2, '0')}-${String(wholeBetween(random, 1, 28)).padStart(2, '0')}`;

const applicant = {
  creditCode: '91330100799655058B',
  name: '金华样例智能科技有限公司',
  legalPersonType: 'enterprise',
  organisationKind: 'leading-enterprise',
  divisionCode: '330702',
  industryCode: 'I6513',
  taxCompliant: true,
  soundFinance: true,
  aiField: true,
  aiDomains: ['intelligent-robots'],
  establishedOn: '2015-06-01',
  settlement: { kind: 'new-registration', on: '2023-05-22' },
  registeredCapital: 5_000_000_000,
  peakRevenueBefore: 500_000_000,
} satisfies Dossier['applicant'];

export const empty: Dossier = {
  applicant,
  projects: [],
  expenditures: [],
  recognitions: [],
  capitalContributions: [],
  annualAccounts: [],
  platformServices: [],
  carriers: [],
  talents: [],
  otherAwards: [],
  priorAwards: [],
};

export const research = (id: string, leadsNationalTask: boolean): Project => ({
  id,
  kind: 'rd-project',
  coreTechnology: 'core-algorithm',
  selfDeveloped: true,
  separateAccounts: true,
  leadsNationalTask,
});

export const lab = (id: string): Project => ({ id, kind: 'rd-platform' });

export const model = (id: string, year: number): Project => ({
  id,
  kind: 'ai-model',
  parameterCount: 7_000_000_000,
  scenarioCount: 6,
  original: true,
  withComputeCentre: true,
  completedOn: `${year}-06-30`,
});

/** What each kind of project spends on. */
const natures = {
  'compute-platform': ['hardware', 'hardware', 'software'],
  'rd-project': ['hardware', 'software', 'compute', 'data-storage', 'other'],
  'rd-platform': ['hardware'],
  'ai-model': ['compute'],
} as const satisfies Record<Project['kind'], readonly [Expenditure['nature'], ...Expenditure['nature'][]]>;

/**
 * A large applicant: computing platforms, laboratories, models and research that share their spending, under 3 to 8
 * limits of which about half bind.
 */
const mixed: Family = {
  name: 'mixed, 3 to 8 limits',
  dossierOf: (seed) => {
    const random = randomOf(seed);
    const projects: Project[] = [
      { id: 'compute', kind: 'compute-platform' },
      research('research-a', random() < 0.5),
      research('research-b', random() < 0.5),
      ...Array.from({ length: wholeBetween(random, 1, 3) }, (_, at) => lab(`lab-${at}`)),
      ...Array.from({ length: wholeBetween(random, 1, 2) }, (_, at) => model(`model-${at}`, 2023 + at)),
    ];
    const size = 6 ** random();
    const expenditures = Array.from({ length: wholeBetween(random, 48, 62) }, (_, at): Expenditure => {
      const [first, ...others] = shuffled(random, projects);
      const nature = pick(random, natures[first?.kind ?? 'rd-project']);
      const served = [first, ...others.slice(0, pick(random, [0, 1, 1, 2, 3]))];
      return {
        id: `e${at}`,
        incurredOn: day(random),
        amount: amountFen(random, 100_000 * size, 3_000_000 * size),
        nature,
        projectIds: served.flatMap((project) => project?.id ?? []),
        newlyPurchased: random() < 0.8,
        certifiedAiProduct: random() < 0.1,
        ...(nature === 'compute' || nature === 'data-storage'
          ? { publicPlatformId: pick(random, ['jh-cloud', 'zj-compute']) }
          : {}),
      };
    });
    return filledUp(random, { ...empty, projects, expenditures });
  },
};

/** Fills a dossier up to the most entries with what competes for nothing. */
function filledUp(random: () => number, dossier: Dossier): Dossier {
  const annualAccounts = [2023, 2024, 2025].map((year) => ({ year, revenue: amountFen(random, 5e6, 8e7) }));
  const rest =
    ENTRIES - annualAccounts.length - (dossier.projects?.length ?? 0) - (dossier.expenditures?.length ?? 0);
  const talents = Math.floor(rest / 3);
  return {
    ...dossier,
    annualAccounts,
    talents: Array.from({ length: talents }, (_, at) => ({
      id: `t${at}`,
      year: pick(random, [2023, 2024, 2025]),
      annualSalary: amountFen(random, 300_000, 1_200_000),
      localContribution: amountFen(random, 5_000, 60_000),
      isLegalRepresentative: false,
    })),
    platformServices: Array.from({ length: talents }, (_, at) => ({
      id: `s${at}`,
      platformId: 'jh-cloud',
      year: pick(random, [2023, 2024, 2025]),
      serviceRevenue: amountFen(random, 100_000, 10_000_000),
    })),
    capitalContributions: Array.from({ length: rest - 2 * talents }, (_, at) => ({
      id: `c${at}`,
      paidInOn: day(random),
      amount: amountFen(random, 500_000, 20_000_000),
      source: pick(random, ['angel-fund', 'venture-fund', 'other']),
    })),
  };
}

function shuffled<T>(random: () => number, values: readonly T[]): readonly T[] {
  return values
    .map((value) => ({ value, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}

/** The same with money received before for a third of the expenditures: it takes up limits. */
const withReceipts: Family = {
  name: 'mixed, with receipts',
  dossierOf: (seed) => {
    const dossier = mixed.dossierOf(seed);
    const random = randomOf(seed + 1_000_003);
    const kept = (dossier.expenditures ?? []).slice(0, 32);
    const paid = kept.slice(0, 10);
    return {
      ...dossier,
      expenditures: kept,
      talents: [],
      otherAwards: paid.map(({ id, amount }) => ({
        itemId: `expenditures/${id}`,
        amount: Math.floor(amount * 0.4 * random()),
        policy: 'province',
      })),
    };
  },
};

/** Items that could all go either way, under so many limits that none is indifferent. */
const rivals = (
  name: string,
  projects: readonly Project[],
  items: number,
  limits: { readonly perItemYuan: number; readonly nature: Expenditure['nature']; readonly exact: boolean },
): Family => ({
  name,
  dossierOf: (seed) => {
    const random = randomOf(seed);
    return {
      ...empty,
      projects: [...projects],
      expenditures: Array.from({ length: items }, (_, at): Expenditure => {
        const fen = Math.round(limits.perItemYuan * (0.2 + 1.6 * random()) * 100);
        return {
          id: `e${at}`,
          incurredOn: `2024-${String(1 + (at % 12)).padStart(2, '0')}-15`,
          amount: limits.exact ? fen : Math.round(fen / 100) * 100,
          nature: limits.nature,
          projectIds: projects.map(({ id }) => id),
          newlyPurchased: true,
        };
      }),
    };
  },
});

const compute: Project = { id: 'compute', kind: 'compute-platform' };

/** Of all of them, a bit more than half fits under the limits together. */
const share = (limitYuan: number, percent: number, items: number): number =>
  (limitYuan / (percent / 100) / items) * 1.8;

const oneLimit = (items: number, exact: boolean): Family =>
  rivals(
    `one limit, ${items} items, ${exact ? 'fen' : 'yuan'}`,
    [compute, research('research', false)],
    items,
    { perItemYuan: share(10_000_000, 25, items), nature: 'hardware', exact },
  );

const twoLimits = (items: number, exact: boolean): Family =>
  rivals(
    `two limits, ${items} items, ${exact ? 'fen' : 'yuan'}`,
    [lab('lab-a'), lab('lab-b'), research('research', false)],
    items,
    { perItemYuan: share(60_000_000, 50, items), nature: 'hardware', exact },
  );

const mixedLimits = (items: number, exact: boolean): Family =>
  rivals(
    `limits of two rates, ${items} items, ${exact ? 'fen' : 'yuan'}`,
    [lab('lab-a'), compute, research('research', false)],
    items,
    { perItemYuan: share(100_000_000, 50, items), nature: 'hardware', exact },
  );

/**
 * Made to cost much: a handful of prices, so that very many states meet, under up to eight limits, beside clauses without
 * one over three years.
 */
const fewPrices: Family = {
  name: 'few prices, mixed clauses',
  dossierOf: (seed) => {
    const random = randomOf(seed);
    const projects = Array.from({ length: wholeBetween(random, 3, 8) }, (_, at): Project => {
      const id = `project-${at}`;
      return at % 3 === 0 ? research(id, false) : at % 3 === 1 ? lab(id) : { ...compute, id };
    });
    const pricesFen = Array.from(
      { length: wholeBetween(random, 2, 10) },
      () => wholeBetween(random, 1_000_000, 6_000_000) * 100,
    );
    const expenditures = Array.from({ length: ENTRIES - projects.length }, (_, at): Expenditure => {
      const served = shuffled(random, projects).slice(0, wholeBetween(random, 0, 4));
      return {
        id: `e${at}`,
        incurredOn: day(random),
        amount: pricesFen[wholeBetween(random, 0, pricesFen.length - 1)] ?? 0,
        nature: 'hardware',
        projectIds: served.map(({ id }) => id),
        newlyPurchased: true,
        certifiedAiProduct: random() < 0.3,
      };
    });
    return { ...empty, projects, expenditures };
  },
};

export const families: readonly Family[] = [
  mixed,
  withReceipts,
  ...[12, 20, 30, 40, 77].flatMap((items) => [oneLimit(items, false), oneLimit(items, true)]),
  ...[12, 16, 20, 24, 32, 40, 60, 76].flatMap((items) => [twoLimits(items, false), twoLimits(items, true)]),
  ...[12, 20, 30, 40, 76].map((items) => mixedLimits(items, true)),
  fewPrices,
];
