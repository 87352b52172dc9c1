import type { ListName } from '@twelve/dossier';
import { text } from '../words/text.ts';
import type { Field, Option } from './field.ts';

const option = (value: string, zh: string, en: string, hint?: readonly [string, string]): Option => ({
  value,
  label: text(zh, en),
  ...(hint === undefined ? {} : { hint: text(...hint) }),
});

/** A question about the applicant: the field, and how it is asked. */
export type ApplicantField = Field & {
  readonly question: Field['label'];
  /** A list that the question speaks of: where both are open, the list is asked for first. */
  readonly after?: ListName;
};

/** The applicant's fields, in the order in which one would fill in a form. */
export const APPLICANT_FIELDS: readonly ApplicantField[] = [
  {
    name: 'name',
    kind: 'text',
    label: text('单位名称', 'Name'),
    question: text('贵单位的全称是什么？', 'What is your organisation called?'),
    hint: text('只用于结果单，不影响测算。', 'Used on the result sheet only.'),
  },
  {
    name: 'creditCode',
    kind: 'code',
    label: text('统一社会信用代码', 'Unified social credit code'),
    question: text('贵单位的统一社会信用代码是什么？', 'What is your unified social credit code?'),
    hint: text(
      '营业执照上的18位代码，只用于结果单，不影响测算。',
      'The 18 characters on your licence; used on the result sheet only.',
    ),
  },
  {
    name: 'divisionCode',
    kind: 'choice',
    label: text('登记注册地', 'Place of registration'),
    question: text('贵单位在哪里登记注册？', 'Where is your organisation registered?'),
    hint: text(
      '以营业执照或法人证书上的登记机关所在地为准。',
      'As on your business licence or legal-person certificate.',
    ),
    options: [
      option('330702', '金华市婺城区', 'Wucheng District of Jinhua'),
      option('330703', '金华市金东区', 'Jindong District of Jinhua'),
      option('330701', '金华市本级（市辖区）', 'Jinhua (city level)'),
      option('330781', '兰溪市', 'Lanxi'),
      option('330782', '义乌市', 'Yiwu'),
      option('330783', '东阳市', 'Dongyang'),
      option('330784', '永康市', 'Yongkang'),
      option('330723', '武义县', 'Wuyi County'),
      option('330726', '浦江县', 'Pujiang County'),
      option('330727', '磐安县', "Pan'an County"),
    ],
    other: {
      label: text('其他地区，请填6位行政区划代码', 'Elsewhere: the six digits of the division code'),
      placeholder: '330100',
    },
  },
  {
    name: 'legalPersonType',
    kind: 'choice',
    label: text('法人类型', 'Kind of legal person'),
    question: text('贵单位是哪一类法人？', 'What kind of legal person are you?'),
    options: [
      option('enterprise', '企业法人', 'Enterprise', ['公司等企业', 'companies and the like']),
      option('public-institution', '事业单位法人', 'Public institution'),
      option('social-organization', '社会团体法人', 'Social organisation'),
      option('other', '都不是', 'None of these', [
        '如个体工商户、合伙企业、分公司',
        'sole traders, partnerships, branches',
      ]),
    ],
  },
  {
    name: 'organisationKind',
    kind: 'choice',
    label: text('单位性质', 'Kind of organisation'),
    question: text('贵单位属于下列哪一种？', 'Which of these are you?'),
    options: [
      option('enterprise', '一般企业', 'Enterprise'),
      option('leading-enterprise', '龙头企业', 'Leading enterprise', [
        '在本行业处于龙头地位',
        'a leader of its industry',
      ]),
      option('university', '高等学校', 'University'),
      option('research-institute', '科研机构', 'Research institute'),
      option('other', '其他', 'Other'),
    ],
  },
  {
    name: 'industryCode',
    kind: 'choice',
    label: text('所属行业', 'Industry'),
    question: text('贵单位的主营业务属于哪个行业？', 'Which industry are you in?'),
    hint: text(
      '以统计登记的国民经济行业分类（GB/T 4754-2017）为准。',
      'By the national classification GB/T 4754-2017.',
    ),
    options: [
      option('I651', '软件开发', 'Software development', ['I651', 'I651']),
      option('I652', '集成电路设计', 'Integrated-circuit design', ['I652', 'I652']),
      option('I653', '信息系统集成和物联网技术服务', 'System integration and Internet of things', [
        'I653',
        'I653',
      ]),
      option('I654', '运行维护服务', 'Operation and maintenance', ['I654', 'I654']),
      option('I655', '信息处理和存储支持服务', 'Data processing and storage', ['I655', 'I655']),
      option('I656', '信息技术咨询服务', 'IT consulting', ['I656', 'I656']),
      option('I657', '数字内容服务', 'Digital content', ['I657', 'I657']),
      option('I659', '其他信息技术服务', 'Other IT services', ['I659', 'I659']),
    ],
    other: {
      label: text('其他行业，请填行业代码', 'Another industry: its code'),
      placeholder: 'C3911',
    },
  },
  {
    name: 'taxCompliant',
    kind: 'yes-no',
    label: text('依法纳税', 'Pays tax according to law'),
    question: text('贵单位是否依法纳税？', 'Do you pay tax according to law?'),
  },
  {
    name: 'soundFinance',
    kind: 'yes-no',
    label: text('财务管理健全', 'Sound finances'),
    question: text(
      '贵单位财务管理制度是否健全、财务记录是否良好？',
      'Is your financial management sound, and are your records good?',
    ),
  },
  {
    name: 'aiField',
    kind: 'yes-no',
    label: text('人工智能领域', 'AI field'),
    question: text('贵单位是否从事人工智能领域的业务？', 'Do you work in the AI field?'),
    hint: text(
      '研发、生产或提供人工智能技术、产品和服务。',
      'Developing, making or offering AI technology, products or services.',
    ),
  },
  {
    name: 'aiDomains',
    kind: 'choices',
    label: text('人工智能应用领域', 'AI domains'),
    question: text('贵单位活跃在哪些人工智能领域？（可多选）', 'In which AI domains are you active?'),
    options: [
      option('intelligent-connected-vehicles', '智能网联汽车', 'Intelligent connected vehicles'),
      option('intelligent-manufacturing', '智能制造', 'Intelligent manufacturing'),
      option('intelligent-robots', '智能机器人', 'Intelligent robots'),
      option('intelligent-logistics', '智能物流', 'Intelligent logistics'),
      option('intelligent-retail', '智能零售', 'Intelligent retail'),
      option('intelligent-finance', '智能金融', 'Intelligent finance'),
      option('intelligent-education', '智能教育', 'Intelligent education'),
      option('intelligent-government', '智能政务', 'Intelligent government'),
      option('intelligent-security', '智能安防', 'Intelligent security'),
      option('intelligent-legal-services', '智能法律服务', 'Intelligent legal services'),
      option('other', '其他人工智能领域', 'Another AI domain'),
    ],
  },
  {
    name: 'settlement',
    kind: 'settlement',
    label: text('落户金华', 'Settling in Jinhua'),
    question: text(
      '贵单位是新注册在金华，或从外地迁入金华的吗？',
      'Did you newly register in Jinhua, or move there from elsewhere?',
    ),
    hint: text('填写注册或迁入完成的日期。', 'The day of registration or of the move.'),
  },
  {
    name: 'registeredCapital',
    kind: 'money',
    unit: 'wan',
    label: text('注册资本', 'Registered capital'),
    question: text('贵单位的注册资本是多少？', 'What is your registered capital?'),
  },
  {
    name: 'peakRevenueBefore',
    after: 'annualAccounts',
    kind: 'money',
    unit: 'wan',
    label: text('更早年度的最高营业收入', 'Highest earlier revenue'),
    question: text(
      '在已填的最早年度之前，营业收入最高的一年是多少？',
      'Before the earliest year that you listed, what was your highest yearly revenue?',
    ),
    hint: text(
      '用来判断营业收入是否“首次”突破。此前没有营业收入的，填 0。',
      'Tells whether a revenue was broken for the first time. Enter 0 if there was none.',
    ),
  },
  {
    name: 'establishedOn',
    kind: 'date',
    optional: true,
    label: text('成立日期', 'Established on'),
    question: text('贵单位何时成立？', 'When were you established?'),
  },
];
