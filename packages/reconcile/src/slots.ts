import type { ClauseId, Dossier, Fen } from '@twelve/dossier';
import {
  type ClauseDecision,
  type DecidedLine,
  limitTakenBy,
  type MeasureDecision,
  type PolicyPack,
  topUp,
} from '@twelve/measures';
import type { AwardStatus, Reason } from './types.ts';

/** A line on its way to an award: what it can still pay, and what it takes up of its limit. In fen. */
export interface OpenLine {
  readonly line: DecidedLine;
  readonly paysFen: Fen;
  readonly takesFen: Fen;
}

/**
 * An award in the making: one eligible clause in one scope. The steps of the resolution hand slots on, each with
 * fewer lines or a verdict; none changes a slot in place.
 */
export interface Slot {
  readonly id: string;
  readonly decision: ClauseDecision & { readonly scope: string };
  /** All that the clause found. */
  readonly found: readonly DecidedLine[];
  /** What can still be taken. */
  readonly open: readonly OpenLine[];
  readonly reasons: readonly Reason[];
  /** Set once a rule has settled the slot before the choice of X1. */
  readonly verdict?: Exclude<AwardStatus, 'granted' | 'reduced'>;
  readonly quota?: { readonly year: number; readonly places: number };
}

/** The eligible clauses, in the order of the policy and by scope: the order of the lists does not matter. */
export function slotsOf(pack: PolicyPack, decisions: readonly MeasureDecision[]): readonly Slot[] {
  const place = placesOf(pack);
  return decisions
    .flatMap(({ clauses }) => clauses)
    .filter(isEligible)
    .map(slot)
    .sort(
      (a, b) =>
        (place.get(a.decision.clause) ?? 0) - (place.get(b.decision.clause) ?? 0) ||
        byCodeUnit(a.decision.scope, b.decision.scope),
    );
}

const isEligible = (decision: ClauseDecision): decision is Slot['decision'] =>
  decision.outcome === 'eligible' && decision.scope !== null;

/** The place of each clause in its pack, found once a pack. */
const placesByPack = new WeakMap<PolicyPack, ReadonlyMap<ClauseId, number>>();

function placesOf(pack: PolicyPack): ReadonlyMap<ClauseId, number> {
  const known = placesByPack.get(pack);
  if (known !== undefined) return known;
  const clauses = pack.measures.flatMap(({ clauses }) => clauses);
  const places = new Map<ClauseId, number>(clauses.map(({ id }, index) => [id, index]));
  placesByPack.set(pack, places);
  return places;
}

function slot(decision: Slot['decision']): Slot {
  const found = [...decision.lines].sort((a, b) => byCodeUnit(a.item, b.item));
  return {
    id: awardId(decision.clause, decision.scope),
    decision,
    found,
    open: found.map((line) => ({ line, paysFen: topUp(line), takesFen: limitTakenBy(line) })),
    reasons: [],
  };
}

/** The slot with a verdict: nothing of it can be taken. */
export const closed = (
  slot: Slot,
  verdict: NonNullable<Slot['verdict']>,
  reason: Omit<Reason, 'items'>,
): Slot => ({
  ...slot,
  verdict,
  open: [],
  reasons: [...slot.reasons, { ...reason, items: itemsOf(slot.open) }],
});

export const itemsOf = (lines: readonly OpenLine[]): readonly string[] => lines.map(({ line }) => line.item);

export const awardId = (clause: ClauseId, scope: string): string => `${clause}/${scope}`;

export const byCodeUnit = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/**
 * Earlier awards in order, each with its id, and its year: its own, or else that of the same scope in the dossier.
 */
export function priorAwardsOf(dossier: Dossier, decisions: readonly MeasureDecision[]) {
  if (dossier.priorAwards === undefined || dossier.priorAwards.length === 0) return [];
  const years = new Map(
    decisions
      .flatMap(({ clauses }) => clauses)
      .flatMap(({ clause, scope, year }) =>
        scope === null ? [] : [[awardId(clause, scope), year] as const],
      ),
  );
  return dossier.priorAwards
    .map((award) => {
      const id = awardId(award.clause, award.scope);
      return { ...award, id, eventYear: award.year ?? years.get(id) ?? null };
    })
    .sort((a, b) => byCodeUnit(a.id, b.id));
}

export type EarlierAward = ReturnType<typeof priorAwardsOf>[number];
