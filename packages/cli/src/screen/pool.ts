import { Worker } from 'node:worker_threads';
import type { Format } from './format.ts';
import type { Block } from './lines.ts';
import type { Job, Screened } from './worker.ts';

/** Blocks that a worker may have besides the one it works on: enough not to wait, few enough to stay small. */
const AHEAD = 2;

/** A company needs little at a time; without a limit a thread lets garbage pile up before it collects any. */
const SMALL = { maxYoungGenerationSizeMb: 24, maxOldGenerationSizeMb: 96 } as const;

/**
 * Screens blocks on several threads and gives the answers in the order of the blocks. No more blocks are read than
 * the threads can take, so that memory does not grow with the register.
 */
export async function* screened(
  blocks: AsyncIterator<Block>,
  format: Format,
  threads: number,
): AsyncGenerator<Screened> {
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL('./worker.ts', import.meta.url), { resourceLimits: SMALL }),
  );
  try {
    const waiting: Promise<Screened>[] = [];
    let sequence = 0;
    let ended = false;
    for (;;) {
      while (!ended && waiting.length < threads * AHEAD) {
        const next = await blocks.next();
        if (next.done === true) {
          ended = true;
          break;
        }
        const worker = workers[sequence % threads];
        if (worker === undefined) throw new RangeError('screening needs at least one thread');
        const answer = answerOf(worker, { sequence, block: next.value, format });
        // It is awaited in its turn; until then a failure must not count as one that nobody handles.
        answer.catch(() => undefined);
        waiting.push(answer);
        sequence += 1;
      }
      const first = waiting.shift();
      if (first === undefined) return;
      yield await first;
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** A worker answers its jobs one by one, each with the job's sequence. */
function answerOf(worker: Worker, job: Job): Promise<Screened> {
  return new Promise((resolve, reject) => {
    const onMessage = (answer: Screened): void => {
      if (answer.sequence !== job.sequence) return;
      stop();
      resolve(answer);
    };
    const onError = (error: unknown): void => {
      stop();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const stop = (): void => {
      worker.off('message', onMessage);
      worker.off('error', onError);
    };
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.postMessage(job, [job.block.bytes.buffer]);
  });
}
