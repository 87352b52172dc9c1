import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { announcementOf, type DeterminationRecord } from '@twelve/casework';
import { bodyOf } from '@twelve/store';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { setting } from '../stored.ts';
import { itemOf, workOffStream } from '../stream.ts';

const EventBusName = setting('EVENT_BUS_NAME');
const bus = new EventBridgeClient({});

/** A determination came into force: everyone who listens on the bus is told, the delivery queue among them. */
export const handler = (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> =>
  workOffStream(event, async ({ eventName, dynamodb }) => {
    const item = itemOf(dynamodb?.NewImage);
    // What is written over by hand, after a restore, was told before; no filter of a stream tells the two apart.
    if (eventName !== 'INSERT') return;
    if (item?.kind !== 'determination') return;
    const announcement = announcementOf(bodyOf<DeterminationRecord>(item));
    const { FailedEntryCount } = await bus.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName,
            Source: 'twelve.casework',
            DetailType: 'determination.changed',
            Detail: JSON.stringify(announcement),
            Time: new Date(announcement.event.time),
          },
        ],
      }),
    );
    if (FailedEntryCount !== 0) throw new EventRefusedError();
  });

/** The bus did not take the event; the stream brings it again. */
class EventRefusedError extends Error {
  override readonly name = 'EventRefusedError';
}
