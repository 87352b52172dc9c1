import {
  type AnnualAccount,
  type CalendarDate,
  type Fen,
  leastShare,
  type Recognition,
  recognitionItem,
  revenueItem,
  yearOf,
} from '@twelve/dossier';
import {
  APPLICANT,
  above,
  atLeast,
  type Condition,
  clause,
  type Facts,
  type Finding,
  holds,
  type LineDraft,
  lump,
  MET,
  type Measure,
  type Parameter,
  type Scope,
  UNMET,
  unknown,
  unknownFigure,
} from '../kernel/index.ts';
import { gates, inDivision65, inPeriod, widenedInterpretations } from './gates.ts';
import { i7a, i7b, i7c, i7d, i7e, i7f, iXb } from './interpretations.ts';
import { m07 } from './parameters.ts';
import { lastDayOf } from './scopes.ts';

type SrdiScope = Scope & { readonly recognition: Recognition };

interface Tier {
  readonly boundFen: Parameter;
  readonly sumFen: Parameter;
}

const firstSrdi = ({ dossier }: Facts): Recognition | undefined =>
  (dossier.recognitions ?? []).find(
    ({ kind, firstTime }) => kind === 'srdi-enterprise' && firstTime === true,
  );

const srdi = clause<SrdiScope>({
  id: '7.1',
  source: 'Art. 7 cl. 1',
  title: { zh: '首次入选“专精特新”奖励', en: 'First SRDI recognition' },
  pays: { zh: '最高50万元，由主管部门核定', en: 'up to 500,000 yuan; the department sets the figure' },
  amountKind: 'ceiling',
  ofApplicant: true,
  once: true,
  interpretations: widenedInterpretations,
  parameters: [m07.srdiFen],
  reads: ['recognitions'],
  gates: gates.widenedEnterprise,
  subject: {
    id: '7.1-first',
    source: 'Art. 7 cl. 1',
    text: { zh: '首次入选“专精特新”企业', en: 'recognised as an SRDI enterprise for the first time' },
    facts: ['recognitions'],
    test: (facts) => holds('recognitions', facts.dossier.recognitions, () => firstSrdi(facts) !== undefined),
  },
  scopes: (facts) => {
    const recognition = firstSrdi(facts);
    return recognition === undefined
      ? []
      : [{ key: APPLICANT, on: recognition.grantedOn, year: null, recognition }];
  },
  recognition: ({ recognition }) => recognitionItem(recognition.id),
  conditions: [inPeriod('7.1-period', ({ recognition }) => [recognitionItem(recognition.id)])],
  lines: ({ policy }, { recognition, on }) => [
    lump(recognitionItem(recognition.id), policy.valueOf(m07.srdiFen, on)),
  ],
  limitFen: ({ policy }, { on }) => policy.valueOf(m07.srdiFen, on),
  ceilingFen: (policy) => policy.valueOf(m07.srdiFen, policy.to),
});

/** A year's account, with the earlier years' highest revenue as far as the dossier has them. */
type AccountScope = Scope & {
  readonly year: number;
  readonly account: AnnualAccount;
  /** The highest tier that the year's revenue is above: only that one is looked at (I-7b). */
  readonly broken: Tier | undefined;
  readonly knownPeakFen: Fen;
};

const accountScopes =
  (tiers: readonly Tier[]) =>
  (facts: Facts): readonly AccountScope[] => {
    let knownPeakFen = 0;
    return byYear(facts.dossier.annualAccounts ?? []).map((account) => {
      const { year, revenue } = account;
      const on = lastDayOf(year);
      const broken = tiers.findLast(({ boundFen }) =>
        breaks(facts, revenue, facts.policy.valueOf(boundFen, on), on),
      );
      const scope = { key: String(year), on, year, account, broken, knownPeakFen };
      knownPeakFen = Math.max(knownPeakFen, revenue);
      return scope;
    });
  };

const byYear = (accounts: readonly AnnualAccount[]): readonly AnnualAccount[] =>
  accounts.length < 2 ? accounts : [...accounts].sort((a, b) => a.year - b.year);

