import { clauseCheck, clauseLine, condition, measureCheck } from '../schemas/check.ts';
import { award, determination } from '../schemas/determination.ts';
import { type Meaning, meaning, say, totals } from './meaning.ts';

const line = {
  item: say('事项，如 expenditures/e1', 'The item, such as expenditures/e1'),
  base: say('计算基数，单位：分', 'The figure it is computed from, in fen'),
  percent: say('比例（%）', 'Rate in percent'),
  value: say('按标准应得，单位：分', 'What the standard gives, in fen'),
};

/** What a check and a determination say. */
export const determinationMeanings: readonly Meaning[] = [
  meaning(determination, {
    policyVersion: say('政策版本', 'Version of the policy'),
    engineVersion: say('规则程序版本', "Version of the rules' code"),
    dossierDigest: say(
      '材料摘要：摘要与两个版本相同，则结论逐字节相同',
      'Digest of the dossier: the same digest and versions give the same bytes',
    ),
    total: say('合计，只计 granted 与 reduced', 'Sums of what is granted and reduced'),
    awards: say('符合条件的各项奖补', 'An award for everything that is eligible'),
    measures: say('十二项措施的核对结果', 'The checks of the twelve measures, in order'),
    missing: say('尚缺的事实，影响最大的在前', 'Facts that are still missing, those worth most first'),
    resolution: say('是否已证明为最优', 'Whether the choice is proven to be the best'),
    warnings: say('已接受但请核对之处', 'What was accepted and should be looked at'),
    officialFacts: say(
      '采用登记信息的字段（仅案卷）',
      "Fields for which the registry's facts were taken; of a case only",
    ),
  }),
  meaning(determination.entries.total, totals),
  meaning(determination.entries.missing.item, {
    fact: say('事实，如 applicant/industryCode', 'The fact, such as applicant/industryCode'),
    clauses: say('取决于它的条款', 'The clauses that it decides'),
    worth: say(
      '最多影响的金额，单位：分；null 表示没有上限',
      'What it is worth at most, in fen; null: without limit',
    ),
  }),
  meaning(determination.entries.resolution, {
    proven: say('已证明为最优', 'Proven to be the best choice'),
    gapFen: say('与最优的差距不超过此数，单位：分', 'At most so far from the best, in fen'),
  }),
  meaning(award, {
    id: say('条款/对象，如 2.1/2024', 'Clause and scope, such as 2.1/2024'),
    clause: say('条款', 'The clause'),
    scope: say('年度或对象', 'The year or subject that it is about'),
    year: say('事项所属年度，没有则为 null', 'Year of the event, null where there is none'),
    status: say(
      'granted 全额；reduced 部分；superseded 归入他项；already-awarded 已兑付；wait-listed 候补；contested 凭证为他人占用',
      'granted in full; reduced in part; superseded by another award; already-awarded; wait-listed for a place; contested: its documents are held by another applicant',
    ),
    amountKind: say(
      'fixed 确定；ceiling 上限；by-other-policy 按其他政策；none 不涉及资金',
      'fixed; ceiling: a most; by-other-policy; none: no money',
    ),
    amount: say('金额，单位：分', 'Amount, in fen'),
    lines: say(
      '所取的计算行；value 减 deducted 之和等于金额',
      'The lines taken; value less deducted adds up to the amount',
    ),
    because: say('未获全额的理由', 'Why it is not more'),
    quota: say('所占名额', 'The places that it is subject to'),
  }),
  meaning(award.entries.lines.item, {
    ...line,
    deducted: say('其中不再兑付的部分，单位：分', 'What of it is not paid, in fen'),
  }),
  meaning(award.entries.because.item, {
    rule: say('规则编号', 'The rule'),
    by: say('与之相关的奖补', 'The other award'),
    items: say('涉及的事项', 'The items concerned'),
    text: say('理由', 'The reason in words'),
  }),
  meaning(award.entries.quota.wrapped, {
    year: say('名额年度', 'Year of the quota'),
    places: say('全市名额数', 'Places of the whole city'),
  }),
  meaning(measureCheck, {
    measure: say('措施序号', 'Number of the measure'),
    policyVersion: say('政策版本', 'Version of the policy'),
    reservation: say('保留说明', 'A reservation that holds for every result'),
    outcome: say('各条款中最好的结果', 'The best outcome of its clauses'),
    clauses: say('各条款、各对象的核对', 'A check for each clause and scope'),
  }),
  meaning(clauseCheck, {
    clause: say('条款', 'The clause'),
    scope: say(
      '年度或对象；null 表示材料中没有可适用的对象',
      'Year or subject; null: the dossier holds nothing that it could apply to',
    ),
    outcome: say('符合、不符合或待补充', 'Eligible, ineligible or undetermined'),
    amountKind: say('金额性质', 'What kind of amount it is'),
    gross: say('计算行合计，单位：分', 'Sum of the lines, in fen'),
    limit: say('最高限额，单位：分；null 表示没有', 'Limit, in fen; null: none'),
    amount: say(
      '计入限额与已获资金后的金额，未与其他条款统筹，单位：分',
      'Amount after its own limit and what was received, before other clauses, in fen',
    ),
    lines: say('计算行', 'The lines'),
    conditions: say('申报条件，全部列出', 'Its conditions, all of them'),
    missing: say('能决定结果的未知事实', 'Unknown facts that would decide it'),
    interpretations: say('所依据的解释编号', 'The interpretations that it rests on'),
  }),
  meaning(clauseLine, line),
  meaning(condition, {
    id: say('条件编号', 'Id of the condition'),
    outcome: say('满足、不满足或未知', 'Met, unmet or unknown'),
    source: say('依据', 'The article behind it'),
    text: say('条件内容', 'The condition in words'),
    facts: say('所读事实', 'The facts that it reads'),
    actual: say('实际值', 'The figure as it is'),
    required: say('要求值', 'The figure that is required'),
    unit: say('两值的单位', 'Unit of both figures'),
  }),
];
