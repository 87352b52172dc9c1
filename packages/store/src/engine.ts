import type { TableName } from './tables.ts';

/** An item as plain JSON. Every key attribute is a string. */
export type Item = Readonly<Record<string, unknown>>;

export interface Key {
  readonly pk: string;
  readonly sk?: string;
}

/** What must hold of an item for a write to go through. */
export type Condition =
  | { readonly is: 'absent' }
  | { readonly is: 'equal'; readonly attribute: string; readonly value: string | number };

/** One action of a transaction. */
export type Action =
  | { readonly action: 'put'; readonly table: TableName; readonly item: Item; readonly condition?: Condition }
  | {
      readonly action: 'delete';
      readonly table: TableName;
      readonly key: Key;
      readonly condition?: Condition;
    }
  /** Adds to a number that must stay at or below `most`; an absent item counts as 0. `by` alone is not above it. */
  | {
      readonly action: 'count';
      readonly table: TableName;
      readonly key: Key;
      readonly attribute: string;
      readonly by: number;
      readonly most: number;
    };

export interface Query {
  readonly table: TableName;
  /** Of an index, which is read eventually consistent; the table itself is always read consistently. */
  readonly index?: string;
  readonly partition: string;
  readonly prefix?: string;
  /** Sort keys up to this one, included; for indexes. */
  readonly upTo?: string;
  /** The sort key after which to go on, in the direction of reading. On an index: the whole last key. */
  readonly after?: Item;
  readonly descending?: boolean;
  readonly limit?: number;
}

export interface Page {
  readonly items: readonly Item[];
  /** Where the next page starts; absent on the last. */
  readonly last?: Item;
}

/**
 * What the repositories need of a database: DynamoDB in `dynamo.ts`, and a model of it in memory for the simulation.
 */
export interface Engine {
  get(table: TableName, key: Key): Promise<Item | undefined>;
  /** Each key once. In no particular order; items that do not exist are left out. */
  getMany(table: TableName, keys: readonly Key[]): Promise<readonly Item[]>;
  /** A page is at most 1 MB, `limit` or not; of an index, what it projects. */
  query(query: Query): Promise<Page>;
  /**
   * All or nothing, at most 100 actions and 4 MB, each on another item of at most 400 KB.
   * @throws {TransactionRefusedError} where a condition does not hold or another transaction is in the way.
   */
  transact(actions: readonly Action[]): Promise<void>;
}

/** Every item of a query, page after page. */
export async function* everyItem(engine: Engine, query: Query): AsyncGenerator<Item> {
  let after = query.after;
  do {
    const page = await engine.query(after === undefined ? query : { ...query, after });
    yield* page.items;
    after = page.last;
  } while (after !== undefined);
}
