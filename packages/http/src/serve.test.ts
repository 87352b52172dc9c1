import { strictObject, wholeNumber } from '@twelve/dossier';
import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { apiEvent, lambdaContext } from './api-event.fixture.ts';
import { jsonBody } from './json-body.ts';
import { Problem } from './problem.ts';
import * as problemKinds from './problem-kinds.ts';
import { defineRoute, defineRoutes } from './route.ts';
import { serve } from './serve.ts';

const routes = defineRoutes('notes', {
  write: defineRoute({
    method: 'PUT',
    path: '/v1/notes/{id}',
    who: ['partner'],
    tag: 'partner',
    summary: { zh: '写', en: 'Write' },
    params: { id: v.pipe(v.string(), v.regex(/^n\d+$/)) },
    needs: ['if-match'],
    body: jsonBody('Note', strictObject({ title: v.string(), stars: wholeNumber() })),
    answers: { 200: { description: 'Written.' } },
  }),
  read: defineRoute({
    method: 'GET',
    path: '/v1/notes/{id}',
    who: 'anyone',
    tag: 'public',
    summary: { zh: '读', en: 'Read' },
    params: { id: v.string() },
    query: strictObject({ limit: v.optional(v.pipe(v.string(), v.regex(/^\d+$/))) }),
    answers: { 200: { description: 'The note.' } },
  }),
});

const lines: string[] = [];
const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));

const handler = serve(routes, {
  write: ({ params, body, caller }) => ({ status: 200, body: { ...params, ...body, by: caller.id } }),
  read: ({ params, query }) => {
    if (params.id === 'broken') throw new TypeError('salary 4100000 of talent t1');
    if (params.id === 'gone') throw new Problem(problemKinds.notFound);
    const headers = { location: `/v1/notes/${params.id}` };
    return { status: 200, body: { id: params.id, limit: query.limit ?? null }, headers };
  },
});

const partner = { role: 'partner', caller: 'portal-a' };
const note = { title: 'a', stars: 3 };
const write = (over: Parameters<typeof apiEvent>[0] = {}) =>
  handler(
    apiEvent({
      method: 'PUT',
      resource: '/v1/notes/{id}',
      params: { id: 'n1' },
      headers: { 'Content-Type': 'application/json', 'If-Match': '"1"' },
      body: JSON.stringify(note),
      authorizer: partner,
      ...over,
    }),
    lambdaContext,
  );
const read = (over: Parameters<typeof apiEvent>[0] = {}) =>
  handler(
    apiEvent({ method: 'GET', resource: '/v1/notes/{id}', params: { id: 'n1' }, ...over }),
    lambdaContext,
  );

