import { jinhua, jinhuaPack } from '@twelve/measures';
import { beforeEach, describe, expect, test } from 'vitest';
import { creditCodeOf, determineCase, dossierOf, equipment, invoice } from '../test-fixture/dossiers.ts';
import { failCase } from './evaluating.ts';
import { type MemoryEngine, memoryEngine } from './memory.ts';
import { readHead } from './reading.ts';
import {
  beginRecalculation,
  readRecalculation,
  recalculateStep,
  stalledRecalculations,
} from './recalculating.ts';
import { openStore } from './store.ts';
import { amendSubmission, submitDossier, withdrawSubmission } from './submitting.ts';
import { SHARDS } from './tables.ts';
import { everyCase, verifyStore } from './verifying.ts';
import { listDeterminations, viewSubmission } from './views.ts';

const CASES = 60;
const rate = [{ from: '2023-01-01', value: 40, source: 'a revision that only a test knows' }] as const;
const revised = jinhuaPack('2024-revised', { parameters: { '2.2-percent': [...rate] } });
const portal = { role: 'partner', id: 'portal' } as const;

/** Half of the cases bought something, and are concerned by the rate. */
const dossier = (number: number) =>
  dossierOf(number, number % 2 === 0 ? [equipment('e', 1_000_00, invoice(number))] : []);

