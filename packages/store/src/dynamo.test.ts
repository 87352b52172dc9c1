import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { dynamoEngine } from './dynamo.ts';

const names = { cases: 'C', claims: 'L', partners: 'P', keys: 'K', recalculations: 'R' };

test('what a busy table leaves of a batch is asked for again, until there is nothing left', async () => {
  const asked: string[][] = [];
  const client = new DynamoDBClient({
    region: 'cn-north-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 's' },
  });
  // Answers one key a request, the first of them, and leaves the others.
  client.middlewareStack.add(
    () => async (request) => {
      const [first, ...rest] = Object(request.input).RequestItems.C.Keys;
      asked.push([first, ...rest].map(({ pk }) => pk));
      const UnprocessedKeys = rest.length > 0 ? { C: { Keys: rest } } : {};
      return { response: {}, output: { $metadata: {}, Responses: { C: [first] }, UnprocessedKeys } };
    },
    { step: 'initialize', priority: 'low' },
  );
  const keys = ['1', '2', '3'].map((pk) => ({ pk, sk: 'HEAD' }));
  expect(await dynamoEngine(names, client).getMany('cases', keys)).toEqual(keys);
  expect(asked).toEqual([['1', '2', '3'], ['2', '3'], ['3']]);
});
