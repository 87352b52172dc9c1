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
}

/** An item that is not there. */
export const NOWHERE: Use = { worthFen: 0, fillFen: 0, pool: -1, option: -1 };

/** For each item its use. */
export type Choice = readonly Use[];

/**
 * The uses of an item. A line fills a limit with no more than the limit. Leaving the item unused is one of its uses
 * only where using it could cost something: a line that takes up no limit never loses, and ties prefer more lines.
 */
export function usesOf(options: readonly Option[], roomsFen: readonly Fen[]): readonly Use[] {
  const uses = options.map(
    ({ freeFen, paysFen, takesFen, pool }, option): Use => ({
      worthFen: freeFen - takesFen,
      fillFen: pool === null ? 0 : Math.min(paysFen + takesFen, Math.max(0, roomsFen[pool] ?? 0)),
      pool: pool ?? -1,
      option,
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

/** The same part with only some of the uses. */
export const restricted = (part: Part, keep: (use: Use, item: number) => boolean): Part => ({
  ...part,
  items: part.items.map((uses, item) => (uses.length === 1 ? uses : uses.filter((use) => keep(use, item)))),
});