describe('a revised rate', () => {
  let engine: MemoryEngine;
  const ids: string[] = [];
  beforeEach(async () => {
    engine = memoryEngine();
    ids.length = 0;
    const store = openStore(engine, jinhua);
    for (let number = 0; number < CASES; number++) {
      const result = await submitDossier(store, {
        partner: 'portal',
        key: `k${number}`,
        dossier: dossier(number),
      });
      if (result.ok) ids.push(result.value.id);
      await determineCase(store, creditCodeOf(number));
    }
  });

  async function carryOut(id: string, pack = revised): Promise<number> {
    const store = openStore(engine, pack);
    for (let steps = 1; ; steps++) {
      if (await recalculateStep(store, id)) return steps;
      for await (const creditCode of everyCase(store)) await determineCase(store, creditCode);
      if (steps > 100) throw new Error('does not finish');
    }
  }

  test('reaches every case once, and the report says whom it changed and by how much', async () => {
    const store = openStore(engine, revised);
    await withdrawSubmission(store, 'portal', ids[1] ?? '', ['*']);
    const { id } = await beginRecalculation(store, 'test');
    expect(await carryOut(id)).toBeGreaterThan(3);
    const report = await readRecalculation(store, id, { limit: 20 });
    expect(report?.progress).toMatchObject({
      status: 'finished',
      policyVersion: '2024-revised',
      cases: CASES,
      raised: CASES - 1,
      determined: CASES - 1,
      failed: 0,
    });
    expect(report?.changes).toHaveLength(20);
    expect(report?.changes[0]).toMatchObject({ before: { fixed: 500_00 }, after: { fixed: 400_00 } });
    const rest = await readRecalculation(store, id, {
      limit: 20,
      ...(report?.last && { after: report.last }),
    });
    expect(rest?.changes).toHaveLength(CASES / 2 - 20);
    for await (const creditCode of everyCase(store)) {
      expect((await readHead(engine, creditCode))?.revision).toBe(2);
    }
    expect(await verifyStore(store)).toMatchObject({ findings: [], proven: CASES - 1, otherVersion: CASES });
  });

  test('ends where a case cannot be determined, and counts it as failed', async () => {
    const store = openStore(engine, revised);
    const [lame = '', ...others] = Array.from({ length: CASES }, (_, number) => creditCodeOf(number));
    const { id } = await beginRecalculation(store, 'test');
    for (let steps = 0; !(await recalculateStep(store, id)); steps++) {
      const head = await readHead(engine, lame);
      // As the workflow does once its retries are exhausted.
      await failCase(store, { creditCode: lame, revision: head?.revision ?? 0, attempt: head?.attempt ?? 0 });
      for (const creditCode of others) await determineCase(store, creditCode);
      expect(steps).toBeLessThan(100);
    }
    expect((await readRecalculation(store, id, { limit: 1 }))?.progress).toMatchObject({
      status: 'finished',
      raised: CASES,
      determined: CASES - 1,
      failed: 1,
    });
  });

  test('is read as it was stored where nobody gave it another version: what is in force stays in force', async () => {
    const unnamed = jinhuaPack(jinhua.policy.version, { parameters: { '2.2-percent': [...rate] } });
    const store = openStore(engine, unnamed);
    const seen = await viewSubmission(store, portal, ids[0] ?? '');
    expect(seen?.determination).toMatchObject({ total: { fixed: 500_00 }, measures: [] });
    const history = await listDeterminations(store, portal, ids[0] ?? '', { limit: 5 });
    expect(history?.items).toHaveLength(1);
    const { findings, proven } = await verifyStore(store);
    expect(proven).toBe(CASES / 2);
    expect(findings.map(({ kind }) => kind)).toEqual(Array(CASES / 2).fill('determination-differs'));
  });

  test('is no change of what is determined for the first time meanwhile', async () => {
    const store = openStore(engine, revised);
    const late = dossierOf(CASES, [equipment('e', 1_000_00, invoice(CASES))]);
    await submitDossier(store, { partner: 'portal', key: 'late', dossier: late });
    const { id } = await beginRecalculation(store, 'test');
    await carryOut(id);
    const report = await readRecalculation(store, id, { limit: 100 });
    expect(report?.progress).toMatchObject({ status: 'finished', determined: CASES + 1 });
    expect(report?.changes).toHaveLength(CASES / 2);
    expect(report?.changes.map(({ creditCode }) => creditCode)).not.toContain(creditCodeOf(CASES));
  });

  test('reports a case whose awards changed, though they add up to the same', async () => {
    const projects = [
      { id: 'p', kind: 'rd-platform' },
      { id: 'c', kind: 'compute-platform' },
    ] as const;
    const bought = { ...equipment('e', 1_000_00, invoice(CASES)), projectIds: ['p', 'c'] };
    const both = dossierOf(CASES, [bought], { projects: [...projects] });
    await submitDossier(openStore(engine, jinhua), { partner: 'portal', key: 'both', dossier: both });
    await determineCase(openStore(engine, jinhua), creditCodeOf(CASES));
    const row = (value: number) => [{ ...rate[0], value }] as const;
    const turned = { '2.2-percent': [...row(25)], '1.1-hardware-percent': [...row(50)] } as const;
    const { id } = await beginRecalculation(openStore(engine, jinhua), 'test');
    await carryOut(id, jinhuaPack('2024-turned', { parameters: turned }));
    const report = await readRecalculation(openStore(engine, jinhua), id, { limit: 100 });
    expect(report?.changes).toContainEqual({
      creditCode: creditCodeOf(CASES),
      before: { fixed: 500_00, ceiling: 0 },
      after: { fixed: 500_00, ceiling: 0 },
    });
  });

  test('survives being begun again at any step, and run twice at once', async () => {
    const store = openStore(engine, revised);
    const { id } = await beginRecalculation(store, 'test');
    await Promise.all([recalculateStep(store, id), recalculateStep(store, id)]);
    expect(await stalledRecalculations(store, '9999')).toEqual([id]);
    expect(await stalledRecalculations(store, '2000')).toEqual([]);
    await carryOut(id);
    expect((await readRecalculation(store, id, { limit: 1 }))?.progress).toMatchObject({
      raised: CASES,
      determined: CASES,
    });
    expect(await stalledRecalculations(store, '9999')).toEqual([]);
    expect(await recalculateStep(store, id)).toBe(true);
  });

  test('leaves history readable: what was made under the old version keeps its awards and reasons', async () => {
    const store = openStore(engine, revised);
    await carryOut((await beginRecalculation(store, 'test')).id);
    const history = await listDeterminations(store, portal, ids[0] ?? '', { limit: 5 });
    expect(
      history?.items.map(({ determination }) => [determination.policyVersion, determination.total.fixed]),
    ).toEqual([
      ['2024-revised', 400_00],
      ['2023-draft', 500_00],
    ]);
    expect(history?.items[1]?.determination.awards.map(({ id, amount }) => [id, amount])).toEqual([
      ['2.2/p', 500_00],
      ['12.1/applicant', 0],
    ]);
    const current = await viewSubmission(store, portal, ids[0] ?? '');
    expect(current?.determination?.measures).toHaveLength(12);
  });
});

