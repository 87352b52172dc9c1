import type { Fen } from '@twelve/dossier';
import type { Budget } from './budget.ts';
import { type Choice, NOWHERE, type Part, type Use } from './part.ts';
import { bestAt, pricedAt, type Shares } from './prices.ts';

/** Every item by itself, as if the limits had their prices. */
export const atPrices = ({ items }: Part, shares: Shares): Choice =>
  items.map((uses) =>
    uses.reduce((best, use) => (pricedAt(use, shares) > pricedAt(best, shares) ? use : best)),
  );

/** Changes one item at a time, then two at a time, as long as that brings more. */
export function improved({ items, roomsFen }: Part, start: Choice, budget: Budget): Choice {
  const choice = [...start];
  const left = [...roomsFen];
  const put = ({ pool, fillFen }: Use, sign: 1 | -1): void => {
    if (pool >= 0) left[pool] = (left[pool] ?? 0) - sign * fillFen;
  };
  const gain = ({ pool, fillFen, worthFen }: Use): Fen =>
    worthFen + (pool < 0 ? 0 : Math.max(0, Math.min(fillFen, left[pool] ?? 0)));
  const open = items.flatMap((uses, item) => (uses.length > 1 ? [{ item, uses }] : []));
  for (const use of choice) put(use, 1);

  const change = ({ item, uses }: Open): boolean => {
    const before = choice[item] ?? NOWHERE;
    put(before, -1);
    const best = uses.reduce((most, use) => (gain(use) > gain(most) ? use : most), before);
    put(best, 1);
    choice[item] = best;
    return best !== before;
  };
  const exchange = (one: Open, other: Open): boolean => {
    const [before, otherBefore] = [choice[one.item] ?? NOWHERE, choice[other.item] ?? NOWHERE];
    put(otherBefore, -1);
    let most = gain(otherBefore);
    put(before, -1);
    most += gain(before);
    let [best, otherBest] = [before, otherBefore];
    for (const use of one.uses) {
      const own = gain(use);
      put(use, 1);
      for (const otherUse of other.uses) {
        const both = own + gain(otherUse);
        if (both > most) [most, best, otherBest] = [both, use, otherUse];
      }
      put(use, -1);
    }
    put(best, 1);
    put(otherBest, 1);
    choice[one.item] = best;
    choice[other.item] = otherBest;
    return best !== before || otherBest !== otherBefore;
  };
  for (let better = true; better; ) {
    better = false;
    budget.spent += open.length;
    for (const one of open) better = change(one) || better;
    if (better) continue;
    budget.spent += (open.length * (open.length - 1)) / 2;
    for (const [place, one] of open.entries()) {
      for (let next = place + 1; next < open.length; next += 1) {
        const other = open[next];
        if (other !== undefined) better = exchange(one, other) || better;
      }
    }
  }
  return choice;
}

/** The choice with every item that loses by its use put to its best one. */
export const withoutLoss = ({ items }: Part, shares: Shares, choice: Choice): Choice =>
  choice.map((use, item) => {
    const best = bestAt(items[item] ?? [], shares);
    if (best - pricedAt(use, shares) < LEVEL) return use;
    return items[item]?.find((own) => pricedAt(own, shares) === best) ?? use;
  });

/** Less than rates and rounding can make of a difference. In fen. */
const LEVEL = 0.01;

interface Open {
  readonly item: number;
  readonly uses: readonly Use[];
}

/**
 * The part around one limit: the items that can go into its pool or out of it at the least loss, each with two uses,
 * as many inside as outside, the smallest first; all others stay as they are.
 */
export function aroundPool(part: Part, shares: Shares, choice: Choice, pool: number, most: number): Part {
  const moves = part.items.flatMap((uses, item) => {
    const now = choice[item];
    const own = uses.find((use) => use.pool === pool);
    if (own === undefined || now === undefined) return [];
    const other = now === own ? elsewhere(uses, own, shares) : now.pool < 0 ? now : undefined;
    if (other === undefined) return [];
    const loss = Math.abs(pricedAt(own, shares) - pricedAt(other, shares));
    // To a tenth of a fen: whole fen are lost to rounding where the rates of two clauses meet.
    return [
      { item, uses: [own, other], inside: now === own, loss: Math.round(loss * 10), size: own.fillFen },
    ];
  });
  const chosen = new Map<number, readonly Use[]>();
  for (const inside of [true, false]) {
    const nearest = moves
      .filter((move) => move.inside === inside)
      .sort((a, b) => a.loss - b.loss || a.size - b.size || a.item - b.item)
      .slice(0, Math.ceil(most / 2));
    for (const { item, uses } of nearest) chosen.set(item, uses);
  }
  return { ...part, items: choice.map((use, item) => chosen.get(item) ?? [use]) };
}

/** Where an item would go from a pool: where no limit is, if it can. */
function elsewhere(uses: readonly Use[], own: Use, shares: Shares): Use | undefined {
  const others = uses.filter((use) => use !== own);
  const free = others.filter(({ pool }) => pool < 0);
  const [first, ...rest] = free.length > 0 ? free : others;
  return first === undefined
    ? undefined
    : rest.reduce((best, use) => (pricedAt(use, shares) > pricedAt(best, shares) ? use : best), first);
}

/** About how many items fill some limits, of those that can. */
export function itemsFitting({ items, roomsFen }: Part, pools: readonly number[]): number {
  const fills = items.flatMap((uses) => {
    const own = uses.filter(({ pool }) => pools.includes(pool)).map(({ fillFen }) => fillFen);
    return own.length === 0 ? [] : [Math.max(...own)];
  });
  const roomFen = pools.reduce((sum, pool) => sum + (roomsFen[pool] ?? 0), 0);
  return (
    (roomFen * fills.length) /
    Math.max(
      1,
      fills.reduce((sum, fill) => sum + fill, 0),
    )
  );
}

/** All worths of a part differ by multiples of this. */
export function commonUnit({ items, roomsFen }: Part): Fen {
  let unit = 0;
  for (const uses of items) {
    const whole = uses.map(({ worthFen, fillFen }) => worthFen + fillFen);
    for (const fen of whole) unit = gcd(unit, Math.abs(fen - (whole[0] ?? 0)));
    for (const { fillFen } of uses) unit = gcd(unit, fillFen);
  }
  for (const room of roomsFen) unit = gcd(unit, Math.abs(room));
  return Math.max(1, unit);
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