describe('serve', () => {
  it('hands the route what it asked for', async () => {
    const answer = await write();
    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ id: 'n1', ...note, by: 'portal-a' });
  });

  it('puts the request id and the security headers on every answer', async () => {
    for (const answer of [
      await write(),
      await read({ params: { id: 'gone' } }),
      await read({ params: { id: 'broken' } }),
    ]) {
      expect(answer.headers).toMatchObject({
        'x-request-id': '4f6c1a52-0000-4000-8000-000000000001',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
    }
  });

  it.each([
    ['another role', { authorizer: { role: 'department', caller: 'd' } }, 403],
    ['no caller', { authorizer: undefined }, 403],
    ['no If-Match', { headers: { 'content-type': 'application/json' } }, 428],
    ['a path parameter out of form', { params: { id: 'x' } }, 404],
    ['another media type', { headers: { 'content-type': 'text/plain', 'if-match': '"1"' } }, 415],
    ['no media type', { headers: { 'if-match': '"1"' } }, 415],
    [
      'another charset',
      { headers: { 'content-type': 'application/json; charset=gbk', 'if-match': '"1"' } },
      415,
    ],
    ['broken JSON', { body: '{"title":' }, 400],
    ['no body', { body: null }, 400],
    [
      'bytes that are not UTF-8',
      { body: Buffer.from([0x22, 0xff, 0x22]).toString('base64'), base64: true },
      400,
    ],
    ['a lone surrogate', { body: '{"title":"\\ud800","stars":1}' }, 400],
    ['a name that occurs twice', { body: '{"title":"a","stars":1,"stars":2}' }, 400],
    ['a name that occurs twice, once escaped', { body: '{"title":"a","stars":1,"\\u0073tars":1}' }, 400],
    ['a name twice deep inside', { body: '{"title":[{"a":{"b":1,"b":1}}],"stars":1}' }, 400],
    ['__proto__ twice', { body: '{"__proto__":1,"__proto__":1}' }, 400],
    ['a body one byte too large', { body: `"${'x'.repeat(64 * 1024 - 1)}"` }, 413],
  ])('refuses %s', async (_what, over, status) => {
    const answer = await write(over);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers?.['content-type']).toBe('application/problem+json');
    expect(JSON.parse(answer.body)).toMatchObject({
      status,
      instance: 'urn:uuid:4f6c1a52-0000-4000-8000-000000000001',
      message: { zh: expect.any(String), en: expect.any(String) },
    });
  });

  it('takes a body of exactly 64 KiB, a base64 body and surrogate pairs', async () => {
    const filler = 'x'.repeat(64 * 1024 - JSON.stringify({ title: '', stars: 1 }).length);
    expect((await write({ body: JSON.stringify({ title: filler, stars: 1 }) })).statusCode).toBe(200);
    const encoded = Buffer.from(JSON.stringify({ title: '金华', stars: 1 })).toString('base64');
    expect(JSON.parse((await write({ body: encoded, base64: true })).body)).toMatchObject({ title: '金华' });
    expect((await write({ body: '{"title":"\\ud83d\\ude00","stars":1}' })).statusCode).toBe(200);
    const tricky = '{"title":"\\"stars\\":1,\\\\","stars" : 1}';
    expect(JSON.parse((await write({ body: tricky })).body)).toMatchObject({ title: '"stars":1,\\' });
  });

  it('says what is wrong with a name that occurs twice', async () => {
    const answer = await write({ body: '{"title":"a","stars":1,"stars":2}' });
    expect(JSON.parse(answer.body).message.en).toContain('two fields of one name');
  });

  it('lists every error of a body at once, with pointers and both languages', async () => {
    const answer = await write({ body: JSON.stringify({ title: 1, 'a/b': true }) });
    expect(answer.statusCode).toBe(422);
    const { errors } = JSON.parse(answer.body);
    expect(errors.map((error: { pointer: string }) => error.pointer).sort()).toEqual([
      '/a~1b',
      '/stars',
      '/title',
    ]);
    for (const error of errors)
      expect(error.message).toEqual({ zh: expect.any(String), en: expect.any(String) });
  });

  it('answers a body of thousands of errors with what an answer can hold, and says how many are left', async () => {
    const fields = Object.fromEntries(Array.from({ length: 6000 }, (_, place) => [`f${place}`, 0]));
    const answer = await write({ body: JSON.stringify({ ...note, ...fields }) });
    const { errors } = JSON.parse(answer.body);
    expect(errors).toHaveLength(1001);
    expect(errors.at(-1)).toMatchObject({ pointer: '', code: 'more-errors' });
    expect(errors.at(-1).message.en).toContain('5000');
  });

  it('refuses unknown and malformed query parameters with 400', async () => {
    expect((await read({ query: { limit: '5' } })).statusCode).toBe(200);
    const five = await read({ query: { limit: 'five' } });
    expect(five.statusCode).toBe(400);
    expect(JSON.parse(five.body).errors).toMatchObject([
      { pointer: '/limit', message: { en: 'must have the form: a whole number from 1 to 100' } },
    ]);
    expect((await read({ query: { limt: '5' } })).statusCode).toBe(400);
  });

  it('takes a literal segment of the resource for the parameter', async () => {
    const answer = await read({ resource: '/v1/notes/n7', params: null });
    expect(JSON.parse(answer.body)).toMatchObject({ id: 'n7' });
  });

  it.each(['', '/live', '/v1', '/subsidies/v1'])(
    'tells places as the caller sees them, behind "%s"',
    async (base) => {
      for (const over of [{}, { resource: '/v1/notes/n1', params: null }])
        expect((await read({ base, ...over })).headers?.location).toBe(`${base}/v1/notes/n1`);
    },
  );

  it('answers 404 for a resource that is not its own', async () => {
    expect((await read({ resource: '/v1/other' })).statusCode).toBe(404);
  });

  it('tells nothing of our own faults, neither to the caller nor to the log', async () => {
    lines.length = 0;
    const answer = await read({ params: { id: 'broken' } });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('salary');
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('salary');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'error',
      status: 500,
      error: { name: 'TypeError' },
    });
  });

  it('logs one line with route and status, and nothing of path or body', async () => {
    lines.length = 0;
    await write();
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      level: 'info',
      requestId: '4f6c1a52-0000-4000-8000-000000000001',
      route: 'PUT /v1/notes/{id}',
      status: 200,
      ms: expect.any(Number),
    });
    expect(log).toHaveBeenCalled();
  });
});
