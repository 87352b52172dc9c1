import { randomUUID } from 'node:crypto';
import type { Activity } from '../activity.ts';
import type { Emit } from '../options.ts';
import { pause } from '../pause.ts';
import type { QueueStore } from '../queues/store.ts';
import type { HostState } from '../state/host-state.ts';

/** Something accepted that must reach its target. */
export interface Delivery {
  readonly id: string;
  /** Which handler takes it. */
  readonly kind: string;
  readonly target: string;
  readonly body: string;
  readonly acceptedAt: number;
  readonly attempts: number;
}

export interface DeliveryHandler {
  label(target: string): string;
  maximumAttempts(target: string): number;
  maximumAgeSeconds(target: string): number;
  /** Wait after the n-th failed attempt, in real time. */
  delayMilliseconds(attempt: number): number;
  /** Tries once; undefined when delivered, else why not. */
  attempt(delivery: Delivery): Promise<string | undefined>;
  /** Where it goes when all attempts failed; undefined drops it. */
  exhausted(
    delivery: Delivery,
    error: string,
  ): { queue: string; body: string; attributes?: Record<string, string> } | undefined;
}

export interface DeliveriesOptions {
  readonly state: HostState;
  readonly queues: QueueStore;
  readonly activity: Activity;
  readonly emit: Emit;
  readonly signal: AbortSignal;
  readonly timeScale: number;
}

/** Accepted once, kept on disk until delivered or dead-lettered, tried again after a restart. */
export class Deliveries {
  readonly #options: DeliveriesOptions;
  readonly #handlers = new Map<string, DeliveryHandler>();

  constructor(options: DeliveriesOptions) {
    this.#options = options;
  }

  handle(kind: string, handler: DeliveryHandler): void {
    this.#handlers.set(kind, handler);
  }

  /** Returns when it is safe on disk; delivery follows. */
  accept(request: { kind: string; target: string; body: string }): void {
    const delivery = { ...request, id: randomUUID(), acceptedAt: Date.now(), attempts: 0 };
    this.#options.state.run(
      'INSERT INTO deliveries(id, body) VALUES (?, ?)',
      delivery.id,
      JSON.stringify(delivery),
    );
    void this.#deliver(delivery);
  }

  /** Takes up what an earlier host accepted and did not finish. */
  resume(): void {
    for (const row of this.#options.state.all('SELECT body FROM deliveries')) {
      const delivery: Delivery = JSON.parse(row.text('body'));
      void this.#deliver(delivery);
    }
  }

  async #deliver(accepted: Delivery): Promise<void> {
    const { state, activity, emit, signal, timeScale } = this.#options;
    const handler = this.#handlers.get(accepted.kind);
    if (handler === undefined) return;
    const end = activity.begin(handler.label(accepted.target));
    try {
      for (let attempts = accepted.attempts + 1; !signal.aborted; attempts += 1) {
        const delivery = { ...accepted, attempts };
        const error = await attempt(handler, delivery);
        if (signal.aborted) return;
        if (error === undefined) {
          state.run('DELETE FROM deliveries WHERE id = ?', delivery.id);
          return;
        }
        const aged = Date.now() - delivery.acceptedAt > handler.maximumAgeSeconds(delivery.target) * 1000;
        if (aged || attempts >= handler.maximumAttempts(delivery.target)) {
          this.#giveUp(handler, delivery, error);
          return;
        }
        state.run('UPDATE deliveries SET body = ? WHERE id = ?', JSON.stringify(delivery), delivery.id);
        emit({ kind: 'delivery-retry', target: delivery.target, attempt: attempts, because: error });
        await pause(handler.delayMilliseconds(attempts) * timeScale, signal);
      }
    } finally {
      end();
    }
  }

  #giveUp(handler: DeliveryHandler, delivery: Delivery, error: string): void {
    const { state, queues } = this.#options;
    const destination = handler.exhausted(delivery, error);
    state.atomically(() => {
      if (destination !== undefined) {
        const { queue, body, attributes } = destination;
        queues.send(queue, body, attributes === undefined ? {} : { attributes });
      }
      state.run('DELETE FROM deliveries WHERE id = ?', delivery.id);
    });
    if (destination !== undefined) {
      this.#options.emit({ kind: 'dead-letter', queue: destination.queue, body: destination.body });
    }
  }
}

/** A target that is not there any more, say after a change of the template, is a failure like any other. */
async function attempt(handler: DeliveryHandler, delivery: Delivery): Promise<string | undefined> {
  try {
    return await handler.attempt(delivery);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
