import type { Dossier } from '@twelve/dossier';
import { dossierWith, model, research, spent, WAN } from './dossiers.ts';

const granted = { grantedOn: '2024-04-04' };

/** One thing for every clause, so that each has a scope. */
export const everything: Dossier = dossierWith(
  {
    projects: [
      { id: 'cluster', kind: 'compute-platform' },
      research('chip', { leadsNationalTask: true }),
      { id: 'lab', kind: 'rd-platform' },
      model('llm'),
    ],
    expenditures: [
      spent('server', 200 * WAN, ['cluster', 'lab'], { nature: 'hardware', newlyPurchased: true }),
      spent('wages', 200 * WAN, ['chip']),
      spent('training', 100 * WAN, ['llm'], { nature: 'compute', publicPlatformId: 'jh' }),
      spent('robot', WAN, [], { certifiedAiProduct: true }),
    ],
    recognitions: [
      { ...granted, id: 'centre', kind: 'national-key-laboratory' },
      { ...granted, id: 'leader', kind: 'industry-leader' },
      { ...granted, id: 'srdi', kind: 'srdi-enterprise', firstTime: true },
      { ...granted, id: 'case', kind: 'typical-case', level: 'national' },
      { ...granted, id: 'set', kind: 'first-set', level: 'national', subjectId: 'arm' },
      { ...granted, id: 'net', kind: 'industrial-internet-platform', level: 'national' },
      { ...granted, id: 'hatch', kind: 'ai-incubator', level: 'national', subjectId: 'hub' },
      { ...granted, id: 'fellow', kind: 'top-talent' },
    ],
    capitalContributions: [{ id: 'seed', paidInOn: '2024-05-05', amount: 2000 * WAN, source: 'angel-fund' }],
    annualAccounts: [{ year: 2024, revenue: 60_000 * WAN, softwareProductRevenue: 60_000 * WAN }],
    platformServices: [{ id: 'hours', platformId: 'jh', year: 2024, serviceRevenue: WAN }],
    carriers: [{ id: 'hub', kind: 'incubator', countedOn: '2024-06-06', tenants: 20, aiTenants: 12 }],
    talents: [
      { id: 'ann', year: 2024, annualSalary: 50 * WAN, localContribution: WAN, isLegalRepresentative: false },
    ],
  },
  {
    industryCode: 'I6531',
    organisationKind: 'leading-enterprise',
    settlement: { kind: 'relocation', on: '2024-03-03' },
    registeredCapital: 2000 * WAN,
  },
);
