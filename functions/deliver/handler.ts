import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Announcement } from '@twelve/casework';
import type { EventBridgeEvent, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { workOff } from '../batch.ts';
import { setting, storeOf } from '../stored.ts';
import { addressRules } from './address.ts';
import { type Delivery, deliver, retryDelaySeconds, sender } from './deliver.ts';

const store = storeOf('partners');
const rules = addressRules(process.env.WEBHOOK_ALLOW_LOOPBACK);
const queueUrl = setting('DELIVERY_QUEUE_URL');
const queue = new SQSClient({});

/** Announcements from the delivery queue to partners' webhooks; what fails stays in the queue for a growing time. */
export const handler = ({ Records }: SQSEvent): Promise<SQSBatchResponse> =>
  workOff(Records, ({ messageId }) => messageId, tryOne);

async function tryOne({ body, messageId, receiptHandle, attributes }: SQSRecord): Promise<void> {
  const attempts = Number(attributes.ApproximateReceiveCount);
  const { detail }: EventBridgeEvent<'determination.changed', Announcement> = JSON.parse(body);
  const ended: Delivery = await deliver(store, detail, sender(rules), rules);
  console.log(JSON.stringify({ level: 'info', delivery: ended, message: messageId, attempts }));
  if (ended !== 'failed') return;
  await queue.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: queueUrl,
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: retryDelaySeconds(attempts),
    }),
  );
  throw new NotDeliveredError();
}

/** The receiver did not take it; the queue brings it again. */
class NotDeliveredError extends Error {
  override readonly name = 'NotDeliveredError';
}
