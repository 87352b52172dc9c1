import { createReadStream } from 'node:fs';
import { availableParallelism } from 'node:os';
import { jinhua } from '@twelve/measures';
import { ENGINE_VERSION } from '@twelve/reconcile';
import { readArguments } from '../arguments.ts';
import { CommandError } from '../errors.ts';
import { Output, readProgress, registerOf, removeProgress, sizeOf, writeProgress } from './files.ts';
import { FORMATS, type Format, headOf } from './format.ts';
import { blocksOf } from './lines.ts';
import { screened } from './pool.ts';
import { type Progress, progressBar } from './progress.ts';
import { added, emptySummary, summaryText } from './summary.ts';

/** How often progress is kept. In milliseconds. */
const KEEP_EVERY_MS = 1000;
/** What is read at once: some tens of companies. */
const BLOCK_BYTES = 64 * 1024;
const MEASURES = jinhua.measures.map(({ number }) => number);

/**
 * `twelve screen FILE`: every company of a register (a dossier a line) through all measures. Writes a row a company,
 * a list of the lines that are no dossiers, and a summary. Run again after an interruption, it goes on.
 */
export async function screen(args: readonly string[]): Promise<number> {
  const plan = planOf(args);
  const interrupted = new AbortController();
  const stop = (): void => interrupted.abort();
  process.once('SIGINT', stop);
  try {
    const { progress, finished } = await run(plan, interrupted.signal);
    if (!finished) {
      console.error('\n已中断；再次运行同一命令即可继续。 Interrupted; run the same command to go on.');
      return 130;
    }
    console.error(summaryText(progress.summary));
    return 0;
  } finally {
    process.off('SIGINT', stop);
  }
}

interface Plan {
  readonly register: string;
  readonly output: string;
  readonly format: Format;
  readonly threads: number;
  readonly fresh: boolean;
}

/** Screens from where an earlier run has come to, until the end or an interruption. */
export async function run(
  { register, output, format, threads, fresh }: Plan,
  signal: AbortSignal,
): Promise<{ readonly progress: Progress; readonly finished: boolean }> {
  const rejectedFile = `${output}.rejected.ndjson`;
  const progressFile = `${output}.progress.json`;
  const head = { register: registerOf(register), format, engineVersion: ENGINE_VERSION };
  let progress = start(fresh ? undefined : readProgress(progressFile, head), head, output, rejectedFile);
  const rows = new Output(output, progress.outputBytes);
  const rejected = new Output(rejectedFile, progress.rejectedBytes);
  if (progress.outputBytes === 0) rows.write(headOf(format, MEASURES));
  const keep = (): void => {
    rows.flush();
    rejected.flush();
    writeProgress(progressFile, progress);
  };
  const shown = bar(head.register.bytes, progress.summary.companies);
  const stream = createReadStream(register, { start: progress.byte, highWaterMark: BLOCK_BYTES });
  let keptAt = performance.now();
  let finished = true;
  for await (const answer of screened(blocksOf(stream, progress), format, threads)) {
    rows.write(answer.rows);
    rejected.write(answer.rejections.map((rejection) => `${JSON.stringify(rejection)}\n`).join(''));
    progress = {
      ...head,
      byte: answer.endsAt,
      line: answer.nextLine,
      outputBytes: rows.bytes,
      rejectedBytes: rejected.bytes,
      summary: added(progress.summary, answer.summary),
    };
    shown(progress);
    if (performance.now() - keptAt > KEEP_EVERY_MS) {
      keep();
      keptAt = performance.now();
    }
    if (signal.aborted && progress.byte < head.register.bytes) {
      finished = false;
      break;
    }
  }
  keep();
  rows.close();
  rejected.close();
  if (finished) removeProgress(progressFile);
  return { progress, finished };
}

/** Goes on only where all that was written then is still there. */
function start(
  kept: Progress | undefined,
  head: Pick<Progress, 'register' | 'format' | 'engineVersion'>,
  output: string,
  rejectedFile: string,
): Progress {
  const there =
    kept !== undefined && sizeOf(output) >= kept.outputBytes && sizeOf(rejectedFile) >= kept.rejectedBytes;
  return there
    ? kept
    : { ...head, byte: 0, line: 1, outputBytes: 0, rejectedBytes: 0, summary: emptySummary(MEASURES) };
}

/** Shows progress where there is somebody to see it. */
function bar(allBytes: number, before: number): (progress: Progress) => void {
  if (!process.stderr.isTTY) return () => undefined;
  const startedAt = performance.now();
  return ({ byte, summary }) => {
    const seconds = (performance.now() - startedAt) / 1000;
    const rate = (summary.companies - before) / Math.max(seconds, 0.001);
    const text = progressBar(byte, allBytes, summary.companies, summary.companies / Math.max(rate, 0.001));
    process.stderr.write(`\r${text}${byte >= allBytes ? '\n' : ''}`);
  };
}

/** @throws {CommandError} for what cannot be run. */
function planOf(args: readonly string[]): Plan {
  const options = {
    out: { type: 'string' },
    format: { type: 'string', default: 'ndjson' },
    threads: { type: 'string', default: String(availableParallelism()) },
    fresh: { type: 'boolean', default: false },
  } as const;
  const { values, positionals } = readArguments(args, options, 1);
  const [register] = positionals;
  if (register === undefined) {
    throw new CommandError({
      zh: '请给出企业名单文件（每行一份申报材料）。',
      en: 'Name the register: a file with one dossier a line.',
    });
  }
  const format = FORMATS.find((one) => one === values.format);
  if (format === undefined) {
    throw new CommandError({ zh: '格式须为 ndjson 或 csv。', en: 'The format is ndjson or csv.' });
  }
  const threads = Number(values.threads);
  if (!Number.isInteger(threads) || threads < 1 || threads > 64) {
    throw new CommandError({ zh: '线程数须为 1 至 64。', en: 'The number of threads is 1 to 64.' });
  }
  return {
    register,
    output: values.out ?? `${register}.screened.${format}`,
    format,
    threads,
    fresh: values.fresh,
  };
}
