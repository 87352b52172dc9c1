import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAssembly, type LocalSystem, startLocalSystem } from '@twelve/cli/local-system';
import type { LocalCloud, LocalCloudEvent, LocalCloudOptions } from '@twelve/cloud-local';
import { type Engine, issueKey, type Role } from '@twelve/store';
import { type Client, clientOf } from './client.ts';
import { openCheckedWire } from './contract.ts';
import { type KeyLimits, limitedAssembly } from './limited-assembly.ts';
import { PrivateValues } from './private-values.ts';
import type { Wire } from './wire.ts';

export { type Answer, basedOn, type Call, type Client, determined, keyed } from './client.ts';

export interface SystemOptions {
  /** Multiplies the platform's waiting times; a hundredth by default. */
  readonly timeScale?: number;
  readonly faults?: LocalCloudOptions['faults'];
  /** Whether the sweeper runs by itself. Off by default: `cloud.runSchedules()` runs it. */
  readonly schedules?: boolean;
  /** What the usage plan allows a key instead of what the template says. */
  readonly limits?: KeyLimits;
  /** Kept after `stop`; otherwise a directory of its own that `stop` removes. */
  readonly dataDir?: string;
}

/** The whole system as one test file sees it: from the synthesized template, through HTTP. */
export interface System {
  readonly url: string;
  readonly cloud: LocalCloud;
  readonly engine: Engine;
  /** Everything that happened inside since the file began, restarts included. */
  readonly events: readonly LocalCloudEvent[];
  readonly anyone: Client;
  readonly partner: Client;
  readonly second: Client;
  readonly department: Client;
  /** Of the sample callers: `partner`, `second` and `department` use them. */
  readonly keys: LocalSystem['keys'];
  /** Issues a key to a caller, and calls with it. */
  as(name: string, role?: Role): Promise<Client>;
  withKey(key: string): Client;
  /** Sends a request as it is; the answer is held to the description like every other. */
  readonly wire: Wire;
  /** Resolves when every submission, event and retry has been worked off. */
  idle(): Promise<void>;
  /** Ends the system in order and starts it again on the same data; clients go on working. */
  restart(): Promise<void>;
  /** Lines of functions' logs, errors and problems that hold a key or a private value of what was sent. */
  leaks(): string[];
  stop(): Promise<void>;
}

/** Starts the system on a free port, with data on disk. Every request goes through `wire` and is validated there. */
export async function startSystem(options: SystemOptions = {}): Promise<System> {
  const dataDir = options.dataDir ?? temporaryDirectory();
  const limited = options.limits && limitedAssembly(await buildAssembly(), options.limits);
  const assemblyDir = limited?.folder ?? (await buildAssembly());
  const events: LocalCloudEvent[] = [];
  const values = new PrivateValues();
  const start = () =>
    startLocalSystem({
      assemblyDir,
      dataDir,
      port: 0,
      timeScale: options.timeScale ?? 0.01,
      schedules: options.schedules ?? false,
      ...(options.faults === undefined ? {} : { faults: options.faults }),
      onEvent: (event) => events.push(event),
    });
  let running = await start();
  let line = await openCheckedWire(running.cloud.url);
  for (const key of Object.values(running.keys)) values.add(key);

  const wire: Wire = async (request) => {
    if (request.body !== undefined) values.addBody(request.body);
    return line.send(request);
  };
  const withKey = (key: string) => {
    values.add(key);
    return clientOf(wire, key);
  };
  const end = async () => {
    line.close();
    await running.cloud.stop();
  };
  return {
    get url() {
      return running.cloud.url;
    },
    get cloud() {
      return running.cloud;
    },
    get engine() {
      return running.engine;
    },
    get keys() {
      return running.keys;
    },
    events,
    anyone: clientOf(wire),
    partner: withKey(running.keys.partner),
    second: withKey(running.keys.secondPartner),
    department: withKey(running.keys.department),
    withKey,
    async as(name, role = 'partner') {
      return withKey((await issueKey(running.engine, name, role, new Date().toISOString())).secret);
    },
    wire,
    idle: () => running.cloud.idle(),
    async restart() {
      await end();
      running = await start();
      line = await openCheckedWire(running.cloud.url);
    },
    leaks: () => values.foundIn(events.flatMap(linesOf)),
    async stop() {
      await end();
      limited?.remove();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true });
    },
  };
}

/** On the RAM disk where there is one: journeys should not wait for a disk. */
const temporaryDirectory = (): string =>
  mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'twelve-journey-'));

/** What an operator would find in a log. Executions are named by case and revision, by design. */
function linesOf(event: LocalCloudEvent): string[] {
  switch (event.kind) {
    case 'function-log':
      return [event.line];
    case 'function-error':
      return [event.error];
    case 'problem':
      return [event.message];
    default:
      return [];
  }
}
