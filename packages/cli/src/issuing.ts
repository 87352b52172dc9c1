import {
  type AccessKey,
  type IssuedKey,
  keepKey,
  listKeys,
  newKey,
  type Role,
  revokeKey,
  roleOf,
} from '@twelve/store';
import { CommandError, messageOf } from './errors.ts';
import type { System } from './system.ts';

/**
 * Issues a key to a caller, of its own role unless another is named. A key is of use only where the gateway counts it,
 * so it is kept once the gateway has taken it, and neither stays without the other.
 * @throws {RoleError} where the caller has another role already
 */
export async function issue(
  system: System,
  partner: string,
  role: Role | undefined,
  at: string,
): Promise<IssuedKey> {
  const { engine } = system;
  const key = newKey(partner, role ?? (await roleOf(engine, partner)) ?? 'partner', at);
  try {
    await meter(system, key);
    await keepKey(engine, key);
    return key;
  } catch (error) {
    // Whether it can be unmade changes nothing for the caller.
    await system.unmeter(key).catch(() => undefined);
    throw error;
  }
}

async function meter(system: System, key: AccessKey): Promise<void> {
  try {
    await system.meter(key);
  } catch (error) {
    throw new CommandError(
      {
        zh: '网关未能登记新密钥，没有签发。',
        en: `The gateway did not take the new key, so none was issued: ${messageOf(error)}`,
      },
      { cause: error },
    );
  }
}

/**
 * Issues a new key and revokes all others of the caller. `show` is given the new key before any other is revoked: what
 * fails from then on leaves the caller with a key that works.
 */
export async function rotate(
  system: System,
  partner: string,
  at: string,
  show: (key: IssuedKey) => void,
): Promise<void> {
  const role = await knownRole(system, partner);
  const old = (await listKeys(system.engine, partner)).filter(({ revokedAt }) => revokedAt === null);
  show(await issue(system, partner, role, at));
  const revoked = [];
  for (const { id } of old) revoked.push(await revokeKey(system.engine, partner, id, at));
  for (const key of revoked) if (key !== undefined) await forget(system, key);
}

/**
 * The keys of a caller, revoked ones included, oldest first.
 * @throws {CommandError} where nobody is called so: of a misspelt name it would look as if it had none
 */
export async function keysOf(system: System, partner: string): ReturnType<typeof listKeys> {
  await knownRole(system, partner);
  return listKeys(system.engine, partner);
}

/** Revokes one key; done again, it takes up what was left undone. Undefined where the caller has no such key. */
export async function revoke(
  system: System,
  partner: string,
  id: string,
  at: string,
): Promise<AccessKey | undefined> {
  const key = await revokeKey(system.engine, partner, id, at);
  if (key !== undefined) await forget(system, key);
  return key;
}

async function knownRole({ engine }: System, partner: string): Promise<Role> {
  const role = await roleOf(engine, partner);
  if (role === undefined) throw new CommandError({ zh: '没有这一平台。', en: 'There is no such portal.' });
  return role;
}

async function forget(system: System, key: AccessKey): Promise<void> {
  try {
    await system.unmeter(key);
  } catch (error) {
    throw new CommandError(
      {
        zh: `密钥 ${key.id} 已吊销，但网关仍保留其计量密钥；请以 keys revoke 再次吊销。`,
        en: `The key ${key.id} is revoked, but the gateway still has its own for it; keys revoke it again: ${messageOf(error)}`,
      },
      { cause: error },
    );
  }
}
