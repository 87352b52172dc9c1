import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, startFixture } from '../with-cloud.ts';

/** The REST API: routes, proxy events, answers, authorizer, usage plan. */
export function apiSuite(): void {
  describe('the API', () => {
    let fixture: Fixture;
    beforeAll(async () => {
      fixture = await startFixture();
    });
    afterAll(() => fixture.cloud.stop());

    // What the fixture echoes is its own event: the tests compare every part that they use.
    const echo = async (response: Response) => JSON.parse(await response.text()).event;

    it('hands a request on as a proxy event', async () => {
      const { url } = fixture.cloud;
      const response = await fetch(`${url}/echo?a=1&a=2&b=%E4%B8%AD`, {
        method: 'PATCH',
        headers: { 'X-Own': 'one', 'content-type': 'text/plain' },
        body: '中文',
      });
      expect(response.status).toBe(200);
      expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
      const event = await echo(response);
      expect(event).toMatchObject({
        resource: '/echo',
        path: '/echo',
        httpMethod: 'PATCH',
        queryStringParameters: { a: '2', b: '中' },
        multiValueQueryStringParameters: { a: ['1', '2'], b: ['中'] },
        pathParameters: null,
        body: '中文',
        isBase64Encoded: false,
        requestContext: { stage: 'prod', identity: { sourceIp: '127.0.0.1' }, resourcePath: '/echo' },
      });
      expect(event.headers['X-Own'] ?? event.headers['x-own']).toBe('one');
      expect(event.requestContext.requestId).toBe(response.headers.get('x-amzn-requestid'));
    });

    it('hands binary media types on as base64, and sends base64 answers as bytes', async () => {
      const sent = new Uint8Array([0, 254, 1]);
      const headers = { 'content-type': 'application/octet-stream' };
      const event = await echo(
        await fetch(`${fixture.cloud.url}/echo`, { method: 'POST', headers, body: sent }),
      );
      expect([event.isBase64Encoded, event.body]).toEqual([true, 'AP4B']);
      const response = await fixture.get('/bytes', { accept: 'image/png' });
      expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255, 128]);
      expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
      expect(response.headers.get('x-amzn-remapped-www-authenticate')).toBe('Own');
      expect(await (await fixture.get('/bytes', { accept: 'text/html' })).text()).toBe('AP+A');
    });

    it('prefers literals to parameters, leaves parameters encoded, and takes the rest of a greedy path', async () => {
      const special = await fixture.get('/items/special');
      expect((await echo(special)).resource).toBe('/items/special');
      const greedy = await echo(await fixture.get('/files/a/b%2Fc'));
      expect(greedy.pathParameters).toEqual({ path: 'a/b%2Fc' });
    });

    it('answers unknown paths and methods by the customised gateway response', async () => {
      for (const response of [await fixture.get('/nowhere'), await fixture.post('/bytes', {})]) {
        expect(response.status).toBe(404);
        expect(response.headers.get('content-type')).toBe('application/problem+json');
        const body = await response.json();
        expect(body).toEqual({ title: 'not here', instance: response.headers.get('x-request-id') });
      }
    });

    it.each([
      { hello: 'no status' },
      { statusCode: 0 },
      { statusCode: '000' },
      { statusCode: 101 },
      { statusCode: 1000 },
      { statusCode: 200, headers: { 'two words': '1' } },
      { statusCode: 200, headers: { 'x-name': '金华' }, body: 'not for the caller' },
    ])('answers 502 by itself where a function answers %j', async (answer) => {
      const malformed = await fixture.get(`/malformed?answer=${encodeURIComponent(JSON.stringify(answer))}`);
      expect([malformed.status, await malformed.json()]).toEqual([502, { message: 'Internal server error' }]);
    });

    it('answers 504 and 413 by itself: 10 MB are its own limit, 6 MB that of the function behind it', async () => {
      const post = (bytes: number) =>
        fetch(`${fixture.cloud.url}/echo`, { method: 'POST', body: 'x'.repeat(bytes) });
      const mebibyte = 1024 * 1024;
      const [slow, large, largeForFunction] = await Promise.all([
        fixture.get('/slow'),
        post(10 * mebibyte + 1),
        post(6 * mebibyte),
      ]);
      expect([slow.status, await slow.json()]).toEqual([504, { message: 'Endpoint request timed out' }]);
      expect([large.status, largeForFunction.status]).toEqual([413, 413]);
    });

    const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

    it('asks the authorizer, obeys its policy and hands its context on as text', async () => {
      expect((await fixture.get('/mine')).status).toBe(401);
      expect((await fixture.get('/mine', bearer('norole'))).status).toBe(401);
      expect((await fixture.get('/mine', bearer('bob-guest'))).status).toBe(403);
      expect((await fixture.get('/mine', bearer('broken-x'))).status).toBe(500);
      expect((await fixture.get('/mine', bearer('odd-x'))).status).toBe(500);
      const { requestContext } = await echo(await fixture.get('/mine', bearer('ann-admin')));
      expect(requestContext.authorizer).toMatchObject({ principalId: 'ann', name: 'ann', admin: 'true' });
      expect(requestContext.identity.apiKey).toBe('meter-ann');
    });

    it('remembers the verdict for every route that its policy covers', async () => {
      const first = await echo(await fixture.get('/mine', bearer('cay-user')));
      const second = await echo(await fixture.get('/mine/7', bearer('cay-user')));
      expect(second.requestContext.authorizer.askedAt).toBe(first.requestContext.authorizer.askedAt);
    });

    it('answers 502 where it fails itself, and says why to whoever runs it', async () => {
      const dataDir = mkdtempSync(join(tmpdir(), 'cloud-local-data-'));
      const failing = await startFixture({ dataDir });
      const journal = new DatabaseSync(join(dataDir, 'host.sqlite'));
      journal.exec('DROP TABLE quotas');
      journal.close();
      const response = await failing.get('/mine', bearer('ann-admin'));
      expect([response.status, await response.json()]).toEqual([502, { message: 'Internal server error' }]);
      const id = response.headers.get('x-amzn-requestid');
      expect(failing.events).toContainEqual({
        kind: 'problem',
        message: expect.stringMatching(new RegExp(`^request ${id}: .*no such table: quotas`)),
      });
      await failing.cloud.stop();
      rmSync(dataDir, { recursive: true });
    });

    it('enforces the plan per key: burst, then quota', async () => {
      const burst = await Promise.all(
        Array.from({ length: 9 }, () => fixture.get('/mine', bearer('dan-user'))),
      );
      const statuses = burst.map((response) => response.status).sort();
      expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(4);
      expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(6);
      expect(statuses.at(-1)).toBe(429);
      let last = burst.at(-1);
      for (let more = 0; more < 4; more += 1) last = await fixture.get('/mine', bearer('dan-user'));
      expect([last?.status, await last?.json()]).toEqual([429, { message: 'Limit Exceeded' }]);
      expect((await fixture.get('/mine', bearer('eve-user'))).status).toBe(200);
    });
  });
}
