import { Agent, request } from 'node:http';

/** A request as it goes over the wire: nothing is normalised, nothing is added but `host` and `content-length`. */
export interface WireRequest {
  readonly method: string;
  /** With its query, encoded as it shall be sent. */
  readonly path: string;
  /** Names are sent as they are spelt; a list is sent as a header that is repeated. */
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Uint8Array;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export type Wire = (request: WireRequest) => Promise<WireAnswer>;

/** Connections are kept, as a portal keeps them; `close` ends them. */
export function openWire(url: string): { readonly send: Wire; close(): void } {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const { hostname, port } = new URL(url);
  const send: Wire = ({ method, path, headers = {}, body }) =>
    new Promise((resolve, reject) => {
      const bytes = body === undefined ? undefined : Buffer.from(body);
      const length = bytes === undefined ? {} : { 'content-length': String(bytes.length) };
      const options = { agent, hostname, port, method, path, headers: { ...length, ...headers } };
      const sent = request(options, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: headersOf(answer.rawHeaders),
            text: Buffer.concat(parts).toString('utf8'),
          }),
        );
      });
      sent.on('error', reject);
      sent.end(bytes);
    });
  return { send, close: () => agent.destroy() };
}

function headersOf(raw: readonly string[]): Headers {
  const headers = new Headers();
  for (let place = 0; place + 1 < raw.length; place += 2) {
    headers.append(raw[place] ?? '', raw[place + 1] ?? '');
  }
  return headers;
}
