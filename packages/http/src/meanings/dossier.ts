import {
  annualAccountSchema,
  applicantSchema,
  capitalContributionSchema,
  carrierSchema,
  dossierSchema,
  expenditureSchema,
  otherAwardSchema,
  platformServiceSchema,
  priorAwardSchema,
  projectSchema,
  recognitionSchema,
  registryFactsSchema,
  submissionSchema,
  talentSchema,
} from '@twelve/dossier';
import { type Meaning, meaning, say } from './meaning.ts';

const registry = {
  name: say('单位名称', 'Name'),
  legalPersonType: say('法人类型', 'Kind of legal person'),
  organisationKind: say('单位性质', 'Kind of organisation'),
  divisionCode: say('登记注册地的行政区划代码（GB/T 2260）', 'Division of registration (GB/T 2260)'),
  industryCode: say(
    '所属行业（GB/T 4754-2017）：门类字母加3或4位数字，如 I6513',
    'Industry (GB/T 4754-2017): section letter and 3 or 4 digits, such as I6513',
  ),
  taxCompliant: say('是否依法纳税', 'Whether it pays tax according to law'),
  soundFinance: say(
    '财务管理制度是否健全、财务记录是否良好',
    'Whether its financial management is sound and its records good',
  ),
  aiField: say('是否从事人工智能领域的业务', 'Whether it works in the AI field'),
  aiDomains: say('所在的人工智能领域（第5条）', 'Its AI domains (measure 5)'),
  establishedOn: say('成立日期', 'Day of establishment'),
  settlement: say(
    '新注册在金华或迁入金华，及其日期；null 表示都不是（第6条）',
    'Newly registered in Jinhua or moved there, and when; null: neither (measure 6)',
  ),
  registeredCapital: say('注册资本，单位：分', 'Registered capital, in fen'),
  peakRevenueBefore: say(
    'annualAccounts 所列最早年度之前，各年营业收入的最高值，没有填0，单位：分',
    'Highest yearly revenue before the earliest year in annualAccounts, 0 if none, in fen',
  ),
};

const applicant = {
  creditCode: say(
    '统一社会信用代码（GB 32100-2015），校验码须相符',
    'Unified social credit code (GB 32100-2015); its check character has to fit',
  ),
  ...registry,
};

const lists = {
  applicant: say('申报主体', 'The applicant'),
  projects: say('项目、平台和大模型', 'Projects, platforms and large models'),
  expenditures: say(
    '支出：一张发票中同一类的部分为一笔',
    "Expenditures: an invoice's part of one nature is one entry",
  ),
  recognitions: say('认定与称号', 'Recognitions'),
  capitalContributions: say('实缴资本', 'Paid-in capital'),
  annualAccounts: say('年度经营数据，年度须连续', 'Yearly accounts, without gaps'),
  platformServices: say('在公共平台上的服务收入', 'Revenue from services on public platforms'),
  carriers: say('产业园与孵化器', 'Parks and incubators'),
  talents: say('高薪人才：每人每年一条', 'High earners: an entry for each person and year'),
  otherAwards: say('其他政策已给同一事项的资金', 'Money that other policies have paid for an item'),
};

const project = {
  id: say('编号，列表内唯一', 'Its id, unique in the list'),
  name: say('名称', 'Name'),
  kind: say('类型', 'Kind'),
  coreTechnology: say('攻关的核心技术', 'The core technology that it works on'),
  selfDeveloped: say('是否自主研发', 'Whether self-developed'),
  separateAccounts: say('研发费用是否专账管理', 'Whether its costs are kept on separate accounts'),
  leadsNationalTask: say(
    '是否牵头承担国家“揭榜挂帅”任务',
    'Whether it leads a national open-competition task',
  ),
  parameterCount: say('参数量（个）', 'Number of parameters'),
  scenarioCount: say(
    '主导产业典型应用场景数',
    'Number of typical application scenarios in leading industries',
  ),
  original: say('是否原创', 'Whether original'),
  withComputeCentre: say('是否联合算力中心建设', 'Whether built together with a compute centre'),
  completedOn: say('建成日期，决定名额年度', "Day of completion; decides which year's places it asks for"),
};

const recognition = {
  id: say('编号，列表内唯一', 'Its id, unique in the list'),
  kind: say('认定种类', 'What was recognised'),
  grantedOn: say('认定日期', 'Day of recognition'),
  certificateNumber: say(
    '证书或文件编号；正式申报时全市只能占用一次',
    'Certificate number; once submitted it is claimed city-wide',
  ),
  level: say('级别', 'Level'),
  subjectId: say(
    '获认定的产品或项目；孵化器认定填载体的编号',
    "The product or project recognised; for an incubator, its carrier's id",
  ),
  firstTime: say('是否首次入选', 'Whether for the first time'),
  tier: say('培育级别', 'Tier of the cultivation library'),
};

