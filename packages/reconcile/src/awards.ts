import type { Dossier, Fen } from '@twelve/dossier';
import { type PolicyPack, recognitionsPaidAs } from '@twelve/measures';
import type { Chosen } from './choose.ts';
import { awardId, byCodeUnit, type OpenLine, type Slot } from './slots.ts';
import type { AwardLine, AwardStatus, Reason, ResolvedAward } from './types.ts';

/** A line that was taken, and what it pays before the pool's limit. */
interface Taken {
  readonly slot: Slot;
  readonly entry: OpenLine;
  readonly cutFen: Fen;
}

/** Turns the choice into awards: the lines taken, what a limit cuts off them, the status and the reasons. */
export function awardsOf(
  pack: PolicyPack,
  dossier: Dossier,
  slots: readonly Slot[],
  chosen: Chosen,
): readonly ResolvedAward[] {
  const takenBy = takers(slots, chosen);
  const taken = cutByLimits(slots, takenBy);
  const received = receiptsOf(pack, dossier);
  return slots.map((slot) => {
    const lines = taken.filter((entry) => entry.slot === slot);
    const amount = lines.reduce((sum, { entry, cutFen }) => sum + entry.paysFen - cutFen, 0);
    const because = [
      ...slot.reasons,
      ...lostTo(pack, slot, slots, takenBy),
      ...received(slot.open),
      ...limitUsedBefore(pack, dossier, slot, lines),
    ];
    const shared = limitShared(pack, slot, lines, taken);
    return {
      id: slot.id,
      clause: slot.decision.clause,
      scope: slot.decision.scope,
      year: slot.decision.year,
      status: slot.verdict ?? statusOf(amount, because, shared),
      amountKind: slot.decision.amountKind,
      amount,
      lines: lines.map(awardLine),
      because: merged([...because, ...shared]),
      ...(slot.quota === undefined ? {} : { quota: slot.quota }),
    };
  });
}

/** One reason for each rule and what it yields to, with all the items concerned. */
function merged(reasons: readonly Reason[]): readonly Reason[] {
  const byCause = new Map<string, Reason>();
  for (const reason of reasons) {
    const cause = `${reason.rule} ${reason.by}`;
    const known = byCause.get(cause);
    const items = known === undefined ? reason.items : [...new Set([...known.items, ...reason.items])].sort();
    byCause.set(cause, { ...reason, items });
  }
  return [...byCause.values()];
}

/** The own limit leaves an award granted, also where others share it, as long as anything is left of it. */
function statusOf(amountFen: Fen, because: readonly Reason[], shared: readonly Reason[]): AwardStatus {
  if (because.length === 0) return amountFen === 0 && shared.length > 0 ? 'superseded' : 'granted';
  return amountFen === 0 ? 'superseded' : 'reduced';
}

const awardLine = ({ entry, cutFen }: Taken): AwardLine => {
  const { item, base, percent, value } = entry.line;
  return { item, base, percent, value, deducted: value - entry.paysFen + cutFen };
};

/** For each item, the slots that it became a line of. */
function takers(slots: readonly Slot[], { options }: Chosen): ReadonlyMap<string, ReadonlySet<Slot>> {
  return new Map(
    [...options].map(([item, option]) => [
      item,
      new Set(option.slots.flatMap((index) => slots[index] ?? [])),
    ]),
  );
}

/** A limit cuts the last lines by item key, over all the slots that share it. */
function cutByLimits(
  slots: readonly Slot[],
  takenBy: ReadonlyMap<string, ReadonlySet<Slot>>,
): readonly Taken[] {
  const all = slots.flatMap((slot) =>
    slot.open
      .filter(({ line }) => takenBy.get(line.item)?.has(slot) === true)
      .map((entry): Taken => ({ slot, entry, cutFen: 0 })),
  );
  const pools = new Map<string, Taken[]>();
  for (const taken of all) {
    const { limit, pool } = taken.slot.decision;
    const key = limit === null ? `unlimited ${taken.slot.id}` : pool;
    const members = pools.get(key);
    if (members === undefined) pools.set(key, [taken]);
    else members.push(taken);
  }
  return [...pools.values()].flatMap(cutOnePool);
}

function cutOnePool(members: readonly Taken[]): readonly Taken[] {
  const limit = members[0]?.slot.decision.limit ?? null;
  if (limit === null) return members;
  const prior = members[0]?.slot.decision.prior ?? 0;
  const taken = members.reduce((sum, { entry }) => sum + entry.takesFen, 0);
  const wanted = members.reduce((sum, { entry }) => sum + entry.paysFen, 0);
  let excessFen = Math.max(0, wanted - Math.max(0, limit - prior - taken));
  return [...members]
    .sort((a, b) => byCodeUnit(b.entry.line.item, a.entry.line.item))
    .map((member) => {
      const cutFen = Math.min(excessFen, member.entry.paysFen);
      excessFen -= cutFen;
      return { ...member, cutFen };
    })
    .reverse();
}

