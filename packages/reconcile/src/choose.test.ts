import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choose } from './choose.ts';
import {
  arbitraryProblem,
  arbitrarySharing,
  bestByExhaustion,
  standingOfOptions,
} from './problem.fixture.ts';

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
