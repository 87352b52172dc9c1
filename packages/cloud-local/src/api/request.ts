import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** A request as the gateway sees it. */
export interface ApiRequest {
  readonly id: string;
  readonly httpMethod: string;
  /** Not decoded, without the query. */
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  /** Names as they were sent. */
  readonly headers: readonly (readonly [string, string])[];
  readonly sourceIp: string;
  readonly receivedAt: Date;
  readonly body: Buffer;
}

/** API Gateway takes bodies of up to 10 MB. */
const bodyLimitBytes = 10 * 1024 * 1024;

/** Reads a request; the body is undefined where it is too large. */
export async function readRequest(
  message: IncomingMessage,
): Promise<{ request: ApiRequest; tooLarge: boolean }> {
  const url = message.url ?? '/';
  const at = url.indexOf('?');
  const { body, tooLarge } = await readLimited(message);
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < message.rawHeaders.length; index += 2) {
    headers.push([message.rawHeaders[index] ?? '', message.rawHeaders[index + 1] ?? '']);
  }
  const request: ApiRequest = {
    id: randomUUID(),
    httpMethod: message.method ?? 'GET',
    path: at < 0 ? url : url.slice(0, at),
    query: at < 0 ? [] : [...new URLSearchParams(url.slice(at + 1))],
    headers,
    sourceIp: (message.socket.remoteAddress ?? '').replace('::ffff:', ''),
    receivedAt: new Date(),
    body,
  };
  return { request, tooLarge };
}

/** A header's value by its name in any case; the last one where it is repeated. */
export function header(request: ApiRequest, name: string): string | undefined {
  return request.headers.findLast(([known]) => known.toLowerCase() === name.toLowerCase())?.[1];
}

/** The value that `method.request.header.X`, `method.request.querystring.y` or `method.request.path.z` names. */
export function parameter(
  request: ApiRequest,
  path: Readonly<Record<string, string>>,
  source: string,
): string | undefined {
  const [, kind, name = ''] = /^method\.request\.(header|querystring|path)\.(.+)$/.exec(source) ?? [];
  if (kind === 'header') return header(request, name);
  if (kind === 'querystring') return request.query.findLast(([known]) => known === name)?.[1];
  return kind === 'path' ? path[name] : undefined;
}

async function readLimited(message: IncomingMessage): Promise<{ body: Buffer; tooLarge: boolean }> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of message) {
    const bytes: Buffer = Buffer.isBuffer(part) ? part : Buffer.from(part);
    size += bytes.length;
    if (size <= bodyLimitBytes) parts.push(bytes); // The rest is read and forgotten, so that the client hears the answer.
  }
  return size > bodyLimitBytes
    ? { body: Buffer.alloc(0), tooLarge: true }
    : { body: Buffer.concat(parts), tooLarge: false };
}
