import { jinhua } from '@twelve/measures';
import { selfCheck } from '@twelve/reconcile';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  computeOf,
  creditCodeOf,
  dossierOf,
  equipmentOf,
  modelOf,
  platformOf,
  recognitionOf,
} from '../simulation/dossiers.ts';
import { type Call, determined, type System, startSystem } from './system.ts';

let system: System;
let portal: Call;
let rival: Call;
let city: Call;
beforeAll(async () => {
  system = await startSystem();
  portal = await system.as('portal');
  rival = await system.as('rival');
  city = await system.as('city', 'department');
});
afterAll(() => system?.stop());

const invoice = (number: number): string => `2433200000001${String(number).padStart(7, '0')}`;
let applicants = 1000;
let keys = 0;
const keyed = (key = `key-${keys++}`) => ({ 'idempotency-key': key });

/** A dossier with one platform of which one invoice is paid half. */
const simple = (number: number, amount = 1_000_00, document = invoice(number)) =>
  dossierOf(number, { projects: [platformOf('p')], expenditures: [equipmentOf('p', amount, document)] });

async function submit(call: Call, dossier: object, key?: string) {
  const answer = await call('POST', '/v1/submissions', { body: dossier, headers: keyed(key) });
  expect(answer.status).toBe(202);
  return answer.body.id as string;
}

