import {
  AUTHENTICATE,
  PROBLEM_MEDIA_TYPE,
  type ProblemCode,
  problemDocument,
  problemKinds,
  SECURITY_HEADERS,
} from '@twelve/http';
import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';

/**
 * What the gateway answers by itself, in the same words and form as the functions: problem details with both
 * languages and the request id. The gateway calls an unknown path "missing authentication token"; to a caller it is
 * simply not there.
 */
export function addGatewayResponses(api: RestApi): void {
  for (const [name, { type, code, headers = {} }] of Object.entries(answers)) {
    const quoted = Object.entries({ ...COMMON_HEADERS, ...headers }).map(([header, value]) => [
      header,
      `'${value}'`,
    ]);
    api.addGatewayResponse(name, {
      type,
      statusCode: String(problemKinds[code].status),
      responseHeaders: { 'x-request-id': 'context.requestId', ...Object.fromEntries(quoted) },
      templates: { 'application/json': JSON.stringify(problemDocument(code, '$context.requestId')) },
    });
  }
}

interface GatewayAnswer {
  readonly type: ResponseType;
  readonly code: ProblemCode;
  readonly headers?: Readonly<Record<string, string>>;
}

const RETRY_AFTER_RATE = { 'retry-after': '1' };
const RETRY_AFTER_QUOTA = { 'retry-after': '3600' };
const CHALLENGE = { 'www-authenticate': AUTHENTICATE };

/**
 * Those of every answer, but for the content policy: its value holds quotes, and quotes end a value here. The gateway
 * sends `application/json` unless told otherwise.
 */
const { 'content-security-policy': _quoted, ...PLAIN_HEADERS } = SECURITY_HEADERS;
const COMMON_HEADERS = { ...PLAIN_HEADERS, 'content-type': PROBLEM_MEDIA_TYPE };

const answers: Readonly<Record<string, GatewayAnswer>> = {
  AccessDenied: { type: ResponseType.ACCESS_DENIED, code: 'forbidden' },
  ApiConfigurationError: { type: ResponseType.API_CONFIGURATION_ERROR, code: 'internal' },
  AuthorizerConfigurationError: { type: ResponseType.AUTHORIZER_CONFIGURATION_ERROR, code: 'internal' },
  AuthorizerFailure: { type: ResponseType.AUTHORIZER_FAILURE, code: 'internal' },
  BadRequestBody: { type: ResponseType.BAD_REQUEST_BODY, code: 'malformed-body' },
  BadRequestParameters: { type: ResponseType.BAD_REQUEST_PARAMETERS, code: 'bad-parameter' },
  Default4xx: { type: ResponseType.DEFAULT_4XX, code: 'bad-parameter' },
  Default5xx: { type: ResponseType.DEFAULT_5XX, code: 'internal' },
  ExpiredToken: { type: ResponseType.EXPIRED_TOKEN, code: 'forbidden' },
  IntegrationFailure: { type: ResponseType.INTEGRATION_FAILURE, code: 'internal' },
  IntegrationTimeout: { type: ResponseType.INTEGRATION_TIMEOUT, code: 'internal' },
  InvalidApiKey: { type: ResponseType.INVALID_API_KEY, code: 'forbidden' },
  InvalidSignature: { type: ResponseType.INVALID_SIGNATURE, code: 'forbidden' },
  QuotaExceeded: { type: ResponseType.QUOTA_EXCEEDED, code: 'rate-exceeded', headers: RETRY_AFTER_QUOTA },
  RequestTooLarge: { type: ResponseType.REQUEST_TOO_LARGE, code: 'too-large' },
  ResourceNotFound: { type: ResponseType.RESOURCE_NOT_FOUND, code: 'not-found' },
  Throttled: { type: ResponseType.THROTTLED, code: 'rate-exceeded', headers: RETRY_AFTER_RATE },
  Unauthorized: { type: ResponseType.UNAUTHORIZED, code: 'unauthorized', headers: CHALLENGE },
  UnknownPath: { type: ResponseType.MISSING_AUTHENTICATION_TOKEN, code: 'not-found' },
  UnsupportedMediaType: { type: ResponseType.UNSUPPORTED_MEDIA_TYPE, code: 'unsupported-media-type' },
  // The firewall has one rule: too many requests from one address.
  WafFiltered: { type: ResponseType.WAF_FILTERED, code: 'rate-exceeded', headers: { 'retry-after': '60' } },
};
