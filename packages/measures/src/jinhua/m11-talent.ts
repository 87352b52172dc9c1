import { type Recognition, recognitionItem, type Talent, talentItem } from '@twelve/dossier';
import { atLeast, clause, holds, MET, type Measure, type Scope, UNMET } from '../kernel/index.ts';
import { gates, inPeriod, widenedInterpretations } from './gates.ts';
import { i11a, iXd } from './interpretations.ts';
import { m11 } from './parameters.ts';
import { lastDayOf, type RecognitionScope, recognitionScope } from './scopes.ts';

type TalentScope = Scope & { readonly talent: Talent; readonly year: number };

const isTopTalent = ({ kind }: Recognition): boolean => kind === 'top-talent';

const topTalent = clause<RecognitionScope>({
  id: '11.1',
  source: 'Art. 11 cl. 1',
  title: { zh: '顶尖人才奖励', en: 'Top talent' },
  pays: { zh: '按金华市现行人才政策执行', en: "by the city's talent policy" },
  amountKind: 'by-other-policy',
  interpretations: widenedInterpretations,
  parameters: [],
  reads: ['recognitions'],
  gates: gates.widened,
  subject: {
    id: '11.1-talent',
    source: 'Art. 11 cl. 1',
    text: {
      zh: '引进院士、知名奖项获得者或国家人才计划入选者',
      en: 'has brought in an academician, a holder of a named prize or of a national talent plan',
    },
    facts: ['recognitions'],
    test: ({ dossier }) => holds('recognitions', dossier.recognitions, (list) => list.some(isTopTalent)),
  },
  scopes: ({ dossier }) => (dossier.recognitions ?? []).filter(isTopTalent).map(recognitionScope),
  recognition: ({ recognition }) => recognitionItem(recognition.id),
  conditions: [inPeriod('11.1-period', ({ recognition }) => [recognitionItem(recognition.id)])],
  lines: () => [],
});

const talentFact = ({ talent }: TalentScope) => [talentItem(talent.id, talent.year)];

const highEarner = clause<TalentScope>({
  id: '11.2',
  source: 'Art. 11 cl. 2',
  title: { zh: '高管及企业人才奖励', en: 'Executives and talents with high salaries' },
  pays: {
    zh: '年薪40万元以上、50万元以上的，分别按3%、4%，不超过个人地方综合贡献',
    en: "3% of a yearly salary of 400,000 yuan or more, 4% from 500,000, within the person's own local contribution",
  },
  amountKind: 'fixed',
  interpretations: [...widenedInterpretations, i11a, iXd],
  parameters: [m11.firstFloorFen, m11.firstPercent, m11.secondFloorFen, m11.secondPercent],
  reads: ['talents'],
  gates: gates.widenedEnterprise,
  subject: {
    id: '11.2-talent',
    source: 'Art. 11 cl. 2',
    text: { zh: '有高管或企业人才', en: 'employs executives or talents' },
    facts: ['talents'],
    test: ({ dossier }) => holds('talents', dossier.talents, (list) => list.length > 0),
  },
  scopes: ({ dossier }) =>
    (dossier.talents ?? []).map((talent) => ({
      key: `${talent.id}/${talent.year}`,
      on: lastDayOf(talent.year),
      year: talent.year,
      talent,
    })),
  conditions: [
    inPeriod('11.2-period', talentFact),
    {
      id: '11.2-not-legal-representative',
      source: 'Art. 11 cl. 2',
      text: { zh: '不是法定代表人', en: 'is not the legal representative' },
      facts: talentFact,
      test: (_, { talent }) => (talent.isLegalRepresentative ? UNMET : MET),
    },
    {
      id: '11.2-salary',
      source: 'Art. 11 cl. 2',
      text: {
        zh: '年薪达到第一档（含本数）',
        en: 'the yearly salary reaches the first bracket (the figure itself qualifies)',
      },
      facts: talentFact,
      test: ({ policy }, { talent, on }) =>
        atLeast(talent.annualSalary, policy.valueOf(m11.firstFloorFen, on)),
    },
  ],
  lines: ({ policy }, { talent, on }) => [
    {
      item: talentItem(talent.id, talent.year),
      baseFen: talent.annualSalary,
      percent: policy.valueOf(
        talent.annualSalary >= policy.valueOf(m11.secondFloorFen, on) ? m11.secondPercent : m11.firstPercent,
        on,
      ),
    },
  ],
  limitFen: (_, { talent }) => talent.localContribution,
});

/** Art. 11: talent. */
export const talent: Measure = {
  number: 11,
  slug: 'm11-talent',
  title: { zh: '强化人工智能人才供给', en: 'AI talent' },
  clauses: [topTalent, highEarner],
  information: [
    {
      zh: '另有落户、子女入学、人才公寓、租房补贴和购房优惠等支持。',
      en: 'Besides: help with settling, schooling, housing and rent.',
    },
  ],
};
