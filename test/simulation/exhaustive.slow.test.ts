import { expect, test } from 'vitest';
import { type Actor, explore } from './exhaustive.ts';
import { actorsWith, standardFen } from './small-model.ts';

async function expectOneEndEach(actors: readonly Actor[]): Promise<void> {
  const explored = await explore(actors, standardFen);
  console.log(`${explored.states} states, ${explored.ends.size} sets of facts`);
  expect(explored.ends.size).toBeGreaterThan(1);
  expect([...explored.ends.values()].every(({ size }) => size === 1)).toBe(true);
  expect(explored.wrong).toEqual([]);
}

test.each(['first', 'second'] as const)(
  'withdrawal, registry reversal and payment, the %s claim earlier: one end state for each set of facts',
  async (earlier) => {
    const { firstAndBack, second, registry, payment } = actorsWith(earlier);
    await expectOneEndEach([firstAndBack, second, registry, payment]);
  },
);

test('payments race for documents and places: one end state for each set of facts', async () => {
  const { first, second, payment, rivalPayment } = actorsWith('second');
  await expectOneEndEach([first, second, payment, rivalPayment]);
});
