import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { CommandError } from '../errors.ts';
import type { Progress } from './progress.ts';

/** What a register is known by: its size and its beginning. @throws {CommandError} where it cannot be read. */
export function registerOf(file: string): Progress['register'] {
  try {
    const { size } = statSync(file);
    const start = Buffer.alloc(Math.min(size, HEAD_BYTES));
    const descriptor = openSync(file, 'r');
    readSync(descriptor, start, 0, start.length, 0);
    closeSync(descriptor);
    return { bytes: size, digest: createHash('sha256').update(start).digest('hex') };
  } catch (error) {
    throw new CommandError(
      { zh: `无法读取企业名单 ${file}。`, en: `The register ${file} cannot be read.` },
      { cause: error },
    );
  }
}

const HEAD_BYTES = 1 << 16;

/** A file that is written from the start or from where an earlier run has come to. */
export class Output {
  readonly #descriptor: number;
  #bytes: number;

  /** @throws {CommandError} where it cannot be written. */
  constructor(file: string, keepBytes: number) {
    try {
      this.#descriptor = openSync(file, keepBytes > 0 ? 'r+' : 'w');
      ftruncateSync(this.#descriptor, keepBytes);
    } catch (error) {
      throw new CommandError(
        { zh: `无法写入 ${file}。`, en: `${file} cannot be written.` },
        { cause: error },
      );
    }
    this.#bytes = keepBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  write(text: string): void {
    const bytes = Buffer.from(text, 'utf8');
    for (let at = 0; at < bytes.length; ) {
      at += writeSync(this.#descriptor, bytes, at, bytes.length - at, this.#bytes + at);
    }
    this.#bytes += bytes.length;
  }

  /** On disk, so that progress never tells of rows that are not there. */
  flush(): void {
    fsyncSync(this.#descriptor);
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

/** The progress of an earlier run of the same screening, if there is one. */
export function readProgress(
  file: string,
  { register, format, engineVersion }: Pick<Progress, 'register' | 'format' | 'engineVersion'>,
): Progress | undefined {
  if (!existsSync(file)) return undefined;
  const progress: Progress = JSON.parse(readFileSync(file, 'utf8'));
  const same =
    progress.register.bytes === register.bytes &&
    progress.register.digest === register.digest &&
    progress.format === format &&
    progress.engineVersion === engineVersion;
  return same ? progress : undefined;
}

/** Replaced in one step: there is never half a progress. */
export function writeProgress(file: string, progress: Progress): void {
  writeFileSync(`${file}.new`, JSON.stringify(progress));
  renameSync(`${file}.new`, file);
}

export const removeProgress = (file: string): void => {
  rmSync(file, { force: true });
};

export const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0);
