import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { creditCodeOfNumber, researchDossier } from './dossiers.ts';
import { type Answer, basedOn, keyed, type System, startSystem } from './system.ts';

/** Bad input, on every route that takes a dossier. What reaches storage by it: nothing. */
let system: System;
/** A live submission, for what can only be wrong about one. */
let live: string;
const applicant = 1;
beforeAll(async () => {
  system = await startSystem();
  live = (await system.partner.submit(researchDossier(applicant))).id;
  await system.idle();
});
afterAll(() => system?.stop());

type Send = (what: { body?: string | Uint8Array; headers?: Record<string, string> }) => Promise<Answer>;

const raw =
  (method: string, path: () => string, key: () => Record<string, string>): Send =>
  async ({ body, headers }) => {
    const request = { method, path: path(), headers: { ...key(), ...headers } };
    const answer = await system.wire(body === undefined ? request : { ...request, body });
    return { ...answer, body: answer.text === '' ? undefined : JSON.parse(answer.text) };
  };

const bearer = () => ({ authorization: `Bearer ${system.keys.partner}` });
const routes: [string, Send][] = [
  [
    'POST /v1/self-check',
    raw(
      'POST',
      () => '/v1/self-check',
      () => ({}),
    ),
  ],
  [
    'POST /v1/measures/4/check',
    raw(
      'POST',
      () => '/v1/measures/4/check',
      () => ({}),
    ),
  ],
  [
    'POST /v1/submissions',
    raw(
      'POST',
      () => '/v1/submissions',
      () => ({ ...bearer(), ...keyed() }),
    ),
  ],
  [
    'PUT /v1/submissions/{id}',
    raw(
      'PUT',
      () => `/v1/submissions/${live}`,
      () => ({ ...bearer(), ...basedOn(1) }),
    ),
  ],
];

const json = { 'content-type': 'application/json' };
const utf8 = (...bytes: number[]) => Uint8Array.from(bytes);

