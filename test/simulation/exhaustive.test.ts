import { expect, test } from 'vitest';
import { type Actor, explore } from './exhaustive.ts';
import { actorsWith, standardFen } from './small-model.ts';

async function expectOneEnd(actors: readonly Actor[]): Promise<void> {
  const explored = await explore(actors, standardFen);
  expect(explored.states).toBeGreaterThan(100);
  expect([...explored.ends.values()].map(({ size }) => size)).toEqual([1]);
  expect(explored.wrong).toEqual([]);
}

test('a withdrawal frees documents and places, whatever comes first', async () => {
  const { firstAndBack, second } = actorsWith('first');
  await expectOneEnd([firstAndBack, second]);
});

test('places alone follow a withdrawal and a reversal of the registry', async () => {
  const { firstAndBack, second, registry } = actorsWith('first', false);
  await expectOneEnd([firstAndBack, second, registry]);
});

test('places alone go to the earlier claim that is stored later', async () => {
  const { first, second, registry } = actorsWith('first', false);
  await expectOneEnd([first, second, registry]);
});
