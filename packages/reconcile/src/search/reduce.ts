import type { Fen } from '@twelve/dossier';
import type { Item, Option, Pool, Problem } from '../problem.ts';

/**
 * Takes out of a problem what needs no search, without losing the best choice or the order among equals:
 * a limit that cannot bind is none; an option that another one beats at every turn goes; an item with one option that
 * takes up no limit is used.
 */
export function reduce({ items, pools, clauseOf }: Problem): Problem {
  let current = items.map((item) => withOptions(item, withinLimits(item.options, pools)));
  let size = -1;
  while (size !== optionCount(current)) {
    size = optionCount(current);
    const binding = bindingOf(pools, current);
    current = current.map((item) =>
      withOptions(item, withoutDominated(releasedAll(item.options, binding), pools, clauseOf)),
    );
  }
  return { items: current, pools, clauseOf };
}

const withOptions = (item: Item, options: readonly Option[]): Item =>
  options === item.options ? item : { key: item.key, options };

/** What was received for a line may be more than its whole limit: it takes up the limit, and the line brings nothing. */
function withinLimits(options: readonly Option[], pools: readonly Pool[]): readonly Option[] {
  const capacityFen = ({ pool }: Option): Fen =>
    pool === null ? Number.POSITIVE_INFINITY : (pools[pool]?.capacityFen ?? Number.POSITIVE_INFINITY);
  return options.every((option) => option.takesFen < capacityFen(option))
    ? options
    : options.map((option) =>
        option.takesFen < capacityFen(option)
          ? option
          : { ...option, paysFen: 0, takesFen: capacityFen(option) },
      );
}

function optionCount(items: readonly Item[]): number {
  let count = 0;
  for (const { options } of items) count += options.length;
  return count;
}

/** Of each pool: if every item went there, would it be more than the limit? */
function bindingOf(pools: readonly Pool[], items: readonly Item[]): readonly boolean[] {
  const wantedFen = new Float64Array(pools.length);
  for (const { options } of items) {
    for (const option of options) {
      const { pool } = option;
      if (pool === null || options.find((other) => other.pool === pool) !== option) continue;
      wantedFen[pool] = (wantedFen[pool] ?? 0) + mostIn(options, pool);
    }
  }
  return pools.map(({ capacityFen }, pool) => (wantedFen[pool] ?? 0) > capacityFen);
}

/** The most that an item can fill a pool with. */
function mostIn(options: readonly Option[], pool: number): number {
  let most = 0;
  for (const option of options) {
    if (option.pool === pool) most = Math.max(most, option.paysFen + option.takesFen);
  }
  return most;
}

function releasedAll(options: readonly Option[], binding: readonly boolean[]): readonly Option[] {
  const isBound = ({ pool }: Option): boolean => pool === null || binding[pool] === true;
  return options.every(isBound)
    ? options
    : options.map((option) => (isBound(option) ? option : released(option)));
}

const released = (option: Option): Option => ({
  slots: option.slots,
  freeBySlot: option.freeBySlot.map((freeFen, place) => (place === 0 ? freeFen + option.paysFen : freeFen)),
  freeFen: option.freeFen + option.paysFen,
  pool: null,
  paysFen: 0,
  takesFen: 0,
});

/**
 * Options come in the order that ties prefer. An unlimited option beats every other that brings no more, if that one
 * comes later or brings less: whatever the rest of the choice is, changing over loses nothing. No line brings more
 * than its limit, so that limits fall apart that only large items could fill.
 */
function withoutDominated(
  options: readonly Option[],
  pools: readonly Pool[],
  clauseOf: readonly number[],
): readonly Option[] {
  if (options.length === 1) return options;
  let best: Option | undefined;
  for (const option of options) {
    if (option.pool !== null) continue;
    if (best === undefined || isAhead(option, best, clauseOf)) best = option;
  }
  if (best === undefined) return options;
  const kept: Option[] = [];
  let isAfter = false;
  for (const option of options) {
    if (option === best) {
      kept.push(option);
      isAfter = true;
    } else if (option.pool !== null) {
      const more = mostOf(option, pools) - best.freeFen;
      if (more > 0 || (more === 0 && !isAfter)) kept.push(option);
    }
  }
  return kept.length === options.length ? options : kept;
}

/** The most that an option can bring. */
const mostOf = ({ freeFen, pool, paysFen }: Option, pools: readonly Pool[]): number =>
  freeFen + Math.min(paysFen, pools[pool ?? -1]?.capacityFen ?? 0);

/** Of two unlimited options: does the first bring more, or the same in the way that ties prefer? */
function isAhead(option: Option, other: Option, clauseOf: readonly number[]): boolean {
  if (option.freeFen !== other.freeFen) return option.freeFen > other.freeFen;
  const slots = [...option.slots, ...other.slots].sort((a, b) => a - b);
  for (const keyOf of [(slot: number) => clauseOf[slot] ?? 0, (slot: number) => slot]) {
    for (const slot of slots) {
      const more = amountIn(option, keyOf, keyOf(slot)) - amountIn(other, keyOf, keyOf(slot));
      if (more !== 0) return more > 0;
    }
  }
  return option.slots.length > other.slots.length;
}

/** What an option brings to the slots of one clause, or to one slot. */
function amountIn({ slots, freeBySlot }: Option, keyOf: (slot: number) => number, key: number): Fen {
  let fen = 0;
  for (let at = 0; at < slots.length; at += 1) {
    if (keyOf(slots[at] ?? 0) === key) fen += freeBySlot[at] ?? 0;
  }
  return fen;
}

/** An item is settled where it has one option that takes up nothing: using it never loses. */
export const isSettled = ({ options }: Item): boolean =>
  options.length === 1 && options.every(({ pool, takesFen }) => pool === null || takesFen === 0);
