import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientConfiguration, LocalCloud } from '@twelve/cloud-local';
import type { TableName, TableNames, tables } from '@twelve/store';
import { CommandError } from './errors.ts';

/** How another command of the same machine reaches the running system, as its administrator. */
export interface Running {
  readonly client: ClientConfiguration;
  readonly tables: TableNames;
}

/** The physical names of the stack's tables, by the names that the store gives them. */
export function tableNamesOf(physical: Readonly<Record<string, string>>): TableNames {
  const nameOf = (table: TableName): string => {
    const name = physical[`Tables${table.charAt(0).toUpperCase()}${table.slice(1)}`];
    if (name === undefined) throw new MissingTableError(table);
    return name;
  };
  return {
    cases: nameOf('cases'),
    claims: nameOf('claims'),
    partners: nameOf('partners'),
    keys: nameOf('keys'),
    recalculations: nameOf('recalculations'),
  } satisfies Record<keyof typeof tables, string>;
}

/**
 * Leaves word for the commands that talk to a running system: for the owner's eyes only.
 * @returns what takes it back, unless a system that was started later has left its own.
 */
export function rememberRunning(
  root: string,
  cloud: Pick<LocalCloud, 'client' | 'tables'>,
  dataDir: string | undefined,
): () => void {
  const running: Running = { client: cloud.client, tables: tableNamesOf(cloud.tables) };
  const file = fileOf(root, dataDir);
  const word = JSON.stringify(running);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, word, { mode: 0o600 });
  return () => {
    if (existsSync(file) && readFileSync(file, 'utf8') === word) rmSync(file, { force: true });
  };
}

/** @throws {CommandError} where no system runs. */
export function findRunning(root: string, dataDir: string | undefined): Running {
  const file = fileOf(root, dataDir);
  if (!existsSync(file)) throw notRunning();
  return JSON.parse(readFileSync(file, 'utf8'));
}

export const notRunning = (cause?: unknown): CommandError =>
  new CommandError(
    { zh: '系统没有运行，请先执行 npm start。', en: 'The system is not running: run npm start first.' },
    { cause },
  );

/** The stack has no such table: the assembly is of other sources than this command. */
export class MissingTableError extends Error {
  override readonly name = 'MissingTableError';
  constructor(table: string) {
    super(`The running stack has no table ${table}.`);
  }
}

const fileOf = (root: string, dataDir: string | undefined): string =>
  dataDir === undefined ? join(root, '.twelve', 'running.json') : join(dataDir, 'running.json');
