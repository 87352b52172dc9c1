import type { Fen } from '@twelve/dossier';
import type { Option } from '../problem.ts';

/**
 * One way to use an item, as the search sees it: what it is worth at once, and what it fills a limit with. A pool
 * that pays `paysFen` and of which `takesFen` is taken up, with a limit c, brings min(pays, c − takes); that is
 * min(pays + takes, c) − takes, so that what is taken up is a fill that was charged for. In fen, whole numbers.
 */
export interface Use {
  readonly worthFen: Fen;
  readonly fillFen: Fen;
  /** By clause of the part, what of its worth goes to it. */
  readonly byClauseFen: readonly Fen[];
  /** The pool that it fills; −1: none. */
  readonly pool: number;
  /** Its place among the item's options, which are in the order that ties prefer; one more: left unused. */
  readonly option: number;
}

/** What one search decides: items, each to be used in exactly one way, in the order that ties prefer; and limits. */
export interface Part {
  readonly items: readonly (readonly Use[])[];
  /** What is left of each pool's limit once the settled lines have filled it: negative where they exceed it. In fen. */
  readonly roomsFen: readonly Fen[];
  /** By pool the clause that it pays. Clauses are numbered from 0 in the order in which ties compare them. */
  readonly clauseOfPool: readonly number[];
}

/** An item that is not there. */
export const NOWHERE: Use = { worthFen: 0, fillFen: 0, byClauseFen: [], pool: -1, option: -1 };

/** For each item its use. */
export type Choice = readonly Use[];

/** The part of items with these options, by item in the order that ties prefer; with their pools numbered from 0. */
export function partOf(
  optionsOf: readonly (readonly Option[])[],
  roomsFen: readonly Fen[],
  clauseOf: readonly number[],
): Part {
  const all = optionsOf.flat();
  const clauses = [...new Set(all.flatMap(({ slots }) => slots.map((slot) => clauseOf[slot] ?? 0)))];
  clauses.sort((a, b) => a - b);
  const clauseAt = ({ slots }: Option, place: number): number =>
    clauses.indexOf(clauseOf[slots[place] ?? 0] ?? 0);
  const clauseOfPool = roomsFen.map(() => -1);
  for (const option of all) {
    if (option.pool !== null) clauseOfPool[option.pool] = clauseAt(option, 0);
  }
  const byClauseFen = (option: Option): readonly Fen[] => {
    const fens = clauses.map(() => 0);
    option.freeBySlot.forEach((fen, place) => {
      const clause = clauseAt(option, place);
      fens[clause] = (fens[clause] ?? 0) + fen - (place === 0 ? option.takesFen : 0);
    });
    return fens;
  };
  return {
    items: optionsOf.map((options) => usesOf(options, roomsFen, byClauseFen)),
    roomsFen,
    clauseOfPool,
  };
}

/**
 * The uses of an item. A line fills a limit with no more than the limit. Leaving the item unused is one of its uses
 * only where using it could cost something: a line that takes up no limit never loses, and ties prefer more lines.
 */
function usesOf(
  options: readonly Option[],
  roomsFen: readonly Fen[],
  byClauseFen: (option: Option) => readonly Fen[],
): readonly Use[] {
  const uses = options.map(
    (option, place): Use => ({
      worthFen: option.freeFen - option.takesFen,
      fillFen:
        option.pool === null
          ? 0
          : Math.min(option.paysFen + option.takesFen, Math.max(0, roomsFen[option.pool] ?? 0)),
      byClauseFen: byClauseFen(option),
      pool: option.pool ?? -1,
      option: place,
    }),
  );
  const unused: Use = { ...NOWHERE, option: options.length };
  return options.some(({ takesFen }) => takesFen === 0) ? uses : [...uses, unused];
}

/** What a choice pays, less what the settled lines pay already. Exact. */
export function worthOf(roomsFen: readonly Fen[], choice: Choice): Fen {
  const left = [...roomsFen];
  let totalFen = 0;
  for (const { worthFen, fillFen, pool } of choice) {
    totalFen += worthFen;
    if (pool >= 0) {
      totalFen += fillFen;
      left[pool] = (left[pool] ?? 0) - fillFen;
    }
  }
  left.forEach((fen, pool) => {
    totalFen += Math.min(0, fen) - Math.min(0, roomsFen[pool] ?? 0);
  });
  return totalFen;
}

/** What of it goes to a clause, but for a figure that is the same for all choices. */
export function paidTo(clause: number, { roomsFen, clauseOfPool }: Part, choice: Choice): Fen {
  const left = [...roomsFen];
  let paidFen = 0;
  for (const { byClauseFen, pool, fillFen } of choice) {
    paidFen += byClauseFen[clause] ?? 0;
    if (pool >= 0) left[pool] = (left[pool] ?? 0) - fillFen;
  }
  left.forEach((fen, pool) => {
    if (clauseOfPool[pool] === clause) paidFen -= Math.max(0, fen);
  });
  return paidFen;
}

/** The first clause in the order of ties that gets more from some choices of a part than from others. */
export function firstOpenClause({ items, clauseOfPool }: Part): number {
  let first = Number.POSITIVE_INFINITY;
  for (const [use, ...others] of items) {
    for (const other of others) {
      if (other.pool !== use?.pool || other.fillFen !== use.fillFen) {
        for (const pool of [other.pool, use?.pool ?? -1])
          first = Math.min(first, clauseOfPool[pool] ?? first);
      }
      for (const [one, two] of [
        [use, other],
        [other, use],
      ] as const) {
        one?.byClauseFen.forEach((fen, clause) => {
          if (fen !== (two?.byClauseFen[clause] ?? 0)) first = Math.min(first, clause);
        });
      }
    }
  }
  return first;
}

/** The same part with only some of the uses. */
export const restricted = (part: Part, keep: (use: Use, item: number) => boolean): Part => ({
  ...part,
  items: part.items.map((uses, item) => (uses.length === 1 ? uses : uses.filter((use) => keep(use, item)))),
});
