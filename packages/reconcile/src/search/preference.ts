import type { Fen } from '@twelve/dossier';
import type { Option } from '../problem.ts';
import type { Choice } from './part.ts';

/** What ties compare, for one choice: amounts by clause, then by slot, then the number of lines. */
type Rank = readonly number[];

/**
 * Compares choices of equal worth as the contract says: more to the lower-numbered clause, then to the smaller
 * scope, then the most lines, then the smaller item keys in the earlier options.
 *
 * @param options by item, in the order that ties prefer
 * @param clauseOf the place of each slot's clause
 */
export function preferenceOf(
  roomsFen: readonly Fen[],
  options: readonly (readonly Option[])[],
  clauseOf: readonly number[],
): (choice: Choice, other: Choice) => boolean {
  const rankOf = (choice: Choice): Rank => {
    const used = choice.flatMap((use, item) => options[item]?.[use.option] ?? []);
    const left = roomsFen.map((room) => Math.max(0, room));
    for (const { pool, takesFen } of used) {
      if (pool !== null) left[pool] = (left[pool] ?? 0) - takesFen;
    }
    const bySlot = new Map<number, Fen>();
    const pay = (slot: number, fen: Fen): void => {
      bySlot.set(slot, (bySlot.get(slot) ?? 0) + fen);
    };
    // A limit cuts the last lines by item key.
    for (const { slots, freeBySlot, pool, paysFen } of used) {
      slots.forEach((slot, at) => {
        pay(slot, freeBySlot[at] ?? 0);
      });
      if (pool === null) continue;
      const paid = Math.min(paysFen, Math.max(0, left[pool] ?? 0));
      left[pool] = (left[pool] ?? 0) - paid;
      pay(slots[0] ?? 0, paid);
    }
    const lines = used.reduce((sum, { slots }) => sum + slots.length, 0);
    return [...amounts(bySlot, clauseOf), lines];
  };
  return (choice, other) => {
    const [rank, otherRank] = [rankOf(choice), rankOf(other)];
    const differs = rank.findIndex((value, at) => value !== otherRank[at]);
    if (differs >= 0) return (rank[differs] ?? 0) > (otherRank[differs] ?? 0);
    const item = choice.findIndex(({ option }, at) => option !== other[at]?.option);
    return item >= 0 && (choice[item]?.option ?? 0) < (other[item]?.option ?? 0);
  };
}

/** By clause in order, then by slot in order. Every slot has its place, so that two choices can be compared. */
function amounts(bySlot: ReadonlyMap<number, Fen>, clauseOf: readonly number[]): readonly Fen[] {
  const byClause = new Array<Fen>((clauseOf.at(-1) ?? -1) + 1).fill(0);
  const slots = clauseOf.map((clause, slot) => {
    const fen = bySlot.get(slot) ?? 0;
    byClause[clause] = (byClause[clause] ?? 0) + fen;
    return fen;
  });
  return [...byClause, ...slots];
}
