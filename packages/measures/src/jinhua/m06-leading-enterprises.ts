import {
  type AnnualAccount,
  type CalendarDate,
  type CapitalContribution,
  capitalItem,
  contributionItem,
  type Fen,
  type Recognition,
  type Text,
  yearOf,
} from '@twelve/dossier';
import {
  atLeast,
  atMost,
  both,
  type Condition,
  clause,
  type Facts,
  type Finding,
  holds,
  type LineDraft,
  MET,
  type Measure,
  type Parameter,
  UNMET,
  unknown,
  unknownFigure,
} from '../kernel/index.ts';
import { gates, isInPeriod, widenedInterpretations } from './gates.ts';
import { i6a, i6b, i6c, i6d, iXb, iXd } from './interpretations.ts';
import { m06 } from './parameters.ts';
import { type ApplicantScope, applicantWith, type YearScope, yearScopes } from './scopes.ts';
import { sumFen } from './spending.ts';

const isLeader = ({ kind }: Recognition): boolean => kind === 'industry-leader' || kind === 'unicorn';

/** The earliest day of recognition as industry leader or unicorn; undefined where there is or is known none. */
const recognisedOn = ({ dossier }: Facts): CalendarDate | undefined =>
  dossier.recognitions
    ?.filter(isLeader)
    .map(({ grantedOn }) => grantedOn)
    .sort()[0];

/**
 * Art. 6 cl. 1: the day on which the enterprise is first both recognised and in Jinhua (I-6a). While one of the two is
 * unknown, any day of the policy period from the other on can still be it: `earliest` and `latest` bound it.
 */
interface Start {
  readonly earliest: CalendarDate;
  readonly latest: CalendarDate;
  readonly missing: readonly string[];
}

function startOf(facts: Facts): Start {
  const { policy, applicant, dossier } = facts;
  const missing = [
    ...(dossier.recognitions === undefined ? ['recognitions'] : []),
    ...(applicant.settlement === undefined ? ['applicant/settlement'] : []),
  ];
  const known = [recognisedOn(facts), applicant.settlement?.on].filter((day) => day !== undefined).sort();
  const earliest = known.at(-1) ?? policy.from;
  if (missing.length === 0) return { earliest, latest: earliest, missing };
  return { earliest: [earliest, policy.from].sort()[1] ?? earliest, latest: policy.to, missing };
}

const leader: Condition<null> = {
  id: '6.1-leader',
  source: 'Art. 6 cl. 1',
  text: {
    zh: '行业领军企业或独角兽企业，且填报了年度数据',
    en: 'an industry leader or unicorn, with yearly accounts',
  },
  facts: ['recognitions', 'annualAccounts'],
  test: ({ dossier: { recognitions, annualAccounts } }) =>
    both(
      holds('recognitions', recognitions, (list) => list.some(isLeader)),
      holds('annualAccounts', annualAccounts, (list) => list.length > 0),
    ),
};

/** Tested whatever is known: a start that can only be after the period settles it for every year. */
const newlyHere: Condition<null> = {
  id: '6.1-start',
  source: 'Art. 6 cl. 1',
  text: {
    zh: '首次同时具备称号并在金华的日期在政策有效期内',
    en: 'the day on which it first is both recognised and in Jinhua lies in the policy period',
  },
  facts: ['recognitions', 'applicant/settlement'],
  test: (facts) => {
    const { earliest, missing } = startOf(facts);
    return isInPeriod(facts.policy, earliest) ? openOr(MET, missing) : UNMET;
  },
};

type LeaderYear = YearScope<AnnualAccount> & { readonly start: Start };

function leaderYearScopes(facts: Facts): readonly LeaderYear[] {
  const start = startOf(facts);
  return yearScopes(facts.dossier.annualAccounts ?? [], ({ year }) => year).map((scope) => ({
    ...scope,
    start,
  }));
}

/** Is it a year after the policy, and those bring nothing (I-6a)? */
const endsWithPolicy = (policy: Facts['policy'], on: CalendarDate): boolean =>
  on > policy.to && policy.choiceOf(i6a, on) === 'end-with-policy';