const unreadable: [
  string,
  number,
  string,
  { body?: string | Uint8Array; headers?: Record<string, string> },
][] = [
  ['no body', 400, 'malformed-body', { headers: json }],
  ['an empty body', 400, 'malformed-body', { headers: json, body: '' }],
  ['broken JSON', 400, 'malformed-body', { headers: json, body: '{"applicant":' }],
  ['something after the JSON', 400, 'malformed-body', { headers: json, body: '{} {}' }],
  ['NaN', 400, 'malformed-body', { headers: json, body: '{"applicant":{"registeredCapital":NaN}}' }],
  ['bytes that are not UTF-8', 400, 'malformed-body', { headers: json, body: utf8(0x22, 0xff, 0x22) }],
  ['an overlong form', 400, 'malformed-body', { headers: json, body: utf8(0x22, 0xc0, 0xaf, 0x22) }],
  ['UTF-16', 400, 'malformed-body', { headers: json, body: Buffer.from('{}', 'utf16le') }],
  ['half a character', 400, 'malformed-body', { headers: json, body: '{"applicant":{"name":"\\ud83d"}}' }],
  [
    'a compressed body',
    400,
    'malformed-body',
    { headers: { ...json, 'content-encoding': 'gzip' }, body: gzipSync('{"applicant":{}}') },
  ],
  ['no media type', 415, 'unsupported-media-type', { body: '{"applicant":{}}' }],
  ['text/plain', 415, 'unsupported-media-type', { headers: { 'content-type': 'text/plain' }, body: '{}' }],
  [
    'a form',
    415,
    'unsupported-media-type',
    { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=b' },
  ],
  [
    'another charset',
    415,
    'unsupported-media-type',
    { headers: { 'content-type': 'application/json; charset=gbk' }, body: '{}' },
  ],
  ['64 KiB and a byte', 413, 'too-large', { headers: json, body: '{"applicant":{}}'.padEnd(65_537) }],
  [
    'more than the gateway takes',
    413,
    'too-large',
    { headers: json, body: ' '.repeat(10 * 1024 * 1024 + 1) },
  ],
];

describe.each(routes)('%s', (_route, send) => {
  it.each(unreadable)('refuses %s with %i', async (_what, status, code, what) => {
    const answer = await send(what);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ type: `urn:problem-type:twelve:${code}`, status });
    expect(answer.body.errors).toBeUndefined();
  });

  it.each([
    ['null', 'null', ''],
    ['a list', '[]', ''],
    ['a text', '"dossier"', ''],
    ['thirty thousand brackets', '['.repeat(30_000) + ']'.repeat(30_000), ''],
    ['no applicant', '{}', '/applicant'],
    ['a field called __proto__', '{"applicant":{},"__proto__":{"applicant":{}}}', '/__proto__'],
    ['a field called constructor', '{"applicant":{"constructor":1}}', '/applicant/constructor'],
    ['a field with a slash and a tilde', '{"applicant":{"a/b~c":1}}', '/applicant/a~1b~0c'],
    ['1.5 fen', '{"applicant":{"registeredCapital":1.5}}', '/applicant/registeredCapital'],
    [
      '10^13 fen and one',
      '{"applicant":{"registeredCapital":10000000000001}}',
      '/applicant/registeredCapital',
    ],
    ['an infinite amount', '{"applicant":{"registeredCapital":1e999}}', '/applicant/registeredCapital'],
    ['a negative amount', '{"applicant":{"registeredCapital":-1}}', '/applicant/registeredCapital'],
    ['the 30th of February', '{"applicant":{"establishedOn":"2024-02-30"}}', '/applicant/establishedOn'],
    ['a date and a line end', '{"applicant":{"establishedOn":"2024-02-20\\n"}}', '/applicant/establishedOn'],
    ['digits of another script', '{"applicant":{"divisionCode":"٣٣٠٧٠٢"}}', '/applicant/divisionCode'],
    [
      'a wide credit code',
      '{"applicant":{"creditCode":"９１３３０７０２８８８８８１００８Ｌ"}}',
      '/applicant/creditCode',
    ],
    ['a null where null is no answer', '{"applicant":{"name":null}}', '/applicant/name'],
    ['an object for a list', '{"applicant":{},"projects":{"length":1}}', '/projects'],
  ])('refuses %s with 422 and its pointer', async (_what, body, pointer) => {
    const answer = await send({ headers: json, body });
    expect(answer.status).toBe(422);
    expect(answer.body.type).toBe('urn:problem-type:twelve:invalid');
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it('tells wrong types and broken references together', async () => {
    const { applicant: declared, expenditures: [labour] = [], ...rest } = researchDossier(applicant);
    const dossier = {
      ...rest,
      applicant: {
        ...declared,
        creditCode: `${creditCodeOfNumber(applicant).slice(0, 17)}?`,
        aiField: 'yes',
      },
      expenditures: [{ ...labour, projectIds: ['nobody'], nature: 'gold' }],
      annualAccounts: [
        { year: 2023, revenue: 'much' },
        { year: 2025, revenue: 0 },
      ],
      carriers: [{ id: 'k', kind: 'incubator', countedOn: '2024-01-01', tenants: 3, aiTenants: 4 }],
      otherAwards: [{ itemId: 'expenditures/gone', amount: 1, policy: '省' }],
      surprise: true,
    };
    const { status, body } = await send({ headers: json, body: JSON.stringify(dossier) });
    expect(status).toBe(422);
    expect(body.errors.map((error: { pointer: string }) => error.pointer).sort()).toEqual([
      '/annualAccounts/0/revenue',
      '/annualAccounts/1/year',
      '/applicant/aiField',
      '/applicant/creditCode',
      '/carriers/0/aiTenants',
      '/expenditures/0/nature',
      '/expenditures/0/projectIds/0',
      '/otherAwards/0/itemId',
      '/surprise',
    ]);
  });

  it('refuses a code with a slip of the pen, and too many entries', async () => {
    const code = creditCodeOfNumber(applicant);
    const { applicant: declared, ...rest } = researchDossier(applicant);
    const slip = `${code.slice(0, 15)}${code[15] === '1' ? '2' : '1'}${code.slice(16)}`;
    const carriers = Array.from({ length: 79 }, (_, place) => ({
      ...{ id: `k${place}`, kind: 'incubator', countedOn: '2024-01-01', tenants: 3, aiTenants: 2 },
    }));
    const dossier = { ...rest, applicant: { ...declared, creditCode: slip }, carriers };
    const { status, body } = await send({ headers: json, body: JSON.stringify(dossier) });
    expect(status).toBe(422);
    const errors = body.errors.map(
      ({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`,
    );
    expect(errors).toEqual(
      expect.arrayContaining([' too-many-entries', '/applicant/creditCode check-character']),
    );
    expect(errors).toHaveLength(2);
  });

  it('has an answer for a body of twenty thousand mistakes', async () => {
    const entries = '{},'.repeat(21_000).slice(0, -1);
    const { status, body, text } = await send({
      headers: json,
      body: `{"applicant":{},"expenditures":[${entries}]}`,
    });
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({ pointer: '', code: 'too-many-entries' });
    expect(text.length).toBeLessThan(1_000_000);
  });

  it('takes JSON however its media type is spelt', async () => {
    for (const type of [
      'Application/JSON',
      'application/json;charset=utf-8',
      'application/json ; charset="UTF-8"',
      'application/json;charset=utf8',
      'application/json; profile="https://portal.example/dossier;v=2"; charset=utf-8',
    ]) {
      // Read and understood: refused for what it lacks, not for what it is.
      const answer = await send({ headers: { 'CONTENT-TYPE': type }, body: '{"applicant":{"zzz":1}}' });
      expect(answer.status, type).toBe(422);
    }
  });
});

describe('methods and paths', () => {
  it.each([
    ['GET', '/v1/self-check', 'POST'],
    ['OPTIONS', '/v1/self-check', 'POST'],
    ['HEAD', '/v1/health', 'GET'],
    ['PROPFIND', '/v1/openapi.json', 'GET'],
    ['DELETE', '/v1/measures/3', 'GET'],
    ['GET', '/v1/measures/12/check', 'POST'],
    ['PATCH', '/v1/submissions', 'GET, POST'],
    ['POST', '/v1/submissions/s-1', 'DELETE, GET, PUT'],
    ['GET', '/v1/registry/91330702888881008L', 'DELETE, PUT'],
    ['PUT', '/v1/recalculations', 'POST'],
    ['POST', '/v1/webhook', 'DELETE, GET, PUT'],
  ])('%s %s is 405, and the path allows %s', async (method, path, allowed) => {
    const { status, headers } = await system.anyone(method, path);
    expect(status).toBe(405);
    expect(headers.get('allow')).toBe(allowed);
  });

  it.each([
    '/v1',
    '/v2/health',
    '/V1/health',
    '/v1/healthz',
    '/v1//health',
    '/v1/./health',
    '/v1/../v1/health',
    '/v1/health%00',
    '/v1/%zz',
    '/v1/quotas/3.2/2024',
    '/.env',
    '/assets/..%2f..%2fpackage.json',
    `/${'a'.repeat(7000)}`,
  ])('%s is not there', async (path) => {
    for (const method of ['GET', 'POST']) {
      // The page's paths have a method, and so refuse others by their names.
      const expected =
        method === 'POST' && !path.startsWith('/v') && !path.startsWith('/V') ? [404, 405] : [404];
      expect(expected, `${method} ${path}`).toContain((await system.partner(method, path)).status);
    }
  });

  it.each([
    '/v1/submissions/{}',
    '/v1/submissions/{}/determinations',
    '/v1/cases/{}',
    '/v1/quotas/3.1/{}',
    '/v1/recalculations/{}',
    '/v1/measures/{}',
  ])('%s is not there with a name longer than any', async (path) => {
    expect((await system.department('GET', path.replace('{}', 'a'.repeat(3000)))).status).toBe(404);
  });

  it.each([
    [1999, 404],
    [2000, 200],
    [2100, 200],
    [2101, 404],
  ])('a dossier may speak of years from 2000 to 2100, and so may a quota: %i is %i', async (year, status) => {
    expect((await system.department('GET', `/v1/quotas/3.1/${year}`)).status).toBe(status);
  });

  it.each(['/self-check', '/health', '/v1', '/v2'])('%s is not there, whatever the method', async (path) => {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE'])
      expect((await system.anyone(method, path)).status, method).toBe(404);
  });

  it('a query parameter that is given twice is refused, not read once', async () => {
    const { status, body } = await system.partner(
      'GET',
      '/v1/submissions?status=failed&limit=5&status=determined',
    );
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ pointer: '/status', code: 'repeated' }]);
  });

  it('a path is the same however it is encoded', async () => {
    expect((await system.anyone('GET', '/v1/%68ealth')).status).toBe(200);
    const encoded = live.replace('-', '%2D');
    expect((await system.partner('GET', `/v1/submissions/${encoded}`)).body).toMatchObject({ id: live });
    expect((await system.department('GET', '/v1/quotas/3%2E1/202%34')).body).toMatchObject({ year: 2024 });
    expect((await system.anyone('PUT', '/v1/quotas/3.1/202%34')).status).toBe(405);
  });

  it.each(['__proto__', 'constructor', 'toString'])('%s is a name like any other', async (name) => {
    expect((await system.partner('GET', '/v1/submissions', { headers: { [name]: 'x' } })).status).toBe(200);
    const { status, body } = await system.partner('GET', `/v1/submissions?${name}=1`);
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ pointer: `/${name}`, code: 'unknown-field' }]);
  });
});

describe('storage', () => {
  it('holds nothing of what was refused', async () => {
    await system.idle();
    const { items } = await system.partner.submissions();
    expect(items).toEqual([expect.objectContaining({ id: live, revision: 1, status: 'determined' })]);
    expect(system.events.filter(({ kind }) => kind === 'execution')).toHaveLength(1);
  });

  it('and no log tells of it', () => {
    expect(system.leaks()).toEqual([]);
    expect(system.events.filter(({ kind }) => kind === 'function-error')).toEqual([]);
  });
});
