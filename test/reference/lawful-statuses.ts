import { type DeterminedAward, isMoneyless } from './determination.ts';
import { sum } from './facts.ts';
import type { Standing } from './rights.ts';

/** The awards that hold an item: one, or two where 4.1 stands on 2.1. */
type Holders = Map<string, string[]>;

/** Whether each award's status is the one that its lines, its receipts and the rules before X1 give it. */
export function unlawfulStatuses(awards: DeterminedAward[], standings: Standing[]): string[] {
  const holders: Holders = new Map();
  for (const { id, lines } of awards) {
    for (const { item } of lines) holders.set(item, [...(holders.get(item) ?? []), id]);
  }
  return awards.flatMap((award) => {
    const standing = standings.find(({ id }) => id === award.id);
    if (standing === undefined) return [];
    return [...wrongStatus(award, standing), ...wrongReasons(award, standing, holders)].map(
      (text) => `${award.id}: ${text}`,
    );
  });
}

function wrongStatus(award: DeterminedAward, standing: Standing): string[] {
  const { status, amount, lines } = award;
  if (isMoneyless(standing.candidate.kind)) {
    return status === 'granted' && amount === 0 && lines.length === 0
      ? []
      : [`${status}, ${amount}: no money here`];
  }
  if (standing.closed !== null) {
    return status === standing.closed && amount === 0 ? [] : [`${status}, ${amount}, not ${standing.closed}`];
  }
  const full = inFull(award, standing);
  if (amount > 0) {
    // Lines in full although something else used part of the limit: it may be called either.
    const allowed =
      full && !limitUntouched(standing) ? ['granted', 'reduced'] : [full ? 'granted' : 'reduced'];
    return allowed.includes(status) ? [] : [`${status}, not ${allowed.join(' or ')}`];
  }
  // A limit of 0, or one that other scopes use up, leaves a full award without money: it may be called either.
  const allowed = full ? ['granted', 'superseded'] : ['superseded'];
  return allowed.includes(status) ? [] : [`${status} with nothing to pay`];
}

/**
 * Every line in full, own limit aside: nothing went elsewhere, was received before or is contested, and no earlier
 * award or other policy's money has left less of the limit than the lines would fill.
 */
function inFull(award: DeterminedAward, standing: Standing): boolean {
  const { candidate, lines } = standing;
  const all =
    award.lines.length === candidate.lines.length && lines.every(({ pays, value }) => pays === value);
  return all && (limitUntouched(standing) || award.amount === sum(lines.map(({ pays }) => pays)));
}

function limitUntouched({ candidate, lines, roomFen }: Standing): boolean {
  return roomFen === candidate.limitFen && lines.every(({ burdens }) => burdens === 0);
}

function wrongReasons(award: DeterminedAward, standing: Standing, holders: Holders): string[] {
  const { because, status } = award;
  if (status === 'granted') return [];
  if (because.length === 0) return [`${status} without a reason`];
  const named = new Set(because.flatMap(({ items }) => items ?? []));
  const taken = new Set(award.lines.map(({ item }) => item));
  const elsewhere =
    standing.closed === null
      ? standing.lines.filter(({ item, pays }) => pays > 0 && !taken.has(item) && holders.has(item))
      : [];
  const wrongBy = because.filter(({ rule, by, items }) => {
    if (rule !== 'X1' || typeof by !== 'string') return false;
    return (items ?? []).some((item) => !holders.get(item)?.includes(by));
  });
  return [
    ...elsewhere
      .filter(({ item }) => !named.has(item))
      .map(({ item }) => `${item} went elsewhere and no reason names it`),
    ...wrongBy.map(({ by }) => `the reason names ${by}, which does not hold the items`),
  ];
}
