import { expect, test } from 'vitest';
import { memoryEngine } from './memory.ts';
import { disableWebhook, readWebhook, registerWebhook, removeWebhook, secretsAt } from './webhooks.ts';

const MONDAY = '2024-01-01T00:00:00.000Z';
const TUESDAY = '2024-01-02T00:00:00.000Z';

test('a new secret signs beside the old one for a day', async () => {
  const engine = memoryEngine();
  const first = await registerWebhook(engine, 'portal', 'https://example.com/a', MONDAY);
  expect(first.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(secretsAt(first, MONDAY)).toEqual([first.secret]);
  const second = await registerWebhook(engine, 'portal', 'https://example.com/b', TUESDAY);
  expect(secretsAt(second, TUESDAY)).toEqual([second.secret, first.secret]);
  expect(secretsAt(second, '2024-01-03T00:00:00.000Z')).toEqual([second.secret]);
  expect(await readWebhook(engine, 'portal')).toEqual(second);
});

test('a secret whose answer was lost takes nothing from the one in use; only so many sign at once', async () => {
  const engine = memoryEngine();
  const register = (at: string) => registerWebhook(engine, 'portal', 'https://example.com/a', at);
  const inUse = await register(MONDAY);
  const lost = await register('2024-01-01T10:00:00.000Z');
  const asked = await register('2024-01-01T10:00:05.000Z');
  expect(secretsAt(asked, '2024-01-01T11:00:00.000Z')).toEqual([asked.secret, lost.secret, inUse.secret]);
  expect(secretsAt(asked, '2024-01-02T10:00:01.000Z')).toEqual([asked.secret, lost.secret]);
  for (const second of [1, 2, 3, 4, 5, 6]) await register(`2024-01-01T12:00:0${second}.000Z`);
  const last = await readWebhook(engine, 'portal');
  expect(last?.previous).toHaveLength(4);
});

test('of two registrations at once both secrets sign', async () => {
  const engine = memoryEngine();
  const register = (url: string, at: string) => registerWebhook(engine, 'portal', url, at);
  const both = await Promise.all([
    register('https://example.com/a', MONDAY),
    register('https://example.com/b', '2024-01-01T00:00:00.001Z'),
  ]);
  const kept = await readWebhook(engine, 'portal');
  const signing = kept === undefined ? [] : secretsAt(kept, '2024-01-01T00:00:01.000Z');
  expect(signing.toSorted()).toEqual(both.map(({ secret }) => secret).toSorted());
});

test('a receiver that is gone is told nothing more, unless it registered anew meanwhile', async () => {
  const engine = memoryEngine();
  const gone = await registerWebhook(engine, 'portal', 'https://example.com/a', MONDAY);
  await disableWebhook(engine, 'portal', gone);
  expect(await readWebhook(engine, 'portal')).toMatchObject({ status: 'disabled' });
  const back = await registerWebhook(engine, 'portal', 'https://example.com/a', TUESDAY);
  await disableWebhook(engine, 'portal', gone);
  expect(await readWebhook(engine, 'portal')).toEqual(back);
});

test('a webhook is removed once', async () => {
  const engine = memoryEngine();
  await registerWebhook(engine, 'portal', 'https://example.com/a', MONDAY);
  expect(await removeWebhook(engine, 'portal')).toBe(true);
  expect(await removeWebhook(engine, 'portal')).toBe(false);
});
