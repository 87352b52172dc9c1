import type { CalendarDate, Text } from '@twelve/dossier';
import {
  both,
  type Condition,
  either,
  type Facts,
  type Finding,
  holds,
  type Interpretation,
  MET,
  type Scope,
  UNMET,
} from '../kernel/index.ts';
import { i8b, iG1, iG5, iG6, iG7 } from './interpretations.ts';
import { countyDivisions, urbanDivisions } from './parameters.ts';

/**
 * Who the policy is for (supplementary provisions): the conditions that every clause opens with. A gate reads the
 * applicant only, so that it is tested whatever else the dossier holds. It has no day of an event: figures and readings
 * are those at the policy's end, as for all that concerns the applicant as a whole.
 */
type Gate = Condition<null>;

/** Suppl. 1 and 4: registered in urban Jinhua (I-G1); a county may apply the policy by reference. */
const g1: Gate = {
  id: 'G1',
  source: 'Suppl. 1',
  text: { zh: '在金华市区依法登记注册', en: 'registered in urban Jinhua' },
  facts: ['applicant/divisionCode'],
  test: ({ applicant: { divisionCode }, policy }) => {
    const found = holds('applicant/divisionCode', divisionCode, (code) =>
      policy.valueOf(urbanDivisions, policy.to).includes(code),
    );
    if (found.outcome !== 'unmet' || divisionCode === undefined) return found;
    const inCounty = policy.valueOf(countyDivisions, policy.to).includes(divisionCode);
    return inCounty ? { ...found, text: COUNTY } : found;
  },
};

const COUNTY = {
  zh: '须在金华市区登记注册；所在县（市）可以参照本政策执行，请向当地主管部门咨询',
  en: 'must be registered in urban Jinhua; your county may apply the policy by reference: ask its departments',
};

/** Suppl. 1: an independent legal person of one of three types. */
const g2: Gate = {
  id: 'G2',
  source: 'Suppl. 1',
  text: {
    zh: '具有独立法人资格的企业、事业单位或社会团体',
    en: 'an independent legal person: enterprise, public institution or social organisation',
  },
  facts: ['applicant/legalPersonType'],
  test: ({ applicant }) =>
    holds('applicant/legalPersonType', applicant.legalPersonType, (type) => type !== 'other'),
};

/** Suppl. 1 */
const g3: Gate = {
  id: 'G3',
  source: 'Suppl. 1',
  text: { zh: '依法纳税', en: 'pays tax according to law' },
  facts: ['applicant/taxCompliant'],
  test: ({ applicant }) => holds('applicant/taxCompliant', applicant.taxCompliant, Boolean),
};

/** Suppl. 1 */
const g4: Gate = {
  id: 'G4',
  source: 'Suppl. 1',
  text: { zh: '财务管理制度健全、财务记录良好', en: 'sound financial management and good financial records' },
  facts: ['applicant/soundFinance'],
  test: ({ applicant }) => holds('applicant/soundFinance', applicant.soundFinance, Boolean),
};

const AI_FIELD = { zh: '属于人工智能领域', en: 'works in the AI field' };

const inAiField = ({ applicant }: Facts): Finding => holds('applicant/aiField', applicant.aiField, Boolean);

/** Suppl. 1: in the AI field (I-G5). */
const g5: Gate = {
  id: 'G5',
  source: 'Suppl. 1',
  text: AI_FIELD,
  facts: ['applicant/aiField'],
  test: inAiField,
};

/** Gates have no day: the last reading counts. */
const lastReading = <Option extends string>({ policy }: Facts, point: Interpretation<Option>): Option =>
  policy.choiceOf(point, policy.to);

/** Suppl. 1, for those who use, buy or house: the AI field, unless decided otherwise (I-G5). */
const g5OfUsers: Gate = {
  ...g5,
  text: (facts) =>
    lastReading(facts, iG5) === 'not-users'
      ? { zh: '平台使用方和载体不限领域（I-G5）', en: 'platform users and carriers of any field (I-G5)' }
      : AI_FIELD,
  test: (facts) => (lastReading(facts, iG5) === 'not-users' ? MET : inAiField(facts)),
};

const aiFieldOrSoftware = (facts: Facts): Text =>
  lastReading(facts, iG6) === 'restricts'
    ? {
        zh: '为软件和信息技术服务业（65大类）企业（I-G6）',
        en: 'an enterprise in software and IT services (division 65; I-G6)',
      }
    : {
        zh: '属于人工智能领域，或为软件和信息技术服务业（65大类）企业',
        en: 'works in the AI field, or is an enterprise in software and IT services (division 65)',
      };

