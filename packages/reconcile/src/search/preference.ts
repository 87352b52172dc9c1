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
    const bySlot = new Map<number, Fen>();
    const left = [...roomsFen];
    const firstSlot = new Map<number, number>();
    let lines = 0;
    choice.forEach((use, item) => {
      const option = options[item]?.[use.option];
      if (option === undefined) return;
      lines += option.slots.length;
      option.slots.forEach((slot, at) => {
        bySlot.set(slot, (bySlot.get(slot) ?? 0) + (option.freeBySlot[at] ?? 0));
      });
      if (option.pool === null) return;
      const before = left[option.pool] ?? 0;
      const after = before - option.paysFen - option.takesFen;
      left[option.pool] = after;
      const paid = Math.max(0, before) - Math.max(0, after) - option.takesFen;
      const slot = option.slots[0] ?? 0;
      firstSlot.set(option.pool, Math.min(slot, firstSlot.get(option.pool) ?? slot));
      bySlot.set(slot, (bySlot.get(slot) ?? 0) + paid);
    });
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
