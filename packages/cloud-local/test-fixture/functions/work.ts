import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { ChangeMessageVisibilityCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const database = new DynamoDBClient();
const queues = new SQSClient();
const QueueUrl = process.env.WORK_QUEUE;

interface Event {
  readonly Records: readonly {
    readonly messageId: string;
    readonly receiptHandle: string;
    readonly body: string;
    readonly attributes: { readonly ApproximateReceiveCount: string };
  }[];
}

/** Works through messages: `bad-…` always fails, `later-…` sends itself back once, `patient-…` asks for time once. */
export async function handler(event: Event): Promise<unknown> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const { messageId, receiptHandle, body, attributes } of event.Records) {
    const { id, again }: { id: string; again?: boolean } = JSON.parse(body);
    await count(id);
    if (id.startsWith('bad')) batchItemFailures.push({ itemIdentifier: messageId });
    if (id.startsWith('later') && again !== true) {
      const MessageBody = JSON.stringify({ id, again: true });
      await queues.send(new SendMessageCommand({ QueueUrl, MessageBody, DelaySeconds: 900 }));
    }
    if (id.startsWith('patient') && attributes.ApproximateReceiveCount === '1') {
      await queues.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl,
          ReceiptHandle: receiptHandle,
          VisibilityTimeout: 900,
        }),
      );
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}

async function count(id: string): Promise<void> {
  await database.send(
    new UpdateItemCommand({
      TableName: process.env.ITEMS_TABLE,
      Key: { pk: { S: id }, sk: { S: 'worked' } },
      UpdateExpression: 'ADD times :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    }),
  );
}
