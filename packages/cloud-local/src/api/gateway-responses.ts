import type * as z from 'zod';
import { UnsupportedTemplateError } from '../errors.ts';
import type { gatewayResponse } from '../template/catalogue/api.ts';
import type { Resource } from '../template/stack.ts';

/** What the gateway answers by itself, with its own status and message. Source: "Gateway response types". */
const defaults = {
  ACCESS_DENIED: [403, 'User is not authorized to access this resource'],
  AUTHORIZER_CONFIGURATION_ERROR: [500, 'Internal server error'],
  AUTHORIZER_FAILURE: [500, 'Internal server error'],
  BAD_REQUEST_PARAMETERS: [400, 'Missing required request parameters'],
  DEFAULT_4XX: [400, 'Bad request'],
  DEFAULT_5XX: [502, 'Internal server error'],
  INTEGRATION_TIMEOUT: [504, 'Endpoint request timed out'],
  INVALID_API_KEY: [403, 'Forbidden'],
  MISSING_AUTHENTICATION_TOKEN: [403, 'Missing Authentication Token'],
  QUOTA_EXCEEDED: [429, 'Limit Exceeded'],
  REQUEST_TOO_LARGE: [413, 'Request Entity Too Large'],
  THROTTLED: [429, 'Too Many Requests'],
  UNAUTHORIZED: [401, 'Unauthorized'],
} as const satisfies Record<string, readonly [number, string]>;

export type GatewayResponseType = keyof typeof defaults;

/** Types that a template may customise though nothing here ever answers them. */
const neverAnswered = new Set([
  'API_CONFIGURATION_ERROR',
  'BAD_REQUEST_BODY',
  'EXPIRED_TOKEN',
  'INTEGRATION_FAILURE',
  'INVALID_SIGNATURE',
  'RESOURCE_NOT_FOUND',
  'UNSUPPORTED_MEDIA_TYPE',
  'WAF_FILTERED',
]);

/** Values that templates and headers of gateway responses may name. */
export interface GatewayContext {
  readonly requestId: string;
  readonly httpMethod: string;
  readonly path: string;
  readonly stage: string;
  readonly sourceIp: string;
}

export interface RenderedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type GatewayResponses = (type: GatewayResponseType, context: GatewayContext) => RenderedResponse;

/** Compiles the customised responses. @throws UnsupportedTemplateError for a variable that is not known. */
export function compileResponses(
  resources: readonly Resource<z.infer<typeof gatewayResponse.schema>>[],
): GatewayResponses {
  const custom = new Map<string, Resource<z.infer<typeof gatewayResponse.schema>>>();
  for (const resource of resources) {
    check(resource);
    custom.set(resource.properties.ResponseType, resource);
  }
  return (type, context) => {
    const [ownStatus, message] = defaults[type];
    const family = ownStatus < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX';
    const found = custom.get(type) ?? custom.get(family);
    const values = valuesOf(context, type, message);
    if (found === undefined) return answer(ownStatus, {}, JSON.stringify({ message }), values);
    const { StatusCode, ResponseParameters, ResponseTemplates } = found.properties;
    const headers = Object.entries(ResponseParameters).map(([target, source]) => [
      target.replace('gatewayresponse.header.', '').toLowerCase(),
      headerValue(source, values),
    ]);
    const template = ResponseTemplates['application/json'] ?? '{"message":$context.error.messageString}';
    return answer(
      StatusCode === undefined ? ownStatus : Number(StatusCode),
      Object.fromEntries(headers),
      render(template, values),
      values,
    );
  };
}

function answer(
  status: number,
  headers: Record<string, string>,
  body: string,
  values: Values,
): RenderedResponse {
  const common = { 'content-type': 'application/json', 'x-amzn-requestid': values.requestId ?? '' };
  return { status, headers: { ...common, ...headers }, body };
}

type Values = Readonly<Record<string, string>>;

function valuesOf(context: GatewayContext, type: string, message: string): Values {
  return {
    requestId: context.requestId,
    extendedRequestId: context.requestId,
    httpMethod: context.httpMethod,
    path: context.path,
    stage: context.stage,
    'identity.sourceIp': context.sourceIp,
    'error.message': message,
    'error.messageString': JSON.stringify(message),
    'error.responseType': type,
  };
}

const variable = /\$(?:\{context\.([A-Za-z.]*[A-Za-z])\}|context\.([A-Za-z.]*[A-Za-z]))/g;

function render(template: string, values: Values): string {
  return template.replace(
    variable,
    (_, braced?: string, bare?: string) => values[braced ?? bare ?? ''] ?? '',
  );
}

function headerValue(source: string, values: Values): string {
  const literal = /^'(.*)'$/s.exec(source);
  return literal === null ? (values[source.replace('context.', '')] ?? '') : (literal[1] ?? '');
}

function check({ logicalId, properties }: Resource<z.infer<typeof gatewayResponse.schema>>): void {
  const known = valuesOf({ requestId: '', httpMethod: '', path: '', stage: '', sourceIp: '' }, '', '');
  const problems: string[] = [];
  if (!Object.hasOwn(defaults, properties.ResponseType) && !neverAnswered.has(properties.ResponseType)) {
    problems.push(`${logicalId}: the response type ${properties.ResponseType} is not known`);
  }
  for (const template of Object.values(properties.ResponseTemplates)) {
    for (const [, braced, bare] of template.matchAll(variable)) {
      const name = braced ?? bare ?? '';
      if (!(name in known)) problems.push(`${logicalId}: $context.${name} is not known`);
    }
    if (/\$(?!\{?context\.)/.test(template))
      problems.push(`${logicalId}: only $context variables are rendered`);
  }
  for (const source of Object.values(properties.ResponseParameters)) {
    const ok = /^'.*'$/s.test(source) || source.replace('context.', '') in known;
    if (!ok) problems.push(`${logicalId}: the header source ${source} is not known`);
  }
  if (problems.length > 0) throw new UnsupportedTemplateError(problems);
}
