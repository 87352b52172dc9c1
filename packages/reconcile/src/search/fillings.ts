import type { Fen } from '@twelve/dossier';
import type { Budget } from './budget.ts';
import { explore } from './explore.ts';
import { type Choice, NOWHERE, type Part, type Use } from './part.ts';
import { pricedAt, type Shares } from './prices.ts';

/**
 * Tells every way of filling one limit that a choice of some worth can have, as the part that is then left to decide:
 * without that limit's uses but those that fill it. What other limits bring counts at their prices.
 *
 * @param visit returns the least worth that is still of interest
 * @returns whether all were told
 */
export function eachFilling(
  part: Part,
  shares: Shares,
  pool: number,
  leastFen: Fen,
  visit: (rest: Part) => Fen,
  budget: Budget,
): boolean {
  const alone = withOneLimit(part, shares, pool);
  const every = (choice: Choice): Fen => {
    const rest = part.items.map((uses, item) => {
      const use = choice[item];
      return use?.pool === pool ? [use] : uses.filter((own) => own.pool !== pool);
    });
    return visit({ ...part, items: rest }) - ROUNDING;
  };
  const start = { choice: alone.items.map((uses) => uses.at(-1) ?? NOWHERE), worthFen: 0 };
  const space = {
    leastFen: leastFen - ROUNDING,
    halfSize: Number.POSITIVE_INFINITY,
    topFen: Number.POSITIVE_INFINITY,
    equals: undefined,
    whole: true,
    steps: budget.steps / LISTING,
    every,
  };
  return explore(alone, shares, start, space, budget).lookedToFen < Number.POSITIVE_INFINITY;
}

/** Prices are no whole numbers: what a choice is worth at them is that to less than a fen. */
const ROUNDING = 1;

/** The part of the work that may go into the lists of the one limit, as a divisor. */
const LISTING = 4;

/** Every item goes to the limit or to the best that it can be elsewhere; what else the limits bring is an item more. */
function withOneLimit({ items, roomsFen }: Part, shares: Shares, pool: number): Part {
  const unlimited = (worthFen: number): Use => ({ ...NOWHERE, worthFen });
  const alone = items.map((uses) => {
    const own = uses.filter((use) => use.pool === pool);
    const others = uses.filter((use) => use.pool !== pool).map((use) => pricedAt(use, shares));
    return others.length === 0 ? own : [...own, unlimited(Math.max(...others))];
  });
  const restFen = roomsFen.map((room, at) =>
    at === pool ? 0 : (1 - (shares[at] ?? 1)) * room - Math.min(0, room),
  );
  return {
    items: [...alone, [unlimited(restFen.reduce((sum, fen) => sum + fen, 0))]],
    roomsFen: roomsFen.map((room, at) => (at === pool ? room : 0)),
  };
}
