import { type Expenditure, type Recognition, recognitionItem, subjectItem, type Text } from '@twelve/dossier';
import {
  clause,
  type Facts,
  holds,
  type Interpretation,
  lump,
  MET,
  type Measure,
  type Parameter,
  UNMET,
} from '../kernel/index.ts';
import { gates, inPeriod, widenedInterpretations } from './gates.ts';
import { i8a, i8b, i8c, i8d, iXd, iXe } from './interpretations.ts';
import { m08 } from './parameters.ts';
import { type ApplicantScope, applicantWith, type RecognitionScope, recognitionScope } from './scopes.ts';
import { expenditureLine, itemsOrList, paidInPeriod, spentOn } from './spending.ts';

/** An award for a recognised subject, by level: what 8.1 and 8.2 have in common. */
interface Recognised {
  readonly id: '8.1' | '8.2';
  readonly source: string;
  readonly title: Text;
  readonly pays: Text;
  readonly subject: Text;
  readonly kinds: readonly string[];
  readonly national: Parameter;
  readonly provincial: Parameter;
  readonly interpretations: readonly Interpretation[];
}

/* @__NO_SIDE_EFFECTS__ */
function recognised({
  id,
  source,
  title,
  pays,
  subject,
  kinds,
  national,
  provincial,
  interpretations,
}: Recognised) {
  const isOne = ({ kind }: Recognition): boolean => kinds.includes(kind);
  const fact = ({ recognition }: RecognitionScope) => [recognitionItem(recognition.id)];
  return clause<RecognitionScope>({
    id,
    source,
    title,
    pays,
    amountKind: 'fixed',
    interpretations: [...widenedInterpretations, ...interpretations],
    parameters: [national, provincial],
    reads: ['recognitions'],
    gates: gates.widened,
    subject: {
      id: `${id}-recognition`,
      source,
      text: subject,
      facts: ['recognitions'],
      test: ({ dossier }) => holds('recognitions', dossier.recognitions, (list) => list.some(isOne)),
    },
    scopes: ({ dossier }) => (dossier.recognitions ?? []).filter(isOne).map(recognitionScope),
    recognition: ({ recognition }) => recognitionItem(recognition.id),
    conditions: [
      inPeriod(`${id}-period`, fact),
      {
        id: `${id}-level`,
        source,
        text: { zh: '级别为省级或国家级', en: 'of provincial or national level' },
        facts: fact,
        test: (_, { recognition: { level } }) =>
          level === 'national' || level === 'provincial' ? MET : UNMET,
      },
    ],
    lines: ({ policy }, { recognition, on }) => [
      lump(
        subjectItem(recognition),
        policy.valueOf(recognition.level === 'national' ? national : provincial, on),
      ),
    ],
  });
}

const application = recognised({
  id: '8.1',
  source: 'Art. 8 cl. 1',
  title: { zh: '人工智能应用典型案例、创新项目、优秀应用奖励', en: 'Recognised AI application' },
  pays: { zh: '省级50万元、国家级100万元', en: '500,000 yuan at provincial, 1 million at national level' },
  subject: {
    zh: '获认定为人工智能应用典型案例、创新项目或优秀应用',
    en: 'recognised as an AI typical case, innovation project or excellent application',
  },
  kinds: ['typical-case', 'innovation-project', 'excellent-application'],
  national: m08.applicationNationalFen,
  provincial: m08.applicationProvincialFen,
  interpretations: [i8a],
});

const firstProduct = recognised({
  id: '8.2',
  source: 'Art. 8 cl. 2',
  title: { zh: '首台（套）、首批次、首版次产品补贴', en: 'First set, batch or version' },
  pays: { zh: '省内50万元、国内100万元', en: '500,000 yuan for a first in the province, 1 million in China' },
  subject: {
    zh: '产品获认定为首台（套）、首批次或首版次',
    en: 'a product was recognised as first set, first batch or first version',
  },
  kinds: ['first-set', 'first-batch', 'first-version'],
  national: m08.firstNationalFen,
  provincial: m08.firstProvincialFen,
  interpretations: [i8a, i8d],
});

const isCertified = ({ certifiedAiProduct }: Expenditure): boolean => certifiedAiProduct === true;

const isCertifiedInPeriod = (entry: Expenditure, facts: Facts): boolean =>
  isCertified(entry) && paidInPeriod(entry, facts);

const purchase = clause<ApplicantScope<Expenditure>>({
  id: '8.3',
  source: 'Art. 8 cl. 3',
  title: { zh: '购买人工智能产品补助', en: 'Buying AI products' },
  pays: {
    zh: '实际交易额的30%，最高100万元',
    en: '30% of the actual transaction, up to 1 million yuan in total',
  },
  amountKind: 'fixed',
  ofApplicant: true,
  interpretations: [...widenedInterpretations, i8b, i8c, iXd, iXe],
  parameters: [m08.purchasePercent, m08.purchaseLimitFen],
  reads: ['expenditures'],
  gates: gates.buyers,
  subject: {
    id: '8.3-purchase',
    source: 'Art. 8 cl. 3',
    text: {
      zh: '有经认定的人工智能产品购买（中小企业数字化改造、产业大脑建设）',
      en: 'recognised for buying AI products (digital transformation of SMEs, industry brain)',
    },
    facts: ['expenditures'],
    test: ({ dossier }) => holds('expenditures', dossier.expenditures, (list) => list.some(isCertified)),
  },
  scopes: (facts) => applicantWith(facts, spentOn(facts, isCertifiedInPeriod)),
  conditions: [
    {
      id: '8.3-period',
      source: 'Suppl. 4',
      text: { zh: '购买的发票日期在政策有效期内', en: 'a purchase was invoiced in the policy period' },
      facts: (_, facts) => itemsOrList(spentOn(facts, isCertified)),
      test: (_, { entries }) => holds('expenditures', entries, (list) => list.length > 0),
    },
  ],
  lines: ({ policy }, { entries }) =>
    entries?.map((entry) => expenditureLine(entry, policy.valueOf(m08.purchasePercent, entry.incurredOn))),
  limitFen: ({ policy }, { on }) => policy.valueOf(m08.purchaseLimitFen, on),
  ceilingFen: (policy) => policy.valueOf(m08.purchaseLimitFen, policy.to),
});

/** Art. 8: AI products in use. */
export const productAdoption: Measure = {
  number: 8,
  slug: 'm08-product-adoption',
  title: { zh: '支持人工智能产品应用推广', en: 'Adoption of AI products' },
  clauses: [application, firstProduct, purchase],
  information: [
    {
      zh: '政府采购和招标对展示人工智能产品应用的项目给予倾斜。',
      en: 'Public procurement and tenders give preference to showing AI products in use.',
    },
  ],
};
