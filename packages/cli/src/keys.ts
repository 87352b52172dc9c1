import { type IssuedKey, type Role, RoleError } from '@twelve/store';
import { readArguments } from './arguments.ts';
import { CommandError } from './errors.ts';
import { issue, keysOf, revoke, rotate } from './issuing.ts';
import { print } from './print.ts';
import { openSystem, SYSTEM_OPTIONS, type System } from './system.ts';

/** `twelve keys issue|list|rotate|revoke`. A key is printed once, when it is issued, and kept nowhere. */
export async function keys(args: readonly string[]): Promise<number> {
  const options = {
    partner: { type: 'string' },
    role: { type: 'string' },
    id: { type: 'string' },
    ...SYSTEM_OPTIONS,
  } as const;
  const { values, positionals } = readArguments(args, options, 1);
  const action = ACTIONS.find((one) => one === positionals[0]);
  if (action === undefined) {
    throw new CommandError({
      zh: '请指明 issue、list、rotate 或 revoke。',
      en: 'Say issue, list, rotate or revoke.',
    });
  }
  const surplus = OPTIONS_OF_ONE.find(({ option, of }) => values[option] !== undefined && action !== of);
  if (surplus !== undefined) {
    throw new CommandError({
      zh: `--${surplus.option} 仅用于 keys ${surplus.of}。`,
      en: `--${surplus.option} is for keys ${surplus.of} only.`,
    });
  }
  const { partner, id } = values;
  if (partner === undefined || !/^[A-Za-z0-9._-]{1,64}$/.test(partner)) {
    throw new CommandError({
      zh: '请用 --partner 指明平台（1 至 64 个字母、数字、点、下划线或连字符）。',
      en: 'Name the portal with --partner: 1 to 64 letters, digits, dots, underscores or hyphens.',
    });
  }
  const role = readRole(values.role);
  const system = await openSystem(values);
  const now = new Date().toISOString();
  try {
    switch (action) {
      case 'issue':
        show(await issue(system, partner, role, now));
        return 0;
      case 'rotate':
        await rotate(system, partner, now, show);
        return 0;
      case 'list':
        return await list(system, partner);
      case 'revoke':
        return await revokeOne(system, partner, id, now);
      default:
        return action satisfies never;
    }
  } catch (error) {
    if (!(error instanceof RoleError)) throw error;
    throw new CommandError({ zh: '该调用方已有另一种角色。', en: `${error.message}.` }, { cause: error });
  }
}

const ACTIONS = ['issue', 'list', 'rotate', 'revoke'] as const;

/** Left unread elsewhere they would mislead: who rotates one key by its id would lose all others. */
const OPTIONS_OF_ONE = [
  { option: 'role', of: 'issue' },
  { option: 'id', of: 'revoke' },
] as const;

function show({ secret, id }: IssuedKey): void {
  print(`key: ${secret}\nid: ${id}`);
}

async function list(system: System, partner: string): Promise<number> {
  for (const { id, role, issuedAt, revokedAt } of await keysOf(system, partner)) {
    print([id, role, issuedAt, revokedAt === null ? 'active' : `revoked ${revokedAt}`].join('\t'));
  }
  return 0;
}

async function revokeOne(
  system: System,
  partner: string,
  id: string | undefined,
  now: string,
): Promise<number> {
  const revoked = id === undefined ? undefined : await revoke(system, partner, id, now);
  if (revoked === undefined) {
    throw new CommandError({
      zh: '该平台没有这把密钥，请用 --id 指明（见 twelve keys list）。',
      en: 'The portal has no such key; name it with --id (see twelve keys list).',
    });
  }
  console.log(`revoked: ${revoked.id}`);
  return 0;
}

function readRole(role: string | undefined): Role | undefined {
  if (role === undefined || role === 'partner' || role === 'department') return role;
  throw new CommandError({
    zh: '--role 须为 partner 或 department。',
    en: '--role must be partner or department.',
  });
}
