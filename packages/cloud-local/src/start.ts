import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { Activity, untilIdle } from './activity.ts';
import { readApi } from './api/definition.ts';
import { createApiServer } from './api/server.ts';
import { DatabaseClient } from './database/client.ts';
import { startEngine } from './database/engine.ts';
import { databaseService } from './database/service.ts';
import { ensureTables, type Table } from './database/tables.ts';
import { FunctionError } from './errors.ts';
import { Deliveries } from './events/deliveries.ts';
import { Rules } from './events/rules.ts';
import { eventService } from './events/service.ts';
import { AsyncInvocations } from './functions/async-invocations.ts';
import { Functions } from './functions/functions.ts';
import { Guard } from './functions/guard.ts';
import { functionService } from './functions/service.ts';
import { compileAccess } from './iam/access.ts';
import { parseJson } from './json.ts';
import type { Emit, LocalCloud, LocalCloudOptions } from './options.ts';
import { pause } from './pause.ts';
import { queueService } from './queues/service.ts';
import { QueueStore } from './queues/store.ts';
import { Sources } from './sources.ts';
import { openDataDirectory } from './state/data-directory.ts';
import { HostState } from './state/host-state.ts';
import { generatedSecret } from './state/secrets.ts';
import { readAssembly } from './template/assembly.ts';
import { readableId } from './template/kind.ts';
import { resolveStack } from './template/stack.ts';
import { type Principal, ServiceError, type WireCall, type WireService } from './wire/call.ts';
import { createFront } from './wire/front.ts';
import { closeServer, listen, loopback } from './wire/http.ts';
import { Executions } from './workflow/executions.ts';
import { workflowService } from './workflow/service.ts';

const administrator = 'administrator';
const defaultRegion = 'cn-north-1';
const defaultAccount = '000000000000';