describe('a submission', () => {
  test('is accepted at once, determined by itself, and then says what the self-check says', async () => {
    const dossier = simple(applicants++);
    const accepted = await portal('POST', '/v1/submissions', { body: dossier, headers: keyed('first') });
    expect(accepted.status).toBe(202);
    expect(accepted.headers.get('location')).toBe(`/v1/submissions/${accepted.body.id}`);
    expect(accepted.body).toMatchObject({ creditCode: dossier.applicant.creditCode, revision: 1 });
    const answer = await determined(portal, accepted.body.id);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.body).toMatchObject({ revision: 1, determinedRevision: 1, dossier });
    // Whoever waits with the tag of what it has, a view without a determination, is given the one with it.
    const waited = { headers: { 'if-none-match': accepted.headers.get('etag') ?? '' } };
    const polled = await portal('GET', `/v1/submissions/${accepted.body.id}`, waited);
    expect(polled).toMatchObject({ status: 200, body: { status: 'determined' } });
    const { awards, total, dossierDigest } = selfCheck(jinhua, dossier);
    expect(answer.body.determination).toMatchObject({ awards, total, officialFacts: [] });
    expect(answer.body.determination.dossierDigest).not.toBe('');
    expect(dossierDigest).toMatch(/^sha256-/);
    const again = await portal('POST', '/v1/submissions', { body: dossier, headers: keyed('first') });
    expect(again.status).toBe(202);
    expect(again.text).toBe(accepted.text);
    const other = { body: simple(applicants++), headers: keyed('first') };
    expect((await portal('POST', '/v1/submissions', other)).status).toBe(422);
  });

  test('needs a key, a caller, and a dossier without errors', async () => {
    const dossier = simple(applicants++);
    const post = (call: Call, body: unknown, headers = keyed()) =>
      call('POST', '/v1/submissions', { body, headers });
    expect((await portal('POST', '/v1/submissions', { body: dossier })).status).toBe(400);
    expect((await post(system.anyone, dossier)).status).toBe(401);
    expect((await post(city, dossier)).status).toBe(403);
    expect((await post(portal, 'no json')).status).toBe(400);
    const wrong = {
      ...dossier,
      applicant: { ...dossier.applicant, creditCode: '91330702MA00000000', aiField: 1 },
    };
    const refused = await post(portal, wrong);
    expect(refused.status).toBe(422);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    const pointers = refused.body.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(pointers).toEqual(expect.arrayContaining(['/applicant/creditCode', '/applicant/aiField']));
    expect((await city('GET', `/v1/cases/${dossier.applicant.creditCode}`)).status).toBe(404);
  });

  test('of another portal does not exist, and its case says only that it is there', async () => {
    const dossier = simple(applicants++);
    const id = await submit(portal, dossier);
    for (const [method, path] of [
      ['GET', `/v1/submissions/${id}`],
      ['GET', `/v1/submissions/${id}/determinations`],
      ['DELETE', `/v1/submissions/${id}`],
    ] as const) {
      expect((await rival(method, path, { headers: { 'if-match': '"1"' } })).status).toBe(404);
    }
    const put = { body: dossier, headers: { 'if-match': '"1"' } };
    expect((await rival('PUT', `/v1/submissions/${id}`, put)).status).toBe(404);
    const theirs = await rival('POST', '/v1/submissions', { body: dossier, headers: keyed() });
    expect(theirs.status).toBe(409);
    expect(theirs.headers.has('location')).toBe(false);
    expect(JSON.stringify(theirs.body)).not.toContain(id);
    const ours = await portal('POST', '/v1/submissions', { body: dossier, headers: keyed() });
    expect(ours.status).toBe(409);
    expect(ours.headers.get('location')).toBe(`/v1/submissions/${id}`);
    expect((await rival('GET', '/v1/cases/x')).status).toBe(403);
    expect((await city('GET', `/v1/submissions/${id}`)).status).toBe(200);
  });

  test('is amended and withdrawn on what was read, and its history stays', async () => {
    const number = applicants++;
    const id = await submit(portal, simple(number));
    await determined(portal, id);
    const path = `/v1/submissions/${id}`;
    expect((await portal('PUT', path, { body: simple(number, 3_000_00) })).status).toBe(428);
    const stale = { body: simple(number, 3_000_00), headers: { 'if-match': '"7"' } };
    expect((await portal('PUT', path, stale)).status).toBe(412);
    const good = { body: simple(number, 3_000_00), headers: { 'if-match': '"1"' } };
    expect(await portal('PUT', path, good)).toMatchObject({ status: 202, body: { revision: 2 } });
    const amended = await determined(portal, id);
    expect(amended.body.determination.total.fixed).toBe(1_500_00);
    const other = { body: simple(applicants++), headers: { 'if-match': '"2"' } };
    expect((await portal('PUT', path, other)).status).toBe(422);
    const first = await portal('GET', `${path}/determinations?limit=1`);
    expect(first.body.items).toMatchObject([{ revision: 2, causes: [{ kind: 'amended' }] }]);
    const next = await portal('GET', `${path}/determinations?limit=1&cursor=${first.body.next}`);
    expect(next.body.items).toMatchObject([
      { revision: 1, causes: [{ kind: 'submitted' }], determination: { total: { fixed: 500_00 } } },
    ]);
    expect((await portal('GET', `${path}/determinations?cursor=${first.body.next}x`)).status).toBe(400);
    expect((await city('GET', `${path}/determinations?limit=1&cursor=${first.body.next}`)).status).toBe(400);
    expect((await portal('DELETE', path)).status).toBe(428);
    expect((await portal('DELETE', path, { headers: { 'if-match': '"2"' } })).status).toBe(202);
    const gone = await portal('GET', path);
    expect(gone.body).toMatchObject({ status: 'withdrawn', determination: null, revision: 3 });
    expect((await portal('DELETE', path, { headers: { 'if-match': '"3"' } })).status).toBe(409);
    const taken = await rival('POST', '/v1/submissions', { body: simple(number), headers: keyed() });
    expect(taken.status).toBe(202);
  });

  test('is in its partner’s list, newest first, by applicant and by status', async () => {
    const lister = await system.as('lister');
    const codes = [applicants++, applicants++, applicants++];
    const ids: string[] = [];
    for (const number of codes) ids.push(await submit(lister, simple(number)));
    for (const id of ids) await determined(lister, id);
    const page = await lister('GET', '/v1/submissions?limit=2');
    expect(page.body.items.map(({ id }: { id: string }) => id)).toEqual([ids[2], ids[1]]);
    const rest = await lister('GET', `/v1/submissions?limit=2&cursor=${page.body.next}`);
    expect(rest.body).toMatchObject({ items: [{ id: ids[0], status: 'determined' }], next: null });
    expect((await rival('GET', `/v1/submissions?limit=2&cursor=${page.body.next}`)).status).toBe(400);
    const one = await lister('GET', `/v1/submissions?creditCode=${creditCodeOf(codes[1] ?? 0)}`);
    expect(one.body.items).toMatchObject([{ id: ids[1] }]);
    expect((await lister('GET', '/v1/submissions?status=withdrawn')).body.items).toEqual([]);
    expect((await lister('GET', '/v1/submissions?limit=0')).status).toBe(400);
  });
});

