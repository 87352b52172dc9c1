import { type Expenditure, type Project, type ResearchProject, yearOf } from '@twelve/dossier';
import { atLeast, type Facts, type Finding, unknownFigure } from '../kernel/index.ts';
import { isInPeriod } from './gates.ts';
import { i2c } from './interpretations.ts';
import { m02 } from './parameters.ts';
import { type YearScope, yearScopes } from './scopes.ts';
import { type Spending, spent, sumFen } from './spending.ts';

/*
 * What counts as R&D under Art. 2 cl. 1. It pays for it under 2.1, and Art. 4 cl. 1 pays on top.
 */

/** Art. 2 cl. 1: self-developed, on separate accounts, on a named core technology (I-2c). */
export const isOwnResearch = (project: Project, { policy }: Facts): project is ResearchProject =>
  project.kind === 'rd-project' &&
  project.selfDeveloped &&
  project.separateAccounts &&
  (project.coreTechnology !== 'none' || policy.choiceOf(i2c, policy.to) === 'any');

export const research: Spending = { project: isOwnResearch, expenditure: () => true };

/** All R&D spending. While the projects are unknown: what could be, because it served some project. */
const researchSpending = (facts: Facts): readonly Expenditure[] =>
  spent(facts, research) ??
  (facts.dossier.expenditures ?? []).filter(({ projectIds }) => projectIds.length > 0);

const yearOfExpenditure = ({ incurredOn }: Expenditure): number => yearOf(incurredOn);

/** The R&D spending by calendar year, over all qualifying projects of the enterprise (I-2a). */
export const researchYears = (facts: Facts): readonly YearScope<Expenditure>[] =>
  yearScopes(researchSpending(facts), yearOfExpenditure);

/** Art. 2 cl. 1, "以上": a year's spending at the floor itself qualifies. */
export function reachesFloor(facts: Facts, { on, entries }: YearScope<Expenditure>): Finding {
  const floorFen = facts.policy.valueOf(m02.floorFen, on);
  const found = atLeast(sumFen(entries), floorFen);
  return found.outcome === 'met' && facts.dossier.projects === undefined
    ? unknownFigure(floorFen, 'fen', 'projects')
    : found;
}

/** While projects are unknown: could any year's spending still reach the floor? */
export const couldReachFloor = (candidates: readonly Expenditure[], { policy }: Facts): boolean =>
  yearScopes(candidates, yearOfExpenditure).some(
    ({ on, entries }) => isInPeriod(policy, on) && sumFen(entries) >= policy.valueOf(m02.floorFen, on),
  );

/** Art. 2 cl. 1 pays this share of what was spent on the day. */
export const researchPercent = (facts: Facts, { incurredOn }: Expenditure): number =>
  facts.policy.valueOf(m02.percent, incurredOn);
