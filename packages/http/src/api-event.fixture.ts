import type { APIGatewayProxyEvent, Context } from 'aws-lambda';

interface EventOptions {
  readonly method?: string;
  readonly resource?: string;
  readonly params?: Record<string, string> | null;
  readonly query?: Record<string, string> | null;
  readonly headers?: Record<string, string>;
  readonly body?: string | null;
  readonly base64?: boolean;
  readonly authorizer?: Record<string, string> | undefined;
  /** What the caller's path has in front: the stage, or what a domain of its own maps to it. */
  readonly base?: string;
}

/** A proxy event as API Gateway (REST) sends it, for tests. */
export function apiEvent(options: EventOptions = {}): APIGatewayProxyEvent {
  const resource = options.resource ?? '/';
  const method = options.method ?? 'GET';
  const path = resource.replaceAll(/\{(.+?)\}/g, (_whole, name: string) => options.params?.[name] ?? '');
  return {
    resource,
    httpMethod: method,
    path,
    pathParameters: options.params ?? null,
    queryStringParameters: options.query ?? null,
    multiValueQueryStringParameters: null,
    headers: options.headers ?? {},
    multiValueHeaders: Object.fromEntries(
      Object.entries(options.headers ?? {}).map(([name, value]) => [name, [value]]),
    ),
    body: options.body ?? null,
    isBase64Encoded: options.base64 ?? false,
    stageVariables: null,
    requestContext: {
      accountId: '123456789012',
      apiId: 'api',
      authorizer: options.authorizer ?? null,
      protocol: 'HTTP/1.1',
      httpMethod: method,
      identity: {
        accessKey: null,
        accountId: null,
        apiKey: null,
        apiKeyId: null,
        caller: null,
        clientCert: null,
        cognitoAuthenticationProvider: null,
        cognitoAuthenticationType: null,
        cognitoIdentityId: null,
        cognitoIdentityPoolId: null,
        principalOrgId: null,
        sourceIp: '127.0.0.1',
        user: null,
        userAgent: null,
        userArn: null,
      },
      path: `${options.base ?? ''}${path}`,
      stage: 'live',
      requestId: '4f6c1a52-0000-4000-8000-000000000001',
      requestTimeEpoch: 0,
      resourceId: 'r',
      resourcePath: resource,
    },
  };
}

export const lambdaContext: Context = {
  callbackWaitsForEmptyEventLoop: true,
  functionName: 'f',
  functionVersion: '1',
  invokedFunctionArn: 'arn',
  memoryLimitInMB: '512',
  awsRequestId: 'r',
  logGroupName: 'g',
  logStreamName: 's',
  getRemainingTimeInMillis: () => 10_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};
