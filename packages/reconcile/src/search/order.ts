import type { Part } from './part.ts';
import type { Shares } from './prices.ts';

/** The items that are taken from one end, one after the other, and the pools that they can fill. */
class End {
  readonly turn: number[] = [];
  readonly touched = new Set<number>();
  ways = 1;

  take(item: number, ways: number, pools: readonly number[]): void {
    this.turn.push(item);
    this.ways *= ways;
    for (const pool of pools) this.touched.add(pool);
  }
}

/**
 * The open items, so that from either end limit after limit is done with as early as can be: what competes for it is
 * then decided, and its fill tells states apart no longer. Each end goes on with the limit that fewest items wait for,
 * one that it has begun rather than a new one, and rather than one that the other end has begun.
 *
 * @param lossOf where given, items that lose least by their second use come first: lists that may lose little grow
 *   long at one end only
 */
export function itemsInTurn(
  { items, roomsFen }: Part,
  lossOf: (item: number) => number = () => 0,
): readonly number[] {
  const poolsOf = items.map((uses) => [
    ...new Set(uses.flatMap(({ pool, fillFen }) => (fillFen > 0 ? [pool] : []))),
  ]);
  const sizeOf = (item: number): number => Math.max(...(items[item] ?? []).map(({ fillFen }) => fillFen));
  const [first, second] = [new End(), new End()];
  let left = items.flatMap((uses, item) => (uses.length < 2 ? [] : [item]));
  while (left.length > 0) {
    const [end, other] = first.ways <= second.ways ? [first, second] : [second, first];
    const waiting = roomsFen
      .map((_, pool) => {
        const count = left.filter((item) => poolsOf[item]?.includes(pool)).length;
        const begun = (other.touched.has(pool) ? 2 : 0) + (end.touched.has(pool) ? 0 : 1);
        return { pool, count, begun };
      })
      .filter(({ count }) => count > 0)
      .sort((a, b) => a.begun - b.begun || a.count - b.count || a.pool - b.pool);
    const pool = waiting[0]?.pool;
    const next = left.filter((item) => pool === undefined || poolsOf[item]?.includes(pool));
    const begins = (item: number): number =>
      (poolsOf[item] ?? []).filter((one) => !end.touched.has(one)).length;
    const order = next.map((item) => ({
      item,
      begins: begins(item),
      size: sizeOf(item),
      loss: lossOf(item),
    }));
    order.sort((a, b) => a.begins - b.begins || a.loss - b.loss || b.size - a.size || a.item - b.item);
    for (const { item } of order) end.take(item, items[item]?.length ?? 1, poolsOf[item] ?? []);
    left = left.filter((item) => !next.includes(item));
  }
  return [...first.turn, ...second.turn.reverse()];
}

/**
 * The limits that can bind, those that both ends compete for first, and of these the one that tells states apart best:
 * where a fen too much or too little costs most, over most items.
 */
export function limitsInOrder(
  { items, roomsFen }: Part,
  shares: Shares,
  turn: readonly number[],
): readonly number[] {
  const middle = turn.length / 2;
  return roomsFen
    .map((room, pool) => {
      const fillsOf = (item: number): readonly number[] =>
        (items[item] ?? []).flatMap((use) => (use.pool === pool ? [use.fillFen] : []));
      const places = turn.flatMap((item, place) => (fillsOf(item).some((fen) => fen > 0) ? [place] : []));
      const spread = turn.flatMap(fillsOf).reduce((sum, fen) => sum + fen, 0);
      const most = items.reduce((sum, _, item) => sum + Math.max(0, ...fillsOf(item)), 0);
      const share = shares[pool] ?? 1;
      return {
        pool,
        isOpen: places.length > 0 && (share < 1 || most > room),
        // How far from the middle it is done with.
        away: Math.max(0, (places[0] ?? 0) - middle, middle - (places.at(-1) ?? 0)),
        weight: spread * Math.min(share, 1 - share),
      };
    })
    .filter(({ isOpen }) => isOpen)
    .sort((a, b) => a.away - b.away || b.weight - a.weight || a.pool - b.pool)
    .map(({ pool }) => pool);
}
