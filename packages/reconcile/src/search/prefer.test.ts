import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryProblem, bestByExhaustion, standingOfOptions } from '../problem.fixture.ts';
import type { Option, Problem } from '../problem.ts';
import { Budget } from './budget.ts';
import { maximise } from './maximise.ts';
import { type Choice, usesOf } from './part.ts';
import { prefer } from './prefer.ts';
import { Preference } from './preference.ts';

const chosenBy = ({ items }: Problem, choice: Choice): ReadonlyMap<string, Option> =>
  new Map(
    items.flatMap(({ key, options }, at) => {
      const option = options[choice[at]?.option ?? -1];
      return option === undefined ? [] : [[key, option] as const];
    }),
  );

it('finds the preferred among equals, wherever it starts from', () => {
  fc.assert(
    fc.property(arbitraryProblem, (problem) => {
      const options = problem.items.map((item) => item.options);
      const roomsFen = problem.pools.map(({ capacityFen }) => capacityFen);
      const part = { items: options.map((own) => usesOf(own, roomsFen)), roomsFen };
      const preference = new Preference(part.roomsFen, options, problem.clauseOf);
      // Of the equals that the lists come across, one with more to the higher-numbered clauses.
      const turned = new Preference(
        roomsFen,
        options,
        problem.clauseOf.map((clause) => -clause),
      );
      const known = maximise(part, turned, new Budget(100_000));
      const ties = { options, clauseOf: problem.clauseOf, preference };
      const choice = prefer(part, known, ties, new Budget(10_000_000));
      // All but the lines: those that bring nothing are added afterwards.
      const standing = standingOfOptions(problem, chosenBy(problem, choice)).slice(0, -1);
      expect(standing).toEqual(bestByExhaustion(problem).slice(0, -1));
    }),
    { numRuns: 300, seed: 15 },
  );
});

it('keeps what is known where its budget ends', () => {
  fc.assert(
    fc.property(arbitraryProblem, (problem) => {
      const options = problem.items.map((item) => item.options);
      const roomsFen = problem.pools.map(({ capacityFen }) => capacityFen);
      const part = { items: options.map((own) => usesOf(own, roomsFen)), roomsFen };
      const preference = new Preference(part.roomsFen, options, problem.clauseOf);
      const known = maximise(part, preference, new Budget(100_000));
      expect(prefer(part, known, { options, clauseOf: problem.clauseOf, preference }, new Budget(0))).toBe(
        known.choice,
      );
    }),
    { numRuns: 50, seed: 16 },
  );
});
