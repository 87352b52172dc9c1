import type { Part } from './part.ts';
import type { Shares } from './prices.ts';

/**
 * The open items, so that from either end limit after limit is done with as early as can be: what competes for it is
 * then decided, and its fill tells states apart no longer.
 */
export function itemsInTurn({ items, roomsFen }: Part): readonly number[] {
  const poolsOf = items.map((uses) =>
    uses.length < 2
      ? []
      : [...new Set(uses.flatMap(({ pool, fillFen }) => (pool >= 0 && fillFen > 0 ? [pool] : [])))],
  );
  const sizeOf = (item: number) => Math.max(...(items[item] ?? []).map(({ fillFen }) => fillFen));
  const left = new Set(items.flatMap((uses, item) => (uses.length < 2 ? [] : [item])));
  const ends = [0, 1].map(() => ({ turn: [] as number[], ways: 1, touched: new Set<number>() }));
  while (left.size > 0) {
    const waiting = roomsFen.map(
      (_, pool) => [...left].filter((item) => poolsOf[item]?.includes(pool)).length,
    );
    const [end, other] =
      (ends[0]?.ways ?? 0) <= (ends[1]?.ways ?? 0) ? [ends[0], ends[1]] : [ends[1], ends[0]];
    if (end === undefined || other === undefined) break;
    const cost = (pool: number): number =>
      (waiting[pool] ?? 0) + (end.touched.has(pool) ? 0 : 1000) + (other.touched.has(pool) ? 2000 : 0);
    const pools = roomsFen.map((_, pool) => pool).filter((pool) => (waiting[pool] ?? 0) > 0);
    const pool = pools.reduce((best, one) => (cost(one) < cost(best) ? one : best), pools[0] ?? -1);
    const next = [...left].filter((item) => pool < 0 || poolsOf[item]?.includes(pool));
    const opens = (item: number): number =>
      (poolsOf[item] ?? []).filter((one) => !end.touched.has(one)).length;
    next.sort((a, b) => opens(a) - opens(b) || sizeOf(b) - sizeOf(a) || a - b);
    for (const item of next) {
      left.delete(item);
      end.turn.push(item);
      end.ways *= items[item]?.length ?? 1;
      for (const one of poolsOf[item] ?? []) end.touched.add(one);
    }
  }
  return [...(ends[0]?.turn ?? []), ...(ends[1]?.turn ?? []).reverse()];
}

/** The limits that both ends compete for first, and of these the one that tells states apart best. */
export function limitsInOrder(
  { items, roomsFen }: Part,
  shares: Shares,
  turn: readonly number[],
): readonly number[] {
  const canBind = (pool: number): boolean =>
    items.reduce(
      (sum, uses) =>
        sum + uses.reduce((most, use) => (use.pool === pool ? Math.max(most, use.fillFen) : most), 0),
      0,
    ) > (roomsFen[pool] ?? 0);
  const spans = roomsFen.map((_, pool) => {
    const places = turn.flatMap((item, place) =>
      items[item]?.some((use) => use.pool === pool && use.fillFen > 0) ? [place] : [],
    );
    const fen = turn.reduce(
      (sum, item) =>
        sum + (items[item] ?? []).reduce((own, use) => own + (use.pool === pool ? use.fillFen : 0), 0),
      0,
    );
    const share = shares[pool] ?? 1;
    const middle = turn.length / 2;
    const [first, last] = [places[0] ?? 0, places.at(-1) ?? 0];
    // How far from the middle it is done with.
    const away = Math.max(0, first - middle, middle - last);
    return { pool, count: places.length, away, weight: fen * Math.min(share, 1 - share) };
  });
  return spans
    .filter(({ pool, count }) => count > 0 && ((shares[pool] ?? 1) < 1 || canBind(pool)))
    .sort((a, b) => a.away - b.away || b.weight - a.weight || a.pool - b.pool)
    .map(({ pool }) => pool);
}
