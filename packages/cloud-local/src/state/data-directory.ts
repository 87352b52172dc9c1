import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DataDirectoryError, DataDirectoryInUseError } from '../errors.ts';

/** Where a host keeps its files. */
export interface DataDirectory {
  readonly path: string;
  /** Set where it is removed when the host ends. */
  readonly temporary: boolean;
  /** Lets another host use it, or removes it. */
  release(): void;
}

/**
 * Opens the given directory for this process alone, or makes a temporary one on the RAM disk.
 *
 * @throws DataDirectoryError, DataDirectoryInUseError
 */
export function openDataDirectory(given: string | undefined): DataDirectory {
  if (given === undefined) {
    const path = mkdtempSync(join(isWritable('/dev/shm') ? '/dev/shm' : tmpdir(), 'cloud-local-'));
    return { path, temporary: true, release: () => rmSync(path, { recursive: true, force: true }) };
  }
  ensureDataDirectory(given);
  const lock = takeLock(given);
  return { path: given, temporary: false, release: () => lock.close() };
}

/**
 * Makes a data directory where there is none yet, for its owner's eyes only: it will hold what people submit.
 *
 * @throws DataDirectoryError where that is not possible, or it or a database in it may not be written
 */
export function ensureDataDirectory(path: string): void {
  try {
    makeDirectory(resolve(path));
    accessSync(path, constants.W_OK | constants.X_OK);
    // The files of a host that another user ran here once are opened without a word, and fail at the first write.
    const databases = readdirSync(path).filter((name) => name.endsWith('.sqlite'));
    for (const name of databases) accessSync(join(path, name), constants.W_OK);
  } catch (cause) {
    throw new DataDirectoryError(path, { cause });
  }
}

/** Step by step: `mkdirSync` with `recursive` never returns where a file system has no room for directories (/proc). */
function makeDirectory(path: string): void {
  if (existsSync(path)) {
    if (!statSync(path).isDirectory()) throw new NotADirectoryError(path);
    return;
  }
  makeDirectory(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

class NotADirectoryError extends Error {
  override readonly name = 'NotADirectoryError';
  constructor(path: string) {
    super(`${path} is not a directory`);
  }
}

/**
 * Holds a lock of the operating system, through a SQLite file: it goes with this process, however that ends,
 * where a file with a process id would stay behind and could name a stranger later.
 */
function takeLock(directory: string): DatabaseSync {
  const lock = new DatabaseSync(join(directory, 'lock.sqlite'), { timeout: 0, open: false });
  try {
    lock.open();
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (cause) {
    if (lock.isOpen) lock.close();
    const isBusy = Object(cause).errcode === SQLITE_BUSY;
    throw isBusy
      ? new DataDirectoryInUseError(directory, { cause })
      : new DataDirectoryError(directory, { cause });
  }
}

const SQLITE_BUSY = 5;

function isWritable(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