/** Which of the ten years a calendar year is if the first began on that day; the first is 1. */
const ordinal = (year: number, start: CalendarDate): number => year - yearOf(start) + 1;

/** What is met only on the known facts stays open while others are unknown. */
function openOr(finding: Finding, missing: readonly string[]): Finding {
  if (finding.outcome !== 'met' || missing.length === 0) return finding;
  const { required, unit = 'count' } = finding;
  return required === undefined ? unknown(...missing) : unknownFigure(required, unit, ...missing);
}

const leaderYears = clause<LeaderYear>({
  id: '6.1',
  source: 'Art. 6 cl. 1',
  title: { zh: '行业领军或独角兽企业综合贡献奖励', en: 'Leading or unicorn enterprise' },
  pays: {
    zh: '前三年综合贡献额的100%，后七年的50%',
    en: "100% of the year's comprehensive contribution in years 1 to 3, 50% in years 4 to 10",
  },
  amountKind: 'fixed',
  interpretations: [...widenedInterpretations, i6a, iXd],
  parameters: [m06.years, m06.fullYears, m06.fullPercent, m06.laterPercent],
  reads: ['recognitions', 'annualAccounts', 'applicant/settlement'],
  gates: gates.widenedEnterprise,
  applicant: [newlyHere],
  subject: leader,
  scopes: leaderYearScopes,
  conditions: [
    {
      id: '6.1-not-before',
      source: 'Art. 6 cl. 1',
      text: { zh: '不早于奖励的首年', en: 'not before the first year of the award' },
      facts: ['recognitions', 'applicant/settlement'],
      test: (_, { year, start: { earliest, missing } }) =>
        openOr(atLeast(ordinal(year, earliest), 1, 'year'), missing),
    },
    {
      id: '6.1-not-after',
      source: 'Art. 6 cl. 1',
      text: ({ policy }, { on }) =>
        endsWithPolicy(policy, on)
          ? {
              zh: '不晚于政策有效期的末年（I-6a）',
              en: 'not after the last year of the policy period (I-6a)',
            }
          : { zh: '不晚于奖励的末年', en: 'not after the last year of the award' },
      facts: ['recognitions', 'applicant/settlement'],
      test: ({ policy }, { year, on, start: { latest, missing } }) =>
        endsWithPolicy(policy, on)
          ? atMost(year, yearOf(policy.to), 'year')
          : openOr(atMost(ordinal(year, latest), policy.valueOf(m06.years, on), 'year'), missing),
    },
  ],
  lines: (facts, { year, on, entries, start }) => {
    const percent = percentOf(facts, year, on, start);
    if (percent === undefined) return undefined;
    return entries.map(({ comprehensiveContribution }) => ({
      item: contributionItem(year),
      baseFen: comprehensiveContribution ?? 0,
      percent,
    }));
  },
});

/** The rate of a year; undefined while it hangs on a start that is unknown. */
function percentOf(
  { policy }: Facts,
  year: number,
  on: CalendarDate,
  { earliest, latest }: Start,
): number | undefined {
  const fullYears = policy.valueOf(m06.fullYears, on);
  const rateFrom = (start: CalendarDate): number =>
    policy.valueOf(ordinal(year, start) <= fullYears ? m06.fullPercent : m06.laterPercent, on);
  const percent = rateFrom(earliest);
  return percent === rateFrom(latest) ? percent : undefined;
}

/** Art. 6 cl. 2 and 3: newly registered in or moved to Jinhua in the period. */
const settled = (clauseId: '6.2' | '6.3', source: string): Condition<null> => ({
  id: `${clauseId}-settled`,
  source,
  text: {
    zh: '在政策有效期内新注册或迁入金华',
    en: 'newly registered in or moved to Jinhua in the policy period',
  },
  facts: ['applicant/settlement'],
  test: ({ applicant, policy }) =>
    holds('applicant/settlement', applicant.settlement, (settlement) =>
      settlement === null ? false : isInPeriod(policy, settlement.on),
    ),
});

