import type { Action, Condition, Engine, Item, Key, Page, Query } from './engine.ts';
import { type RefusalReason, TransactionRefusedError } from './errors.ts';
import { type IndexSpec, type TableName, type TableSpec, tables } from './tables.ts';

/** A record of a table's stream, in the order of the writes. */
export interface MemoryChange {
  readonly table: TableName;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

/** What DynamoDB takes and gives at most: actions and bytes of a transaction, bytes of an item and of a page. */
const ACTIONS_AT_ONCE = 100;
const TRANSACTION_BYTES = 4 * 1024 * 1024;
const ITEM_BYTES = 400 * 1024;
const PAGE_BYTES = 1024 * 1024;

/** A model of DynamoDB in memory: what the simulation runs the whole stored path on. */
export interface MemoryEngine extends Engine {
  /** Every change of tables with a stream since the last call. */
  takeChanges(): readonly MemoryChange[];
  /** All items, by table and key: what a snapshot keeps and two end states are compared by. */
  items(table: TableName): readonly Item[];
  /** A copy that shares nothing with this one. */
  fork(): MemoryEngine;
}

/** The items of one table by address. Never changed: a write makes another one, so that copies cost nothing. */
type Contents = ReadonlyMap<string, Item>;
type Tables = Readonly<Record<TableName, Contents>>;

const EMPTY: Tables = {
  cases: new Map(),
  claims: new Map(),
  partners: new Map(),
  keys: new Map(),
  recalculations: new Map(),
};

/**
 * Conditions, key order, pages, limits and all-or-nothing transactions as DynamoDB has them. Items are copied at
 * the border, so that nobody changes what is stored by changing what was read; ours are flat.
 */
export function memoryEngine(contents: Tables = EMPTY, log: readonly MemoryChange[] = []): MemoryEngine {
  let stored = contents;
  let changes = log;
  return {
    get: async (table, key) => copy(stored[table].get(addressOf(key))),
    getMany: async (table, keys) => {
      if (new Set(keys.map(addressOf)).size < keys.length) throw new RangeError('one item asked for twice');
      return keys.flatMap((key) => {
        const item = stored[table].get(addressOf(key));
        return item === undefined ? [] : [{ ...item }];
      });
    },
    query: async (query) => run(query, inOrder(stored[query.table])),
    transact: async (actions) => {
      const addresses = actions.map((action) => `${action.table} ${addressOf(keyOf(action))}`);
      if (new Set(addresses).size < addresses.length) throw new RangeError('two actions on one item');
      if (actions.length > ACTIONS_AT_ONCE) throw new RangeError('more actions than a transaction takes');
      const sizes = actions.map((action) => bytesOf(action.action === 'put' ? action.item : action.key));
      if (sizes.some((size) => size > ITEM_BYTES)) throw new RangeError('an item larger than a table takes');
      if (sizes.reduce((sum, size) => sum + size, 0) > TRANSACTION_BYTES)
        throw new RangeError('more bytes than a transaction takes');
      const reasons = actions.map((action) =>
        refusalOf(action, stored[action.table].get(addressOf(keyOf(action)))),
      );
      if (reasons.some((reason) => reason !== undefined)) throw new TransactionRefusedError(reasons);
      const written = applied(stored, actions);
      stored = written.tables;
      changes = [...changes, ...written.changes];
    },
    takeChanges: () => {
      const taken = changes;
      changes = [];
      return taken;
    },
    items: (table) => inOrder(stored[table]),
    fork: () => memoryEngine(stored, changes),
  };
}

/** The tables after a transaction, and what its streams say. */
function applied(
  before: Tables,
  actions: readonly Action[],
): { tables: Tables; changes: readonly MemoryChange[] } {
  const touched = new Map<TableName, Map<string, Item>>();
  const changes: MemoryChange[] = [];
  for (const action of actions) {
    const { table } = action;
    const items = touched.get(table) ?? new Map(before[table]);
    touched.set(table, items);
    const address = addressOf(keyOf(action));
    const was = items.get(address);
    const is = resultOf(action, was);
    if (is === undefined) items.delete(address);
    else items.set(address, is);
    const spec: TableSpec = tables[table];
    if (spec.stream !== undefined && !(was === undefined && is === undefined)) {
      changes.push({ table, before: copy(was), after: copy(is) });
    }
  }
  return { tables: { ...before, ...Object.fromEntries(touched) }, changes };
}

/** A table's items by partition and sort key; sorted once, as contents never change. */
function inOrder(contents: Contents): readonly Item[] {
  const known = sorted.get(contents);
  if (known !== undefined) return known;
  const items = [...contents].sort(([a], [b]) => compare(a, b)).map(([, item]) => item);
  sorted.set(contents, items);
  return items;
}

const sorted = new WeakMap<Contents, readonly Item[]>();

function run(query: Query, items: readonly Item[]): Page {
  const spec: TableSpec = tables[query.table];
  const keys: TableSpec | IndexSpec | undefined =
    query.index === undefined ? spec : spec.indexes[query.index];
  const [partition, sort] = [keys?.partitionKey ?? 'pk', keys?.sortKey ?? 'sk'];
  const order = (item: Item) => `${String(item[sort])} ${String(item.pk)} ${String(item.sk)}`;
  const direction = query.descending === true ? -1 : 1;
  const { after, prefix, upTo } = query;
  const found = items
    .filter((item) => item[partition] === query.partition && item[sort] !== undefined)
    .filter((item) => prefix === undefined || String(item[sort]).startsWith(prefix))
    .filter((item) => upTo === undefined || String(item[sort]) <= upTo)
    .toSorted((a, b) => direction * compare(order(a), order(b)))
    .filter((item) => after === undefined || direction * compare(order(item), order(after)) > 0);
  const shown = (item: Item) =>
    keys === undefined || keys === spec ? { ...item } : projected(item, spec, keys);
  const page = withinAPage(found.slice(0, query.limit ?? found.length).map(shown));
  const last = page.at(-1);
  if (last === undefined || page.length === found.length) return { items: page };
  return {
    items: page,
    last: { pk: last.pk, sk: last.sk, [partition]: last[partition], [sort]: last[sort] },
  };
}

/** What an index knows of an item: the keys of both and what it was told to bring along. */
function projected(item: Item, spec: TableSpec, index: TableSpec | IndexSpec): Item {
  const brought = 'projection' in index && index.projection !== 'KEYS_ONLY' ? index.projection : [];
  const names = [spec.partitionKey, spec.sortKey, index.partitionKey, index.sortKey, ...brought];
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
}

/** As many as fit into one answer; an item alone always does. */
function withinAPage(items: readonly Item[]): readonly Item[] {
  let bytes = 0;
  const full = items.findIndex((item) => {
    bytes += bytesOf(item);
    return bytes > PAGE_BYTES;
  });
  return full < 0 ? items : items.slice(0, full);
}

/** An item's size as DynamoDB counts it: names and texts in UTF-8, a number as its digits in pairs. */
function bytesOf(item: Item | Key): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(item)) {
    const text = String(value);
    bytes +=
      Buffer.byteLength(name) + (typeof value === 'number' ? text.length / 2 + 1 : Buffer.byteLength(text));
  }
  return bytes;
}

