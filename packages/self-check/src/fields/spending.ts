import { text } from '../words/text.ts';
import { type Field, many, one, type Values } from './field.ts';

const ofKind =
  (...kinds: readonly string[]) =>
  (values: Values): boolean =>
    kinds.includes(one(values, 'kind'));

const research = ofKind('rd-project');
const model = ofKind('ai-model');

export const PROJECT_FIELDS: readonly Field[] = [
  {
    name: 'kind',
    kind: 'choice',
    label: text('类型', 'Kind'),
    options: [
      { value: 'compute-platform', label: text('算力（人工智能服务）平台', 'Compute (AI service) platform') },
      { value: 'rd-project', label: text('研发项目', 'R&D project') },
      { value: 'rd-platform', label: text('共性技术研发平台', 'R&D platform for common technologies') },
      { value: 'ai-model', label: text('AI大模型', 'Large AI model') },
    ],
  },
  { name: 'name', kind: 'text', optional: true, label: text('名称', 'Name') },
  {
    name: 'coreTechnology',
    kind: 'choice',
    belongs: research,
    label: text('攻关的核心技术', 'Core technology'),
    options: [
      { value: 'ai-chip', label: text('人工智能芯片', 'AI chips') },
      { value: 'core-algorithm', label: text('核心算法', 'Core algorithms') },
      { value: 'open-source-framework', label: text('开源框架', 'Open-source frameworks') },
      { value: 'base-software', label: text('操作系统等基础软件', 'Operating systems and base software') },
      { value: 'intelligent-sensor', label: text('智能传感器', 'Intelligent sensors') },
      { value: 'other-key-generic', label: text('其他关键共性技术', 'Another key common technology') },
      { value: 'none', label: text('都不是', 'None of these') },
    ],
  },
  { name: 'selfDeveloped', kind: 'yes-no', belongs: research, label: text('自主研发', 'Self-developed') },
  {
    name: 'separateAccounts',
    kind: 'yes-no',
    belongs: research,
    label: text('研发费用专账管理', 'Costs kept on separate accounts'),
  },
  {
    name: 'leadsNationalTask',
    kind: 'yes-no',
    belongs: research,
    label: text('牵头承担国家“揭榜挂帅”任务', 'Leads a national open-competition task'),
  },
  {
    name: 'parameterCount',
    kind: 'count',
    belongs: model,
    label: text('参数量（个）', 'Number of parameters'),
    hint: text('可写 70亿', 'such as 7000000000'),
  },
  {
    name: 'scenarioCount',
    kind: 'count',
    belongs: model,
    label: text('主导产业典型应用场景数', 'Typical scenarios in leading industries'),
  },
  { name: 'original', kind: 'yes-no', belongs: model, label: text('原创模型', 'Original model') },
  {
    name: 'withComputeCentre',
    kind: 'yes-no',
    belongs: model,
    label: text('联合算力中心建设', 'Built together with a compute centre'),
  },
  { name: 'completedOn', kind: 'date', belongs: model, label: text('建成日期', 'Completed on') },
];

const isNature =
  (...natures: readonly string[]) =>
  (values: Values): boolean =>
    natures.includes(one(values, 'nature'));

export const EXPENDITURE_FIELDS: readonly Field[] = [
  { name: 'incurredOn', kind: 'date', label: text('发票日期', 'Invoice date') },
  {
    name: 'nature',
    kind: 'choice',
    label: text('类别', 'Kind'),
    options: [
      { value: 'hardware', label: text('硬件设备', 'Hardware') },
      { value: 'software', label: text('软件', 'Software') },
      { value: 'compute', label: text('算力服务', 'Compute') },
      { value: 'data-storage', label: text('数据存储服务', 'Data storage') },
      { value: 'other', label: text('其他（人员、材料等）', 'Other (staff, material …)') },
    ],
  },
  { name: 'amount', kind: 'money', unit: 'yuan', label: text('金额', 'Amount') },
  {
    name: 'projectIds',
    kind: 'references',
    list: 'projects',
    most: 4,
    optional: true,
    label: text('用于哪些项目或平台', 'Projects it served'),
    matters: (_, { entriesOf }) => entriesOf('projects').length > 0,
  },
  {
    name: 'newlyPurchased',
    kind: 'flag',
    label: text('新购置的研发设备', 'Newly purchased R&D equipment'),
    matters: (values, { entriesOf }) =>
      isNature('hardware', 'software')(values) &&
      entriesOf('projects').some(
        ({ id, kind }) => kind === 'rd-platform' && many(values, 'projectIds').includes(id),
      ),
  },
  {
    name: 'certifiedAiProduct',
    kind: 'flag',
    label: text('经认定购买的人工智能产品', 'Recognised purchase of an AI product'),
    hint: text(
      '用于中小企业数字化改造或产业大脑建设，并经认定',
      'for the digital transformation of SMEs or an industry brain',
    ),
    matters: (values) => one(values, 'nature') !== '',
  },
  {
    name: 'publicPlatformId',
    kind: 'name-as-id',
    optional: true,
    label: text('付给哪个公共算力或存储平台', 'Public compute or storage platform paid'),
    hint: text(
      '同一平台请填相同名称；不是付给公共平台的，留空',
      'the same name for the same platform; leave empty if it was none',
    ),
    matters: isNature('compute', 'data-storage'),
  },
  {
    name: 'invoiceNumber',
    kind: 'digits',
    optional: true,
    label: text('发票号码', 'Invoice number'),
    hint: text('自测时可不填', 'not needed for the self-check'),
  },
];
