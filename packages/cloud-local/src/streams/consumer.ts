import { createHash } from 'node:crypto';
import type { Activity } from '../activity.ts';
import type { Functions } from '../functions/functions.ts';
import type { Emit, Faults } from '../options.ts';
import { pause } from '../pause.ts';
import type { QueueStore } from '../queues/store.ts';
import type { HostState } from '../state/host-state.ts';
import { failureMetadata } from './failure.ts';
import { type Mapping, reportedFailures } from './mapping.ts';
import type { StreamReader, StreamRecord } from './records.ts';

export interface StreamConsumerOptions {
  readonly mapping: Mapping;
  readonly reader: StreamReader;
  readonly functionArn: string;
  readonly functions: Functions;
  readonly queues: QueueStore;
  readonly state: HostState;
  readonly activity: Activity;
  readonly emit: Emit;
  readonly signal: AbortSignal;
  readonly timeScale: number;
  readonly onBatch: Faults['onBatch'];
}

const firstDelayMilliseconds = 100;
const longestDelayMilliseconds = 60_000;

/**
 * One event source mapping on a table's stream: reads in order, filters, batches, invokes, and remembers
 * how far it got. A batch is retried, split or given up exactly as the mapping says.
 */
export class StreamConsumer {
  readonly #options: StreamConsumerOptions;
  #dirty = false;
  #running = false;

  constructor(options: StreamConsumerOptions) {
    this.#options = options;
  }

