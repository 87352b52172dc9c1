import { SUBJECT_KINDS } from '@twelve/dossier';
import { text } from '../words/text.ts';
import { type Field, one, type Values } from './field.ts';

const FIRSTS = ['first-set', 'first-batch', 'first-version'];
const WITH_LEVEL = [...SUBJECT_KINDS, 'industrial-internet-platform', 'ai-incubator'];
const WITH_RANK = WITH_LEVEL.filter((kind) => !FIRSTS.includes(kind));

const isKind =
  (kinds: readonly string[]) =>
  (values: Values): boolean =>
    kinds.includes(one(values, 'kind'));
const isNot =
  (kinds: readonly string[]) =>
  (values: Values): boolean =>
    one(values, 'kind') !== '' && !kinds.includes(one(values, 'kind'));
const never = (): boolean => false;

const LEVELS = [
  { value: 'national', label: text('国家级', 'National') },
  { value: 'provincial', label: text('省级', 'Provincial') },
  { value: 'municipal', label: text('市级', 'Municipal') },
];

/** What counts of a first set, batch or version is where it is the first, not who says so (I-8d). */
const FIRST_WITHIN = [
  { value: 'national', label: text('国内', 'National') },
  { value: 'provincial', label: text('省内', 'Provincial') },
  { value: 'municipal', label: text('市内', 'Municipal') },
];

export const RECOGNITION_FIELDS: readonly Field[] = [
  {
    name: 'kind',
    kind: 'choice',
    label: text('认定种类', 'Kind'),
    options: [
      { value: 'srdi-enterprise', label: text('专精特新企业', 'SRDI enterprise') },
      { value: 'typical-case', label: text('人工智能应用典型案例', 'AI application: typical case') },
      { value: 'innovation-project', label: text('人工智能创新项目', 'AI application: innovation project') },
      {
        value: 'excellent-application',
        label: text('人工智能优秀应用', 'AI application: excellent application'),
      },
      { value: 'first-set', label: text('首台（套）产品', 'First set') },
      { value: 'first-batch', label: text('首批次产品', 'First batch') },
      { value: 'first-version', label: text('首版次软件', 'First version') },
      { value: 'industry-leader', label: text('行业领军企业', 'Industry leader') },
      { value: 'unicorn', label: text('独角兽企业', 'Unicorn') },
      {
        value: 'industrial-internet-platform',
        label: text('工业互联网平台', 'Industrial internet platform'),
      },
      { value: 'ai-incubator', label: text('人工智能专业孵化器', 'AI incubator') },
      { value: 'cultivation-library', label: text('人工智能企业培育库', 'Cultivation library') },
      { value: 'national-key-laboratory', label: text('国家重点实验室', 'National key laboratory') },
      {
        value: 'national-engineering-technology-research-centre',
        label: text('国家工程技术研究中心', 'National engineering technology research centre'),
      },
      {
        value: 'national-engineering-research-centre',
        label: text('国家工程研究中心', 'National engineering research centre'),
      },
      {
        value: 'national-enterprise-technology-centre',
        label: text('国家级企业技术中心', 'National enterprise technology centre'),
      },
      { value: 'top-talent', label: text('引进顶尖人才（院士、大奖得主等）', 'Top talent brought in') },
    ],
  },
  {
    name: 'level',
    kind: 'choice',
    label: text('级别', 'Level'),
    options: LEVELS,
    belongs: isKind(WITH_RANK),
  },
  {
    name: 'level',
    kind: 'choice',
    label: text('首创范围', 'First within'),
    hint: text(
      '不论由哪一级认定：国际、国内首台（套）选“国内”，省内首台（套）选“省内”',
      'whoever recognised it: national if it is the first in China, provincial if it is the first in the province',
    ),
    options: FIRST_WITHIN,
    belongs: isKind(FIRSTS),
  },
  {
    name: 'level',
    kind: 'choice',
    optional: true,
    label: text('级别', 'Level'),
    options: LEVELS,
    belongs: isNot(WITH_LEVEL),
    matters: never,
  },
  {
    name: 'tier',
    kind: 'choice',
    label: text('培育级别', 'Tier'),
    belongs: isKind(['cultivation-library']),
    options: [
      { value: 'cultivation', label: text('培育企业', 'Cultivation') },
      { value: 'demonstration', label: text('示范企业', 'Demonstration') },
      { value: 'benchmark', label: text('标杆企业', 'Benchmark') },
    ],
  },
  { name: 'grantedOn', kind: 'date', label: text('认定日期', 'Granted on') },
  {
    name: 'firstTime',
    kind: 'yes-no',
    label: text('是否首次入选', 'For the first time'),
    belongs: isKind(['srdi-enterprise']),
  },
  {
    name: 'firstTime',
    kind: 'yes-no',
    optional: true,
    label: text('是否首次', 'For the first time'),
    belongs: isNot(['srdi-enterprise']),
    matters: never,
  },
  {
    name: 'subjectId',
    kind: 'reference',
    list: 'carriers',
    label: text('哪个孵化器', 'Which incubator'),
    belongs: isKind(['ai-incubator']),
  },
  {
    name: 'subjectId',
    kind: 'name-as-id',
    optional: true,
    label: text('获认定的产品或项目', 'Recognised product or project'),
    hint: text('同一产品获多项认定的，请填相同名称', 'the same name where one product was recognised twice'),
    belongs: isNot(['ai-incubator']),
    matters: isKind(SUBJECT_KINDS),
  },
  {
    name: 'certificateNumber',
    kind: 'text',
    optional: true,
    label: text('证书或文件编号', 'Certificate number'),
    hint: text('自测时可不填', 'not needed for the self-check'),
  },
];
