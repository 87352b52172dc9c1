import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { describeApi } from './openapi.ts';
import * as problemKinds from './problem-kinds.ts';
import { documentedRoutes, routeTable } from './routes/table.ts';

const run = promisify(execFile);
const description = describeApi();

describe('the description', () => {
  it('is clean under the recommended rules', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'twelve-openapi-'));
    const file = join(folder, 'openapi.json');
    await writeFile(file, JSON.stringify(description));
    const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
    const { stdout } = await run('redocly', ['lint', file, '--extends', 'recommended', '--format', 'json'], {
      env,
    });
    await rm(folder, { recursive: true });
    expect(JSON.parse(stdout).problems).toEqual([]);
  });

  it('has every documented route and no other', () => {
    const described = Object.entries(Object(description.paths)).flatMap(([path, item]) =>
      Object.keys(Object(item)).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual(
      documentedRoutes()
        .map((route) => `${route.method} ${route.path}`)
        .sort(),
    );
    expect(described).toContain('POST /v1/measures/{n}/check');
  });

  it('says that a path whose parameter names nothing is not there', () => {
    const silent = Object.entries(Object(description.paths)).flatMap(([path, item]) =>
      Object.entries(Object(item)).flatMap(([method, operation]) =>
        path.includes('{') && !('404' in Object(Object(operation).responses)) ? [`${method} ${path}`] : [],
      ),
    );
    expect(silent).toEqual([]);
  });

  it('names the headers that a caller goes by', () => {
    const headersOf = (path: string, method: string, status: number) =>
      Object.keys(Object(description.paths)[path][method].responses[status].headers);
    expect(headersOf('/v1/submissions', 'post', 202)).toEqual(['x-request-id', 'location', 'etag']);
    for (const method of ['put', 'delete'])
      expect(headersOf('/v1/submissions/{id}', method, 202)).toContain('etag');
    expect(headersOf('/v1/cases/{creditCode}', 'get', 200)).toContain('etag');
    expect(headersOf('/v1/health', 'get', 429)).toEqual(['x-request-id', 'retry-after']);
    expect(headersOf('/v1/webhook', 'get', 401)).toEqual(['x-request-id', 'www-authenticate']);
  });

  it('tells what arrives at a webhook', () => {
    const { post } = Object(description.webhooks)['determination.changed'];
    expect(post.parameters.map(({ name }: { name: string }) => name)).toEqual([
      'webhook-id',
      'webhook-timestamp',
      'webhook-signature',
    ]);
    expect(Object.keys(post.requestBody.content)).toEqual(['application/cloudevents+json']);
    expect(Object.keys(post.responses)).toEqual(['410', '2XX', 'default']);
    expect(Object(description.components).schemas.DeterminationChanged.required).toContain('data');
  });

  it('promises the members that every problem has', () => {
    expect(Object(description.components).schemas.Problem.required).toEqual(
      expect.arrayContaining(['type', 'title', 'status', 'detail', 'instance']),
    );
  });

  it('publishes the dossier with its limits', () => {
    const schemas = Object(Object(description.components).schemas);
    expect(schemas.Dossier.additionalProperties).toBe(false);
    expect(schemas.Submission.required).toContain('applicant');
  });

  it('says of every value what the functions hold it to', () => {
    const { Case, Dossier, Payment, Submission } = Object(Object(description.components).schemas);
    const { establishedOn, registeredCapital, settlement } = Dossier.properties.applicant.properties;
    expect(establishedOn).toMatchObject({ type: 'string', format: 'date', pattern: expect.any(String) });
    expect(registeredCapital).toEqual({ type: 'integer', minimum: 0, maximum: 10_000_000_000_000 });
    expect(settlement.anyOf).toMatchObject([{ required: ['kind', 'on'] }, { type: 'null' }]);
    expect(Dossier.properties.projects.items.oneOf[0].properties.kind).toEqual({
      type: 'string',
      const: 'compute-platform',
    });
    expect(Payment.properties.awards).toEqual({
      type: 'array',
      minItems: 1,
      maxItems: 80,
      items: { type: 'string', minLength: 1, maxLength: 200 },
    });
    expect(Submission.properties.talents).toMatchObject({ type: 'array', default: [] });
    expect(Case.properties.partner).toEqual({ type: ['string', 'null'] });
    expect(Case.properties.registry.anyOf).toEqual([
      { $ref: '#/components/schemas/RegistryFacts' },
      { type: 'null' },
    ]);
  });
});

describe('the route table', () => {
  it('has a resource of its own for each measure', () => {
    const table = routeTable([
      { number: 1, slug: 'm01-a' },
      { number: 12, slug: 'm12-b' },
    ]);
    const checks = table.filter(({ route }) => route.path.endsWith('/check'));
    expect(checks.map((entry) => [entry.function, entry.route.path])).toEqual([
      ['m01-a', '/v1/measures/1/check'],
      ['m12-b', '/v1/measures/12/check'],
    ]);
  });

  it('has no route twice', () => {
    const names = routeTable([]).map(({ route }) => `${route.method} ${route.path}`);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('problem kinds', () => {
  it('speak both languages', () => {
    for (const { detail, title } of Object.values(problemKinds)) {
      expect(detail.zh).toMatch(/\p{Script=Han}/u);
      expect(detail.en).toMatch(/^[\x20-\x7e]+$/);
      expect(title).toMatch(/\p{Script=Han}.* \/ [A-Z]/u);
    }
  });
});
