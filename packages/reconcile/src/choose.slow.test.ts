import fc from 'fast-check';
import { expect, it } from 'vitest';
import { choose } from './choose.ts';
import { arbitraryProblem, bestByExhaustion, hasIdleCrowd, standingOfOptions } from './problem.fixture.ts';

it('agrees with exhaustion on many more small problems, ties included', () => {
  fc.assert(
    fc.property(arbitraryProblem, (problem) => {
      const chosen = choose(problem);
      expect(chosen.proven).toBe(true);
      // There, all but the number of lines.
      const compared = hasIdleCrowd(problem) ? -1 : undefined;
      expect(standingOfOptions(problem, chosen.options).slice(0, compared)).toEqual(
        bestByExhaustion(problem).slice(0, compared),
      );
    }),
    { numRuns: 30_000 },
  );
});
