import type { ConditionCheck, Outcome } from '@twelve/measures';
import type { Award, AwardStatus, Because, MissingFact } from '@twelve/reconcile';
import { isListName, specOf } from '../fields/lists.ts';
import { RECEIPTS } from '../fields/receipts.ts';
import { labels, language, money, say } from '../state/preferences.ts';
import { applicantFieldOf } from '../state/questions.ts';
import { evaluation, mistakes } from '../state/store.ts';
import { type OpenWorth, worthOf } from '../state/totals.ts';
import { grouped } from '../words/money.ts';
import { counted, type Text, text } from '../words/text.ts';

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
  superseded: text('未计入', 'Not counted'),
  'already-awarded': text('已享受过', 'Had before'),
  'wait-listed': text('名额候补', 'On the waiting list'),
  contested: text('单据有争议', 'Documents contested'),
};

/** How a fact of the dossier is called: a list by its title, a field of the applicant by its label. */
export const factName = (fact: string): string =>
  isListName(fact) ? say(specOf(fact).title) : say(applicantFieldOf(fact)?.label ?? text(fact, fact));

export const isReceipt = (fact: string): boolean => RECEIPTS.some((list) => list === fact);

/** What is said of receipts that nothing was filled in for. */
export const IF_ANY = text(
  '未填；领过的请填写，以免结果偏高',
  'Empty; fill in if you had any, or the result is too high',
);

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

/** What open clauses may bring. Where there may be several of what a limit is for, it is the limit of one. */
export function openText({ fen, perSubject, unlimited }: OpenWorth): string {
  if (fen === 0) return say(WITHOUT_LIMIT);
  const most = money(fen);
  return say({
    zh: `最多 ${most}${perSubject ? '（各按一项计）' : ''}${unlimited ? '，另有不设上限的' : ''}`,
    en: `up to ${most}${perSubject ? ' (for one of each)' : ''}${unlimited ? ', and more without limit' : ''}`,
  });
}

/** The same where there is room for few words. */
export const mostText = (open: OpenWorth): string => (open.unlimited ? say(WITHOUT_LIMIT) : openText(open));

/** "3 项条款，最多 500万元": what hangs on an open question. */
export function atStake({ fact, clauses }: MissingFact): string {
  const open = worthOf(fact);
  const worth = open === undefined ? say(NOTHING) : mostText(open);
  return say({
    zh: `${clauses.length} 项条款，${worth}`,
    en: `${counted(clauses.length, 'clause')}, ${worth}`,
  });
}

/**
 * How much of what was entered does not count, in so many words; undefined where all of it does. What refers to
 * something wrong is left out with it, and is not wrong itself.
 */
export function leftOutText(notCounted: Text): string | undefined {
  const { wrong = 0, excluded = [] } = evaluation.value ?? {};
  const tooMany = mistakes.value.get('');
  const others = tooMany === undefined ? excluded.length - wrong : 0;
  const told = [
    ...(tooMany === undefined ? [] : [say(tooMany)]),
    ...(wrong === 0
      ? []
      : [
          say({
            zh: `有 ${wrong} 处填写有误或未填完${others === 0 ? '' : `，连同与之相关的 ${others} 处`}，${notCounted.zh}`,
            en: `${counted(wrong, 'entry', 'entries')} not complete${others === 0 ? '' : `, with ${others} more that depend on it`}: ${notCounted.en}`,
          }),
        ]),
  ];
  return told.length === 0 ? undefined : told.join(language.value === 'zh' ? '；' : '; ');
}

/** Where the best choice is not proven: how much more there may be at most. Undefined where it is. */
export function unprovenText(): string | undefined {
  const { proven = true, gapFen = 0 } = evaluation.value?.determination.resolution ?? {};
  return proven
    ? undefined
    : say({
        zh: `资料中可走多条政策的事项较多：这是已找到的最高组合，尚未证明没有更高的；如有，最多再高 ${money(gapFen)}`,
        en: `Many items could go to several clauses: this is the highest combination found, not proven to be the highest of all; there may be up to ${money(gapFen)} more`,
      });
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
const NOTHING = text('不涉及资金', 'no money');
const WITHOUT_LIMIT = text('金额不设上限', 'without limit');
const ELSEWHERE = text('按其他政策执行', 'By another policy');
