import type { Text } from '@twelve/dossier';
import { clause, type Facts, holds, MET, type Measure } from '../kernel/index.ts';
import { gateInterpretations, gates } from './gates.ts';
import { applicantScope } from './scopes.ts';

type Tier = 'cultivation' | 'demonstration' | 'benchmark';

const RANKS: readonly Tier[] = ['cultivation', 'demonstration', 'benchmark'];

const IN_TIER: Readonly<Record<Tier, Text>> = {
  cultivation: { zh: '已入库，现为培育企业', en: 'in the library already, in the tier of cultivation' },
  demonstration: { zh: '已入库，现为示范企业', en: 'in the library already, in the tier of demonstration' },
  benchmark: { zh: '已入库，现为标杆企业', en: 'in the library already, in the tier of benchmarks' },
};

/** The tier that the enterprise was last put into; on one day, the higher. */
const tierOf = ({ dossier }: Facts): Tier | undefined =>
  (dossier.recognitions ?? [])
    .flatMap((one) => (one.kind === 'cultivation-library' ? [one] : []))
    .sort((a, b) =>
      a.grantedOn === b.grantedOn
        ? RANKS.indexOf(a.tier) - RANKS.indexOf(b.tier)
        : a.grantedOn < b.grantedOn
          ? -1
          : 1,
    )
    .at(-1)?.tier;

const library = clause({
  id: '5.1',
  source: 'Art. 5',
  title: { zh: '人工智能企业培育库', en: 'Cultivation library of AI enterprises' },
  pays: {
    zh: '入库并按培育、示范、标杆分级，无资金',
    en: 'entry and a tier (cultivation, demonstration, benchmark); no money',
  },
  amountKind: 'none',
  ofApplicant: true,
  interpretations: gateInterpretations,
  parameters: [],
  reads: ['applicant/aiDomains', 'recognitions'],
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
  subject: {
    id: '5.1-tier',
    source: 'Art. 5',
    text: (facts) => {
      const tier = tierOf(facts);
      return tier === undefined
        ? { zh: '可申请入库，由主管部门分级', en: 'may enter the library; the departments set the tier' }
        : IN_TIER[tier];
    },
    facts: ['recognitions'],
    test: () => MET,
  },
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
