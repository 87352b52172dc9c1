import fc from 'fast-check';
import { creditCodeOf } from './credit-code.ts';
import type {
  Account,
  Applicant,
  CapitalContribution,
  Carrier,
  Expenditure,
  PlatformService,
  Project,
  Recognition,
  Talent,
} from './facts.ts';

const TEN_THOUSAND_YUAN = 1_000_000;

/** Ids and references are given when the lists are put together: see `arbitrary-dossier.ts`. */
export type Unnamed<T extends { id: string }> = Omit<T, 'id'>;

/** Just below, at and just above figures that decide something; otherwise anything, in whole yuan or not. */
export function fenAround(boundsTenThousandYuan: readonly number[], maxFen: number): fc.Arbitrary<number> {
  const near = fc
    .tuple(fc.constantFrom(...boundsTenThousandYuan), fc.constantFrom(-1, 0, 1))
    .map(([bound, step]) => Math.max(0, Math.round(bound * TEN_THOUSAND_YUAN) + step));
  return fc.oneof(
    { weight: 2, arbitrary: near },
    {
      weight: 2,
      arbitrary: fc.integer({ min: 1, max: Math.floor(maxFen / 1_000_000) }).map((n) => n * 1_000_000),
    },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: maxFen }) },
  );
}

/** Mostly inside the policy period, often on its edges, sometimes outside. */
export const day: fc.Arbitrary<string> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom('2022-12-31', '2023-01-01', '2025-12-31', '2026-01-01') },
  {
    weight: 11,
    arbitrary: fc
      .tuple(fc.constantFrom(2023, 2024, 2024, 2025), fc.integer({ min: 0, max: 364 }))
      .map(([year, offset]) => new Date(Date.UTC(year, 0, 1 + offset)).toISOString().slice(0, 10)),
  },
);

const year = fc.constantFrom(2023, 2024, 2025, 2023, 2024, 2025, 2022, 2026);
const mostly = (sure: boolean, weight = 9) =>
  fc.oneof({ weight, arbitrary: fc.constant(sure) }, { weight: 1, arbitrary: fc.constant(!sure) });
const often = <T>(value: T, others: readonly T[], weight = 8): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(value) }, { weight: 2, arbitrary: fc.constantFrom(...others) });
const level = fc.constantFrom('national', 'provincial', 'municipal');

/** An applicant that usually passes the gates; its software division and its AI field vary. */
export const applicant: fc.Arbitrary<Required<Applicant>> = fc.record({
  creditCode: fc.array(fc.nat(30), { minLength: 9, maxLength: 9 }).map((places) => creditCodeOf(places)),
  name: fc.constantFrom('金华样例智能科技有限公司', '婺城算力有限公司'),
  legalPersonType: often('enterprise', ['public-institution', 'social-organization', 'other'], 14),
  organisationKind: often(
    'leading-enterprise',
    ['enterprise', 'university', 'research-institute', 'other'],
    4,
  ),
  divisionCode: often('330702', ['330701', '330703', '330782', '330100'], 20),
  industryCode: fc.constantFrom('I651', 'I6513', 'I6531', 'I6540', 'I659', 'C3911', 'L7299'),
  taxCompliant: mostly(true, 60),
  soundFinance: mostly(true, 60),
  aiField: mostly(true, 14),
  aiDomains: fc.subarray(['other', 'intelligent-robots', 'intelligent-finance']),
  establishedOn: fc.constantFrom('2015-06-01', '2023-03-01'),
  settlement: fc.option(fc.record({ kind: fc.constantFrom('new-registration', 'relocation'), on: day }), {
    freq: 4,
  }),
  registeredCapital: fenAround([2000], 5_000_000_000),
  peakRevenueBefore: fc.oneof(fc.constant(0), fenAround([1000, 2000, 5000, 10_000, 30_000], 6_000_000_000)),
});

export const project: fc.Arbitrary<Unnamed<Project>> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ kind: 'compute-platform' }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'rd-platform' }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('rd-project'),
      coreTechnology: often('core-algorithm', ['none', 'other-key-generic', 'ai-chip']),
      selfDeveloped: mostly(true, 12),
      separateAccounts: mostly(true, 12),
      leadsNationalTask: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('ai-model'),
      parameterCount: often(1_000_000_000, [999_999_999, 70_000_000_000]),
      scenarioCount: often(4, [3, 5]),
      original: mostly(true, 20),
      withComputeCentre: mostly(true, 20),
      // Years coincide often, so that there are more models than places.
      completedOn: fc.oneof(fc.constantFrom('2024-06-30', '2024-12-31'), day),
    }),
  },
);

/** Amounts at which one line alone meets a floor or fills a limit: 2000 × 50% = 1000, 4000 × 25% = 1000 … */
const SPENDING_BOUNDS = [100, 333.333334, 1000, 2000, 4000, 5000, 6000];

