import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateTableCommand,
  DynamoDBClient,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { DatabaseClient } from '../../src/database/client.ts';
import { type Engine, startEngine } from '../../src/database/engine.ts';
import { unsigned } from '../../src/database/signing.ts';
import { Guard } from '../../src/functions/guard.ts';
import { DatabaseError, UnsupportedPlatformError } from '../../src/index.ts';
import { StreamReader } from '../../src/streams/records.ts';
import { startFixture } from '../with-cloud.ts';

/** The database behind the tables: embedded or given, its streams, its failures. */
export function databaseSuite(): void {
  describe('the database', () => {
    const directory = mkdtempSync(join(tmpdir(), 'cloud-local-engine-'));
    const guard = new Guard(directory);
    let engine: Engine;
    beforeAll(async () => {
      engine = await startEngine(join(directory, 'tables.sqlite'), guard, () => {});
    });
    afterAll(async () => {
      await engine.close();
      await guard.close();
    });
    const admin = () =>
      new DynamoDBClient({
        endpoint: engine.endpoint,
        region: 'cn-north-1',
        credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      });
    const createTable = (TableName: string) =>
      admin().send(
        new CreateTableCommand({
          TableName,
          BillingMode: 'PAY_PER_REQUEST',
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
          StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
        }),
      );

    it('may be any endpoint: streams and workflows run on it all the same', async () => {
      const { cloud, post, item } = await startFixture({ dynamodbEndpoint: engine.endpoint });
      onTestFinished(() => cloud.stop());
      await post('/items', { id: 'given', amount: 4 });
      await cloud.idle();
      expect(await item('given', 'result')).toMatchObject({ total: '16' });
    });

    it('must have the template’s tables, if it has them', async () => {
      const { cloud } = await startFixture();
      const name = cloud.tables.Items ?? '';
      await cloud.stop();
      const other = await startEngine(join(directory, 'other.sqlite'), guard, () => {});
      onTestFinished(() => other.close());
      const client = new DatabaseClient(other.endpoint, unsigned);
      await client.call('DynamoDB_20120810.CreateTable', {
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      });
      const started = startFixture({ dynamodbEndpoint: other.endpoint });
      await expect(started).rejects.toThrow(DatabaseError);
      await expect(started).rejects.toThrow(`Table ${name} exists with other keys`);
    });

    it('is needed: where none is embedded and none is given, one sentence says so', async () => {
      const architecture = process.arch;
      Object.defineProperty(process, 'arch', { value: 'mips' });
      onTestFinished(() => {
        Object.defineProperty(process, 'arch', { value: architecture });
      });
      const started = startFixture();
      await expect(started).rejects.toThrow(UnsupportedPlatformError);
      await expect(started).rejects.toThrow('No embedded DynamoDB engine is available for linux-mips');
    });

    it('is read as a stream: in order, from any position, knowing what changed nothing', async () => {
      const { TableDescription } = await createTable('Streamed');
      const engineStreamArn = TableDescription?.LatestStreamArn;
      const table = { name: 'Streamed', streamArn: 'arn:stream', engineStreamArn };
      const client = new DatabaseClient(engine.endpoint, unsigned);
      const reader = new StreamReader(client, table, 'cn-north-1', { shardsRollOver: false });
      for (const [pk, n] of [
        ['a', '1'],
        ['a', '1'],
        ['a', '2'],
        ['b', '1'],
      ] as const) {
        await admin().send(
          new PutItemCommand({ TableName: 'Streamed', Item: { pk: { S: pk }, n: { N: n } } }),
        );
      }
      const [shard = ''] = await reader.shards();
      const records = await reader.readAfter(shard, undefined);
      expect(records.map(({ event, changesNothing }) => [event.eventName, changesNothing])).toEqual([
        ['INSERT', false],
        ['MODIFY', true],
        ['MODIFY', false],
        ['INSERT', false],
      ]);
      expect(records[0]?.event).toMatchObject({ eventSource: 'aws:dynamodb', eventSourceARN: 'arn:stream' });
      const rest = await reader.readAfter(shard, records[1]?.sequence);
      expect(rest.map(({ sequence }) => sequence)).toEqual(records.slice(2).map(({ sequence }) => sequence));
      expect(await reader.readAfter(shard, rest.at(-1)?.sequence)).toEqual([]);
      await admin().send(new PutItemCommand({ TableName: 'Streamed', Item: { pk: { S: 'c' } } }));
      const [added] = await reader.readAfter(shard, rest.at(-1)?.sequence);
      expect(added?.event.dynamodb).toMatchObject({ Keys: { pk: { S: 'c' } } });
    });

    it('can be made to refuse as the real one does under contention', async () => {
      const details = { CancellationReasons: [{ Code: 'TransactionConflict', Message: 'conflict' }] };
      const fault = {
        code: 'TransactionCanceledException',
        message: 'Transaction cancelled',
        status: 400,
        details,
      };
      const { cloud } = await startFixture({
        faults: { onCall: ({ operation }) => (operation === 'TransactWriteItems' ? fault : undefined) },
      });
      onTestFinished(() => cloud.stop());
      const client = new DynamoDBClient({ ...cloud.client, maxAttempts: 1 });
      const Put = { TableName: cloud.tables.Items, Item: { pk: { S: 'a' }, sk: { S: 'b' } } };
      await expect(
        client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put }] })),
      ).rejects.toMatchObject({
        name: 'TransactionCanceledException',
        CancellationReasons: [{ Code: 'TransactionConflict' }],
      });
    });

    afterAll(() => rmSync(directory, { recursive: true, force: true }));
  });
}
