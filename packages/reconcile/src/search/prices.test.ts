import { expect, it } from 'vitest';
import { Budget } from './budget.ts';
import { maximise } from './maximise.ts';
import { NOWHERE, type Part, type Use } from './part.ts';

/** Sixty items that go to half of the limits, or to none at a lower rate. */
const part: Part = {
  items: Array.from({ length: 60 }, (_, at): readonly Use[] => {
    const amount = 1_000_000 + 37_717 * ((at * 7) % 60);
    const limited = [0, 1, 2, 3, 4, 5]
      .filter((pool) => (at * 3 + pool * 5) % 6 < 3)
      .map((pool, place): Use => ({ worthFen: 0, fillFen: amount >> 1, pool, option: place + 1 }));
    return [{ ...NOWHERE, worthFen: Math.floor(amount * 0.15), option: 0 }, ...limited];
  }),
  roomsFen: [0, 1, 2, 3, 4, 5].map(() => 3_000_000),
};

it('a bound under many limits is near the best: line searches alone stop in a corner far above it', () => {
  const { worthFen, boundFen } = maximise(part, undefined, new Budget(50_000));
  expect(boundFen - worthFen).toBeLessThan(worthFen / 100);
});
