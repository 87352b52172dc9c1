import { randomUUID } from 'node:crypto';
import type { StreamRecord } from './records.ts';

/** What Lambda sends to the failure destination of a stream mapping: where the records are, not the records. */
export function failureMetadata(failure: {
  readonly shard: string;
  readonly batch: readonly StreamRecord[];
  readonly condition: string;
  readonly attempts: number;
  readonly functionArn: string;
  readonly streamArn: string;
}): string {
  const { batch } = failure;
  const [first, last] = [batch[0], batch.at(-1)];
  return JSON.stringify({
    requestContext: {
      requestId: randomUUID(),
      functionArn: failure.functionArn,
      condition: failure.condition,
      approximateInvokeCount: failure.attempts,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date().toISOString(),
    DDBStreamBatchInfo: {
      shardId: failure.shard,
      startSequenceNumber: first?.sequence,
      endSequenceNumber: last?.sequence,
      approximateArrivalOfFirstRecord: arrival(first),
      approximateArrivalOfLastRecord: arrival(last),
      batchSize: batch.length,
      streamArn: failure.streamArn,
    },
  });
}

function arrival(record: StreamRecord | undefined): string | undefined {
  return record === undefined ? undefined : new Date(record.createdAtSeconds * 1000).toISOString();
}
