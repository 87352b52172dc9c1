import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type Server } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type AttributeValue,
  BatchWriteItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import type { Item, TableName } from '@twelve/store';

/** What the functions asked of the database: requests, and the capacity units that DynamoDB would bill. */
export interface Used {
  readonly requests: number;
  readonly readUnits: number;
  readonly writeUnits: number;
}

/**
 * The embedded engine on a file of its own, behind a counter: every request passes through it and asks for its
 * consumed capacity, which the engine computes by DynamoDB's rules.
 */
export interface CountedDatabase {
  readonly endpoint: string;
  /** What was asked since the last call. */
  takeUsed(): Used;
  /** Writes items as they are. While it does, the streams are off: what it writes is old, and no news to anyone. */
  seed(batches: AsyncIterable<ReadonlyMap<TableName, readonly Item[]>>): Promise<void>;
  stop(): Promise<void>;
}

const binary = join(import.meta.dirname, '../../node_modules/@dynoxide/linux-x64/dynoxide');
const READS = /^(Get|BatchGet|TransactGet|Query|Scan)/;
const BATCH = 25;
/** Batches on their way to the engine at the same time. */
const AT_ONCE = 4;

export async function startCountedDatabase(file: string): Promise<CountedDatabase> {
  const enginePort = await freePort();
  const engine = spawn(binary, ['--port', String(enginePort), '--db-path', file], { stdio: 'ignore' });
  const counted = { requests: 0, readUnits: 0, writeUnits: 0 };
  const agent = new Agent({ keepAlive: true });
  const front = createServer(async (message, response) => {
    const operation = /^DynamoDB_\d+\.(\w+)$/.exec(String(message.headers['x-amz-target']))?.[1];
    const counts = operation !== undefined && /Item|Query|Scan/.test(operation);
    const body = await bytesOf(message);
    const asked = counts ? JSON.stringify({ ...JSON.parse(body), ReturnConsumedCapacity: 'TOTAL' }) : body;
    const answer = await send(agent, enginePort, message, asked);
    const said = await bytesOf(answer);
    if (counts) {
      counted.requests += 1;
      counted[READS.test(operation) ? 'readUnits' : 'writeUnits'] += unitsIn(said);
    }
    response.writeHead(answer.statusCode ?? 500, { 'content-type': 'application/x-amz-json-1.0' }).end(said);
  });
  const endpoint = `http://127.0.0.1:${await listening(front)}`;
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${enginePort}`,
    region: 'cn-north-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  });
  await untilReady(client, engine);
  return {
    endpoint,
    takeUsed: () => {
      const used = { ...counted };
      Object.assign(counted, { requests: 0, readUnits: 0, writeUnits: 0 });
      return used;
    },
    seed: (batches) => seed(client, batches),
    stop: async () => {
      client.destroy();
      agent.destroy();
      front.close();
      front.closeAllConnections();
      engine.kill();
      await once(engine, 'exit');
    },
  };
}

async function seed(
  client: DynamoDBClient,
  batches: AsyncIterable<ReadonlyMap<TableName, readonly Item[]>>,
): Promise<void> {
  const names = (await client.send(new ListTablesCommand({}))).TableNames ?? [];
  const streams = new Map<string, 'NEW_IMAGE' | 'NEW_AND_OLD_IMAGES'>();
  for (const TableName of names) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    const kind = Table?.StreamSpecification?.StreamViewType;
    if (kind !== 'NEW_IMAGE' && kind !== 'NEW_AND_OLD_IMAGES') continue;
    streams.set(TableName, kind);
    await client.send(new UpdateTableCommand({ TableName, StreamSpecification: { StreamEnabled: false } }));
  }
  for await (const batch of batches) await writeAll(client, names, batch);
  for (const [TableName, StreamViewType] of streams) {
    const StreamSpecification = { StreamEnabled: true, StreamViewType };
    await client.send(new UpdateTableCommand({ TableName, StreamSpecification }));
  }
}

async function writeAll(
  client: DynamoDBClient,
  names: readonly string[],
  batch: ReadonlyMap<TableName, readonly Item[]>,
): Promise<void> {
  const requests = [...batch].flatMap(([table, items]) => {
    const name = names.find((one) => one.toLowerCase().includes(`tables${table}`));
    if (name === undefined) throw new RangeError(`the database has no table ${table}`);
    const puts = items.map((item) => ({ PutRequest: { Item: attributesOf(item) } }));
    return Array.from({ length: Math.ceil(puts.length / BATCH) }, (_, at) => ({
      [name]: puts.slice(at * BATCH, (at + 1) * BATCH),
    }));
  });
  const one = async (): Promise<void> => {
    for (let next = requests.pop(); next !== undefined; next = requests.pop()) {
      await client.send(new BatchWriteItemCommand({ RequestItems: next }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

/** Ours are texts and numbers. */
const attributesOf = (item: Item): Record<string, AttributeValue> =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      typeof value === 'number' ? { N: String(value) } : { S: String(value) },
    ]),
  );

/** A transaction and a batch answer with one entry a table. */
function unitsIn(said: string): number {
  const capacity: unknown = JSON.parse(said).ConsumedCapacity ?? [];
  return [capacity].flat().reduce<number>((sum, one) => sum + Number(Object(one).CapacityUnits ?? 0), 0);
}

function send(agent: Agent, port: number, message: IncomingMessage, body: string): Promise<IncomingMessage> {
  const { 'content-length': _length, connection: _connection, ...headers } = message.headers;
  return new Promise((resolve, reject) => {
    const passed = request({
      agent,
      host: '127.0.0.1',
      port,
      method: 'POST',
      path: message.url,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    });
    passed.once('response', resolve).once('error', reject).end(body);
  });
}

async function bytesOf(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  const port = await listening(probe);
  probe.close();
  await once(probe, 'close');
  return port;
}

async function untilReady(client: DynamoDBClient, engine: ChildProcess): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      await client.send(new ListTablesCommand({}));
      return;
    } catch (error) {
      if (tried === 200 || engine.exitCode !== null) throw error;
      await pause(25);
    }
  }
}
