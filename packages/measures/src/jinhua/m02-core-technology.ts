import { type Expenditure, type Project, type ResearchProject, yearOf } from '@twelve/dossier';
import {
  atLeast,
  clause,
  type Facts,
  type Finding,
  MET,
  type Measure,
  type Scope,
  UNMET,
  unknown,
  unknownFigure,
} from '../kernel/index.ts';
import { gates, inPeriod, isInPeriod, widenedInterpretations } from './gates.ts';
import { i2a, i2b, i2c, iXb, iXd, iXe } from './interpretations.ts';
import { m02 } from './parameters.ts';
import { yearScope, yearsOf } from './scopes.ts';
import {
  anyProject,
  anySpending,
  expenditureLine,
  itemsOf,
  paidInPeriod,
  type Spending,
  spent,
  sumFen,
} from './spending.ts';

/** Art. 2 cl. 1: self-developed, on separate accounts, on a named core technology (I-2c). */
export const isOwnResearch =
  ({ policy }: Facts) =>
  (project: Project): project is ResearchProject =>
    project.kind === 'rd-project' &&
    project.selfDeveloped &&
    project.separateAccounts &&
    (project.coreTechnology !== 'none' || policy.choiceOf(i2c, policy.to) === 'any');

const research = (facts: Facts): Spending => ({ project: isOwnResearch(facts), expenditure: () => true });

/** All R&D spending. While the projects are unknown: what could be, because it served some project. */
const researchSpending = (facts: Facts): readonly Expenditure[] =>
  spent(facts, research(facts)) ??
  (facts.dossier.expenditures ?? []).filter(({ projectIds }) => projectIds.length > 0);

/** The R&D spending of one calendar year, over all qualifying projects of the enterprise (I-2a). */
export const researchOf = (facts: Facts, year: number): readonly Expenditure[] =>
  researchSpending(facts).filter(({ incurredOn }) => yearOf(incurredOn) === year);

/** Art. 2 cl. 1, "以上": a year's spending at the floor itself qualifies. */
export function reachesFloor(facts: Facts, { year, on }: YearScope): Finding {
  const floorFen = facts.policy.valueOf(m02.floorFen, on);
  const found = atLeast(sumFen(researchOf(facts, year)), floorFen);
  return found.outcome === 'met' && facts.projects === undefined
    ? unknownFigure(floorFen, 'fen', 'projects')
    : found;
}

/** While projects are unknown: could any year's spending still reach the floor? */
export const couldReachFloor = (facts: Facts) => (candidates: readonly Expenditure[]) =>
  yearsOf(candidates.map(({ incurredOn }) => yearOf(incurredOn))).some((year) => {
    const { on } = yearScope(year);
    const spentFen = sumFen(candidates.filter(({ incurredOn }) => yearOf(incurredOn) === year));
    return isInPeriod(facts.policy, on) && spentFen >= facts.policy.valueOf(m02.floorFen, on);
  });

export type YearScope = Scope & { readonly year: number };

/** Art. 2 cl. 1 pays this share of what was spent on the day. */
export const researchPercent = (facts: Facts, { incurredOn }: Expenditure): number =>
  facts.policy.valueOf(m02.percent, incurredOn);

const ownResearch = clause<YearScope>({
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
  applicant: gates.widenedEnterprise,
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
    test: (facts) => anySpending(facts, research(facts)),
  },
  scopes: (facts) =>
    yearsOf(researchSpending(facts).map(({ incurredOn }) => yearOf(incurredOn))).map(yearScope),
  conditions: [
    inPeriod('2.1-period', ({ year }, facts) => itemsOf(researchOf(facts, year))),
    {
      id: '2.1-floor',
      source: 'Art. 2 cl. 1',
      text: {
        zh: '该年度各项目研发投入合计达到门槛（含本数）',
        en: "the year's R&D spend over all projects reaches the floor (the floor itself qualifies)",
      },
      facts: ({ year }, facts) => itemsOf(researchOf(facts, year)),
      test: reachesFloor,
    },
  ],
  lines: (facts, { year }) =>
    facts.projects === undefined
      ? undefined
      : researchOf(facts, year).map((expenditure) =>
          expenditureLine(expenditure, researchPercent(facts, expenditure)),
        ),
});

type PlatformScope = Scope & { readonly project: Project };

/** Art. 2 cl. 2: equipment newly purchased in the policy period; hardware only (I-2b). */
const isEquipment =
  (facts: Facts) =>
  (entry: Expenditure): boolean =>
    entry.newlyPurchased === true &&
    (entry.nature === 'hardware' ||
      (entry.nature === 'software' && facts.policy.choiceOf(i2b, entry.incurredOn) === 'with-software')) &&
    paidInPeriod(facts)(entry);

const equipment = (facts: Facts, { project }: PlatformScope): readonly Expenditure[] =>
  (facts.dossier.expenditures ?? []).filter(
    (entry) => isEquipment(facts)(entry) && entry.projectIds.includes(project.id),
  );

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
  applicant: gates.widened,
  subject: {
    id: '2.2-platform',
    source: 'Art. 2 cl. 2',
    text: { zh: '建设人工智能共性技术研发平台', en: 'builds an R&D platform for common AI technologies' },
    facts: ['projects'],
    test: (facts) => anyProject(facts, ({ kind }) => kind === 'rd-platform', isEquipment(facts)),
  },
  scopes: ({ dossier, policy }) =>
    (dossier.projects ?? [])
      .filter(({ kind }) => kind === 'rd-platform')
      .map((project) => ({ key: project.id, on: policy.to, year: null, project })),
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
      facts: (scope, facts) => itemsOf(equipment(facts, scope)),
      test: (facts, scope) => {
        if (facts.dossier.expenditures === undefined) return unknown('expenditures');
        return equipment(facts, scope).length > 0 ? MET : UNMET;
      },
    },
  ],
  lines: (facts, scope) =>
    facts.dossier.expenditures === undefined
      ? undefined
      : equipment(facts, scope).map((entry) =>
          expenditureLine(entry, facts.policy.valueOf(m02.equipmentPercent, entry.incurredOn)),
        ),
  limitFen: ({ policy }, { on }) => policy.valueOf(m02.platformLimitFen, on),
  ceilingFen: ({ policy }) => policy.valueOf(m02.platformLimitFen, policy.to),
});

/** Art. 2: research on core technologies. */
export const coreTechnology: Measure = {
  number: 2,
  slug: 'm02-core-technology',
  title: { zh: '加快人工智能核心技术研发', en: 'R&D on core AI technologies' },
  clauses: [ownResearch, researchPlatform],
  information: [],
};
