import middy from '@middy/core';
import { type FieldError, fieldError, parseShape } from '@twelve/dossier';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import * as v from 'valibot';
import { answerHeaders, basePath, problemAnswers, requestLog } from './middleware.ts';
import { idempotencyKey, ifMatch } from './preconditions.ts';
import { InvalidInput, Problem } from './problem.ts';
import * as problemKinds from './problem-kinds.ts';
import { readJson } from './read-json.ts';
import { type BodySpec, type Caller, matchPath, type Route, type RouteGroup } from './route.ts';

/** What a route's answer function is given: read, checked, and nothing of Lambda left in it. */
export interface ApiRequest<R extends Route = Route> {
  readonly id: string;
  readonly path: string;
  /** What stands before our paths in the caller's address; mostly nothing. */
  readonly base: string;
  readonly params: R extends { params: infer P }
    ? { readonly [K in keyof P]: string }
    : Record<string, string>;
  readonly query: R extends { query: infer Q extends v.GenericSchema } ? v.InferOutput<Q> : undefined;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly caller: R extends { who: 'anyone' } ? undefined : Caller;
  readonly body: R extends { body: BodySpec<infer T> } ? T : undefined;
  /** What is odd about the body but no error. */
  readonly warnings: readonly FieldError[];
}

export interface Answer<Status extends number = number> {
  readonly status: Status;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, instead of `body`; give a `content-type` in the headers. */
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

type StatusOf<R extends Route> = Extract<keyof R['answers'], number>;
type AnswersTo<R extends Readonly<Record<string, Route>>> = {
  readonly [K in keyof R]: (
    request: ApiRequest<R[K]>,
  ) => Promise<Answer<StatusOf<R[K]>>> | Answer<StatusOf<R[K]>>;
};

export type ApiHandler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/**
 * The Lambda handler for a group of routes: every route of the group has to be answered, and no other can be.
 * Refusals are thrown as {@link Problem}; anything else that is thrown becomes a 500 without inner detail.
 */
export function serve<const R extends Readonly<Record<string, Route>>>(
  group: RouteGroup<R>,
  answers: AnswersTo<R>,
): ApiHandler {
  const dispatch = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
    for (const name in group.routes) {
      const route: R[typeof name] = group.routes[name];
      const literal = event.httpMethod === route.method ? matchPath(route.path, event.resource) : undefined;
      if (literal === undefined) continue;
      return toResult(await answers[name](readRequest(route, literal, event)));
    }
    throw new Problem(problemKinds.notFound);
  };
  return behindTheStack(dispatch);
}

/** What stands before and after every function's own work: log line, headers, problems. */
export function behindTheStack(
  dispatch: (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>,
): ApiHandler {
  return middy<APIGatewayProxyEvent, APIGatewayProxyResult>()
    .use(requestLog())
    .use(answerHeaders())
    .use(problemAnswers())
    .handler(dispatch);
}

/** Cheapest refusals first: who calls, the headers it must send, then the body. */
function readRequest<R extends Route>(
  route: R,
  literal: Record<string, string>,
  event: APIGatewayProxyEvent,
): ApiRequest<R> {
  const headers = readHeaders(event);
  const caller = callerFor(route, event);
  const request = { headers };
  for (const need of route.needs ?? []) {
    if (need === 'idempotency-key') idempotencyKey(request);
    else ifMatch(request);
  }
  const params = readParams(route, { ...literal, ...pathParameters(event) });
  const read = route.body === undefined ? undefined : readBody(route.body, event, headers['content-type']);
  // The compiler cannot follow a conditional type through a value; each field is what the route asks for.
  return {
    id: event.requestContext.requestId,
    path: event.path,
    base: basePath(event),
    params,
    query: readQuery(route, event),
    headers,
    caller,
    body: read?.value,
    warnings: read?.warnings ?? [],
  } as ApiRequest<R>;
}

/** A path parameter that does not have its form names nothing. */
function readParams(route: Route, params: Record<string, string>): Record<string, string> {
  for (const [name, schema] of Object.entries(route.params ?? {})) {
    if (!v.is(schema, params[name])) throw new Problem(problemKinds.notFound);
  }
  return params;
}

function callerFor(route: Route, event: APIGatewayProxyEvent): Caller | undefined {
  if (route.who === 'anyone') return undefined;
  const context = event.requestContext.authorizer;
  const role: unknown = context?.role;
  const id: unknown = context?.caller;
  const allowed = route.who.find((candidate) => candidate === role);
  if (allowed === undefined || typeof id !== 'string') throw new Problem(problemKinds.forbidden);
  return { role: allowed, id };
}

function readBody(spec: BodySpec<unknown>, event: APIGatewayProxyEvent, contentType: string | undefined) {
  const parsed = spec.parse(
    readJson({ body: event.body, isBase64Encoded: event.isBase64Encoded, contentType }),
  );
  if (!parsed.ok) throw new InvalidInput(parsed.errors);
  return parsed;
}

function readQuery(route: Route, event: APIGatewayProxyEvent): unknown {
  if (route.query === undefined) return undefined;
  const parsed = parseShape(route.query, definedOnly(event.queryStringParameters));
  const repeated = repeatedIn(event.multiValueQueryStringParameters);
  if (parsed.ok && repeated.length === 0) return parsed.value;
  throw new InvalidInput([...(parsed.ok ? [] : parsed.errors), ...repeated], problemKinds.badParameter);
}

/** The gateway would pass on the last value only, and the answer would be to another question. */
function repeatedIn(query: APIGatewayProxyEvent['multiValueQueryStringParameters']): FieldError[] {
  return Object.entries(query ?? {})
    .filter(([, values]) => values !== undefined && values.length > 1)
    .map(([name]) => fieldError([name], 'repeated', '该参数只能出现一次', 'may be given once only'));
}

function toResult(answer: Answer): APIGatewayProxyResult {
  if (answer.bytes !== undefined) {
    return {
      statusCode: answer.status,
      headers: { ...answer.headers },
      body: Buffer.from(answer.bytes).toString('base64'),
      isBase64Encoded: true,
    };
  }
  if (answer.body === undefined)
    return { statusCode: answer.status, headers: { ...answer.headers }, body: '' };
  return {
    statusCode: answer.status,
    headers: { 'content-type': 'application/json', ...answer.headers },
    body: JSON.stringify(answer.body),
  };
}

/** What stands in the path for each parameter. The gateway hands it on as it was sent: `%2D` is `-` all the same. */
export function pathParameters(event: APIGatewayProxyEvent): Record<string, string> {
  return Object.fromEntries(
    Object.entries(definedOnly(event.pathParameters)).map(([name, value]) => [name, decoded(value)]),
  );
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/**
 * By lower-case name, since the gateway hands names on as the caller wrote them. Several lines of one name are one list
 * (RFC 9110, 5.3): by `headers`, which has the last line only, a second idempotency key would go unnoticed.
 */
const readHeaders = ({ multiValueHeaders }: APIGatewayProxyEvent): Record<string, string> =>
  Object.fromEntries(
    Object.entries(multiValueHeaders ?? {}).map(([name, values = []]) => [
      name.toLowerCase(),
      values.join(', '),
    ]),
  );

function definedOnly(values: Readonly<Record<string, string | undefined>> | null): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values ?? {}).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}
