import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientConfiguration, LocalCloud } from '@twelve/cloud-local';
import type { TableName, TableNames, tables } from '@twelve/store';

/** How another command of the same machine reaches the running system, as its administrator. */
export interface Running {
  /** Of its public API. */
  readonly url: string;
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
 * @param dataDir where the system keeps its data, and its word; without one, that is beside what is built.
 * @returns what takes it back, unless a system that was started later at the same port has left its own.
 */
export function rememberRunning(
  root: string,
  { url, client, tables }: Pick<LocalCloud, 'url' | 'client' | 'tables'>,
  dataDir: string | undefined,
): () => void {
  const running: Running = { url, client, tables: tableNamesOf(tables) };
  const folder = folderOf(root, dataDir);
  const file = join(folder, `running-${portOf(running)}.json`);
  const word = JSON.stringify(running);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, word, { mode: 0o600 });
  return () => {
    if (existsSync(file) && readFileSync(file, 'utf8') === word) rmSync(file, { force: true });
  };
}

/** Who has left word in a data directory, or without one; those that were killed among them. */
export function findRunning(root: string, dataDir: string | undefined): readonly Running[] {
  const folder = folderOf(root, dataDir);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => /^running-\d+\.json$/.test(name));
  return names.flatMap((name) => read(join(folder, name)));
}

/** The port of its public address: what tells one system of a machine from another. */
export const portOf = ({ url }: Pick<Running, 'url'>): number => Number(new URL(url).port);

/** What was half written when its system was killed is no word. */
function read(file: string): readonly Running[] {
  try {
    return [JSON.parse(readFileSync(file, 'utf8'))];
  } catch {
    return [];
  }
}

const folderOf = (root: string, dataDir: string | undefined): string => dataDir ?? join(root, '.twelve');

/** The stack has no such table: the assembly is of other sources than this command. */
export class MissingTableError extends Error {
  override readonly name = 'MissingTableError';
  constructor(table: string) {
    super(`The running stack has no table ${table}.`);
  }
}
