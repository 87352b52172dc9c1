/** Raw input, as it arrives: what is legal in it is for the tests to change. */
export const applicant = () => ({
  creditCode: '91330100799655058B',
  name: '婺江智能有限公司',
  legalPersonType: 'enterprise',
  organisationKind: 'enterprise',
  divisionCode: '330702',
  industryCode: 'I6513',
  taxCompliant: true,
  soundFinance: true,
  aiField: true,
});

export const expenditure = (id: string, more: object = {}) => ({
  id,
  incurredOn: '2024-05-06',
  amount: 100,
  nature: 'other',
  projectIds: [],
  ...more,
});

export const recognition = (id: string, more: object = {}) => ({
  id,
  kind: 'typical-case',
  level: 'national',
  grantedOn: '2024-05-06',
  ...more,
});

export const carrier = (id: string, more: object = {}) => ({
  id,
  kind: 'incubator',
  countedOn: '2024-12-31',
  tenants: 20,
  aiTenants: 12,
  ...more,
});

export const talent = (id: string, year: number) => ({
  id,
  year,
  annualSalary: 100,
  localContribution: 100,
  isLegalRepresentative: false,
});

export const priorAward = (more: object = {}) => ({
  clause: '2.1',
  scope: '2023',
  year: 2023,
  amount: 100,
  lines: [{ item: 'expenditures/gone', value: 100 }],
  ...more,
});

/** One of every kind of entry; a legal check, and a legal submission once `priorAwards` is taken out. */
export const everything = () => ({
  applicant: {
    ...applicant(),
    aiDomains: ['intelligent-robots', 'other'],
    establishedOn: '2016-02-29',
    settlement: { kind: 'relocation', on: '2023-04-05' },
    registeredCapital: 10_000_000_000_000,
    peakRevenueBefore: 0,
  },
  projects: [
    { id: 'cp', kind: 'compute-platform', name: '' },
    {
      id: 'rd',
      kind: 'rd-project',
      coreTechnology: 'none',
      selfDeveloped: true,
      separateAccounts: true,
      leadsNationalTask: false,
    },
    { id: 'rp', kind: 'rd-platform' },
    {
      id: 'm',
      kind: 'ai-model',
      parameterCount: 0,
      scenarioCount: 4,
      original: true,
      withComputeCentre: true,
      completedOn: '2024-01-01',
    },
  ],
  expenditures: [
    expenditure('e1', {
      nature: 'hardware',
      projectIds: ['cp', 'rd', 'rp', 'm'],
      invoiceNumber: '24332000000000000001',
      newlyPurchased: true,
      certifiedAiProduct: false,
      publicPlatformId: 'jh-cloud',
    }),
    expenditure('e2'),
  ],
  recognitions: [
    { id: 'r1', kind: 'national-key-laboratory', grantedOn: '2024-01-01', certificateNumber: 'ZS-1' },
    { id: 'r2', kind: 'cultivation-library', grantedOn: '2024-01-01', tier: 'benchmark' },
    { id: 'r3', kind: 'srdi-enterprise', grantedOn: '2024-01-01', firstTime: true },
    { id: 'r4', kind: 'srdi-enterprise', grantedOn: '2025-01-01', firstTime: false },
    recognition('r5', { subjectId: 'arm' }),
    recognition('r6', { kind: 'industrial-internet-platform' }),
    recognition('r7', { kind: 'ai-incubator', level: 'municipal', subjectId: 'k1' }),
    { id: 'r8', kind: 'top-talent', grantedOn: '2024-01-01' },
  ],
  capitalContributions: [{ id: 'c1', paidInOn: '2024-01-01', amount: 1, source: 'angel-fund' }],
  annualAccounts: [
    { year: 2024, revenue: 100, softwareIntegrationRevenue: 60, softwareProductRevenue: 40 },
    { year: 2023, revenue: 0, comprehensiveContribution: 5 },
  ],
  platformServices: [{ id: 's1', platformId: 'jh-cloud', year: 2024, serviceRevenue: 1 }],
  carriers: [carrier('k1', { name: '孵化器' })],
  talents: [talent('t1', 2023), talent('t1', 2024)],
  otherAwards: [
    'expenditures/e1',
    'capitalContributions/c1',
    'platformServices/s1',
    'carriers/k1',
    'recognitions/r5',
    'subjects/arm',
    'applicant/industrial-internet-platform',
    'annualAccounts/2024/revenue',
    'annualAccounts/2023/contribution',
    'talents/t1/2024',
  ].map((itemId) => ({ itemId, amount: 1, policy: '省级专项' })),
  priorAwards: [
    priorAward(),
    priorAward({ clause: '10.2', scope: 'gone', subjectId: 'gone', amount: 0, lines: [] }),
  ],
});
