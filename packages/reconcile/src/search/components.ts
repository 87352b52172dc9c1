import type { Item, Pool } from '../problem.ts';

/** Items that compete for the same limits, and the pools they compete for; settled items are already in them. */
export interface Component {
  readonly items: readonly Item[];
  /** Indices into the problem's pools. */
  readonly pools: readonly number[];
}

/** Splits open items into parts that share no pool: each can be decided by itself. */
export function componentsOf(items: readonly Item[], pools: readonly Pool[]): readonly Component[] {
  const parent = pools.map((_, index) => index);
  const root = (pool: number): number => {
    let at = pool;
    for (let up = parent[at] ?? at; up !== at; up = parent[at] ?? at) at = up;
    return at;
  };
  const poolsOf = (item: Item): readonly number[] =>
    item.options.flatMap(({ pool }) => (pool === null ? [] : [pool]));
  for (const item of items) {
    const [first, ...others] = poolsOf(item);
    if (first === undefined) continue;
    for (const other of others) parent[root(other)] = root(first);
  }
  const parts = new Map<number, Item[]>();
  for (const item of items) {
    const [first] = poolsOf(item);
    const key = first === undefined ? -1 : root(first);
    const part = parts.get(key);
    if (part === undefined) parts.set(key, [item]);
    else part.push(item);
  }
  return [...parts.values()].map((members) => ({
    items: members,
    pools: [...new Set(members.flatMap(poolsOf))].sort((a, b) => a - b),
  }));
}