describe('between cases', () => {
  test('the earlier claim holds a document, and the later one moves up when it goes', async () => {
    const document = invoice(9_000_001);
    const [a, b] = [applicants++, applicants++];
    const first = await submit(portal, simple(a, 1_000_00, document));
    await determined(portal, first);
    const second = await submit(rival, simple(b, 1_000_00, document));
    const before = await determined(rival, second);
    expect(before.body.determination.awards).toMatchObject([
      { id: '2.2/p', status: 'contested', amount: 0 },
      {},
    ]);
    expect(JSON.stringify(before.body)).not.toContain(creditCodeOf(a));
    await portal('DELETE', `/v1/submissions/${first}`, { headers: { 'if-match': '*' } });
    await system.cloud.idle();
    const after = await determined(rival, second);
    expect(after.body.determination.awards).toMatchObject([
      { id: '2.2/p', status: 'granted', amount: 500_00 },
      {},
    ]);
    const { body } = await rival('GET', `/v1/submissions/${second}/determinations`);
    expect(body.items[0].causes).toMatchObject([{ kind: 'standing-changed' }]);
  });

  test('a year has two places, the registry decides who may hold one, and payment decides for good', async () => {
    const builder = (number: number) =>
      dossierOf(number, {
        projects: [modelOf('m', 2025)],
        expenditures: [computeOf('m', 4_000_00, invoice(number))],
      });
    const numbers = [applicants++, applicants++, applicants++];
    const ids: string[] = [];
    for (const number of numbers) ids.push(await submit(portal, builder(number)));
    await system.cloud.idle();
    const statuses = async () => {
      await system.cloud.idle();
      const views = await Promise.all(ids.map((id) => determined(portal, id)));
      return views.map(
        ({ body }) =>
          body.determination.awards.find(({ clause }: { clause: string }) => clause === '3.1')?.status,
      );
    };
    expect(await statuses()).toEqual(['granted', 'granted', 'wait-listed']);
    const [first = 0, second = 0, third = 0] = numbers;
    const registry = `/v1/registry/${creditCodeOf(first)}`;
    const said = await city('PUT', registry, { body: { organisationKind: 'enterprise' } });
    expect(said).toMatchObject({ status: 200, body: { version: 1 } });
    expect(await statuses()).toEqual([undefined, 'granted', 'granted']);
    expect((await city('DELETE', registry)).status).toBe(200);
    expect(await statuses()).toEqual(['granted', 'granted', 'wait-listed']);
    expect((await city('DELETE', registry)).status).toBe(404);
    expect((await city('PUT', registry, { body: { creditCode: 'x' } })).status).toBe(422);

    const view = await city('GET', `/v1/cases/${creditCodeOf(second)}`);
    expect(view.body).toMatchObject({
      partner: 'portal',
      standings: { places: { m: 'held' } },
      registry: null,
    });
    const pay = (number: number, awards: string[], headers: Record<string, string>) =>
      city('POST', `/v1/cases/${creditCodeOf(number)}/payments`, { body: { awards }, headers });
    const tag = view.headers.get('etag') ?? '';
    expect((await pay(second, ['3.1/m'], keyed())).status).toBe(428);
    expect((await pay(second, ['3.1/m'], { 'if-match': tag })).status).toBe(400);
    expect((await pay(second, ['3.1/m'], { ...keyed(), 'if-match': '"999"' })).status).toBe(412);
    const unknown = await pay(second, ['3.1/x'], { ...keyed(), 'if-match': tag });
    expect(unknown).toMatchObject({ status: 422, body: { errors: [{ pointer: '/awards/0' }] } });
    const headers = { ...keyed('pay-once'), 'if-match': tag };
    const paid = await pay(second, ['3.1/m'], headers);
    expect(paid.status).toBe(202);
    expect(await pay(second, ['3.1/m'], headers)).toMatchObject({ status: 202, body: paid.body });
    await system.cloud.idle();
    const later = await city('GET', `/v1/cases/${creditCodeOf(second)}`);
    expect(later.body.paid).toMatchObject([{ award: '3.1/m', amount: 2_000_00 }]);
    expect(later.body.determination.total.fixed).toBe(0);
    const quota = await city('GET', '/v1/quotas/3.1/2025');
    expect(quota.body).toMatchObject({ clause: '3.1', year: 2025, places: 2 });
    expect(
      quota.body.holders.map(({ creditCode, paid: isPaid }: { creditCode: string; paid: boolean }) => [
        creditCode,
        isPaid,
      ]),
    ).toEqual([
      [creditCodeOf(second), true],
      [creditCodeOf(first), false],
    ]);
    expect(quota.body.waiting).toMatchObject([{ creditCode: creditCodeOf(third) }]);
    expect((await portal('GET', '/v1/quotas/3.1/2025')).status).toBe(403);
  });

  test('one payment takes both places of a year, and who comes later waits, whatever a model is called', async () => {
    const builder = (number: number, ...models: string[]) =>
      dossierOf(number, {
        projects: models.map((model) => modelOf(model, 2023)),
        expenditures: models.map((model, at) =>
          computeOf(model, 4_000_00, invoice(8_000_000 + number * 10 + at)),
        ),
      });
    const [both, later] = [applicants++, applicants++];
    const awards = async (id: string) => {
      await system.cloud.idle();
      const { body } = await determined(portal, id);
      return body.determination.awards
        .filter(({ clause }: { clause: string }) => clause === '3.1')
        .map(({ id: award, status }: { id: string; status: string }) => `${award} ${status}`);
    };
    const first = await submit(portal, builder(both, 'a', 'b'));
    expect(await awards(first)).toEqual(['3.1/a granted', '3.1/b granted']);
    const second = await submit(portal, builder(later, '__proto__'));
    expect(await awards(second)).toEqual(['3.1/__proto__ wait-listed']);
    const claimed = (await city('GET', '/v1/quotas/3.1/2023')).body.holders[0].claimedAt;
    const paid = await city('POST', `/v1/cases/${creditCodeOf(both)}/payments`, {
      body: { awards: ['3.1/a', '3.1/b'] },
      headers: { ...keyed(), 'if-match': '"1"' },
    });
    expect(paid.status).toBe(202);
    await portal('DELETE', `/v1/submissions/${first}`, { headers: { 'if-match': '*' } });
    expect(await awards(second)).toEqual(['3.1/__proto__ wait-listed']);
    const { body } = await city('GET', '/v1/quotas/3.1/2023');
    expect(body.holders).toMatchObject([
      { project: 'a', claimedAt: claimed, paid: true },
      { project: 'b', claimedAt: claimed, paid: true },
    ]);
    expect(body.waiting).toMatchObject([{ project: '__proto__' }]);
  });

  test('a case goes to another portal with all it holds', async () => {
    const dossier = dossierOf(applicants++, { recognitions: [recognitionOf('r', '浙AI-journey')] });
    const id = await submit(portal, dossier);
    await determined(portal, id);
    const path = `/v1/cases/${dossier.applicant.creditCode}/transfer`;
    expect((await city('POST', path, { body: { partner: 'nobody' } })).status).toBe(422);
    expect(await city('POST', path, { body: { partner: 'rival' } })).toMatchObject({
      status: 200,
      body: { partner: 'rival' },
    });
    expect((await portal('GET', `/v1/submissions/${id}`)).status).toBe(404);
    expect((await determined(rival, id)).body.determination.total.fixed).toBe(50_000_000);
  });

  test('a recalculation looks at every case and reports', async () => {
    const started = await city('POST', '/v1/recalculations');
    expect(started.status).toBe(202);
    const path = started.headers.get('location') ?? '';
    const until = Date.now() + 30_000;
    for (;;) {
      system.cloud.releaseDelayed();
      const { body } = await city('GET', path);
      if (body.status === 'finished') {
        expect(body.raised).toBeGreaterThan(5);
        expect(body).toMatchObject({ determined: body.raised, failed: 0, changes: [], next: null });
        break;
      }
      if (Date.now() > until) throw new Error(JSON.stringify(body));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect((await city('GET', '/v1/recalculations/none')).status).toBe(404);
  });
});
