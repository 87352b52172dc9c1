import { type AiModel, type Expenditure, type Project, yearOf } from '@twelve/dossier';
import { atLeast, clause, type Facts, holds, MET, type Measure, type Scope, UNMET } from '../kernel/index.ts';
import { gateInterpretations, gates, inPeriod } from './gates.ts';
import { i3a, i3b, i3c, iXd, iXe } from './interpretations.ts';
import { m03 } from './parameters.ts';
import {
  anyProject,
  expenditureLine,
  factsOfProject,
  itemsOrList,
  paidInPeriod,
  type Spending,
  servedBy,
  spentOn,
} from './spending.ts';

/** A model with its compute cost; undefined while the expenditures are unknown. */
type ModelScope = Scope & {
  readonly model: AiModel;
  readonly year: number;
  readonly compute: readonly Expenditure[] | undefined;
};

const isModel = (project: Project): project is AiModel => project.kind === 'ai-model';

/** Compute cost that was invoiced in the policy period. */
const models: Spending = {
  project: isModel,
  expenditure: (entry, facts) => entry.nature === 'compute' && paidInPeriod(entry, facts),
};

function modelScopes(facts: Facts): readonly ModelScope[] {
  const compute = spentOn(facts, models.expenditure);
  return (facts.dossier.projects ?? []).filter(isModel).map((model) => ({
    key: model.id,
    on: model.completedOn,
    year: yearOf(model.completedOn),
    model,
    compute: servedBy(compute, model),
  }));
}

const project = ({ model }: ModelScope) => [`projects/${model.id}`];

const largeModelClause = clause<ModelScope>({
  id: '3.1',
  source: 'Art. 3',
  title: { zh: '原创AI大模型算力补助', en: 'Compute cost of an original large model' },
  pays: {
    zh: '算力成本的50%，单个模型最高2000万元，全市每年不超过2个',
    en: '50% of compute cost, up to 20 million yuan a model; two models a year in the whole city',
  },
  amountKind: 'fixed',
  interpretations: [...gateInterpretations, i3a, i3b, i3c, iXd, iXe],
  parameters: [m03.percent, m03.limitFen, m03.parameters, m03.scenarios, m03.placesAYear],
  reads: ['applicant/organisationKind', 'projects', 'expenditures'],
  gates: gates.any,
  applicant: [
    {
      id: '3.1-builder',
      source: 'Art. 3',
      text: {
        zh: '建设方为高校、科研机构或龙头企业',
        en: 'a university, research institute or leading enterprise',
      },
      facts: ['applicant/organisationKind'],
      test: ({ applicant }) =>
        holds('applicant/organisationKind', applicant.organisationKind, (kind) =>
          ['university', 'research-institute', 'leading-enterprise'].includes(kind),
        ),
    },
  ],
  subject: {
    id: '3.1-model',
    source: 'Art. 3',
    text: { zh: '建设AI大模型', en: 'builds a large AI model' },
    facts: (_, facts) => factsOfProject(facts),
    test: (facts) => anyProject(facts, models),
  },
  scopes: modelScopes,
  conditions: [
    inPeriod('3.1-completed', project, { zh: '模型建成', en: 'the model was completed' }),
    {
      id: '3.1-original',
      source: 'Art. 3',
      text: { zh: '为原创模型', en: 'the model is original' },
      facts: project,
      test: (_, { model }) => (model.original ? MET : UNMET),
    },
    {
      id: '3.1-compute-centre',
      source: 'Art. 3',
      text: { zh: '联合算力中心建设', en: 'it is built together with a compute centre' },
      facts: project,
      test: (_, { model }) => (model.withComputeCentre ? MET : UNMET),
    },
    {
      id: '3.1-parameters',
      source: 'Art. 3',
      text: { zh: '模型参数量不低于下限', en: 'the number of parameters reaches the bound' },
      facts: project,
      test: ({ policy }, { model, on }) =>
        atLeast(model.parameterCount, policy.valueOf(m03.parameters, on), 'count'),
    },
    {
      id: '3.1-scenarios',
      source: 'Art. 3',
      text: {
        zh: '主导产业典型应用场景数不少于下限',
        en: 'the number of typical scenarios in leading industries reaches the bound',
      },
      facts: project,
      test: ({ policy }, { model, on }) =>
        atLeast(model.scenarioCount, policy.valueOf(m03.scenarios, on), 'count'),
    },
    {
      id: '3.1-compute-cost',
      source: 'Art. 3',
      text: {
        zh: '政策有效期内有该模型的算力支出',
        en: 'compute cost of the model was invoiced in the policy period',
      },
      facts: ({ compute }) => itemsOrList(compute),
      test: (_, { compute }) => holds('expenditures', compute, (list) => list.length > 0),
    },
  ],
  lines: ({ policy }, { compute }) =>
    compute?.map((entry) => expenditureLine(entry, policy.valueOf(m03.percent, entry.incurredOn))),
  limitFen: ({ policy }, { on }) => policy.valueOf(m03.limitFen, on),
  ceilingFen: (policy) => policy.valueOf(m03.limitFen, policy.to),
  quotaYear: ({ year }) => year,
});

/** Art. 3: original large models. */
export const largeModel: Measure = {
  number: 3,
  slug: 'm03-large-model',
  title: { zh: '加快AI大模型建设', en: 'Large AI models' },
  clauses: [largeModelClause],
  information: [],
};
