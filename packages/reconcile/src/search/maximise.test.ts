import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choose } from '../choose.ts';
import { standingOfOptions } from '../problem.fixture.ts';
import type { Option, Problem } from '../problem.ts';

/** What each item can bring: free of limits, and to each pool. */
type Worths = readonly (readonly [free: number, ...pools: readonly number[]])[];

/** Items that could all go either way: an amount each, of which every clause pays a rate in hundredths. */
const crowds = (pools: number, most: number, rates: readonly number[]): fc.Arbitrary<Crowd> =>
  fc
    .record({
      amounts: fc.array(fc.integer({ min: 20, max: 150 }), { minLength: 14, maxLength: most, size: 'max' }),
      // In hundredths of what all items would fill.
      tightness: fc.array(fc.integer({ min: 5, max: 45 }), { minLength: pools, maxLength: pools }),
    })
    .map(({ amounts, tightness }) => {
      const worths: Worths = amounts.map((amount) => [
        Math.floor((amount * 15) / 100),
        ...rates.map((rate) => Math.floor((amount * rate) / 100)),
      ]);
      const limits = rates.map((_, pool) => {
        const all = worths.reduce((sum, worth) => sum + (worth[pool + 1] ?? 0), 0);
        return Math.floor((all * (tightness[pool % tightness.length] ?? 0)) / 100 / rates.length);
      });
      return { worths, limits };
    });

interface Crowd {
  readonly worths: Worths;
  readonly limits: readonly number[];
}

const problemOf = ({ worths, limits }: Crowd): Problem => ({
  items: worths.map(([free, ...paid], at) => ({
    key: `item${String(at).padStart(2, '0')}`,
    options: [
      { slots: [0], freeBySlot: [free], freeFen: free, pool: null, paysFen: 0, takesFen: 0 },
      ...paid.map(
        (paysFen, pool): Option => ({
          slots: [pool + 1],
          freeBySlot: [0],
          freeFen: 0,
          pool,
          paysFen,
          takesFen: 0,
        }),
      ),
    ],
  })),
  pools: limits.map((capacityFen, pool) => ({ key: `pool${pool}`, capacityFen, slots: [pool + 1] })),
  clauseOf: [0, ...limits.map((_, pool) => pool + 1)],
});

/** The best total, by how far the limits are filled: what is filled beyond a limit brings nothing. */
function bestTotal({ worths, limits: [first = 0, second = 0] }: Crowd): number {
  const wide = second + 1;
  let best = new Float64Array((first + 1) * wide).fill(Number.NEGATIVE_INFINITY);
  best[0] = 0;
  for (const [free, toFirst = 0, toSecond = 0] of worths) {
    const next = best.map((worth) => worth + free);
    best.forEach((worth, at) => {
      const [a, b] = [Math.floor(at / wide), at % wide];
      const onFirst = Math.min(first, a + toFirst) * wide + b;
      const onSecond = a * wide + Math.min(second, b + toSecond);
      next[onFirst] = Math.max(next[onFirst] ?? 0, worth);
      next[onSecond] = Math.max(next[onSecond] ?? 0, worth);
    });
    best = next;
  }
  return best.reduce((most, worth, at) => Math.max(most, worth + Math.floor(at / wide) + (at % wide)), 0);
}

describe('the best choice among many interchangeable items', () => {
  it.each([
    ['one limit', crowds(1, 60, [25])],
    ['two limits of one rate', crowds(1, 30, [50, 50])],
    ['two limits of one rate that differ', crowds(2, 24, [50, 50])],
    ['limits of two rates', crowds(2, 24, [25, 50])],
  ])('is what dynamic programming finds: %s', (_, crowd) => {
    fc.assert(
      fc.property(crowd, (made) => {
        const problem = problemOf(made);
        const { options, proven, gapFen } = choose(problem);
        const [total = 0] = standingOfOptions(problem, options);
        const best = bestTotal(made);
        expect(total).toBeLessThanOrEqual(best);
        expect(total + gapFen).toBeGreaterThanOrEqual(best);
        expect(proven).toBe(gapFen === 0);
      }),
      { numRuns: 40, seed: 17 },
    );
  });

  it('is what all ways of filling one limit come to, with amounts as large as they are in life', () => {
    const large = fc
      .array(fc.integer({ min: 20_000_000, max: 180_000_000 }), { minLength: 30, maxLength: 32, size: 'max' })
      .map((amounts): Crowd => {
        const worths: Worths = amounts.map((amount) => [
          Math.floor((amount * 15) / 100),
          Math.floor((amount * 25) / 100),
        ]);
        return { worths, limits: [400_000_000] };
      });
    fc.assert(
      fc.property(large, (made) => {
        const problem = problemOf(made);
        const { options, proven } = choose(problem);
        expect(proven).toBe(true);
        expect(standingOfOptions(problem, options)[0]).toBe(bestOfHalves(made));
      }),
      { numRuns: 5, seed: 18 },
    );
  });
});

interface Way {
  readonly free: number;
  readonly fill: number;
}

const waysOf = (worths: Worths): readonly Way[] =>
  worths
    .reduce<readonly Way[]>(
      (ways, [own, paid = 0]) =>
        ways.flatMap(({ free, fill }) => [
          { free: free + own, fill },
          { free, fill: fill + paid },
        ]),
      [{ free: 0, fill: 0 }],
    )
    .toSorted((a, b) => a.fill - b.fill);

/** The best total under one limit: for each way of using half of the items, the best way of using the others. */
function bestOfHalves({ worths, limits: [limit = 0] }: Crowd): number {
  const middle = Math.floor(worths.length / 2);
  const others = waysOf(worths.slice(middle));
  const within: number[] = [];
  const beyond: number[] = new Array<number>(others.length + 1).fill(Number.NEGATIVE_INFINITY);
  let most = Number.NEGATIVE_INFINITY;
  for (const { free, fill } of others) {
    most = Math.max(most, free + fill);
    within.push(most);
  }
  for (let at = others.length - 1; at >= 0; at -= 1) {
    beyond[at] = Math.max(beyond[at + 1] ?? 0, others[at]?.free ?? 0);
  }
  let best = 0;
  let fitting = others.length;
  for (const { free, fill } of waysOf(worths.slice(0, middle))) {
    while (fitting > 0 && fill + (others[fitting - 1]?.fill ?? 0) > limit) fitting -= 1;
    const inside = fitting > 0 ? free + fill + (within[fitting - 1] ?? 0) : 0;
    best = Math.max(best, inside, free + limit + (beyond[fitting] ?? 0));
  }
  return best;
}