/** A dossier in all its forms: what is checked, what is submitted, what the registry says. */
export const dossierMeanings: readonly Meaning[] = [
  meaning(dossierSchema, {
    ...lists,
    priorAwards: say(
      '本政策以往奖补；正式申报不填，以台账为准',
      'Earlier awards under this policy; not in a submission, since the ledger knows them',
    ),
  }),
  meaning(submissionSchema, lists),
  meaning(applicantSchema, applicant),
  meaning(dossierSchema.entries.applicant, applicant),
  meaning(registryFactsSchema, registry),
  meaning(applicantSchema.entries.settlement.wrapped.wrapped, {
    kind: say('新注册或迁入', 'Newly registered or moved'),
    on: say('注册或迁入完成的日期', 'Day of the registration or of the move'),
  }),
  ...projectSchema.options.map((option): Meaning => [option, project]),
  meaning(expenditureSchema, {
    id: say('编号，列表内唯一', 'Its id, unique in the list'),
    incurredOn: say('发票日期', 'Date of the invoice'),
    amount: say('金额，单位：分', 'Amount, in fen'),
    nature: say('类别', 'What it was spent on'),
    projectIds: say('所服务的项目编号，可以为空', 'Ids of the projects that it served, perhaps none'),
    invoiceNumber: say(
      '发票号码；正式申报时，除 other 类外必填，全市只能占用一次',
      'Invoice number; in a submission required unless the nature is other, and claimed city-wide',
    ),
    newlyPurchased: say('是否新购置（第2条第2款）', 'Whether newly purchased (Art. 2 cl. 2)'),
    certifiedAiProduct: say(
      '是否经认定购买的人工智能产品（第8条第3款）',
      'Whether the purchase of an AI product is recognised (Art. 8 cl. 3)',
    ),
    publicPlatformId: say(
      '所付的公共算力或存储平台（第9条第1款）',
      'The public compute or storage platform that was paid (Art. 9 cl. 1)',
    ),
  }),
  ...recognitionSchema.options.map((option): Meaning => [option, recognition]),
  meaning(capitalContributionSchema, {
    id: say('编号，列表内唯一', 'Its id, unique in the list'),
    paidInOn: say('到账日期', 'Day on which it was paid in'),
    amount: say('金额，单位：分', 'Amount, in fen'),
    source: say('资金来源', 'Where it came from'),
  }),
  meaning(annualAccountSchema, {
    year: say('年度', 'Year'),
    revenue: say('营业收入，单位：分', 'Revenue, in fen'),
    softwareIntegrationRevenue: say(
      '其中软件开发及系统集成收入，单位：分',
      'Of which software development and system integration, in fen',
    ),
    softwareProductRevenue: say(
      '其中软件产品收入（含基于自有产品的服务），单位：分',
      'Of which software products, services on own products included, in fen',
    ),
    comprehensiveContribution: say('综合贡献，单位：分', 'Comprehensive contribution, in fen'),
  }),
  meaning(platformServiceSchema, {
    id: say('编号，列表内唯一', 'Its id, unique in the list'),
    platformId: say('公共平台', 'The public platform'),
    year: say('年度', 'Year'),
    serviceRevenue: say('服务收入，单位：分', 'Service revenue, in fen'),
  }),
  meaning(carrierSchema, {
    id: say('编号，列表内唯一', 'Its id, unique in the list'),
    kind: say('类型', 'Kind'),
    countedOn: say('统计日期', 'Day of the count'),
    tenants: say('入驻企业总数', 'Number of resident companies'),
    aiTenants: say('其中人工智能企业数', 'Of which AI companies'),
    name: say('名称', 'Name'),
  }),
  meaning(talentSchema, {
    id: say(
      '代号，同一人各年相同；不得为姓名或身份证号',
      'A pseudonym, the same in every year; never a name or an identity number',
    ),
    year: say('年度', 'Year'),
    annualSalary: say('年薪，单位：分', 'Yearly salary, in fen'),
    localContribution: say('个人地方综合贡献，单位：分', "The person's local contribution, in fen"),
    isLegalRepresentative: say('是否法定代表人', 'Whether the legal representative'),
  }),
  meaning(otherAwardSchema, {
    itemId: say('事项，如 expenditures/e1', 'The item, such as expenditures/e1'),
    amount: say('已获金额，单位：分', 'What was received, in fen'),
    policy: say('政策名称', 'The policy'),
  }),
  meaning(priorAwardSchema, {
    clause: say('条款', 'The clause'),
    scope: say('年度或对象，同认定结论中的 scope', 'Year or subject, as the scope of an award'),
    subjectId: say('孵化器的编号（10.2必填）', 'Id of the incubator (required for 10.2)'),
    year: say('事项所属年度', 'Year of the event'),
    amount: say('金额，单位：分', 'Amount, in fen'),
    lines: say('明细，合计须等于金额', 'What it was paid for; adds up to the amount'),
  }),
  meaning(priorAwardSchema.entries.lines.item, {
    item: say('事项', 'The item'),
    value: say('金额，单位：分', 'Amount, in fen'),
  }),
];
