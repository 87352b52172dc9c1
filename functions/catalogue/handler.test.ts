import { apiEvent, lambdaContext } from '@twelve/http/testing';
import { jinhua } from '@twelve/measures';
import { describe, expect, it, vi } from 'vitest';
import { handler } from './handler.ts';

vi.spyOn(console, 'log').mockImplementation(() => undefined);

const get = (resource: string, over: Parameters<typeof apiEvent>[0] = {}) =>
  handler(apiEvent({ method: 'GET', resource, ...over }), lambdaContext);

describe('the catalogue', () => {
  it('is up under the policy in force', async () => {
    const { statusCode, body } = await get('/v1/health');
    expect(statusCode).toBe(200);
    expect(JSON.parse(body)).toEqual({ status: 'ok', policyVersion: jinhua.policy.version });
  });

  it('lists the twelve, and every reading of the text', async () => {
    const { items, interpretations } = JSON.parse((await get('/v1/measures')).body);
    expect(interpretations.map(({ id }: { id: string }) => id)).toContain('I-Xa');
    expect(items.map(({ slug }: { slug: string }) => slug)).toEqual(jinhua.measures.map(({ slug }) => slug));
  });

  it('shows one measure, by parameter and by its own path alike', async () => {
    const byParameter = await get('/v1/measures/{n}', { params: { n: '7' } });
    expect(byParameter.body).toBe((await get('/v1/measures/7')).body);
    expect(JSON.parse(byParameter.body)).toMatchObject({ measure: 7, slug: 'm07-growing-enterprises' });
  });

  it.each(['0', '13', '07', 'x', '1.5'])('has no measure %s', async (n) => {
    expect((await get('/v1/measures/{n}', { params: { n } })).statusCode).toBe(404);
  });

  it('describes itself where it is called', async () => {
    const serversAt = async (base: string) =>
      JSON.parse((await get('/v1/openapi.json', { base })).body).servers;
    expect(await serversAt('/live')).toEqual([{ url: '/live' }]);
    expect(await serversAt('')).toEqual([{ url: '/' }]);
  });

  it.each(['/v1/measures', '/v1/openapi.json'])(
    '%s need not be sent again while it is the same',
    async (resource) => {
      const first = await get(resource);
      const tag = String(first.headers?.etag);
      const again = await get(resource, { headers: { 'If-None-Match': tag } });
      expect(again).toMatchObject({ statusCode: 304, body: '', headers: { etag: tag } });
      expect((await get(resource, { headers: { 'If-None-Match': '"other"' } })).statusCode).toBe(200);
    },
  );
});
