import aslValidator from 'asl-validator';
import type { StateMachine } from 'aws-local-stepfunctions';
import * as z from 'zod';
import { UnsupportedTemplateError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject, parseJson, stringAt } from '../json.ts';

/** Definition as the interpreter takes it. */
export type Definition = ConstructorParameters<typeof StateMachine>[0];

/** A Task state that invokes a function. */
export interface FunctionTask {
  readonly state: string;
  readonly functionArn: string;
  /** With `lambda:invoke` the payload is a field of the parameters, and the result an envelope. */
  readonly envelope: boolean;
}

export interface PreparedDefinition {
  readonly definition: Definition;
  readonly tasks: readonly FunctionTask[];
}

/** The longest time that the interpreter's timers can count, in seconds. */
const foreverSeconds = 2_147_483;

const stateSchema = z.looseObject({
  Type: z.string(),
  Resource: z.string().optional(),
  Branches: z.array(z.looseObject({ States: z.record(z.string(), z.json()) })).optional(),
});

/**
 * Makes a state machine's definition ready for the interpreter, and refuses what that one would silently
 * do otherwise than the service (see the decision record): JSONata, variables, heartbeats, distributed
 * maps, fields of the context object that it does not have, and tasks that are no function.
 *
 * @throws UnsupportedTemplateError naming the machine and the state
 */
export function prepareDefinition(
  machine: { logicalId: string; text: string; substitutions: Readonly<Record<string, unknown>> },
  timeScale: number,
): PreparedDefinition {
  const text = machine.text.replace(/\$\{(\w+)\}/g, (whole, name: string) =>
    String(machine.substitutions[name] ?? whole),
  );
  const definition = parseJson(text);
  if (!isJsonObject(definition)) throw unsupported(machine.logicalId, 'its definition is not JSON');
  const { isValid, errorsText } = aslValidator(definition, { checkArn: true, checkPaths: true });
  if (!isValid) throw unsupported(machine.logicalId, errorsText('; '));
  const problems: string[] = [];
  const tasks: FunctionTask[] = [];
  checkLanguage(definition, 'the machine', problems);
  capTimeout(definition);
  visitStates(definition, false, (name, state, nested) => {
    checkState(name, state, nested, problems);
    scaleTimes(state, timeScale);
    if (state.Type !== 'Task') return;
    state.TimeoutSeconds ??= foreverSeconds; // The interpreter's own default is a minute.
    capTimeout(state);
    const task = functionTask(name, state);
    if (task === undefined)
      problems.push(`state ${name}: the task ${stringAt(state, 'Resource')} is not simulated`);
    else tasks.push(task);
  });
  if (problems.length > 0)
    throw new UnsupportedTemplateError(problems.map((problem) => `${machine.logicalId}: ${problem}`));
  // The validator has just checked that it is one.
  return { definition: definition as unknown as Definition, tasks };
}

function visitStates(
  machine: JsonObject,
  nested: boolean,
  visit: (name: string, state: JsonObject, nested: boolean) => void,
): void {
  const states = machine.States;
  for (const [name, state] of Object.entries(isJsonObject(states) ? states : {})) {
    if (!isJsonObject(state) || !stateSchema.safeParse(state).success) continue;
    visit(name, state, nested);
    const inner = [state.ItemProcessor, state.Iterator, state.Branches].flat();
    for (const machineInside of inner)
      if (isJsonObject(machineInside)) visitStates(machineInside, true, visit);
  }
}

function checkState(name: string, state: JsonObject, nested: boolean, problems: string[]): void {
  checkLanguage(state, `state ${name}`, problems);
  for (const field of [
    'Assign',
    'HeartbeatSeconds',
    'HeartbeatSecondsPath',
    'Credentials',
    'ItemReader',
    'ItemBatcher',
    'ResultWriter',
    'ToleratedFailureCount',
    'ToleratedFailurePercentage',
  ]) {
    if (field in state) problems.push(`state ${name}: ${field} is not simulated`);
  }
  const processor = state.ItemProcessor;
  const config = isJsonObject(processor) ? processor.ProcessorConfig : undefined;
  if (stringAt(config, 'Mode') === 'DISTRIBUTED')
    problems.push(`state ${name}: distributed maps are not simulated`);
  if (state.Type === 'Pass' && 'Result' in state && !state.Result) {
    problems.push(`state ${name}: an empty Result is not simulated`);
  }
  for (const path of contextPaths(state)) {
    const known = /^\$\$\.(Execution\.(Id|Name|StartTime|RoleArn)|StateMachine\.(Id|Name))$/.test(path);
    const ownInput = !nested && /^\$\$\.Execution\.Input\b/.test(path);
    const item = /^\$\$\.Map\.Item\.(Index|Value)\b/.test(path) && state.Type === 'Map';
    if (!known && !ownInput && !item) problems.push(`state ${name}: ${path} is not simulated`);
  }
}

function checkLanguage(holder: JsonObject, where: string, problems: string[]): void {
  const language = holder.QueryLanguage;
  if (language !== undefined && language !== 'JSONPath')
    problems.push(`${where}: ${language} is not simulated, write it in JSONPath`);
}

/** Paths into the context object in the state itself (not in the states inside it). */
function contextPaths(value: Json, key = ''): string[] {
  if (typeof value === 'string') return value.match(/\$\$\.[\w.]+/g) ?? [];
  if (Array.isArray(value)) return key === 'Branches' ? [] : value.flatMap((entry) => contextPaths(entry));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, entry]) =>
    name === 'ItemProcessor' || name === 'Iterator' || name === 'Branches' ? [] : contextPaths(entry, name),
  );
}

function scaleTimes(state: JsonObject, timeScale: number): void {
  if (state.ResultPath === '$') delete state.ResultPath; // The interpreter takes it for a field called $.
  const wait = state.Seconds;
  if (state.Type === 'Wait' && typeof wait === 'number') state.Seconds = wait * timeScale;
  for (const retrier of [state.Retry ?? []].flat()) {
    if (!isJsonObject(retrier)) continue;
    const { IntervalSeconds = 1, MaxDelaySeconds } = retrier;
    if (typeof IntervalSeconds === 'number') retrier.IntervalSeconds = IntervalSeconds * timeScale;
    if (typeof MaxDelaySeconds === 'number') retrier.MaxDelaySeconds = MaxDelaySeconds * timeScale;
  }
}

function capTimeout(holder: JsonObject): void {
  const timeout = holder.TimeoutSeconds;
  if (typeof timeout === 'number') holder.TimeoutSeconds = Math.min(timeout, foreverSeconds);
}

function functionTask(state: string, task: JsonObject): FunctionTask | undefined {
  const resource = stringAt(task, 'Resource') ?? '';
  if (/:lambda:[^:]*:[^:]*:function:/.test(resource))
    return { state, functionArn: resource, envelope: false };
  const functionArn = stringAt(task.Parameters, 'FunctionName');
  if (!resource.endsWith(':states:::lambda:invoke') || functionArn === undefined) return undefined;
  return { state, functionArn, envelope: true };
}

function unsupported(logicalId: string, problem: string): UnsupportedTemplateError {
  return new UnsupportedTemplateError([`${logicalId}: ${problem}`]);
}
