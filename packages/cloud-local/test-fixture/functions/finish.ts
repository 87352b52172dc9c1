import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';

const database = new DynamoDBClient();
const events = new EventBridgeClient();

/** Writes the result and announces it. */
export async function handler(event: {
  id: string;
  results?: readonly { doubled: number }[];
  error?: unknown;
}): Promise<unknown> {
  const total = (event.results ?? []).reduce((sum, result) => sum + result.doubled, 0);
  const Item = {
    pk: { S: event.id },
    sk: { S: 'result' },
    ...(event.error === undefined
      ? { total: { N: String(total) } }
      : { error: { S: JSON.stringify(event.error) } }),
  };
  await database.send(new PutItemCommand({ TableName: process.env.ITEMS_TABLE, Item }));
  const entry = {
    EventBusName: process.env.EVENT_BUS,
    Source: 'fixture',
    DetailType: 'finished',
    Detail: JSON.stringify({ id: event.id, total }),
  };
  await events.send(new PutEventsCommand({ Entries: [entry] }));
  return { total };
}
