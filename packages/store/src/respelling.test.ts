import type { Recognition } from '@twelve/dossier';
import { jinhua } from '@twelve/measures';
import { expect, test } from 'vitest';
import { creditCodeOf, determineCase, dossierOf } from '../test-fixture/dossiers.ts';
import { payAwards } from './department.ts';
import { followLedger } from './following.ts';
import { bodyOf } from './items.ts';
import { memoryEngine } from './memory.ts';
import { readHead } from './reading.ts';
import { beginRecalculation, recalculateStep } from './recalculating.ts';
import { openStore } from './store.ts';
import { submitDossier } from './submitting.ts';
import { SHARDS } from './tables.ts';
import { verifyStore } from './verifying.ts';
import { viewCase } from './views.ts';

const TYPED = '浙科（2024）1号';
const TODAY = '浙科(2024)1号';
const city = { role: 'department', id: 'city' } as const;
const firstSet = (certificateNumber: string): Recognition => ({
  id: 'r',
  kind: 'first-set',
  level: 'national',
  grantedOn: '2024-01-01',
  subjectId: 'robot',
  certificateNumber,
});

/** As version 1.0.0 wrote it: a certificate was told by its number as it was typed. */
async function asStoredBefore(engine: ReturnType<typeof memoryEngine>) {
  const old = (text: string) =>
    text
      .replaceAll(`document/certificate/${TODAY}`, `document/certificate/${TYPED}`)
      .replaceAll(`DOCUMENT#certificate#${TODAY}`, `DOCUMENT#certificate#${TYPED}`);
  for (const table of ['cases', 'claims'] as const) {
    for (const item of engine.items(table)) {
      const before = JSON.parse(old(JSON.stringify(item)));
      const key = { pk: String(item.pk), sk: String(item.sk) };
      if (before.pk !== item.pk) await engine.transact([{ action: 'delete', table, key }]);
      await engine.transact([{ action: 'put', table, item: before }]);
    }
  }
  engine.takeChanges();
}

test('a certificate that was claimed and paid as it was typed is still nobody else’s, and paid once', async () => {
  const engine = memoryEngine();
  let minutes = 0;
  const now = () => new Date(Date.UTC(2024, 5, 1, 0, ++minutes)).toISOString();
  const store = openStore(engine, jinhua, { now });
  const submit = async (number: number, certificate: string) => {
    const dossier = dossierOf(number, [], { projects: [], recognitions: [firstSet(certificate)] });
    await submitDossier(store, { partner: 'portal', key: String(number), dossier });
    await determineCase(store, creditCodeOf(number));
  };
  const standing = async (number: number) => {
    const view = await viewCase(store, city, creditCodeOf(number));
    return view?.determination?.awards.flatMap(({ clause, status }) => (clause === '8.2' ? [status] : []));
  };
  await submit(1, TYPED);
  await submit(2, TYPED);
  const order = { department: 'city', key: 'pay', awards: ['8.2/r'], expected: ['1'] };
  expect(await payAwards(store, { ...order, creditCode: creditCodeOf(1) })).toMatchObject({ ok: true });
  await determineCase(store, creditCodeOf(1));
  const since = (await readHead(engine, creditCodeOf(1)))?.claims;
  await asStoredBefore(engine);

  await submit(3, ' 浙科(2024)1号');
  const { id } = await beginRecalculation(store, 'upgrade');
  for (let shard = 0; shard < SHARDS.length; shard++) await recalculateStep(store, id);
  for (let rounds = 0; rounds < 3; rounds++) {
    for (const number of [3, 2, 1]) await determineCase(store, creditCodeOf(number));
    for (const change of engine.takeChanges())
      if (change.table === 'claims') await followLedger(store, change);
  }

  expect(await standing(1)).toEqual(['superseded']);
  expect(await standing(2)).toEqual(['contested']);
  expect(await standing(3)).toEqual(['contested']);
  expect((await readHead(engine, creditCodeOf(1)))?.claims).toEqual(since);
  const left = engine.items('claims').filter(({ pk }) => pk === `DOCUMENT#certificate#${TYPED}`);
  expect(left.map((item) => [item.kind, bodyOf<{ creditCode: string }>(item).creditCode])).toEqual([
    ['awarded', creditCodeOf(1)],
  ]);
  expect(await verifyStore(store)).toMatchObject({ findings: [], unfinishedCases: 0 });
});
