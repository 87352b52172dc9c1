import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Answer, type Client, type System, startSystem } from './system.ts';

/** A key of which 12 requests are admitted at once and 8 a day: refill takes longer than the test. */
let system: System;
beforeAll(async () => {
  system = await startSystem({ limits: { perSecond: 0.001, burst: 12, perDay: 8 } });
});
afterAll(() => system?.stop());

const list = (client: Client): Promise<Answer> => client('GET', '/v1/submissions');
const inTurn = async (client: Client, count: number): Promise<Answer[]> => {
  const answers: Answer[] = [];
  while (answers.length < count) answers.push(await list(client));
  return answers;
};
const seen = (answers: readonly Answer[]) =>
  answers.map(({ status, headers }) => `${status} ${headers.get('retry-after') ?? ''}`.trim());

it('a key has its quota a day and its rate, each with a Retry-After; another key has its own', async () => {
  const answers = await inTurn(system.partner, 14);
  expect(seen(answers)).toEqual([
    ...Array.from({ length: 8 }, () => '200'),
    ...Array.from({ length: 4 }, () => '429 3600'),
    ...Array.from({ length: 2 }, () => '429 1'),
  ]);
  for (const answer of answers.slice(8))
    expect(answer.body.type).toBe('urn:problem-type:twelve:rate-exceeded');
  expect((await list(system.second)).status).toBe(200);
  expect((await system.anyone('GET', '/v1/health')).status).toBe(200);
});

it('each of several keys of one caller has its own', async () => {
  const [first, other] = [await system.as('shared'), await system.as('shared')];
  expect(seen(await inTurn(first, 9))).toEqual([...Array.from({ length: 8 }, () => '200'), '429 3600']);
  expect(seen(await inTurn(other, 8))).toEqual(Array.from({ length: 8 }, () => '200'));
});

it('requests that arrive together are counted one by one', async () => {
  const crowd = await system.as('crowd');
  const answers = await Promise.all(Array.from({ length: 30 }, () => list(crowd)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(8);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(22);
});

it('a bad key uses up nothing', async () => {
  const stranger = system.withKey(`twp_${'x'.repeat(43)}`);
  for (const answer of await inTurn(stranger, 20)) expect(answer.status).toBe(401);
});

it('a restart gives nobody a new day', async () => {
  await system.restart();
  expect(seen(await inTurn(system.partner, 1))).toEqual(['429 3600']);
  expect((await list(system.second)).status).toBe(200);
});
