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
