import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type CountedDatabase, startCountedDatabase, type Used } from './database.ts';
import { quantile } from './measure.ts';
import { functionsProcessorMs, processorMs } from './processor.ts';
import { startRunning, temporaryFolder } from './running.ts';
import { casesAsStored, FIRST_CASE, submissionOf } from './seeding.ts';

/** What one submission costs until it is determined and announced, with so many cases in the tables. */
export interface GrowthRow {
  readonly cases: number;
  readonly perCase: Used & {
    /** Calls of functions by their logical id, without the hash at its end. */
    readonly calls: ReadonlyMap<string, number>;
    /** Requests to the other services by service and operation. */
    readonly others: ReadonlyMap<string, number>;
  };
  readonly medianMs: number;
  readonly p99Ms: number;
  /** Processor time of each: the host, the functions and the database. */
  readonly processorMs: number;
  /** Of the functions alone. */
  readonly functionsMs: number;
}

const WARM_UP = 10;
const MEASURED = 40;

/** The same submissions among ever more cases. @param sizes ascending */
export async function growthBench(sizes: readonly number[]): Promise<readonly GrowthRow[]> {
  const folder = temporaryFolder();
  const database = await startCountedDatabase(join(folder, 'growth.sqlite'));
  try {
    // The first start creates the tables.
    await (await startRunning({ dynamodbEndpoint: database.endpoint })).stop();
    const rows: GrowthRow[] = [];
    let stored = 0;
    for (const cases of sizes) {
      await database.seed(casesAsStored(FIRST_CASE + stored, FIRST_CASE + cases));
      stored = cases;
      rows.push(await measured(database, cases));
    }
    return rows;
  } finally {
    await database.stop();
    rmSync(folder, { recursive: true });
  }
}

async function measured(database: CountedDatabase, cases: number): Promise<GrowthRow> {
  const calls = new Map<string, number>();
  const others = new Map<string, number>();
  const running = await startRunning({
    dynamodbEndpoint: database.endpoint,
    faults: {
      onInvoke: ({ logicalId }) => count(calls, logicalId.replace(/[0-9A-F]{8}$/, '')),
      onCall: ({ service, operation }) =>
        service === 'dynamodb' ? undefined : count(others, `${service} ${operation}`),
    },
  });
  try {
    // Of every size others: numbers that no seeded case has.
    const first = 5_000_000 + cases;
    const submitted = (at: number) => running.determine(submissionOf(first + at, at));
    for (let at = 0; at < WARM_UP; at++) await submitted(at);
    await running.cloud.idle();
    database.takeUsed();
    calls.clear();
    others.clear();
    const before = processorMs();
    const functionsBefore = functionsProcessorMs();
    const times: number[] = [];
    for (let at = 0; at < MEASURED; at++) {
      times.push(await submitted(WARM_UP + at));
      // Only then the next: what follows a determination is part of its cost, and must not disturb another's time.
      await running.cloud.idle();
    }
    const { requests, readUnits, writeUnits } = database.takeUsed();
    const each = (amount: number) => amount / MEASURED;
    const perCase = (counted: ReadonlyMap<string, number>) =>
      new Map([...counted].sort().map(([name, amount]) => [name, each(amount)]));
    return {
      cases,
      perCase: {
        requests: each(requests),
        readUnits: each(readUnits),
        writeUnits: each(writeUnits),
        calls: perCase(calls),
        others: perCase(others),
      },
      medianMs: quantile(times, 0.5),
      p99Ms: quantile(times, 0.99),
      processorMs: each(processorMs() - before),
      functionsMs: each(functionsProcessorMs() - functionsBefore),
    };
  } finally {
    await running.stop();
  }
}

function count(counted: Map<string, number>, name: string): undefined {
  counted.set(name, (counted.get(name) ?? 0) + 1);
}
