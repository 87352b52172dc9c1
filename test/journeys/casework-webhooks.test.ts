import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dossierOf, equipmentOf, platformOf } from '../simulation/dossiers.ts';
import { schemasOf } from './contract.ts';
import { type Client, type System, startSystem } from './system.ts';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let system: System;
let receiver: Server;
let received: Received[] = [];
let answers: number[] = [];
let address: string;
beforeAll(async () => {
  receiver = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
      response.writeHead(answers.shift() ?? 204).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const bound = receiver.address();
  address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}/hook`;
  system = await startSystem();
});
afterAll(async () => {
  await system?.stop();
  await new Promise((resolve) => receiver.close(resolve));
});

let applicants = 500_000;
const dossier = (amount: number, talents = false) => {
  const number = applicants++;
  return dossierOf(number, {
    projects: [platformOf('p')],
    expenditures: [equipmentOf('p', amount, `2433200000003${String(number).padStart(7, '0')}`)],
    talents: talents
      ? [
          {
            id: 'pseudonym-1',
            year: 2024,
            annualSalary: 61_234_567,
            localContribution: 17_654_321,
            isLegalRepresentative: false,
          },
        ]
      : [],
  });
};

/** Waits for so many deliveries; messages that wait for a retry are made due. */
async function deliveries(count: number): Promise<Received[]> {
  const until = Date.now() + 30_000;
  while (received.length < count) {
    if (Date.now() > until) throw new Error(`${received.length} deliveries instead of ${count}`);
    system.cloud.releaseDelayed();
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return received;
}

async function registered(portal: Client): Promise<string> {
  const answer = await portal('PUT', '/v1/webhook', { body: { url: address } });
  expect(answer.status).toBe(200);
  received = [];
  answers = [];
  return answer.body.secret;
}

test('a change is announced, signed, without the dossier and without persons', async () => {
  const portal = await system.as('announced');
  const secret = await registered(portal);
  const { id, creditCode } = await portal.submit(dossier(1_000_00, true));
  const [delivery] = await deliveries(1);
  const event = new Verifier(secret).verify(delivery?.body ?? '', {
    'webhook-id': String(delivery?.headers['webhook-id']),
    'webhook-timestamp': String(delivery?.headers['webhook-timestamp']),
    'webhook-signature': String(delivery?.headers['webhook-signature']),
  });
  expect(event).toMatchObject({
    specversion: '1.0',
    type: 'determination.changed',
    subject: id,
    data: {
      submission: id,
      creditCode,
      revision: 1,
      causes: ['submitted'],
      total: { before: null, after: { fixed: 500_00 } },
    },
  });
  expect(Object(event).data.awards).toContainEqual({ clause: '11.2', personal: true });
  for (const secretFact of ['pseudonym-1', '61234567', '17654321', '2449382']) {
    expect(delivery?.body).not.toContain(secretFact);
  }
  expect(system.leaks()).toEqual([]);
  const { body: description } = await system.anyone('GET', '/v1/openapi.json');
  const { parameters, requestBody } = description.webhooks['determination.changed'].post;
  const { schema } = requestBody.content['application/cloudevents+json'];
  expect(delivery?.headers['content-type']).toMatch(/^application\/cloudevents\+json/);
  expect(Object.keys(delivery?.headers ?? {})).toEqual(
    expect.arrayContaining(parameters.map(({ name }: { name: string }) => name)),
  );
  expect(schemasOf(description)(schema.$ref, event)).toEqual([]);
});

test('what fails is sent again, the same event under the same id', async () => {
  const portal = await system.as('stubborn');
  await registered(portal);
  answers = [500, 503];
  await portal.submit(dossier(1_000_00));
  const [first, second, third] = await deliveries(3);
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  expect([second?.body, third?.body]).toEqual([first?.body, first?.body]);
});

test('while secrets change over, both sign; the secret is shown once', async () => {
  const portal = await system.as('rotating');
  const old = await registered(portal);
  const fresh = await registered(portal);
  await portal.submit(dossier(1_000_00));
  const [delivery] = await deliveries(1);
  const signatures = String(delivery?.headers['webhook-signature']).split(' ');
  expect(signatures).toHaveLength(2);
  for (const secret of [old, fresh]) {
    const headers = {
      'webhook-id': String(delivery?.headers['webhook-id']),
      'webhook-timestamp': String(delivery?.headers['webhook-timestamp']),
      'webhook-signature': signatures.join(' '),
    };
    expect(() => new Verifier(secret).verify(delivery?.body ?? '', headers)).not.toThrow();
  }
  const shown = await portal('GET', '/v1/webhook');
  expect(shown.body).toMatchObject({ url: address, status: 'active' });
  expect(shown.text).not.toContain(fresh);
});

test('a receiver that says it is gone is left alone, until it registers anew', async () => {
  const portal = await system.as('going');
  await registered(portal);
  answers = [410];
  const { id } = await portal.submit(dossier(1_000_00));
  await deliveries(1);
  await system.idle();
  expect((await portal('GET', '/v1/webhook')).body).toMatchObject({ status: 'disabled' });
  const view = await portal.submission(id);
  await portal.amend(id, view.revision, { ...view.dossier, expenditures: [] });
  await system.idle();
  system.cloud.releaseDelayed();
  await system.idle();
  expect(received).toHaveLength(1);
  await registered(portal);
  expect((await portal('GET', '/v1/webhook')).body).toMatchObject({ status: 'active' });
  const removed = await portal('DELETE', '/v1/webhook');
  expect(removed).toMatchObject({ status: 204, text: '' });
  expect(removed.headers.get('content-length')).toBeNull();
  expect((await portal('GET', '/v1/webhook')).status).toBe(404);
  expect((await portal('DELETE', '/v1/webhook')).status).toBe(404);
});

test('an address that is not of the public internet is refused', async () => {
  const portal = await system.as('refused');
  for (const url of [
    'http://example.com/',
    'https://10.0.0.1/',
    'https://169.254.169.254/',
    'https://[fd00::1]/',
    'nothing',
  ]) {
    const answer = await portal('PUT', '/v1/webhook', { body: { url } });
    expect(answer, url).toMatchObject({ status: 422, body: { errors: [{ pointer: '/url' }] } });
  }
  const both = await portal('PUT', '/v1/webhook', { body: { url: 'http://example.com/', retries: 3 } });
  expect(both.body.errors).toMatchObject([
    { pointer: '/retries', code: 'unknown-field' },
    { pointer: '/url', code: 'not-https' },
  ]);
  const empty = await portal('PUT', '/v1/webhook', { body: { url: '' } });
  expect(empty.body.errors).toMatchObject([{ pointer: '/url', code: 'length' }]);
  expect((await portal('GET', '/v1/webhook')).status).toBe(404);
});
