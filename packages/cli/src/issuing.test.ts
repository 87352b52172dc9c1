import {
  CreateApiKeyCommand,
  CreateUsagePlanKeyCommand,
  DeleteApiKeyCommand,
  GetApiKeysCommand,
} from '@aws-sdk/client-api-gateway';
import { type AccessKey, findKey, type IssuedKey, memoryEngine } from '@twelve/store';
import { expect, test } from 'vitest';
import { meterOn, unmeterFrom } from './deployed-stack.ts';
import { issue, keysOf, revoke, rotate } from './issuing.ts';

const AT = '2024-01-01T00:00:00.000Z';
const LATER = '2024-01-02T00:00:00.000Z';

/** A deployed stack without the cloud: keeps keys and their plan as API Gateway does, and refuses what it is told to. */
function deployed() {
  const keys = new Map<string, { name: string; value: string; plan?: string }>();
  const refused = new Set<unknown>();
  let made = 0;
  const answer = (command: object): object => {
    if (refused.has(command.constructor)) throw new TypeError('not authorised to do that');
    if (command instanceof CreateApiKeyCommand) {
      const { name = '', value = '' } = command.input;
      const id = `k${++made}`;
      keys.set(id, { name, value });
      return { id };
    }
    if (command instanceof CreateUsagePlanKeyCommand) {
      const { keyId = '', usagePlanId: plan = '' } = command.input;
      const key = keys.get(keyId);
      if (key !== undefined) keys.set(keyId, { ...key, plan });
    }
    if (command instanceof GetApiKeysCommand) {
      const items = [...keys].map(([id, { name }]) => ({ id, name }));
      return { items: items.filter(({ name }) => name.startsWith(command.input.nameQuery ?? '')) };
    }
    if (command instanceof DeleteApiKeyCommand) keys.delete(command.input.apiKey ?? '');
    return {};
  };
  const gateway = { send: async (command: object) => answer(command) };
  const engine = memoryEngine();
  const system = {
    engine,
    meter: (key: AccessKey) => meterOn(gateway, 'plan', key),
    unmeter: (key: AccessKey) => unmeterFrom(gateway, key),
  };
  const works = async ({ secret, meteringKey }: IssuedKey): Promise<boolean> =>
    (await findKey(engine, secret)) !== undefined &&
    [...keys.values()].some(({ value, plan }) => value === meteringKey && plan === 'plan');
  return { system, keys, refused, works };
}

test('a key is counted under the name by which it is known', async () => {
  const { system, keys, works } = deployed();
  const key = await issue(system, 'portal', undefined, AT);
  expect(key).toMatchObject({ partner: 'portal', role: 'partner' });
  expect([...keys.values()]).toEqual([{ name: `portal-${key.id}`, value: key.meteringKey, plan: 'plan' }]);
  expect(await works(key)).toBe(true);
});

test.each([CreateApiKeyCommand, CreateUsagePlanKeyCommand])(
  'what the gateway does not take is not issued, and the keys in use stay (%o)',
  async (command) => {
    const { system, keys, refused, works } = deployed();
    const old = await issue(system, 'portal', undefined, AT);
    refused.add(command);
    const show = () => expect.unreachable();
    await expect(rotate(system, 'portal', LATER, show)).rejects.toThrow('not authorised to do that');
    expect(await works(old)).toBe(true);
    expect(keys.size).toBe(1);
    expect(system.engine.items('keys')).toHaveLength(1);
  },
);

test('a rotation leaves one key that works, each metered by itself', async () => {
  const { system, keys, works } = deployed();
  const old = [await issue(system, 'portal', undefined, AT), await issue(system, 'portal', undefined, AT)];
  const shown: IssuedKey[] = [];
  await rotate(system, 'portal', LATER, (key) => shown.push(key));
  const [fresh] = shown;
  expect(fresh && (await works(fresh))).toBe(true);
  for (const key of old) expect(await findKey(system.engine, key.secret)).toBeUndefined();
  expect([...keys.values()].map(({ value }) => value)).toEqual([fresh?.meteringKey]);
});

test('a rotation keeps the role; a caller without a key has none to rotate', async () => {
  const { system, keys } = deployed();
  await issue(system, 'city', 'department', AT);
  await rotate(system, 'city', LATER, ({ role }) => expect(role).toBe('department'));
  expect(await issue(system, 'city', undefined, LATER)).toMatchObject({ role: 'department' });
  await expect(issue(system, 'city', 'partner', LATER)).rejects.toThrow('city is a department already');
  expect(keys.size).toBe(2);
  await expect(rotate(system, 'ctiy', LATER, () => undefined)).rejects.toThrow('There is no such portal');
  await expect(keysOf(system, 'ctiy')).rejects.toThrow('There is no such portal');
  expect(system.engine.items('partners')).toHaveLength(1);
});

test('a revoked key leaves the gateway; what stays behind is said, and goes at the next try', async () => {
  const { system, keys, refused, works } = deployed();
  const key = await issue(system, 'portal', undefined, AT);
  const other = await issue(system, 'portal', undefined, AT);
  refused.add(DeleteApiKeyCommand);
  await expect(revoke(system, 'portal', key.id, LATER)).rejects.toThrow(`${key.id} is revoked, but`);
  expect(await findKey(system.engine, key.secret)).toBeUndefined();
  refused.clear();
  expect(await revoke(system, 'portal', key.id, LATER)).toMatchObject({ revokedAt: LATER });
  expect([...keys.values()].map(({ name }) => name)).toEqual([`portal-${other.id}`]);
  expect(await works(other)).toBe(true);
  expect(await revoke(system, 'rival', other.id, LATER)).toBeUndefined();
});