/** Suppl. 3: for measures 2, 6, 7, 8 and 11, software and IT-services enterprises as well (I-G6). */
const g5Widened: Gate = {
  id: 'G5',
  source: 'Suppl. 1, 3',
  text: aiFieldOrSoftware,
  facts: ['applicant/aiField', 'applicant/industryCode', 'applicant/legalPersonType'],
  test: (facts) => {
    const software = both(isEnterprise(facts), inDivision65(facts));
    return lastReading(facts, iG6) === 'restricts' ? software : either(inAiField(facts), software);
  },
};

/**
 * The widened gate beside others that settle part of it: while it is open, it asks only for what those others do not
 * ask for already, so that no fact is asked for that could decide nothing.
 */
const besideOthers = (asksFor: (facts: Facts) => readonly string[]): Gate => ({
  ...g5Widened,
  test: (facts) => {
    const found = g5Widened.test(facts, null);
    return found.outcome === 'unknown' ? { ...found, missing: asksFor(facts) } : found;
  },
});

/** Beside G6: what it would ask of an enterprise. */
const g5OfEnterprises = besideOthers((facts) =>
  lastReading(facts, iG6) === 'restricts'
    ? inDivision65(facts).missing
    : either(inAiField(facts), inDivision65(facts)).missing,
);

/** Beside G6 and a condition that asks for division 65: nothing is left to ask. */
const g5OfSoftware = besideOthers(() => []);

/** Art. 8 cl. 3: whether a buyer must itself be in the AI field or in software and IT (I-8b). */
const g5OfBuyers: Gate = {
  ...g5OfEnterprises,
  text: (facts) =>
    lastReading(facts, i8b) === 'no'
      ? { zh: '购买方不限领域（I-8b）', en: 'buyers of any field (I-8b)' }
      : aiFieldOrSoftware(facts),
  test: (facts) => (lastReading(facts, i8b) === 'no' ? MET : g5OfEnterprises.test(facts, null)),
};

/** Where the clause says so: an enterprise. */
const g6: Gate = {
  id: 'G6',
  source: 'Suppl. 1',
  text: { zh: '申报主体为企业', en: 'the applicant is an enterprise' },
  facts: ['applicant/legalPersonType'],
  test: (facts) => isEnterprise(facts),
};

/** Division 65 of GB/T 4754-2017, software and information technology services. */
export const inDivision65 = ({ applicant }: Facts): Finding =>
  holds('applicant/industryCode', applicant.industryCode, (code) => code.startsWith('I65'));

export const isEnterprise = ({ applicant }: Facts): Finding =>
  holds('applicant/legalPersonType', applicant.legalPersonType, (type) => type === 'enterprise');

const common = [g1, g2, g3, g4];

/**
 * The gates by what a clause asks for: any legal person or an enterprise, the AI field alone or widened. A clause with
 * `softwareEnterprise` asks for division 65 itself.
 */
export const gates = {
  any: [...common, g5],
  enterprise: [...common, g5, g6],
  users: [...common, g5OfUsers],
  buyers: [...common, g5OfBuyers, g6],
  widened: [...common, g5Widened],
  widenedEnterprise: [...common, g5OfEnterprises, g6],
  softwareEnterprise: [...common, g5OfSoftware, g6],
} as const;

/** What every clause with a gate rests on. */
export const gateInterpretations: readonly Interpretation[] = [iG1, iG5, iG7];
export const widenedInterpretations: readonly Interpretation[] = [iG1, iG5, iG6, iG7];

/** Suppl. 4: the event falls in the policy period, both ends included (I-G7). `event` says which, where it may be asked. */
export function inPeriod<S extends Scope>(
  id: string,
  facts: (scope: S, facts: Facts) => readonly string[],
  event: Text = { zh: '事项发生', en: 'the event falls' },
): Condition<S> {
  return {
    id,
    source: 'Suppl. 4',
    text: {
      zh: `${event.zh}在2023年1月1日至2025年12月31日之间`,
      en: `${event.en} between 2023-01-01 and 2025-12-31`,
    },
    facts,
    test: ({ policy }, scope) => (isInPeriod(policy, scope.on) ? MET : UNMET),
  };
}

export const isInPeriod = (policy: Facts['policy'], day: CalendarDate): boolean =>
  policy.from <= day && day <= policy.to;
