import type { Item } from '@twelve/store';
import type { AttributeValue, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';

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

/**
 * Works off a batch of stream records and reports those that failed: the stream comes back from the first of them, and
 * whatever was done after it is done again, which changes nothing.
 */
export async function workOff(
  { Records }: DynamoDBStreamEvent,
  work: (record: DynamoDBRecord) => Promise<void>,
): Promise<DynamoDBBatchResponse> {
  const failed = await Promise.all(
    Records.map(async (record) => {
      try {
        await work(record);
        return [];
      } catch (error) {
        const name = error instanceof Error ? error.name : typeof error;
        const sequence = record.dynamodb?.SequenceNumber ?? '';
        console.log(JSON.stringify({ level: 'error', record: sequence, error: name }));
        return [{ itemIdentifier: sequence }];
      }
    }),
  );
  return { batchItemFailures: failed.flat() };
}
