import type { Text } from '@twelve/dossier';
import type { Draft, ListDraft, Row } from './draft/draft.ts';
import type { Values } from './fields/field.ts';
import { text } from './words/text.ts';

/** Examples to look at before entering anything: an enterprise of three kinds, all of them invented. */
export interface Sample {
  readonly title: Text;
  readonly about: Text;
  readonly draft: () => Draft;
}

const NONE: ListDraft = { answer: 'none', rows: [] };
const some = (...entries: readonly Values[]): ListDraft => ({
  answer: 'some',
  rows: entries.map((values, place): Row => ({ key: String(place + 1), values })),
});

const enterprise: Values = {
  legalPersonType: 'enterprise',
  organisationKind: 'enterprise',
  divisionCode: '330702',
  taxCompliant: 'yes',
  soundFinance: 'yes',
  aiField: 'yes',
};

const nothingElse = {
  recognitions: NONE,
  capitalContributions: NONE,
  annualAccounts: NONE,
  platformServices: NONE,
  carriers: NONE,
  talents: NONE,
};

export const SAMPLES: readonly Sample[] = [
  {
    title: text('软件企业', 'A software company'),
    about: text(
      '有自主研发项目，营业收入首次突破一档',
      'own R&D, and revenue that breaks a tier for the first time',
    ),
    draft: () => ({
      skipped: [],
      applicant: {
        ...enterprise,
        name: '金华样例智能科技有限公司',
        industryCode: 'I651',
        aiDomains: ['intelligent-manufacturing'],
        settlement: ['none'],
        peakRevenueBefore: '900',
      },
      lists: {
        ...nothingElse,
        projects: some({
          id: 'p1',
          kind: 'rd-project',
          name: '工业视觉算法',
          coreTechnology: 'core-algorithm',
          selfDeveloped: 'yes',
          separateAccounts: 'yes',
          leadsNationalTask: 'no',
        }),
        expenditures: some(
          { id: 'e1', incurredOn: '2023-09-18', amount: '820000', nature: 'other', projectIds: ['p1'] },
          { id: 'e2', incurredOn: '2024-05-10', amount: '2000000', nature: 'other', projectIds: ['p1'] },
          { id: 'e3', incurredOn: '2024-11-30', amount: '1000000', nature: 'software', projectIds: ['p1'] },
        ),
        annualAccounts: some({
          year: '2024',
          revenue: '2300',
          softwareIntegrationRevenue: '1000',
          softwareProductRevenue: '610',
        }),
        recognitions: some({ id: 'r1', kind: 'srdi-enterprise', grantedOn: '2024-08-01', firstTime: 'yes' }),
      },
    }),
  },
  {
    title: text('算力服务器业主', 'An owner of GPU servers'),
    about: text(
      '同一批服务器既可按算力平台、也可按研发平台补助',
      'the same servers could be paid under two measures',
    ),
    draft: () => ({
      skipped: [],
      applicant: {
        ...enterprise,
        name: '婺城算力有限公司',
        industryCode: 'I655',
        aiDomains: ['other'],
        settlement: ['none'],
      },
      lists: {
        ...nothingElse,
        projects: some(
          { id: 'p1', kind: 'compute-platform', name: '智算服务平台' },
          { id: 'p2', kind: 'rd-platform', name: '视觉共性技术平台' },
        ),
        expenditures: some(
          {
            id: 'e1',
            incurredOn: '2024-03-15',
            amount: '24000000',
            nature: 'hardware',
            projectIds: ['p1', 'p2'],
            newlyPurchased: 'yes',
          },
          {
            id: 'e2',
            incurredOn: '2024-06-20',
            amount: '38000000',
            nature: 'hardware',
            projectIds: ['p1', 'p2'],
            newlyPurchased: 'yes',
          },
          {
            id: 'e3',
            incurredOn: '2024-09-02',
            amount: '16000000',
            nature: 'hardware',
            projectIds: ['p1', 'p2'],
            newlyPurchased: 'yes',
          },
          {
            id: 'e4',
            incurredOn: '2024-09-25',
            amount: '5000000',
            nature: 'software',
            projectIds: ['p1'],
          },
        ),
      },
    }),
  },
  {
    title: text('孵化器', 'An incubator'),
    about: text('三个级别的认定，累计有上限', 'recognised at three levels, with a ceiling over its life'),
    draft: () => ({
      skipped: [],
      applicant: {
        ...enterprise,
        name: '金东人工智能孵化器',
        legalPersonType: 'public-institution',
        organisationKind: 'other',
        industryCode: 'L7299',
      },
      lists: {
        ...nothingElse,
        projects: NONE,
        expenditures: NONE,
        carriers: some({
          id: 'k1',
          name: '金东人工智能孵化器',
          kind: 'incubator',
          countedOn: '2024-12-31',
          tenants: '26',
          aiTenants: '18',
        }),
        recognitions: some(
          { id: 'r1', kind: 'ai-incubator', level: 'municipal', grantedOn: '2023-05-01', subjectId: 'k1' },
          { id: 'r2', kind: 'ai-incubator', level: 'provincial', grantedOn: '2024-06-01', subjectId: 'k1' },
          { id: 'r3', kind: 'ai-incubator', level: 'national', grantedOn: '2025-07-01', subjectId: 'k1' },
        ),
      },
    }),
  },
];
