import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { setting, storeOf } from '../stored.ts';
import { addressRules } from './address.ts';
import { type Delivery, deliver, retryDelaySeconds, sender } from './deliver.ts';

const store = storeOf('partners');
const rules = addressRules(process.env.WEBHOOK_ALLOW_LOOPBACK);
const queueUrl = setting('DELIVERY_QUEUE_URL');
const queue = new SQSClient({});

/** Announcements from the delivery queue to partners' webhooks; what fails stays in the queue for a growing time. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const failed = await Promise.all(
    Records.map(async (record) => ((await tryOne(record)) ? [] : [record.messageId])),
  );
  return { batchItemFailures: failed.flat().map((itemIdentifier) => ({ itemIdentifier })) };
}

async function tryOne({ body, messageId, receiptHandle, attributes }: SQSRecord): Promise<boolean> {
  const attempts = Number(attributes.ApproximateReceiveCount);
  const ended: Delivery = await deliver(store, JSON.parse(body), sender(rules), rules);
  console.log(JSON.stringify({ level: 'info', delivery: ended, message: messageId, attempts }));
  if (ended !== 'failed') return true;
  await queue.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: queueUrl,
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: retryDelaySeconds(attempts),
    }),
  );
  return false;
}
