import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Activity } from '../activity.ts';
import { UnknownResourceError, UnsupportedTemplateError } from '../errors.ts';
import type { Emit, FunctionFault } from '../options.ts';
import { lambdaFunction } from '../template/catalogue/functions.ts';
import { readableId } from '../template/kind.ts';
import type { Resource, Stack } from '../template/stack.ts';
import type { Guard } from './guard.ts';
import { failure, type Outcome } from './invocation.ts';
import { FunctionPool } from './pool.ts';

export type FunctionResource = Resource<z.infer<typeof lambdaFunction.schema>>;

export interface FunctionsOptions {
  readonly stack: Stack;
  readonly activity: Activity;
  readonly guard: Guard;
  readonly emit: Emit;
  /** Directory for functions whose code is written in the template itself. */
  readonly workDirectory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly sessionToken: string;
  readonly fault: FunctionFault | undefined;
}

/** All functions of the stack. */
export class Functions {
  readonly #options: FunctionsOptions;
  readonly #byArn = new Map<string, { resource: FunctionResource; pool: FunctionPool }>();

  constructor(options: FunctionsOptions) {
    this.#options = options;
    for (const resource of options.stack.all(lambdaFunction)) {
      this.#byArn.set(resource.arn, { resource, pool: this.#createPool(resource) });
    }
  }

  get resources(): FunctionResource[] {
    return [...this.#byArn.values()].map((entry) => entry.resource);
  }

  /** Finds a function by ARN, physical name or logical id (with or without its hash). @throws UnknownResourceError */
  find(name: string): FunctionResource {
    const plain = name
      .replace(/:\$LATEST$/, '')
      .split(':function:')
      .at(-1);
    const found =
      this.resources.find((one) => one.name === plain || one.logicalId === plain) ??
      this.resources.find((one) => readableId(one.logicalId) === plain);
    if (found === undefined) throw new UnknownResourceError('function', name);
    return found;
  }

  /** Runs a function once and waits for its outcome; never rejects for what the function does. */
  async invoke(arn: string, payload: string): Promise<Outcome> {
    const entry = this.#byArn.get(arn);
    if (entry === undefined) throw new UnknownResourceError('function', arn);
    const { resource, pool } = entry;
    const end = this.#options.activity.begin(`function ${resource.name}`);
    try {
      const fault = await this.#options.fault?.({
        functionName: resource.name,
        logicalId: resource.logicalId,
        payload,
      });
      if (fault === 'throttle') return failure('TooManyRequestsException', 'Rate Exceeded.');
      const crash = fault === 'crash-before' ? 'before' : fault === 'crash-after' ? 'after' : undefined;
      const outcome = await pool.invoke(payload, crash);
      if (outcome.kind === 'error') {
        this.#options.emit({ kind: 'function-error', functionName: resource.name, error: outcome.payload });
      }
      return outcome;
    } finally {
      end();
    }
  }

  /** Routes a Runtime API request; false where its process is unknown. */
  answer(sandboxId: string, path: string, request: IncomingMessage, response: ServerResponse): boolean {
    return [...this.#byArn.values()].some(({ pool }) => pool.answer(sandboxId, path, request, response));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#byArn.values()].map(({ pool }) => pool.close()));
  }

  #createPool(resource: FunctionResource): FunctionPool {
    const { properties, name } = resource;
    const taskRoot = codeDirectory(resource, this.#options);
    return new FunctionPool({
      functionArn: resource.arn,
      memoryMegabytes: properties.MemorySize,
      timeoutMilliseconds: properties.Timeout * 1000,
      reservedConcurrency: properties.ReservedConcurrentExecutions,
      taskRoot,
      guard: this.#options.guard,
      onLine: (line) => this.#options.emit({ kind: 'function-log', functionName: name, line }),
      environmentOf: (sandboxId) => environmentOf(resource, taskRoot, sandboxId, this.#options),
    });
  }
}

/**
 * Exactly what the service gives a function, and nothing of this machine's own environment: no
 * credentials, no configuration files, no NODE_OPTIONS.
 */
function environmentOf(
  { properties, name, logicalId, region, endpoint }: FunctionResource,
  taskRoot: string,
  sandboxId: string,
  options: FunctionsOptions,
): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    HOME: options.workDirectory,
    ...properties.Environment?.Variables,
    ...options.environment,
    _HANDLER: properties.Handler,
    LAMBDA_TASK_ROOT: taskRoot,
    AWS_LAMBDA_RUNTIME_API: `${new URL(endpoint).host}/runtime/${sandboxId}`,
    AWS_EXECUTION_ENV: `AWS_Lambda_${properties.Runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(properties.MemorySize),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: sandboxId,
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: logicalId,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: options.sessionToken,
    AWS_ENDPOINT_URL: endpoint,
  };
}

function codeDirectory(resource: FunctionResource, options: FunctionsOptions): string {
  const { Code } = resource.properties;
  if ('ZipFile' in Code) {
    const directory = join(options.workDirectory, resource.logicalId);
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'index.js'), Code.ZipFile);
    return directory;
  }
  const directory = options.stack.assets.get(Code.S3Key);
  if (directory === undefined || !existsSync(directory) || !statSync(directory).isDirectory()) {
    throw new UnsupportedTemplateError([
      `${resource.logicalId}: its code asset ${Code.S3Key} is no directory of the assembly`,
    ]);
  }
  return directory;
}
