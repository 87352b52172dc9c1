import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { describeApi } from './openapi.ts';
import * as problemKinds from './problem-kinds.ts';
import { documentedRoutes, routeTable } from './routes/table.ts';

type Json = Readonly<Record<string, unknown>>;

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
    expect(headersOf('/v1/submissions', 'post', 409)).toEqual(['x-request-id', 'location', 'retry-after']);
    expect(headersOf('/v1/submissions/{id}', 'put', 409)).toEqual(['x-request-id', 'retry-after']);
    const isSure = (path: string, method: string, status: number, name: string) =>
      Object(description.paths)[path][method].responses[status].headers[name].required === true;
    expect(isSure('/v1/submissions', 'post', 409, 'location')).toBe(false);
    expect(isSure('/v1/submissions', 'post', 202, 'location')).toBe(true);
    expect(headersOf('/v1/health', 'get', 429)).toEqual(['x-request-id', 'retry-after']);
    expect(headersOf('/v1/webhook', 'get', 401)).toEqual(['x-request-id', 'www-authenticate']);
  });

  it('names If-None-Match where an answer may be that nothing changed', () => {
    for (const item of Object.values(Object(description.paths)))
      for (const { parameters, responses } of Object.values(Object(item)).map(Object)) {
        const named = parameters.find(({ name }: { name: string }) => name === 'If-None-Match');
        expect(named?.required).toBe('304' in responses ? false : undefined);
        if ('304' in responses) expect(Object.keys(responses[304].headers)).toContain('etag');
      }
  });

  it('says what every parameter means', () => {
    const silent = Object.values(Object(description.paths)).flatMap((item) =>
      Object.values(Object(item)).flatMap((operation) =>
        Object(operation).parameters.filter(
          (one: Json) => one.in !== 'header' && !/\p{Script=Han}.* \/ [A-Z]/u.test(String(one.description)),
        ),
      ),
    );
    expect(silent).toEqual([]);
  });

  it('describes as numbers what the functions read as such', () => {
    const numbers = documentedRoutes().flatMap((route) => {
      const { parameters } = Object(description.paths)[route.path][route.method.toLowerCase()];
      return Object.entries({ ...route.params, ...route.query?.entries }).flatMap(([name, taken]) => {
        const { schema } = parameters.find((one: Json) => one.name === name);
        return schema.type === 'integer' ? [{ name, taken, schema }] : [];
      });
    });
    expect(new Set(numbers.map(({ name }) => name))).toEqual(new Set(['n', 'year', 'limit']));
    for (const { name, taken, schema } of numbers) {
      const { minimum, maximum } = schema;
      const values = [minimum - 1, minimum, maximum, maximum + 1].map(String);
      expect([name, ...values.map((value) => v.is(taken, value))]).toEqual([name, false, true, true, false]);
    }
  });

  it('says what an idempotency key looks like', () => {
    const { parameters } = Object(description.paths)['/v1/submissions'].post;
    const { schema } = parameters.find(({ name }: { name: string }) => name === 'Idempotency-Key');
    const form = new RegExp(schema.pattern);
    expect(['a', '"a"', 'x'.repeat(255), '', 'a b', 'x'.repeat(256)].map((key) => form.test(key))).toEqual([
      ...[true, true, true],
      ...[false, false, false],
    ]);
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

  /** Every field of a schema by its place, however deep. */
  function* fieldsOf(schema: unknown, place: string): Generator<readonly [place: string, field: Json]> {
    for (const [key, value] of Object.entries(Object(schema))) {
      if (key === 'properties')
        for (const [name, field] of Object.entries(Object(value))) {
          yield [`${place}.${name}`, Object(field)];
          yield* fieldsOf(field, `${place}.${name}`);
        }
      else if (typeof value === 'object') yield* fieldsOf(value, place);
    }
  }
  const fields = Object.entries(Object(description.components).schemas).flatMap(([name, schema]) => [
    ...fieldsOf(schema, name),
  ]);

  it('says what every field means, in both languages', () => {
    expect(fields.length).toBeGreaterThan(300);
    const silent = fields.filter(
      ([, { description: words }]) => !/\p{Script=Han}.* \/ [A-Za-z]/su.test(String(words)),
    );
    expect(silent.map(([place]) => place)).toEqual([]);
  });

  it('says of every amount that it is in fen', () => {
    const amounts = fields.filter(([, { maximum }]) => maximum === 10_000_000_000_000);
    expect(amounts.length).toBeGreaterThan(20);
    expect(Object(description.info).description).toContain('1 yuan = 100 fen');
    for (const [place, { description: words }] of amounts) expect(words, place).toMatch(/单位：分.*in fen$/);
  });

  it('publishes the dossier with its limits', () => {
    const schemas = Object(Object(description.components).schemas);
    expect(schemas.Dossier.additionalProperties).toBe(false);
    expect(schemas.Submission.required).toContain('applicant');
  });

  it('asks only for what has to be sent, whatever a generator makes of defaults', () => {
    const { Submission } = Object(Object(description.components).schemas);
    expect(Submission.required).toEqual(['applicant']);
    expect(Submission.properties.talents.type).toBe('array');
    expect(fields.filter(([, field]) => 'default' in field).map(([place]) => place)).toEqual([]);
  });

  it('says of every value what the functions hold it to', () => {
    const { Case, Dossier, Payment } = Object(Object(description.components).schemas);
    const { establishedOn, registeredCapital, settlement } = Dossier.properties.applicant.properties;
    expect(establishedOn).toMatchObject({ type: 'string', format: 'date', pattern: expect.any(String) });
    expect(registeredCapital).toMatchObject({ type: 'integer', minimum: 0, maximum: 10_000_000_000_000 });
    expect(settlement.anyOf).toMatchObject([{ required: ['kind', 'on'] }, { type: 'null' }]);
    expect(Dossier.properties.projects.items.oneOf[0].properties.kind).toMatchObject({
      type: 'string',
      const: 'compute-platform',
    });
    expect(Payment.properties.awards).toMatchObject({
      type: 'array',
      minItems: 1,
      maxItems: 80,
      items: { type: 'string', minLength: 1, maxLength: 200 },
    });
    expect(Case.properties.partner).toMatchObject({ type: ['string', 'null'] });
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
