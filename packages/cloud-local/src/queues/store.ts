import { randomUUID } from 'node:crypto';
import { UnknownResourceError, UnsupportedTemplateError } from '../errors.ts';
import type { Emit, QueueMessage } from '../options.ts';
import type { HostState, Row } from '../state/host-state.ts';
import { queue as queueKind } from '../template/catalogue/events.ts';
import { readableId } from '../template/kind.ts';
import type { Stack } from '../template/stack.ts';

/** A queue's settings, in milliseconds where they are times. */
export interface QueueSettings {
  readonly arn: string;
  readonly name: string;
  readonly logicalId: string;
  readonly url: string;
  readonly delayMilliseconds: number;
  readonly visibilityMilliseconds: number;
  readonly waitMilliseconds: number;
  readonly maximumBytes: number;
  readonly redrive: { readonly arn: string; readonly maximumReceives: number } | undefined;
}

/** A message as a consumer got it. */
export interface ReceivedMessage extends QueueMessage {
  readonly receipt: string;
  readonly sentAt: number;
  readonly firstReceivedAt: number;
}

/** All queues of the stack: messages on disk, delivered at least once, dead-lettered after too many receipts. */
export class QueueStore {
  readonly #state: HostState;
  readonly #emit: Emit;
  readonly #timeScale: number;
  readonly #queues: readonly QueueSettings[];
  readonly #listeners = new Set<(queueArn: string) => void>();

  /** @throws UnsupportedTemplateError where a dead-letter queue is not of this stack. */
  constructor(options: { stack: Stack; state: HostState; emit: Emit; timeScale: number }) {
    this.#state = options.state;
    this.#emit = options.emit;
    this.#timeScale = options.timeScale;
    this.#queues = options.stack
      .all(queueKind)
      .map(({ arn, name, logicalId, properties, endpoint, account }) => ({
        arn,
        name,
        logicalId,
        url: `${endpoint}/${account}/${name}`,
        delayMilliseconds: properties.DelaySeconds * 1000,
        visibilityMilliseconds: properties.VisibilityTimeout * 1000,
        waitMilliseconds: properties.ReceiveMessageWaitTimeSeconds * 1000,
        maximumBytes: properties.MaximumMessageSize,
        redrive:
          properties.RedrivePolicy === undefined
            ? undefined
            : {
                arn: properties.RedrivePolicy.deadLetterTargetArn,
                maximumReceives: properties.RedrivePolicy.maxReceiveCount,
              },
      }));
    for (const { logicalId, redrive } of this.#queues) {
      if (redrive === undefined || this.has(redrive.arn)) continue;
      throw new UnsupportedTemplateError([
        `${logicalId}: its dead-letter queue ${redrive.arn} is not of this stack`,
      ]);
    }
  }

  /** Finds a queue by ARN, URL, name or logical id. @throws UnknownResourceError */
  find(name: string): QueueSettings {
    const plain = /^https?:/.test(name) ? (name.split('/').at(-1) ?? '') : name;
    const found =
      this.#queues.find((one) => one.arn === plain || one.name === plain || one.logicalId === plain) ??
      this.#queues.find((one) => readableId(one.logicalId) === plain);
    if (found === undefined) throw new UnknownResourceError('queue', name);
    return found;
  }

  has(name: string): boolean {
    return this.#queues.some((one) => one.arn === name);
  }

  /** Called whenever a queue may have something due. */
  onArrival(listener: (queueArn: string) => void): void {
    this.#listeners.add(listener);
  }

