import { followLedger } from '@twelve/store';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { storeOf } from '../stored.ts';
import { itemOf, workOffStream } from '../stream.ts';

const store = storeOf('cases', 'claims');

/** A claim came, went or changed, or something was paid: those who share the document or the year follow. */
export const handler = (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> =>
  workOffStream(event, async ({ dynamodb }) => {
    await followLedger(store, { before: itemOf(dynamodb?.OldImage), after: itemOf(dynamodb?.NewImage) });
  });
