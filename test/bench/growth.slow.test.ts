import { decideAll, jinhua } from '@twelve/measures';
import {
  type Action,
  commitCase,
  type Engine,
  followLedger,
  loadCase,
  memoryEngine,
  openStore,
  reconcileCase,
  submitDossier,
} from '@twelve/store';
import { expect, test } from 'vitest';
import { casesAsStored, FIRST_CASE, submissionOf } from './seeding.ts';

const PUTS_AT_ONCE = 100;

/** A city with so many determined cases, all submitted by the same portal. */
async function cityOf(cases: number) {
  const engine = memoryEngine();
  for await (const batch of casesAsStored(FIRST_CASE, FIRST_CASE + cases)) {
    const puts = [...batch].flatMap(([table, items]) =>
      items.map((item): Action => ({ action: 'put', table, item })),
    );
    for (let at = 0; at < puts.length; at += PUTS_AT_ONCE) {
      await engine.transact(puts.slice(at, at + PUTS_AT_ONCE));
    }
  }
  engine.takeChanges();
  return engine;
}

/** Requests, items read and items written, from a submission to the last of what its claims set in motion. */
async function work(cases: number) {
  const engine = await cityOf(cases);
  const counted = { requests: 0, read: 0, written: 0 };
  const counting: Engine = {
    get: (table, key) => {
      counted.requests++;
      counted.read++;
      return engine.get(table, key);
    },
    getMany: (table, keys) => {
      counted.requests++;
      counted.read += keys.length;
      return engine.getMany(table, keys);
    },
    query: async (query) => {
      const page = await engine.query(query);
      counted.requests++;
      counted.read += page.items.length;
      return page;
    },
    transact: (actions) => {
      counted.requests++;
      counted.written += actions.length;
      return engine.transact(actions);
    },
  };
  const store = openStore(counting, jinhua, { now: () => '2025-06-01T00:00:00.000Z' });
  for (let number = 0; number < 12; number++) {
    const dossier = submissionOf(9_000_000 + number, number);
    const { creditCode } = dossier.applicant;
    await submitDossier(store, { partner: 'partner', key: creditCode, dossier });
    const loaded = await loadCase(store, { creditCode, revision: 1, attempt: 1 });
    if (!loaded.current) throw new Error(`${creditCode} is no new case`);
    const decisions = decideAll(jinhua, loaded.dossier);
    expect(await commitCase(store, reconcileCase(jinhua, { ...loaded, decisions }))).toMatchObject({
      committed: true,
    });
    for (const { table, before, after } of engine.takeChanges()) {
      if (table === 'claims') await followLedger(store, { before, after });
    }
  }
  return counted;
}

test('twelve submissions are determined by the same work among ten cases and among a thousand', async () => {
  const few = await work(10);
  expect(few.written).toBeGreaterThan(100);
  expect(await work(1000)).toEqual(few);
});
