import type { ConditionCheck, Outcome } from '@twelve/measures';
import type { Award, AwardStatus, Because } from '@twelve/reconcile';
import { isListName, specOf } from '../fields/lists.ts';
import { labels, language, money, say } from '../state/preferences.ts';
import { applicantFieldOf } from '../state/questions.ts';
import { grouped } from '../words/money.ts';
import { type Text, text } from '../words/text.ts';

/** The words for outcomes and standings; each has a sign of its own, so that no colour has to be told apart. */
export const OUTCOME: Readonly<Record<Outcome, Text>> = {
  eligible: text('符合', 'Eligible'),
  ineligible: text('不符合', 'Not eligible'),
  undetermined: text('待补充', 'Open'),
};

export const CONDITION: Readonly<Record<ConditionCheck['outcome'], Text>> = {
  met: text('满足', 'Met'),
  unmet: text('不满足', 'Not met'),
  unknown: text('待补充', 'Open'),
};

export const SIGN: Readonly<Record<Outcome | ConditionCheck['outcome'], string>> = {
  eligible: '✓',
  ineligible: '✕',
  undetermined: '?',
  met: '✓',
  unmet: '✕',
  unknown: '?',
};

const STATUS: Readonly<Record<AwardStatus, Text>> = {
  granted: text('计入', 'Counted'),
  reduced: text('部分计入', 'Counted in part'),
  superseded: text('未计入（让位于其他条款）', 'Not counted: another clause comes first'),
  'already-awarded': text('已享受过', 'Had before'),
  'wait-listed': text('名额候补', 'On the waiting list'),
  contested: text('单据有争议', 'Documents contested'),
};

/** How a fact of the dossier is called: a list by its title, a field of the applicant by its label. */
export const factName = (fact: string): string =>
  isListName(fact) ? say(specOf(fact).title) : say(applicantFieldOf(fact)?.label ?? text(fact, fact));

/** "82万元", "12", "第3年": a figure of a condition in its unit. */
export function figure(value: number, unit: ConditionCheck['unit']): string {
  switch (unit) {
    case 'fen':
      return money(value);
    case 'year':
      return value > FIRST_CALENDAR_YEAR
        ? say({ zh: `${value}年`, en: String(value) })
        : say({ zh: `第${value}年`, en: `year ${value}` });
    case 'percent':
      return `${value}%`;
    default:
      return language.value === 'zh' && value >= YI && value % (YI / 100) === 0
        ? `${value / YI}亿`
        : grouped(String(value));
  }
}

/** Parameters of a model are counted in 亿, to two places. */
const YI = 100_000_000;

/** Years below are counted from the first of several. */
const FIRST_CALENDAR_YEAR = 1900;

/** How an award stands; where no money is computed there is nothing to count in full. */
export const statusText = ({ amountKind, status }: Pick<Award, 'amountKind' | 'status'>): string =>
  say(
    (amountKind === 'none' || amountKind === 'by-other-policy') && status === 'granted'
      ? FITS
      : STATUS[status],
  );

/** What an award brings, or why no figure stands there. */
export function amountText({ amountKind, amount }: Pick<Award, 'amountKind' | 'amount'>): string {
  switch (amountKind) {
    case 'none':
      return say(NO_MONEY);
    case 'by-other-policy':
      return say(ELSEWHERE);
    case 'ceiling':
      return say({ zh: `最高 ${money(amount)}`, en: `up to ${money(amount)}` });
    case 'fixed':
      return money(amount);
    default:
      return amountKind satisfies never;
  }
}

/** Where a year has so many places in the whole city, what the figure rests on: nobody can know of them at home. */
export const quotaText = ({ quota, amount }: Pick<Award, 'quota' | 'amount'>): string | undefined =>
  quota === undefined || amount === 0
    ? undefined
    : say({
        zh: `全市${quota.year}年度只有${quota.places}个名额：金额按能获得名额计算，名额由主管部门确定`,
        en: `The city has ${quota.places} places for ${quota.year}: the amount holds if one is had, which the department decides`,
      });

/** A reason, with the award that it names called by its name instead of its number. */
export function reasonText({ text: words, by }: Because): string {
  const named = labels.value.award(by ?? '');
  return by === null || named === by
    ? words[language.value]
    : words[language.value].replace(by, `“${named}”`);
}

const FITS = text('符合条件', 'Fits');
const NO_MONEY = text('不涉及资金', 'No money');
const ELSEWHERE = text('按其他政策执行', 'By another policy');
