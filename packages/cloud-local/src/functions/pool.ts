import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { failure, type Invocation, type Outcome, payloadLimitBytes } from './invocation.ts';
import { Sandbox, type SandboxOptions } from './sandbox.ts';

/** More processes than this per function only fight for the same cores. */
const maximumProcesses = 2;

export interface PoolOptions extends Omit<SandboxOptions, 'environment' | 'onReady' | 'onGone'> {
  readonly reservedConcurrency: number | undefined;
  /** The environment of a process, whose Runtime API is under the given id. */
  readonly environmentOf: (sandboxId: string) => Readonly<Record<string, string>>;
}

/** The processes of one function: started when needed, kept warm, at most two; more work waits in order. */
export class FunctionPool {
  readonly #options: PoolOptions;
  readonly #limit: number;
  readonly #sandboxes = new Map<string, Sandbox>();
  readonly #queue: Invocation[] = [];
  #starting = 0;
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#limit = Math.min(maximumProcesses, options.reservedConcurrency ?? maximumProcesses);
  }

  /** Runs the function once. Never rejects: errors of the function are outcomes. */
  invoke(payload: string, crash?: 'before' | 'after'): Promise<Outcome> {
    if (this.#closed) return Promise.resolve(failure('Host.Stopped', 'The host is stopping'));
    if (Buffer.byteLength(payload) > payloadLimitBytes) {
      return Promise.resolve(
        failure('RequestTooLargeException', `Payload exceeds ${payloadLimitBytes} bytes`),
      );
    }
    return new Promise((resolve) => {
      this.#queue.push({
        requestId: randomUUID(),
        payload,
        crash,
        settle: (outcome) => resolve(limited(outcome)),
      });
      this.#dispatch();
    });
  }

  /** Routes a Runtime API request to its process; false where that process is gone. */
  answer(sandboxId: string, path: string, request: IncomingMessage, response: ServerResponse): boolean {
    const sandbox = this.#sandboxes.get(sandboxId);
    if (sandbox === undefined) return false;
    void sandbox.answer(path, request, response);
    return true;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const waiting of this.#queue.splice(0))
      waiting.settle(failure('Host.Stopped', 'The host is stopping'));
    await Promise.all([...this.#sandboxes.values()].map((sandbox) => sandbox.close()));
  }

  #dispatch(): void {
    for (const sandbox of this.#sandboxes.values()) {
      if (!sandbox.idle) continue;
      const next = this.#queue.shift();
      if (next === undefined) return;
      sandbox.run(next);
    }
    while (this.#queue.length > this.#starting && this.#sandboxes.size < this.#limit) this.#start();
  }

  #start(): void {
    const id = randomUUID();
    let starting = true;
    const started = () => {
      if (starting) this.#starting -= 1;
      starting = false;
    };
    this.#starting += 1;
    const sandbox = new Sandbox({
      ...this.#options,
      environment: this.#options.environmentOf(id),
      onReady: () => {
        started();
        this.#dispatch();
      },
      onGone: (_, reason) => {
        if (!this.#sandboxes.delete(id)) return;
        // A process that never came up answers for the invocation that asked for it.
        if (starting) this.#queue.shift()?.settle(reason);
        started();
        if (!this.#closed) this.#dispatch();
      },
    });
    this.#sandboxes.set(id, sandbox);
  }
}

function limited(outcome: Outcome): Outcome {
  const size = Buffer.byteLength(outcome.payload);
  if (size <= payloadLimitBytes) return outcome;
  return failure(
    'Function.ResponseSizeTooLarge',
    `Response payload size (${size} bytes) exceeded maximum allowed payload size (${payloadLimitBytes} bytes).`,
  );
}
