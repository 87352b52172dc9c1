import { expect, test } from 'vitest';
import { runHistory } from './history.ts';
import { verdictOn } from './verdict.ts';

const hostility = { commands: 30, applicants: 4, crash: 0.03, duplicate: 0.15, lose: 0.05 };

test.each([...Array(40).keys()])(
  'history %i ends where a fresh evaluation of its facts would',
  async (seed) => {
    expect(await verdictOn(await runHistory(seed, hostility)), `seed ${seed}`).toEqual([]);
  },
);

test('a history without any hostility ends there too, and is the same each time', async () => {
  const calm = { commands: 30, applicants: 4, crash: 0, duplicate: 0, lose: 0 };
  const [one, other] = [await runHistory(7, calm), await runHistory(7, calm)];
  expect(await verdictOn(one)).toEqual([]);
  expect(one.world.engine.items('cases')).toEqual(other.world.engine.items('cases'));
});
