import { claimOf, documentKey } from '@twelve/casework';
import { jinhua } from '@twelve/measures';
import { expect, test } from 'vitest';
import { creditCodeOf, determineCase, dossierOf, equipment, invoice } from '../test-fixture/dossiers.ts';
import type { Engine } from './engine.ts';
import { followLedger } from './following.ts';
import { claimItemKey } from './item-keys.ts';
import { actionsOf } from './items.ts';
import { memoryEngine } from './memory.ts';
import { openStore } from './store.ts';
import { submitDossier } from './submitting.ts';

const KEY = 'place/3.1/2024/m';
const DOCUMENT = documentKey('invoice', invoice(1));
const own = 999_999;

/** How many items one determination and one change of the ledger read and write, with so many others in the city. */
async function work(others: number) {
  const engine = memoryEngine();
  for (let number = 0; number < others; number += 45) {
    const part = [...Array(Math.min(45, others - number)).keys()].map((at) => number + at);
    await engine.transact(
      part.flatMap((at) =>
        [KEY, DOCUMENT].flatMap((key) =>
          actionsOf({
            write: 'claim',
            claim: claimOf(creditCodeOf(at), key, `2024-01-01T00:00:00.${String(at).padStart(3, '0')}Z`, 7),
          }),
        ),
      ),
    );
  }
  const counted = { read: 0, written: 0 };
  const counting: Engine = {
    get: async (table, key) => {
      counted.read++;
      return engine.get(table, key);
    },
    getMany: async (table, keys) => {
      counted.read += keys.length;
      return engine.getMany(table, keys);
    },
    query: async (query) => {
      const page = await engine.query(query);
      counted.read += page.items.length;
      return page;
    },
    transact: async (actions) => {
      counted.written += actions.length;
      return engine.transact(actions);
    },
  };
  const store = openStore(counting, jinhua, { now: () => '2024-06-01T00:00:00.000Z' });
  const bought = equipment('e', 1_000_00, invoice(1));
  const computing = {
    ...equipment('c', 1_000_00, invoice(2)),
    nature: 'compute' as const,
    projectIds: ['m'],
  };
  const plain = dossierOf(own, [bought, computing], {
    projects: [
      { id: 'p', kind: 'rd-platform' },
      {
        id: 'm',
        kind: 'ai-model',
        parameterCount: 1_000_000_000,
        scenarioCount: 4,
        original: true,
        withComputeCentre: true,
        completedOn: '2024-05-05',
      },
    ],
  });
  const dossier = {
    ...plain,
    applicant: { ...plain.applicant, organisationKind: 'leading-enterprise' as const },
  };
  await submitDossier(store, { partner: 'portal', key: 'k', dossier });
  await determineCase(store, creditCodeOf(own));
  for (const partition of ['QUOTA#', 'DOCUMENT#']) {
    const [item] = engine.items('claims').filter(({ pk }) => String(pk).startsWith(partition));
    await followLedger(store, { before: undefined, after: item });
  }
  const waiting = await engine.get('claims', claimItemKey(KEY, store.now(), creditCodeOf(own)));
  expect(waiting).toMatchObject({ kind: 'claim' });
  return counted;
}

test('one determination costs the same among twenty and among nine hundred who want a place or claim an invoice', async () => {
  const few = await work(20);
  expect(few.read).toBeGreaterThan(10);
  expect(await work(900)).toEqual(few);
});
