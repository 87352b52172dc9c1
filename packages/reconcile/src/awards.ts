import type { Dossier, Fen } from '@twelve/dossier';
import { type PolicyPack, recognitionsPaidAs } from '@twelve/measures';
import type { Chosen } from './choose.ts';
import { awardId, byCodeUnit, type OpenLine, type Slot } from './slots.ts';
import type { AwardLine, AwardStatus, Reason, ResolvedAward } from './types.ts';

/** A line that was taken, and what the limit cuts off it. */
interface Taken {
  readonly slot: Slot;
  readonly entry: OpenLine;
  cutFen: Fen;
}

/** What a slot gets of its lines, in the order of their item keys. */
interface Share {
  readonly slot: Slot;
  readonly lines: readonly Taken[];
  /** The items of the others, by the award that they went to; null: to none. */
  readonly lost: ReadonlyMap<string | null, readonly string[]>;
}

/** How an item is used: the slots that it became a line of, and the first of them. */
interface Taker {
  readonly slots: readonly number[];
  readonly first: Slot | undefined;
}

/** Turns the choice into awards: the lines taken, what a limit cuts off them, the status and the reasons. */
export function awardsOf(
  pack: PolicyPack,
  dossier: Dossier,
  slots: readonly Slot[],
  chosen: Chosen,
): readonly ResolvedAward[] {
  const takers = takersOf(slots, chosen);
  const shares = slots.map((slot, at) => shareOf(slot, at, takers));
  const pools = cutByLimits(shares);
  const received = receiptsOf(pack, dossier);
  return shares.map(({ slot, lines, lost }): ResolvedAward => {
    const cut = cutItems(lines);
    const higher = lostTo(pack, slot, lost);
    const used = cut.length === 0 ? [] : limitUsedBefore(pack, dossier, slot, cut);
    const shared = cut.length === 0 ? [] : limitShared(pack, slot, cut, pools.get(slot.decision.pool) ?? []);
    const because = slot.reasons.concat(higher, received(slot.open), used);
    const amount = amountOf(lines);
    return {
      id: slot.id,
      clause: slot.decision.clause,
      scope: slot.decision.scope,
      year: slot.decision.year,
      status: slot.verdict ?? statusOf(amount, because, shared),
      amountKind: slot.decision.amountKind,
      amount,
      lines: lines.map(awardLine),
      because: merged(because.concat(shared)),
      ...(slot.quota === undefined ? {} : { quota: slot.quota }),
    };
  });
}

function amountOf(lines: readonly Taken[]): Fen {
  let amount = 0;
  for (const { entry, cutFen } of lines) amount += entry.paysFen - cutFen;
  return amount;
}

/** One reason for each rule and what it yields to, with all the items concerned. */
function merged(reasons: readonly Reason[]): readonly Reason[] {
  if (reasons.length < 2) return reasons;
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

function takersOf(slots: readonly Slot[], { options }: Chosen): ReadonlyMap<string, Taker> {
  const takers = new Map<string, Taker>();
  for (const [item, option] of options) {
    takers.set(item, { slots: option.slots, first: slots[Math.min(...option.slots)] });
  }
  return takers;
}

function shareOf(slot: Slot, at: number, takers: ReadonlyMap<string, Taker>): Share {
  const lines: Taken[] = [];
  const lost = new Map<string | null, string[]>();
  for (const entry of slot.open) {
    const { item } = entry.line;
    const taker = takers.get(item);
    if (taker?.slots.includes(at) === true) {
      lines.push({ slot, entry, cutFen: 0 });
      continue;
    }
    const by = taker?.first?.id ?? null;
    const items = lost.get(by);
    if (items === undefined) lost.set(by, [item]);
    else items.push(item);
  }
  return { slot, lines, lost };
}

/** A limit cuts the last lines by item key, over all the slots that share it. Returns all lines by limit. */
function cutByLimits(shares: readonly Share[]): ReadonlyMap<string, readonly Taken[]> {
  const pools = new Map<string, readonly Taken[]>();
  for (const { lines } of shares) {
    const { limit = null, pool = '' } = lines[0]?.slot.decision ?? {};
    if (limit === null) continue;
    const others = pools.get(pool);
    pools.set(pool, others === undefined ? lines : [...others, ...lines].sort(byItem));
  }
  for (const lines of pools.values()) cut(lines);
  return pools;
}

const byItem = (a: Taken, b: Taken): number => byCodeUnit(a.entry.line.item, b.entry.line.item);

function cut(lines: readonly Taken[]): void {
  const { limit = null, prior = 0 } = lines[0]?.slot.decision ?? {};
  if (limit === null) return;
  let taken = 0;
  let excessFen = 0;
  for (const { entry } of lines) {
    taken += entry.takesFen;
    excessFen += entry.paysFen;
  }
  excessFen -= Math.max(0, limit - prior - taken);
  for (let at = lines.length - 1; at >= 0 && excessFen > 0; at -= 1) {
    const line = lines[at];
    if (line === undefined) continue;
    line.cutFen = Math.min(excessFen, line.entry.paysFen);
    excessFen -= line.cutFen;
  }
}

/** X1 and X2: lines that went to another award, or were left unused because that brings more. */
function lostTo(pack: PolicyPack, slot: Slot, lost: Share['lost']): readonly Reason[] {
  if (lost.size === 0) return [];
  const stacks = pack.constraints.stacking.find(({ clause }) => clause === slot.decision.clause);
  const rule = stacks?.rule ?? pack.crossRules.higher;
  return [...lost]
    .sort(([a], [b]) => byCodeUnit(a ?? '', b ?? ''))
    .map(([by, items]) => ({ rule, by, items }));
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
  if (all.length === 0) return () => [];
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

function cutItems(lines: readonly Taken[]): readonly string[] {
  const items: string[] = [];
  for (const { entry, cutFen } of lines) {
    if (cutFen > 0) items.push(entry.line.item);
  }
  return items;
}

/** X7: earlier awards of the same limit have left less of it than these lines would fill. */
function limitUsedBefore(
  pack: PolicyPack,
  dossier: Dossier,
  slot: Slot,
  items: readonly string[],
): readonly Reason[] {
  const { clause, pool, prior } = slot.decision;
  if (prior === 0) return [];
  const earlier = (dossier.priorAwards ?? [])
    .filter((award) => award.clause === clause && award.amount > 0)
    .filter(({ scope, subjectId = scope }) => awardId(clause, subjectId) === pool)
    .map(({ scope }) => awardId(clause, scope));
  const sources = earlier.length === 0 ? [pool] : [...new Set(earlier)].sort();
  return sources.map((by) => ({ rule: pack.crossRules.received, by, items }));
}

/** X5: other awards of this determination share the limit, and have left less of it than these lines would fill. */
function limitShared(
  pack: PolicyPack,
  slot: Slot,
  items: readonly string[],
  sharing: readonly Taken[],
): readonly Reason[] {
  const sharers = sharing
    .filter((other) => other.slot !== slot)
    .filter(({ entry, cutFen }) => entry.paysFen > cutFen)
    .map((other) => other.slot.id);
  return [...new Set(sharers)].sort().map((by) => ({ rule: pack.crossRules.sharedLimit, by, items }));
}
