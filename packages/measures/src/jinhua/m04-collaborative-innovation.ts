import { type Expenditure, expenditureItem, type Recognition, recognitionItem, share } from '@twelve/dossier';
import {
  clause,
  either,
  type Facts,
  holds,
  type LineDraft,
  lump,
  MET,
  type Measure,
  type Scope,
  UNMET,
  unknown,
} from '../kernel/index.ts';
import { gateInterpretations, gates, inPeriod, isEnterprise, widenedInterpretations } from './gates.ts';
import { i2a, i2c, i4a, i4b, iXb, iXd, iXe } from './interpretations.ts';
import {
  couldReachFloor,
  isOwnResearch,
  reachesFloor,
  researchPercent,
  researchYears,
} from './own-research.ts';
import { m02, m04 } from './parameters.ts';
import { grouped, recognitionScope, type YearScope } from './scopes.ts';
import { anySpending, itemsOf, type Spending } from './spending.ts';

/** Art. 4 cl. 1: a national task led with a project that qualifies under 2.1 (I-4a). */
const nationalTask: Spending = {
  project: (project, facts) => isOwnResearch(project, facts) && project.leadsNationalTask,
  expenditure: () => true,
};

/** A task's year: the entries are the enterprise's whole R&D spending of the year, `own` those of the task. */
type TaskScope = YearScope<Expenditure> & { readonly own: readonly Expenditure[] };

/** Every task with every year of its spending. What serves several tasks counts once, for the smallest id. */
function taskScopes(facts: Facts): readonly TaskScope[] {
  const tasks = (facts.dossier.projects ?? [])
    .filter((project) => nationalTask.project(project, facts))
    .map(({ id }) => id)
    .sort();
  const taskOf = ({ projectIds }: Expenditure) => tasks.find((id) => projectIds.includes(id));
  return researchYears(facts).flatMap((scope) =>
    grouped(scope.entries, taskOf).map(({ group: task, entries: own }) => ({
      ...scope,
      key: `${task}/${scope.year}`,
      own,
    })),
  );
}

/** What the item brought in before is deducted under 2.1 first; only the rest is left to deduct here. */
function stackedLine(facts: Facts, entry: Expenditure): LineDraft {
  const item = expenditureItem(entry.id);
  const underResearch = share(entry.amount, researchPercent(facts, entry));
  return {
    item,
    baseFen: entry.amount,
    percent: facts.policy.valueOf(m04.percent, entry.incurredOn),
    receivedFen: Math.max(0, facts.receipts.of(item) - underResearch),
  };
}

const openCompetition = clause<TaskScope>({
  id: '4.1',
  source: 'Art. 4 cl. 1',
  title: { zh: '国家“揭榜挂帅”任务叠加补助', en: 'National open-competition task, on top of 2.1' },
  pays: {
    zh: '在第2条15%的基础上再按实际研发费用的10%',
    en: '10% of actual R&D spend on top of the 15% of 2.1',
  },
  amountKind: 'fixed',
  interpretations: [...widenedInterpretations, i2a, i2c, i4a, iXb, iXd, iXe],
  parameters: [m04.percent, m02.floorFen, m02.percent],
  reads: ['projects', 'expenditures'],
  gates: gates.widenedEnterprise,
  subject: {
    id: '4.1-task',
    source: 'Art. 4 cl. 1',
    text: {
      zh: '以符合第2条第1款的项目牵头承担国家人工智能创新任务，并有研发支出',
      en: 'leads a national AI innovation task with a project that qualifies under 2.1, and has spent on it',
    },
    facts: ['projects', 'expenditures'],
    test: (facts) => anySpending(facts, nationalTask, couldReachFloor),
  },
  scopes: taskScopes,
  conditions: [
    inPeriod('4.1-period', ({ own }) => itemsOf(own)),
    {
      id: '4.1-floor',
      source: 'Art. 2 cl. 1',
      text: {
        zh: '该年度企业研发投入合计达到第2条第1款的门槛',
        en: "the enterprise's R&D spend of the year reaches the floor of 2.1",
      },
      facts: ({ entries }) => itemsOf(entries),
      test: reachesFloor,
    },
  ],
  lines: (facts, { own }) => own.map((entry) => stackedLine(facts, entry)),
});

const NATIONAL_PLATFORMS = [
  'national-key-laboratory',
  'national-engineering-technology-research-centre',
  'national-engineering-research-centre',
  'national-enterprise-technology-centre',
];

type PlatformScope = Scope & { readonly recognition: Recognition };

/** Art. 4 cl. 2: the four kinds that it names, no others (I-4b). */
const isNationalPlatform = ({ kind }: Recognition): boolean => NATIONAL_PLATFORMS.includes(kind);

const nationalPlatform = clause<PlatformScope>({
  id: '4.2',
  source: 'Art. 4 cl. 2',
  title: { zh: '国家级创新平台奖励', en: 'National innovation platform' },
  pays: { zh: '每个平台1000万元', en: '10 million yuan each' },
  amountKind: 'fixed',
  once: true,
  interpretations: [...gateInterpretations, i4b],
  parameters: [m04.platformFen],
  reads: ['applicant/legalPersonType', 'applicant/organisationKind', 'recognitions'],
  gates: gates.any,
  applicant: [
    {
      id: '4.2-builder',
      source: 'Art. 4 cl. 2',
      text: {
        zh: '建设方为企业、高校或科研院所',
        en: 'built by an enterprise, university or research institute',
      },
      facts: ['applicant/legalPersonType', 'applicant/organisationKind'],
      test: (facts) =>
        either(
          isEnterprise(facts),
          holds('applicant/organisationKind', facts.applicant.organisationKind, (kind) =>
            ['university', 'research-institute'].includes(kind),
          ),
        ),
    },
  ],
  subject: {
    id: '4.2-platform',
    source: 'Art. 4 cl. 2',
    text: {
      zh: '在人工智能方向建有国家重点实验室、国家工程技术研究中心、国家工程研究中心或国家级企业技术中心',
      en: 'builds a national key laboratory, engineering (technology) research centre or enterprise technology centre in AI',
    },
    facts: ['recognitions'],
    test: ({ dossier: { recognitions } }) => {
      if (recognitions === undefined) return unknown('recognitions');
      return recognitions.some(isNationalPlatform) ? MET : UNMET;
    },
  },
  scopes: ({ dossier }) => (dossier.recognitions ?? []).filter(isNationalPlatform).map(recognitionScope),
  recognition: ({ recognition }) => recognitionItem(recognition.id),
  conditions: [inPeriod('4.2-period', ({ recognition }) => [recognitionItem(recognition.id)])],
  lines: ({ policy }, { recognition, on }) => [
    lump(recognitionItem(recognition.id), policy.valueOf(m04.platformFen, on)),
  ],
});

/** Art. 4: innovation together. */
export const collaborativeInnovation: Measure = {
  number: 4,
  slug: 'm04-collaborative-innovation',
  title: { zh: '支持人工智能产业协同创新', en: 'Collaborative innovation' },
  clauses: [openCompetition, nationalPlatform],
  information: [],
};
