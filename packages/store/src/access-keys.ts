import { randomBytes } from 'node:crypto';
import { type Action, type Engine, everyItem, type Item } from './engine.ts';
import { RoleError, TransactionRefusedError } from './errors.ts';
import { accessKeyKey, profileKey, sha256 } from './item-keys.ts';

export type Role = 'partner' | 'department';

/** An access key as it is kept: never the key itself, only its hash is the item's address. */
export interface AccessKey {
  /** Names the key without telling it: the first characters of its hash. */
  readonly id: string;
  readonly partner: string;
  readonly role: Role;
  /** What usage is counted by; it authenticates nothing. */
  readonly meteringKey: string;
  readonly issuedAt: string;
  readonly revokedAt: string | null;
}

/** A new key with its secret, which is shown once and kept nowhere. */
export interface IssuedKey extends AccessKey {
  readonly secret: string;
}

const PREFIX: Readonly<Record<Role, string>> = { partner: 'twp_', department: 'twd_' };
const SECRET = /^tw[pd]_[A-Za-z0-9_-]{43}$/;

/** Issues a key of 256 random bits to a partner or a department. Each key has a rate and a daily quota of its own. */
export async function issueKey(engine: Engine, partner: string, role: Role, at: string): Promise<IssuedKey> {
  const key = newKey(partner, role, at);
  await keepKey(engine, key);
  return key;
}

/** A key that nobody knows of yet, and that is good for nothing until it is kept. */
export function newKey(partner: string, role: Role, at: string): IssuedKey {
  const secret = `${PREFIX[role]}${randomBytes(32).toString('base64url')}`;
  return {
    id: sha256(secret).slice(0, 12),
    partner,
    role,
    meteringKey: randomBytes(20).toString('hex'),
    issuedAt: at,
    revokedAt: null,
    secret,
  };
}

/** @throws {RoleError} where the caller has another role already */
export async function keepKey(engine: Engine, issued: IssuedKey): Promise<void> {
  const { secret, ...key } = issued;
  const { partner, role } = key;
  const known = await roleOf(engine, partner);
  if (known !== undefined && known !== role) throw new RoleError(partner, known);
  const item = { ...accessKeyKey(sha256(secret)), ...key };
  const actions: Action[] = [{ action: 'put', table: 'keys', item, condition: { is: 'absent' } }];
  if (known === undefined) {
    const profile = { ...profileKey(partner), kind: 'profile', role };
    actions.push({ action: 'put', table: 'partners', item: profile, condition: { is: 'absent' } });
  }
  try {
    await engine.transact(actions);
  } catch (error) {
    // Its profile was made by another command at the same moment: with that one it goes through.
    if (known === undefined && error instanceof TransactionRefusedError) return keepKey(engine, issued);
    throw error;
  }
}

/** Revokes one key, named by its id. Gives the key as it is now; undefined where the caller has no such key. */
export async function revokeKey(
  engine: Engine,
  partner: string,
  id: string,
  at: string,
): Promise<AccessKey | undefined> {
  for (const key of await listKeys(engine, partner)) {
    if (key.id !== id) continue;
    const item = await engine.get('keys', { pk: key.pk });
    if (item === undefined) return undefined;
    const revoked = { ...item, revokedAt: item.revokedAt ?? at };
    await engine.transact([{ action: 'put', table: 'keys', item: revoked }]);
    return accessKeyOf(revoked);
  }
  return undefined;
}

/** What a caller is, for good, from its first key on; undefined where it never had one. */
export async function roleOf(engine: Engine, partner: string): Promise<Role | undefined> {
  const profile = await engine.get('partners', profileKey(partner));
  return profile === undefined ? undefined : roleIn(profile);
}

/** The keys of a caller, revoked ones included, oldest first. Read from an index: a key just issued may be missing. */
export async function listKeys(
  engine: Engine,
  partner: string,
): Promise<
  readonly {
    readonly pk: string;
    readonly id: string;
    readonly role: string;
    readonly issuedAt: string;
    readonly revokedAt: string | null;
  }[]
> {
  const found = [];
  for await (const item of everyItem(engine, { table: 'keys', index: 'byPartner', partition: partner })) {
    found.push({
      pk: String(item.pk),
      id: String(item.id),
      role: String(item.role),
      issuedAt: String(item.issuedAt),
      revokedAt: item.revokedAt === null || item.revokedAt === undefined ? null : String(item.revokedAt),
    });
  }
  return found;
}

/** Whose key this is; undefined where it is unknown, revoked or no key at all. */
export async function findKey(engine: Engine, secret: string): Promise<AccessKey | undefined> {
  if (!SECRET.test(secret)) return undefined;
  const item = await engine.get('keys', accessKeyKey(sha256(secret)));
  const key = item === undefined ? undefined : accessKeyOf(item);
  return key?.revokedAt === null ? key : undefined;
}

const accessKeyOf = (item: Item): AccessKey => ({
  id: String(item.id),
  partner: String(item.partner),
  role: roleIn(item),
  meteringKey: String(item.meteringKey),
  issuedAt: String(item.issuedAt),
  revokedAt: item.revokedAt === null ? null : String(item.revokedAt),
});

const roleIn = (item: Item): Role => (item.role === 'department' ? 'department' : 'partner');
