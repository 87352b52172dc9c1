import type { DeterminationRecord } from '@twelve/casework';
import { jinhua } from '@twelve/measures';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { databaseIsHere, startDatabase, type TestDatabase } from '../test-fixture/database.ts';
import { creditCodeOf, determineCase, dossierOf, equipment, invoice } from '../test-fixture/dossiers.ts';
import { issueKey } from './access-keys.ts';
import { payAwards, putRegistryFacts, transferCase } from './department.ts';
import { dynamoEngine } from './dynamo.ts';
import type { Engine } from './engine.ts';
import { failCase } from './evaluating.ts';
import { sweepUnfinished } from './following.ts';
import { bodyOf } from './items.ts';
import { memoryEngine } from './memory.ts';
import { readHead, readHolder } from './reading.ts';
import { openStore, type Store } from './store.ts';
import { amendSubmission, submitDossier, withdrawSubmission } from './submitting.ts';
import { listDeterminations, listSubmissions, viewCase, viewSubmission } from './views.ts';

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

let applicants = 100;
let milliseconds = Date.parse('2024-06-01T00:00:00.000Z');
/** No two moments are the same, so that "newest first" has one answer. */
function ticking(): string {
  milliseconds += 1;
  return new Date(milliseconds).toISOString();
}
const partner = { role: 'partner', id: 'portal' } as const;

