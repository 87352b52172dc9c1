import { type Expenditure, expenditureItem, type Fen, type Project } from '@twelve/dossier';
import { type Facts, type Finding, type LineDraft, MET, UNMET, unknown } from '../kernel/index.ts';
import { isInPeriod } from './gates.ts';

/** Expenditures that served certain projects: how measures 1, 2 and 4 find what they pay for. */
export interface Spending {
  readonly project: (project: Project, facts: Facts) => boolean;
  readonly expenditure: (expenditure: Expenditure, facts: Facts) => boolean;
}

/** The expenditures of the projects, found once a dossier; undefined while either list is unknown. */
export function spent(facts: Facts, spending: Spending): readonly Expenditure[] | undefined {
  const { projects, expenditures } = facts.dossier;
  if (projects === undefined || expenditures === undefined) return undefined;
  const known = facts.spent.get(spending);
  if (known !== undefined) return known;
  const ids = idsOf(projects, spending, facts);
  const found =
    ids.length === 0
      ? []
      : expenditures.filter((entry) => serves(entry, ids) && spending.expenditure(entry, facts));
  facts.spent.set(spending, found);
  return found;
}

/** Projects of one kind are few: their ids are compared one by one. */
function idsOf(projects: readonly Project[], spending: Spending, facts: Facts): readonly string[] {
  const ids: string[] = [];
  for (const project of projects) if (spending.project(project, facts)) ids.push(project.id);
  return ids;
}

function serves({ projectIds }: Expenditure, ids: readonly string[]): boolean {
  for (const id of projectIds) if (ids.includes(id)) return true;
  return false;
}

/**
 * Is there such spending? Unknown lists leave it open only as long as the known one holds something that could be
 * its other half: `enough` says whether expenditures whose projects are unknown could be.
 */
export function anySpending(
  facts: Facts,
  spending: Spending,
  enough: (candidates: readonly Expenditure[], facts: Facts) => boolean = ({ length }) => length > 0,
): Finding {
  const { projects, expenditures } = facts.dossier;
  if (expenditures === undefined) {
    if (projects === undefined) return unknown('expenditures', 'projects');
    return projects.some((project) => spending.project(project, facts)) ? unknown('expenditures') : UNMET;
  }
  if (projects !== undefined) return spent(facts, spending)?.length ? MET : UNMET;
  const candidates = expenditures.filter(
    (entry) => entry.projectIds.length > 0 && spending.expenditure(entry, facts),
  );
  return enough(candidates, facts) ? unknown('projects') : UNMET;
}

/**
 * Is there such a project? While the projects are unknown, there could be only if some expenditure of its kind served
 * one, or if the expenditures are unknown too.
 */
export function anyProject(facts: Facts, { project, expenditure }: Spending): Finding {
  const { projects, expenditures } = facts.dossier;
  if (projects !== undefined) return projects.some((entry) => project(entry, facts)) ? MET : UNMET;
  if (expenditures === undefined) return unknown('expenditures', 'projects');
  return expenditures.some((entry) => entry.projectIds.length > 0 && expenditure(entry, facts))
    ? unknown('projects')
    : UNMET;
}

export const factsOfProject = ({ dossier: { projects } }: Facts): readonly string[] =>
  projects === undefined ? ['expenditures', 'projects'] : ['projects'];

/** The expenditures of a kind, whatever they served; undefined while the list is unknown. */
export const spentOn = (
  facts: Facts,
  expenditure: Spending['expenditure'],
): readonly Expenditure[] | undefined =>
  facts.dossier.expenditures?.filter((entry) => expenditure(entry, facts));

/** Those of them that served one project. */
export const servedBy = (
  entries: readonly Expenditure[] | undefined,
  project: Project,
): readonly Expenditure[] | undefined => entries?.filter(({ projectIds }) => projectIds.includes(project.id));

export const paidInPeriod = ({ incurredOn }: Expenditure, { policy }: Facts): boolean =>
  isInPeriod(policy, incurredOn);

export const expenditureLine = ({ id, amount }: Expenditure, percent: number): LineDraft => ({
  item: expenditureItem(id),
  baseFen: amount,
  percent,
});

export const itemsOf = (expenditures: readonly Expenditure[]): readonly string[] =>
  expenditures.map(({ id }) => expenditureItem(id));

/** What a condition on such expenditures reads: where there are or are known none, the whole list. */
export const itemsOrList = (expenditures: readonly Expenditure[] = []): readonly string[] =>
  expenditures.length === 0 ? ['expenditures'] : itemsOf(expenditures);

export const sumFen = (entries: readonly { readonly amount: Fen }[]): Fen => {
  let sum = 0;
  for (const { amount } of entries) sum += amount;
  return sum;
};