/** While the years are unknown: an enterprise that was above every tier before them has none left to break. */
const accounts = (id: string, tiers: readonly [...Tier[], Tier]): Condition<null> => ({
  id,
  source: 'Art. 7 cl. 2',
  text: { zh: '有年度营业收入数据', en: 'yearly revenue is given' },
  facts: (_, { dossier }) =>
    dossier.annualAccounts === undefined
      ? ['annualAccounts', 'applicant/peakRevenueBefore']
      : ['annualAccounts'],
  test: (facts) => {
    const { annualAccounts } = facts.dossier;
    if (annualAccounts !== undefined) return annualAccounts.length > 0 ? MET : UNMET;
    const { peakRevenueBefore } = facts.applicant;
    if (peakRevenueBefore === undefined) return unknown('annualAccounts', 'applicant/peakRevenueBefore');
    return lastDaysOfPolicy(facts).every((on) => brokeAll(facts, tiers, peakRevenueBefore, on))
      ? { ...UNMET, text: NONE_LEFT }
      : unknown('annualAccounts');
  },
});

const NONE_LEFT = {
  zh: '此前营业收入已突破全部各档，不会再有首次突破',
  en: 'revenue had broken every tier before: none is left to be broken for the first time',
};

const lastDaysOfPolicy = ({ policy }: Facts): readonly CalendarDate[] => {
  const first = yearOf(policy.from);
  return Array.from({ length: yearOf(policy.to) - first + 1 }, (_, place) => lastDayOf(first + place));
};

const brokeAll = (facts: Facts, tiers: readonly Tier[], revenueFen: Fen, on: CalendarDate): boolean =>
  tiers.every(({ boundFen }) => breaks(facts, revenueFen, facts.policy.valueOf(boundFen, on), on));

/** "突破": strictly above the bound (I-7a). */
const breaks = ({ policy }: Facts, revenueFen: Fen, boundFen: Fen, on: CalendarDate): boolean =>
  policy.choiceOf(i7a, on) === 'reaches' ? revenueFen >= boundFen : revenueFen > boundFen;

const revenueFact = ({ year }: AccountScope) => [revenueItem(year)];

/** Art. 7 cl. 2: the year's revenue breaks a tier. */
const breaksATier = (id: string, [first]: readonly [Tier, ...Tier[]]): Condition<AccountScope> => ({
  id,
  source: 'Art. 7 cl. 2',
  text: ({ policy }, { on }) => (policy.choiceOf(i7a, on) === 'reaches' ? REACHES_A_TIER : BREAKS_A_TIER),
  facts: revenueFact,
  test: ({ policy }, { account, on, broken = first }) => {
    const boundFen = policy.valueOf(broken.boundFen, on);
    return policy.choiceOf(i7a, on) === 'reaches'
      ? atLeast(account.revenue, boundFen)
      : above(account.revenue, boundFen);
  },
});

const BREAKS_A_TIER = {
  zh: '年度营业收入突破奖励档次（不含本数）',
  en: "the year's revenue breaks a tier (strictly above it)",
};
const REACHES_A_TIER = {
  zh: '年度营业收入达到奖励档次（含本数）',
  en: "the year's revenue reaches a tier (the figure itself qualifies)",
};

/** Art. 7 cl. 2, "首次": no earlier year was above the tier, wherever and whenever that was (I-7d). */
const forTheFirstTime = (id: string, [first]: readonly [Tier, ...Tier[]]): Condition<AccountScope> => ({
  id,
  source: 'Art. 7 cl. 2',
  text: {
    zh: '以往各年最高的营业收入未突破该档',
    en: 'the highest revenue of all earlier years had not broken this tier',
  },
  facts: (scope) => [...revenueFact(scope), 'applicant/peakRevenueBefore'],
  test: (facts, { on, broken = first, knownPeakFen }) =>
    firstTime(facts, knownPeakFen, facts.policy.valueOf(broken.boundFen, on), on),
});

function firstTime(facts: Facts, knownPeakFen: Fen, boundFen: Fen, on: CalendarDate): Finding {
  const { peakRevenueBefore } = facts.applicant;
  if (peakRevenueBefore === undefined && !breaks(facts, knownPeakFen, boundFen, on)) {
    return unknownFigure(boundFen, 'fen', 'applicant/peakRevenueBefore');
  }
  const peakFen = Math.max(knownPeakFen, peakRevenueBefore ?? 0);
  const outcome = breaks(facts, peakFen, boundFen, on) ? UNMET : MET;
  return { ...outcome, actual: peakFen, required: boundFen, unit: 'fen' };
}

const award = ({ policy }: Facts, { year, on, broken }: AccountScope): readonly LineDraft[] =>
  broken === undefined ? [] : [lump(revenueItem(year), policy.valueOf(broken.sumFen, on))];

const boundsAndSums = (tiers: readonly Tier[]): readonly Parameter[] =>
  tiers.flatMap(({ boundFen, sumFen }) => [boundFen, sumFen]);

