import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { PROBLEM_MEDIA_TYPE, Problem, problemDocument } from './problem.ts';

type ApiMiddleware = MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult>;

/**
 * One line a request: id, route, status, time. Bodies, paths and query strings may name an applicant, so they are
 * never written; of an unforeseen error only its class and the places it passed, since a message may quote input.
 */
export function requestLog(write: (line: string) => void = console.log): ApiMiddleware {
  const startedAt = new WeakMap<object, number>();
  const line = (event: APIGatewayProxyEvent, status: number | undefined, error: unknown) => {
    const ours = error !== undefined && error !== null && !(error instanceof Problem);
    write(
      JSON.stringify({
        level: ours ? 'error' : 'info',
        requestId: event.requestContext.requestId,
        route: `${event.httpMethod} ${event.resource}`,
        status,
        ms: Math.round((performance.now() - (startedAt.get(event) ?? performance.now())) * 10) / 10,
        ...(error instanceof Problem ? { problem: error.code } : {}),
        ...(ours ? { error: describeError(error) } : {}),
      }),
    );
  };
  return {
    before: ({ event }) => {
      startedAt.set(event, performance.now());
    },
    after: ({ event, response }) => line(event, response?.statusCode, undefined),
    onError: ({ event, response, error }) => line(event, response?.statusCode, error),
  };
}

/**
 * Every answer carries its request id, is kept by no cache unless it says so, and is never sniffed or framed. A place
 * that it names is told as the caller has to ask for it.
 */
export function answerHeaders(): ApiMiddleware {
  const complete: ApiMiddleware['after'] = (request) => {
    if (request.response === undefined || request.response === null) return;
    const { headers } = request.response;
    request.response.headers = {
      ...SECURITY_HEADERS,
      ...headers,
      ...(headers?.location === undefined
        ? {}
        : { location: `${basePath(request.event)}${headers.location}` }),
      'x-request-id': request.event.requestContext.requestId,
    };
  };
  return { after: complete, onError: complete };
}

/** What stands before our paths in the caller's address: the gateway's stage, or what a domain maps to it. */
export function basePath({ resource, requestContext }: APIGatewayProxyEvent): string {
  const asked = segmentsOf(requestContext.path);
  const before = asked.slice(0, asked.length - segmentsOf(resource).length);
  return before.map((segment) => `/${segment}`).join('');
}

const segmentsOf = (path: string): readonly string[] => path.split('/').filter((segment) => segment !== '');

/** Turns what was thrown into an answer of RFC 9457. */
export function problemAnswers(): ApiMiddleware {
  return {
    onError: (request) => {
      const problem =
        request.error instanceof Problem ? request.error : new Problem('internal', { cause: request.error });
      request.response = {
        statusCode: problem.status,
        headers: { ...problem.headers, 'content-type': PROBLEM_MEDIA_TYPE },
        body: JSON.stringify(problemDocument(problem.code, request.event.requestContext.requestId, problem)),
      };
    },
  };
}

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

interface ErrorLine {
  readonly name: string;
  readonly at: readonly string[];
  readonly cause?: ErrorLine;
}

function describeError(error: unknown): ErrorLine {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const places = (error.stack ?? '').split('\n').filter((place) => place.startsWith('    at '));
  return {
    name: error.name,
    at: places.slice(0, 12).map((place) => place.trim()),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