/** "(含)": the floor itself qualifies; open while the figure is unknown. */
const reaches = (actualFen: Fen | undefined, floorFen: Fen, fact: string): Finding =>
  actualFen === undefined ? unknownFigure(floorFen, 'fen', fact) : atLeast(actualFen, floorFen);

/** Paid in up to the end of the period, before the settling as well (I-6b). */
const isCounted = ({ paidInOn }: CapitalContribution, { policy, applicant }: Facts): boolean =>
  paidInOn <= policy.to &&
  (policy.choiceOf(i6b, paidInOn) === 'counts' || paidInOn >= (applicant.settlement?.on ?? ''));

const countedWhen = ({ policy }: Facts): Text =>
  policy.choiceOf(i6b, policy.to) === 'counts'
    ? { zh: '截至政策期末', en: 'up to the end of the policy period' }
    : { zh: '落户之后、截至政策期末', en: 'after the settling, up to the end of the policy period' };

/** What angel, venture and start-up funds paid of it (I-6c). */
const isFunds = (payment: CapitalContribution, facts: Facts): boolean =>
  isCounted(payment, facts) &&
  (payment.source === 'angel-fund' ||
    payment.source === 'venture-fund' ||
    payment.source === 'startup-fund' ||
    (payment.source === 'other-fund' && facts.policy.choiceOf(i6c, payment.paidInOn) === 'all-funds'));

/** Where only what was paid in after the settling counts, a payment stays open while that day is unknown (I-6b). */
const unknownSettling = (payments: readonly CapitalContribution[], { policy, applicant }: Facts) =>
  applicant.settlement === undefined &&
  payments.some(({ paidInOn }) => policy.choiceOf(i6b, paidInOn) === 'after-settling')
    ? ['applicant/settlement']
    : [];

type CapitalTest = (payment: CapitalContribution, facts: Facts) => boolean;

function anyCapital(facts: Facts, test: CapitalTest): Finding {
  const payments = facts.dossier.capitalContributions;
  const counted = payments?.filter((payment) => test(payment, facts)) ?? [];
  const found = holds('capitalContributions', payments, () => counted.length > 0);
  return openOr(found, unknownSettling(counted, facts));
}

const capitalScope = (facts: Facts, test: CapitalTest): readonly ApplicantScope<CapitalContribution>[] =>
  applicantWith(
    facts,
    facts.dossier.capitalContributions?.filter((payment) => test(payment, facts)),
  );

/** Undefined while the payments are unknown, or which of them count. */
const capitalLines = (
  facts: Facts,
  payments: readonly CapitalContribution[] | undefined,
  percent: Parameter,
): readonly LineDraft[] | undefined =>
  payments === undefined || unknownSettling(payments, facts).length > 0
    ? undefined
    : payments.map(({ id, amount, paidInOn }) => ({
        item: capitalItem(id),
        baseFen: amount,
        percent: facts.policy.valueOf(percent, paidInOn),
      }));

