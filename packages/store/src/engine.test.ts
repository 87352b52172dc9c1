import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseIsHere, startDatabase, type TestDatabase } from '../test-fixture/database.ts';
import { dynamoEngine } from './dynamo.ts';
import { type Engine, everyItem } from './engine.ts';
import { TransactionRefusedError } from './errors.ts';
import { memoryEngine } from './memory.ts';

/** One contract for both engines: what the simulation proves on the one then holds for the other. */
let database: TestDatabase | undefined;
beforeAll(async () => {
  if (databaseIsHere) database = await startDatabase();
});
afterAll(() => database?.stop());

const engines: [string, () => Engine][] = [
  ['memory', () => memoryEngine()],
  [
    'DynamoDB',
    () => (database === undefined ? memoryEngine() : dynamoEngine(database.names, database.client)),
  ],
];

describe.each(engines)('%s', (_, create) => {
  test('a transaction is carried out whole or not at all', async () => {
    const engine = create();
    const put = (pk: string, stamp: number, condition?: { is: 'equal'; attribute: string; value: number }) =>
      ({
        action: 'put',
        table: 'cases',
        item: { pk, sk: 'CASE', stamp },
        ...(condition && { condition }),
      }) as const;
    await engine.transact([put('CASE#a', 1), put('CASE#b', 1)]);
    const stale = { is: 'equal', attribute: 'stamp', value: 7 } as const;
    const refused = engine.transact([put('CASE#a', 2), put('CASE#b', 2, stale)]);
    await expect(refused).rejects.toBeInstanceOf(TransactionRefusedError);
    await expect(refused).rejects.toMatchObject({ reasons: [undefined, 'condition'] });
    expect(await engine.get('cases', { pk: 'CASE#a', sk: 'CASE' })).toMatchObject({ stamp: 1 });
    await engine.transact([put('CASE#a', 2, { is: 'equal', attribute: 'stamp', value: 1 })]);
    expect(await engine.get('cases', { pk: 'CASE#a', sk: 'CASE' })).toMatchObject({ stamp: 2 });
  });

  test('an absent item is put once', async () => {
    const engine = create();
    const put = {
      action: 'put',
      table: 'partners',
      item: { pk: 'PARTNER#once', sk: 'PROFILE' },
      condition: { is: 'absent' },
    } as const;
    await engine.transact([put]);
    await expect(engine.transact([put])).rejects.toMatchObject({ reasons: ['condition'] });
  });

  test('a count stops at its bound', async () => {
    const engine = create();
    const count = {
      action: 'count',
      table: 'claims',
      key: { pk: 'QUOTA#x', sk: 'COUNT' },
      attribute: 'paid',
      by: 1,
      most: 2,
    } as const;
    await engine.transact([count]);
    await expect(engine.transact([{ ...count, by: 2 }])).rejects.toBeInstanceOf(TransactionRefusedError);
    await engine.transact([count]);
    await expect(engine.transact([count])).rejects.toBeInstanceOf(TransactionRefusedError);
    expect(await engine.get('claims', { pk: 'QUOTA#x', sk: 'COUNT' })).toMatchObject({ paid: 2 });
    await engine.transact([{ ...count, key: { pk: 'QUOTA#y', sk: 'COUNT' }, by: 2 }]);
    expect(await engine.get('claims', { pk: 'QUOTA#y', sk: 'COUNT' })).toMatchObject({ paid: 2 });
  });

  test('a transaction acts on an item once', async () => {
    const put = { action: 'put', table: 'partners', item: { pk: 'PARTNER#twice', sk: 'PROFILE' } } as const;
    await expect(create().transact([put, put])).rejects.toThrow();
    expect(await create().get('partners', { pk: 'PARTNER#twice', sk: 'PROFILE' })).toBeUndefined();
  });

  test('a transaction has no more than a hundred actions', async () => {
    const puts = (count: number) =>
      [...Array(count).keys()].map(
        (at) =>
          ({ action: 'put', table: 'partners', item: { pk: 'PARTNER#many', sk: `LISTED#${at}` } }) as const,
      );
    await create().transact(puts(100));
    await expect(create().transact(puts(101))).rejects.toThrow();
  });

  test('an item has a size, and so has a transaction', async () => {
    const puts = (count: number, kilobytes: number) =>
      [...Array(count).keys()].map((at) => {
        const item = { pk: 'PARTNER#large', sk: `LISTED#${at}`, body: '十'.repeat((kilobytes * 1024) / 3) };
        return { action: 'put', table: 'partners', item } as const;
      });
    const engine = create();
    await engine.transact(puts(1, 399));
    await expect(engine.transact(puts(1, 400))).rejects.toThrow();
    await engine.transact(puts(10, 399));
    await expect(engine.transact(puts(11, 399))).rejects.toThrow();
  });

  test('a page ends after a megabyte, asked for or not', async () => {
    const engine = create();
    for (let at = 0; at < 5; at++) {
      const item = { pk: 'PARTNER#pages', sk: `LISTED#${at}`, body: 'x'.repeat(300 * 1024) };
      await engine.transact([{ action: 'put', table: 'partners', item }]);
    }
    const query = { table: 'partners', partition: 'PARTNER#pages', limit: 100 } as const;
    const { items, last } = await engine.query(query);
    expect(items.length).toBeLessThan(5);
    expect(last).toBeDefined();
    const all: unknown[] = [];
    for await (const { sk } of everyItem(engine, query)) all.push(sk);
    expect(all).toEqual(['LISTED#0', 'LISTED#1', 'LISTED#2', 'LISTED#3', 'LISTED#4']);
  });

  test('an index gives what it projects, and no more', async () => {
    const engine = create();
    const keys = { pk: 'CASE#p', sk: 'CASE', shard: '7', unfinished: '7', raisedAt: '2024-01' };
    const item = { ...keys, attempt: 2, revision: 3, stamp: 4, body: '{}' };
    await engine.transact([{ action: 'put', table: 'cases', item }]);
    const indexed = async (index: string) =>
      (await engine.query({ table: 'cases', index, partition: '7' })).items.filter(
        ({ pk }) => pk === 'CASE#p',
      );
    const { unfinished: _, raisedAt: __, ...everyCase } = keys;
    expect(await indexed('everyCase')).toEqual([everyCase]);
    const { shard: ___, ...unfinished } = keys;
    expect(await indexed('unfinished')).toEqual([{ ...unfinished, attempt: 2, revision: 3 }]);
  });

  test('a deletion takes part', async () => {
    const engine = create();
    const key = { pk: 'DOCUMENT#1', sk: 'CLAIM#a' };
    await engine.transact([{ action: 'put', table: 'claims', item: { ...key, stamp: 1 } }]);
    const other = { action: 'put', table: 'cases', item: { pk: 'CASE#d', sk: 'CASE', stamp: 2 } } as const;
    const refused = { ...other, condition: { is: 'equal', attribute: 'stamp', value: 1 } } as const;
    await expect(
      engine.transact([{ action: 'delete', table: 'claims', key }, refused]),
    ).rejects.toMatchObject({
      reasons: [undefined, 'condition'],
    });
    expect(await engine.get('claims', key)).toBeDefined();
    await engine.transact([{ action: 'delete', table: 'claims', key }, other]);
    expect(await engine.get('claims', key)).toBeUndefined();
  });

  test('a query goes through a partition in order, page after page, either way', async () => {
    const engine = create();
    const items = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ pk: 'PARTNER#list', sk: `LISTED#${name}` }));
    const other = { pk: 'PARTNER#list', sk: 'WEBHOOK' };
    await engine.transact(
      [...items, other].map((item) => ({ action: 'put', table: 'partners', item }) as const),
    );
    const query = { table: 'partners', partition: 'PARTNER#list', prefix: 'LISTED#', limit: 2 } as const;
    const names = async (descending: boolean) => {
      const found: string[] = [];
      for await (const { sk } of everyItem(engine, { ...query, descending }))
        found.push(String(sk).slice(-1));
      return found.join('');
    };
    expect(await names(false)).toBe('abcde');
    expect(await names(true)).toBe('edcba');
    const first = await engine.query({ ...query, prefix: 'LISTED#c' });
    expect(first.items).toHaveLength(1);
  });

  test('an index is sparse, and read up to a moment', async () => {
    const engine = create();
    const head = (code: string, raisedAt: string, unfinished?: string) => ({
      action: 'put' as const,
      table: 'cases' as const,
      item: {
        pk: `CASE#${code}`,
        sk: 'CASE',
        raisedAt,
        attempt: 1,
        revision: 1,
        shard: '3',
        ...(unfinished && { unfinished }),
      },
    });
    await engine.transact([head('i1', '2024-01', '3'), head('i2', '2024-02', '3'), head('i3', '2024-01')]);
    const query = { table: 'cases', index: 'unfinished', partition: '3', upTo: '2024-01' } as const;
    const due: string[] = [];
    for await (const { pk } of everyItem(engine, query)) due.push(String(pk));
    expect(due).toEqual(['CASE#i1']);
    const every: string[] = [];
    const all = { table: 'cases', index: 'everyCase', partition: '3', limit: 2 } as const;
    for await (const { pk } of everyItem(engine, all)) every.push(String(pk));
    expect(every).toEqual(['CASE#i1', 'CASE#i2', 'CASE#i3']);
  });

  test('many items are read at once, absent ones left out', async () => {
    const engine = create();
    const keys = [...Array(130).keys()].map((n) => ({ pk: `CASE#m${n}`, sk: 'CASE' }));
    for (const part of [keys.slice(0, 100), keys.slice(100)]) {
      await engine.transact(part.map((item) => ({ action: 'put', table: 'cases', item }) as const));
    }
    const found = await engine.getMany('cases', [...keys, { pk: 'CASE#absent', sk: 'CASE' }]);
    expect(found).toHaveLength(130);
    const twice = [keys[0], keys[1], keys[0]].filter((key) => key !== undefined);
    await expect(engine.getMany('cases', twice)).rejects.toThrow();
  });
});
