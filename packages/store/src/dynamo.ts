import { setTimeout as pause } from 'node:timers/promises';
import {
  DynamoDBClient,
  TransactionCanceledException,
  TransactionInProgressException,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { Action, Condition, Engine, Item, Query } from './engine.ts';
import { MissingSettingError, type RefusalReason, TransactionRefusedError } from './errors.ts';
import { type TableName, type TableSpec, tables } from './tables.ts';

export type TableNames = Readonly<Record<TableName, string>>;

/**
 * DynamoDB behind the {@link Engine}. Reads of tables are strongly consistent. The endpoint, region and credentials
 * come from the environment, as the SDK reads them, unless a client is given.
 */
export function dynamoEngine(names: TableNames, client = new DynamoDBClient({})): Engine {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  return {
    get: async (table, key) => {
      const input = { TableName: names[table], Key: { ...key }, ConsistentRead: true };
      return (await documents.send(new GetCommand(input))).Item;
    },
    getMany: async (table, keys) => {
      const found: Item[] = [];
      const waiting = keys.map((key): Record<string, unknown> => ({ ...key }));
      for (let tried = 1; waiting.length > 0; tried++) {
        const Keys = waiting.splice(0, 100);
        const input = { RequestItems: { [names[table]]: { Keys, ConsistentRead: true } } };
        const page = await documents.send(new BatchGetCommand(input));
        found.push(...(page.Responses?.[names[table]] ?? []));
        const left = page.UnprocessedKeys?.[names[table]]?.Keys ?? [];
        // Left because the table is too busy for them: asked for at once they would be left again.
        if (left.length > 0) await pause(Math.random() * 15 * 2 ** Math.min(tried, 7));
        waiting.push(...left);
      }
      return found;
    },
    query: async (query) => {
      const page = await documents.send(new QueryCommand(queryInput(names, query)));
      const items = page.Items ?? [];
      return page.LastEvaluatedKey === undefined ? { items } : { items, last: page.LastEvaluatedKey };
    },
    transact: async (actions) => {
      const TransactItems = actions.map((action) => transactItem(names, action));
      try {
        await documents.send(new TransactWriteCommand({ TransactItems }));
      } catch (error) {
        throw refusalOf(error) ?? error;
      }
    },
  };
}

/** The tables' names from the environment variables that the stack sets; only those asked for have to be there. */
export function tableNames(
  environment: Readonly<Record<string, string | undefined>>,
  needed: readonly TableName[],
): TableNames {
  const name = (table: TableName) => {
    const spec: TableSpec = tables[table];
    const value = environment[spec.environment];
    if (value === undefined && needed.includes(table)) throw new MissingSettingError(spec.environment);
    return value ?? '';
  };
  return {
    cases: name('cases'),
    claims: name('claims'),
    partners: name('partners'),
    keys: name('keys'),
    recalculations: name('recalculations'),
  };
}

function queryInput(names: TableNames, query: Query): QueryCommandInput {
  const spec: TableSpec = tables[query.table];
  const keys = query.index === undefined ? spec : spec.indexes[query.index];
  const sort = query.prefix ?? query.upTo;
  const compare = query.prefix === undefined ? '#sort <= :sort' : 'begins_with(#sort, :sort)';
  return {
    TableName: names[query.table],
    ...(query.index === undefined ? { ConsistentRead: true } : { IndexName: query.index }),
    KeyConditionExpression:
      sort === undefined ? '#partition = :partition' : `#partition = :partition AND ${compare}`,
    ExpressionAttributeNames: {
      '#partition': keys?.partitionKey ?? 'pk',
      ...(sort === undefined ? {} : { '#sort': keys?.sortKey ?? 'sk' }),
    },
    ExpressionAttributeValues: {
      ':partition': query.partition,
      ...(sort === undefined ? {} : { ':sort': sort }),
    },
    ScanIndexForward: query.descending !== true,
    ...(query.limit === undefined ? {} : { Limit: query.limit }),
    ...(query.after === undefined ? {} : { ExclusiveStartKey: { ...query.after } }),
  };
}

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

function transactItem(names: TableNames, action: Action): TransactItem {
  const TableName = names[action.table];
  switch (action.action) {
    case 'put':
      return { Put: { TableName, Item: { ...action.item }, ...expression(action.condition) } };
    case 'delete':
      return { Delete: { TableName, Key: { ...action.key }, ...expression(action.condition) } };
    case 'count':
      return {
        Update: {
          TableName,
          Key: { ...action.key },
          UpdateExpression: 'ADD #counted :by',
          ConditionExpression: 'attribute_not_exists(#counted) OR #counted <= :room',
          ExpressionAttributeNames: { '#counted': action.attribute },
          ExpressionAttributeValues: { ':by': action.by, ':room': action.most - action.by },
        },
      };
    default:
      return action satisfies never;
  }
}

const expression = (condition: Condition | undefined) =>
  condition === undefined ? {} : conditionExpression(condition);

function conditionExpression(condition: Condition) {
  return condition.is === 'absent'
    ? { ConditionExpression: 'attribute_not_exists(#pk)', ExpressionAttributeNames: { '#pk': 'pk' } }
    : {
        ConditionExpression: '#attribute = :value',
        ExpressionAttributeNames: { '#attribute': condition.attribute },
        ExpressionAttributeValues: { ':value': condition.value },
      };
}

/** Refusals that the caller decides about: everything else is an error of the database, and stays one. */
function refusalOf(error: unknown): TransactionRefusedError | undefined {
  if (error instanceof TransactionInProgressException)
    return new TransactionRefusedError(['contention'], error);
  if (!(error instanceof TransactionCanceledException)) return undefined;
  const reasons = (error.CancellationReasons ?? []).map(({ Code }) => REASONS.get(Code ?? 'None'));
  return reasons.some((reason) => reason !== undefined)
    ? new TransactionRefusedError(reasons, error)
    : undefined;
}

const REASONS = new Map<string, RefusalReason>([
  ['ConditionalCheckFailed', 'condition'],
  ['TransactionConflict', 'contention'],
  ['ThrottlingError', 'contention'],
  ['ProvisionedThroughputExceeded', 'contention'],
]);
