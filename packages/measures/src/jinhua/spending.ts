import { type Expenditure, expenditureItem, type Project } from '@twelve/dossier';
import { type Facts, type Finding, type LineDraft, MET, serves, UNMET, unknown } from '../kernel/index.ts';
import { isInPeriod } from './gates.ts';

/** Expenditures that served certain projects: how measures 1, 2 and 4 find what they pay for. */
export interface Spending {
  readonly project: (project: Project) => boolean;
  readonly expenditure: (expenditure: Expenditure) => boolean;
}

/** The expenditures of the projects; undefined while either list is unknown. */
export const spent = (
  facts: Facts,
  { project, expenditure }: Spending,
): readonly Expenditure[] | undefined =>
  facts.dossier.projects === undefined
    ? undefined
    : facts.dossier.expenditures?.filter((entry) => expenditure(entry) && serves(facts, entry, project));

/**
 * Is there such spending? Unknown lists leave it open only as long as the known one holds something that could be
 * its other half: `enough` says whether expenditures whose projects are unknown could be.
 */
export function anySpending(
  facts: Facts,
  { project, expenditure }: Spending,
  enough: (candidates: readonly Expenditure[]) => boolean = (candidates) => candidates.length > 0,
): Finding {
  const { projects, expenditures } = facts.dossier;
  if (projects !== undefined && !projects.some(project)) return UNMET;
  if (expenditures === undefined) {
    return unknown('expenditures', ...(projects === undefined ? ['projects'] : []));
  }
  if (projects !== undefined) return spent(facts, { project, expenditure })?.length ? MET : UNMET;
  const candidates = expenditures.filter((entry) => expenditure(entry) && entry.projectIds.length > 0);
  return enough(candidates) ? unknown('projects') : UNMET;
}

/**
 * Is there such a project? While the projects are unknown, there could be only if some expenditure of its kind served
 * one, or if the expenditures are unknown too.
 */
export function anyProject(
  { dossier: { projects, expenditures } }: Facts,
  project: (project: Project) => boolean,
  expenditure: (expenditure: Expenditure) => boolean,
): Finding {
  if (projects !== undefined) return projects.some(project) ? MET : UNMET;
  if (expenditures === undefined) return unknown('expenditures', 'projects');
  return expenditures.some((entry) => expenditure(entry) && entry.projectIds.length > 0)
    ? unknown('projects')
    : UNMET;
}

export const paidInPeriod =
  (facts: Facts) =>
  ({ incurredOn }: Expenditure): boolean =>
    isInPeriod(facts.policy, incurredOn);

export const expenditureLine = ({ id, amount }: Expenditure, percent: number): LineDraft => ({
  item: expenditureItem(id),
  baseFen: amount,
  percent,
});

export const itemsOf = (expenditures: readonly Expenditure[]): readonly string[] =>
  expenditures.map(({ id }) => expenditureItem(id));

export const sumFen = (expenditures: readonly Expenditure[]): number =>
  expenditures.reduce((sum, { amount }) => sum + amount, 0);
