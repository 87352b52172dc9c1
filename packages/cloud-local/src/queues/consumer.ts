import { createHash } from 'node:crypto';
import type { Activity } from '../activity.ts';
import type { Functions } from '../functions/functions.ts';
import { type Json, parseJson } from '../json.ts';
import { type Mapping, reportedFailures } from '../streams/mapping.ts';
import type { QueueSettings, QueueStore, ReceivedMessage } from './store.ts';

export interface QueueConsumerOptions {
  readonly mapping: Mapping;
  readonly queues: QueueStore;
  readonly functions: Functions;
  readonly functionArn: string;
  readonly region: string;
  readonly account: string;
  readonly activity: Activity;
  readonly signal: AbortSignal;
}

/** While a function works on a message nobody else gets it, however short the queue's visibility timeout is. */
const holdMilliseconds = 24 * 3600 * 1000;
const defaultConcurrency = 2;

/** One event source mapping on a queue. */
export class QueueConsumer {
  readonly #options: QueueConsumerOptions;
  readonly #queue: QueueSettings;
  #active = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: QueueConsumerOptions) {
    this.#options = options;
    this.#queue = options.queues.find(options.mapping.sourceArn);
    options.queues.onArrival((queueArn) => {
      // Later, so that a message sent inside a transaction is there.
      if (queueArn === this.#queue.arn) setImmediate(() => this.pump());
    });
    options.signal.addEventListener('abort', () => clearTimeout(this.#timer));
  }

  /** Takes what is due, and comes back when something becomes due. */
  pump(): void {
    const { mapping, queues, signal, activity } = this.#options;
    if (signal.aborted) return;
    const limit = Math.min(mapping.concurrency ?? defaultConcurrency, defaultConcurrency);
    while (this.#active < limit) {
      const batch = queues.receive(this.#queue.arn, mapping.batchSize, holdMilliseconds);
      if (batch.length === 0) break;
      this.#active += 1;
      void activity
        .track(`queue ${this.#queue.name}`, () => this.#handle(batch))
        .finally(() => {
          this.#active -= 1;
          this.pump();
        });
    }
    clearTimeout(this.#timer);
    const next = queues.nextDue(this.#queue.arn);
    if (next === undefined || this.#active >= limit) return;
    this.#timer = setTimeout(() => this.pump(), Math.min(Math.max(1, next - Date.now()), 60_000));
    this.#timer.unref();
  }

  /** Whether nothing is due, being handled or being tried again. */
  get drained(): boolean {
    return this.#active === 0 && this.#options.queues.pending(this.#queue.arn) === 0;
  }

  async #handle(received: readonly ReceivedMessage[]): Promise<void> {
    const { mapping, queues, functions, functionArn, signal } = this.#options;
    const [wanted, unwanted] = this.#filter(received);
    for (const message of unwanted) queues.delete(message.receipt);
    if (wanted.length === 0) return;
    const payload = JSON.stringify({ Records: wanted.map((message) => this.#record(message)) });
    const outcome = await functions.invoke(functionArn, payload);
    if (signal.aborted) return;
    const all = new Set(wanted.map((message) => message.id));
    const reported = mapping.reportsFailures ? reportedFailures(outcome.payload, all) : [];
    const failed = outcome.kind === 'error' || reported === undefined ? all : new Set(reported);
    for (const message of wanted) {
      if (failed.has(message.id)) queues.release(this.#queue, message.receipt);
      else queues.delete(message.receipt);
    }
  }

  #filter(received: readonly ReceivedMessage[]): [ReceivedMessage[], ReceivedMessage[]] {
    const accepts = (message: ReceivedMessage) =>
      this.#options.mapping.accepts({ body: parseJson(message.body) ?? message.body });
    return [received.filter(accepts), received.filter((message) => !accepts(message))];
  }

  #record(message: ReceivedMessage): Json {
    return {
      messageId: message.id,
      receiptHandle: message.receipt,
      body: message.body,
      attributes: {
        ApproximateReceiveCount: String(message.receives),
        SentTimestamp: String(message.sentAt),
        SenderId: this.#options.account,
        ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
      },
      messageAttributes: Object.fromEntries(
        Object.entries(message.attributes).map(([name, value]) => [
          name,
          { stringValue: value, dataType: 'String', stringListValues: [], binaryListValues: [] },
        ]),
      ),
      md5OfBody: createHash('md5').update(message.body).digest('hex'),
      eventSource: 'aws:sqs',
      eventSourceARN: this.#queue.arn,
      awsRegion: this.#options.region,
    };
  }
}
