import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  arbitraryCrowd,
  arbitraryProblem,
  hasIdleLines,
  nearly,
  placesOf,
  preferredByExhaustion,
} from '../problem.fixture.ts';
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

/** A problem as one part, with a choice that is best but is the last that ties would prefer. */
function given(problem: Problem) {
  const options = problem.items.map((item) => item.options);
  const roomsFen = problem.pools.map(({ capacityFen }) => capacityFen);
  const part = { items: options.map((own) => usesOf(own, roomsFen)), roomsFen };
  const turned = problem.clauseOf.map((clause) => -clause);
  return {
    part,
    known: maximise(part, new Preference(roomsFen, options, turned), new Budget(100_000)),
    preference: new Preference(roomsFen, options, problem.clauseOf),
  };
}

it.each([
  ['of all kinds', arbitraryProblem],
  ['with items that are all alike', arbitraryCrowd],
  ['with totals that nearly tie', nearly(arbitraryCrowd)],
])('builds the preferred among equals without a list of all: problems %s', (_, problems) => {
  let certain = 0;
  fc.assert(
    fc.property(problems, (problem) => {
      fc.pre(!hasIdleLines(problem));
      const { part, known, preference } = given(problem);
      const { choice, isCertain } = prefer(part, known, preference, new Budget(1_000_000), 0);
      if (!isCertain) return;
      certain += 1;
      expect(placesOf(problem, chosenBy(problem, choice))).toEqual(preferredByExhaustion(problem));
    }),
    { numRuns: 200, seed: 15 },
  );
  expect(certain).toBeGreaterThan(190);
});

it('keeps what is known where its budget ends, and does not call it preferred', () => {
  fc.assert(
    fc.property(arbitraryProblem, (problem) => {
      const { part, known, preference } = given(problem);
      expect(prefer(part, known, preference, new Budget(0))).toEqual({
        choice: known.choice,
        isCertain: false,
      });
    }),
    { numRuns: 50, seed: 16 },
  );
});
