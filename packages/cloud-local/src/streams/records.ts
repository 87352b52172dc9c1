import * as z from 'zod';
import { DatabaseAnswerError, type DatabaseClient } from '../database/client.ts';
import { UnknownResourceError } from '../errors.ts';
import type { Json } from '../json.ts';

/** A stream record as a Lambda function sees it. */
export interface StreamRecord {
  readonly sequence: string;
  readonly createdAtSeconds: number;
  readonly partition: string;
  readonly event: { [key: string]: Json };
}

const shardsSchema = z.object({
  StreamDescription: z.object({
    Shards: z.array(z.object({ ShardId: z.string(), ParentShardId: z.string().nullish() })).default([]),
    LastEvaluatedShardId: z.string().nullish(),
  }),
});
const iteratorSchema = z.object({ ShardIterator: z.string() });
const recordsSchema = z.object({
  Records: z.array(
    z.looseObject({
      dynamodb: z.looseObject({
        SequenceNumber: z.string(),
        Keys: z.json(),
        ApproximateCreationDateTime: z.number().default(0),
      }),
    }),
  ),
  NextShardIterator: z.string().nullish(),
});

const target = (operation: string) => `DynamoDBStreams_20120810.${operation}`;

/** Reads one table's stream through the DynamoDB Streams API. */
export class StreamReader {
  readonly #client: DatabaseClient;
  readonly #engineArn: string;
  readonly #common: { [key: string]: Json };

  constructor(
    client: DatabaseClient,
    table: { name: string; streamArn: string; engineStreamArn: string | undefined },
    region: string,
  ) {
    if (table.engineStreamArn === undefined) throw new UnknownResourceError('stream of table', table.name);
    this.#client = client;
    this.#engineArn = table.engineStreamArn;
    this.#common = {
      eventSource: 'aws:dynamodb',
      eventVersion: '1.1',
      awsRegion: region,
      eventSourceARN: table.streamArn,
    };
  }

  /** Shards, parents before their children. */
  async shards(): Promise<string[]> {
    const shards: { ShardId: string; ParentShardId?: string | null | undefined }[] = [];
    let last: string | null | undefined;
    do {
      const answer = await this.#client.call(target('DescribeStream'), {
        StreamArn: this.#engineArn,
        ...(last ? { ExclusiveStartShardId: last } : {}),
      });
      const { Shards, LastEvaluatedShardId } = shardsSchema.parse(answer).StreamDescription;
      shards.push(...Shards);
      last = LastEvaluatedShardId;
    } while (last);
    return parentsFirst(shards);
  }

  /** Records after a position (from the beginning without one), in order; empty at the end of what is there. */
  async readAfter(shard: string, position: string | undefined): Promise<StreamRecord[]> {
    let iterator: string | null | undefined = await this.#iterator(shard, position);
    // Real streams answer with empty pages before the end; a closed shard ends without an iterator.
    for (let page = 0; page < 3 && iterator; page += 1) {
      const answer = recordsSchema.parse(
        await this.#client.call(target('GetRecords'), { ShardIterator: iterator, Limit: 1000 }),
      );
      if (answer.Records.length > 0) return answer.Records.map((record) => this.#record(record));
      if (answer.NextShardIterator === iterator) break;
      iterator = answer.NextShardIterator;
    }
    return [];
  }

  async #iterator(shard: string, position: string | undefined): Promise<string> {
    const from = { StreamArn: this.#engineArn, ShardId: shard };
    const begin = { ...from, ShardIteratorType: 'TRIM_HORIZON' };
    const after = { ...from, ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: position ?? '' };
    try {
      const answer = await this.#client.call(
        target('GetShardIterator'),
        position === undefined ? begin : after,
      );
      return iteratorSchema.parse(answer).ShardIterator;
    } catch (error) {
      // Older than what the stream keeps: the oldest that is left comes next.
      if (!(error instanceof DatabaseAnswerError) || error.code !== 'TrimmedDataAccessException') throw error;
      return iteratorSchema.parse(await this.#client.call(target('GetShardIterator'), begin)).ShardIterator;
    }
  }

  #record(record: z.infer<typeof recordsSchema>['Records'][number]): StreamRecord {
    const { SequenceNumber, Keys, ApproximateCreationDateTime } = record.dynamodb;
    const event: { [key: string]: Json } = JSON.parse(JSON.stringify({ ...record, ...this.#common }));
    return {
      sequence: SequenceNumber,
      createdAtSeconds: ApproximateCreationDateTime,
      partition: JSON.stringify(Keys),
      event,
    };
  }
}

function parentsFirst(
  shards: readonly { ShardId: string; ParentShardId?: string | null | undefined }[],
): string[] {
  const ids = new Set(shards.map((shard) => shard.ShardId));
  const ordered: string[] = [];
  const visit = (id: string) => {
    if (ordered.includes(id) || !ids.has(id)) return;
    const parent = shards.find((shard) => shard.ShardId === id)?.ParentShardId;
    if (parent) visit(parent);
    ordered.push(id);
  };
  for (const shard of shards) visit(shard.ShardId);
  return ordered;
}
