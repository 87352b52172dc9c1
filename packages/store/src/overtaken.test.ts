import { jinhua } from '@twelve/measures';
import { describe, expect, test } from 'vitest';
import { creditCodeOf, determineCase, dossierOf, equipment, invoice } from '../test-fixture/dossiers.ts';
import { issueKey } from './access-keys.ts';
import { payAwards, transferCase } from './department.ts';
import type { Engine } from './engine.ts';
import { type MemoryEngine, memoryEngine } from './memory.ts';
import { openStore, type Store } from './store.ts';
import { amendSubmission, submitDossier, withdrawSubmission } from './submitting.ts';
import { listDeterminations, listSubmissions, viewCase, viewSubmission } from './views.ts';

/** Operations of several reads, and another one that is carried out whole between two of them. */
const number = 1;
const creditCode = creditCodeOf(number);
const dossier = (amount: number) => dossierOf(number, [equipment('e', amount, invoice(number))]);
const talent = {
  ...{ id: 'zhang', year: 2024, annualSalary: 61_234_567, localContribution: 17_654_321 },
  isLegalRepresentative: false,
};
const now = () => '2024-06-01T00:00:00.000Z';
const storeOn = (engine: Engine): Store => openStore(engine, jinhua, { now, pause: () => Promise.resolve() });

/** A determined case of `portal`; another portal is known. */
async function determinedCase(): Promise<{ engine: MemoryEngine; id: string }> {
  const engine = memoryEngine();
  const store = storeOn(engine);
  await issueKey(engine, 'successor', 'partner', now());
  const declared = { ...dossier(1_000_00), talents: [talent] };
  const result = await submitDossier(store, { partner: 'portal', key: 'k', dossier: declared });
  if (!result.ok) throw new Error('not submitted');
  await determineCase(store, creditCode);
  return { engine, id: result.value.id };
}

type Operation = (store: Store, id: string) => Promise<unknown>;

/** The operation on a fork of the engine, where the other one is carried out before its call of a number. */
async function overtaken(
  before: MemoryEngine,
  id: string,
  operation: Operation,
  other: Operation,
  at: number,
) {
  const engine = before.fork();
  let calls = 0;
  const turn = async () => {
    if (calls++ === at) await other(storeOn(engine), id);
  };
  const slow: Engine = {
    get: async (table, key) => turn().then(() => engine.get(table, key)),
    // A batch is read item by item, in an order that nobody promises.
    getMany: async (table, keys) => {
      const found = [];
      for (const key of keys.toReversed())
        found.push(...(await turn().then(() => engine.getMany(table, [key]))));
      return found;
    },
    query: async (query) => turn().then(() => engine.query(query)),
    transact: async (actions) => turn().then(() => engine.transact(actions)),
  };
  const answer = await operation(storeOn(slow), id);
  return { answer, engine, reached: calls > at };
}

const portal = { role: 'partner', id: 'portal' } as const;
const successor = { role: 'partner', id: 'successor' } as const;
const city = { role: 'department', id: 'city' } as const;

const overtaking: [string, Operation][] = [
  ['a withdrawal', (store, id) => withdrawSubmission(store, 'portal', id, ['*'])],
  ['an amendment', (store, id) => amendSubmission(store, 'portal', id, ['*'], dossier(3_000_00))],
  ['a transfer', (store) => transferCase(store, creditCode, 'successor')],
  [
    'a payment',
    (store) =>
      payAwards(store, { department: 'city', key: 'p', creditCode, awards: ['2.2/p'], expected: ['1'] }),
  ],
  [
    'a withdrawal and a submission of another portal',
    async (store, id) => {
      await withdrawSubmission(store, 'portal', id, ['*']);
      await submitDossier(store, { partner: 'successor', key: 'k', dossier: dossier(3_000_00) });
    },
  ],
];

describe.each(overtaking)('what %s overtakes', (_what, other) => {
  const views: [string, Operation][] = [
    ['a portal’s look', (store, id) => viewSubmission(store, portal, id)],
    ['the successor’s look', (store, id) => viewSubmission(store, successor, id)],
    ['a department’s look', (store, id) => viewSubmission(store, city, id)],
    ['a look at the case', (store) => viewCase(store, city, creditCode)],
    ['a look at the list', (store) => listSubmissions(store, 'portal', {}, { limit: 5 })],
    ['a look at the history', (store, id) => listDeterminations(store, portal, id, { limit: 5 })],
  ];

  test.each(views)('%s shows what was before or what came after', async (_view, look) => {
    const { engine, id } = await determinedCase();
    const before = await look(storeOn(engine.fork()), id);
    const later = engine.fork();
    await other(storeOn(later), id);
    const after = await look(storeOn(later), id);
    for (let at = 0; ; at++) {
      const { answer, reached } = await overtaken(engine, id, look, other, at);
      if (!reached) break;
      expect([before, after], `before call ${at}`).toContainEqual(answer);
    }
  });

  const changes: [string, Operation][] = [
    [
      'an amendment of any revision',
      (store, id) => amendSubmission(store, 'portal', id, ['*'], dossier(9_00)),
    ],
    ['a withdrawal of any revision', (store, id) => withdrawSubmission(store, 'portal', id, ['*'])],
  ];

  test.each(changes)('%s comes to what it comes to afterwards', async (_change, change) => {
    const { engine, id } = await determinedCase();
    const later = engine.fork();
    await other(storeOn(later), id);
    const answer = await change(storeOn(later), id);
    const first = engine.fork();
    const early = await change(storeOn(first), id);
    for (let at = 0; ; at++) {
      const run = await overtaken(engine, id, change, other, at);
      if (!run.reached) break;
      expect([answer, early], `before call ${at}`).toContainEqual(run.answer);
      expect(run.engine.items('cases'), `before call ${at}`).toEqual(later.items('cases'));
      expect(run.engine.items('partners'), `before call ${at}`).toEqual(later.items('partners'));
    }
  });
});

describe('what the same request overtakes', () => {
  const requests: [string, Operation][] = [
    [
      'a submission',
      (store) =>
        submitDossier(store, {
          partner: 'portal',
          key: 'twice',
          dossier: dossierOf(2, [equipment('e', 1_00, invoice(2))]),
        }),
    ],
    [
      'a payment',
      (store) =>
        payAwards(store, {
          department: 'city',
          key: 'twice',
          creditCode,
          awards: ['2.2/p'],
          expected: ['1'],
        }),
    ],
  ];

  test.each(requests)('%s is given the first answer, and nothing happens twice', async (_what, request) => {
    const { engine, id } = await determinedCase();
    const once = engine.fork();
    const answer = await request(storeOn(once), id);
    expect(answer).toMatchObject({ ok: true });
    for (let at = 0; ; at++) {
      const run = await overtaken(engine, id, request, request, at);
      if (!run.reached) break;
      expect(run.answer, `before call ${at}`).toEqual(answer);
      expect(run.engine.items('cases')).toEqual(once.items('cases'));
    }
  });
});
