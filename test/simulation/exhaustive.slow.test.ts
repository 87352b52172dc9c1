import { expect, test } from 'vitest';
import { explore } from './exhaustive.ts';
import { actors, standardFen } from './small-model.ts';

test('withdrawal, registry reversal and payment together: one end state for each set of facts', async () => {
  const everything = [actors.firstAndBack, actors.second, actors.registry, actors.payment];
  const explored = await explore(everything, standardFen);
  console.log(`${explored.states} states, ${explored.ends.size} sets of facts`);
  expect(explored.ends.size).toBeGreaterThan(1);
  expect([...explored.ends.values()].every(({ size }) => size === 1)).toBe(true);
  expect(explored.wrong).toEqual([]);
});

test('payments race for documents and places: one end state for each set of facts', async () => {
  const race = [actors.first, actors.second, actors.payment, actors.rivalPayment];
  const explored = await explore(race, standardFen);
  console.log(`${explored.states} states, ${explored.ends.size} sets of facts`);
  expect(explored.ends.size).toBeGreaterThan(1);
  expect([...explored.ends.values()].every(({ size }) => size === 1)).toBe(true);
  expect(explored.wrong).toEqual([]);
});
