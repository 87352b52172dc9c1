import { type ChildProcess, spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { readBody } from '../wire/http.ts';
import { type Guard, killGroup } from './guard.ts';
import { failure, type Invocation, type Outcome } from './invocation.ts';

/** Lambda allows 10 s for loading a handler's module; a busy machine may need longer, and fails nobody by it. */
const initLimitMilliseconds = 60_000;
const bootstrap = fileURLToPath(new URL('./bootstrap.mjs', import.meta.url));

export interface SandboxOptions {
  readonly functionArn: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly memoryMegabytes: number;
  readonly timeoutMilliseconds: number;
  readonly taskRoot: string;
  readonly guard: Guard;
  readonly onLine: (line: string) => void;
  /** The process waits for work. */
  readonly onReady: (sandbox: Sandbox) => void;
  /** The process is gone; `reason` says why where no invocation could be told. */
  readonly onGone: (sandbox: Sandbox, reason: Outcome) => void;
}

/**
 * One process of a function: the host's side of the Lambda Runtime API. It runs one invocation at a time
 * and is killed when one overruns its time.
 */
export class Sandbox {
  readonly #options: SandboxOptions;
  readonly #child: ChildProcess;
  #waiting: ServerResponse | undefined;
  #current: Invocation | undefined;
  #timer: NodeJS.Timeout | undefined;
  #initError: Outcome | undefined;

  constructor(options: SandboxOptions) {
    this.#options = options;
    const heap = Math.max(64, Math.floor(options.memoryMegabytes * 0.9));
    this.#child = spawn(process.execPath, [`--max-old-space-size=${heap}`, bootstrap], {
      cwd: options.taskRoot,
      env: options.environment,
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    options.guard.watch(this.#child);
    this.#child.stdin?.on('error', () => {});
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (stream !== null) createInterface({ input: stream }).on('line', options.onLine);
    }
    this.#child.once('error', (error) => this.#gone(failure('Runtime.ExitError', error.message)));
    this.#child.once('exit', (code, signal) => {
      const status = signal === null ? `exit status ${code}` : `signal: ${signal}`;
      this.#gone(failure('Runtime.ExitError', `Runtime exited with error: ${status}`));
    });
    this.#limit(initLimitMilliseconds, () =>
      failure('Sandbox.Timedout', 'The handler was not loaded within a minute'),
    );
  }

  get idle(): boolean {
    return this.#waiting !== undefined && this.#current === undefined;
  }

  /** Hands an invocation to the idle process. */
  run(invocation: Invocation): void {
    const response = this.#waiting;
    if (response === undefined) throw new Error('The sandbox is busy.');
    this.#waiting = undefined;
    this.#current = invocation;
    if (invocation.crash === 'before') {
      this.kill();
      return;
    }
    const { timeoutMilliseconds, functionArn } = this.#options;
    response.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': invocation.requestId,
      'lambda-runtime-deadline-ms': String(Date.now() + timeoutMilliseconds),
      'lambda-runtime-invoked-function-arn': functionArn,
    });
    response.end(invocation.payload);
    this.#limit(timeoutMilliseconds, () => {
      const seconds = (timeoutMilliseconds / 1000).toFixed(2);
      return failure(
        'Sandbox.Timedout',
        `RequestId: ${invocation.requestId} Error: Task timed out after ${seconds} seconds`,
      );
    });
  }

  /** Answers a request of the process; `path` is what follows `/2018-06-01/runtime/`. */
  async answer(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (path === 'invocation/next') {
      clearTimeout(this.#timer);
      this.#waiting = response;
      this.#options.onReady(this);
      return;
    }
    const body = (await readBody(request)).toString('utf8');
    if (path === 'init/error') {
      this.#initError = { kind: 'error', payload: body };
    } else if (this.#current !== undefined && path.startsWith(`invocation/${this.#current.requestId}/`)) {
      if (this.#current.crash === 'after') {
        this.kill();
        return;
      }
      this.#settle({ kind: path.endsWith('/error') ? 'error' : 'success', payload: body });
    }
    response.writeHead(202).end();
  }

  kill(): void {
    killGroup(this.#child);
  }

  /** Kills the process and waits until it is gone. */
  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.kill();
    await ended;
  }

  #limit(milliseconds: number, outcome: () => Outcome): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#initError = outcome();
      this.#settle(this.#initError);
      this.kill();
    }, milliseconds);
  }

  #settle(outcome: Outcome): void {
    clearTimeout(this.#timer);
    const settled = this.#current;
    this.#current = undefined;
    settled?.settle(outcome);
  }

  #gone(reason: Outcome): void {
    const outcome = this.#initError ?? reason;
    this.#settle(outcome);
    this.#waiting = undefined;
    this.#options.onGone(this, outcome);
  }
}
