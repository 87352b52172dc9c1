import {
  type Carrier,
  carrierItem,
  leastShare,
  type Recognition,
  recognitionItem,
  yearOf,
} from '@twelve/dossier';
import {
  atLeast,
  clause,
  type Facts,
  type Finding,
  holds,
  lump,
  MET,
  type Measure,
  type Scope,
  UNMET,
  unknown,
} from '../kernel/index.ts';
import { gateInterpretations, gates, inPeriod } from './gates.ts';
import { i10a, i10b } from './interpretations.ts';
import { m10 } from './parameters.ts';
import { recognitionScope } from './scopes.ts';

type CarrierScope = Scope & { readonly carrier: Carrier; readonly year: number };

const carrierFact = ({ carrier }: CarrierScope) => [carrierItem(carrier.id)];

/** 10.1 and 10.2 of one carrier and event year meet under this key (X4). */
const rivalKey = (carrierId: string, year: number): string => `${carrierId}/${year}`;

const park = clause<CarrierScope>({
  id: '10.1',
  source: 'Art. 10 cl. 1',
  title: { zh: '产业园、孵化器集聚奖励', en: 'AI park or incubator' },
  pays: { zh: '一次性奖励100万元', en: '1 million yuan, once per carrier' },
  amountKind: 'fixed',
  once: true,
  interpretations: [...gateInterpretations, i10a],
  parameters: [m10.carrierFen, m10.tenants, m10.aiPercent],
  reads: ['carriers'],
  gates: gates.users,
  subject: {
    id: '10.1-carrier',
    source: 'Art. 10 cl. 1',
    text: {
      zh: '运营人工智能产业园或科技企业孵化器',
      en: 'runs an AI industrial park or technology incubator',
    },
    facts: ['carriers'],
    test: ({ dossier }) => holds('carriers', dossier.carriers, (list) => list.length > 0),
  },
  scopes: ({ dossier }) =>
    (dossier.carriers ?? []).map((carrier) => ({
      key: carrier.id,
      on: carrier.countedOn,
      year: yearOf(carrier.countedOn),
      carrier,
    })),
  conditions: [
    inPeriod('10.1-period', carrierFact, { zh: '企业数统计日', en: 'the companies were counted' }),
    {
      id: '10.1-tenants',
      source: 'Art. 10 cl. 1',
      text: {
        zh: '入园（在孵）企业总数达到下限（含本数）',
        en: 'the number of resident companies reaches the bound',
      },
      facts: carrierFact,
      test: ({ policy }, { carrier, on }) =>
        atLeast(carrier.tenants, policy.valueOf(m10.tenants, on), 'count'),
    },
    {
      id: '10.1-share',
      source: 'Art. 10 cl. 1',
      text: { zh: '人工智能企业占比达到下限（含本数）', en: 'the share of AI companies reaches the bound' },
      facts: carrierFact,
      test: ({ policy }, { carrier, on }) =>
        atLeast(carrier.aiTenants, leastShare(carrier.tenants, policy.valueOf(m10.aiPercent, on)), 'count'),
    },
  ],
  lines: ({ policy }, { carrier, on }) => [lump(carrierItem(carrier.id), policy.valueOf(m10.carrierFen, on))],
  rival: ({ carrier, year }) => rivalKey(carrier.id, year),
});

type IncubatorScope = Scope & {
  readonly recognition: Recognition;
  readonly incubatorId: string;
  readonly year: number;
};

const isIncubator = ({ kind }: Recognition): boolean => kind === 'ai-incubator';

/** Every incubator is one of the carriers: who runs none has none that could have been recognised. */
function anyIncubator({ dossier: { recognitions, carriers } }: Facts): Finding {
  if (recognitions !== undefined) return recognitions.some(isIncubator) ? MET : UNMET;
  if (carriers === undefined) return unknown('carriers', 'recognitions');
  return carriers.length > 0 ? unknown('recognitions') : UNMET;
}

const incubator = clause<IncubatorScope>({
  id: '10.2',
  source: 'Art. 10 cl. 2',
  title: { zh: '人工智能专业孵化器认定补助', en: 'Newly recognised AI incubator' },
  pays: {
    zh: '国家、省、市级分别200万、100万、50万元，每家孵化器累计最高200万元',
    en: '2 million, 1 million or 500,000 yuan by level, up to 2 million per incubator over its life',
  },
  amountKind: 'fixed',
  interpretations: [...gateInterpretations, i10a, i10b],
  parameters: [m10.nationalFen, m10.provincialFen, m10.municipalFen, m10.incubatorLimitFen],
  reads: ['recognitions', 'carriers'],
  gates: gates.users,
  subject: {
    id: '10.2-recognition',
    source: 'Art. 10 cl. 2',
    text: { zh: '获新认定为人工智能专业科技企业孵化器', en: 'newly recognised as an AI incubator' },
    facts: ['recognitions', 'carriers'],
    test: anyIncubator,
  },
  scopes: ({ dossier }) =>
    (dossier.recognitions ?? []).flatMap((recognition) =>
      recognition.kind === 'ai-incubator'
        ? [{ ...recognitionScope(recognition), incubatorId: recognition.subjectId }]
        : [],
    ),
  recognition: ({ recognition }) => recognitionItem(recognition.id),
  conditions: [inPeriod('10.2-period', ({ recognition }) => [recognitionItem(recognition.id)])],
  lines: ({ policy }, { recognition, on }) => [
    lump(
      recognitionItem(recognition.id),
      policy.valueOf(
        recognition.level === 'national'
          ? m10.nationalFen
          : recognition.level === 'provincial'
            ? m10.provincialFen
            : m10.municipalFen,
        on,
      ),
    ),
  ],
  // Over its life, so that all recognitions have the last figure: they share what it leaves.
  limitFen: ({ policy }) => policy.valueOf(m10.incubatorLimitFen, policy.to),
  ceilingFen: (policy) => policy.valueOf(m10.incubatorLimitFen, policy.to),
  pool: ({ incubatorId }) => ({ key: incubatorId, subjectId: incubatorId }),
  rival: ({ incubatorId, year }) => rivalKey(incubatorId, year),
});

/** Art. 10: parks and incubators. */
export const industryCarriers: Measure = {
  number: 10,
  slug: 'm10-industry-carriers',
  title: { zh: '支持产业载体建设', en: 'Parks and incubators' },
  clauses: [park, incubator],
  information: [],
};
