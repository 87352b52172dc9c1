import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import type { TableNames } from '../src/dynamo.ts';
import { type TableName, type TableSpec, tables } from '../src/tables.ts';

/** A fresh DynamoDB-compatible database with our tables, for tests. */
export interface TestDatabase {
  readonly client: DynamoDBClient;
  readonly names: TableNames;
  stop(): Promise<void>;
}

const binary = join(import.meta.dirname, '../../../node_modules/@dynoxide/linux-x64/dynoxide');

/** The embedded engine is published for some platforms only; elsewhere name an endpoint in DYNAMODB_ENDPOINT. */
export const databaseIsHere = process.env.DYNAMODB_ENDPOINT !== undefined || existsSync(binary);

export async function startDatabase(): Promise<TestDatabase> {
  const given = process.env.DYNAMODB_ENDPOINT;
  const port = given === undefined ? await freePort() : 0;
  const child =
    given === undefined ? spawn(binary, ['--port', String(port)], { stdio: 'ignore' }) : undefined;
  const client = new DynamoDBClient({
    endpoint: given ?? `http://127.0.0.1:${port}`,
    region: 'cn-north-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  await untilReady(client);
  const prefix = `t${Date.now().toString(36)}-`;
  for (const [name, spec] of Object.entries<TableSpec>(tables))
    await createTable(client, `${prefix}${name}`, spec);
  const name = (table: TableName) => `${prefix}${table}`;
  const names = {
    cases: name('cases'),
    claims: name('claims'),
    partners: name('partners'),
    keys: name('keys'),
    recalculations: name('recalculations'),
  };
  return {
    client,
    names,
    stop: async () => {
      client.destroy();
      if (child === undefined) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await gone;
    },
  };
}

async function createTable(client: DynamoDBClient, TableName: string, spec: TableSpec): Promise<void> {
  const keys = (partition: string, sort: string | undefined) => [
    { AttributeName: partition, KeyType: 'HASH' as const },
    ...(sort === undefined ? [] : [{ AttributeName: sort, KeyType: 'RANGE' as const }]),
  ];
  const indexes = Object.entries(spec.indexes).map(([IndexName, { partitionKey, sortKey, projection }]) => ({
    IndexName,
    KeySchema: keys(partitionKey, sortKey),
    Projection:
      projection === 'KEYS_ONLY'
        ? { ProjectionType: 'KEYS_ONLY' as const }
        : { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...projection] },
  }));
  const schemas = [keys(spec.partitionKey, spec.sortKey), ...indexes.map(({ KeySchema }) => KeySchema)];
  const attributes = new Set(schemas.flat().map(({ AttributeName }) => AttributeName));
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keys(spec.partitionKey, spec.sortKey),
      AttributeDefinitions: [...attributes].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      ...(indexes.length === 0 ? {} : { GlobalSecondaryIndexes: indexes }),
    }),
  );
}

async function untilReady(client: DynamoDBClient): Promise<void> {
  for (let tried = 1; ; tried++) {
    try {
      await client.send(new ListTablesCommand({}));
      return;
    } catch (error) {
      if (tried === 200) throw error;
      await pause(25);
    }
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(),
      );
    });
  });
