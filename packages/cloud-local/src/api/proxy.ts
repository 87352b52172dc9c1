import { validateHeaderName, validateHeaderValue } from 'node:http';
import * as z from 'zod';
import type { Json, JsonObject } from '../json.ts';
import { parseJson } from '../json.ts';
import type { Stack } from '../template/stack.ts';
import type { Api } from './definition.ts';
import { type ApiRequest, header } from './request.ts';
import type { Match } from './router.ts';

/** The event of a Lambda proxy integration (payload of REST APIs); REQUEST authorizers get nearly the same. */
export function proxyEvent(
  api: Api,
  stack: Stack,
  request: ApiRequest,
  match: Match,
  caller: { authorizer?: JsonObject | undefined; key?: string | undefined },
): JsonObject {
  const base64 = request.body.length > 0 && isBinary(api, header(request, 'content-type'));
  const body = request.body.length === 0 ? null : request.body.toString(base64 ? 'base64' : 'utf8');
  return { ...requestPart(api, stack, request, match, caller), body, isBase64Encoded: base64 };
}

/** Everything but the body. */
export function requestPart(
  api: Api,
  stack: Stack,
  request: ApiRequest,
  { method, parameters }: Match,
  caller: { authorizer?: JsonObject | undefined; key?: string | undefined },
): JsonObject {
  const headers: (readonly [string, string])[] = [
    ...request.headers,
    ['X-Forwarded-For', request.sourceIp],
    ['X-Forwarded-Proto', 'http'],
  ];
  return {
    resource: method.path,
    path: request.path,
    httpMethod: request.httpMethod,
    headers: single(headers),
    multiValueHeaders: multiple(headers),
    queryStringParameters: single(request.query),
    multiValueQueryStringParameters: multiple(request.query),
    pathParameters: Object.keys(parameters).length === 0 ? null : { ...parameters },
    stageVariables: api.stage.properties.Variables ?? null,
    requestContext: {
      accountId: stack.account,
      apiId: api.id,
      domainName: header(request, 'host') ?? 'localhost',
      extendedRequestId: request.id,
      httpMethod: request.httpMethod,
      identity: {
        sourceIp: request.sourceIp,
        userAgent: header(request, 'user-agent') ?? null,
        ...(caller.key === undefined ? {} : { apiKey: caller.key, apiKeyId: caller.key }),
      },
      path: request.path,
      protocol: 'HTTP/1.1',
      requestId: request.id,
      requestTimeEpoch: request.receivedAt.getTime(),
      resourceId: method.resourceId,
      resourcePath: method.path,
      stage: api.stage.name,
      ...(caller.authorizer === undefined ? {} : { authorizer: caller.authorizer }),
    },
  };
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const answerSchema = z.object({
  statusCode: z
    .union([
      z.number().int(),
      z
        .string()
        .regex(/^\d{3}$/)
        .transform(Number),
    ])
    // What is below ends no request, and the gateway knows nothing above.
    .pipe(z.number().min(200).max(599)),
  headers: z.record(z.string(), scalar).nullish(),
  multiValueHeaders: z.record(z.string(), z.array(scalar)).nullish(),
  body: z.union([z.string(), z.number().transform(String)]).nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** Headers that the gateway sets itself; a function's own appear under another name. Source: "API Gateway important notes". */
const remapped = new Set([
  'connection',
  'content-length',
  'date',
  'server',
  'transfer-encoding',
  'www-authenticate',
]);

/** The HTTP answer that a function's result stands for; undefined where it is malformed. */
export function proxyAnswer(api: Api, request: ApiRequest, payload: string): ApiAnswer | undefined {
  const parsed = answerSchema.safeParse(parseJson(payload));
  if (!parsed.success) return undefined;
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = parsed.data;
  const several = Object.entries(multiValueHeaders ?? {});
  const names = new Set(several.map(([name]) => name.toLowerCase()));
  const once = Object.entries(headers ?? {}).filter(([name]) => !names.has(name.toLowerCase()));
  const all = [
    ...once,
    ...several.flatMap(([name, values]) => values.map((value): [string, string] => [name, value])),
  ];
  if (!all.every(([name, value]) => isHttpHeader(name, value))) return undefined;
  const binary = isBase64Encoded === true && isBinary(api, header(request, 'accept')?.split(',')[0]);
  return {
    status: statusCode,
    headers: [
      ...(all.some(([name]) => name.toLowerCase() === 'content-type')
        ? []
        : [['content-type', 'application/json'] as const]),
      ...all.map(([name, value]): [string, string] => [
        remapped.has(name.toLowerCase()) ? `x-amzn-remapped-${name.toLowerCase()}` : name,
        value,
      ]),
      ['x-amzn-requestid', request.id],
    ],
    body: Buffer.from(body ?? '', binary ? 'base64' : 'utf8'),
  };
}

function isHttpHeader(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

/** Whether the API treats a media type as bytes. */
function isBinary(api: Api, mediaType: string | undefined): boolean {
  const plain = (mediaType ?? 'application/json').split(';')[0]?.trim().toLowerCase() ?? '';
  return api.binaryMediaTypes.some((known) => known === '*/*' || known.toLowerCase() === plain);
}

function single(pairs: readonly (readonly [string, string])[]): Json {
  return pairs.length === 0 ? null : Object.fromEntries(pairs);
}

function multiple(pairs: readonly (readonly [string, string])[]): Json {
  if (pairs.length === 0) return null;
  // A map, since anybody may call a header `constructor`.
  const all = new Map<string, string[]>();
  for (const [name, value] of pairs) all.set(name, [...(all.get(name) ?? []), value]);
  return Object.fromEntries(all);
}
