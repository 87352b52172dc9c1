import {
  type Expenditure,
  INTERNET_PLATFORM_ITEM,
  type PlatformService,
  type Recognition,
  recognitionItem,
  serviceItem,
  yearOf,
} from '@twelve/dossier';
import { clause, holds, lump, MET, type Measure, UNMET } from '../kernel/index.ts';
import { gateInterpretations, gates, inPeriod } from './gates.ts';
import { i9a, iXd, iXe } from './interpretations.ts';
import { m09 } from './parameters.ts';
import { grouped, type RecognitionScope, recognitionScope, type YearScope, yearScopes } from './scopes.ts';
import { expenditureLine, itemsOf } from './spending.ts';

/** One scope for each year on each platform. */
function platformYears<T>(
  entries: readonly T[],
  platformOf: (entry: T) => string,
  yearOfEntry: (entry: T) => number,
): readonly YearScope<T>[] {
  const scopes: YearScope<T>[] = [];
  for (const { on, year, entries: ofYear } of yearScopes(entries, yearOfEntry)) {
    for (const { group: platformId, entries: own } of grouped(ofYear, platformOf)) {
      scopes.push({ key: `${platformId}/${year}`, on, year, entries: own });
    }
  }
  return scopes;
}

const provider = clause<YearScope<PlatformService>>({
  id: '9.1a',
  source: 'Art. 9 cl. 1',
  title: { zh: '公共服务平台服务方补助', en: 'Provider on a public platform' },
  pays: {
    zh: '实际服务收入的15%，同一平台年度最高300万元',
    en: '15% of service revenue, up to 3 million yuan per platform and year',
  },
  amountKind: 'fixed',
  interpretations: [...gateInterpretations, iXd],
  parameters: [m09.providerPercent, m09.providerLimitFen],
  reads: ['platformServices'],
  gates: gates.any,
  subject: {
    id: '9.1a-service',
    source: 'Art. 9 cl. 1',
    text: {
      zh: '在算力计算、数据存储等公共服务平台上提供服务并有收入',
      en: 'provides services on a public compute or data-storage platform',
    },
    facts: ['platformServices'],
    test: ({ dossier }) => holds('platformServices', dossier.platformServices, (list) => list.length > 0),
  },
  scopes: ({ dossier }) =>
    platformYears(
      dossier.platformServices ?? [],
      ({ platformId }) => platformId,
      ({ year }) => year,
    ),
  conditions: [inPeriod('9.1a-period', ({ entries }) => entries.map(({ id }) => serviceItem(id)))],
  lines: ({ policy }, { on, entries }) =>
    entries.map(({ id, serviceRevenue }) => ({
      item: serviceItem(id),
      baseFen: serviceRevenue,
      percent: policy.valueOf(m09.providerPercent, on),
    })),
  limitFen: ({ policy }, { on }) => policy.valueOf(m09.providerLimitFen, on),
  ceilingFen: (policy) => policy.valueOf(m09.providerLimitFen, policy.to),
});

type Fee = Expenditure & { readonly publicPlatformId: string };

/** A fee for compute or storage on a public platform. */
const isFee = (entry: Expenditure): entry is Fee =>
  (entry.nature === 'compute' || entry.nature === 'data-storage') && entry.publicPlatformId !== undefined;

const user = clause<YearScope<Fee>>({
  id: '9.1b',
  source: 'Art. 9 cl. 1',
  title: { zh: '公共服务平台使用方补助', en: 'User of a public platform' },
  pays: {
    zh: '实际支付费用的15%，同一平台年度最高50万元',
    en: '15% of the fees paid, up to 500,000 yuan per platform and year',
  },
  amountKind: 'fixed',
  interpretations: [...gateInterpretations, iXd, iXe],
  parameters: [m09.userPercent, m09.userLimitFen],
  reads: ['expenditures'],
  gates: gates.users,
  subject: {
    id: '9.1b-fees',
    source: 'Art. 9 cl. 1',
    text: {
      zh: '向公共算力或数据存储平台支付了服务费用',
      en: 'has paid for services of a public compute or data-storage platform',
    },
    facts: ['expenditures'],
    test: ({ dossier }) => holds('expenditures', dossier.expenditures, (list) => list.some(isFee)),
  },
  scopes: ({ dossier }) =>
    platformYears(
      (dossier.expenditures ?? []).filter(isFee),
      ({ publicPlatformId }) => publicPlatformId,
      ({ incurredOn }) => yearOf(incurredOn),
    ),
  conditions: [inPeriod('9.1b-period', ({ entries }) => itemsOf(entries))],
  lines: ({ policy }, { entries }) =>
    entries.map((entry) => expenditureLine(entry, policy.valueOf(m09.userPercent, entry.incurredOn))),
  limitFen: ({ policy }, { on }) => policy.valueOf(m09.userLimitFen, on),
  ceilingFen: (policy) => policy.valueOf(m09.userLimitFen, policy.to),
});

const isInternetPlatform = ({ kind }: Recognition): boolean => kind === 'industrial-internet-platform';

const internetPlatform = clause<RecognitionScope>({
  id: '9.2',
  source: 'Art. 9 cl. 2',
  title: { zh: '工业互联网平台奖励', en: 'Industrial internet platform' },
  pays: {
    zh: '工信部认定200万元、省级认定50万元，一次性',
    en: '2 million yuan if recognised by the ministry, 500,000 by the province, once',
  },
  amountKind: 'fixed',
  interpretations: [...gateInterpretations, i9a],
  parameters: [m09.nationalFen, m09.provincialFen],
  reads: ['recognitions'],
  gates: gates.enterprise,
  subject: {
    id: '9.2-recognition',
    source: 'Art. 9 cl. 2',
    text: { zh: '获认定为工业互联网平台企业', en: 'recognised for an industrial internet platform' },
    facts: ['recognitions'],
    test: ({ dossier }) =>
      holds('recognitions', dossier.recognitions, (list) => list.some(isInternetPlatform)),
  },
  scopes: ({ dossier }) => (dossier.recognitions ?? []).filter(isInternetPlatform).map(recognitionScope),
  recognition: ({ recognition }) => recognitionItem(recognition.id),
  conditions: [
    inPeriod('9.2-period', ({ recognition }) => [recognitionItem(recognition.id)]),
    {
      id: '9.2-level',
      source: 'Art. 9 cl. 2',
      text: {
        zh: '由工信部（国家级）或省级认定',
        en: 'recognised by the ministry (national) or the province',
      },
      facts: ({ recognition }) => [recognitionItem(recognition.id)],
      test: (_, { recognition: { level } }) => (level === 'national' || level === 'provincial' ? MET : UNMET),
    },
  ],
  lines: ({ policy }, { recognition, on }) => [
    lump(
      INTERNET_PLATFORM_ITEM,
      policy.valueOf(recognition.level === 'national' ? m09.nationalFen : m09.provincialFen, on),
    ),
  ],
});

/** Art. 9: showing AI in use. */
export const applicationScenarios: Measure = {
  number: 9,
  slug: 'm09-application-scenarios',
  title: { zh: '建设人工智能应用场景示范', en: 'AI application scenarios' },
  clauses: [provider, user, internetPlatform],
  information: [
    {
      zh: '主管部门发布人工智能应用场景清单。',
      en: 'The departments publish a list of AI scenarios to be built.',
    },
  ],
};
