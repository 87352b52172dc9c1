import type { Fen } from '@twelve/dossier';
import type { PolicyPack } from '@twelve/measures';
import { byCodeUnit, type Slot } from './slots.ts';

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
  const poolOf = new Map(
    pools.flatMap(({ slots: members }, pool) => members.map((member) => [member, pool] as const)),
  );
  const optionsByItem = new Map<string, Option[]>();
  slots.forEach((slot, index) => {
    if (pack.constraints.stacking.some(({ clause }) => clause === slot.decision.clause)) return;
    for (const { line, paysFen, takesFen } of slot.open) {
      const pool = poolOf.get(index) ?? null;
      const stacked = stackedOn(pack, slots, slot, line.item);
      const freeBySlot = [pool === null ? paysFen : 0, ...stacked.map((entry) => entry.paysFen)];
      const option: Option = {
        slots: [index, ...stacked.map(({ at }) => at)],
        freeBySlot,
        freeFen: freeBySlot.reduce((sum, freeFen) => sum + freeFen, 0),
        pool,
        paysFen: pool === null ? 0 : paysFen,
        takesFen: pool === null ? 0 : takesFen,
      };
      const options = optionsByItem.get(line.item);
      if (options === undefined) optionsByItem.set(line.item, [option]);
      else options.push(option);
    }
  });
  const items = [...optionsByItem].map(([key, options]) => ({ key, options }));
  return { items: items.sort((a, b) => byCodeUnit(a.key, b.key)), pools, clauseOf: clausesOf(slots) };
}

function clausesOf(slots: readonly Slot[]): readonly number[] {
  const clauses = [...new Set(slots.map(({ decision }) => decision.clause))];
  return slots.map(({ decision }) => clauses.indexOf(decision.clause));
}

function poolsOf(slots: readonly Slot[]): readonly Pool[] {
  const pools = new Map<string, Pool>();
  slots.forEach(({ decision }, index) => {
    if (decision.limit === null) return;
    const pool = pools.get(decision.pool) ?? {
      key: decision.pool,
      capacityFen: Math.max(0, decision.limit - decision.prior),
      slots: [],
    };
    pools.set(decision.pool, { ...pool, slots: [...pool.slots, index] });
  });
  return [...pools.values()];
}

/** X2: what stacks on a slot's line, and only there. Stacked clauses have no limit of their own. */
const stackedOn = (pack: PolicyPack, slots: readonly Slot[], base: Slot, item: string) =>
  pack.constraints.stacking
    .filter(({ on }) => on === base.decision.clause)
    .flatMap(({ clause }) =>
      slots.flatMap((slot, at) => {
        const entry =
          slot.decision.clause === clause ? slot.open.find(({ line }) => line.item === item) : undefined;
        return entry === undefined ? [] : [{ at, paysFen: entry.paysFen }];
      }),
    );
