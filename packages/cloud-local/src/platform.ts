import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseAnswerError, DatabaseClient } from './database/client.ts';
import { startEngine } from './database/engine.ts';
import { databaseService } from './database/service.ts';
import { signer, unsigned } from './database/signing.ts';
import { ensureTables, type Table } from './database/tables.ts';
import { DatabaseError, LocalCloudError } from './errors.ts';
import { Deliveries } from './events/deliveries.ts';
import { Rules } from './events/rules.ts';
import { eventService } from './events/service.ts';
import { AsyncInvocations } from './functions/async-invocations.ts';
import { Functions } from './functions/functions.ts';
import { functionService } from './functions/service.ts';
import type { Host } from './host.ts';
import { queueService } from './queues/service.ts';
import { QueueStore } from './queues/store.ts';
import { Sources } from './sources.ts';
import type { WireService } from './wire/call.ts';
import { Executions } from './workflow/executions.ts';
import { workflowService } from './workflow/service.ts';

/** Everything that runs a stack behind its API. */
export interface Platform {
  readonly functions: Functions;
  readonly queues: QueueStore;
  readonly rules: Rules;
  readonly tables: readonly Table[];
  readonly sources: Sources;
  readonly services: readonly WireService[];
  /** Takes up what an earlier host left unfinished, and begins to listen to streams and queues. */
  resume(): Promise<void>;
}

/**
 * Creates the platform; nothing runs yet but the database engine.
 *
 * @throws UnsupportedTemplateError where parts do not fit each other
 * @throws UnsupportedPlatformError, DatabaseError
 */
export async function createPlatform(host: Host): Promise<Platform> {
  const { access, state, signal } = host;
  const functions = createFunctions(host);
  const queues = new QueueStore(host);
  const deliveries = new Deliveries({ ...host, queues });
  const asyncInvocations = new AsyncInvocations({ ...host, functions, queues, deliveries });
  const executions = new Executions({ ...host, functions });
  const rules = new Rules({ ...host, deliveries, asyncInvocations, functions, queues, executions });
  const { client, tables } = await openDatabase(host);
  const sources = new Sources({
    ...{ ...host, client, tables, functions, queues },
    onBatch: host.options.faults?.onBatch,
    polls: host.options.dynamodbEndpoint !== undefined,
  });
  return {
    ...{ functions, queues, rules, tables, sources },
    services: [
      databaseService({ access, client, tables, onWritten: (table) => sources.wake(table) }),
      functionService({ access, functions, asyncInvocations }),
      workflowService({ access, executions }),
      eventService({ stack: host.stack, access, state, rules }),
      queueService({ access, queues, signal }),
    ],
    async resume() {
      queues.recover();
      await sources.start();
      deliveries.resume();
      executions.resume();
    },
  };
}

function createFunctions(host: Host): Functions {
  const workDirectory = join(host.directory, 'work');
  mkdirSync(workDirectory, { recursive: true });
  const functions = new Functions({
    ...{ ...host, workDirectory },
    environment: host.options.environment ?? {},
    fault: host.options.faults?.onInvoke,
  });
  host.onStop(() => functions.close());
  return functions;
}

/** The embedded engine, or the endpoint that was given; and the stack's tables in it. */
async function openDatabase(host: Host): Promise<{ client: DatabaseClient; tables: Table[] }> {
  const given = host.options.dynamodbEndpoint;
  const client =
    given === undefined
      ? new DatabaseClient(await openEngine(host), unsigned)
      : new DatabaseClient(given, signer(host.stack.region));
  try {
    return { client, tables: await ensureTables(host.stack, client, host.signal) };
  } catch (error) {
    throw given === undefined || isOwnWord(error) ? error : unusable(given, error);
  }
}

const isOwnWord = (error: unknown): boolean =>
  error instanceof LocalCloudError && !(error instanceof DatabaseAnswerError);

function unusable(endpoint: string, cause: unknown): DatabaseError {
  const { code, message } = Object(cause);
  return new DatabaseError(`The database at ${endpoint} cannot be used: ${code ?? message}`, { cause });
}

async function openEngine(host: Host): Promise<string> {
  host.emit({ kind: 'progress', message: 'starting the database' });
  const file = join(host.directory, 'tables.sqlite');
  const engine = await startEngine(file, host.guard, (error) => host.emit({ kind: 'failed', error }));
  host.onStop(() => engine.close());
  return engine.endpoint;
}
