import type { Fen } from '@twelve/dossier';
import type { PolicyPack } from '@twelve/measures';
import { bidFen } from './quota.ts';
import { byCodeUnit, closed, type EarlierAward, type OpenLine, type Slot } from './slots.ts';
import type { Standings } from './types.ts';

/**
 * What is settled before the choice under X1, in this order: rights used up (X7), one class for good (X3), the higher
 * of a year (X4), documents that others hold (X8), what the lower of a year was paid before (X4), places of the quota
 * (X6). Each takes slots and gives slots.
 */
export function settleBeforeChoice(
  pack: PolicyPack,
  slots: readonly Slot[],
  earlier: readonly EarlierAward[],
  standings: Standings | undefined,
): readonly Slot[] {
  const { constraints, crossRules } = pack;
  let settled = usedUpRights(slots, crossRules.received);
  for (const { clauses, rule } of constraints.exclusive) settled = oneClass(settled, clauses, rule, earlier);
  for (const pair of constraints.higherOfYear) settled = higherOfYear(settled, pair);
  settled = withoutContested(settled, standings?.contested ?? [], crossRules.contested);
  for (const pair of constraints.higherOfYear) settled = withoutRivals(settled, pair, earlier);
  for (const { clause, places, rule } of constraints.quotas) {
    const quota: Quota = { clause, rule, placesIn: (year) => pack.policy.valueOf(places, `${year}-12-31`) };
    settled =
      standings === undefined ? placesOf(settled, quota, earlier) : givenPlaces(settled, quota, standings);
  }
  return settled;
}

/** X7: a once-only right that an earlier award has used up. */
const usedUpRights = (slots: readonly Slot[], rule: string): readonly Slot[] =>
  slots.map((slot) => (slot.decision.usedUp ? closed(slot, 'already-awarded', { rule, by: slot.id }) : slot));

/**
 * X3: one enterprise enjoys one class, for good. An earlier award has chosen; else the class that brings more, the
 * first where they are equal. The classes compete for nothing with any other clause, so that this stands before X1.
 */
function oneClass(
  slots: readonly Slot[],
  classes: readonly string[],
  rule: string,
  earlier: readonly EarlierAward[],
): readonly Slot[] {
  const enjoyed = earlier.filter(({ clause }) => classes.includes(clause));
  if (enjoyed.length > 0) {
    return slots.map((slot) => {
      const other = enjoyed.find(({ clause }) => clause !== slot.decision.clause);
      return classes.includes(slot.decision.clause) && other !== undefined
        ? closed(slot, 'superseded', { rule, by: other.id })
        : slot;
    });
  }
  const bring = (clause: string): Fen =>
    slots
      .filter(({ decision }) => decision.clause === clause)
      .reduce((sum, { open }) => sum + paysFen(open), 0);
  const present = classes.filter((clause) => slots.some(({ decision }) => decision.clause === clause));
  const [first] = present;
  if (first === undefined || present.length === 1) return slots;
  const best = present.reduce((winner, clause) => (bring(clause) > bring(winner) ? clause : winner), first);
  const by = slots.find(({ decision }) => decision.clause === best)?.id ?? best;
  return slots.map((slot) =>
    present.includes(slot.decision.clause) && slot.decision.clause !== best
      ? closed(slot, 'superseded', { rule, by })
      : slot,
  );
}

type Pair = PolicyPack['constraints']['higherOfYear'][number];

/** X4: of two clauses for the same carrier and event year, the one with the higher standard; equal: the first. */
function higherOfYear(slots: readonly Slot[], { first, second, rule }: Pair): readonly Slot[] {
  return rivalKeys(slots).reduce((settled, key) => {
    const of = (clause: string) =>
      settled.filter(
        ({ decision, verdict }) =>
          decision.clause === clause && decision.rival === key && verdict === undefined,
      );
    const gross = (group: readonly Slot[]): Fen =>
      group.reduce((sum, { decision }) => sum + (decision.gross ?? 0), 0);
    const [firsts, seconds] = [of(first), of(second)];
    const [winners, losers] = gross(seconds) > gross(firsts) ? [seconds, firsts] : [firsts, seconds];
    const [winner] = winners;
    if (winner === undefined) return settled;
    return settled.map((slot) =>
      losers.includes(slot) ? closed(slot, 'superseded', { rule, by: winner.id }) : slot,
    );
  }, slots);
}

/** X4: what the other clause has brought in for that carrier and year is deducted, so that they never add up. */
const withoutRivals = (
  slots: readonly Slot[],
  { first, second, rule }: Pair,
  earlier: readonly EarlierAward[],
): readonly Slot[] =>
  rivalKeys(slots).reduce((settled, key) => {
    const withFirst = deductRivals(settled, key, first, second, rule, earlier);
    return deductRivals(withFirst, key, second, first, rule, earlier);
  }, slots);

const rivalKeys = (slots: readonly Slot[]): readonly string[] =>
  [...new Set(slots.flatMap(({ decision: { rival } }) => (rival === undefined ? [] : [rival])))].sort();

/**
 * Deducts from a clause's lines of a rival key what the other clause was awarded under that key before. Those that
 * take up the least of their limit bear it first, of equals that take up any the larger: the others may be left unused
 * under X1, and would bear nothing.
 */
