import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arbitrarySubmission, creditCodeOfNumber, researchDossier } from './dossiers.ts';
import { type Answer, basedOn, keyed, type System, startSystem } from './system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system?.stop());

let applicants = 1;
const statuses = (answers: readonly Answer[]): number[] => answers.map(({ status }) => status).sort();

describe('a key', () => {
  const list = (headers: Record<string, string>) =>
    system.wire({ method: 'GET', path: '/v1/submissions', headers });

  it.each<[string, (key: string) => Record<string, string>]>([
    ['missing', () => ({})],
    ['empty', () => ({ authorization: '' })],
    ['without a scheme', (key) => ({ authorization: key })],
    ['under another scheme', (key) => ({ authorization: `Basic ${key}` })],
    ['after nothing but the scheme', () => ({ authorization: 'Bearer ' })],
    [
      'one character off',
      (key) => ({ authorization: `Bearer ${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}` }),
    ],
    ['of another role’s prefix', (key) => ({ authorization: `Bearer ${key.replace('twp_', 'twd_')}` })],
    ['with something behind it', (key) => ({ authorization: `Bearer ${key} ${key}` })],
    ['far too long', () => ({ authorization: `Bearer ${'x'.repeat(7000)}` })],
    ['in another header', (key) => ({ 'x-api-key': key })],
  ])('%s is refused with 401 and a challenge', async (_what, headers) => {
    const answer = await list(headers(system.keys.partner));
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer /);
  });

  it('in the address opens nothing', async () => {
    const path = `/v1/submissions?authorization=Bearer%20${system.keys.partner}`;
    expect((await system.anyone('GET', path)).status).toBe(401);
  });

  it('is read whatever the case of header and scheme', async () => {
    expect((await list({ AUTHORIZATION: `bearer ${system.keys.partner}` })).status).toBe(200);
  });

  it.each([
    ['department', 'GET', '/v1/submissions'],
    ['department', 'POST', '/v1/submissions'],
    ['department', 'PUT', '/v1/webhook'],
    ['partner', 'GET', `/v1/cases/${creditCodeOfNumber(1)}`],
    ['partner', 'PUT', `/v1/registry/${creditCodeOfNumber(1)}`],
    ['partner', 'POST', `/v1/cases/${creditCodeOfNumber(1)}/payments`],
    ['partner', 'POST', `/v1/cases/${creditCodeOfNumber(1)}/transfer`],
    ['partner', 'GET', '/v1/quotas/3.1/2024'],
    ['partner', 'POST', '/v1/recalculations'],
  ] as const)('of a %s does not open %s %s', async (role, method, path) => {
    expect((await system[role](method, path, { body: {} })).status).toBe(403);
  });

  it('opens the public routes to anyone, and does not close them when it is bad', async () => {
    const answer = await system.withKey('twp_nonsense')('GET', '/v1/health');
    expect(answer.status).toBe(200);
  });
});

describe('an idempotency key', () => {
  it.each([
    ['missing', {}],
    ['empty', keyed('')],
    ['of spaces', keyed('   ')],
    ['quoted and empty', keyed('""')],
    ['of two words', keyed('a b')],
    ['of 256 characters', keyed('x'.repeat(256))],
  ])('that is %s is refused with 400, whatever the body', async (_what, headers) => {
    const answer = await system.partner('POST', '/v1/submissions', { body: {}, headers });
    expect(answer.status).toBe(400);
    expect(answer.body.type).toBe('urn:problem-type:twelve:idempotency-key-missing');
  });

  it('makes the same request one submission, though it arrives a dozen times at once', async () => {
    const body = researchDossier(applicants++);
    const send = () => system.partner('POST', '/v1/submissions', { body, headers: keyed('dozen') });
    const answers = await Promise.all(Array.from({ length: 12 }, send));
    expect(statuses(answers)).toEqual(Array.from({ length: 12 }, () => 202));
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    await system.idle();
    const [{ id } = { id: '' }] = answers.map((answer) => answer.body);
    expect((await system.partner.determinations(id)).items).toHaveLength(1);
  });

  it('is used with one body: of several at once, one is taken', async () => {
    const send = () =>
      system.partner('POST', '/v1/submissions', {
        body: researchDossier(applicants++),
        headers: keyed('one-body'),
      });
    const answers = await Promise.all(Array.from({ length: 6 }, send));
    expect(statuses(answers)).toEqual([202, 422, 422, 422, 422, 422]);
    expect(answers.filter(({ status }) => status === 422).map(({ body }) => body.type)).toEqual(
      Array.from({ length: 5 }, () => 'urn:problem-type:twelve:idempotency-key-reused'),
    );
  });

  it('stands for what the body says, not for how it is written', async () => {
    const dossier = researchDossier(applicants++);
    const { id } = await system.partner.submit(dossier, 'spelling');
    const turned = Object.fromEntries(Object.entries(dossier).reverse());
    for (const body of [JSON.stringify(dossier, null, 4), turned]) {
      const again = await system.partner('POST', '/v1/submissions', { body, headers: keyed('spelling') });
      expect(again).toMatchObject({ status: 202, body: { id } });
    }
    const quoted = await system.partner('POST', '/v1/submissions', {
      body: dossier,
      headers: keyed('"spelling"'),
    });
    expect(quoted).toMatchObject({ status: 202, body: { id } });
  });

  it('is one: of two lines none is silently taken', async () => {
    const answer = await system.partner('POST', '/v1/submissions', {
      body: researchDossier(applicants++),
      headers: { 'idempotency-key': ['first', 'second'] },
    });
    expect(answer.body.type).toBe('urn:problem-type:twelve:idempotency-key-missing');
  });

  it('still names its submission after that was amended and withdrawn', async () => {
    const number = applicants++;
    const first = await system.partner.submit(researchDossier(number), 'lasting');
    await system.partner.amend(first.id, 1, researchDossier(number, { wan: 300 }));
    await system.partner.withdraw(first.id, 2);
    const again = await system.partner('POST', '/v1/submissions', {
      body: researchDossier(number),
      headers: keyed('lasting'),
    });
    expect(again).toMatchObject({ status: 202, body: { id: first.id } });
    expect((await system.partner.submission(first.id)).status).toBe('withdrawn');
  });

  it('is a partner’s own: another may use the same one', async () => {
    await system.partner.submit(researchDossier(applicants++), 'shared');
    await system.second.submit(researchDossier(applicants++), 'shared');
  });
});

