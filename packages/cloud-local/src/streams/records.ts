import { isDeepStrictEqual } from 'node:util';
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
  /** A write that changed nothing: DynamoDB has no record of it, but the embedded engine does. */
  readonly changesNothing: boolean;
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
        OldImage: z.json().optional(),
        NewImage: z.json().optional(),
        ApproximateCreationDateTime: z.number().default(0),
      }),
    }),
  ),
  NextShardIterator: z.string().nullish(),
});

type Shard = z.infer<typeof shardsSchema>['StreamDescription']['Shards'][number];

const target = (operation: string) => `DynamoDBStreams_20120810.${operation}`;

/**
 * Reads one table's stream through the DynamoDB Streams API. The embedded engine has one shard for good, and asking
 * for it costs more with every record; elsewhere shards roll over.
 */
export class StreamReader {
  readonly #client: DatabaseClient;
  readonly #engineArn: string;
  readonly #common: { [key: string]: Json };
  readonly #shardsKnownMilliseconds: number;
  /** Where each shard was read to, with the iterator that goes on from there. */
  readonly #iterators = new Map<string, { position: string | undefined; iterator: string }>();
  #shards: { readonly ids: readonly string[]; readonly until: number } | undefined;

  constructor(
    client: DatabaseClient,
    table: { name: string; streamArn: string; engineStreamArn: string | undefined },
    region: string,
    options: { readonly shardsRollOver: boolean },
  ) {
    if (table.engineStreamArn === undefined) throw new UnknownResourceError('stream of table', table.name);
    this.#client = client;
    this.#engineArn = table.engineStreamArn;
    this.#shardsKnownMilliseconds = options.shardsRollOver ? 5000 : Number.POSITIVE_INFINITY;
    this.#common = {
      eventSource: 'aws:dynamodb',
      eventVersion: '1.1',
      awsRegion: region,
      eventSourceARN: table.streamArn,
    };
  }

  /** Shards, parents before their children. */
  async shards(): Promise<readonly string[]> {
    if (this.#shards !== undefined && Date.now() < this.#shards.until) return this.#shards.ids;
    const found: Shard[] = [];
    let last: string | null | undefined;
    do {
      const from = last ? { ExclusiveStartShardId: last } : {};
      const answer = await this.#client.call(target('DescribeStream'), {
        StreamArn: this.#engineArn,
        ...from,
      });
      const { Shards, LastEvaluatedShardId } = shardsSchema.parse(answer).StreamDescription;
      found.push(...Shards);
      last = LastEvaluatedShardId;
    } while (last);
    // A table that nobody wrote to may have no shard yet.
    const until = found.length === 0 ? 0 : Date.now() + this.#shardsKnownMilliseconds;
    this.#shards = { ids: parentsFirst(found), until };
    return this.#shards.ids;
  }

  /** Records after a position (from the beginning without one), in order; empty at the end of what is there. */
  async readAfter(shard: string, position: string | undefined): Promise<StreamRecord[]> {
    const known = this.#iterators.get(shard);
    let iterator: string | null | undefined =
      known !== undefined && known.position === position
        ? known.iterator
        : await this.#iterator(shard, position);
    this.#iterators.delete(shard);
    // Real streams answer with empty pages before the end; a closed shard ends without an iterator.
    for (let page = 0; page < 3 && iterator; page += 1) {
      const { Records, NextShardIterator } = await this.#page(shard, position, iterator);
      const records = Records.map((record) => this.#record(record));
      const reached = records.at(-1)?.sequence ?? position;
      if (NextShardIterator) this.#iterators.set(shard, { position: reached, iterator: NextShardIterator });
      if (records.length > 0) return records;
      if (NextShardIterator === iterator) break;
      iterator = NextShardIterator;
    }
    return [];
  }

  async #page(shard: string, position: string | undefined, ShardIterator: string) {
    const read = async (iterator: string) =>
      recordsSchema.parse(
        await this.#client.call(target('GetRecords'), { ShardIterator: iterator, Limit: 1000 }),
      );
    try {
      return await read(ShardIterator);
    } catch (error) {
      // Kept too long; the position is what counts.
      if (!isAnswer(error, 'ExpiredIteratorException')) throw error;
      return read(await this.#iterator(shard, position));
    }
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
      if (!isAnswer(error, 'TrimmedDataAccessException')) throw error;
      return iteratorSchema.parse(await this.#client.call(target('GetShardIterator'), begin)).ShardIterator;
    }
  }

  #record(record: z.infer<typeof recordsSchema>['Records'][number]): StreamRecord {
    const { SequenceNumber, Keys, ApproximateCreationDateTime, OldImage, NewImage } = record.dynamodb;
    const event: { [key: string]: Json } = JSON.parse(JSON.stringify({ ...record, ...this.#common }));
    return {
      sequence: SequenceNumber,
      createdAtSeconds: ApproximateCreationDateTime,
      partition: JSON.stringify(Keys),
      event,
      changesNothing: OldImage !== undefined && isDeepStrictEqual(OldImage, NewImage),
    };
  }
}

function isAnswer(error: unknown, code: string): boolean {
  return error instanceof DatabaseAnswerError && error.code === code;
}

function parentsFirst(shards: readonly Shard[]): string[] {
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
