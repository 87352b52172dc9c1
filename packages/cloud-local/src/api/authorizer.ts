import * as z from 'zod';
import type { Functions } from '../functions/functions.ts';
import { compilePolicy, evaluate, type Statement } from '../iam/policy.ts';
import { isObject, type Json, type JsonObject, parseJson } from '../json.ts';
import type { Authorizer } from './definition.ts';
import { invokedFunction } from './definition.ts';
import type { GatewayResponseType } from './gateway-responses.ts';
import { type ApiRequest, parameter } from './request.ts';

/** What an authorizer said of a caller. */
interface Verdict {
  readonly statements: readonly Statement[];
  readonly context: JsonObject;
  readonly usageIdentifierKey: string | undefined;
}

export type Authorization =
  | {
      readonly kind: 'allowed';
      readonly context: JsonObject;
      readonly usageIdentifierKey: string | undefined;
    }
  | { readonly kind: 'refused'; readonly response: GatewayResponseType };

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const verdictSchema = z.object({
  principalId: z.string(),
  policyDocument: z.json(),
  context: z.record(z.string(), scalar).nullish(),
  usageIdentifierKey: z.string().nullish(),
});

/** Calls Lambda authorizers and remembers what they said, per identity and for as long as they allow. */
export class Authorizers {
  readonly #functions: Functions;
  readonly #remembered = new Map<string, { verdict: Verdict; until: number }>();

  constructor(functions: Functions) {
    this.#functions = functions;
  }

  /** @param event the request without its body, for REQUEST authorizers */
  async authorize(
    authorizer: Authorizer,
    request: ApiRequest,
    path: Readonly<Record<string, string>>,
    methodArn: string,
    event: () => JsonObject,
  ): Promise<Authorization> {
    const identity = identityOf(authorizer, request, path);
    if (identity === undefined) return { kind: 'refused', response: 'UNAUTHORIZED' };
    const key = JSON.stringify([authorizer.logicalId, identity]);
    const known = this.#recall(key);
    const verdict = known ?? (await this.#ask(authorizer, identity, methodArn, event));
    if (typeof verdict === 'string') return { kind: 'refused', response: verdict };
    const seconds = authorizer.properties.AuthorizerResultTtlInSeconds;
    if (known === undefined && seconds > 0 && identity.length > 0) {
      this.#remembered.set(key, { verdict, until: Date.now() + seconds * 1000 });
    }
    const decision = evaluate(verdict.statements, {
      action: 'execute-api:Invoke',
      resource: methodArn,
      context: {},
    });
    if (decision !== 'allowed') return { kind: 'refused', response: 'ACCESS_DENIED' };
    return { kind: 'allowed', context: verdict.context, usageIdentifierKey: verdict.usageIdentifierKey };
  }

  #recall(key: string): Verdict | undefined {
    const found = this.#remembered.get(key);
    if (found !== undefined && found.until > Date.now()) return found.verdict;
    this.#remembered.delete(key);
    return undefined;
  }

  async #ask(
    authorizer: Authorizer,
    identity: readonly string[],
    methodArn: string,
    event: () => JsonObject,
  ): Promise<Verdict | GatewayResponseType> {
    const functionArn = invokedFunction(authorizer.properties.AuthorizerUri) ?? '';
    const asked: Json =
      authorizer.properties.Type === 'TOKEN'
        ? { type: 'TOKEN', methodArn, authorizationToken: identity[0] ?? '' }
        : { type: 'REQUEST', methodArn, ...event() };
    const outcome = await this.#functions.invoke(functionArn, JSON.stringify(asked));
    const answer = parseJson(outcome.payload);
    if (outcome.kind === 'error') {
      const message = isObject(answer) ? answer.errorMessage : undefined;
      return message === 'Unauthorized' ? 'UNAUTHORIZED' : 'AUTHORIZER_FAILURE';
    }
    return readVerdict(answer ?? null);
  }
}

function readVerdict(answer: Json): Verdict | GatewayResponseType {
  const parsed = verdictSchema.safeParse(answer);
  if (!parsed.success) return 'AUTHORIZER_CONFIGURATION_ERROR';
  const { principalId, policyDocument, context, usageIdentifierKey } = parsed.data;
  try {
    return {
      statements: compilePolicy(policyDocument, 'authorizer'),
      // Functions get every value of the context as text.
      context: {
        principalId,
        ...Object.fromEntries(
          Object.entries(context ?? {}).flatMap(([name, value]) =>
            value === null ? [] : [[name, String(value)]],
          ),
        ),
      },
      usageIdentifierKey: usageIdentifierKey ?? undefined,
    };
  } catch {
    return 'AUTHORIZER_CONFIGURATION_ERROR';
  }
}

/** Values of the identity sources; undefined where one is missing or malformed: nobody is asked then. */
function identityOf(
  { properties }: Authorizer,
  request: ApiRequest,
  path: Readonly<Record<string, string>>,
): string[] | undefined {
  const sources = (properties.IdentitySource ?? '')
    .split(',')
    .map((source) => source.trim())
    .filter((source) => source !== '');
  const values = sources.map((source) => parameter(request, path, source) ?? '');
  if (values.some((value) => value === '')) return undefined;
  const expression = properties.IdentityValidationExpression;
  if (expression !== undefined && !new RegExp(`^(?:${expression})$`).test(values[0] ?? '')) return undefined;
  return values;
}
