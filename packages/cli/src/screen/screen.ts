import { availableParallelism } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import type { Text } from '@twelve/dossier';
import { jinhua } from '@twelve/measures';
import { ENGINE_VERSION } from '@twelve/reconcile';
import { readArguments } from '../arguments.ts';
import { onAskedToEnd } from '../asked-to-end.ts';
import { CommandError } from '../errors.ts';
import {
  bytesOf,
  type Files,
  filesOf,
  Output,
  readProgress,
  registerOf,
  removeProgress,
  sizeOf,
  writeProgress,
} from './files.ts';
import { FORMATS, type Format, headOf } from './format.ts';
import { blocksOf } from './lines.ts';
import { screened } from './pool.ts';
import { type Progress, progressBar, type Screening } from './progress.ts';
import { added, emptySummary, summaryText } from './summary.ts';

/** How often progress is kept. In milliseconds. */
const KEEP_EVERY_MS = 1000;
/** What is read at once: some tens of companies. */
const BLOCK_BYTES = 64 * 1024;
const MAX_THREADS = 64;
const MEASURES = jinhua.measures.map(({ number }) => number);

/**
 * `twelve screen FILE`: every company of a register (a dossier a line) through all measures. Writes a row a company,
 * a list of the lines that are no dossiers, and a summary. Run again after an interruption, it goes on. Ends with 1
 * where no line was a dossier.
 */
export async function screen(args: readonly string[]): Promise<number> {
  const plan = planOf(args);
  const interrupted = new AbortController();
  onAskedToEnd(() => interrupted.abort());
  const { progress, finished } = await run(plan, interrupted.signal, say);
  if (!finished) {
    say(
      plan.fresh
        ? {
            zh: '\n已中断；再次运行同一命令（不加 --fresh）即可继续。',
            en: 'Interrupted; run the same command, without --fresh, to go on.',
          }
        : { zh: '\n已中断；再次运行同一命令即可继续。', en: 'Interrupted; run the same command to go on.' },
    );
    return 130;
  }
  const { rows, rejected } = plan.files;
  console.error(summaryText(progress.summary));
  console.error(`结果 / rows: ${rows}`);
  const { companies, rejected: skipped } = progress.summary;
  if (skipped > 0) console.error(`跳过的行及原因 / lines skipped, and why: ${rejected}`);
  if (companies > 0 || skipped === 0) return 0;
  say({ zh: '名单中没有一行是申报材料。', en: 'No line of the register is a dossier.' });
  return 1;
}

const say = ({ zh, en }: Text): void => console.error(`${zh} ${en}`);

interface Plan {
  readonly files: Files;
  readonly format: Format;
  readonly threads: number;
  readonly fresh: boolean;
}

/**
 * Screens from where an earlier run has come to, until the end or an interruption.
 * @param tell told where it goes on, if it does.
 * @throws {CommandError} for a register that cannot be read and a file that cannot be written.
 */
export async function run(
  { files, format, threads, fresh }: Plan,
  signal: AbortSignal,
  tell: (text: Text) => void = () => undefined,
): Promise<{ readonly progress: Progress; readonly finished: boolean }> {
  const screening = {
    register: registerOf(files.register),
    format,
    engineVersion: ENGINE_VERSION,
    policyVersion: jinhua.policy.version,
  };
  const kept = fresh ? undefined : keptProgress(files, screening);
  if (kept !== undefined) tell({ zh: `从第${kept.line}行继续。`, en: `Going on from line ${kept.line}.` });
  let progress = kept ?? {
    ...{ screening, byte: 0, line: 1, outputBytes: 0, rejectedBytes: 0 },
    summary: emptySummary(MEASURES),
  };
  const rows = new Output(files.rows, progress.outputBytes);
  const rejected = new Output(files.rejected, progress.rejectedBytes);
  if (progress.outputBytes === 0) rows.write(headOf(format, MEASURES));
  const keep = (): void => {
    rows.flush();
    rejected.flush();
    writeProgress(files.progress, progress);
  };
  const { bytes } = screening.register;
  const shown = bar(bytes, progress.summary.companies);
  const stream = bytesOf(files.register, progress.byte, BLOCK_BYTES);
  let keptAt = performance.now();
  let finished = true;
  for await (const answer of screened(blocksOf(stream, progress), format, threads)) {
    rows.write(answer.rows);
    rejected.write(answer.rejections.map((rejection) => `${JSON.stringify(rejection)}\n`).join(''));
    progress = {
      screening,
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
    if (signal.aborted && progress.byte !== bytes) {
      finished = false;
      break;
    }
  }
  keep();
  rows.close();
  rejected.close();
  if (!finished) return { progress, finished };
  removeProgress(files.progress);
  if (!isDeepStrictEqual(registerOf(files.register), screening.register)) throw changed(files.register);
  return { progress, finished };
}

/** Rows of the register as it was stand beside rows of what became of it, or the end is missing. */
const changed = (register: string): CommandError =>
  new CommandError({
    zh: `测算期间企业名单 ${register} 有改动，结果不可用；请重新运行。`,
    en: `The register ${register} was changed while it was screened, and the rows are of no use: run it again.`,
  });

/** Of use only where all that was written then is still there. */
function keptProgress(files: Files, screening: Screening): Progress | undefined {
  const kept = readProgress(files.progress, screening);
  const there =
    kept !== undefined &&
    sizeOf(files.rows) >= kept.outputBytes &&
    sizeOf(files.rejected) >= kept.rejectedBytes;
  return there ? kept : undefined;
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
    threads: { type: 'string', default: String(Math.min(availableParallelism(), MAX_THREADS)) },
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
  if (!Number.isInteger(threads) || threads < 1 || threads > MAX_THREADS) {
    throw new CommandError({
      zh: `线程数须为 1 至 ${MAX_THREADS}。`,
      en: `The number of threads is 1 to ${MAX_THREADS}.`,
    });
  }
  return {
    files: filesOf(register, values.out ?? `${register}.screened.${format}`),
    format,
    threads,
    fresh: values.fresh,
  };
}
