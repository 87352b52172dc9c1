import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

/** Has the next step of a recalculation made, after so many seconds. */
export type NextStep = (recalculation: string, delaySeconds: number) => Promise<void>;

/** Steps as messages of a queue: one message carries the id, the progress item carries everything else. */
export function recalculationQueue(queueUrl: string, client = new SQSClient({})): NextStep {
  return async (recalculation, delaySeconds) => {
    const MessageBody = JSON.stringify({ recalculation });
    await client.send(
      new SendMessageCommand({ QueueUrl: queueUrl, MessageBody, DelaySeconds: delaySeconds }),
    );
  };
}
