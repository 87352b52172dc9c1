import { jinhua } from '@twelve/measures';
import { selfCheck } from '@twelve/reconcile';
import { amendSubmission, submitDossier, viewSubmission, withdrawSubmission } from '@twelve/store';
import { expect, test } from 'vitest';
import { computeOf, dossierOf, equipmentOf, modelOf, platformOf, recognitionOf } from './dossiers.ts';
import { fromScratch } from './facts.ts';
import { collect, createWorld, factsOf, inForce, settle } from './world.ts';

const shared = '24332000000000000001';
const rich = (number: number) =>
  dossierOf(number, {
    projects: [modelOf('m'), platformOf('p')],
    expenditures: [
      computeOf('m', 40_000_000, `2433200000000001${String(number).padStart(4, '0')}`),
      equipmentOf('p', 50_000_000, shared),
    ],
    recognitions: [recognitionOf('r', `浙AI-${number}`)],
  });

test('a submission alone in the store gets what the self-check says', async () => {
  const world = createWorld();
  const dossier = rich(1);
  const accepted = await submitDossier(world.store, { partner: 'portal', key: 'k1', dossier });
  collect(world);
  await settle(world);
  expect(accepted).toMatchObject({ ok: true, value: { revision: 1, status: 'evaluating' } });
  const id = accepted.ok ? accepted.value.id : '';
  const view = await viewSubmission(world.store, { role: 'partner', id: 'portal' }, id);
  expect(view?.status).toBe('determined');
  const expected = selfCheck(jinhua, dossier);
  expect(view?.determination?.awards).toEqual(expected.awards);
  expect(view?.determination?.total).toEqual(expected.total);
  expect(view?.determination?.total.fixed).toBeGreaterThan(0);
});

test('who comes later waits, and moves up when the earlier one goes', async () => {
  const world = createWorld();
  const ids: string[] = [];
  for (const number of [1, 2, 3]) {
    world.clock.at = `2024-01-0${number}T00:00:00.000Z`;
    const result = await submitDossier(world.store, {
      partner: 'portal',
      key: `k${number}`,
      dossier: rich(number),
    });
    if (result.ok) ids.push(result.value.id);
    collect(world);
  }
  await settle(world);
  const view = async (at: number) =>
    (await viewSubmission(world.store, { role: 'partner', id: 'portal' }, ids[at] ?? ''))?.determination;
  const statusOf = async (at: number, award: string) =>
    (await view(at))?.awards.find(({ id }) => id === award)?.status;
  expect(await statusOf(0, '3.1/m')).toBe('granted');
  expect(await statusOf(1, '3.1/m')).toBe('granted');
  expect(await statusOf(2, '3.1/m')).toBe('wait-listed');
  expect(await statusOf(0, '2.2/p')).toBe('granted');
  expect(await statusOf(1, '2.2/p')).toBe('contested');
  expect(inForce(world)).toEqual(fromScratch(factsOf(world)));

  const first = await viewSubmission(world.store, { role: 'partner', id: 'portal' }, ids[0] ?? '');
  await withdrawSubmission(world.store, 'portal', ids[0] ?? '', [String(first?.revision)]);
  collect(world);
  await settle(world);
  expect(await statusOf(2, '3.1/m')).toBe('granted');
  expect(await statusOf(1, '2.2/p')).toBe('granted');
  expect(await statusOf(2, '2.2/p')).toBe('contested');
  expect(inForce(world)).toEqual(fromScratch(factsOf(world)));
  const gone = await viewSubmission(world.store, { role: 'partner', id: 'portal' }, ids[0] ?? '');
  expect(gone).toMatchObject({ status: 'withdrawn', determination: null });
  expect(await amendSubmission(world.store, 'portal', ids[0] ?? '', ['*'], rich(1))).toMatchObject({
    ok: false,
    refusal: 'not-live',
  });
});
