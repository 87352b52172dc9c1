import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Announcement } from '@twelve/casework';
import { disableWebhook, readWebhook, type Store, secretsAt, type Webhook } from '@twelve/store';
import { Webhook as Signer } from 'standardwebhooks';
import { type AddressRules, guardedLookup, refusedAddress } from './address.ts';

/** How an attempt to deliver ended. `dropped`: there is nobody to tell (any more). */
export type Delivery = 'delivered' | 'dropped' | 'disabled' | 'failed';

/** Sends one signed request and gives the status of its answer. Throws where there was none. */
export type Send = (url: URL, headers: Readonly<Record<string, string>>, body: string) => Promise<number>;

/**
 * Tells a partner's webhook of a change: CloudEvents JSON, signed as Standard Webhooks says, by every secret that is
 * valid. 410 means that the receiver is gone for good; any other answer than 2xx is tried again.
 */
export async function deliver(
  store: Store,
  { partner, event }: Announcement,
  send: Send,
  rules: AddressRules,
): Promise<Delivery> {
  const webhook = await readWebhook(store.engine, partner);
  if (webhook === undefined || webhook.status === 'disabled') return 'dropped';
  if (refusedAddress(webhook.url, rules) !== undefined) return 'dropped';
  const body = JSON.stringify(event);
  const status = await attempt(send, webhook, signedHeaders(webhook, event.id, body, store.now()), body);
  if (status >= 200 && status < 300) return 'delivered';
  if (status !== 410) return 'failed';
  await disableWebhook(store.engine, partner, webhook);
  return 'disabled';
}

/** Seconds until the next attempt, growing to half a day – the longest that a queue can hide a message. */
export const retryDelaySeconds = (attempts: number): number =>
  DELAYS_SECONDS[Math.min(Math.max(attempts, 1), DELAYS_SECONDS.length) - 1] ?? LONGEST_SECONDS;

const LONGEST_SECONDS = 43_000;
const DELAYS_SECONDS = [5, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800, LONGEST_SECONDS];

/** How long a receiver may take, from connecting to its answer. */
const TIMEOUT_MILLISECONDS = 10_000;

/** A real request: no redirects, a name checked at the moment of connecting, an answer that is not read. */
export const sender =
  (rules: AddressRules): Send =>
  (url, headers, body) =>
    new Promise((resolve, reject) => {
      const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
      const options = {
        method: 'POST',
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
        lookup: guardedLookup(rules),
        agent: false,
        signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      } as const;
      const sent = request(url, options, (answer) => {
        answer.destroy();
        resolve(answer.statusCode ?? 0);
      });
      sent.on('error', reject);
      sent.end(body);
    });

function signedHeaders(webhook: Webhook, id: string, body: string, at: string): Record<string, string> {
  const moment = new Date(at);
  return {
    'content-type': 'application/cloudevents+json; charset=utf-8',
    'user-agent': 'twelve-webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(moment.getTime() / 1000)),
    'webhook-signature': secretsAt(webhook, at)
      .map((secret) => new Signer(secret).sign(id, moment, body))
      .join(' '),
  };
}

/** The status of the answer; 0 where there was none: unreachable, refused, too slow. */
async function attempt(
  send: Send,
  webhook: Webhook,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<number> {
  try {
    return await send(new URL(webhook.url), headers, body);
  } catch {
    return 0;
  }
}
