import type { ListName, Text } from '@twelve/dossier';
import { text } from '../words/text.ts';
import type { Field } from './field.ts';
import { OTHER_AWARD_FIELDS, PRIOR_AWARD_FIELDS } from './receipts.ts';
import { RECOGNITION_FIELDS } from './recognitions.ts';
import { EXPENDITURE_FIELDS, PROJECT_FIELDS } from './spending.ts';

/** A list of the dossier: how it is asked for, and the fields of an entry. */
export interface ListSpec {
  readonly name: ListName;
  readonly title: Text;
  readonly question: Text;
  readonly hint: Text;
  readonly none: Text;
  readonly some: Text;
  /** "一笔支出": what one entry is called. */
  readonly entry: Text;
  readonly fields: readonly Field[];
  /** New entries get an id of this letter and a number; left out where the list has no ids of its own. */
  readonly idLetter?: string;
  /** The columns in which an entry is listed; the others are seen when it is opened. */
  readonly columns: readonly string[];
}

/** What entries of another list refer to comes before it: projects before expenditures, carriers before recognitions. */
export const LISTS: readonly ListSpec[] = [
  {
    name: 'projects',
    title: text('项目与平台', 'Projects and platforms'),
    question: text('贵单位有下列项目或平台吗？', 'Do you have projects or platforms of these kinds?'),
    hint: text(
      '包括算力（人工智能服务）平台、研发项目、共性技术研发平台和AI大模型。',
      'Compute (AI service) platforms, R&D projects, R&D platforms for common technologies, large AI models.',
    ),
    none: text('都没有', 'None'),
    some: text('有', 'Yes'),
    entry: text('项目或平台', 'project or platform'),
    fields: PROJECT_FIELDS,
    idLetter: 'p',
    columns: ['name', 'kind'],
  },
  {
    name: 'expenditures',
    title: text('支出', 'Expenditures'),
    question: text(
      '在设备、软件、算力和研发上有哪些支出？',
      'What did you spend on equipment, software, compute and R&D?',
    ),
    hint: text(
      '一张发票中同一类的部分填一笔。可以从Excel复制整块表格直接粘贴。',
      "One entry for each invoice's part of one kind. A block copied from a spreadsheet can be pasted.",
    ),
    none: text('没有这类支出', 'No such spending'),
    some: text('有', 'Yes'),
    entry: text('支出', 'expenditure'),
    fields: EXPENDITURE_FIELDS,
    idLetter: 'e',
    columns: ['incurredOn', 'nature', 'amount', 'projectIds', 'invoiceNumber'],
  },
  {
    name: 'annualAccounts',
    title: text('年度经营数据', 'Yearly accounts'),
    question: text('近年的营业收入是多少？', 'What were your revenues of recent years?'),
    hint: text('每个年度填一条，年度须连续。', 'One entry for each year, without gaps.'),
    none: text('还没有营业收入', 'No accounts yet'),
    some: text('有', 'Yes'),
    entry: text('年度', 'year'),
    columns: ['year', 'revenue'],
    fields: [
      { name: 'year', kind: 'year', label: text('年度', 'Year') },
      { name: 'revenue', kind: 'money', unit: 'wan', label: text('营业（销售）收入', 'Revenue') },
      {
        name: 'softwareIntegrationRevenue',
        kind: 'money',
        unit: 'wan',
        optional: true,
        label: text('其中：软件开发及系统集成收入', 'of which software development and integration'),
      },
      {
        name: 'softwareProductRevenue',
        kind: 'money',
        unit: 'wan',
        optional: true,
        label: text('其中：软件产品收入', 'of which software products'),
        hint: text('含基于自有软件产品的服务收入', 'services on own products included'),
      },
      {
        name: 'comprehensiveContribution',
        kind: 'money',
        unit: 'wan',
        optional: true,
        label: text('综合贡献额', 'Comprehensive contribution'),
        hint: text('领军企业、独角兽企业填写', 'for industry leaders and unicorns'),
      },
    ],
  },
  {
    name: 'carriers',
    title: text('产业园与孵化器', 'Parks and incubators'),
    question: text('贵单位运营产业园或科技企业孵化器吗？', 'Do you run an industrial park or an incubator?'),
    hint: text('填写统计时点的入园（在孵）企业数。', 'With the number of resident companies on a day.'),
    none: text('没有', 'No'),
    some: text('有', 'Yes'),
    entry: text('园区或孵化器', 'park or incubator'),
    idLetter: 'k',
    columns: ['name', 'kind', 'tenants', 'aiTenants'],
    fields: [
      { name: 'name', kind: 'text', optional: true, label: text('名称', 'Name') },
      {
        name: 'kind',
        kind: 'choice',
        label: text('类型', 'Kind'),
        options: [
          { value: 'industrial-park', label: text('人工智能产业园', 'AI industrial park') },
          { value: 'incubator', label: text('科技企业孵化器', 'Technology incubator') },
        ],
      },
      { name: 'countedOn', kind: 'date', label: text('统计日期', 'Counted on') },
      { name: 'tenants', kind: 'count', label: text('入园（在孵）企业总数', 'Resident companies') },
      { name: 'aiTenants', kind: 'count', label: text('其中人工智能企业数', 'of which AI companies') },
    ],
  },
  {
    name: 'recognitions',
    title: text('认定与称号', 'Recognitions'),
    question: text('获得过下列认定、称号或入选吗？', 'Have you been recognised in one of these ways?'),
    hint: text(
      '包括国家级创新平台、培育库、领军或独角兽、专精特新、典型案例、首台（套）、工业互联网平台、孵化器认定、顶尖人才。',
      'National platforms, cultivation library, industry leader or unicorn, SRDI, typical cases, first sets, industrial internet platforms, incubators, top talent.',
    ),
    none: text('都没有', 'None'),
    some: text('有', 'Yes'),
    entry: text('认定', 'recognition'),
    fields: RECOGNITION_FIELDS,
    idLetter: 'r',
    columns: ['kind', 'level', 'subjectId', 'grantedOn'],
  },
  {
    name: 'talents',
    title: text('高薪人才', 'High earners'),
    question: text('有高薪的高管或企业人才吗？', 'Do you employ executives or talents with high salaries?'),
    hint: text(
      '按人、按年度填写；只填代号，请勿填写姓名或身份证号。',
      'One entry for each person and year. A code only: no names, no identity numbers.',
    ),
    none: text('没有', 'No'),
    some: text('有', 'Yes'),
    entry: text('人才', 'talent'),
    idLetter: 't',
    columns: ['id', 'year', 'annualSalary'],
    fields: [
      {
        name: 'id',
        kind: 'text',
        label: text('代号', 'Code'),
        hint: text('如 t1；同一人各年用同一代号', 'such as t1; the same for one person in every year'),
      },
      { name: 'year', kind: 'year', label: text('年度', 'Year') },
      { name: 'annualSalary', kind: 'money', unit: 'wan', label: text('年薪', 'Yearly salary') },
      {
        name: 'localContribution',
        kind: 'money',
        unit: 'wan',
        label: text('个人地方综合贡献', "The person's local contribution"),
      },
      {
        name: 'isLegalRepresentative',
        kind: 'yes-no',
        label: text('是否为法定代表人', 'Is the legal representative'),
      },
    ],
  },
  {
    name: 'capitalContributions',
    title: text('实缴资本', 'Paid-in capital'),
    question: text('股东或基金实缴到位的资本有哪些？', 'Which capital has been paid in, and by whom?'),
    hint: text('每次到账填一笔，并注明资金来源。', 'One entry for each payment, with its source.'),
    none: text('没有实缴资本', 'None paid in'),
    some: text('有', 'Yes'),
    entry: text('实缴资本', 'capital payment'),
    idLetter: 'c',
    columns: ['paidInOn', 'source', 'amount'],
    fields: [
      { name: 'paidInOn', kind: 'date', label: text('到账日期', 'Paid in on') },
      { name: 'amount', kind: 'money', unit: 'wan', label: text('金额', 'Amount') },
      {
        name: 'source',
        kind: 'choice',
        label: text('资金来源', 'Source'),
        options: [
          { value: 'angel-fund', label: text('天使投资基金', 'Angel fund') },
          { value: 'venture-fund', label: text('风险投资基金', 'Venture fund') },
          { value: 'startup-fund', label: text('创业投资基金', 'Start-up fund') },
          { value: 'other-fund', label: text('其他基金', 'Another fund') },
          { value: 'other', label: text('股东自有资金等', "Shareholders' own funds or other") },
        ],
      },
    ],
  },
  {
    name: 'platformServices',
    title: text('公共平台服务收入', 'Services on public platforms'),
    question: text(
      '在公共算力或数据存储平台上提供过收费服务吗？',
      'Have you sold services on a public compute or storage platform?',
    ),
    hint: text('按平台和年度填写实际服务收入。', 'Service revenue by platform and year.'),
    none: text('没有', 'No'),
    some: text('有', 'Yes'),
    entry: text('服务收入', 'service revenue'),
    idLetter: 's',
    columns: ['platformId', 'year', 'serviceRevenue'],
    fields: [
      {
        name: 'platformId',
        kind: 'name-as-id',
        label: text('公共平台名称', 'Public platform'),
        hint: text('同一平台请填相同名称', 'the same name for the same platform'),
      },
      { name: 'year', kind: 'year', label: text('年度', 'Year') },
      { name: 'serviceRevenue', kind: 'money', unit: 'wan', label: text('服务收入', 'Service revenue') },
    ],
  },
  {
    name: 'priorAwards',
    title: text('本政策以往奖补', 'Earlier awards under this policy'),
    question: text('以前领过本政策的奖补吗？', 'Have you had awards under this policy before?'),
    hint: text(
      '已兑付的会相应扣减，填写后结果更准确。',
      'What was paid is deducted; the result is more exact with it.',
    ),
    none: text('没有领过', 'None'),
    some: text('领过', 'Yes'),
    entry: text('以往奖补', 'earlier award'),
    columns: ['clause', 'scope', 'lines'],
    fields: PRIOR_AWARD_FIELDS,
  },
  {
    name: 'otherAwards',
    title: text('其他政策已获资金', 'Money under other policies'),
    question: text(
      '上面填写的事项，有没有领过其他政策的资金？',
      'Have any of these items been funded under another policy?',
    ),
    hint: text('同一事项按较高标准补足差额。', 'The same item is topped up to the higher standard.'),
    none: text('没有领过', 'None'),
    some: text('领过', 'Yes'),
    entry: text('其他政策资金', 'sum from another policy'),
    columns: ['itemId', 'amount', 'policy'],
    fields: OTHER_AWARD_FIELDS,
  },
];

/** Every list by name: the compiler sees to it that none is forgotten. */
const byName: Readonly<Record<ListName, ListSpec | undefined>> = {
  projects: undefined,
  expenditures: undefined,
  recognitions: undefined,
  capitalContributions: undefined,
  annualAccounts: undefined,
  platformServices: undefined,
  carriers: undefined,
  talents: undefined,
  otherAwards: undefined,
  priorAwards: undefined,
  ...Object.fromEntries(LISTS.map((spec) => [spec.name, spec])),
};

export const isListName = (name: string): name is ListName => Object.hasOwn(byName, name);

/** @throws RangeError where a list has no description, which the tests rule out */
export function specOf(name: ListName): ListSpec {
  const spec = byName[name];
  if (spec === undefined) throw new RangeError(`no description of the list ${name}`);
  return spec;
}