const settling = clause<ApplicantScope<CapitalContribution>>({
  id: '6.2',
  source: 'Art. 6 cl. 2',
  title: { zh: '人工智能企业落户奖励', en: 'Settling in Jinhua' },
  pays: { zh: '实缴资本的5%，最高500万元', en: '5% of paid-in capital, up to 5 million yuan' },
  amountKind: 'fixed',
  ofApplicant: true,
  interpretations: [...widenedInterpretations, i6b, i6c, i6d, iXb, iXd],
  parameters: [m06.capitalFloorFen, m06.capitalPercent, m06.capitalLimitFen],
  reads: ['applicant/settlement', 'applicant/registeredCapital', 'capitalContributions'],
  gates: gates.widenedEnterprise,
  applicant: [
    settled('6.2', 'Art. 6 cl. 2'),
    {
      id: '6.2-registered-capital',
      source: 'Art. 6 cl. 2',
      text: {
        zh: '注册资本达到门槛（含本数）',
        en: 'registered capital reaches the floor (the floor itself qualifies)',
      },
      facts: ['applicant/registeredCapital'],
      test: ({ applicant: { registeredCapital }, policy }) =>
        reaches(
          registeredCapital,
          policy.valueOf(m06.capitalFloorFen, policy.to),
          'applicant/registeredCapital',
        ),
    },
  ],
  subject: {
    id: '6.2-capital',
    source: 'Art. 6 cl. 2',
    text: (facts) => {
      const when = countedWhen(facts);
      return { zh: `有实到资本（${when.zh}）`, en: `capital was paid in ${when.en}` };
    },
    facts: ['capitalContributions'],
    test: (facts) => anyCapital(facts, isCounted),
  },
  scopes: (facts) => capitalScope(facts, isCounted),
  conditions: [
    {
      id: '6.2-paid-in-capital',
      source: 'Art. 6 cl. 2',
      text: {
        zh: '实到资本金（不分来源）达到门槛（含本数）',
        en: 'paid-in capital of any source reaches the floor (the floor itself qualifies)',
      },
      facts: ({ entries }) => entries?.map(({ id }) => capitalItem(id)) ?? ['capitalContributions'],
      test: (facts, { on, entries }) =>
        openOr(
          reaches(
            entries && sumFen(entries),
            facts.policy.valueOf(m06.capitalFloorFen, on),
            'capitalContributions',
          ),
          unknownSettling(entries ?? [], facts),
        ),
    },
  ],
  lines: (facts, { entries }) => capitalLines(facts, entries, m06.capitalPercent),
  limitFen: ({ policy }, { on }) => policy.valueOf(m06.capitalLimitFen, on),
  ceilingFen: (policy) => policy.valueOf(m06.capitalLimitFen, policy.to),
});

const fundBacked = clause<ApplicantScope<CapitalContribution>>({
  id: '6.3',
  source: 'Art. 6 cl. 3',
  title: { zh: '基金投资企业落户支持', en: 'Fund-backed settling' },
  pays: {
    zh: '基金投入资金的10%，一次性，最高1000万元',
    en: "10% of the funds' investment, once, up to 10 million yuan",
  },
  amountKind: 'fixed',
  ofApplicant: true,
  once: true,
  interpretations: [...widenedInterpretations, i6b, i6c, iXd],
  parameters: [m06.fundPercent, m06.fundLimitFen],
  reads: ['applicant/settlement', 'capitalContributions'],
  gates: gates.widenedEnterprise,
  applicant: [settled('6.3', 'Art. 6 cl. 3')],
  subject: {
    id: '6.3-fund',
    source: 'Art. 6 cl. 3',
    text: (facts) => {
      const { policy } = facts;
      const when = countedWhen(facts);
      return policy.choiceOf(i6c, policy.to) === 'all-funds'
        ? { zh: `投资基金已投入资金（${when.zh}）`, en: `investment funds have paid in ${when.en}` }
        : {
            zh: `天使、风险或创业投资基金已投入资金（${when.zh}）`,
            en: `angel, venture or start-up funds have paid in ${when.en}`,
          };
    },
    facts: ['capitalContributions'],
    test: (facts) => anyCapital(facts, isFunds),
  },
  scopes: (facts) => capitalScope(facts, isFunds),
  conditions: [],
  lines: (facts, { entries }) => capitalLines(facts, entries, m06.fundPercent),
  limitFen: ({ policy }, { on }) => policy.valueOf(m06.fundLimitFen, on),
  ceilingFen: (policy) => policy.valueOf(m06.fundLimitFen, policy.to),
});

/** Art. 6: bringing in leading enterprises. */
export const leadingEnterprises: Measure = {
  number: 6,
  slug: 'm06-leading-enterprises',
  title: { zh: '大力引进人工智能龙头企业', en: 'Bringing in leading AI enterprises' },
  clauses: [leaderYears, settling, fundBacked],
  information: [],
};
