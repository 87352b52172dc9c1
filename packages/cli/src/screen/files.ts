import {
  accessSync,
  closeSync,
  constants,
  createReadStream,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { CommandError } from '../errors.ts';
import type { Progress, Register, Screening } from './progress.ts';

/** The files of one screening. */
export interface Files {
  readonly register: string;
  readonly rows: string;
  readonly rejected: string;
  readonly progress: string;
}

/** The files of a screening. @throws {CommandError} where one would be written over the register. */
export function filesOf(register: string, rows: string): Files {
  const files = {
    register,
    rows,
    rejected: `${rows}.rejected.ndjson`,
    progress: `${rows}.progress.json`,
  };
  for (const file of [files.rows, files.rejected, files.progress]) {
    if (isSame(file, register)) {
      throw new CommandError({
        zh: `${file} 是企业名单本身，请用 --out 另选文件。`,
        en: `${file} is the register itself: choose another file with --out.`,
      });
    }
  }
  return files;
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((file) => statSync(file, { throwIfNoEntry: false }));
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
}

/** What a register is known by. @throws {CommandError} where it cannot be read, now and from any place on. */
export function registerOf(file: string): Register {
  const stats = statusOf(file);
  if (stats.isFile()) return { bytes: stats.size, modifiedMs: stats.mtimeMs };
  if (stats.isDirectory()) throw unreadable(file, { code: 'EISDIR' });
  throw new CommandError({
    zh: `企业名单 ${file} 不是普通文件，请先存为文件。`,
    en: `The register ${file} is not an ordinary file: save it as one first.`,
  });
}

function statusOf(file: string): Stats {
  try {
    accessSync(file, constants.R_OK);
    return statSync(file);
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** The bytes of a register from one on. @throws {CommandError} where it cannot be read any further. */
export async function* bytesOf(file: string, start: number, atOnce: number): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(file, { start, highWaterMark: atOnce });
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): CommandError {
  const { code = 'unknown' } = Object(error);
  return new CommandError(
    { zh: `无法读取企业名单 ${file}（${code}）。`, en: `The register ${file} cannot be read (${code}).` },
    { cause: error },
  );
}

/**
 * A file that is written from the start or from where an earlier run has come to.
 * @throws {CommandError} in every method, where it cannot be written.
 */
export class Output {
  readonly #file: string;
  readonly #descriptor: number;
  #bytes: number;

  constructor(file: string, keepBytes: number) {
    this.#file = file;
    this.#descriptor = writing(file, () => {
      const descriptor = openSync(file, keepBytes > 0 ? 'r+' : 'w');
      ftruncateSync(descriptor, keepBytes);
      return descriptor;
    });
    this.#bytes = keepBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  write(text: string): void {
    const bytes = Buffer.from(text, 'utf8');
    writing(this.#file, () => {
      for (let at = 0; at < bytes.length; ) {
        at += writeSync(this.#descriptor, bytes, at, bytes.length - at, this.#bytes + at);
      }
    });
    this.#bytes += bytes.length;
  }

  /** On disk, so that progress never tells of rows that are not there. */
  flush(): void {
    writing(this.#file, () => fsyncSync(this.#descriptor));
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

/** The progress of an earlier run of the same screening, if there is one that can be read. */
export function readProgress(file: string, screening: Screening): Progress | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const progress: Progress = JSON.parse(readFileSync(file, 'utf8'));
    return isDeepStrictEqual(progress.screening, screening) ? progress : undefined;
  } catch {
    return undefined;
  }
}

/** Replaced in one step: there is never half a progress. */
export function writeProgress(file: string, progress: Progress): void {
  writing(file, () => {
    writeFileSync(`${file}.new`, JSON.stringify(progress));
    renameSync(`${file}.new`, file);
  });
}

export const removeProgress = (file: string): void => {
  rmSync(file, { force: true });
};

export const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0);

/** @throws {CommandError} where it fails, as on a full disk. */
function writing<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code = 'unknown' } = Object(error);
    throw new CommandError(
      { zh: `无法写入 ${file}（${code}）。`, en: `${file} cannot be written (${code}).` },
      { cause: error },
    );
  }
}
