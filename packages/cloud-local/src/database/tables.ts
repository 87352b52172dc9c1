import { isDeepStrictEqual } from 'node:util';
import { DatabaseError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject, stringAt } from '../json.ts';
import { pause } from '../pause.ts';
import { globalTable, type TableProperties, table } from '../template/catalogue/database.ts';
import type { Resource, Stack } from '../template/stack.ts';
import { DatabaseAnswerError, type DatabaseClient } from './client.ts';

/** A table of the stack as it exists in the database. */
export interface Table {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly partitionKey: string;
  readonly expiresBy: string | undefined;
  /** The template's name of its stream, and the database's. */
  readonly streamArn: string;
  readonly engineStreamArn: string | undefined;
  readonly created: boolean;
}

/** Creates what is missing, and returns every table of the stack. */
export async function ensureTables(
  stack: Stack,
  client: DatabaseClient,
  signal: AbortSignal,
): Promise<Table[]> {
  const resources = [...stack.all(globalTable), ...stack.all(table)];
  return Promise.all(resources.map((resource) => ensureTable(resource, client, signal)));
}

async function ensureTable(
  resource: Resource<TableProperties>,
  client: DatabaseClient,
  signal: AbortSignal,
): Promise<Table> {
  const { name, properties } = resource;
  const before = await describe(client, name, signal);
  if (before === undefined)
    await client.call('DynamoDB_20120810.CreateTable', createRequest(name, properties), signal);
  const description = await untilActive(client, name, signal);
  checkShape(resource, description);
  const ttl = properties.TimeToLiveSpecification;
  const expiresBy = ttl?.Enabled ? ttl.AttributeName : undefined;
  if (before === undefined && expiresBy !== undefined) {
    const request = {
      TableName: name,
      TimeToLiveSpecification: { Enabled: true, AttributeName: expiresBy },
    };
    await client.call('DynamoDB_20120810.UpdateTimeToLive', request, signal);
  }
  return {
    logicalId: resource.logicalId,
    name,
    arn: resource.arn,
    partitionKey: properties.KeySchema.find((key) => key.KeyType === 'HASH')?.AttributeName ?? '',
    expiresBy,
    streamArn: `${resource.arn}/stream/local`,
    engineStreamArn: stringAt(description, 'LatestStreamArn'),
    created: before === undefined,
  };
}

/** A table of an earlier template is not changed here: say so instead of failing later in odd ways. */
function checkShape({ name, properties }: Resource<TableProperties>, description: JsonObject): void {
  const wanted = properties.GlobalSecondaryIndexes ?? [];
  const listed = description.GlobalSecondaryIndexes;
  const existing = (Array.isArray(listed) ? listed : []).map((index) => stringAt(index, 'IndexName'));
  const same =
    isDeepStrictEqual(description.KeySchema, properties.KeySchema) &&
    isDeepStrictEqual(existing.toSorted(), wanted.map((index) => index.IndexName).toSorted()) &&
    (properties.StreamSpecification === undefined) === (description.LatestStreamArn === undefined);
  if (same) return;
  throw new DatabaseError(
    `Table ${name} exists with other keys, indexes or stream than the template's: start with an empty data directory or another database.`,
  );
}

async function describe(
  client: DatabaseClient,
  name: string,
  signal: AbortSignal,
): Promise<JsonObject | undefined> {
  try {
    const answer = await client.call('DynamoDB_20120810.DescribeTable', { TableName: name }, signal);
    const found = isJsonObject(answer) ? answer.Table : undefined;
    return isJsonObject(found) ? found : undefined;
  } catch (error) {
    if (error instanceof DatabaseAnswerError && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

async function untilActive(client: DatabaseClient, name: string, signal: AbortSignal): Promise<JsonObject> {
  for (;;) {
    const description = await describe(client, name, signal);
    if (description?.TableStatus === 'ACTIVE') return description;
    if (!(await pause(20, signal))) return {};
  }
}

function createRequest(name: string, properties: TableProperties): JsonObject {
  const stream = properties.StreamSpecification;
  return {
    TableName: name,
    BillingMode: properties.BillingMode,
    AttributeDefinitions: properties.AttributeDefinitions,
    KeySchema: properties.KeySchema,
    ...indexes('GlobalSecondaryIndexes', properties.GlobalSecondaryIndexes),
    ...indexes('LocalSecondaryIndexes', properties.LocalSecondaryIndexes),
    ...(stream === undefined
      ? {}
      : { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.StreamViewType } }),
  };
}

type Index = NonNullable<TableProperties['LocalSecondaryIndexes']>[number];

function indexes(key: string, list: readonly Index[] | undefined): JsonObject {
  if (list === undefined || list.length === 0) return {};
  const requests = list.map(({ IndexName, KeySchema, Projection }): Json => {
    const { ProjectionType, NonKeyAttributes } = Projection;
    return {
      IndexName,
      KeySchema,
      Projection: { ProjectionType, ...(NonKeyAttributes ? { NonKeyAttributes } : {}) },
    };
  });
  return { [key]: requests };
}
