import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { touchedBy } from './actions.ts';

const shapeOf = (name: string) => (name === 'T' ? { arn: 'arn:T', partitionKey: 'pk' } : undefined);
const key: Json = { pk: { S: 'a' }, sk: { S: 'b' } };

/** Operation, input, the permissions it needs as `action resource keys`, the tables it writes to. */
const cases: [string, Json, string[], string[]][] = [
  ['GetItem', { TableName: 'T', Key: key }, ['GetItem arn:T a'], []],
  ['PutItem', { TableName: 'T', Item: key }, ['PutItem arn:T a'], ['T']],
  ['GetItem', { TableName: 'Other', Key: key }, ['GetItem * '], []],
  [
    'Query',
    {
      TableName: 'T',
      IndexName: 'I',
      KeyConditionExpression: '#p = :v AND sk > :w',
      ExpressionAttributeNames: { '#p': 'pk' },
      ExpressionAttributeValues: { ':v': { S: 'q' }, ':w': { S: 'r' } },
    },
    ['Query arn:T/index/I q'],
    [],
  ],
  ['Scan', { TableName: 'T' }, ['Scan arn:T '], []],
  [
    'BatchGetItem',
    { RequestItems: { T: { Keys: [key, { pk: { N: '2' } }] } } },
    ['BatchGetItem arn:T a,2'],
    [],
  ],
  [
    'BatchWriteItem',
    { RequestItems: { T: [{ PutRequest: { Item: key } }, { DeleteRequest: { Key: { pk: { S: 'c' } } } }] } },
    ['BatchWriteItem arn:T a,c'],
    ['T'],
  ],
  [
    'TransactWriteItems',
    {
      TransactItems: [
        { Put: { TableName: 'T', Item: key } },
        { Update: { TableName: 'T', Key: key } },
        { Delete: { TableName: 'T', Key: key } },
        { ConditionCheck: { TableName: 'T', Key: key } },
      ],
    },
    ['PutItem arn:T a', 'UpdateItem arn:T a', 'DeleteItem arn:T a', 'ConditionCheckItem arn:T a'],
    ['T'],
  ],
  ['TransactGetItems', { TransactItems: [{ Get: { TableName: 'T', Key: key } }] }, ['GetItem arn:T a'], []],
];

describe('permissions of DynamoDB requests', () => {
  it.each(cases)('%s %j', (operation, input, requests, written) => {
    const touched = touchedBy(operation, input, shapeOf);
    const described = touched.requests.map(
      ({ action, resource, context }) =>
        `${action.replace('dynamodb:', '')} ${resource} ${(context?.['dynamodb:leadingkeys'] ?? []).join(',')}`,
    );
    expect([described, touched.written]).toEqual([requests, written]);
  });
});