function refusalOf(action: Action, before: Item | undefined): RefusalReason {
  if (action.action === 'count') {
    const counted = Number(before?.[action.attribute] ?? 0) + action.by;
    return counted <= action.most ? undefined : 'condition';
  }
  return action.condition === undefined || holds(action.condition, before) ? undefined : 'condition';
}

const holds = (condition: Condition, item: Item | undefined): boolean =>
  condition.is === 'absent' ? item === undefined : item?.[condition.attribute] === condition.value;

function resultOf(action: Action, before: Item | undefined): Item | undefined {
  switch (action.action) {
    case 'put':
      return { ...action.item };
    case 'delete':
      return undefined;
    case 'count':
      return {
        ...before,
        ...action.key,
        [action.attribute]: Number(before?.[action.attribute] ?? 0) + action.by,
      };
    default:
      return action satisfies never;
  }
}

const keyOf = (action: Action): Key =>
  action.action === 'put' ? { pk: String(action.item.pk), ...skOf(action.item) } : action.key;

const skOf = (item: Item): { sk?: string } => (item.sk === undefined ? {} : { sk: String(item.sk) });

const addressOf = (key: Item | Key): string => `${String(key.pk)} ${String(key.sk ?? '')}`;

const copy = (item: Item | undefined): Item | undefined =>
  item === undefined ? undefined : structuredClone(item);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
