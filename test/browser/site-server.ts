import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SECURITY_HEADERS } from '@twelve/http';
import { openSite } from '../../functions/page/site.ts';
import { stagePage } from '../../infra/page.ts';

/** The built page behind the very code and headers of its function, on a port of its own. */
export interface SiteServer {
  readonly url: string;
  /** Paths asked for since the start. */
  readonly requests: readonly string[];
  /** All that was sent over the wire since the start, heads included. */
  sentBytes(): number;
  /** Every file with its size as it is sent, by path. */
  compressedSizes(): readonly (readonly [path: string, bytes: number])[];
  close(): Promise<void>;
}

export async function serveSite(): Promise<SiteServer> {
  const folder = mkdtempSync(join(tmpdir(), 'twelve-page-'));
  await stagePage(folder);
  const site = openSite(folder);
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    answer(site, request, response);
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: addressOf(server),
    requests,
    sentBytes: () => [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0),
    compressedSizes: () =>
      readdirSync(join(folder, 'site'), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.br'))
        .map((name) => [name.slice(0, -3), statSync(join(folder, 'site', name)).size] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function answer(site: ReturnType<typeof openSite>, request: IncomingMessage, response: ServerResponse): void {
  const path = new URL(request.url ?? '/', 'http://local').pathname.slice(1);
  const headers = Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
  try {
    const found = site.answer(path === '' ? 'index.html' : path, { headers });
    response.writeHead(found.status, { ...SECURITY_HEADERS, ...found.headers });
    response.end('bytes' in found ? found.bytes : undefined);
  } catch {
    response.writeHead(404, SECURITY_HEADERS).end();
  }
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}`;
}
