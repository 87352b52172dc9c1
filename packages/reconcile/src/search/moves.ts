import type { Fen } from '@twelve/dossier';
import { firstOpenClause, type Part, type Use } from './part.ts';
import { bestAt, pricedAt, type Shares } from './prices.ts';

/** A limit that states fill and other items may still fill too. */
export interface Limit {
  readonly pool: number;
  readonly roomFen: Fen;
  /** What a fen of fill still brings; a fen too much loses it, a fen too little the rest. */
  readonly share: number;
  /** Does it pay the first clause that ties can tell apart? */
  readonly leads: boolean;
  /** What the other items fill it with, each at its best. */
  readonly bestFen: Fen;
  /** By how much they can fill it more, and what a fen of that loses; the cheapest first, then what is simply lost. */
  readonly more: Float64Array;
  /** The same for filling it less. */
  readonly less: Float64Array;
}

/** The least that is lost at a limit, whatever the other items do, once it is filled so far. */
export function lossAt({ roomFen, bestFen, more, less }: Limit, fillFen: Fen): number {
  const overFen = fillFen + bestFen - roomFen;
  const ways = overFen > 0 ? less : more;
  let leftFen = Math.abs(overFen);
  let loss = 0;
  for (let at = 0; leftFen > 0 && at < ways.length; at += 2) {
    const fen = Math.min(leftFen, ways[at] ?? 0);
    loss += fen * (ways[at + 1] ?? 0);
    leftFen -= fen;
  }
  return loss;
}

/** What one item can change at one limit. */
interface Move {
  readonly item: number;
  readonly fen: Fen;
  readonly rate: number;
}

/**
 * What items can do to each limit, in the order of what it costs. An item that can fill several limits may mend
 * several of them at once: each is charged its part of the loss, so that losses at limits can be added up.
 */
export class Moves {
  readonly #leads: ReadonlySet<number>;
  readonly #shares: Shares;
  readonly #byPool: ReadonlyMap<
    number,
    { best: readonly Move[]; more: readonly Move[]; less: readonly Move[] }
  >;

  constructor(part: Part, shares: Shares, turn: readonly number[], pools: readonly number[]) {
    const lead = firstOpenClause(part);
    this.#leads = new Set(pools.filter((pool) => part.clauseOfPool[pool] === lead));
    this.#shares = shares;
    const among = turn.map((item) => {
      const uses = part.items[item] ?? [];
      const best = bestAt(uses, shares);
      const count = pools.filter((pool) => uses.some((use) => use.pool === pool && use.fillFen > 0)).length;
      const losses = uses.map((use) => best - pricedAt(use, shares));
      return { item, uses, losses, count, bestUse: uses[losses.indexOf(Math.min(...losses))] };
    });
    this.#byPool = new Map(
      pools.map((pool) => {
        const best: Move[] = [];
        const more: Move[] = [];
        const less: Move[] = [];
        const fillOf = (use: Use | undefined): Fen => (use?.pool === pool ? use.fillFen : 0);
        for (const { item, uses, losses, count, bestUse } of among) {
          const own = fillOf(bestUse);
          if (own > 0) best.push({ item, fen: own, rate: 0 });
          for (const [moves, sign] of [
            [more, 1],
            [less, -1],
          ] as const) {
            const fen = Math.max(...uses.map((use) => sign * (fillOf(use) - own)));
            if (fen <= 0) continue;
            const loss = Math.min(...losses.filter((_, place) => sign * (fillOf(uses[place]) - own) > 0));
            moves.push({ item, fen, rate: loss / count / fen });
          }
        }
        const inOrder = (moves: Move[]) => moves.sort((a, b) => a.rate - b.rate || a.item - b.item);
        return [pool, { best, more: inOrder(more), less: inOrder(less) }];
      }),
    );
  }

  /** A limit as states see it that know some of the items. */
  limit(pool: number, roomFen: Fen, known: ReadonlySet<number>): Limit {
    const { best = [], more = [], less = [] } = this.#byPool.get(pool) ?? {};
    const share = this.#shares[pool] ?? 1;
    const others = (moves: readonly Move[], most: number): Float64Array => {
      const steps: number[] = [];
      for (const { item, fen, rate } of moves) {
        if (rate >= most) break;
        if (!known.has(item)) steps.push(fen, rate);
      }
      return Float64Array.of(...steps, Number.POSITIVE_INFINITY, most);
    };
    const bestFen = best.reduce((sum, { item, fen }) => sum + (known.has(item) ? 0 : fen), 0);
    const leads = this.#leads.has(pool);
    return { pool, roomFen, share, leads, bestFen, more: others(more, 1 - share), less: others(less, share) };
  }
}
