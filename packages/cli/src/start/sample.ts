import type { Dossier } from '@twelve/dossier';

/** An invented software company of Jinhua: enough for the first answer to show money, overlap and an open question. */
export const sampleDossier: Dossier = {
  applicant: {
    creditCode: '91330702MA2EXAMP0G',
    name: '金华示例智能科技有限公司',
    legalPersonType: 'enterprise',
    organisationKind: 'enterprise',
    divisionCode: '330702',
    industryCode: 'I6513',
    taxCompliant: true,
    soundFinance: true,
    aiField: true,
    peakRevenueBefore: 1_500_000_000,
  },
  projects: [
    {
      id: 'vision',
      kind: 'rd-project',
      coreTechnology: 'core-algorithm',
      selfDeveloped: true,
      separateAccounts: true,
      leadsNationalTask: false,
    },
    { id: 'cluster', kind: 'compute-platform' },
  ],
  expenditures: [
    {
      id: 'gpu-servers',
      incurredOn: '2024-05-20',
      amount: 1_200_000_000,
      nature: 'hardware',
      projectIds: ['cluster', 'vision'],
      invoiceNumber: '24332000000012345678',
    },
  ],
  annualAccounts: [{ year: 2024, revenue: 2_600_000_000, softwareProductRevenue: 2_000_000_000 }],
  recognitions: [{ id: 'srdi', kind: 'srdi-enterprise', grantedOn: '2024-08-01', firstTime: true }],
};