  /** Starts where the last host stopped; at its first start where StartingPosition says. */
  async start(tableIsNew: boolean): Promise<void> {
    const { state, mapping, reader } = this.#options;
    const isNew = state.run('INSERT OR IGNORE INTO stream_mappings(mapping) VALUES (?)', mapping.id) > 0;
    if (isNew && mapping.startsAtLatest && !tableIsNew) {
      for (const shard of await reader.shards()) {
        for (;;) {
          const last = (await reader.readAfter(shard, this.#position(shard))).at(-1);
          if (last === undefined) break;
          this.#remember(shard, last);
        }
      }
    }
    this.wake();
  }

  /** The table may have new records. */
  wake(): void {
    this.#dirty = true;
    if (!this.#running) void this.#run();
  }

  /** Whether every record there is has been dealt with. */
  async drained(): Promise<boolean> {
    if (this.#running || this.#dirty) return false;
    for (const shard of await this.#options.reader.shards()) {
      const left = await this.#options.reader.readAfter(shard, this.#position(shard));
      if (left.length === 0) continue;
      this.wake();
      return false;
    }
    return true;
  }

  async #run(): Promise<void> {
    const { activity, signal, emit, mapping } = this.#options;
    this.#running = true;
    const end = activity.begin(`stream ${mapping.id}`);
    while (this.#dirty && !signal.aborted) {
      this.#dirty = false;
      try {
        for (const shard of await this.#options.reader.shards()) await this.#drain(shard);
      } catch (error) {
        if (signal.aborted) break;
        emit({
          kind: 'problem',
          message: `stream of ${mapping.id}: ${error instanceof Error ? error.message : error}`,
        });
        this.#dirty = true;
        await pause(firstDelayMilliseconds, signal);
      }
    }
    this.#running = false;
    end();
  }

  async #drain(shard: string): Promise<void> {
    for (;;) {
      const records = await this.#options.reader.readAfter(shard, this.#position(shard));
      const last = records.at(-1);
      if (last === undefined || this.#options.signal.aborted) return;
      const lanes = this.#lanes(records);
      const done = await Promise.all(lanes.map((lane) => this.#deliverLane(shard, lane, lanes.length === 1)));
      if (!done.every(Boolean)) return;
      this.#remember(shard, last);
    }
  }

  /** Records of one item stay in order: they go to the same lane. */
  #lanes(records: readonly StreamRecord[]): StreamRecord[][] {
    const { lanes, accepts } = this.#options.mapping;
    const accepted = records.filter((record) => !record.changesNothing && accepts(record.event));
    if (lanes <= 1) return [accepted];
    const split: StreamRecord[][] = Array.from({ length: lanes }, () => []);
    for (const record of accepted) {
      const hash = createHash('md5').update(record.partition).digest().readUInt32BE(0);
      split[hash % lanes]?.push(record);
    }
    return split.filter((lane) => lane.length > 0);
  }

  /** False where the host stopped meanwhile. */
  async #deliverLane(shard: string, lane: readonly StreamRecord[], only: boolean): Promise<boolean> {
    const { batchSize } = this.#options.mapping;
    for (let start = 0; start < lane.length; start += batchSize) {
      const batch = lane.slice(start, start + batchSize);
      if (!(await this.#deliver(shard, batch, 0))) return false;
      const last = batch.at(-1);
      if (only && last !== undefined) this.#remember(shard, last);
    }
    return true;
  }

  async #deliver(shard: string, records: readonly StreamRecord[], failedBefore: number): Promise<boolean> {
    const { mapping, signal, emit, timeScale } = this.#options;
    let batch = records;
    let failures = failedBefore;
    for (;;) {
      if (tooOld(batch, mapping.maximumAgeSeconds))
        return this.#giveUp(shard, batch, 'RecordAgeExceeded', failures);
      const firstFailed = await this.#invoke(batch);
      if (signal.aborted) return false;
      if (firstFailed === undefined) return true;
      if (firstFailed > 0) failures = 0; // What came before is done; the rest is a new batch.
      batch = batch.slice(firstFailed);
      emit({ kind: 'stream-retry', mapping: mapping.id, records: batch.length, attempt: failures + 1 });
      const splits = mapping.bisect && batch.length > 1;
      if (!splits) {
        failures += 1;
        if (mapping.maximumRetries >= 0 && failures > mapping.maximumRetries) {
          return this.#giveUp(shard, batch, 'RetryAttemptsExhausted', failures);
        }
      }
      await pause(
        Math.min(longestDelayMilliseconds, firstDelayMilliseconds * 2 ** failures) * timeScale,
        signal,
      );
      if (signal.aborted) return false;
      if (splits) {
        const middle = Math.ceil(batch.length / 2);
        return (
          (await this.#deliver(shard, batch.slice(0, middle), failures)) &&
          (await this.#deliver(shard, batch.slice(middle), failures))
        );
      }
    }
  }

  /** Index of the first record that failed; undefined when all are done. */
  async #invoke(batch: readonly StreamRecord[]): Promise<number | undefined> {
    const { mapping, functions, functionArn, onBatch, signal } = this.#options;
    const fault = onBatch?.({ mapping: mapping.id, records: batch.map((record) => record.event) });
    if (fault?.delayMilliseconds !== undefined) await pause(fault.delayMilliseconds, signal);
    const payload = JSON.stringify({ Records: batch.map((record) => record.event) });
    let outcome = await functions.invoke(functionArn, payload);
    for (let again = 1; again < (fault?.times ?? 1); again += 1)
      outcome = await functions.invoke(functionArn, payload);
    if (outcome.kind === 'error') return 0;
    if (!mapping.reportsFailures) return undefined;
    const failed = reportedFailures(outcome.payload, new Set(batch.map((record) => record.sequence)));
    if (failed === undefined) return 0;
    const first = batch.findIndex((record) => failed.includes(record.sequence));
    return first < 0 ? undefined : first;
  }

  #giveUp(shard: string, batch: readonly StreamRecord[], condition: string, attempts: number): true {
    const { mapping, queues, emit, functionArn } = this.#options;
    if (mapping.onFailure === undefined) {
      emit({ kind: 'dropped', what: `${batch.length} stream records of ${mapping.id}`, because: condition });
      return true;
    }
    const body = failureMetadata({
      shard,
      batch,
      condition,
      attempts,
      functionArn,
      streamArn: mapping.sourceArn,
    });
    queues.send(mapping.onFailure, body);
    emit({ kind: 'dead-letter', queue: queues.find(mapping.onFailure).name, body });
    return true;
  }

  #position(shard: string): string | undefined {
    const sql = 'SELECT sequence FROM stream_positions WHERE mapping = ? AND shard = ?';
    return this.#options.state.get(sql, this.#options.mapping.id, shard)?.text('sequence');
  }

  #remember(shard: string, { sequence }: StreamRecord): void {
    const sql = 'INSERT OR REPLACE INTO stream_positions(mapping, shard, sequence) VALUES (?, ?, ?)';
    this.#options.state.run(sql, this.#options.mapping.id, shard, sequence);
  }
}

function tooOld(batch: readonly StreamRecord[], maximumAgeSeconds: number): boolean {
  const first = batch[0];
  if (first === undefined || maximumAgeSeconds < 0) return false;
  return Date.now() / 1000 - first.createdAtSeconds > maximumAgeSeconds;
}
