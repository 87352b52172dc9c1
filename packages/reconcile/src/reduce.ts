import type { Item, Option, Pool, Problem } from './problem.ts';

/**
 * Takes out of a problem what needs no search, without losing the best choice or the order among equals:
 * a limit that cannot bind is none; an option that another one beats at every turn goes; an item with one option that
 * takes up no limit is used.
 */
export function reduce({ items, pools }: Problem): Problem {
  let current: readonly Item[] = items;
  let size = -1;
  while (size !== optionCount(current)) {
    size = optionCount(current);
    const binding = pools.map((pool, index) => canBind(pool, index, current));
    current = current.map((item) => ({
      key: item.key,
      options: withoutDominated(item.options.map((option) => released(option, binding))),
    }));
  }
  return { items: current, pools };
}

const optionCount = (items: readonly Item[]): number =>
  items.reduce((sum, { options }) => sum + options.length, 0);

/** Even if every item went to the pool, would it all be paid? */
function canBind({ capacityFen }: Pool, pool: number, items: readonly Item[]): boolean {
  let wantedFen = 0;
  for (const { options } of items) {
    const option = options.find((candidate) => candidate.pool === pool);
    if (option !== undefined) wantedFen += option.paysFen + option.takesFen;
  }
  return wantedFen > capacityFen;
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
 * comes later or brings less: whatever the rest of the choice is, changing over loses nothing.
 */
function withoutDominated(options: readonly Option[]): readonly Option[] {
  const most = (option: Option): number => option.freeFen + option.paysFen;
  const free = options.filter(({ pool }) => pool === null);
  if (free.length === 0 || options.length === 1) return options;
  const best = free.reduce((winner, option) => (option.freeFen > winner.freeFen ? option : winner));
  const bestAt = options.indexOf(best);
  return options.filter(
    (option, at) =>
      option === best ||
      most(option) > best.freeFen ||
      (most(option) === best.freeFen && at < bestAt && option.pool !== null),
  );
}

/** An item is settled where it has one option that takes up nothing: using it never loses. */
export const isSettled = ({ options }: Item): boolean =>
  options.length === 1 && options.every(({ pool, takesFen }) => pool === null || takesFen === 0);
