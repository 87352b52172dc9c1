import { parentPort } from 'node:worker_threads';
import { jinhua } from '@twelve/measures';
import { type Rejection, screenCompany } from './company.ts';
import { type Format, rowText } from './format.ts';
import { type Block, linesOf } from './lines.ts';
import { emptySummary, type Summary, withRow } from './summary.ts';

/** A block to screen, and the place of its answer among the others. */
export interface Job {
  readonly sequence: number;
  readonly block: Block;
  readonly format: Format;
}

export interface Screened {
  readonly sequence: number;
  /** The rows, ready to be written. */
  readonly rows: string;
  readonly rejections: readonly Rejection[];
  readonly summary: Summary;
  readonly endsAt: number;
  readonly nextLine: number;
}

const MEASURES = jinhua.measures.map(({ number }) => number);

/** All the lines of a block; empty ones are none. */
export function screenBlock({ sequence, block, format }: Job): Screened {
  const rejections: Rejection[] = [];
  let summary = emptySummary(MEASURES);
  let rows = '';
  let number = block.firstLine;
  for (const line of linesOf(block)) {
    const result = line.length === 0 ? undefined : screenCompany(jinhua, number, line);
    number += 1;
    if (result === undefined) continue;
    if ('errors' in result) {
      rejections.push(result);
    } else {
      rows += rowText(format, result);
      summary = withRow(summary, result);
    }
  }
  return {
    sequence,
    rows,
    rejections,
    summary: { ...summary, rejected: rejections.length },
    endsAt: block.endsAt,
    nextLine: block.firstLine + block.lines,
  };
}

parentPort?.on('message', (job: Job) => {
  parentPort?.postMessage(screenBlock(job));
});
