import { expect, test } from 'vitest';
import { findKey, issueKey, revokeKey, roleOf } from './access-keys.ts';
import { RoleError } from './errors.ts';
import { memoryEngine } from './memory.ts';

const AT = '2024-01-01T00:00:00.000Z';
const LATER = '2024-01-02T00:00:00.000Z';

test('a key is shown once and kept as a hash', async () => {
  const engine = memoryEngine();
  const { secret, ...key } = await issueKey(engine, 'portal', 'partner', AT);
  expect(secret).toMatch(/^twp_[A-Za-z0-9_-]{43}$/);
  expect(await findKey(engine, secret)).toEqual(key);
  const stored = JSON.stringify([engine.items('keys'), engine.items('partners')]);
  expect(stored).not.toContain(secret);
  expect(stored).not.toContain(secret.slice(4));
  expect((await issueKey(engine, 'city', 'department', AT)).secret).toMatch(/^twd_/);
});

test('what is no key, or not ours, is nobody’s', async () => {
  const engine = memoryEngine();
  const { secret } = await issueKey(engine, 'portal', 'partner', AT);
  for (const wrong of [
    '',
    'twp_',
    `${secret}x`,
    secret.toUpperCase(),
    secret.replace('twp_', 'twd_'),
    `twp_${'a'.repeat(43)}`,
  ]) {
    expect(await findKey(engine, wrong)).toBeUndefined();
  }
});

test('a revoked key is refused, the others go on', async () => {
  const engine = memoryEngine();
  const one = await issueKey(engine, 'portal', 'partner', AT);
  const two = await issueKey(engine, 'portal', 'partner', LATER);
  expect(await revokeKey(engine, 'rival', one.id, LATER)).toBeUndefined();
  expect(await revokeKey(engine, 'portal', one.id, LATER)).toMatchObject({ id: one.id, revokedAt: LATER });
  expect(await findKey(engine, one.secret)).toBeUndefined();
  expect(await findKey(engine, two.secret)).toMatchObject({ partner: 'portal' });
  expect(await revokeKey(engine, 'portal', one.id, '2025')).toMatchObject({ revokedAt: LATER });
});

test('nobody is both a portal and a department', async () => {
  const engine = memoryEngine();
  expect(await roleOf(engine, 'portal')).toBeUndefined();
  await issueKey(engine, 'portal', 'partner', AT);
  expect(await roleOf(engine, 'portal')).toBe('partner');
  await expect(issueKey(engine, 'portal', 'department', AT)).rejects.toBeInstanceOf(RoleError);
});