/** X1 and X2: lines that went to another award, or were left unused because that brings more. */
function lostTo(
  pack: PolicyPack,
  slot: Slot,
  slots: readonly Slot[],
  takenBy: ReadonlyMap<string, ReadonlySet<Slot>>,
): readonly Reason[] {
  const stacks = pack.constraints.stacking.find(({ clause }) => clause === slot.decision.clause);
  const rule = stacks?.rule ?? pack.crossRules.higher;
  const winnerOf = (item: string): string | null =>
    slots.find((candidate) => takenBy.get(item)?.has(candidate) === true)?.id ?? null;
  const lost = slot.open
    .filter(({ line }) => takenBy.get(line.item)?.has(slot) !== true)
    .map(({ line }) => line.item);
  const winners = [...new Set(lost.map(winnerOf))];
  return winners
    .sort((a, b) => byCodeUnit(a ?? '', b ?? ''))
    .map((by) => ({ rule, by, items: lost.filter((item) => winnerOf(item) === by) }));
}

/** X7 and X9: what the items of some lines have brought in before, and from where. */
function receiptsOf(pack: PolicyPack, dossier: Dossier): (lines: readonly OpenLine[]) => readonly Reason[] {
  const paidAs = recognitionsPaidAs(dossier);
  const earlier = (dossier.priorAwards ?? []).flatMap(({ clause, scope, lines }) =>
    lines
      .filter(({ value }) => value > 0)
      .map(({ item }) => ({
        rule: pack.crossRules.received,
        by: awardId(clause, scope),
        item: paidAs.get(item) ?? item,
      })),
  );
  const elsewhere = (dossier.otherAwards ?? [])
    .filter(({ amount }) => amount > 0)
    .map(({ itemId, policy }) => ({
      rule: pack.crossRules.elsewhere,
      by: policy,
      item: paidAs.get(itemId) ?? itemId,
    }));
  const all = [...earlier, ...elsewhere];
  return (lines) => {
    const deducted = new Set(
      lines.filter(({ line }) => Math.min(line.value, line.received) > 0).map(({ line }) => line.item),
    );
    const receipts = all.filter(({ item }) => deducted.has(item));
    const sources = new Map(receipts.map((receipt) => [`${receipt.rule} ${receipt.by}`, receipt]));
    return [...sources.keys()].sort().flatMap((key) => {
      const source = sources.get(key);
      if (source === undefined) return [];
      const items = receipts
        .filter(({ rule, by }) => rule === source.rule && by === source.by)
        .map(({ item }) => item);
      return [{ rule: source.rule, by: source.by, items: [...new Set(items)].sort() }];
    });
  };
}

const cutItems = (lines: readonly Taken[]): readonly string[] =>
  lines.filter(({ cutFen }) => cutFen > 0).map(({ entry }) => entry.line.item);

/** X7: earlier awards of the same limit have left less of it than these lines would fill. */
function limitUsedBefore(
  pack: PolicyPack,
  dossier: Dossier,
  slot: Slot,
  lines: readonly Taken[],
): readonly Reason[] {
  const items = cutItems(lines);
  const { clause, pool, prior } = slot.decision;
  if (items.length === 0 || prior === 0) return [];
  const earlier = (dossier.priorAwards ?? [])
    .filter((award) => award.clause === clause && award.amount > 0)
    .filter(({ scope, subjectId }) => [scope, subjectId].some((key) => `${clause}/${key}` === pool))
    .map(({ scope }) => awardId(clause, scope));
  const sources = earlier.length === 0 ? [pool] : [...new Set(earlier)].sort();
  return sources.map((by) => ({ rule: pack.crossRules.received, by, items }));
}

/** X5: other awards of this determination share the limit, and have left less of it than these lines would fill. */
function limitShared(
  pack: PolicyPack,
  slot: Slot,
  lines: readonly Taken[],
  taken: readonly Taken[],
): readonly Reason[] {
  const items = cutItems(lines);
  if (items.length === 0) return [];
  const sharers = taken
    .filter((other) => other.slot !== slot && other.slot.decision.pool === slot.decision.pool)
    .filter(({ entry, cutFen }) => entry.paysFen > cutFen)
    .map((other) => other.slot.id);
  return [...new Set(sharers)].sort().map((by) => ({ rule: pack.crossRules.sharedLimit, by, items }));
}
