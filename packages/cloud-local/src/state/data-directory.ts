import {
  accessSync,
  closeSync,
  constants,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
    const path = mkdtempSync(join(writable('/dev/shm') ? '/dev/shm' : tmpdir(), 'cloud-local-'));
    return { path, temporary: true, release: () => rmSync(path, { recursive: true, force: true }) };
  }
  try {
    mkdirSync(given, { recursive: true });
    accessSync(given, constants.W_OK);
  } catch (cause) {
    throw new DataDirectoryError(given, { cause });
  }
  const lock = join(given, 'host.pid');
  takeLock(lock, given);
  return { path: given, temporary: false, release: () => rmSync(lock, { force: true }) };
}

function takeLock(lock: string, directory: string): void {
  for (;;) {
    try {
      const file = openSync(lock, 'wx');
      writeSync(file, String(process.pid));
      closeSync(file);
      return;
    } catch (cause) {
      const holder = holderOf(lock);
      if (holder === undefined) throw new DataDirectoryError(directory, { cause });
      if (isAlive(holder)) throw new DataDirectoryInUseError(directory, holder);
      rmSync(lock, { force: true }); // Left behind by a host that was killed.
    }
  }
}

function holderOf(lock: string): number | undefined {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    return undefined;
  }
}

function isAlive(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function writable(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
