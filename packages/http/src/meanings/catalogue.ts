import { catalogueRoutes } from '../routes/public.ts';
import { interpretationEntry, measureEntry } from '../schemas/catalogue.ts';
import { type Meaning, meaning, say } from './meaning.ts';

const clause = measureEntry.entries.clauses.item;
const policyVersion = say('政策版本', 'Version of the policy');

/** What the catalogue shows of the policy. */
export const catalogueMeanings: readonly Meaning[] = [
  meaning(catalogueRoutes.routes.health.answers[200].body.schema, {
    status: say('运行状态', 'That it is up'),
    policyVersion,
  }),
  meaning(catalogueRoutes.routes.measures.answers[200].body.schema, {
    policyVersion,
    items: say('十二项措施', 'The twelve measures'),
    interpretations: say(
      '全部解释，含各条款共同依据的',
      'All interpretations, those across the clauses included',
    ),
  }),
  meaning(measureEntry, {
    measure: say('措施序号', 'Number of the measure'),
    slug: say('代号', 'Its short name'),
    policyVersion,
    title: say('名称', 'Its title'),
    clauses: say('条款', 'Its clauses'),
    information: say('不涉及计算的内容', 'What it holds besides, of which nothing is computed'),
  }),
  meaning(clause, {
    clause: say('条款', 'The clause'),
    source: say('依据', 'The article'),
    title: say('名称', 'Its title'),
    pays: say('奖补内容', 'What it pays'),
    amountKind: say('金额性质', 'What kind of amount it pays'),
    once: say('是否只能享受一次', 'Whether it is had once only'),
    parameters: say('数值', 'Its figures'),
    interpretations: say('所依据的解释', 'The interpretations that it rests on'),
    facts: say('所读事实', 'The facts that it reads'),
  }),
  meaning(clause.entries.parameters.item, {
    id: say('编号', 'Its id'),
    unit: say('单位', 'Unit of the value'),
    text: say('含义', 'What it is'),
    value: say('数值', 'The value'),
    from: say('生效日期', 'The day from which it holds'),
    source: say('依据', 'Where it is taken from'),
  }),
  meaning(interpretationEntry, {
    id: say('编号', 'Its id'),
    question: say('问题', 'The open point'),
    reading: say('采用的解释', 'How it is read'),
  }),
];
