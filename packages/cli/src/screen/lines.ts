import { MAX_JSON_BYTES } from '@twelve/dossier';

/** A piece of a register that ends at the end of a line. */
export interface Block {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The number of its first line, from 1. */
  readonly firstLine: number;
  readonly lines: number;
  /** Where the next block starts, in bytes from the start of the register. */
  readonly endsAt: number;
}

/** What is kept of a line: a byte more than a dossier may take is enough to refuse it, and cannot fill the memory. */
export const LONGEST_LINE_BYTES = MAX_JSON_BYTES + 1;

const LINE_END = 0x0a;

/**
 * Cuts a stream of bytes into blocks of whole lines. Only the block in the making is held.
 *
 * @param from the byte and the line that the stream starts at
 */
export async function* blocksOf(
  chunks: AsyncIterable<Uint8Array>,
  from: { readonly byte: number; readonly line: number },
): AsyncGenerator<Block> {
  let rest = new Uint8Array(0);
  let line = from.line;
  let byte = from.byte;
  const cut = (bytes: Uint8Array<ArrayBuffer>, skipped = 0): Block => {
    const lines = linesIn(bytes);
    byte += bytes.length + skipped;
    const block = { bytes, firstLine: line, lines, endsAt: byte };
    line += lines;
    return block;
  };
  let skippedBytes = 0;
  for await (const chunk of chunks) {
    let fresh = chunk;
    if (skippedBytes > 0) {
      const end = fresh.indexOf(LINE_END);
      if (end < 0) {
        skippedBytes += fresh.length;
        continue;
      }
      // The long line's start stands for it: it is too large as well, and so it is reported.
      yield cut(joined(rest, fresh.subarray(end, end + 1)), skippedBytes + end);
      rest = new Uint8Array(0);
      skippedBytes = 0;
      fresh = fresh.subarray(end + 1);
    }
    const end = fresh.lastIndexOf(LINE_END);
    if (end >= 0) {
      yield cut(joined(rest, fresh.subarray(0, end + 1)));
      rest = new Uint8Array(fresh.subarray(end + 1));
    } else {
      rest = joined(rest, fresh);
    }
    if (rest.length > LONGEST_LINE_BYTES) {
      skippedBytes = rest.length - LONGEST_LINE_BYTES;
      rest = rest.slice(0, LONGEST_LINE_BYTES);
    }
  }
  if (rest.length > 0) yield cut(rest, skippedBytes);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

/** The lines of a block, each without the white space around it. */
export function* linesOf({ bytes }: Pick<Block, 'bytes'>): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(LINE_END, start);
    const end = found < 0 ? bytes.length : found;
    yield trimmed(bytes.subarray(start, end));
    start = end + 1;
  }
}

function trimmed(line: Uint8Array): Uint8Array {
  const isText = (byte: number): boolean => !WHITE_SPACE.has(byte);
  const start = line.findIndex(isText);
  return start < 0 ? line.subarray(0, 0) : line.subarray(start, line.findLastIndex(isText) + 1);
}

const WHITE_SPACE: ReadonlySet<number | undefined> = new Set([0x20, 0x09, 0x0d]);

/** The last line need not be ended. */
function linesIn(bytes: Uint8Array): number {
  let lines = bytes.at(-1) === LINE_END ? 0 : 1;
  for (let at = bytes.indexOf(LINE_END); at >= 0; at = bytes.indexOf(LINE_END, at + 1)) lines += 1;
  return lines;
}
