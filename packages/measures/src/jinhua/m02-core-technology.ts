import type { Expenditure } from '@twelve/dossier';
import { clause, type Facts, holds, type Measure, type Scope } from '../kernel/index.ts';
import { gates, inPeriod, widenedInterpretations } from './gates.ts';
import { i2a, i2b, i2c, iXb, iXd, iXe } from './interpretations.ts';
import { reachesFloor, research, researchPercent, researchYears } from './own-research.ts';
import { m02 } from './parameters.ts';
import type { YearScope } from './scopes.ts';
import {
  anyProject,
  anySpending,
  expenditureLine,
  factsOfProject,
  itemsOf,
  itemsOrList,
  paidInPeriod,
  type Spending,
  servedBy,
  spentOn,
} from './spending.ts';

const ownResearch = clause<YearScope<Expenditure>>({
  id: '2.1',
  source: 'Art. 2 cl. 1',
  title: { zh: '企业自主研发项目补助', en: 'Own R&D on core technologies' },
  pays: {
    zh: '年研发投入100万元以上的，按实际投入的15%',
    en: "15% of a year's R&D spend of 1 million yuan or more",
  },
  amountKind: 'fixed',
  interpretations: [...widenedInterpretations, i2a, i2c, iXb, iXd, iXe],
  parameters: [m02.floorFen, m02.percent],
  reads: ['projects', 'expenditures'],
  gates: gates.widenedEnterprise,
  subject: {
    id: '2.1-project',
    source: 'Art. 2 cl. 1',
    text: ({ policy }) =>
      policy.choiceOf(i2c, policy.to) === 'any'
        ? {
            zh: '有自主研发、专账管理的项目，并有研发支出',
            en: 'has spent on a self-developed project, kept on separate accounts',
          }
        : {
            zh: '有围绕核心技术自主研发、专账管理的项目，并有研发支出',
            en: 'has spent on a self-developed project on a core technology, kept on separate accounts',
          },
    facts: ['projects', 'expenditures'],
    test: (facts) => anySpending(facts, research),
  },
  scopes: researchYears,
  conditions: [
    inPeriod('2.1-period', ({ entries }) => itemsOf(entries)),
    {
      id: '2.1-floor',
      source: 'Art. 2 cl. 1',
      text: {
        zh: '该年度各项目研发投入合计达到门槛（含本数）',
        en: "the year's R&D spend over all projects reaches the floor (the floor itself qualifies)",
      },
      facts: ({ entries }) => itemsOf(entries),
      test: reachesFloor,
    },
  ],
  lines: (facts, { entries }) =>
    facts.dossier.projects === undefined
      ? undefined
      : entries.map((expenditure) => expenditureLine(expenditure, researchPercent(facts, expenditure))),
});

/** A platform with the equipment bought for it; undefined while the expenditures are unknown. */
type PlatformScope = Scope & { readonly equipment: readonly Expenditure[] | undefined };

/** Art. 2 cl. 2: equipment newly purchased in the policy period; hardware only (I-2b). */
const platforms: Spending = {
  project: ({ kind }) => kind === 'rd-platform',
  expenditure: (entry, facts) =>
    entry.newlyPurchased === true &&
    (entry.nature === 'hardware' ||
      (entry.nature === 'software' && facts.policy.choiceOf(i2b, entry.incurredOn) === 'with-software')) &&
    paidInPeriod(entry, facts),
};

function platformScopes(facts: Facts): readonly PlatformScope[] {
  const equipment = spentOn(facts, platforms.expenditure);
  return (facts.dossier.projects ?? [])
    .filter((project) => platforms.project(project, facts))
    .map((project) => ({
      key: project.id,
      on: facts.policy.to,
      year: null,
      equipment: servedBy(equipment, project),
    }));
}

const researchPlatform = clause<PlatformScope>({
  id: '2.2',
  source: 'Art. 2 cl. 2',
  title: { zh: '共性技术研发平台补助', en: 'Common-technology R&D platform' },
  pays: {
    zh: '新购置研发设备总价的50%，单个平台最高3000万元',
    en: '50% of the price of new R&D equipment, up to 30 million yuan per platform',
  },
  amountKind: 'fixed',
  interpretations: [...widenedInterpretations, i2b, iXd, iXe],
  parameters: [m02.equipmentPercent, m02.platformLimitFen],
  reads: ['projects', 'expenditures'],
  gates: gates.widened,
  subject: {
    id: '2.2-platform',
    source: 'Art. 2 cl. 2',
    text: { zh: '建设人工智能共性技术研发平台', en: 'builds an R&D platform for common AI technologies' },
    facts: (_, facts) => factsOfProject(facts),
    test: (facts) => anyProject(facts, platforms),
  },
  scopes: platformScopes,
  conditions: [
    {
      id: '2.2-equipment',
      source: 'Art. 2 cl. 2',
      text: ({ policy }) =>
        policy.choiceOf(i2b, policy.to) === 'with-software'
          ? {
              zh: '在政策有效期内为该平台新购置研发设备（硬件或软件）',
              en: 'equipment (hardware or software) was newly purchased for the platform in the policy period',
            }
          : {
              zh: '在政策有效期内为该平台新购置研发设备（硬件）',
              en: 'equipment (hardware) was newly purchased for the platform in the policy period',
            },
      facts: ({ equipment }) => itemsOrList(equipment),
      test: (_, { equipment }) => holds('expenditures', equipment, (list) => list.length > 0),
    },
  ],
  lines: ({ policy }, { equipment }) =>
    equipment?.map((entry) => expenditureLine(entry, policy.valueOf(m02.equipmentPercent, entry.incurredOn))),
  limitFen: ({ policy }, { on }) => policy.valueOf(m02.platformLimitFen, on),
  ceilingFen: (policy) => policy.valueOf(m02.platformLimitFen, policy.to),
});

/** Art. 2: research on core technologies. */
export const coreTechnology: Measure = {
  number: 2,
  slug: 'm02-core-technology',
  title: { zh: '加快人工智能核心技术研发', en: 'R&D on core AI technologies' },
  clauses: [ownResearch, researchPlatform],
  information: [],
};
