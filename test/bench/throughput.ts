import autocannon from 'autocannon';
import { quantile } from './measure.ts';
import { processorMs } from './processor.ts';
import { companyOf } from './register.ts';
import { type Running, startRunning, UnexpectedAnswerError } from './running.ts';
import { submissionOf } from './seeding.ts';

/** How many requests a second the machine answers, and how long the middle and the slowest hundredth wait. */
export interface ThroughputRow {
  readonly what: string;
  readonly atOnce: number;
  readonly perSecond: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  /** Processor time of each: the host, the functions and the database; of self-checks the load generator too. */
  readonly processorMs: number;
}

const CONNECTIONS = [1, 16, 64];
const SECONDS = 5;
const SUBMISSIONS = { 1: 100, 16: 320 } as const;
const WARM_UP = 20;

/** Self-checks over kept connections, then submissions until their determination is committed; both warm. */
export async function throughputBench(): Promise<readonly ThroughputRow[]> {
  const running = await startRunning();
  try {
    const rows: ThroughputRow[] = [];
    await selfChecks(running.cloud.url, 16, 2);
    for (const connections of CONNECTIONS)
      rows.push(await selfChecks(running.cloud.url, connections, SECONDS));
    await submissions(running, 1, 0, WARM_UP);
    rows.push(await submissions(running, 1, 1_000, SUBMISSIONS[1]));
    rows.push(await submissions(running, 16, 2_000, SUBMISSIONS[16]));
    return rows;
  } finally {
    await running.stop();
  }
}

/** The load comes from a thread of its own, so that it does not share the host's. */
async function selfChecks(url: string, connections: number, seconds: number): Promise<ThroughputRow> {
  const before = processorMs();
  const result = await autocannon({
    url: `${url}/v1/self-check`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(companyOf(1)),
    connections,
    duration: seconds,
    workers: 1,
  });
  if (result.non2xx + result.errors + result.timeouts > 0) {
    throw new UnexpectedAnswerError(result.non2xx, `${result.errors} errors, ${result.timeouts} time-outs`);
  }
  return {
    what: 'self-check',
    atOnce: connections,
    perSecond: result.requests.average,
    medianMs: result.latency.p50,
    p99Ms: result.latency.p99,
    processorMs: (processorMs() - before) / result.requests.total,
  };
}

async function submissions(
  running: Running,
  atOnce: number,
  first: number,
  amount: number,
): Promise<ThroughputRow> {
  const waiting = [...Array(amount).keys()];
  const times: number[] = [];
  const portal = async (): Promise<void> => {
    for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
      times.push(await running.determine(submissionOf(first + at)));
    }
  };
  const before = processorMs();
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: atOnce }, portal));
  const seconds = (performance.now() - startedAt) / 1000;
  await running.cloud.idle();
  return {
    what: 'submission until determined',
    atOnce,
    perSecond: amount / seconds,
    medianMs: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    processorMs: (processorMs() - before) / amount,
  };
}
