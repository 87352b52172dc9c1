import { randomBytes } from 'node:crypto';
import type { Engine, Item } from './engine.ts';
import { TransactionRefusedError } from './errors.ts';
import { webhookKey } from './item-keys.ts';

/** Where a partner is told of changes. Secrets are those of Standard Webhooks: `whsec_` and base64. */
export interface Webhook {
  readonly url: string;
  readonly status: 'active' | 'disabled';
  readonly registeredAt: string;
  readonly secret: string;
  /** Those before it, newest first, and how long each still signs beside it. */
  readonly previous: readonly { readonly secret: string; readonly until: string }[];
}

/** How long an old secret signs beside the new one. */
const ROTATION_MILLISECONDS = 24 * 60 * 60 * 1000;

/** How many old secrets are kept: a header has room for their signatures. */
const MOST_PREVIOUS = 4;

/**
 * Registers the address with a new secret; those before it stay valid beside it for a day, so that a receiver can
 * change over without losing an announcement, also where it had to ask again because the answer was lost.
 */
export async function registerWebhook(
  engine: Engine,
  partner: string,
  url: string,
  at: string,
): Promise<Webhook> {
  const known = await readWebhook(engine, partner);
  const webhook: Webhook = {
    url,
    status: 'active',
    registeredAt: at,
    secret: `whsec_${randomBytes(32).toString('base64')}`,
    previous: known === undefined ? [] : replaced(known, at),
  };
  const condition = known === undefined ? ({ is: 'absent' } as const) : stillAs(known);
  try {
    await engine.transact([{ action: 'put', table: 'partners', item: itemOf(partner, webhook), condition }]);
    return webhook;
  } catch (error) {
    // Registered by another call at the same moment: the secret that this one was shown signs as well.
    if (error instanceof TransactionRefusedError) return registerWebhook(engine, partner, url, at);
    throw error;
  }
}

function replaced({ secret, previous }: Webhook, at: string): Webhook['previous'] {
  const until = new Date(Date.parse(at) + ROTATION_MILLISECONDS).toISOString();
  return [{ secret, until }, ...previous.filter((old) => at < old.until)].slice(0, MOST_PREVIOUS);
}

export async function readWebhook(engine: Engine, partner: string): Promise<Webhook | undefined> {
  const item = await engine.get('partners', webhookKey(partner));
  return item === undefined ? undefined : JSON.parse(String(item.body));
}

/** Announce nothing any more. False where nothing was registered. */
export async function removeWebhook(engine: Engine, partner: string): Promise<boolean> {
  if ((await readWebhook(engine, partner)) === undefined) return false;
  await engine.transact([{ action: 'delete', table: 'partners', key: webhookKey(partner) }]);
  return true;
}

/** The receiver said that it is gone: nothing is sent to this address until it is registered again. */
export async function disableWebhook(engine: Engine, partner: string, gone: Webhook): Promise<void> {
  const item = itemOf(partner, { ...gone, status: 'disabled' });
  try {
    await engine.transact([{ action: 'put', table: 'partners', item, condition: stillAs(gone) }]);
  } catch (error) {
    // Registered anew meanwhile: then it is not gone.
    if (!(error instanceof TransactionRefusedError)) throw error;
  }
}

/** The secrets that sign at a moment, the current one first. */
export const secretsAt = ({ secret, previous }: Webhook, at: string): readonly string[] => [
  secret,
  ...previous.filter(({ until }) => at < until).map((old) => old.secret),
];

const stillAs = ({ registeredAt }: Webhook) =>
  ({ is: 'equal', attribute: 'registeredAt', value: registeredAt }) as const;

const itemOf = (partner: string, webhook: Webhook): Item => ({
  ...webhookKey(partner),
  kind: 'webhook',
  registeredAt: webhook.registeredAt,
  body: JSON.stringify(webhook),
});
