import type { Fen } from '@twelve/dossier';
import type { PolicyPack } from '@twelve/measures';
import { byCodeUnit, type OpenLine, type Slot } from './slots.ts';

/**
 * One way to use an item: the slots it would be a line of (more than one where clauses stack), what it brings free of
 * any limit (to each of them, and in all), and what it brings to and takes up of one limited pool. In fen.
 */
export interface Option {
  readonly slots: readonly number[];
  readonly freeBySlot: readonly Fen[];
  readonly freeFen: Fen;
  readonly pool: number | null;
  readonly paysFen: Fen;
  readonly takesFen: Fen;
}

/** An item of X1 with its options, in the order in which ties prefer them. It may also be left unused. */
export interface Item {
  readonly key: string;
  readonly options: readonly Option[];
}

/** A limit that one or several slots share: what is left of it after earlier awards. In fen. */
export interface Pool {
  readonly key: string;
  readonly capacityFen: Fen;
  readonly slots: readonly number[];
}

/** The choice under X1: which item is used how. */
export interface Problem {
  readonly items: readonly Item[];
  readonly pools: readonly Pool[];
  /** For each slot the place of its clause: slots are in the order of clauses and scopes. */
  readonly clauseOf: readonly number[];
}

/** Puts the choice that is left after the other rules into the form that the search works on. */
export function problemOf(pack: PolicyPack, slots: readonly Slot[]): Problem {
  const pools = poolsOf(slots);
  const poolOf = new Map<number, number>();
  pools.forEach(({ slots: members }, pool) => {
    for (const member of members) poolOf.set(member, pool);
  });
  const stacking = new Set<string>(pack.constraints.stacking.map(({ clause }) => clause));
  const stacks = stacksOf(pack, slots);
  const optionsByItem = new Map<string, Option[]>();
  slots.forEach(({ decision: { clause }, open }, index) => {
    if (stacking.has(clause)) return;
    const pool = poolOf.get(index) ?? null;
    const stacked = stacks.get(clause);
    for (const entry of open) {
      const option = optionOf(entry, index, pool, stacked?.get(entry.line.item) ?? []);
      const options = optionsByItem.get(entry.line.item);
      if (options === undefined) optionsByItem.set(entry.line.item, [option]);
      else options.push(option);
    }
  });
  const items = [...optionsByItem].map(([key, options]) => ({ key, options }));
  return { items: items.sort((a, b) => byCodeUnit(a.key, b.key)), pools, clauseOf: clausesOf(slots) };
}

function optionOf(
  { paysFen, takesFen }: OpenLine,
  index: number,
  pool: number | null,
  stacked: readonly Stacked[],
): Option {
  const slots = [index];
  const freeBySlot = [pool === null ? paysFen : 0];
  let freeFen = pool === null ? paysFen : 0;
  for (const entry of stacked) {
    slots.push(entry.at);
    freeBySlot.push(entry.paysFen);
    freeFen += entry.paysFen;
  }
  return {
    slots,
    freeBySlot,
    freeFen,
    pool,
    paysFen: pool === null ? 0 : paysFen,
    takesFen: pool === null ? 0 : takesFen,
  };
}

function clausesOf(slots: readonly Slot[]): readonly number[] {
  const clauses = [...new Set(slots.map(({ decision }) => decision.clause))];
  return slots.map(({ decision }) => clauses.indexOf(decision.clause));
}

function poolsOf(slots: readonly Slot[]): readonly Pool[] {
  const pools = new Map<string, Pool & { readonly slots: number[] }>();
  slots.forEach(({ decision: { limit, prior, pool } }, index) => {
    if (limit === null) return;
    const known = pools.get(pool);
    if (known === undefined) {
      pools.set(pool, { key: pool, capacityFen: Math.max(0, limit - prior), slots: [index] });
    } else known.slots.push(index);
  });
  return [...pools.values()];
}

/** A line of a slot that stacks on lines of other slots. */
interface Stacked {
  readonly at: number;
  readonly paysFen: Fen;
}

/** X2: by clause and item, what stacks on its line, and only there. Stacked clauses have no limit of their own. */
function stacksOf(
  pack: PolicyPack,
  slots: readonly Slot[],
): ReadonlyMap<string, ReadonlyMap<string, readonly Stacked[]>> {
  const stacks = new Map<string, Map<string, Stacked[]>>();
  for (const { clause, on } of pack.constraints.stacking) {
    const byItem = stacks.get(on) ?? new Map<string, Stacked[]>();
    stacks.set(on, byItem);
    slots.forEach(({ decision, open }, at) => {
      if (decision.clause !== clause) return;
      for (const { line, paysFen } of open) {
        byItem.set(line.item, [...(byItem.get(line.item) ?? []), { at, paysFen }]);
      }
    });
  }
  return stacks;
}
