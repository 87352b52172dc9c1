import { fstatSync, writeSync } from 'node:fs';
import { CommandError } from './errors.ts';

/**
 * Prints an answer. To a file it is written whole or the command fails: the console drops what a full disk does not
 * take, and ends as if all were well. Who reads from a pipe may stop when it has enough.
 *
 * @throws {CommandError} where standard output is a file that cannot be written.
 */
export function print(text: string): void {
  if (process.stdout.isTTY || isPipe()) console.log(text);
  else writeWhole(Buffer.from(`${text}\n`));
}

function isPipe(): boolean {
  const stats = fstatSync(STANDARD_OUTPUT);
  return stats.isFIFO() || stats.isSocket();
}

function writeWhole(bytes: Uint8Array): void {
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(STANDARD_OUTPUT, bytes, at);
  } catch (error) {
    const { code = 'unknown' } = Object(error);
    throw new CommandError(
      { zh: `无法写出结果（${code}）。`, en: `The answer cannot be written (${code}).` },
      { cause: error },
    );
  }
}

const STANDARD_OUTPUT = 1;