describe('a case', () => {
  it('goes to one of those who ask for it at the same moment; the others learn only that it exists', async () => {
    const body = researchDossier(applicants++);
    const callers = [system.partner, system.second, system.partner, system.second, system.second];
    const answers = await Promise.all(
      callers.map((caller) => caller('POST', '/v1/submissions', { body, headers: keyed() })),
    );
    expect(statuses(answers)).toEqual([202, 409, 409, 409, 409]);
    const winner = callers[answers.findIndex(({ status }) => status === 202)];
    for (const [place, answer] of answers.entries()) {
      if (answer.status === 202) continue;
      expect(answer.body.type).toBe('urn:problem-type:twelve:case-exists');
      expect(answer.headers.has('location')).toBe(callers[place] === winner);
    }
  });
});

describe('If-Match', () => {
  it.each([
    ['missing', undefined, 428],
    ['empty', '', 428],
    ['of an older revision', '"1"', 412],
    ['of a revision to come', '"3"', 412],
    ['the right number, but weak', 'W/"2"', 412],
    ['the right number, but bare', '2', 412],
    ['the right number, written otherwise', '"02"', 412],
    ['a list without the right one', '"1", W/"2", "9"', 412],
  ])('%s leaves the submission as it is', async (_what, tag, status) => {
    const number = applicants++;
    const { id } = await system.partner.submit(researchDossier(number));
    await system.partner.amend(id, 1, researchDossier(number, { wan: 300 }));
    const headers: Record<string, string> = tag === undefined ? {} : { 'if-match': tag };
    const path = `/v1/submissions/${id}`;
    const body = researchDossier(number, { wan: 400 });
    expect((await system.partner('PUT', path, { body, headers })).status).toBe(status);
    expect((await system.partner('DELETE', path, { headers })).status).toBe(status);
    expect((await system.partner.submission(id)).revision).toBe(2);
  });

  it.each(['"1"', '*', '"9", "1"', '  "1"  ', '"1",'])('%s lets the change through', async (tag) => {
    const number = applicants++;
    const { id } = await system.partner.submit(researchDossier(number));
    const body = researchDossier(number, { wan: 300 });
    const answer = await system.partner('PUT', `/v1/submissions/${id}`, {
      body,
      headers: { 'if-match': tag },
    });
    expect(answer).toMatchObject({ status: 202, body: { revision: 2 } });
    expect(answer.headers.get('etag')).toBe('"2"');
  });

  it('is one list, in however many lines it is sent', async () => {
    const number = applicants++;
    const { id } = await system.partner.submit(researchDossier(number));
    const headers = { 'if-match': ['"1"', '"9"'] };
    const body = researchDossier(number, { wan: 300 });
    expect((await system.partner('PUT', `/v1/submissions/${id}`, { body, headers })).status).toBe(202);
  });

  it('lets one of several changes through that rest on the same revision', async () => {
    const number = applicants++;
    const { id } = await system.partner.submit(researchDossier(number));
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, place) =>
        system.partner('PUT', `/v1/submissions/${id}`, {
          body: researchDossier(number, { wan: 300 + place }),
          headers: basedOn(1),
        }),
      ),
    );
    expect(statuses(answers)).toEqual([202, 412, 412, 412, 412, 412, 412, 412]);
    await system.idle();
    const view = await system.partner.submission(id);
    const won = 300 + answers.findIndex(({ status }) => status === 202);
    expect(view).toMatchObject({ revision: 2, determinedRevision: 2, status: 'determined' });
    expect(view.determination?.total.fixed).toBe(won * 150_000);
  });

  it('may not be used to change the applicant', async () => {
    const { id } = await system.partner.submit(researchDossier(applicants++));
    const answer = await system.partner('PUT', `/v1/submissions/${id}`, {
      body: researchDossier(applicants++),
      headers: basedOn(1),
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ pointer: '/applicant/creditCode' }]);
  });
});