const softwareGrowth = clause<AccountScope>({
  id: '7.2',
  source: 'Art. 7 cl. 2',
  title: { zh: '软件企业营业收入突破奖励', en: 'Growth of a software enterprise' },
  pays: {
    zh: '首次突破1000万、2000万、5000万元的，分别奖励100万、200万、500万元',
    en: '1, 2 or 5 million yuan for revenue that first breaks 10, 20 or 50 million',
  },
  amountKind: 'fixed',
  interpretations: [...widenedInterpretations, i7a, i7b, i7d, i7e, i7f, iXb],
  parameters: [m07.softwarePercent, ...boundsAndSums(m07.softwareTiers)],
  reads: ['applicant/industryCode', 'applicant/peakRevenueBefore', 'annualAccounts'],
  gates: gates.softwareEnterprise,
  applicant: [
    {
      id: '7.2-software-enterprise',
      source: 'Art. 7 cl. 2',
      text: { zh: '为软件企业（65大类）', en: 'a software enterprise (division 65)' },
      facts: ['applicant/industryCode'],
      test: inDivision65,
    },
  ],
  subject: accounts('7.2-accounts', m07.softwareTiers),
  scopes: accountScopes(m07.softwareTiers),
  conditions: [
    inPeriod('7.2-period', revenueFact),
    {
      id: '7.2-share',
      source: 'Art. 7 cl. 2',
      text: {
        zh: '软件开发及系统集成、软件产品收入合计占营业收入的比例达到下限',
        en: 'software development, integration and product revenue together reach the least share of revenue',
      },
      facts: revenueFact,
      test: ({ policy }, { account, on }) => {
        const softwareFen = (account.softwareIntegrationRevenue ?? 0) + (account.softwareProductRevenue ?? 0);
        return atLeast(softwareFen, leastShare(account.revenue, policy.valueOf(m07.softwarePercent, on)));
      },
    },
    breaksATier('7.2-tier', m07.softwareTiers),
    forTheFirstTime('7.2-first', m07.softwareTiers),
  ],
  lines: award,
});

/** Are software developers IT-services enterprises too (I-7c)? */
const isWholeDivision = (policy: Facts['policy']): boolean =>
  policy.choiceOf(i7c, policy.to) === 'whole-division';

const servicesGrowth = clause<AccountScope>({
  id: '7.3',
  source: 'Art. 7 cl. 2',
  title: { zh: '信息技术服务企业营业收入突破奖励', en: 'Growth of an IT-services enterprise' },
  pays: {
    zh: '首次突破1亿、3亿、5亿元的，分别奖励100万、300万、500万元',
    en: '1, 3 or 5 million yuan for revenue that first breaks 100, 300 or 500 million',
  },
  amountKind: 'fixed',
  interpretations: [...widenedInterpretations, i7a, i7b, i7c, i7d, i7e],
  parameters: boundsAndSums(m07.servicesTiers),
  reads: ['applicant/industryCode', 'applicant/peakRevenueBefore', 'annualAccounts'],
  gates: gates.softwareEnterprise,
  applicant: [
    {
      id: '7.3-services-enterprise',
      source: 'Art. 7 cl. 2',
      text: ({ policy }) =>
        isWholeDivision(policy)
          ? { zh: '为信息技术服务企业（65大类）', en: 'an IT-services enterprise (division 65)' }
          : {
              zh: '为信息技术服务企业（65大类中651软件开发以外）',
              en: 'an IT-services enterprise (division 65 without group 651, software development)',
            },
      facts: ['applicant/industryCode'],
      test: ({ applicant, policy }) =>
        holds(
          'applicant/industryCode',
          applicant.industryCode,
          (code) => code.startsWith('I65') && (isWholeDivision(policy) || !code.startsWith('I651')),
        ),
    },
  ],
  subject: accounts('7.3-accounts', m07.servicesTiers),
  scopes: accountScopes(m07.servicesTiers),
  conditions: [
    inPeriod('7.3-period', revenueFact),
    breaksATier('7.3-tier', m07.servicesTiers),
    forTheFirstTime('7.3-first', m07.servicesTiers),
  ],
  lines: award,
});

/** Art. 7: growing enterprises. */
export const growingEnterprises: Measure = {
  number: 7,
  slug: 'm07-growing-enterprises',
  title: { zh: '鼓励人工智能企业做大做强', en: 'Growing AI enterprises' },
  clauses: [srdi, softwareGrowth, servicesGrowth],
  information: [],
};
