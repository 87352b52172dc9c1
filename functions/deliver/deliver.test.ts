import type { Announcement } from '@twelve/casework';
import { jinhua } from '@twelve/measures';
import { memoryEngine, openStore, readWebhook, registerWebhook } from '@twelve/store';
import { Webhook as Verifier } from 'standardwebhooks';
import { beforeEach, describe, expect, test } from 'vitest';
import { addressRules } from './address.ts';
import { deliver, retryDelaySeconds, type Send } from './deliver.ts';

const now = new Date().toISOString();
const announcement: Announcement = {
  partner: 'portal',
  event: {
    specversion: '1.0',
    id: '91330702MA0000001T-3',
    type: 'determination.changed',
    source: '/v1/submissions',
    subject: 's-1',
    time: now,
    datacontenttype: 'application/json',
    data: {
      submission: 's-1',
      creditCode: '91330702MA0000001T',
      revision: 3,
      policyVersion: '2023-draft',
      causes: ['amended'],
      total: { before: null, after: { fixed: 1, ceiling: 0 } },
      awards: [],
    },
  },
};

describe('a delivery', () => {
  let store: ReturnType<typeof openStore>;
  let sent: { url: string; headers: Readonly<Record<string, string>>; body: string }[];
  const answering =
    (status: number): Send =>
    async (url, headers, body) => {
      sent.push({ url: url.href, headers, body });
      return status;
    };
  const attempt = (status: number, rules = addressRules('no')) =>
    deliver(store, announcement, answering(status), rules);
  beforeEach(() => {
    sent = [];
    store = openStore(memoryEngine(), jinhua, { now: () => now });
  });

  test('is a CloudEvent, signed by the secret in force and by the one before', async () => {
    const first = await registerWebhook(store.engine, 'portal', 'https://example.com/hook', now);
    const second = await registerWebhook(store.engine, 'portal', 'https://example.com/hook', now);
    expect(await attempt(204)).toBe('delivered');
    const [request] = sent;
    expect(request?.headers['content-type']).toContain('application/cloudevents+json');
    expect(JSON.parse(request?.body ?? '')).toEqual(announcement.event);
    for (const { secret } of [first, second]) {
      expect(new Verifier(secret).verify(request?.body ?? '', request?.headers ?? {})).toEqual(
        announcement.event,
      );
    }
    const stranger = `whsec_${Buffer.from('x'.repeat(32)).toString('base64')}`;
    expect(() => new Verifier(stranger).verify(request?.body ?? '', request?.headers ?? {})).toThrow();
  });

  test('is tried again after any answer but a good one, and not at all once the receiver is gone', async () => {
    await registerWebhook(store.engine, 'portal', 'https://example.com/hook', now);
    for (const status of [0, 301, 400, 404, 500, 503])
      expect(await attempt(status), String(status)).toBe('failed');
    expect(await attempt(410)).toBe('disabled');
    expect(await readWebhook(store.engine, 'portal')).toMatchObject({ status: 'disabled' });
    expect(await attempt(200)).toBe('dropped');
  });

  test('fails where there is no answer', async () => {
    await registerWebhook(store.engine, 'portal', 'https://example.com/hook', now);
    const unreachable: Send = () => Promise.reject(new Error('unreachable'));
    expect(await deliver(store, announcement, unreachable, addressRules('no'))).toBe('failed');
  });

  test('goes to nobody who did not ask, and to no address that is not allowed (any more)', async () => {
    expect(await attempt(200)).toBe('dropped');
    await registerWebhook(store.engine, 'portal', 'http://127.0.0.1:9/hook', now);
    expect(await attempt(200)).toBe('dropped');
    expect(await attempt(200, addressRules('yes'))).toBe('delivered');
    expect(sent).toHaveLength(1);
  });
});

test('the delays grow, and stay within what a queue can hide', () => {
  const delays = [...Array(14).keys()].map((at) => retryDelaySeconds(at + 1));
  expect(delays.toSorted((a, b) => a - b)).toEqual(delays);
  expect(delays[0]).toBeLessThan(10);
  expect(Math.max(...delays)).toBeLessThan(12 * 60 * 60);
});
