import fc from 'fast-check';
import { expect, it } from 'vitest';
import { choose } from './choose.ts';
import { arbitraryProblem, bestByExhaustion, standingOfOptions } from './problem.fixture.ts';

it('agrees with exhaustion on many more small problems, ties included', () => {
  fc.assert(
    fc.property(arbitraryProblem, (problem) => {
      const chosen = choose(problem);
      expect(chosen.proven).toBe(true);
      expect(standingOfOptions(problem, chosen.options)).toEqual(bestByExhaustion(problem));
    }),
    { numRuns: 30_000 },
  );
});
