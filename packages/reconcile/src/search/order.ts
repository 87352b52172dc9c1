import type { Fen } from '@twelve/dossier';
import type { Part, Use } from './part.ts';
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
  return occurrencesIn({ items, roomsFen }, turn)
    .map(({ first, last, spreadFen, mostFen }, pool) => {
      const share = shares[pool] ?? 1;
      return {
        pool,
        isOpen: last >= 0 && (share < 1 || mostFen > (roomsFen[pool] ?? 0)),
        // How far from the middle it is done with.
        away: Math.max(0, first - middle, middle - last),
        weight: spreadFen * Math.min(share, 1 - share),
      };
    })
    .filter(({ isOpen }) => isOpen)
    .sort((a, b) => a.away - b.away || b.weight - a.weight || a.pool - b.pool)
    .map(({ pool }) => pool);
}

/** How a pool occurs among the items. */
interface Occurrence {
  /** The places in the turn of the first and the last item that can fill it. */
  first: number;
  last: number;
  /** What the items in the turn can fill it with, all uses together. */
  spreadFen: Fen;
  /** What all items can fill it with at most. */
  mostFen: Fen;
}

function occurrencesIn({ items, roomsFen }: Part, turn: readonly number[]): readonly Occurrence[] {
  const found = roomsFen.map(
    (): Occurrence => ({ first: Number.POSITIVE_INFINITY, last: -1, spreadFen: 0, mostFen: 0 }),
  );
  turn.forEach((item, place) => {
    for (const { pool, fillFen } of items[item] ?? []) {
      const own = found[pool];
      if (own === undefined) continue;
      own.spreadFen += fillFen;
      if (fillFen === 0) continue;
      own.first = Math.min(own.first, place);
      own.last = place;
    }
  });
  for (const uses of items) {
    for (let pool = 0; pool < found.length; pool += 1) {
      const own = found[pool];
      if (own !== undefined) own.mostFen += mostIn(uses, pool);
    }
  }
  return found;
}

/** The most that an item can fill a pool with. */
export function mostIn(uses: readonly Use[], pool: number): Fen {
  let most = 0;
  for (const use of uses) {
    if (use.pool === pool && use.fillFen > most) most = use.fillFen;
  }
  return most;
}
