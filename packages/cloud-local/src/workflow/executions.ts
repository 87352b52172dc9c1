import { randomUUID } from 'node:crypto';
import type { Activity } from '../activity.ts';
import { UnsupportedTemplateError } from '../errors.ts';
import type { Functions } from '../functions/functions.ts';
import type { Access } from '../iam/access.ts';
import { parseJson } from '../json.ts';
import type { Emit } from '../options.ts';
import type { HostState, Row } from '../state/host-state.ts';
import { stateMachine } from '../template/catalogue/workflow.ts';
import type { Stack } from '../template/stack.ts';
import { ServiceError } from '../wire/call.ts';
import { type PreparedDefinition, prepareDefinition } from './definition.ts';
import { type Ending, payloadLimitBytes, runExecution } from './run.ts';

interface Machine {
  readonly arn: string;
  readonly name: string;
  readonly roleArn: string;
  readonly prepared: PreparedDefinition;
}

export interface ExecutionsOptions {
  readonly stack: Stack;
  readonly access: Access;
  readonly functions: Functions;
  readonly state: HostState;
  readonly activity: Activity;
  readonly emit: Emit;
  readonly signal: AbortSignal;
  readonly timeScale: number;
}

/** All state machines and their executions. An execution is on disk before it is acknowledged. */
export class Executions {
  readonly #options: ExecutionsOptions;
  readonly #machines = new Map<string, Machine>();
  readonly #aborts = new Map<string, () => void>();

  /** @throws UnsupportedTemplateError where a definition, or what its role may invoke, does not fit. */
  constructor(options: ExecutionsOptions) {
    this.#options = options;
    // Else their retries and waits would keep the process alive.
    options.signal.addEventListener('abort', () => {
      for (const abort of this.#aborts.values()) abort();
    });
    for (const { arn, name, logicalId, properties } of options.stack.all(stateMachine)) {
      const machine = {
        logicalId,
        text: properties.DefinitionString,
        substitutions: properties.DefinitionSubstitutions,
      };
      const prepared = prepareDefinition(machine, options.timeScale);
      this.#checkTasks(logicalId, properties.RoleArn, prepared);
      this.#machines.set(arn, { arn, name, roleArn: properties.RoleArn, prepared });
    }
  }

  hasMachine(arn: string): boolean {
    return this.#machines.has(arn);
  }

  /**
   * Starts an execution. The same name with the same input while it runs is the same execution; a name of
   * another, or of one that ended, is taken.
   *
   * @throws ServiceError StateMachineDoesNotExist, ExecutionAlreadyExists, InvalidName, InvalidExecutionInput
   */
  start(
    machineArn: string,
    name: string = randomUUID(),
    input = '{}',
  ): { executionArn: string; startDate: number } {
    const machine = this.#machines.get(machineArn);
    if (machine === undefined)
      throw new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${machineArn}'`);
    // The characters that the service refuses in a name.
    if (name.length > 80 || name === '' || /[\s<>{}[\]?*"#%\\^|~`$&,;:/]|\p{Cc}/u.test(name)) {
      throw new ServiceError('InvalidName', `Invalid Name: '${name}'`);
    }
    if (parseJson(input) === undefined || Buffer.byteLength(input) > payloadLimitBytes) {
      throw new ServiceError(
        'InvalidExecutionInput',
        `Invalid State Machine Execution Input: JSON of at most ${payloadLimitBytes} bytes`,
      );
    }
    const arn = `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    const existing = this.find(arn);
    if (existing !== undefined) {
      const same = existing.text('status') === 'RUNNING' && existing.text('input') === input;
      if (!same) throw new ServiceError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
      return { executionArn: arn, startDate: existing.number('started') / 1000 };
    }
    const started = Date.now();
    this.#options.state.run(
      'INSERT INTO executions(arn, machine, name, status, input, started) VALUES (?, ?, ?, ?, ?, ?)',
      ...[arn, machineArn, name, 'RUNNING', input, started],
    );
    void this.#run(machine, arn, name, input);
    return { executionArn: arn, startDate: started / 1000 };
  }

  find(arn: string): Row | undefined {
    return this.#options.state.get('SELECT * FROM executions WHERE arn = ?', arn);
  }

  list(machineArn: string, status: string | undefined, limit: number, offset: number): Row[] {
    return this.#options.state.all(
      'SELECT * FROM executions WHERE machine = ? AND status LIKE ? ORDER BY started DESC, rowid DESC LIMIT ? OFFSET ?',
      ...[machineArn, status ?? '%', limit, offset],
    );
  }

  stop(arn: string): number {
    this.#aborts.get(arn)?.();
    return Date.now() / 1000;
  }

  /** Runs again what was running when the last host ended. */
  resume(): void {
    for (const row of this.#options.state.all("SELECT * FROM executions WHERE status = 'RUNNING'")) {
      const machine = this.#machines.get(row.text('machine'));
      if (machine !== undefined)
        void this.#run(machine, row.text('arn'), row.text('name'), row.text('input'));
    }
  }

  async #run(machine: Machine, arn: string, name: string, input: string): Promise<void> {
    const { activity, functions, signal } = this.#options;
    const end = activity.begin(`execution ${name}`);
    try {
      const { ended, abort } = runExecution(machine.prepared, functions, {
        ...{ arn, name, machineArn: machine.arn, machineName: machine.name, roleArn: machine.roleArn },
        input: parseJson(input) ?? {},
      });
      this.#aborts.set(arn, abort);
      const ending = await ended;
      // Killed by the host's own end: it stays RUNNING, and runs again at the next start.
      if (!signal.aborted) this.#record(arn, name, ending);
    } finally {
      this.#aborts.delete(arn);
      end();
    }
  }

  #record(arn: string, name: string, ending: Ending): void {
    const [output, error, cause] =
      ending.status === 'SUCCEEDED' ? [ending.output, null, null] : [null, ending.error, ending.cause];
    this.#options.state.run(
      'UPDATE executions SET status = ?, stopped = ?, output = ?, error = ?, cause = ? WHERE arn = ?',
      ...[ending.status, Date.now(), output, error, cause, arn],
    );
    this.#options.emit({
      kind: 'execution',
      name,
      status: ending.status,
      ...(ending.status === 'SUCCEEDED' ? {} : { error: `${ending.error} ${ending.cause}`.trim() }),
    });
  }

  #checkTasks(logicalId: string, roleArn: string, { tasks }: PreparedDefinition): void {
    const problems = tasks.flatMap(({ state, functionArn }) => {
      const { arn } = this.#options.functions.find(functionArn);
      const refusal = this.#options.access.refused(roleArn, [
        { action: 'lambda:InvokeFunction', resource: arn },
      ]);
      return refusal === undefined
        ? []
        : [`${logicalId}: state ${state} may not invoke ${arn} ${refusal.because}`];
    });
    if (problems.length > 0) throw new UnsupportedTemplateError(problems);
  }
}
