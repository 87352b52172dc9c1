import { untilIdle } from './activity.ts';
import { readApi } from './api/definition.ts';
import { createApiServer } from './api/server.ts';
import { FunctionError } from './errors.ts';
import { type Ground, type Host, type OnStop, openGround, openStack } from './host.ts';
import { parseJson } from './json.ts';
import type { LocalCloud, LocalCloudOptions } from './options.ts';
import { pause } from './pause.ts';
import { createPlatform, type Platform } from './platform.ts';
import { readableId } from './template/kind.ts';
import { type Principal, ServiceError, type WireCall } from './wire/call.ts';
import { createFront } from './wire/front.ts';
import { closeServer, listen, loopback } from './wire/http.ts';

/** Access key id of the host's own user. */
const administrator = 'administrator';

/**
 * Runs a synthesized stack on this machine and returns when it answers.
 *
 * @throws AssemblyError, UnsupportedTemplateError for what cannot be run
 * @throws PortInUseError, DataDirectoryError, DataDirectoryInUseError, UnsupportedPlatformError, DatabaseError
 *   for what this machine does not allow; nothing is left running then
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const stopping = new AbortController();
  const cleanups: Parameters<OnStop>[0][] = [];
  const stop = async () => {
    // First: nothing begins any more, and what is cut off now is not taken for finished.
    stopping.abort();
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  };
  const giveUp = () => stopping.abort();
  options.signal?.addEventListener('abort', giveUp);
  try {
    return await start(
      openGround(options, stopping.signal, (cleanup) => cleanups.push(cleanup)),
      stop,
    );
  } catch (error) {
    await stop();
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', giveUp);
  }
}

async function start(ground: Ground, stop: () => Promise<void>): Promise<LocalCloud> {
  // The front comes first: queue URLs and environments name its port. It answers once the platform is there.
  let platform: Platform | undefined;
  const endpoint = await openFront(ground, () => platform);
  const host = openStack(ground, endpoint);
  platform = await createPlatform(host);
  const url = await openApi(host, platform);
  await platform.resume();
  startSchedules(host, platform);
  host.emit({ kind: 'progress', message: `ready at ${url || endpoint}` });
  return door(host, platform, { url, endpoint, stop });
}

/** Opens the address that AWS clients of the stack talk to. */
async function openFront(ground: Ground, platform: () => Platform | undefined): Promise<string> {
  const server = createFront({
    activity: ground.activity,
    sessionToken: ground.sessionToken,
    principalOf: (key) => principalOf(key, platform()),
    services: () => platform()?.services ?? [],
    runtime: (...call) => platform()?.functions.answer(...call) ?? false,
    fault: (call) => injectFault(ground.options, call),
  });
  const port = await listen(server, 0);
  ground.onStop(() => closeServer(server));
  return `http://${loopback}:${port}`;
}

function principalOf(accessKeyId: string, platform: Platform | undefined): Principal | undefined {
  if (accessKeyId === administrator) return { kind: 'administrator' };
  const found = platform?.functions.resources.find(({ logicalId }) => logicalId === accessKeyId);
  if (found === undefined) return undefined;
  const { logicalId, name, properties } = found;
  return { kind: 'function', logicalId, functionName: name, roleArn: properties.Role };
}

/** Opens the public API; '' where the stack has none. @throws PortInUseError */
async function openApi(host: Host, { functions }: Platform): Promise<string> {
  const api = readApi(host.stack);
  if (api === undefined) return '';
  const server = createApiServer({ ...host, api, functions });
  const port = await listen(server, host.options.port);
  host.onStop(() => closeServer(server));
  return `http://${loopback}:${port}`;
}

function startSchedules({ options, signal }: Host, { rules }: Platform): void {
  if (options.schedules === false) return;
  const repeat = async (milliseconds: number, work: () => void) => {
    while (await pause(milliseconds, signal)) work();
  };
  for (const rule of rules.scheduled) void repeat(rule.everyMilliseconds, () => rules.fire(rule));
}

function door(
  host: Host,
  { functions, queues, rules, tables, sources }: Platform,
  { url, endpoint, stop }: { url: string; endpoint: string; stop: () => Promise<void> },
): LocalCloud {
  const { stack, activity, sessionToken } = host;
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
      region: stack.region,
      credentials: { accessKeyId: administrator, secretAccessKey: 'local', sessionToken },
    },
    notSimulated: stack.notSimulated,
    idle: () => untilIdle(activity, () => sources.drained()),
    deadLetters: (queue) => queues.list(queue),
    releaseDelayed: () => queues.releasePlanned(),
    runSchedules() {
      for (const rule of rules.scheduled) rules.fire(rule);
    },
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

function injectFault({ faults }: LocalCloudOptions, call: WireCall): 'lose-answer' | undefined {
  const fault = faults?.onCall?.({
    caller: call.principal.kind === 'function' ? call.principal.logicalId : undefined,
    service: call.service,
    operation: call.operation,
    body: call.body.toString('utf8'),
  });
  if (fault === undefined || fault === 'lose-answer') return fault;
  throw new ServiceError(fault.code, fault.message, fault.status, fault.details);
}
