import type { Text } from '@twelve/dossier';
import { type ClauseCheck, type ConditionCheck, jinhua, type Unit } from '@twelve/measures';
import { type Award, type Determination, selfCheck } from '@twelve/reconcile';
import { readArguments } from './arguments.ts';
import { readDossier } from './dossier-file.ts';
import { print } from './print.ts';

/** `twelve explain FILE`: the determination told to a person, Chinese unless `--english`. */
export async function explain(args: readonly string[]): Promise<number> {
  const { positionals, values } = readArguments(args, { english: { type: 'boolean', default: false } }, 1);
  const { value, warnings } = readDossier(positionals[0]);
  const say = values.english ? (text: Text) => text.en : (text: Text) => text.zh;
  print(narrate(selfCheck(jinhua, value, warnings), say).join('\n'));
  return 0;
}

/**
 * The lines of the story: the total, each award with its reasons, what is undecided, what is missing, what is not met,
 * the reservation.
 */
export function narrate(determination: Determination, say: (text: Text) => string): string[] {
  const { total, awards, measures, missing, warnings, policyVersion, resolution } = determination;
  const titles = new Map(
    jinhua.measures.flatMap((measure) =>
      measure.clauses.map(({ id, title }) => [id as string, title] as const),
    ),
  );
  const titleOf = (clause: string) => say(titles.get(clause) ?? { zh: '', en: '' });
  const checks = measures.flatMap(({ clauses }) => clauses);
  const undetermined = checks.filter(({ outcome }) => outcome === 'undetermined');
  const unmet = unmetLines(checks, say);
  return [
    `${say(WORDS.policy)} ${policyVersion}`,
    `${say(WORDS.fixed)} ${yuan(total.fixed)}`,
    ...(total.ceiling === 0 ? [] : [`${say(WORDS.ceiling)} ${yuan(total.ceiling)}`]),
    ...(resolution.proven ? [] : [`${say(WORDS.gap)} ${yuan(resolution.gapFen)}`]),
    ...(awards.length === 0 ? [] : ['']),
    ...awards.flatMap((award) => awardLines(award, titleOf(award.clause), say)),
    ...(undetermined.length === 0 ? [] : ['', say(WORDS.undetermined)]),
    ...undetermined.map(
      (check) => `  ${nameOf(check)} ${titleOf(check.clause)}: ${check.missing.join(', ')}`,
    ),
    ...(missing.length === 0 ? [] : ['', say(WORDS.missing)]),
    ...missing.map(({ fact, worth }) => `  ${fact}: ${worth === null ? say(WORDS.open) : yuan(worth)}`),
    ...(unmet.length === 0 ? [] : ['', say(WORDS.unmet)]),
    ...unmet,
    ...(warnings.length === 0 ? [] : ['', say(WORDS.warnings)]),
    ...warnings.map(({ pointer, message }) => `  ${pointer}: ${say(message)}`),
    '',
    say(jinhua.reservation),
  ];
}

function awardLines(award: Award, title: string, say: (text: Text) => string): string[] {
  const upTo = award.amountKind === 'ceiling' ? `${say(WORDS.upTo)} ` : '';
  const paidHere = award.amountKind === 'fixed' || award.amountKind === 'ceiling';
  const sum = paidHere ? `${say(STATUS[award.status])} ${upTo}${yuan(award.amount)}` : say(WITHOUT_MONEY);
  return [
    `${award.id} ${title}: ${sum}`,
    ...award.because.map(({ rule, text }) => `    ${rule} ${say(text)}`),
  ];
}

/** Each condition that is not met, with the clauses that it keeps from being eligible: a gate keeps many. */
function unmetLines(checks: readonly ClauseCheck[], say: (text: Text) => string): string[] {
  const names = new Map<string, string[]>();
  for (const check of checks) {
    for (const condition of check.conditions) {
      if (condition.outcome !== 'unmet') continue;
      const line = say(condition.text) + say(figures(condition));
      names.set(line, [...(names.get(line) ?? []), nameOf(check)]);
    }
  }
  return [...names].map(([line, clauses]) => `  ${line}: ${clauses.join(', ')}`);
}

const nameOf = ({ clause, scope }: ClauseCheck): string => (scope === null ? clause : `${clause}/${scope}`);

/** How far off a numeric condition is; nothing for another. */
function figures({ actual, required, unit }: ConditionCheck): Text {
  if (actual === undefined || required === undefined) return { zh: '', en: '' };
  const [is, must] = [actual, required].map((value) => figure(value, unit));
  return { zh: `（现有${is}，要求${must}）`, en: ` (now ${is}, required ${must})` };
}

function figure(value: number, unit: Unit | undefined): string {
  if (unit === 'fen') return yuan(value);
  return unit === 'percent' ? `${value}%` : String(value);
}

/** Fen as yuan, exactly: 12345678 → 123,456.78. */
function yuan(fen: number): string {
  const whole = Math.trunc(fen / 100)
    .toString()
    .replaceAll(/\B(?=(\d{3})+$)/g, ',');
  const rest = String(fen % 100).padStart(2, '0');
  return `¥${whole}.${rest}`;
}

const WORDS = {
  policy: { zh: '政策版本', en: 'Policy version' },
  fixed: { zh: '可得奖补合计', en: 'Awards in total' },
  ceiling: { zh: '另有最高可达', en: 'Besides, at most' },
  gap: {
    zh: '该合计未证明为最优，与最优至多相差',
    en: 'Not proven best; the best is higher by at most',
  },
  undetermined: { zh: '尚不能确定：', en: 'Undetermined:' },
  missing: {
    zh: '补充以下事实可见分晓（及其可能影响的金额）：',
    en: 'Facts that would decide, and what they may be worth:',
  },
  unmet: {
    zh: '未满足的条件（及相应条款）：',
    en: 'Conditions that are not met, and the clauses they stand before:',
  },
  warnings: { zh: '请留意：', en: 'Please note:' },
  upTo: { zh: '最高', en: 'up to' },
  open: { zh: '金额不定或无上限', en: 'unknown, or without limit' },
} satisfies Record<string, Text>;

const WITHOUT_MONEY: Text = { zh: '符合，不涉及本政策资金', en: 'eligible, without money under this policy' };

const STATUS: Readonly<Record<Award['status'], Text>> = {
  granted: { zh: '足额', en: 'granted' },
  reduced: { zh: '部分', en: 'reduced' },
  superseded: { zh: '被替代', en: 'superseded' },
  'already-awarded': { zh: '已享受', en: 'already awarded' },
  'wait-listed': { zh: '候补', en: 'wait-listed' },
  contested: { zh: '票据有争议', en: 'contested' },
};
