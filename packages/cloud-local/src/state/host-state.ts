import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

/**
 * What the host itself must not forget: stream positions, workflow executions, accepted events and queue
 * messages. A small SQLite file beside the tables' own; every statement is its own transaction unless
 * `atomically` binds several. It survives `kill -9`.
 */
export class HostState {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** @throws what SQLite throws, for a file that is none of its own. */
  constructor(file: string) {
    this.#database = new DatabaseSync(file);
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    this.#database.exec(schema);
  }

  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...values).changes);
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#prepare(sql)
      .all(...values)
      .map((row) => new Row(row));
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    const row = this.#prepare(sql).get(...values);
    return row === undefined ? undefined : new Row(row);
  }

  /** Runs statements as one transaction. */
  atomically<T>(work: () => T): T {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#database.close();
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/** A row whose columns are read by the type they were written with. */
export class Row {
  readonly #columns: Record<string, unknown>;

  constructor(columns: Record<string, unknown>) {
    this.#columns = columns;
  }

  text(column: string): string {
    const value = this.#columns[column];
    return typeof value === 'string' ? value : '';
  }

  optionalText(column: string): string | undefined {
    const value = this.#columns[column];
    return typeof value === 'string' ? value : undefined;
  }

  number(column: string): number {
    return Number(this.#columns[column] ?? 0);
  }
}

const schema = `
CREATE TABLE IF NOT EXISTS stream_positions(
  mapping TEXT NOT NULL, shard TEXT NOT NULL, sequence TEXT NOT NULL,
  PRIMARY KEY (mapping, shard)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS stream_mappings(mapping TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS executions(
  arn TEXT PRIMARY KEY, machine TEXT NOT NULL, name TEXT NOT NULL, status TEXT NOT NULL, input TEXT NOT NULL,
  started REAL NOT NULL, stopped REAL, output TEXT, error TEXT, cause TEXT);
CREATE INDEX IF NOT EXISTS executions_by_machine ON executions(machine, status, started);
CREATE TABLE IF NOT EXISTS secrets(
  name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS quotas(
  name TEXT PRIMARY KEY, period TEXT NOT NULL, used INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS deliveries(
  id TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS messages(
  id TEXT PRIMARY KEY, queue TEXT NOT NULL, body TEXT NOT NULL, attributes TEXT NOT NULL,
  sent REAL NOT NULL, due REAL NOT NULL, planned INTEGER NOT NULL, receives INTEGER NOT NULL DEFAULT 0,
  first_received REAL, receipt TEXT);
CREATE INDEX IF NOT EXISTS messages_by_due ON messages(queue, due, sent);
CREATE INDEX IF NOT EXISTS messages_by_receipt ON messages(receipt) WHERE receipt IS NOT NULL;
`;
