import { type FieldError, fieldError, type Parsed } from '@twelve/dossier';
import { type Answer, type Caller, defineRoutes, Problem, problemKinds, webhookRoutes } from '@twelve/http';
import { readWebhook, registerWebhook, removeWebhook, type Store, type Webhook } from '@twelve/store';
import { type AddressRules, refusedAddress } from '../deliver/address.ts';

interface Request {
  readonly caller: Caller;
}
interface Registration {
  readonly url: string;
}

const { register } = webhookRoutes.routes;

/** The routes with the rules of this system for an address: it is judged together with the rest of the body. */
export const routesUnder = (rules: AddressRules) =>
  defineRoutes(webhookRoutes.function, {
    ...webhookRoutes.routes,
    register: {
      ...register,
      body: { ...register.body, parse: (value: unknown) => parseRegistration(value, rules) },
    },
  });

/** Where a partner is told of changes. The secret is in the answer to the registration and nowhere else. */
export const webhookAnswers = (store: Store) => ({
  register: async ({ caller, body }: Request & { readonly body: Registration }): Promise<Answer<200>> => {
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

function parseRegistration(value: unknown, rules: AddressRules): Parsed<Registration> {
  const parsed = register.body.parse(value);
  const errors = parsed.ok ? [] : parsed.errors;
  const url: unknown = Object(value).url;
  const readable = typeof url === 'string' && !errors.some(({ pointer }) => pointer === '/url');
  const refused = readable ? addressErrors(url, rules) : [];
  return parsed.ok && refused.length === 0 ? parsed : { ok: false, errors: [...errors, ...refused] };
}

function addressErrors(url: string, rules: AddressRules): readonly FieldError[] {
  const refused = refusedAddress(url, rules);
  return refused === undefined ? [] : [fieldError(['url'], refused.code, refused.zh, refused.en)];
}
