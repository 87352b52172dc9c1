import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Activity } from '../activity.ts';
import { parseJson } from '../json.ts';
import { type Principal, ServiceError, type WireAnswer, type WireCall, type WireService } from './call.ts';
import { namesLoopback, readBody } from './http.ts';

export interface FrontOptions {
  readonly activity: Activity;
  /** Sent by clients as the session token: proves that they got their credentials from this host. */
  readonly sessionToken: string;
  readonly principalOf: (accessKeyId: string) => Principal | undefined;
  readonly services: () => readonly WireService[];
  /** The host's side of the Lambda Runtime API. False where the process is unknown. */
  readonly runtime: (
    sandboxId: string,
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ) => boolean;
  readonly fault: (call: WireCall) => 'lose-answer' | undefined;
}

/**
 * The one address that AWS clients of the stack talk to. The SigV4 credential scope names the service,
 * the access key names the caller; signatures are not checked – the session token, known only to this
 * host and its functions, is.
 */
export function createFront(options: FrontOptions): Server {
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    const runtime = /^\/runtime\/([^/]+)\/2018-06-01\/runtime\/(.*)$/.exec(url);
    if (!namesLoopback(request.headers.host)) {
      response.writeHead(403).end();
    } else if (runtime !== null) {
      const [, id = '', path = ''] = runtime;
      if (!options.runtime(id, path, request, response)) response.writeHead(410).end();
    } else {
      void options.activity.track(`call ${url}`, () => serve(options, request, response));
    }
  });
  // Idle connections of warm functions must not be closed under a request that is just being sent.
  server.keepAliveTimeout = 0;
  server.headersTimeout = 0;
  server.requestTimeout = 0;
  return server;
}

async function serve(
  options: FrontOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = randomUUID();
  let answer: WireAnswer;
  try {
    const call = await readCall(options, request);
    const fault = options.fault(call);
    answer = await serviceOf(options, call).handle(call);
    if (fault === 'lose-answer') {
      request.socket.destroy();
      return;
    }
  } catch (error) {
    answer = errorAnswer(error);
  }
  if (response.destroyed) return;
  response.writeHead(answer.status, {
    'content-type': 'application/x-amz-json-1.0',
    'x-amzn-requestid': requestId,
    ...answer.headers,
    'content-length': String(Buffer.byteLength(answer.body)),
  });
  response.end(answer.body);
}

async function readCall(options: FrontOptions, request: IncomingMessage): Promise<WireCall> {
  const { headers } = request;
  const body = await readBody(request);
  const scope = /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\/aws4_request/.exec(headers.authorization ?? '');
  if (scope === null)
    throw new ServiceError('MissingAuthenticationTokenException', 'Request is missing Authentication Token');
  const [, accessKeyId = '', service = ''] = scope;
  const principal = options.principalOf(accessKeyId);
  if (principal === undefined || headers['x-amz-security-token'] !== options.sessionToken) {
    throw new ServiceError(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    );
  }
  const target = String(headers['x-amz-target'] ?? '');
  return {
    principal,
    service,
    operation: target.slice(target.indexOf('.') + 1),
    path: request.url ?? '/',
    headers,
    body,
    input: parseJson(body.toString('utf8')) ?? null,
  };
}

function serviceOf(options: FrontOptions, call: WireCall): WireService {
  const target = String(call.headers['x-amz-target'] ?? '');
  const prefix = target.slice(0, Math.max(0, target.indexOf('.')));
  const found = options
    .services()
    .find((service) => service.name === call.service && (service.target ?? '') === prefix);
  if (found === undefined) {
    throw new ServiceError(
      'UnknownOperationException',
      `${call.service} (${target || call.path}) is not simulated on this machine`,
    );
  }
  return found;
}

function errorAnswer(error: unknown): WireAnswer {
  const known =
    error instanceof ServiceError
      ? error
      : new ServiceError('InternalServerError', error instanceof Error ? error.message : String(error), 500);
  return {
    status: known.status,
    headers: { 'x-amzn-errortype': known.code },
    body: JSON.stringify({
      ...known.details,
      __type: known.code,
      message: known.message,
      Message: known.message,
    }),
  };
}
