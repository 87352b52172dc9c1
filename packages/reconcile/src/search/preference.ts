import type { Fen } from '@twelve/dossier';
import type { Option } from '../problem.ts';
import type { Choice } from './part.ts';

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
  // Lists ask tens of thousands of times: the figures are written where they were written the last time.
  const clauses = (clauseOf.at(-1) ?? -1) + 1;
  const ranks = [0, 1].map(() => new Float64Array(clauses + clauseOf.length + 1));
  const [first = new Float64Array(), second = new Float64Array()] = ranks;
  const left = new Float64Array(roomsFen.length);

  /** By clause in order, then by slot in order, then the lines. */
  const rank = (choice: Choice, into: Float64Array): void => {
    into.fill(0);
    const pay = (slot: number, fen: Fen): void => {
      const clause = clauseOf[slot] ?? 0;
      into[clause] = (into[clause] ?? 0) + fen;
      into[clauses + slot] = (into[clauses + slot] ?? 0) + fen;
    };
    for (let pool = 0; pool < left.length; pool += 1) left[pool] = Math.max(0, roomsFen[pool] ?? 0);
    for (let item = 0; item < choice.length; item += 1) {
      const option = options[item]?.[choice[item]?.option ?? -1];
      if (option !== undefined && option.pool !== null)
        left[option.pool] = (left[option.pool] ?? 0) - option.takesFen;
    }
    // A limit cuts the last lines by item key.
    for (let item = 0; item < choice.length; item += 1) {
      const option = options[item]?.[choice[item]?.option ?? -1];
      if (option === undefined) continue;
      const { slots, freeBySlot, pool, paysFen } = option;
      into[into.length - 1] = (into[into.length - 1] ?? 0) + slots.length;
      for (let at = 0; at < slots.length; at += 1) pay(slots[at] ?? 0, freeBySlot[at] ?? 0);
      if (pool === null) continue;
      const paid = Math.min(paysFen, Math.max(0, left[pool] ?? 0));
      left[pool] = (left[pool] ?? 0) - paid;
      pay(slots[0] ?? 0, paid);
    }
  };
  return (choice, other) => {
    rank(choice, first);
    rank(other, second);
    for (let at = 0; at < first.length; at += 1) {
      const difference = (first[at] ?? 0) - (second[at] ?? 0);
      if (difference !== 0) return difference > 0;
    }
    const item = choice.findIndex(({ option }, at) => option !== other[at]?.option);
    return item >= 0 && (choice[item]?.option ?? 0) < (other[item]?.option ?? 0);
  };
}
