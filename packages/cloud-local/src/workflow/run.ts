import { ExecutionAbortedError, ExecutionTimeoutError, StateMachine } from 'aws-local-stepfunctions';
import type { Functions } from '../functions/functions.ts';
import { isJsonObject, type Json, parseJson, stringAt } from '../json.ts';
import type { PreparedDefinition } from './definition.ts';

/** Step Functions' limit for the input or output of a state or task, in bytes of UTF-8. */
export const payloadLimitBytes = 262_144;

/** How an execution ended. */
export type Ending =
  | { readonly status: 'SUCCEEDED'; readonly output: string }
  | { readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED'; readonly error: string; readonly cause: string };

/** An error that states catch and retry by name; the message is the Cause that they see. */
class TaskError extends Error {
  readonly isRetryable: boolean;
  readonly isCatchable: boolean;
  constructor(name: string, cause: string, terminal = false) {
    super(cause);
    this.name = name;
    this.isRetryable = !terminal;
    this.isCatchable = !terminal;
  }
}

/** Runs one execution to its end, tasks through the functions. Never rejects. */
export function runExecution(
  prepared: PreparedDefinition,
  functions: Functions,
  execution: {
    arn: string;
    name: string;
    machineArn: string;
    machineName: string;
    roleArn: string;
    input: Json;
  },
): { ended: Promise<Ending>; abort: () => void } {
  let tooLarge: string | undefined;
  const handlers = Object.fromEntries(
    prepared.tasks.map((task) => [
      task.state,
      async (input: Json): Promise<Json> => {
        const payload = task.envelope && isJsonObject(input) ? (input.Payload ?? {}) : input;
        limit(payload, `The input of state ${task.state}`);
        // Lets the log be read up to here, so that a state whose data is too large starts nothing.
        await new Promise((resolve) => setImmediate(resolve));
        if (tooLarge !== undefined) throw dataLimitExceeded(tooLarge);
        const result = await invoke(functions, task.functionArn, payload);
        limit(result, `The output of state ${task.state}`);
        if (!task.envelope) return result;
        return { ExecutedVersion: '$LATEST', Payload: result, StatusCode: 200 };
      },
    ]),
  );
  const machine = new StateMachine(prepared.definition, { validationOptions: { noValidate: true } });
  const { machineArn, machineName, roleArn, arn, name } = execution;
  const running = machine.run(execution.input, {
    overrides: { taskResourceLocalHandlers: handlers },
    context: {
      Execution: { Id: arn, Name: name, RoleArn: roleArn },
      StateMachine: { Id: machineArn, Name: machineName },
    },
  });
  void (async () => {
    for await (const event of running.eventLogs) {
      const data = event.type === 'StateExited' ? event.state.output : undefined;
      if (data === undefined || byteLength(data) <= payloadLimitBytes || !('state' in event)) continue;
      tooLarge = `The output of state ${event.state.name}`;
      running.abort();
    }
  })();
  const ended = running.result.then(
    (output): Ending => ({ status: 'SUCCEEDED', output: JSON.stringify(output) }),
    (error: unknown): Ending => failedEnding(error, tooLarge),
  );
  return { ended, abort: running.abort };
}

async function invoke(functions: Functions, functionArn: string, payload: Json): Promise<Json> {
  const outcome = await functions.invoke(functionArn.replace(/:\$LATEST$/, ''), JSON.stringify(payload));
  const parsed = parseJson(outcome.payload);
  if (outcome.kind === 'success') return parsed ?? null;
  const errorType = stringAt(parsed, 'errorType') ?? 'Lambda.Unknown';
  const name = errorType === 'TooManyRequestsException' ? 'Lambda.TooManyRequestsException' : errorType;
  throw new TaskError(name, outcome.payload);
}

function limit(data: Json, what: string): void {
  if (byteLength(data) > payloadLimitBytes) throw dataLimitExceeded(what);
}

/** A terminal error: neither Retry nor Catch sees it. */
function dataLimitExceeded(what: string): TaskError {
  return new TaskError('States.DataLimitExceeded', `${what} exceeds ${payloadLimitBytes} bytes.`, true);
}

function failedEnding(error: unknown, tooLarge: string | undefined): Ending {
  if (tooLarge !== undefined) {
    const limited = dataLimitExceeded(tooLarge);
    return { status: 'FAILED', error: limited.name, cause: limited.message };
  }
  if (error instanceof ExecutionTimeoutError)
    return { status: 'TIMED_OUT', error: 'States.Timeout', cause: '' };
  if (error instanceof ExecutionAbortedError) return { status: 'ABORTED', error: '', cause: '' };
  const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return reason instanceof Error
    ? { status: 'FAILED', error: reason.name, cause: reason.message }
    : { status: 'FAILED', error: 'States.Runtime', cause: String(reason) };
}

function byteLength(data: Json): number {
  return Buffer.byteLength(JSON.stringify(data));
}
