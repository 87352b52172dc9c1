import type { Fen } from '@twelve/dossier';
import { itemsFitting } from './limits.ts';
import type { Choice, Part, Use } from './part.ts';
import type { Shares } from './prices.ts';

/** Limits of one price taken as one. */
export interface Together {
  /** What fits under several limits fits under one with the room of all: the best of this part is no less. */
  readonly part: Part;
  /** What these limits have room for, and in about how many ways it can be split between them. */
  readonly roomFen: Fen;
  readonly ways: number;
  /** The parts that are left to decide once it is known what goes to the limits together, the quickest first. */
  readonly splits: (choice: Choice) => readonly Part[];
}

/** @returns undefined where no two limits have the same price */
export function together(
  { items, roomsFen }: Part,
  shares: Shares,
  pools: readonly number[],
): Together | undefined {
  const price = (pool: number): number => Math.round((shares[pool] ?? 1) * 1e9);
  const open = pools.filter((pool) => (roomsFen[pool] ?? 0) > 0);
  const firstOf = new Map(
    open.map((pool) => [pool, open.find((other) => price(other) === price(pool))] as const),
  );
  if (open.every((pool) => firstOf.get(pool) === pool)) return undefined;
  const moved = (use: Use): Use => ({ ...use, pool: firstOf.get(use.pool) ?? use.pool });
  const roomOf = (pool: number): number =>
    open.reduce((sum, own) => sum + (firstOf.get(own) === pool ? (roomsFen[own] ?? 0) : 0), 0);
  const part: Part = {
    items: items.map((uses) => {
      const all = uses.map(moved);
      return all.filter((use, at) => all.findIndex((other) => isAlike(use, other)) === at);
    }),
    roomsFen: roomsFen.map((room, pool) => (firstOf.has(pool) ? roomOf(pool) : room)),
  };
  const splits = (choice: Choice): readonly Part[] => {
    const lifted = choice.map((use, item) => (items[item] ?? []).filter((own) => isAlike(moved(own), use)));
    return SPLITS.map((open) => ({ roomsFen, items: thinned(lifted, roomsFen, open) }));
  };
  const joint = open.filter((pool) =>
    open.some((other) => other !== pool && firstOf.get(other) === firstOf.get(pool)),
  );
  const roomFen = joint.reduce((sum, pool) => sum + (roomsFen[pool] ?? 0), 0);
  return { part, roomFen, ways: 2 ** itemsFitting({ items, roomsFen }, joint), splits };
}

const isAlike = (use: Use, other: Use): boolean =>
  use.pool === other.pool && use.fillFen === other.fillFen && use.worthFen === other.worthFen;

/** How many items are left to decide: thirty can be split in about as many ways as there are fen to hit. */
const SPLITS = [26, 30, 34] as const;

/** Leaves the smallest items to decide; the others go where most room is left, the largest first. */
function thinned(
  items: readonly (readonly Use[])[],
  roomsFen: readonly number[],
  open: number,
): readonly (readonly Use[])[] {
  const left = [...roomsFen];
  const put = ({ pool, fillFen }: Use): void => {
    if (pool >= 0) left[pool] = (left[pool] ?? 0) - fillFen;
  };
  const result = [...items];
  const undecided = items.flatMap((uses, item) => (uses.length > 1 ? [item] : []));
  const sizeOf = (item: number): number => Math.max(...(items[item] ?? []).map(({ fillFen }) => fillFen));
  undecided.sort((a, b) => sizeOf(b) - sizeOf(a) || a - b);
  const settled = Math.max(0, undecided.length - open);
  for (const uses of items) if (uses.length === 1) uses.forEach(put);
  for (const item of undecided.slice(0, settled)) {
    const [first, ...others] = items[item] ?? [];
    if (first === undefined) continue;
    const roomiest = others.reduce(
      (best, use) => ((left[use.pool] ?? 0) > (left[best.pool] ?? 0) ? use : best),
      first,
    );
    put(roomiest);
    result[item] = [roomiest];
  }
  return result;
}
