import type { Text } from '@twelve/dossier';
import type { Interpretation } from '../kernel/index.ts';

/**
 * The points on which the policy's text is silent or open: the readings that we can take and the one in force. A
 * department decides otherwise by a new row of `choices`, without a change to a rule. Where only one reading is
 * listed, the point is recorded so that an answer can say what it rests on.
 */
const SINCE = '2023-01-01';
/** Who the policy is for, and what kind of project or enterprise something is: these have no day. */
const OF_APPLICANT = true;

/* @__NO_SIDE_EFFECTS__ */
function reading<Option extends string>(
  id: string,
  question: readonly [zh: string, en: string],
  options: Readonly<Record<Option, readonly [zh: string, en: string]>>,
  chosen: NoInfer<Option>,
  ofApplicant = false,
): Interpretation<Option> {
  const texts = Object.fromEntries(
    Object.entries<readonly [string, string]>(options).map(([key, [zh, en]]) => [key, { zh, en }]),
  ) as Record<Option, Text>;
  return {
    id,
    question: { zh: question[0], en: question[1] },
    options: texts,
    ofApplicant,
    choices: [{ from: SINCE, value: chosen, source: id }],
  };
}

export const iG1 = reading(
  'I-G1',
  ['“金华市区”包括哪些行政区划？', 'Which divisions are the urban area?'],
  {
    'three-codes': [
      '婺城区（330702）、金东区（330703）和市本级（330701）',
      'Wucheng District (330702), Jindong District (330703) and the city level (330701)',
    ],
  },
  'three-codes',
);
export const iG5 = reading(
  'I-G5',
  [
    '平台使用方、购买方、载体和高校也须属于人工智能领域吗？',
    'Must platform users, buyers, carriers and universities be in the AI field too?',
  ],
  {
    everyone: [
      '是：附则第1条适用于所有对象',
      'yes: the supplementary provisions say so of all beneficiaries',
    ],
    'not-users': [
      '平台使用方和载体除外（购买方见I-8b）',
      'not platform users and carriers (for buyers see I-8b)',
    ],
  },
  'everyone',
  OF_APPLICANT,
);
export const iG6 = reading(
  'I-G6',
  [
    '第2、6、7、8、11条只适用于软件和信息技术服务业企业，还是也适用于它们？',
    'Do measures 2, 6, 7, 8 and 11 apply to software and IT-services enterprises only, or to them as well?',
  ],
  {
    widens: ['也适用于它们', 'to them as well'],
    restricts: ['只适用于它们', 'to them only'],
  },
  'widens',
  OF_APPLICANT,
);
export const iG7 = reading(
  'I-G7',
  ['以事项发生日还是申报日为准？', 'Does the date of the event or of the application count?'],
  { event: ['事项发生日（支出为发票日期）', 'of the event; for an expense, of the invoice'] },
  'event',
);
export const i1a = reading(
  'I-1a',
  ['第1条的最高额按平台还是按主体？', 'Is the ceiling of measure 1 per platform or per applicant?'],
  { 'per-applicant': ['按主体，所有平台合计', 'per applicant, all its platforms together'] },
  'per-applicant',
);
export const i1b = reading(
  'I-1b',
  ['平台须为公共或联合建设吗？', 'Must the platform be public or joint?'],
  { 'not-tested': ['不作判断，由主管部门审定', 'not tested: the officer decides'] },
  'not-tested',
);
export const i2a = reading(
  'I-2a',
  ['100万元门槛按项目还是按企业？', 'Is the floor per project or per enterprise?'],
  {
    'per-enterprise': [
      '按企业和年度，各项目合计',
      'per enterprise and calendar year, over its qualifying projects',
    ],
  },
  'per-enterprise',
);
export const i2b = reading(
  'I-2b',
  ['研发设备包括软件吗？', 'Does R&D equipment include software?'],
  {
    'hardware-only': ['否，仅硬件', 'no, hardware only'],
    'with-software': ['是', 'yes'],
  },
  'hardware-only',
);
export const i2c = reading(
  'I-2c',
  ['项目须属于列举的核心技术吗？', 'Must the project lie in a named core technology?'],
  {
    named: ['是，或其他关键共性技术', 'yes, or in another key common technology'],
    any: ['不限', 'no'],
  },
  'named',
  OF_APPLICANT,
);
export const i3a = reading(
  'I-3a',
  ['大模型占用哪一年的名额？', "Which year's quota does a model use?"],
  { completed: ['建成年度', 'that of its completion'] },
  'completed',
);
export const i3b = reading(
  'I-3b',
  ['两个名额归谁？', 'Who gets the two places?'],
  {
    'by-claim': [
      '已兑付者优先，其次按申报先后；同一材料内按第3条金额从高到低；其余候补',
      'paid models first, then by time of claim; within one dossier by the larger amount; the rest wait',
    ],
  },
  'by-claim',
);
export const i3c = reading(
  'I-3c',
  ['2000万元按模型还是按建设方？', 'Is the ceiling per model or per builder?'],
  { 'per-model': ['按模型', 'per model'] },
  'per-model',
);
export const i4a = reading(
  'I-4a',
  ['不符合第2条第1款能享受第4条叠加吗？', 'Can 4.1 be had without 2.1?'],
  { 'on-2.1': ['否，以第2条第1款为基础，含门槛', 'no: it stands on 2.1, floor included'] },
  'on-2.1',
);
export const i4b = reading(
  'I-4b',
  ['列举的四类以外的国家级平台算吗？', 'Do national platforms other than the four named count?'],
  { 'named-four': ['否', 'no'] },
  'named-four',
);
export const i6a = reading(
  'I-6a',
  [
    '十年奖励是否超出政策有效期？从何时起算？',
    'Do the ten years outlive the policy, and when do they start?',
  ],
  {
    outlive: [
      '在有效期内起算的延续；首年为同时具备称号并在金华的年度',
      'yes, if they start in the period; year 1 is when the enterprise is first both recognised and in Jinhua',
    ],
    'end-with-policy': ['仅限政策有效期内的年度', 'only years inside the policy period'],
  },
  'outlive',
);
export const i6b = reading(
  'I-6b',
  ['落户前实缴的资本计入吗？', 'Does capital paid in before settling count?'],
  {
    counts: ['计入，截至2025年12月31日', 'yes, up to the end of the policy period'],
    'after-settling': ['仅落户之后的', 'only what was paid in after settling'],
  },
  'counts',
);
export const i6c = reading(
  'I-6c',
  ['其他基金的投资如何计？', 'Do funds other than angel, venture and start-up funds count?'],
  {
    'floor-only': ['计入第6条第2款，不计入第3款', 'for 6.2, not for 6.3'],
    'all-funds': ['同样计入第3款', 'for 6.3 as well'],
  },
  'floor-only',
);
export const i6d = reading(
  'I-6d',
  ['分期实缴的资本如何处理？', 'What of capital paid in by stages?'],
  { 'tops-up': ['补足至最高额', 'it tops up to the ceiling'] },
  'tops-up',
);
export const i7a = reading(
  'I-7a',
  ['“突破”是否含本数？', 'Does "break" include the figure itself?'],
  { exceeds: ['不含，须超过', 'no, strictly above'], reaches: ['含本数', 'yes'] },
  'exceeds',
);
export const i7b = reading(
  'I-7b',
  ['同一年突破多档，奖几档？', 'Several tiers broken in one year: all, or the highest?'],
  { highest: ['仅最高一档', 'the highest one only'] },
  'highest',
);
export const i7c = reading(
  'I-7c',
  ['哪些是信息技术服务企业？', 'Which enterprises are IT-services enterprises?'],
  {
    'without-651': ['65大类中651软件开发以外的', 'division 65 except group 651'],
    'whole-division': ['65大类全部', 'the whole of division 65'],
  },
  'without-651',
  OF_APPLICANT,
);
export const i7d = reading(
  'I-7d',
  [
    '占比不足、2023年以前或落户以前的突破是否用掉该档？',
    'Does a break in a year under the share, before 2023 or before Jinhua use the tier up?',
  ],
  { yes: ['是', 'yes'] },
  'yes',
);
export const i7e = reading(
  'I-7e',
  ['“同一企业只能享受一类”如何理解？', 'One class only: for how long?'],
  { 'for-good': ['软件或信息技术服务，一经享受不再更换', 'either of the two, for good'] },
  'for-good',
);
export const i7f = reading(
  'I-7f',
  ['哪些是软件企业？', 'Which enterprises are software enterprises?'],
  { 'division-65': ['65大类且软件收入占比达标', 'division 65 with the share of software revenue'] },
  'division-65',
);
export const i8a = reading(
  'I-8a',
  ['同一对象获两项认定如何奖？', 'One subject recognised twice?'],
  {
    'higher-per-subject': [
      '按对象就高，已得低者补差',
      'the higher only, per subject; a lower one paid earlier is topped up',
    ],
  },
  'higher-per-subject',
);
export const i8b = reading(
  'I-8b',
  ['购买方本身须属人工智能或软件信息业吗？', 'Must a buyer be in the AI field or software and IT itself?'],
  { yes: ['是', 'yes'], no: ['否', 'no'] },
  'yes',
  OF_APPLICANT,
);
export const i8c = reading(
  'I-8c',
  ['购买补助100万元按年还是累计？', 'Is the ceiling on purchases per year or in total?'],
  { 'in-total': ['累计', 'in total'] },
  'in-total',
);
export const i8d = reading(
  'I-8d',
  [
    '“国内、省内”指认定机关级别还是首创范围？',
    '"Domestic, provincial": rank of the recogniser or scope of novelty?',
  ],
  { novelty: ['首创范围', 'scope of novelty'] },
  'novelty',
);
export const i9a = reading(
  'I-9a',
  ['工业互联网平台奖励按平台还是按企业？', 'Is the award per platform or per enterprise?'],
  {
    'per-enterprise': [
      '按企业一次，就高，省级后获国家级补差',
      'once per enterprise, the higher; national tops up provincial',
    ],
  },
  'per-enterprise',
);
export const i10a = reading(
  'I-10a',
  [
    '“当年就高”逐年判断还是各年总额最优？',
    'The higher of the year: year by year, or the best over all years?',
  ],
  { 'year-by-year': ['逐年判断', 'year by year'] },
  'year-by-year',
);
export const i10b = reading(
  'I-10b',
  ['孵化器累计200万元含园区奖励吗？', "Does the incubator's lifetime ceiling include 10.1?"],
  { no: ['不含', 'no'] },
  'no',
);
export const i11a = reading(
  'I-11a',
  ['年薪与工资薪金是否同一数？谁是企业人才？', 'Are yearly salary and wages one figure? Who is a talent?'],
  { 'one-figure': ['同一数；法定代表人以外的员工', 'one figure; any employee but the legal representative'] },
  'one-figure',
);
export const iXa = reading(
  'I-Xa',
  ['“就高”逐项比较还是总额最优？', 'The higher: item by item, or the best total?'],
  { total: ['总额最优，任何事项不重复', 'the best total, with no item paid twice'] },
  'total',
);
export const iXb = reading(
  'I-Xb',
  ['门槛在事项归属其他条款之前还是之后判断？', 'Are thresholds tested before or after an item moves?'],
  { before: ['之前；存在争议的单据也计入', 'before; contested facts count for them'] },
  'before',
);
export const iXc = reading(
  'I-Xc',
  ['已获其他政策资金：不补、替换还是补差？', 'Already funded elsewhere: refuse, replace or top up?'],
  { 'top-up': ['补差至较高标准，含最高额', 'top up to the higher standard, limits included'] },
  'top-up',
);
export const iXd = reading(
  'I-Xd',
  ['如何取整？', 'How are amounts rounded?'],
  { down: ['逐行舍去分以下', 'down to the fen, line by line'] },
  'down',
);
export const iXe = reading(
  'I-Xe',
  ['什么是一项？发票可否拆分？', 'What is one item, and may an invoice be split?'],
  { 'one-nature': ['一张发票中同一性质的部分为一项', "an invoice's part of one nature"] },
  'one-nature',
);
