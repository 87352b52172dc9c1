import { jinhua } from '@twelve/measures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dossierOfSeed } from '../reference/arbitrary-dossier.ts';
import { unlawful } from '../reference/lawful.ts';
import { reference } from '../reference/reference.ts';
import { type System, startSystem } from './system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system?.stop());

const numbers = jinhua.measures.map(({ number }) => number);

describe('what anyone may read', () => {
  it('is up, and says which policy it applies', async () => {
    const { status, body } = await system.anyone('GET', '/v1/health');
    expect(status).toBe(200);
    expect(body).toEqual({ status: 'ok', policyVersion: '2023-draft' });
  });

  it('describes itself in OpenAPI 3.1, and says when that has not changed', async () => {
    const { body, headers } = await system.anyone('GET', '/v1/openapi.json');
    expect(body.openapi).toMatch(/^3\.1\./);
    const again = await system.anyone('GET', '/v1/openapi.json', {
      headers: { 'if-none-match': headers.get('etag') ?? '' },
    });
    expect(again).toMatchObject({ status: 304, text: '' });
    // It would be the length of the description, which whoever keeps a copy may take for it.
    expect(again.headers.get('content-length')).toBeNull();
    const other = await system.anyone('GET', '/v1/openapi.json', { headers: { 'if-none-match': '"other"' } });
    expect(other.status).toBe(200);
  });

  it('lists the twelve measures, each as it is read alone', async () => {
    const { body } = await system.anyone('GET', '/v1/measures');
    expect(body.items.map(({ measure }: { measure: number }) => measure)).toEqual(numbers);
    for (const item of body.items) {
      const alone = await system.anyone('GET', `/v1/measures/${item.measure}`);
      expect(alone.body).toEqual(item);
    }
  });

  it.each(['0', '13', '01', '1.0', 'x', '%31%33', '1%2F2'])('knows no measure %s', async (number) => {
    expect((await system.anyone('GET', `/v1/measures/${number}`)).status).toBe(404);
    const check = await system.anyone('POST', `/v1/measures/${number}/check`, {
      body: { applicant: {} },
    });
    expect(check.status).toBe(404);
  });

  it('takes a trailing slash for the same path, as the gateway does', async () => {
    expect((await system.anyone('GET', '/v1/health/')).status).toBe(200);
  });
});

describe('a self-check', () => {
  const seeds = Array.from({ length: 24 }, (_, place) => 7000 + place);

  it('is lawful, totals what the independent reference totals, and says what each measure’s check says', async () => {
    for (const seed of seeds) {
      const dossier = dossierOfSeed(seed, { maxExpenditures: 8, incomplete: seed % 3 === 0 });
      const determined = await system.anyone.selfCheck(dossier);
      expect(unlawful(dossier, determined), `seed ${seed}`).toEqual([]);
      const { totalFixedFen, totalCeilingFen } = reference(dossier);
      expect(determined.total, `seed ${seed}`).toEqual({ fixed: totalFixedFen, ceiling: totalCeilingFen });
    }
  });

  it('holds the very checks that the twelve functions give', async () => {
    const dossier = dossierOfSeed(7100, { maxExpenditures: 10 });
    const determined = await system.anyone.selfCheck(dossier);
    const checks = await Promise.all(
      numbers.map((number) => system.anyone('POST', `/v1/measures/${number}/check`, { body: dossier })),
    );
    expect(checks.map(({ body }) => body)).toEqual(determined.measures);
  });

  it('answers the same bytes for the same dossier, whatever the order of its lists', async () => {
    const dossier = dossierOfSeed(7200, { maxExpenditures: 10 });
    const turned = Object.fromEntries(
      Object.entries(dossier)
        .reverse()
        .map(([name, value]) => [name, Array.isArray(value) ? value.toReversed() : value]),
    );
    const send = (body: object) => system.anyone('POST', '/v1/self-check', { body });
    const [one, same, other] = [await send(dossier), await send(dossier), await send(turned)];
    expect(same.text).toBe(one.text);
    expect(other.text).toBe(one.text);
  });

  it('knows nothing of an applicant who says nothing, and says what would matter', async () => {
    const determined = await system.anyone.selfCheck({ applicant: {} });
    expect(determined.total).toEqual({ fixed: 0, ceiling: 0 });
    expect(determined.missing.length).toBeGreaterThan(5);
  });

  it('accepts a credit code whose inner organisation code is right, with a warning', async () => {
    // The organisation code 70846113-6 passes its own check; the last character should be T.
    const { warnings } = await system.anyone.selfCheck({ applicant: { creditCode: '914403007084611360' } });
    expect(warnings).toEqual([
      expect.objectContaining({ pointer: '/applicant/creditCode', code: 'check-character' }),
    ]);
  });

  it('leaves nothing behind', async () => {
    await system.idle();
    const written = system.events.filter(({ kind }) => kind === 'execution' || kind === 'dead-letter');
    expect(written).toEqual([]);
    const tables = ['cases', 'claims'] as const;
    for (const table of tables) {
      expect(await itemsOf(table)).toEqual([]);
    }
  });

  it('writes nothing private into any log', () => {
    expect(system.leaks()).toEqual([]);
    expect(system.events.filter(({ kind }) => kind === 'function-log').length).toBeGreaterThan(30);
  });
});

async function itemsOf(table: 'cases' | 'claims'): Promise<unknown[]> {
  const { DynamoDBClient, ScanCommand } = await import('@aws-sdk/client-dynamodb');
  const { Items = [] } = await new DynamoDBClient(system.cloud.client).send(
    new ScanCommand({ TableName: system.cloud.tables[table === 'cases' ? 'TablesCases' : 'TablesClaims'] }),
  );
  return Items;
}