test('a store that was tampered with is found out', async () => {
  const engine = memoryEngine();
  const store = openStore(engine, jinhua);
  await submitDossier(store, { partner: 'portal', key: 'k', dossier: dossier(2) });
  await determineCase(store, creditCodeOf(2));
  expect((await verifyStore(store)).findings).toEqual([]);
  const [item] = engine.items('cases').filter(({ kind }) => kind === 'dossier');
  const forged = {
    ...item,
    body: String(item?.body).replace('10000000', '90000000').replace('100000', '900000'),
  };
  await engine.transact([{ action: 'put', table: 'cases', item: forged }]);
  const [claim] = engine.items('claims');
  await engine.transact([
    { action: 'delete', table: 'claims', key: { pk: String(claim?.pk), sk: String(claim?.sk) } },
  ]);
  expect((await verifyStore(store)).findings.map(({ kind }) => kind)).toEqual([
    'determination-differs',
    'claim-missing',
  ]);
});

test('a case that many recalculations wait for is determined, however many places it asks for', async () => {
  const engine = memoryEngine();
  const store = openStore(engine, jinhua);
  const creditCode = creditCodeOf(1);
  const input = { partner: 'portal', key: 'k', dossier: modelsOf(60, 40_000_000) };
  const submitted = await submitDossier(store, input);
  await determineCase(store, creditCode);
  const id = submitted.ok ? submitted.value.id : '';
  await amendSubmission(store, 'portal', id, ['*'], modelsOf(60, 80_000_000));
  const recalculations: string[] = [];
  for (let number = 0; number < 20; number++) {
    const { id: recalculation } = await beginRecalculation(store, String(number));
    for (let shard = 0; shard < SHARDS.length; shard++) await recalculateStep(store, recalculation);
    recalculations.push(recalculation);
  }
  expect(await determineCase(store, creditCode)).toEqual({ committed: true, changed: true });
  for (const recalculation of recalculations) {
    expect(await recalculateStep(store, recalculation)).toBe(true);
    const report = await readRecalculation(store, recalculation, { limit: 20 });
    expect(report?.progress).toMatchObject({ status: 'finished', raised: 1, determined: 1 });
  }
  // The latest tell of the change; there is not room for all.
  const latest = await readRecalculation(store, recalculations.at(-1) ?? '', { limit: 20 });
  expect(latest?.changes).toMatchObject([{ creditCode }]);
});

/** Models that each ask for a place, four to a purchase. */
function modelsOf(count: number, amount: number) {
  const ids = [...Array(count).keys()].map((at) => `m${at}`);
  const computing = [...Array(count / 4).keys()].map((at) => ({
    ...equipment(`e${at}`, amount, invoice(at)),
    nature: 'compute' as const,
    projectIds: ids.slice(at * 4, at * 4 + 4),
  }));
  const known = dossierOf(1, computing);
  return {
    ...known,
    applicant: { ...known.applicant, organisationKind: 'leading-enterprise' as const },
    projects: ids.map((id) => ({
      id,
      kind: 'ai-model' as const,
      parameterCount: 2_000_000_000,
      scenarioCount: 5,
      original: true,
      withComputeCentre: true,
      completedOn: '2024-06-30',
    })),
  };
}
