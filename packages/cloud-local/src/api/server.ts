import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Activity } from '../activity.ts';
import { UnsupportedTemplateError } from '../errors.ts';
import type { Functions } from '../functions/functions.ts';
import { payloadLimitBytes } from '../functions/invocation.ts';
import type { Access } from '../iam/access.ts';
import type { JsonObject } from '../json.ts';
import type { Emit } from '../options.ts';
import type { HostState } from '../state/host-state.ts';
import { arn } from '../template/kind.ts';
import type { Stack } from '../template/stack.ts';
import { Authorizers } from './authorizer.ts';
import { type Api, invokedFunction, type Method, type Node } from './definition.ts';
import type { GatewayResponseType } from './gateway-responses.ts';
import { Limits } from './limits.ts';
import { type ApiAnswer, proxyAnswer, proxyEvent, requestPart } from './proxy.ts';
import { type ApiRequest, header, parameter, readRequest } from './request.ts';
import { type Match, route } from './router.ts';

export interface ApiServerOptions {
  readonly api: Api;
  readonly stack: Stack;
  readonly access: Access;
  readonly functions: Functions;
  readonly state: HostState;
  readonly activity: Activity;
  readonly emit: Emit;
}

/** The public REST API: routes, authorizers, limits, proxy integrations, gateway responses. */
export function createApiServer(options: ApiServerOptions): Server {
  checkPermissions(options);
  const gateway = new Gateway(options);
  const server = createServer((message, response) => {
    void options.activity.track(`request ${message.url}`, async () => {
      // A client that went away in the middle of its request is nobody's fault.
      const read = await readRequest(message).catch(() => undefined);
      if (read === undefined) response.destroy();
      else send(response, await serve(gateway, read, options.emit));
    });
  });
  // Longer than clients keep a connection, so that it is theirs to close.
  server.keepAliveTimeout = 65_000;
  return server;
}

async function serve(
  gateway: Gateway,
  { request, tooLarge }: { request: ApiRequest; tooLarge: boolean },
  emit: Emit,
): Promise<ApiAnswer> {
  const answer = tooLarge
    ? gateway.own('REQUEST_TOO_LARGE', request)
    : await gateway.answer(request).catch((error: unknown) => {
        // A full disk, for example: what it met is for this terminal, and the caller can name the request.
        emit({ kind: 'problem', message: `request ${request.id}: ${error}` });
        return gateway.own('DEFAULT_5XX', request);
      });
  emit({
    kind: 'request',
    method: request.httpMethod,
    path: request.path,
    status: answer.status,
    milliseconds: Date.now() - request.receivedAt.getTime(),
  });
  return answer;
}

function send(response: ServerResponse, answer: ApiAnswer): void {
  if (response.destroyed) return;
  response.statusCode = answer.status;
  try {
    for (const [name, value] of answer.headers) response.appendHeader(name, value);
  } catch {
    response.statusCode = 502; // The template itself has a header that HTTP does not allow.
  }
  // Neither has a body: a length would be that of what was not sent (RFC 9110, 8.6).
  if (answer.status !== 204 && answer.status !== 304)
    response.setHeader('content-length', answer.body.length);
  response.end(answer.body);
}

/** A refusal on the way to the integration. */
class Refusal {
  readonly response: GatewayResponseType;
  constructor(response: GatewayResponseType) {
    this.response = response;
  }
}

class Gateway {
  readonly #options: ApiServerOptions;
  readonly #authorizers: Authorizers;
  readonly #limits: Limits;

  constructor(options: ApiServerOptions) {
    this.#options = options;
    this.#authorizers = new Authorizers(options.functions);
    this.#limits = new Limits(options.api, options.state);
  }

  /** The gateway's own answer of a type. */
  own(type: GatewayResponseType, request: ApiRequest): ApiAnswer {
    const { api } = this.#options;
    const { id, httpMethod, path, sourceIp } = request;
    const rendered = api.responses(type, {
      requestId: id,
      httpMethod,
      path,
      sourceIp,
      stage: api.stage.name,
    });
    return {
      status: rendered.status,
      headers: Object.entries(rendered.headers),
      body: Buffer.from(rendered.body),
    };
  }

