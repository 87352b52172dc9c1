import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { dynamoEngine } from './dynamo.ts';

const names = { cases: 'C', claims: 'L', partners: 'P', keys: 'K', recalculations: 'R' };

/** A client whose requests are answered here instead of being sent. */
function answering(answer: (input: Record<string, unknown>) => object): DynamoDBClient {
  const client = new DynamoDBClient({
    region: 'cn-north-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 's' },
  });
  client.middlewareStack.add(
    () => async (request) => ({ response: {}, output: { $metadata: {}, ...answer(Object(request.input)) } }),
    { step: 'initialize', priority: 'low' },
  );
  return client;
}

test('what a table is asked is read consistently, and an index as it allows: the local engine would not tell', async () => {
  const asked: Record<string, unknown>[] = [];
  const client = answering((input) => {
    asked.push(input);
    return { Responses: {}, Items: [] };
  });
  const engine = dynamoEngine(names, client);
  await engine.get('cases', { pk: '1', sk: 'HEAD' });
  await engine.getMany('cases', [{ pk: '1', sk: 'HEAD' }]);
  await engine.query({ table: 'claims', partition: '1' });
  await engine.query({ table: 'cases', index: 'unfinished', partition: '1' });
  expect(asked).toMatchObject([
    { TableName: 'C', ConsistentRead: true },
    { RequestItems: { C: { ConsistentRead: true } } },
    { TableName: 'L', ConsistentRead: true },
    { TableName: 'C', IndexName: 'unfinished' },
  ]);
  expect(asked[3]).not.toHaveProperty('ConsistentRead');
});

test('what a busy table leaves of a batch is asked for again, until there is nothing left', async () => {
  const asked: string[][] = [];
  // Answers one key a request, the first of them, and leaves the others.
  const client = answering((input) => {
    const [first, ...rest] = Object(input.RequestItems).C.Keys;
    asked.push([first, ...rest].map(({ pk }) => pk));
    return { Responses: { C: [first] }, UnprocessedKeys: rest.length > 0 ? { C: { Keys: rest } } : {} };
  });
  const keys = ['1', '2', '3'].map((pk) => ({ pk, sk: 'HEAD' }));
  expect(await dynamoEngine(names, client).getMany('cases', keys)).toEqual(keys);
  expect(asked).toEqual([['1', '2', '3'], ['2', '3'], ['3']]);
});