/**
 * Runs a synthesized stack on this machine and returns when it answers.
 *
 * @throws AssemblyError, UnsupportedTemplateError for what cannot be run
 * @throws PortInUseError, DataDirectoryError, DataDirectoryInUseError, UnsupportedPlatformError, DatabaseError
 *   for what this machine does not allow; nothing is left running then
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const cleanups: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  };
  try {
    return await start(options, (cleanup) => cleanups.push(cleanup), stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  options: LocalCloudOptions,
  onStop: (cleanup: () => Promise<void> | void) => void,
  stop: () => Promise<void>,
): Promise<LocalCloud> {
  const emit: Emit = options.onEvent ?? (() => {});
  const timeScale = options.timeScale ?? 1;
  const activity = new Activity();
  const stopping = new AbortController();
  const { signal } = stopping;
  const sessionToken = randomBytes(24).toString('base64url');

  const directory = openDataDirectory(options.dataDir);
  onStop(() => directory.release());
  const guard = new Guard(directory.temporary ? directory.path : undefined);
  onStop(() => guard.close());

  // The front comes first: queue URLs and environments name its port. It answers once its services are there.
  let services: readonly WireService[] = [];
  let functionsByKey = new Map<string, Principal>();
  let runtime: Functions | undefined;
  const front = createFront({
    activity,
    sessionToken,
    principalOf: (key) => (key === administrator ? { kind: 'administrator' } : functionsByKey.get(key)),
    services: () => services,
    runtime: (id, path, request, response) => runtime?.answer(id, path, request, response) ?? false,
    fault: async (call) => injectFault(options, call),
  });
  const endpoint = `http://${loopback}:${await listen(front, 0)}`;
  onStop(() => closeServer(front));

  emit({ kind: 'progress', message: `reading ${options.assemblyDir}` });
  const assembly = readAssembly(options.assemblyDir, options.stackName);
  const region = assembly.region ?? defaultRegion;
  const china = region.startsWith('cn-');
  const place = {
    stackName: assembly.stackName,
    region,
    account: assembly.account ?? defaultAccount,
    partition: china ? 'aws-cn' : 'aws',
    urlSuffix: china ? 'amazonaws.com.cn' : 'amazonaws.com',
    endpoint,
  };
  const state = new HostState(join(directory.path, 'host.sqlite'));
  onStop(() => state.close());
  const stack = resolveStack(assembly, place, (name, length) => generatedSecret(state, name, length));
  for (const what of stack.notSimulated) emit({ kind: 'not-simulated', what });
  const access = compileAccess(stack);

  const queues = new QueueStore({ stack, state, emit, timeScale });
  const workDirectory = join(directory.path, 'work');
  mkdirSync(workDirectory, { recursive: true });
  const functions = new Functions({
    ...{ stack, activity, guard, emit, workDirectory, sessionToken },
    environment: options.environment ?? {},
    fault: options.faults?.onInvoke,
  });
  runtime = functions;
  onStop(() => functions.close());
  functionsByKey = new Map(
    functions.resources.map(({ logicalId, name, properties }) => [
      logicalId,
      { kind: 'function', logicalId, functionName: name, roleArn: properties.Role },
    ]),
  );

  const deliveries = new Deliveries({ state, queues, activity, emit, signal, timeScale });
  const asyncInvocations = new AsyncInvocations({ stack, functions, deliveries, emit });
  const executions = new Executions({ stack, access, functions, state, activity, emit, signal, timeScale });
  const rules = new Rules({
    stack,
    access,
    deliveries,
    asyncInvocations,
    functions,
    queues,
    executions,
    emit,
  });

  const { client, tables } = await openDatabase(options, {
    directory: directory.path,
    guard,
    region,
    emit,
    signal,
    onStop,
    stack,
  });
  const sources = new Sources({
    ...{ stack, access, client, tables, functions, queues, state, activity, emit, signal, timeScale },
    onBatch: options.faults?.onBatch,
    polls: options.dynamodbEndpoint !== undefined,
  });
  services = [
    databaseService({ access, client, tables, onWritten: (table) => sources.wake(table) }),
    functionService({ access, functions, asyncInvocations }),
    workflowService({ access, executions }),
    eventService({ stack, access, state, rules }),
    queueService({ access, queues, signal }),
  ];

  const api = readApi(stack);
  let url = '';
  if (api !== undefined) {
    const server: Server = createApiServer({ api, stack, access, functions, state, activity, emit });
    url = `http://${loopback}:${await listen(server, options.port)}`;
    onStop(() => closeServer(server));
  }
  // First of all cleanups: nothing begins any more, and what is cut off is not taken for finished.
  onStop(() => stopping.abort());

  queues.recover();
  await sources.start();
  deliveries.resume();
  executions.resume();
  const runSchedules = () => {
    for (const rule of rules.scheduled) rules.fire(rule);
  };
  if (options.schedules ?? true) {
    for (const rule of rules.scheduled)
      void repeat(rule.everyMilliseconds ?? 0, () => rules.fire(rule), signal);
  }
  emit({ kind: 'progress', message: `ready at ${url || endpoint}` });

  return {
    url,
    tables: Object.fromEntries(
      tables.flatMap(({ logicalId, name }) => [
        [readableId(logicalId), name],
        [logicalId, name],
      ]),
    ),
    resources: stack.arns,
    client: {
      endpoint,
      region,
      credentials: { accessKeyId: administrator, secretAccessKey: 'local', sessionToken },
    },
    notSimulated: stack.notSimulated,
    idle: () => untilIdle(activity, () => sources.drained()),
    deadLetters: (queue) => queues.list(queue),
    releaseDelayed: () => queues.releasePlanned(),
    runSchedules,
    async invoke(functionName, payload) {
      const { arn } = functions.find(functionName);
      const outcome = await functions.invoke(arn, JSON.stringify(payload ?? null));
      const parsed = parseJson(outcome.payload) ?? null;
      if (outcome.kind === 'error') throw new FunctionError(functionName, parsed);
      return parsed;
    },
    stop,
  };
}

/** The embedded engine, or the endpoint that was given; and the stack's tables in it. */
async function openDatabase(
  options: LocalCloudOptions,
  host: {
    directory: string;
    guard: Guard;
    region: string;
    emit: Emit;
    signal: AbortSignal;
    onStop: (cleanup: () => Promise<void>) => void;
    stack: Parameters<typeof ensureTables>[0];
  },
): Promise<{ client: DatabaseClient; tables: Table[] }> {
  let endpoint = options.dynamodbEndpoint;
  if (endpoint === undefined) {
    const file = join(host.directory, 'tables.sqlite');
    const engine = await startEngine(file, host.guard, (message) => host.emit({ kind: 'problem', message }));
    host.onStop(() => engine.close());
    endpoint = engine.endpoint;
  }
  const client = new DatabaseClient(endpoint, host.region, {
    accessKeyId: process.env.AWS_ACCESS_KEY_ID ?? 'local',
    secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY ?? 'local',
    sessionToken: process.env.AWS_SESSION_TOKEN,
  });
  return { client, tables: await ensureTables(host.stack, client, host.signal) };
}

function injectFault(options: LocalCloudOptions, call: WireCall): 'lose-answer' | undefined {
  const fault = options.faults?.onCall?.({
    caller: call.principal.kind === 'function' ? call.principal.logicalId : undefined,
    service: call.service,
    operation: call.operation,
    body: call.body.toString('utf8'),
  });
  if (fault === undefined || fault === 'lose-answer') return fault;
  throw new ServiceError(fault.code, fault.message, fault.status);
}

async function repeat(milliseconds: number, work: () => void, signal: AbortSignal): Promise<void> {
  while (await pause(milliseconds, signal)) work();
}
