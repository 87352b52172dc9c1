import type { LocalCloudError } from './errors.ts';

/** Options of {@link startLocalCloud}. */
export interface LocalCloudOptions {
  /** Directory of the synthesized cloud assembly (`cdk.out`). */
  readonly assemblyDir: string;
  /** Which stack of the assembly; may be left out where there is one. */
  readonly stackName?: string;
  /** Port of the public API on 127.0.0.1; 0 takes any free one. */
  readonly port: number;
  /** Where everything is kept. Without it: a temporary directory (RAM disk where there is one), removed at the end. */
  readonly dataDir?: string;
  /** A DynamoDB-compatible endpoint to be used instead of the embedded engine. */
  readonly dynamodbEndpoint?: string;
  /** Variables that every function gets besides those of the template (explicit local flags). */
  readonly environment?: Readonly<Record<string, string>>;
  /** Gives the start up when it is aborted; once the stack runs, `stop()` ends it. */
  readonly signal?: AbortSignal;
  /** Progress and diagnostics. */
  readonly onEvent?: (event: LocalCloudEvent) => void;
  /**
   * Multiplies every waiting time of the platform: retry back-off, Wait states, queue delays. 1 (the
   * default) is real time. Limits of functions and rates are never scaled.
   */
  readonly timeScale?: number;
  /** Whether schedule rules fire by themselves; `runSchedules()` fires them in any case. Default: true. */
  readonly schedules?: boolean;
  /** Faults to inject, for tests. */
  readonly faults?: Faults;
}

/** What happens inside, for people and for tests. */
export type LocalCloudEvent =
  | { readonly kind: 'progress'; readonly message: string }
  | { readonly kind: 'not-simulated'; readonly what: string }
  | { readonly kind: 'function-log'; readonly functionName: string; readonly line: string }
  | { readonly kind: 'function-error'; readonly functionName: string; readonly error: string }
  | {
      readonly kind: 'stream-retry';
      readonly mapping: string;
      readonly records: number;
      readonly attempt: number;
    }
  | { readonly kind: 'execution'; readonly name: string; readonly status: string; readonly error?: string }
  | {
      readonly kind: 'delivery-retry';
      readonly target: string;
      readonly attempt: number;
      readonly because: string;
    }
  | { readonly kind: 'dead-letter'; readonly queue: string; readonly body: string }
  | { readonly kind: 'dropped'; readonly what: string; readonly because: string }
  | {
      readonly kind: 'request';
      readonly method: string;
      readonly path: string;
      readonly status: number;
      readonly milliseconds: number;
    }
  | { readonly kind: 'problem'; readonly message: string }
  /** Nothing can be done from now on: what is left is to stop. */
  | { readonly kind: 'failed'; readonly error: LocalCloudError };

export type Emit = (event: LocalCloudEvent) => void;

export interface FunctionCall {
  readonly functionName: string;
  readonly logicalId: string;
  /** JSON text. */
  readonly payload: string;
}

/**
 * `crash-before`: the process is killed before the handler runs. `crash-after`: it is killed when the handler
 * is done, so that its effects are there and its answer is not. `throttle`: the service refuses.
 */
export type FunctionFault = (
  call: FunctionCall,
) =>
  | 'crash-before'
  | 'crash-after'
  | 'throttle'
  | undefined
  | Promise<'crash-before' | 'crash-after' | 'throttle' | undefined>;

export interface ServiceCall {
  /** Logical id of the calling function; `undefined` for the administrator. */
  readonly caller: string | undefined;
  readonly service: string;
  readonly operation: string;
  readonly body: string;
}

/**
 * An error answered instead of doing the call (`details` are further fields of the answer, such as
 * `CancellationReasons`), or `lose-answer`: the call is done, but the connection breaks.
 */
export type CallFault =
  | 'lose-answer'
  | {
      readonly code: string;
      readonly message: string;
      readonly status: number;
      readonly details?: Readonly<Record<string, unknown>>;
    };

export interface BatchCall {
  /** Logical id of the event source mapping. */
  readonly mapping: string;
  readonly records: readonly unknown[];
}

export interface Faults {
  readonly onInvoke?: FunctionFault;
  readonly onCall?: (call: ServiceCall) => CallFault | undefined;
  /** Called for a batch of stream records before it is delivered: deliver it twice, or later. */
  readonly onBatch?: (
    batch: BatchCall,
  ) => { readonly times?: number; readonly delayMilliseconds?: number } | undefined;
}

/** What an AWS SDK client needs in order to talk to this host as its administrator. */
export interface ClientConfiguration {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
  };
}

/** A message in a dead-letter or failure queue. */
export interface QueueMessage {
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly receives: number;
}

/** A running stack. */
export interface LocalCloud {
  /** Address of the public API, without a slash at its end. */
  readonly url: string;
  /** Physical table names by logical id, with and without the hash that the CDK appends. */
  readonly tables: Readonly<Record<string, string>>;
  /** ARNs of all resources by logical id, likewise. */
  readonly resources: Readonly<Record<string, string>>;
  /** Configuration for AWS SDK clients; may do everything. */
  readonly client: ClientConfiguration;
  /** What the template has and this machine does not do. */
  readonly notSimulated: readonly string[];
  /**
   * Resolves when no request, stream record, execution, event or retry is in flight. Queue messages that
   * were planned for later (DelaySeconds, ChangeMessageVisibility) and schedules are not waited for.
   */
  idle(): Promise<void>;
  /** Messages of a queue (logical id, name or ARN), oldest first, without receiving them. */
  deadLetters(queue: string): QueueMessage[];
  /** Makes every queue message that was planned for later due now; returns how many. */
  releaseDelayed(): number;
  /** Fires every schedule rule once, now. */
  runSchedules(): void;
  /**
   * Runs a function (logical id, name or ARN) and returns what it answered.
   * @throws FunctionError where it fails
   */
  invoke(functionName: string, payload: unknown): Promise<unknown>;
  /** Ends everything that was started. */
  stop(): Promise<void>;
}
