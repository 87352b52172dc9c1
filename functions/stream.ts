import type { Item } from '@twelve/store';
import type { AttributeValue, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { workOff } from './batch.ts';

/** An image of a stream record: of our items only texts and numbers are read from streams. */
export function itemOf(image: Readonly<Record<string, AttributeValue>> | undefined): Item | undefined {
  if (image === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(image).flatMap(([name, { S, N }]): [string, string | number][] => {
      if (S !== undefined) return [[name, S]];
      return N === undefined ? [] : [[name, Number(N)]];
    }),
  );
}

/** Works off a batch of stream records; the stream comes back from the first that failed. */
export const workOffStream = (
  { Records }: DynamoDBStreamEvent,
  work: (record: DynamoDBRecord) => Promise<void>,
): Promise<DynamoDBBatchResponse> => workOff(Records, ({ dynamodb }) => dynamodb?.SequenceNumber ?? '', work);