function deductRivals(
  slots: readonly Slot[],
  key: string,
  clause: string,
  other: string,
  rule: string,
  earlier: readonly EarlierAward[],
): readonly Slot[] {
  const rivals = earlier.filter(
    (award) => award.clause === other && `${award.subjectId ?? award.scope}/${award.eventYear}` === key,
  );
  let leftFen = rivals.reduce((sum, { amount }) => sum + amount, 0);
  if (leftFen === 0) return slots;
  const bearing = slots
    .filter(({ decision }) => decision.clause === clause && decision.rival === key)
    .sort((a, b) => takesFen(a.open) - takesFen(b.open) || largerFirst(a.open, b.open));
  const borne = new Map<Slot, Slot>();
  for (const slot of bearing) {
    const items: string[] = [];
    const open = slot.open.map((entry): OpenLine => {
      const deductedFen = Math.min(leftFen, entry.paysFen);
      leftFen -= deductedFen;
      if (deductedFen > 0) items.push(entry.line.item);
      return { ...entry, paysFen: entry.paysFen - deductedFen };
    });
    if (items.length === 0) continue;
    const reasons = [...new Set(rivals.map(({ id }) => id))].map((by) => ({ rule, by, items }));
    borne.set(slot, { ...slot, open, reasons: [...slot.reasons, ...reasons] });
  }
  return slots.map((slot) => borne.get(slot) ?? slot);
}

/** Lines that take up nothing of a limit are used in any case; of others, the larger is used rather. */
const largerFirst = (a: readonly OpenLine[], b: readonly OpenLine[]): number =>
  takesFen(a) === 0 ? 0 : paysFen(b) - paysFen(a);

/** X8: lines on documents that another applicant holds are not paid; they went on counting for thresholds. */
function withoutContested(
  slots: readonly Slot[],
  contested: Standings['contested'],
  rule: string,
): readonly Slot[] {
  if (contested.length === 0) return slots;
  const documents = new Map(contested.map(({ item, document }) => [item, document]));
  return slots.map((slot) => {
    const documentOf = ({ line }: OpenLine): string | undefined =>
      documents.get(slot.decision.recognition ?? line.item);
    const held = slot.open.filter((entry) => documentOf(entry) !== undefined);
    if (held.length === 0) return slot;
    const reasons = [...new Set(held.map(documentOf))].sort().map((document) => ({
      rule,
      by: document ?? null,
      items: held.filter((entry) => documentOf(entry) === document).map(({ line }) => line.item),
    }));
    const open = slot.open.filter((entry) => documentOf(entry) === undefined);
    const rest: Slot = { ...slot, open, reasons: [...slot.reasons, ...reasons] };
    return held.length === slot.found.length ? { ...rest, verdict: 'contested' } : rest;
  });
}

interface Quota {
  readonly clause: string;
  readonly rule: string;
  readonly placesIn: (year: number) => number;
}

/**
 * X6 within one dossier: models that were paid hold their places in the year of their award; the rest go by the
 * larger amount (own limit and receipts applied), then by the smaller project id.
 */
function placesOf(slots: readonly Slot[], quota: Quota, earlier: readonly EarlierAward[]): readonly Slot[] {
  const paid = earlier.filter(({ clause }) => clause === quota.clause);
  const isPaid = ({ decision }: Slot): boolean => paid.some(({ scope }) => scope === decision.scope);
  const years = [...new Set(needing(slots, quota).map(({ decision }) => decision.quotaYear))];
  const waiting = new Set(
    years.flatMap((year) => {
      const held = new Set(paid.filter(({ eventYear }) => eventYear === year).map(({ scope }) => scope)).size;
      const free = year === undefined ? 0 : Math.max(0, quota.placesIn(year) - held);
      return needing(slots, quota)
        .filter((slot) => slot.decision.quotaYear === year && !isPaid(slot))
        .sort((a, b) => bidFen(b.decision) - bidFen(a.decision) || byCodeUnit(a.id, b.id))
        .slice(free)
        .map(({ id }) => id);
    }),
  );
  return withPlaces(slots, quota, ({ id }) => waiting.has(id));
}

/** X6 in a case: the ledger has given the places. */
const givenPlaces = (slots: readonly Slot[], quota: Quota, { places }: Standings): readonly Slot[] =>
  withPlaces(slots, quota, ({ decision }) => places[decision.scope] === 'waiting');

/** A model that would bring nothing needs no place. */
const needing = (slots: readonly Slot[], { clause }: Quota): readonly Slot[] =>
  slots.filter(({ decision }) => decision.clause === clause && bidFen(decision) > 0);

const withPlaces = (
  slots: readonly Slot[],
  { clause, rule, placesIn }: Quota,
  waits: (slot: Slot) => boolean,
): readonly Slot[] =>
  slots.map((slot) => {
    const year = slot.decision.quotaYear;
    if (slot.decision.clause !== clause || year === undefined) return slot;
    const withQuota: Slot = { ...slot, quota: { year, places: placesIn(year) } };
    return waits(slot)
      ? closed(withQuota, 'wait-listed', { rule, by: `quota/${clause}/${year}` })
      : withQuota;
  });

const paysFen = (lines: readonly OpenLine[]): Fen => lines.reduce((sum, entry) => sum + entry.paysFen, 0);

const takesFen = (lines: readonly OpenLine[]): Fen => lines.reduce((sum, entry) => sum + entry.takesFen, 0);
