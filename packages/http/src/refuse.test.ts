import { describe, expect, it, vi } from 'vitest';
import { apiEvent, lambdaContext } from './api-event.fixture.ts';
import { refuse } from './refuse.ts';

vi.spyOn(console, 'log').mockImplementation(() => undefined);

const ask = (method: string, resource: string, params: Record<string, string> | null = null) =>
  refuse()(apiEvent({ method, resource, params }), lambdaContext);

describe('refusals', () => {
  it.each([
    ['PATCH', '/v1/submissions', 'GET, POST'],
    ['GET', '/v1/measures/7/check', 'POST'],
    ['POST', '/v1/measures/7', 'GET'],
    ['OPTIONS', '/v1/submissions/{id}', 'DELETE, GET, PUT'],
    ['DELETE', '/', 'GET'],
  ])('%s %s is 405, and allowed are %s', async (method, resource, allowed) => {
    const { statusCode, headers, body } = await ask(method, resource);
    expect(statusCode).toBe(405);
    expect(headers).toMatchObject({ allow: allowed, 'content-type': 'application/problem+json' });
    expect(JSON.parse(body).message).toEqual({ zh: expect.any(String), en: expect.any(String) });
  });

  it.each(['GET', 'POST'])('say not found to %s where the path names nothing', async (method) => {
    expect((await ask(method, '/v1/measures/{n}/check', { n: '13' })).statusCode).toBe(404);
  });
});