  send(
    name: string,
    body: string,
    options: { delayMilliseconds?: number; attributes?: Record<string, string> } = {},
  ): string {
    const settings = this.find(name);
    const id = randomUUID();
    const delay = (options.delayMilliseconds ?? settings.delayMilliseconds) * this.#timeScale;
    this.#state.run(
      'INSERT INTO messages(id, queue, body, attributes, sent, due, planned) VALUES (?, ?, ?, ?, ?, ?, ?)',
      id,
      settings.arn,
      body,
      JSON.stringify(options.attributes ?? {}),
      Date.now(),
      Date.now() + delay,
      delay > 0 ? 1 : 0,
    );
    this.#announce(settings.arn);
    return id;
  }

  /**
   * Takes up to `count` due messages and hides them; those received too often go to the dead-letter queue, and make
   * the batch smaller.
   */
  receive(name: string, count: number, visibilityMilliseconds?: number): ReceivedMessage[] {
    const settings = this.find(name);
    const now = Date.now();
    return this.#state.atomically(() => {
      const received: ReceivedMessage[] = [];
      const rows = this.#state.all(
        'SELECT * FROM messages WHERE queue = ? AND due <= ? ORDER BY due, sent LIMIT ?',
        settings.arn,
        now,
        count,
      );
      for (const row of rows) {
        if (this.#deadLettered(settings, row)) continue;
        const receipt = randomUUID();
        this.#state.run(
          'UPDATE messages SET receives = receives + 1, receipt = ?, due = ?, planned = 0, first_received = coalesce(first_received, ?) WHERE id = ?',
          receipt,
          now + (visibilityMilliseconds ?? settings.visibilityMilliseconds),
          now,
          row.text('id'),
        );
        const firstReceivedAt = row.number('first_received') || now;
        const receives = row.number('receives') + 1;
        received.push({ ...messageOf(row), receives, receipt, sentAt: row.number('sent'), firstReceivedAt });
      }
      return received;
    });
  }

  delete(receipt: string): void {
    this.#state.run('DELETE FROM messages WHERE receipt = ?', receipt);
  }

  /** A consumer that knows better says when to try again. */
  changeVisibility(receipt: string, milliseconds: number): boolean {
    const planned = milliseconds > 0 ? 1 : 0;
    const due = Date.now() + milliseconds * this.#timeScale;
    const changed = this.#state.run(
      'UPDATE messages SET due = ?, planned = ? WHERE receipt = ?',
      due,
      planned,
      receipt,
    );
    const row = this.#state.get('SELECT queue FROM messages WHERE receipt = ?', receipt);
    if (row !== undefined) this.#announce(row.text('queue'));
    return changed > 0;
  }

  /** The consumer failed: due again after the visibility timeout, unless it was planned meanwhile. */
  release(settings: QueueSettings, receipt: string): void {
    const due = Date.now() + settings.visibilityMilliseconds * this.#timeScale;
    this.#state.run('UPDATE messages SET due = ? WHERE receipt = ? AND planned = 0', due, receipt);
    this.#announce(settings.arn);
  }

  /** Time of the next message, planned ones included; undefined for an empty queue. */
  nextDue(queueArn: string): number | undefined {
    const sql = 'SELECT due FROM messages WHERE queue = ? ORDER BY due LIMIT 1';
    return this.#state.get(sql, queueArn)?.number('due');
  }

  /** Messages that are due, being handled or being tried again: everything but what is planned for later. */
  pending(queueArn: string): number {
    const sql = 'SELECT count(*) AS count FROM messages WHERE queue = ? AND (planned = 0 OR due <= ?)';
    return this.#state.get(sql, queueArn, Date.now())?.number('count') ?? 0;
  }

  counts(queueArn: string): { visible: number; hidden: number; delayed: number } {
    const sql = `SELECT sum(due <= ?1) AS visible, sum(due > ?1 AND receipt IS NOT NULL) AS hidden,
      sum(due > ?1 AND receipt IS NULL) AS delayed FROM messages WHERE queue = ?2`;
    const row = this.#state.get(sql, Date.now(), queueArn);
    return {
      visible: row?.number('visible') ?? 0,
      hidden: row?.number('hidden') ?? 0,
      delayed: row?.number('delayed') ?? 0,
    };
  }

  list(name: string): QueueMessage[] {
    return this.#state
      .all('SELECT * FROM messages WHERE queue = ? ORDER BY sent, rowid', this.find(name).arn)
      .map(messageOf);
  }

  /** Makes everything planned for later due now. */
  releasePlanned(): number {
    const now = Date.now();
    const released = this.#state.run(
      'UPDATE messages SET due = ?, planned = 0 WHERE planned = 1 AND due > ?',
      now,
      now,
    );
    for (const settings of this.#queues) this.#announce(settings.arn);
    return released;
  }

  /** After a restart nobody handles what was being handled: it is due again. */
  recover(): void {
    this.#state.run('UPDATE messages SET due = ? WHERE receipt IS NOT NULL AND planned = 0', Date.now());
  }

  #deadLettered(settings: QueueSettings, row: Row): boolean {
    const { redrive } = settings;
    if (redrive === undefined || row.number('receives') < redrive.maximumReceives) return false;
    const target = this.find(redrive.arn);
    this.#state.run(
      'UPDATE messages SET queue = ?, due = ?, receipt = NULL, planned = 0, receives = 0 WHERE id = ?',
      target.arn,
      Date.now(),
      row.text('id'),
    );
    this.#emit({ kind: 'dead-letter', queue: target.name, body: row.text('body') });
    this.#announce(target.arn);
    return true;
  }

  #announce(queueArn: string): void {
    for (const listener of this.#listeners) listener(queueArn);
  }
}

function messageOf(row: Row): QueueMessage {
  const attributes: Record<string, string> = JSON.parse(row.text('attributes'));
  return { id: row.text('id'), body: row.text('body'), attributes, receives: row.number('receives') };
}
