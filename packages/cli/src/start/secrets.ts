import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Engine, findKey, issueKey, type Role } from '@twelve/store';
import { asCommandError } from './failures.ts';

/** What a data directory remembers of its samples: for one's own machine only, readable by its owner alone. */
export interface Secrets {
  readonly cursorSecret: string;
  readonly keys: Readonly<Record<string, string>>;
  /** Where they are kept; absent where nothing is kept. */
  readonly file?: string;
}

export interface SampleKeys {
  readonly partner: string;
  readonly secondPartner: string;
  readonly department: string;
}

/** @throws {CommandError} where the data directory cannot be written. */
export function openSecrets(dataDir: string | undefined): Secrets {
  if (dataDir === undefined) return { cursorSecret: newSecret(), keys: {} };
  const file = join(dataDir, 'samples.json');
  try {
    mkdirSync(dataDir, { recursive: true });
    if (existsSync(file)) return { ...readSecrets(file), file };
    const secrets = { cursorSecret: newSecret(), keys: {}, file };
    keep(secrets);
    return secrets;
  } catch (error) {
    throw asCommandError(error);
  }
}

/** Two partners and a department, with the keys that they had the last time as long as those are good. */
export async function sampleKeys(engine: Engine, secrets: Secrets): Promise<SampleKeys> {
  const callers = {
    'sample-portal': 'partner',
    'second-portal': 'partner',
    department: 'department',
  } as const;
  const keys: Record<string, string> = {};
  for (const [caller, role] of Object.entries<Role>(callers)) {
    const known = secrets.keys[caller];
    const good = known !== undefined && (await findKey(engine, known)) !== undefined;
    keys[caller] = good ? known : (await issueKey(engine, caller, role, new Date().toISOString())).secret;
  }
  keep({ ...secrets, keys });
  return {
    partner: keys['sample-portal'] ?? '',
    secondPartner: keys['second-portal'] ?? '',
    department: keys.department ?? '',
  };
}

const newSecret = (): string => randomBytes(32).toString('base64url');

function readSecrets(file: string): Secrets {
  const known: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const record = Object(known);
  return {
    cursorSecret: String(record.cursorSecret),
    keys: Object.fromEntries(Object.entries(Object(record.keys)).map(([name, key]) => [name, String(key)])),
  };
}

function keep({ cursorSecret, keys, file }: Secrets): void {
  if (file !== undefined) writeFileSync(file, JSON.stringify({ cursorSecret, keys }), { mode: 0o600 });
}