describe('a list', () => {
  it.each([
    '?limit=0',
    '?limit=101',
    '?limit=-1',
    '?limit=1e1',
    '?limit=',
    '?cursor=',
    '?cursor=abc',
    `?cursor=${'x'.repeat(1025)}`,
    '?status=none',
    '?creditCode=1',
    `?creditCode=${'9'.repeat(3000)}`,
    '?creditCode=%00',
    '?order=asc',
  ])('refuses %s with 400', async (query) => {
    expect((await system.partner('GET', `/v1/submissions${query}`)).status).toBe(400);
  });

  it('goes on where a cursor left off, and takes no cursor of another list', async () => {
    const lister = await system.as('lister');
    const ids: string[] = [];
    for (let count = 0; count < 5; count++)
      ids.unshift((await lister.submit(researchDossier(applicants++))).id);
    await system.idle();
    const seen: string[] = [];
    let query = '?limit=2';
    for (let pages = 1; query !== ''; pages++) {
      const { items, next } = await lister.submissions(query);
      seen.push(...items.map(({ id }) => id));
      query = next === null ? '' : `?limit=2&cursor=${encodeURIComponent(next)}`;
      expect(pages).toBeLessThan(5);
    }
    expect(seen).toEqual(ids);
    const { next } = await lister.submissions('?limit=2');
    const cursor = `cursor=${encodeURIComponent(next ?? '')}`;
    const foreign = [
      system.partner('GET', `/v1/submissions?${cursor}`),
      lister('GET', `/v1/submissions?status=determined&${cursor}`),
      lister('GET', `/v1/submissions/${ids[0]}/determinations?${cursor}`),
      lister('GET', `/v1/submissions?${cursor.slice(0, -3)}AAA`),
    ];
    const refused = await Promise.all(foreign);
    expect(statuses(refused)).toEqual([400, 400, 400, 400]);
    for (const { body } of refused)
      expect(body.errors).toMatchObject([{ pointer: '/cursor', code: 'unknown-cursor' }]);
  });
});

describe('a dossier that is complete', () => {
  const seeds = Array.from({ length: 25 }, (_, place) => 8000 + place);

  it('gets the awards of the self-check, 25 times, each from an empty store', async () => {
    const portal = await system.as('portal');
    for (const seed of seeds) {
      const { submission, check } = arbitrarySubmission(seed, { maxExpenditures: 9 });
      const { id } = await portal.submit(submission);
      await system.idle();
      const { status, determination, dossier } = await portal.submission(id);
      expect(status, `seed ${seed}`).toBe('determined');
      expect(dossier).toEqual(submission);
      const checked = await system.anyone.selfCheck(check);
      const { awards, total, measures, missing, resolution, warnings } = checked;
      expect(determination, `seed ${seed}`).toMatchObject({
        awards,
        total,
        measures,
        missing,
        resolution,
        warnings,
      });
      // Its documents and places are free for the next one, which claims the same numbers.
      await portal.withdraw(id, 1);
      await system.idle();
    }
  });
});

describe('what was acknowledged', () => {
  it('is there after a restart, in the same words, and goes on', async () => {
    const number = applicants++;
    const { id } = await system.partner.submit(researchDossier(number));
    await system.idle();
    const before = await system.partner('GET', `/v1/submissions/${id}`);
    const list = await system.partner('GET', '/v1/submissions?limit=3');
    await system.restart();
    expect((await system.partner('GET', `/v1/submissions/${id}`)).text).toBe(before.text);
    expect((await system.partner('GET', '/v1/submissions?limit=3')).text).toBe(list.text);
    const cursor = encodeURIComponent(list.body.next);
    expect((await system.partner('GET', `/v1/submissions?limit=3&cursor=${cursor}`)).status).toBe(200);
    await system.partner.amend(id, 1, researchDossier(number, { wan: 1000 }));
    await system.idle();
    expect((await system.partner.submission(id)).determination?.total.fixed).toBe(150_000_000);
  });

  it('is told to nobody: no log holds a key, a name, a document or a salary', () => {
    expect(system.leaks()).toEqual([]);
    expect(system.events.filter(({ kind }) => kind === 'dead-letter' || kind === 'problem')).toEqual([]);
  });
});
