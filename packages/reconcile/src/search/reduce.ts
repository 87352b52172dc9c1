import type { Item, Option, Pool, Problem } from '../problem.ts';

/**
 * Takes out of a problem what needs no search, without losing the best choice or the order among equals:
 * a limit that cannot bind is none; an option that another one beats at every turn goes; an item with one option that
 * takes up no limit is used.
 */
export function reduce({ items, pools, clauseOf }: Problem): Problem {
  let current: readonly Item[] = items.map(({ key, options }) => ({
    key,
    options: options.map((option) => withinLimit(option, pools)),
  }));
  let size = -1;
  while (size !== optionCount(current)) {
    size = optionCount(current);
    const binding = bindingOf(pools, current);
    current = current.map((item) => {
      const options = item.options.map((option) => released(option, binding));
      return { key: item.key, options: withoutDominated(options, pools, clauseOf) };
    });
  }
  return { items: current, pools, clauseOf };
}

/** What was received for a line may be more than its whole limit: it takes up the limit, and the line brings nothing. */
function withinLimit(option: Option, pools: readonly Pool[]): Option {
  const capacityFen = pools[option.pool ?? -1]?.capacityFen;
  return capacityFen === undefined || option.takesFen < capacityFen
    ? option
    : { ...option, paysFen: 0, takesFen: capacityFen };
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
      wantedFen[pool] = (wantedFen[pool] ?? 0) + mostOf(options, pool);
    }
  }
  return pools.map(({ capacityFen }, pool) => (wantedFen[pool] ?? 0) > capacityFen);
}

/** The most that an item can fill a pool with. */
function mostOf(options: readonly Option[], pool: number): number {
  let most = 0;
  for (const option of options) {
    if (option.pool === pool) most = Math.max(most, option.paysFen + option.takesFen);
  }
  return most;
}

const released = (option: Option, binding: readonly boolean[]): Option =>
  option.pool === null || binding[option.pool] === true
    ? option
    : {
        slots: option.slots,
        freeBySlot: option.freeBySlot.map((freeFen, place) =>
          place === 0 ? freeFen + option.paysFen : freeFen,
        ),
        freeFen: option.freeFen + option.paysFen,
        pool: null,
        paysFen: 0,
        takesFen: 0,
      };

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
  const most = ({ freeFen, pool, paysFen }: Option): number =>
    freeFen + Math.min(paysFen, pools[pool ?? -1]?.capacityFen ?? 0);
  const [first, ...others] = options.filter(({ pool }) => pool === null);
  if (first === undefined) return options;
  const best = others.reduce(
    (winner, option) => (isAhead(option, winner, clauseOf) ? option : winner),
    first,
  );
  const bestAt = options.indexOf(best);
  return options.filter(
    (option, at) =>
      option === best ||
      (option.pool !== null &&
        (most(option) > best.freeFen || (most(option) === best.freeFen && at < bestAt))),
  );
}

/** Of two unlimited options: does the first bring more, or the same in the way that ties prefer? */
function isAhead(option: Option, other: Option, clauseOf: readonly number[]): boolean {
  if (option.freeFen !== other.freeFen) return option.freeFen > other.freeFen;
  const [slot = 0, ...stacked] = option.slots;
  const [otherSlot = 0, ...otherStacked] = other.slots;
  if (stacked.length + otherStacked.length === 0) return option.freeFen > 0 && slot < otherSlot;
  const amount = ({ slots: own, freeBySlot }: Option, counts: (slot: number) => boolean): number =>
    own.reduce((sum, one, place) => sum + (counts(one) ? (freeBySlot[place] ?? 0) : 0), 0);
  const slots = [...new Set([...option.slots, ...other.slots])].sort((a, b) => a - b);
  const clauses = [...new Set(slots.map((one) => clauseOf[one]))];
  const compared = [
    ...clauses.map((clause) => (one: number) => clauseOf[one] === clause),
    ...slots.map((own) => (one: number) => one === own),
  ];
  for (const counts of compared) {
    const difference = amount(option, counts) - amount(other, counts);
    if (difference !== 0) return difference > 0;
  }
  return option.slots.length > other.slots.length;
}

/** An item is settled where it has one option that takes up nothing: using it never loses. */
export const isSettled = ({ options }: Item): boolean =>
  options.length === 1 && options.every(({ pool, takesFen }) => pool === null || takesFen === 0);
