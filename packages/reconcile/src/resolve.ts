import type { Dossier } from '@twelve/dossier';
import type { MeasureDecision, PolicyPack } from '@twelve/measures';
import { awardsOf } from './awards.ts';
import { choose, STEPS_PER_DOSSIER } from './choose.ts';
import { problemOf } from './problem.ts';
import { settleBeforeChoice } from './rules.ts';
import { priorAwardsOf, slotsOf } from './slots.ts';
import type { Resolution, ResolvedAward, Standings, Total } from './types.ts';

/**
 * What the applicant may have together: X1 to X9 over the decisions of all measures.
 *
 * @param dossier the facts that the decisions were made on; only its earlier and other awards are read here
 * @param standings what a case knows of documents and places; left out, places are given within the dossier alone
 * @param steps the budget of work (see `choose`)
 * @returns plain JSON without texts; amounts in fen
 */
export function resolve(
  pack: PolicyPack,
  dossier: Dossier,
  decisions: readonly MeasureDecision[],
  standings?: Standings,
  steps: number = STEPS_PER_DOSSIER,
): Resolution {
  const earlier = priorAwardsOf(dossier, decisions);
  const slots = settleBeforeChoice(pack, slotsOf(pack, decisions), earlier, standings);
  const chosen = choose(problemOf(pack, slots), steps);
  const awards = awardsOf(pack, dossier, slots, chosen);
  return { total: totalOf(awards), awards, resolution: { proven: chosen.proven, gapFen: chosen.gapFen } };
}

function totalOf(awards: readonly ResolvedAward[]): Total {
  const sum = (kind: ResolvedAward['amountKind']) =>
    awards.filter(({ amountKind }) => amountKind === kind).reduce((total, { amount }) => total + amount, 0);
  return { fixed: sum('fixed'), ceiling: sum('ceiling') };
}
