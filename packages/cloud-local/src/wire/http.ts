import { Agent, type IncomingHttpHeaders, type IncomingMessage, request, type Server } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { PortInUseError } from '../errors.ts';

export const loopback = '127.0.0.1';

export async function readBody(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(Buffer.isBuffer(part) ? part : Buffer.from(part));
  return Buffer.concat(parts);
}

/** Listens on loopback; 0 takes any free port. Returns the port. @throws PortInUseError */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE' || cause.code === 'EACCES';
      reject(taken ? new PortInUseError(port, { cause }) : cause);
    });
    server.listen(port, loopback, () => resolve(portOf(server)));
  });
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Stops listening and drops every connection. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/**
 * Only loopback names may be in the Host header: a web page whose name was rebound to 127.0.0.1 is
 * refused.
 */
export function namesLoopback(host: string | undefined): boolean {
  const name = (host ?? '').replace(/:\d+$/, '').toLowerCase();
  return name === loopback || name === 'localhost' || name === '[::1]';
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Posts to a database endpoint, over kept-alive connections, and waits until it answers or the signal is aborted. */
export function post(
  url: URL,
  headers: Record<string, string>,
  body: string,
  signal?: AbortSignal,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const secure = url.protocol === 'https:';
    const options = {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      ...(signal === undefined ? {} : { signal }),
    };
    const sent = secure ? secureRequest(url, options) : request(url, { ...options, agent });
    sent.on('response', (response) => {
      readBody(response).then(
        (received) =>
          resolve({ status: response.statusCode ?? 500, headers: response.headers, body: received }),
        reject,
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