  async answer(request: ApiRequest): Promise<ApiAnswer> {
    const match = route(this.#options.api.root, request.httpMethod, request.path);
    if (match === undefined) return this.own('MISSING_AUTHENTICATION_TOKEN', request);
    const caller = await this.#admit(request, match);
    if (caller instanceof Refusal) return this.own(caller.response, request);
    if (match.method.integration.Type === 'MOCK') return mockAnswer(match.method, request);
    return this.#integrate(request, match, caller);
  }

  /** Authorizer, then the key's plan, then the stage's limits, then required parameters. */
  async #admit(
    request: ApiRequest,
    match: Match,
  ): Promise<{ authorizer?: JsonObject; key?: string } | Refusal> {
    const { api, stack } = this.#options;
    const { method, parameters } = match;
    const caller: { authorizer?: JsonObject; key?: string } = {};
    if (method.authorizer !== undefined) {
      const methodArn = arn(
        stack,
        'execute-api',
        `${api.id}/${api.stage.name}/${request.httpMethod}${request.path}`,
      );
      const said = await this.#authorizers.authorize(method.authorizer, request, parameters, methodArn, () =>
        requestPart(api, stack, request, match, {}),
      );
      if (said.kind === 'refused') return new Refusal(said.response);
      caller.authorizer = said.context;
      if (api.keySource === 'AUTHORIZER' && said.usageIdentifierKey !== undefined)
        caller.key = said.usageIdentifierKey;
    }
    const sent = api.keySource === 'HEADER' ? header(request, 'x-api-key') : undefined;
    if (sent !== undefined) caller.key = sent;
    if (method.keyRequired) {
      const admitted =
        caller.key === undefined ? 'INVALID_API_KEY' : this.#limits.admitKey(caller.key, method);
      if (admitted !== 'admitted') return new Refusal(admitted);
    }
    if (!this.#limits.admitMethod(method)) return new Refusal('THROTTLED');
    const missing = method.requiredParameters.some(
      (name) => parameter(request, parameters, name) === undefined,
    );
    return missing ? new Refusal('BAD_REQUEST_PARAMETERS') : caller;
  }

  async #integrate(
    request: ApiRequest,
    match: Match,
    caller: { authorizer?: JsonObject; key?: string },
  ): Promise<ApiAnswer> {
    const { api, stack, functions } = this.#options;
    const { functionArn = '', integration } = match.method;
    const event = JSON.stringify(proxyEvent(api, stack, request, match, caller));
    // The function's own refusal, which the gateway passes on: the caller sent too much.
    if (Buffer.byteLength(event) > payloadLimitBytes) return this.own('REQUEST_TOO_LARGE', request);
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), integration.TimeoutInMillis);
    });
    const outcome = await Promise.race([functions.invoke(functionArn, event), timeout]);
    clearTimeout(timer);
    if (outcome === undefined) return this.own('INTEGRATION_TIMEOUT', request);
    const answer = outcome.kind === 'success' ? proxyAnswer(api, request, outcome.payload) : undefined;
    return answer ?? this.own('DEFAULT_5XX', request);
  }
}

/** Mock integrations as CORS preflight uses them: fixed headers, no body. */
function mockAnswer(method: Method, request: ApiRequest): ApiAnswer {
  const [response] = method.integration.IntegrationResponses;
  const headers = Object.entries(response?.ResponseParameters ?? {}).map(
    ([target, value]): [string, string] => [
      target.replace('method.response.header.', ''),
      value.replace(/^'(.*)'$/, '$1'),
    ],
  );
  return {
    status: Number(response?.StatusCode ?? 200),
    headers: [...headers, ['x-amzn-requestid', request.id]],
    body: Buffer.from(response?.ResponseTemplates?.['application/json'] ?? ''),
  };
}

/** On AWS a method whose function does not permit the gateway fails at its first call; here at start. */
function checkPermissions({ api, stack, access }: ApiServerOptions): void {
  const problems = new Set<string>();
  const check = (functionArn: string, source: string, what: string) => {
    if (
      !access.mayInvoke(
        functionArn,
        'apigateway.amazonaws.com',
        arn(stack, 'execute-api', `${api.id}/${source}`),
      )
    ) {
      problems.add(`${what}: no permission lets the API invoke ${functionArn}`);
    }
  };
  const visit = (node: Node) => {
    for (const method of node.methods.values()) {
      const verb = method.httpMethod === 'ANY' ? '*' : method.httpMethod;
      const path = method.path.replace(/\{[^}]*\}/g, '*');
      if (method.functionArn !== undefined) {
        check(method.functionArn, `${api.stage.name}/${verb}${path}`, `${method.httpMethod} ${method.path}`);
      }
      const { authorizer } = method;
      const authorizes =
        authorizer === undefined ? undefined : invokedFunction(authorizer.properties.AuthorizerUri);
      if (authorizes !== undefined && authorizer !== undefined)
        check(authorizes, `authorizers/${authorizer.logicalId}`, authorizer.logicalId);
    }
    for (const child of node.literals.values()) visit(child);
    if (node.parameter !== undefined) visit(node.parameter.node);
  };
  visit(api.root);
  if (problems.size > 0) throw new UnsupportedTemplateError([...problems]);
}
