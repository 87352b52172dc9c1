import { anyApplicant, clause, holds, type Measure } from '../kernel/index.ts';
import { gateInterpretations, gates } from './gates.ts';
import { applicantScope } from './scopes.ts';

const library = clause({
  id: '5.1',
  source: 'Art. 5',
  title: { zh: '人工智能企业培育库', en: 'Cultivation library of AI enterprises' },
  pays: {
    zh: '入库并按培育、示范、标杆分级，无资金',
    en: 'entry and a tier (cultivation, demonstration, benchmark); no money',
  },
  amountKind: 'none',
  interpretations: gateInterpretations,
  parameters: [],
  reads: ['applicant/aiDomains'],
  gates: gates.enterprise,
  applicant: [
    {
      id: '5.1-domain',
      source: 'Art. 5',
      text: {
        zh: '属于列举的或其他人工智能新产业领域',
        en: 'active in one of the named AI domains or another',
      },
      facts: ['applicant/aiDomains'],
      test: ({ applicant }) =>
        holds('applicant/aiDomains', applicant.aiDomains, (domains) => domains.length > 0),
    },
  ],
  subject: anyApplicant('5.1-applicant', 'Art. 5'),
  scopes: applicantScope,
  conditions: [],
  lines: () => [],
});

/** Art. 5: the cultivation library. */
export const cultivationLibrary: Measure = {
  number: 5,
  slug: 'm05-cultivation-library',
  title: { zh: '开展人工智能企业梯度培育', en: 'Cultivation of AI enterprises by tiers' },
  clauses: [library],
  information: [
    {
      zh: '培育库分培育、示范、标杆三级，由主管部门动态管理。',
      en: 'The library has three tiers and is managed by the departments.',
    },
  ],
};
