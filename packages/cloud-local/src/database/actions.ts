import type { Request } from '../iam/access.ts';
import { isJsonObject, type Json, type JsonObject, stringAt } from '../json.ts';

/** What is needed to know of a table in order to say what a request does to it. */
export interface TableShape {
  readonly arn: string;
  readonly partitionKey: string;
}

export interface Touched {
  readonly requests: readonly Request[];
  /** Tables that the operation writes to: their streams may have something new. */
  readonly written: readonly string[];
}

const transactActions: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};
const writers = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);

/**
 * The permissions a DynamoDB request needs. Transactions are no IAM action: each of their items needs its
 * own. Source: "Actions, resources, and condition keys for Amazon DynamoDB".
 *
 * @param shapeOf knows tables by name; an unknown one still yields a request on `*`, so that it is refused.
 */
export function touchedBy(
  operation: string,
  input: Json,
  shapeOf: (table: string) => TableShape | undefined,
): Touched {
  const uses = usesOf(operation, isJsonObject(input) ? input : {});
  const requests = uses.map(({ action, table, index, keys, condition }): Request => {
    const shape = shapeOf(table);
    const arn = shape?.arn ?? '*';
    const leading = leadingKeys(shape, keys, condition);
    return {
      action: `dynamodb:${action}`,
      resource: index === undefined ? arn : `${arn}/index/${index}`,
      ...(leading.length > 0 ? { context: { 'dynamodb:leadingkeys': leading } } : {}),
    };
  });
  return { requests, written: writers.has(operation) ? [...new Set(uses.map((use) => use.table))] : [] };
}

interface Use {
  readonly action: string;
  readonly table: string;
  readonly index?: string | undefined;
  readonly keys: readonly (Json | undefined)[];
  readonly condition?: JsonObject;
}

function usesOf(operation: string, input: JsonObject): Use[] {
  switch (operation) {
    case 'TransactWriteItems':
    case 'TransactGetItems':
      return transactUses(input.TransactItems);
    case 'BatchWriteItem':
      return batchUses(operation, input.RequestItems, (requests) =>
        entries(requests).map((request) => {
          const put = isJsonObject(request) ? request.PutRequest : undefined;
          const remove = isJsonObject(request) ? request.DeleteRequest : undefined;
          return isJsonObject(put) ? put.Item : isJsonObject(remove) ? remove.Key : undefined;
        }),
      );
    case 'BatchGetItem':
      return batchUses(operation, input.RequestItems, (requests) =>
        entries(isJsonObject(requests) ? requests.Keys : undefined),
      );
    case 'ListTables':
      return [{ action: operation, table: '', keys: [] }];
    default:
      return [
        {
          action: operation,
          table: stringAt(input, 'TableName') ?? '',
          index: stringAt(input, 'IndexName'),
          keys: [input.Key ?? input.Item],
          condition: input,
        },
      ];
  }
}

function transactUses(items: Json | undefined): Use[] {
  return entries(items).flatMap((item) =>
    Object.entries(isJsonObject(item) ? item : {}).map(([kind, request]) => ({
      action: transactActions[kind] ?? kind,
      table: stringAt(request, 'TableName') ?? '',
      keys: isJsonObject(request) ? [request.Key ?? request.Item] : [],
    })),
  );
}

function batchUses(
  action: string,
  items: Json | undefined,
  keysOf: (requests: Json) => (Json | undefined)[],
): Use[] {
  return Object.entries(isJsonObject(items) ? items : {}).map(([table, requests]) => ({
    action,
    table,
    keys: keysOf(requests),
  }));
}

function entries(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

/** Values of the partition key that the request names (condition key dynamodb:LeadingKeys). */
function leadingKeys(
  shape: TableShape | undefined,
  keys: readonly (Json | undefined)[],
  query: JsonObject | undefined,
): string[] {
  if (shape === undefined) return [];
  const named = keys.map((key) => scalar(isJsonObject(key) ? key[shape.partitionKey] : undefined));
  return [...named, queriedKey(shape.partitionKey, query)].filter((value) => value !== undefined);
}

function queriedKey(partitionKey: string, query: JsonObject | undefined): string | undefined {
  const expression = stringAt(query, 'KeyConditionExpression');
  const names = query?.ExpressionAttributeNames;
  const values = query?.ExpressionAttributeValues;
  for (const [, name = '', value = ''] of (expression ?? '').matchAll(/([#\w.-]+)\s*=\s*(:\w+)/g)) {
    if ((stringAt(names, name) ?? name) !== partitionKey) continue;
    return scalar(isJsonObject(values) ? values[value] : undefined);
  }
  return undefined;
}

function scalar(value: Json | undefined): string | undefined {
  return stringAt(value, 'S') ?? stringAt(value, 'N') ?? stringAt(value, 'B');
}