describe.each(engines)('on %s', (_, create) => {
  let store: Store;
  let code: string;
  let number: number;
  beforeEach(() => {
    number = applicants++;
    code = creditCodeOf(number);
    store = openStore(create(), jinhua, { now: ticking });
  });
  const bought = (id: string, amount: number) => equipment(id, amount, invoice(number));
  const submit = (key: string, amount = 1_000_00, by = 'portal') =>
    submitDossier(store, { partner: by, key, dossier: dossierOf(number, [bought('e', amount)]) });
  const submitted = async (key = `k${number}`) => {
    const result = await submit(key);
    if (!result.ok) throw new Error('not submitted');
    return result.value;
  };
  const determined = async () => {
    const { id } = await submitted();
    await determineCase(store, code);
    return id;
  };

  test('the same key and body again is the same submission, another body is refused', async () => {
    const first = await submit('same');
    expect(first).toMatchObject({ ok: true, value: { creditCode: code, revision: 1, status: 'evaluating' } });
    expect(await submit('same')).toEqual(first);
    expect(await submit('same', 2_000_00)).toMatchObject({ ok: false, refusal: { kind: 'key-reused' } });
    expect((await readHead(store.engine, code))?.revision).toBe(1);
  });

  test('two calls at once with one key make one submission', async () => {
    const both = await Promise.all([submit('twin'), submit('twin')]);
    expect(both[0]).toEqual(both[1]);
    expect((await readHead(store.engine, code))?.dossierVersions).toBe(1);
  });

  test('a live case takes no second submission; only its own partner learns which', async () => {
    const { id } = await submitted();
    expect(await submit('second')).toEqual({ ok: false, refusal: { kind: 'case-exists', own: id } });
    const other = await submit('second', 1_000_00, 'rival');
    expect(other).toEqual({ ok: false, refusal: { kind: 'case-exists', own: undefined } });
  });

  test('another partner’s submission does not exist', async () => {
    const { id } = await submitted();
    expect(await viewSubmission(store, { role: 'partner', id: 'rival' }, id)).toBeUndefined();
    expect(await withdrawSubmission(store, 'rival', id, ['*'])).toMatchObject({ refusal: 'not-found' });
    expect(
      await listDeterminations(store, { role: 'partner', id: 'rival' }, id, { limit: 5 }),
    ).toBeUndefined();
    expect(await viewSubmission(store, { role: 'department', id: 'city' }, id)).toMatchObject({ id });
  });

  test('an amendment needs the revision that was read, and changes the determination', async () => {
    const id = await determined();
    const before = await viewSubmission(store, partner, id);
    expect(before).toMatchObject({ status: 'determined', revision: 1, determinedRevision: 1 });
    expect(before?.determination?.total.fixed).toBe(500_00);
    const more = dossierOf(number, [bought('e', 3_000_00)]);
    expect(await amendSubmission(store, 'portal', id, ['9'], more)).toMatchObject({ refusal: 'stale' });
    expect(await amendSubmission(store, 'portal', id, ['1'], more)).toMatchObject({ value: { revision: 2 } });
    const between = await viewSubmission(store, partner, id);
    expect(between).toMatchObject({ status: 'evaluating', revision: 2, determinedRevision: 1 });
    await determineCase(store, code);
    expect((await viewSubmission(store, partner, id))?.determination?.total.fixed).toBe(1_500_00);
    const history = await listDeterminations(store, partner, id, { limit: 5 });
    expect(history?.items.map(({ determination }) => determination.total.fixed)).toEqual([1_500_00, 500_00]);
    expect(history?.items.map(({ causes }) => causes.map(({ kind }) => kind))).toEqual([
      ['amended'],
      ['submitted'],
    ]);
    const other = dossierOf(number + 5000, []);
    expect(await amendSubmission(store, 'portal', id, ['*'], other)).toMatchObject({
      refusal: 'other-applicant',
    });
  });

  test('an amendment that replaces eighty invoices by eighty others is settled by the evaluation', async () => {
    const many = (from: number) =>
      dossierOf(
        number,
        [...Array(79).keys()].map((at) => equipment(`e${at}`, 100, invoice(number * 1000 + from + at))),
      );
    const result = await submitDossier(store, { partner: 'portal', key: 'many', dossier: many(0) });
    const id = result.ok ? result.value.id : '';
    await determineCase(store, code);
    expect(await amendSubmission(store, 'portal', id, ['*'], many(500))).toMatchObject({ ok: true });
    expect((await readHead(store.engine, code))?.unsettled.length).toBeGreaterThan(0);
    expect(await determineCase(store, code)).toEqual({ committed: true, changed: true });
    expect((await readHead(store.engine, code))?.unsettled).toEqual([]);
    for (const at of [0, 40, 78]) {
      expect(
        await readHolder(store.engine, `document/invoice/${invoice(number * 1000 + at)}`),
      ).toBeUndefined();
      const key = `document/invoice/${invoice(number * 1000 + 500 + at)}`;
      expect(await readHolder(store.engine, key)).toMatchObject({ creditCode: code });
    }
  });

  test('after a withdrawal the case is free, and its past stays', async () => {
    const id = await determined();
    expect(await withdrawSubmission(store, 'portal', id, ['1'])).toMatchObject({
      value: { status: 'withdrawn' },
    });
    expect(await viewSubmission(store, partner, id)).toMatchObject({
      status: 'withdrawn',
      revision: 2,
      determinedRevision: 1,
      determination: null,
    });
    expect((await listDeterminations(store, partner, id, { limit: 5 }))?.items).toHaveLength(1);
    expect(await withdrawSubmission(store, 'portal', id, ['*'])).toMatchObject({ refusal: 'not-live' });
    const again = await submit('again', 2_000_00, 'rival');
    expect(again).toMatchObject({ ok: true, value: { revision: 3 } });
    const theirs = again.ok ? again.value.id : '';
    const rival = { role: 'partner', id: 'rival' } as const;
    // What the case was determined up to before is not of this submission.
    const first = await viewSubmission(store, rival, theirs);
    expect(first).toMatchObject({ status: 'evaluating', determinedRevision: null });
    await determineCase(store, code);
    const view = await viewSubmission(store, rival, theirs);
    expect(view?.determination?.total.fixed).toBe(1_000_00);
    expect((await listDeterminations(store, partner, id, { limit: 5 }))?.items).toHaveLength(1);
  });

  test('a history is found without reading what was submitted before and since', async () => {
    const id = await determined();
    await withdrawSubmission(store, 'portal', id, ['*']);
    const later = await submit('later', 2_000_00, 'rival');
    const theirs = later.ok ? later.value.id : '';
    for (const amount of [3_000_00, 4_000_00, 5_000_00]) {
      await amendSubmission(store, 'rival', theirs, ['*'], dossierOf(number, [bought('e', amount)]));
      await determineCase(store, code);
    }
    await withdrawSubmission(store, 'rival', theirs, ['*']);
    const last = await submit('last');
    const newest = last.ok ? last.value.id : '';
    await determineCase(store, code);
    const { engine } = store;
    const read: unknown[] = [];
    let queries = 0;
    const watched: Engine = {
      ...engine,
      query: async (query) => {
        queries += 1;
        const page = await engine.query(query);
        read.push(...page.items.map((item) => bodyOf<DeterminationRecord>(item).inputs.submission));
        return page;
      },
    };
    const historyOf = (submission: string, limit: number) =>
      listDeterminations(openStore(watched, jinhua), partner, submission, { limit });
    expect((await historyOf(id, 1))?.items.map(({ revision }) => revision)).toEqual([1]);
    expect(read).toEqual([id]);
    read.length = 0;
    queries = 0;
    const now = await historyOf(newest, 2);
    expect(now?.items).toHaveLength(1);
    expect(now?.last).toBeUndefined();
    expect(read).toEqual([newest, theirs]);
    expect(queries).toBe(1);
  });

  test('official facts stand above declared ones, before and after a submission', async () => {
    await putRegistryFacts(store, code, { divisionCode: '330782' });
    const city = { role: 'department', id: 'city' } as const;
    expect(await viewCase(store, city, code)).toMatchObject({ id: null, status: null, revision: 1 });
    const { id, revision } = await submitted();
    expect(revision).toBe(2);
    expect(await viewSubmission(store, partner, id)).toMatchObject({
      determinedRevision: null,
      determination: null,
    });
    await determineCase(store, code);
    const refused = await viewSubmission(store, partner, id);
    expect(refused?.determination?.total.fixed).toBe(0);
    expect(refused?.determination?.officialFacts).toEqual(['applicant/divisionCode']);
    expect(refused?.dossier.applicant.divisionCode).toBe('330702');
    expect(await putRegistryFacts(store, code, null)).toMatchObject({ ok: true });
    expect(await putRegistryFacts(store, code, null)).toMatchObject({ refusal: 'nothing-to-retract' });
    await determineCase(store, code);
    expect((await viewSubmission(store, partner, id))?.determination?.total.fixed).toBe(500_00);
  });

  test('what was paid is a prior award, whatever the entry is called later', async () => {
    const id = await determined();
    const order = { department: 'city', creditCode: code, awards: ['2.2/p'] };
    const pay = (key: string, revision: string, awards = order.awards) =>
      payAwards(store, { ...order, awards, key, expected: [revision] });
    expect(await pay('p0', '9')).toMatchObject({ refusal: { kind: 'stale' } });
    const unknown = await pay('p0', '1', ['2.2/p', '8.1/none']);
    expect(unknown).toMatchObject({ refusal: { kind: 'not-payable', positions: [1] } });
    const paid = await pay('p1', '1');
    expect(paid).toMatchObject({ ok: true, value: { revision: 2, awards: ['2.2/p'] } });
    expect(await pay('p1', '1')).toEqual(paid);
    expect(await pay('p1', '1', ['12.1/applicant'])).toMatchObject({ refusal: { kind: 'key-reused' } });
    expect(await pay('p2', '1')).toMatchObject({ refusal: { kind: 'evaluating' } });
    await determineCase(store, code);
    expect((await viewSubmission(store, partner, id))?.determination?.total.fixed).toBe(0);
    await amendSubmission(store, 'portal', id, ['*'], dossierOf(number, [bought('renamed', 1_400_00)]));
    await determineCase(store, code);
    const award = (await viewSubmission(store, partner, id))?.determination?.awards.find(
      ({ clause }) => clause === '2.2',
    );
    expect(award).toMatchObject({ status: 'reduced', amount: 200_00 });
    const view = await viewCase(store, { role: 'department', id: 'city' }, code);
    expect(view?.paid).toMatchObject([{ award: '2.2/p', amount: 500_00 }]);
  });

  test('nothing is paid on a document that an earlier claim has come to hold since, nor once a case is withdrawn', async () => {
    const id = await determined();
    const pay = (key: string) =>
      payAwards(store, { department: 'city', creditCode: code, awards: ['2.2/p'], key, expected: ['*'] });
    // Another function's clock was behind when this claim was made: it is the earlier one, and comes later.
    const behind = { ...store, now: () => '2024-05-31T00:00:00.000Z' };
    const rival = dossierOf(applicants++, [bought('e', 1_000_00)]);
    await submitDossier(behind, { partner: 'portal', key: `rival of ${number}`, dossier: rival });
    expect(await pay('p1')).toMatchObject({ refusal: { kind: 'evaluating' } });
    await withdrawSubmission(store, 'portal', id, ['*']);
    expect(await pay('p2')).toMatchObject({ refusal: { kind: 'not-live' } });
    expect((await viewCase(store, { role: 'department', id: 'city' }, code))?.paid).toEqual([]);
  });

  test('a transferred case is another portal’s; talents stay with the portal that sent them', async () => {
    const talents = [
      {
        id: 'zhang',
        year: 2024,
        annualSalary: 61_234_567,
        localContribution: 17_654_321,
        isLegalRepresentative: false,
      },
    ];
    const dossier = dossierOf(number, [bought('e', 1_000_00)], { talents });
    const result = await submitDossier(store, { partner: 'portal', key: 'talents', dossier });
    const id = result.ok ? result.value.id : '';
    await determineCase(store, code);
    const whole = await viewSubmission(store, partner, id);
    expect(JSON.stringify(whole)).toContain('zhang');
    expect(whole).not.toHaveProperty('withheld');
    await issueKey(store.engine, 'successor', 'partner', store.now());
    expect(await transferCase(store, code, 'nobody')).toMatchObject({ refusal: 'unknown-partner' });
    expect(await transferCase(store, code, 'successor')).toMatchObject({
      value: { partner: 'successor', revision: 2 },
    });
    expect(await viewSubmission(store, partner, id)).toBeUndefined();
    await determineCase(store, code);
    const successor = { role: 'partner', id: 'successor' } as const;
    const view = await viewSubmission(store, successor, id);
    expect(view).toMatchObject({ dossier: { talents: [] }, withheld: ['talents'] });
    const theirs = JSON.stringify(view);
    expect(theirs).toContain('2.2/p');
    const history = JSON.stringify(await listDeterminations(store, successor, id, { limit: 5 }));
    for (const text of [theirs, history]) {
      for (const secret of ['zhang', '61234567', '2449382', '17654321']) expect(text).not.toContain(secret);
    }
    await amendSubmission(store, 'successor', id, ['*'], dossierOf(number, [bought('e', 1_000_00)]));
    // Its own dossier is there, but what is in force was determined from the other portal's.
    const meanwhile = JSON.stringify(await viewSubmission(store, successor, id));
    for (const secret of ['zhang', '61234567', '2449382', '17654321'])
      expect(meanwhile).not.toContain(secret);
    await amendSubmission(store, 'successor', id, ['*'], dossier);
    await determineCase(store, code);
    expect(JSON.stringify(await viewSubmission(store, successor, id))).toContain('zhang');
  });

  test('a portal that took a case over and sends the same dossier sees all of it', async () => {
    const talents = [
      { id: 'zhang', year: 2024, annualSalary: 61_234_567, localContribution: 17_654_321 },
    ].map((talent) => ({ ...talent, isLegalRepresentative: false }));
    const dossier = dossierOf(number, [bought('e', 1_000_00)], { talents });
    const result = await submitDossier(store, { partner: 'portal', key: `same-${number}`, dossier });
    const id = result.ok ? result.value.id : '';
    await issueKey(store.engine, 'successor', 'partner', store.now());
    await transferCase(store, code, 'successor');
    await determineCase(store, code);
    const successor = { role: 'partner', id: 'successor' } as const;
    const seen = async () => [
      JSON.stringify((await viewSubmission(store, successor, id))?.determination),
      JSON.stringify((await listDeterminations(store, successor, id, { limit: 1 }))?.items),
    ];
    for (const text of await seen()) expect(text).not.toContain('2449382');
    await amendSubmission(store, 'successor', id, ['*'], dossier);
    expect(await determineCase(store, code)).toEqual({ committed: true, changed: true });
    for (const text of await seen()) expect(text).toContain('2449382');
    await amendSubmission(store, 'successor', id, ['*'], dossierOf(number, []));
    for (const text of await seen()) expect(text).toContain('2449382');
  });

  test('a transfer that another one overtakes between its reads comes to the same', async () => {
    const { id } = await submitted();
    await issueKey(store.engine, 'successor', 'partner', store.now());
    const { engine } = store;
    let overtaken = false;
    const slow: Engine = {
      ...engine,
      get: async (table, key) => {
        if (key.sk?.startsWith('SUBMISSION#') === true && !overtaken) {
          overtaken = true;
          await transferCase(store, code, 'successor');
        }
        return engine.get(table, key);
      },
    };
    const moved = await transferCase(openStore(slow, jinhua, { now: ticking }), code, 'successor');
    expect(moved).toMatchObject({ ok: true, value: { partner: 'successor', revision: 2 } });
    expect(overtaken).toBe(true);
    const successor = { role: 'partner', id: 'successor' } as const;
    expect(await viewSubmission(store, successor, id)).toMatchObject({ id });
    expect(await viewSubmission(store, partner, id)).toBeUndefined();
  });

  test('a list has one’s own submissions, newest first, by applicant and by status', async () => {
    const owner = `lister-${number}`;
    const ids: string[] = [];
    for (const at of [1, 2, 3]) {
      const dossier = dossierOf(number + at * 2000, []);
      const result = await submitDossier(store, { partner: owner, key: `l${at}`, dossier });
      if (result.ok) ids.push(result.value.id);
    }
    await withdrawSubmission(store, owner, ids[1] ?? '', ['*']);
    const list = async (filter: Parameters<typeof listSubmissions>[2], limit = 10) =>
      (await listSubmissions(store, owner, filter, { limit })).items.map(({ id }) => id);
    expect(await list({})).toEqual(ids.toReversed());
    expect(await list({ status: 'withdrawn' })).toEqual([ids[1]]);
    expect(await list({ creditCode: creditCodeOf(number + 2000) })).toEqual([ids[0]]);
    const first = await listSubmissions(store, owner, {}, { limit: 2 });
    expect(first.items).toHaveLength(2);
    const rest = await listSubmissions(
      store,
      owner,
      {},
      { limit: 2, ...(first.last && { after: first.last }) },
    );
    expect(rest.items.map(({ id }) => id)).toEqual([ids[0]]);
    expect(rest.last).toBeUndefined();
  });

  test('a failed evaluation says so, and the sweeper starts it again', async () => {
    const { id } = await submitted();
    expect(await failCase(store, { creditCode: code, revision: 1, attempt: 1 })).toEqual({ recorded: true });
    expect(await viewSubmission(store, partner, id)).toMatchObject({ status: 'failed', determination: null });
    const later = new Date(milliseconds + 1000).toISOString();
    expect(await sweepUnfinished(store, '2020-01-01T00:00:00.000Z')).toEqual([]);
    expect(await sweepUnfinished(store, later)).toContain(code);
    expect(await readHead(store.engine, code)).toMatchObject({ revision: 1, attempt: 2 });
    expect(await viewSubmission(store, partner, id)).toMatchObject({ status: 'evaluating' });
    expect(await determineCase(store, code)).toEqual({ committed: true, changed: true });
    expect(await determineCase(store, code)).toEqual({ committed: false, changed: false });
  });
});
