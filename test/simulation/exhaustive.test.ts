import { expect, test } from 'vitest';
import { explore } from './exhaustive.ts';
import { actorsWith, standardFen } from './small-model.ts';

test('a withdrawal frees documents and places, whatever comes first', async () => {
  const { firstAndBack, second } = actorsWith('first');
  const explored = await explore([firstAndBack, second], standardFen);
  expect(explored.states).toBeGreaterThan(1000);
  expect([...explored.ends.values()].map(({ size }) => size)).toEqual([1]);
  expect(explored.wrong).toEqual([]);
});
