import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choose } from './choose.ts';
import {
  arbitraryCrowd,
  arbitraryProblem,
  arbitrarySharing,
  bestByExhaustion,
  hasIdleLines,
  placesOf,
  preferredByExhaustion,
  standingOfOptions,
} from './problem.fixture.ts';
import type { Problem } from './problem.ts';

describe('the choice under X1', () => {
  it('is the best of all choices, and among equals the one that the contract prefers', () => {
    fc.assert(
      fc.property(arbitraryProblem, (problem) => {
        const chosen = choose(problem);
        expect(chosen.proven).toBe(true);
        expect(standingOfOptions(problem, chosen.options)).toEqual(bestByExhaustion(problem));
      }),
      { numRuns: 800, seed: 12 },
    );
  });

  it('has the earlier options at the smaller keys, among items that are all alike too', () => {
    fc.assert(
      fc.property(arbitraryCrowd, (problem) => {
        fc.pre(!hasIdleLines(problem));
        const chosen = choose(problem);
        expect(chosen).toMatchObject({ proven: true, preferred: true });
        expect(placesOf(problem, chosen.options)).toEqual(preferredByExhaustion(problem));
      }),
      { numRuns: 150, seed: 19 },
    );
  });

  it('gives the first items to the limit as long as an exact fit is left, of more fits than can be listed', () => {
    const filled = fc.record({
      amounts: fc.array(fc.integer({ min: 20, max: 900 }), { minLength: 34, maxLength: 77, size: 'max' }),
      inside: fc.array(fc.boolean(), { minLength: 77, maxLength: 77 }),
    });
    fc.assert(
      fc.property(filled, ({ amounts, inside }) => {
        const room = amounts.reduce((sum, amount, at) => sum + (inside[at] === true ? amount : 0), 0);
        const chosen = choose(underOneLimit(amounts, room));
        expect(chosen).toMatchObject({ proven: true, preferred: true });
        const places = [...chosen.options.values()].map(({ pool }) => pool);
        expect(places).toEqual(firstExactFit(amounts, room));
      }),
      { numRuns: 12, seed: 20 },
    );
  });

  it('is the best where scopes share a limit', () => {
    fc.assert(
      fc.property(arbitrarySharing, (problem) => {
        const chosen = choose(problem);
        expect(chosen.proven).toBe(true);
        expect(standingOfOptions(problem, chosen.options)[0]).toBe(bestByExhaustion(problem)[0]);
      }),
      { numRuns: 300, seed: 14 },
    );
  });

  it('stays lawful and honest when there is no budget: never above the best, and within the gap that it states', () => {
    fc.assert(
      fc.property(arbitraryProblem, (problem) => {
        const chosen = choose(problem, 1);
        const [total = 0] = standingOfOptions(problem, chosen.options);
        const [best = 0] = bestByExhaustion(problem);
        expect(total).toBeLessThanOrEqual(best);
        expect(total + chosen.gapFen).toBeGreaterThanOrEqual(best);
        expect(chosen.proven).toBe(chosen.gapFen === 0);
      }),
      { numRuns: 400, seed: 13 },
    );
  });
});

/** In units of a thousand yuan: all items bring 25% under the limit and 15% without. */
const underOneLimit = (amounts: readonly number[], room: number): Problem => ({
  items: amounts.map((amount, at) => ({
    key: `item${String(at).padStart(2, '0')}`,
    options: [
      { slots: [0], freeBySlot: [0], freeFen: 0, pool: 0, paysFen: amount * 25_000, takesFen: 0 },
      {
        slots: [1],
        freeBySlot: [amount * 15_000],
        freeFen: amount * 15_000,
        pool: null,
        paysFen: 0,
        takesFen: 0,
      },
    ],
  })),
  pools: [{ key: 'pool0', capacityFen: room * 25_000, slots: [0] }],
  clauseOf: [0, 1],
});

/** Item after item: under the limit, if those after it can still fill it exactly; else null. */
function firstExactFit(amounts: readonly number[], room: number): readonly (number | null)[] {
  const sums = [new Set([0])];
  for (const amount of amounts.toReversed()) {
    const after = sums[0] ?? new Set();
    sums.unshift(new Set([...after, ...[...after].map((sum) => sum + amount).filter((sum) => sum <= room)]));
  }
  let left = room;
  return amounts.map((amount, at) => {
    if (sums[at + 1]?.has(left - amount) !== true) return null;
    left -= amount;
    return 0;
  });
}
