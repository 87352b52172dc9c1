import { fieldError } from '@twelve/dossier';
import { type Answer, type Caller, InvalidInput, Problem, problemKinds } from '@twelve/http';
import { readWebhook, registerWebhook, removeWebhook, type Store, type Webhook } from '@twelve/store';
import { type AddressRules, refusedAddress } from '../deliver/address.ts';

interface Request {
  readonly caller: Caller;
}

/** Where a partner is told of changes. The secret is in the answer to the registration and nowhere else. */
export const webhookAnswers = (store: Store, rules: AddressRules) => ({
  register: async ({
    caller,
    body,
  }: Request & { readonly body: { readonly url: string } }): Promise<Answer<200>> => {
    const refused = refusedAddress(body.url, rules);
    if (refused !== undefined) {
      throw new InvalidInput([fieldError(['url'], refused.code, refused.zh, refused.en)]);
    }
    const webhook = await registerWebhook(store.engine, caller.id, body.url, store.now());
    return { status: 200, body: { ...published(webhook), secret: webhook.secret } };
  },

  read: async ({ caller }: Request): Promise<Answer<200>> => {
    const webhook = await readWebhook(store.engine, caller.id);
    if (webhook === undefined) throw new Problem(problemKinds.notFound);
    return { status: 200, body: published(webhook) };
  },

  remove: async ({ caller }: Request): Promise<Answer<204>> => {
    if (!(await removeWebhook(store.engine, caller.id))) throw new Problem(problemKinds.notFound);
    return { status: 204 };
  },
});

const published = ({ url, status, registeredAt }: Webhook) => ({ url, status, registeredAt });
