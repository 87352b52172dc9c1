import type { Text } from '@twelve/dossier';
import { jinhua } from '@twelve/measures';
import { type Award, type Determination, selfCheck } from '@twelve/reconcile';
import { readArguments } from './arguments.ts';
import { readDossier } from './dossier-file.ts';

/** `twelve explain FILE`: the determination told to a person, Chinese unless `--english`. */
export async function explain(args: readonly string[]): Promise<number> {
  const { positionals, values } = readArguments(args, { english: { type: 'boolean', default: false } }, 1);
  const { value, warnings } = readDossier(positionals[0]);
  const say = values.english ? (text: Text) => text.en : (text: Text) => text.zh;
  console.log(narrate(selfCheck(jinhua, value, warnings), say).join('\n'));
  return 0;
}

/** The lines of the story: the total, each award with its reasons, what is undecided, what is missing, the reservation. */
export function narrate(determination: Determination, say: (text: Text) => string): string[] {
  const { total, awards, measures, missing, warnings, policyVersion } = determination;
  const titles = new Map(
    jinhua.measures.flatMap((measure) =>
      measure.clauses.map(({ id, title }) => [id as string, title] as const),
    ),
  );
  const titleOf = (clause: string) => say(titles.get(clause) ?? { zh: '', en: '' });
  const undetermined = measures
    .flatMap(({ clauses }) => clauses)
    .filter(({ outcome }) => outcome === 'undetermined');
  return [
    `${say(WORDS.policy)} ${policyVersion}`,
    `${say(WORDS.fixed)} ${yuan(total.fixed)}`,
    ...(total.ceiling === 0 ? [] : [`${say(WORDS.ceiling)} ${yuan(total.ceiling)}`]),
    '',
    ...awards.flatMap((award) => awardLines(award, titleOf(award.clause), say)),
    ...(undetermined.length === 0 ? [] : ['', say(WORDS.undetermined)]),
    ...undetermined.map(
      ({ clause, scope, missing: facts }) =>
        `  ${clause}${scope === null ? '' : `/${scope}`} ${titleOf(clause)}: ${facts.join(', ')}`,
    ),
    ...(missing.length === 0 ? [] : ['', say(WORDS.missing)]),
    ...missing.map(({ fact, worth }) => `  ${fact}: ${worth === null ? say(WORDS.unlimited) : yuan(worth)}`),
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
  undetermined: { zh: '尚不能确定：', en: 'Undetermined:' },
  missing: {
    zh: '补充以下事实可见分晓（及其可能影响的金额）：',
    en: 'Facts that would decide, and what they may be worth:',
  },
  warnings: { zh: '请留意：', en: 'Please note:' },
  upTo: { zh: '最高', en: 'up to' },
  unlimited: { zh: '无上限', en: 'no limit' },
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
