import {
  BatchGetItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient();
const TableName = process.env.ITEMS_TABLE ?? '';

interface Event {
  readonly resource: string;
  readonly httpMethod: string;
  readonly body: string | null;
  readonly isBase64Encoded: boolean;
  readonly pathParameters: Record<string, string> | null;
  readonly queryStringParameters: Record<string, string> | null;
  readonly requestContext: { readonly requestId: string; readonly authorizer?: Record<string, string> };
}

/** The fixture's API. */
export async function handler(event: Event): Promise<unknown> {
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8').toString('utf8');
  switch (`${event.httpMethod} ${event.resource}`) {
    case 'POST /items': {
      const { id, amount } = JSON.parse(body);
      const Item = { pk: { S: String(id) }, sk: { S: 'item' }, amount: { N: String(amount) } };
      await client.send(new PutItemCommand({ TableName, Item }));
      return answer(202, { id });
    }
    case 'GET /items/{id}': {
      const Key = { pk: { S: event.pathParameters?.id ?? '' }, sk: { S: 'item' } };
      const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
      return Item === undefined ? answer(404, {}) : answer(200, Item);
    }
    case 'POST /denied':
      return answer(200, await denials());
    case 'GET /bytes':
      return {
        statusCode: 200,
        headers: { 'content-type': 'image/png', 'www-authenticate': 'Own' },
        multiValueHeaders: { 'set-cookie': ['a=1', 'b=2'] },
        body: Buffer.from([0, 255, 128]).toString('base64'),
        isBase64Encoded: true,
      };
    case 'GET /malformed':
      return JSON.parse(event.queryStringParameters?.answer ?? '');
    case 'GET /slow':
      return new Promise(() => {});
    default:
      return answer(200, { event, body });
  }
}

/** What this function, which may only get and put, is told when it tries more. */
async function denials(): Promise<Record<string, string>> {
  const Key = { pk: { S: 'a' }, sk: { S: 'item' } };
  const attempts: Record<string, () => Promise<unknown>> = {
    delete: () => client.send(new DeleteItemCommand({ TableName, Key })),
    batch: () => client.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [Key] } } })),
    index: () =>
      client.send(
        new QueryCommand({
          TableName,
          IndexName: 'byAmount',
          KeyConditionExpression: 'sk = :s',
          ExpressionAttributeValues: { ':s': { S: 'item' } },
        }),
      ),
    transactDelete: () =>
      client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            { Put: { TableName, Item: Key } },
            { Delete: { TableName, Key: { ...Key, sk: { S: 'x' } } } },
          ],
        }),
      ),
    otherTable: () => client.send(new GetItemCommand({ TableName: 'elsewhere', Key })),
    transactPut: () =>
      client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item: Key } }] })),
  };
  const said: Record<string, string> = {};
  for (const [name, attempt] of Object.entries(attempts)) {
    said[name] = await attempt().then(
      () => 'allowed',
      (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error)),
    );
  }
  return said;
}

function answer(statusCode: number, body: unknown) {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