export interface ArbitraryExpenditure extends Omit<Unnamed<Expenditure>, 'projectIds' | 'invoiceNumber'> {
  /** Places in the list of projects, taken modulo its length. */
  serves: number[];
  invoice: boolean;
}

export const expenditure: fc.Arbitrary<ArbitraryExpenditure> = fc.record(
  {
    incurredOn: day,
    amount: fenAround(SPENDING_BOUNDS, 6_000_000_000),
    nature: fc.constantFrom(
      'hardware',
      'hardware',
      'software',
      'compute',
      'compute',
      'data-storage',
      'other',
    ),
    serves: fc.oneof(
      { weight: 1, arbitrary: fc.constant<number[]>([]) },
      { weight: 5, arbitrary: fc.array(fc.nat(20), { minLength: 1, maxLength: 4, size: 'max' }) },
    ),
    invoice: fc.boolean(),
    newlyPurchased: mostly(true, 5),
    certifiedAiProduct: fc.boolean(),
    publicPlatformId: fc.constantFrom('jh-cloud', 'zj-compute'),
  },
  { requiredKeys: ['incurredOn', 'amount', 'nature', 'serves', 'invoice'] },
);

export interface ArbitraryRecognition extends Unnamed<Recognition> {
  /** An incubator's place in the list of carriers, taken modulo its length. */
  carrier?: number;
}

export const recognition: fc.Arbitrary<ArbitraryRecognition> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'national-key-laboratory',
        'national-engineering-technology-research-centre',
        'national-engineering-research-centre',
        'national-enterprise-technology-centre',
      ),
      grantedOn: day,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('industry-leader', 'unicorn', 'top-talent'),
      grantedOn: day,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('srdi-enterprise'),
      grantedOn: day,
      firstTime: mostly(true, 5),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('cultivation-library'),
      grantedOn: day,
      tier: fc.constantFrom('cultivation', 'demonstration', 'benchmark'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record(
      {
        kind: fc.constantFrom('typical-case', 'innovation-project', 'first-set', 'first-version'),
        grantedOn: day,
        level,
        subjectId: fc.constantFrom('s1', 's2'),
      },
      { requiredKeys: ['kind', 'grantedOn', 'level'] },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('industrial-internet-platform'), grantedOn: day, level }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('ai-incubator'), grantedOn: day, level, carrier: fc.nat(5) }),
  },
);

export const capitalContribution: fc.Arbitrary<Unnamed<CapitalContribution>> = fc.record({
  paidInOn: day,
  amount: fenAround([1000, 2000, 10_000], 9_000_000_000),
  source: fc.constantFrom('angel-fund', 'venture-fund', 'startup-fund', 'other-fund', 'other'),
});

/** Shares of 0 … 100 of the revenue; 60 and its neighbours to the fen come from `nudge`. */
export const account: fc.Arbitrary<Omit<Account, 'year'>> = fc
  .record({
    revenue: fenAround([1000, 2000, 5000, 10_000, 30_000, 50_000], 60_000_000_000),
    share: fc.oneof(fc.constant(60), fc.integer({ min: 0, max: 100 })),
    split: fc.integer({ min: 0, max: 100 }),
    nudge: fc.constantFrom(-1, 0, 1),
    contribution: fc.option(fc.integer({ min: 0, max: 900_000_000 }), { nil: undefined }),
  })
  .map(({ revenue, share, split, nudge, contribution }) => {
    const software = Math.min(revenue, Math.max(0, Math.ceil((revenue * share) / 100) + nudge));
    const integration = Math.floor((software * split) / 100);
    return {
      revenue,
      softwareIntegrationRevenue: integration,
      softwareProductRevenue: software - integration,
      ...(contribution === undefined ? {} : { comprehensiveContribution: contribution }),
    };
  });

export const platformService: fc.Arbitrary<Unnamed<PlatformService>> = fc.record({
  platformId: fc.constantFrom('jh-cloud', 'zj-compute'),
  year,
  serviceRevenue: fenAround([2000], 4_000_000_000),
});

export const carrier: fc.Arbitrary<Unnamed<Carrier>> = fc
  .record({
    kind: fc.constantFrom('industrial-park', 'incubator'),
    countedOn: day,
    size: fc.constantFrom([19, 12], [20, 12], [20, 11], [50, 29], [50, 30], [21, 21]),
  })
  .map(({ kind, countedOn, size: [tenants = 0, aiTenants = 0] }) => ({
    kind,
    countedOn,
    tenants,
    aiTenants,
  }));

export const talent: fc.Arbitrary<Unnamed<Talent>> = fc.record({
  year,
  annualSalary: fenAround([40, 50], 120_000_000),
  localContribution: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4_000_000 })),
  isLegalRepresentative: mostly(false, 6),
});
