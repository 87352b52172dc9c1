import {
  AUTHENTICATE,
  PROBLEM_MEDIA_TYPE,
  type ProblemKind,
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
  for (const [name, { type, kind, headers = {} }] of Object.entries(answers)) {
    const quoted = Object.entries({ ...COMMON_HEADERS, ...headers }).map(([header, value]) => [
      header,
      `'${value}'`,
    ]);
    api.addGatewayResponse(name, {
      type,
      statusCode: String(kind.status),
      responseHeaders: { 'x-request-id': 'context.requestId', ...Object.fromEntries(quoted) },
      templates: { 'application/json': JSON.stringify(problemDocument(kind, '$context.requestId')) },
    });
  }
}

interface GatewayAnswer {
  readonly type: ResponseType;
  readonly kind: ProblemKind;
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
  AccessDenied: { type: ResponseType.ACCESS_DENIED, kind: problemKinds.forbidden },
  ApiConfigurationError: { type: ResponseType.API_CONFIGURATION_ERROR, kind: problemKinds.internal },
  AuthorizerConfigurationError: {
    type: ResponseType.AUTHORIZER_CONFIGURATION_ERROR,
    kind: problemKinds.internal,
  },
  AuthorizerFailure: { type: ResponseType.AUTHORIZER_FAILURE, kind: problemKinds.internal },
  BadRequestBody: { type: ResponseType.BAD_REQUEST_BODY, kind: problemKinds.malformedBody },
  BadRequestParameters: { type: ResponseType.BAD_REQUEST_PARAMETERS, kind: problemKinds.badParameter },
  Default4xx: { type: ResponseType.DEFAULT_4XX, kind: problemKinds.badParameter },
  Default5xx: { type: ResponseType.DEFAULT_5XX, kind: problemKinds.internal },
  ExpiredToken: { type: ResponseType.EXPIRED_TOKEN, kind: problemKinds.forbidden },
  IntegrationFailure: { type: ResponseType.INTEGRATION_FAILURE, kind: problemKinds.internal },
  IntegrationTimeout: { type: ResponseType.INTEGRATION_TIMEOUT, kind: problemKinds.internal },
  // The authorizer's word outlives a revoked key by a minute; its place on the usage plan does not.
  InvalidApiKey: {
    type: ResponseType.INVALID_API_KEY,
    kind: problemKinds.unauthorized,
    headers: CHALLENGE,
  },
  InvalidSignature: { type: ResponseType.INVALID_SIGNATURE, kind: problemKinds.forbidden },
  QuotaExceeded: {
    type: ResponseType.QUOTA_EXCEEDED,
    kind: problemKinds.rateExceeded,
    headers: RETRY_AFTER_QUOTA,
  },
  RequestTooLarge: { type: ResponseType.REQUEST_TOO_LARGE, kind: problemKinds.tooLarge },
  ResourceNotFound: { type: ResponseType.RESOURCE_NOT_FOUND, kind: problemKinds.notFound },
  Throttled: { type: ResponseType.THROTTLED, kind: problemKinds.rateExceeded, headers: RETRY_AFTER_RATE },
  Unauthorized: { type: ResponseType.UNAUTHORIZED, kind: problemKinds.unauthorized, headers: CHALLENGE },
  UnknownPath: { type: ResponseType.MISSING_AUTHENTICATION_TOKEN, kind: problemKinds.notFound },
  UnsupportedMediaType: {
    type: ResponseType.UNSUPPORTED_MEDIA_TYPE,
    kind: problemKinds.unsupportedMediaType,
  },
  // All rules of the firewall mean one thing: too many requests from one address.
  WafFiltered: {
    type: ResponseType.WAF_FILTERED,
    kind: problemKinds.rateExceeded,
    headers: { 'retry-after': '60' },
  },
};
