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
  /** Signs too until `previousUntil`, so that a receiver can change over without losing an announcement. */
  readonly previousSecret: string | null;
  readonly previousUntil: string | null;
}

/** How long the old secret signs beside the new one. */
export const ROTATION_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Registers the address with a new secret; the one before stays valid beside it for a day. */
export async function registerWebhook(
  engine: Engine,
  partner: string,
  url: string,
  at: string,
): Promise<Webhook> {
  const known = await readWebhook(engine, partner);
  const until = new Date(Date.parse(at) + ROTATION_MILLISECONDS).toISOString();
  const webhook: Webhook = {
    url,
    status: 'active',
    registeredAt: at,
    secret: `whsec_${randomBytes(32).toString('base64')}`,
    previousSecret: known?.secret ?? null,
    previousUntil: known === undefined ? null : until,
  };
  await engine.transact([{ action: 'put', table: 'partners', item: itemOf(partner, webhook) }]);
  return webhook;
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
  const condition = { is: 'equal', attribute: 'registeredAt', value: gone.registeredAt } as const;
  try {
    await engine.transact([{ action: 'put', table: 'partners', item, condition }]);
  } catch (error) {
    // Registered anew meanwhile: then it is not gone.
    if (!(error instanceof TransactionRefusedError)) throw error;
  }
}

/** The secrets that sign at a moment, the current one first. */
export const secretsAt = (
  { secret, previousSecret, previousUntil }: Webhook,
  at: string,
): readonly string[] =>
  previousSecret !== null && previousUntil !== null && at < previousUntil
    ? [secret, previousSecret]
    : [secret];

const itemOf = (partner: string, webhook: Webhook): Item => ({
  ...webhookKey(partner),
  kind: 'webhook',
  registeredAt: webhook.registeredAt,
  body: JSON.stringify(webhook),
});
