import type { CaseView, PastDetermination, SubmissionSummary, SubmissionView } from '@twelve/store';
import type { Determined } from '../reference/determination.ts';
import type { Wire } from './wire.ts';

/** An answer as a caller sees it. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON, where there is any. */
  // biome-ignore lint/suspicious/noExplicitAny: bodies of every kind are compared with what is expected of them
  readonly body: any;
  readonly text: string;
}

export interface More {
  /** Sent as JSON, unless it is text. */
  readonly body?: unknown;
  /** Sent as these very bytes, with no content type but that of the headers. */
  readonly bytes?: Uint8Array;
  /** Several values are sent as so many lines. */
  readonly headers?: Readonly<Record<string, string | string[]>>;
}

/** Sends a request and gives its answer, whatever it is. */
export type Call = (method: string, path: string, more?: More) => Promise<Answer>;

export interface Accepted {
  readonly id: string;
  readonly creditCode: string;
  readonly revision: number;
  readonly status: string;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** One caller: its requests carry its key. The methods throw {@link UnexpectedAnswer} unless the call succeeds. */
export interface Client extends Call {
  selfCheck(dossier: object): Promise<Determined>;
  submit(dossier: object, key?: string): Promise<Accepted>;
  submission(id: string): Promise<SubmissionView>;
  amend(id: string, revision: number, dossier: object): Promise<Accepted>;
  withdraw(id: string, revision: number): Promise<Accepted>;
  submissions(query?: string): Promise<Page<SubmissionSummary>>;
  determinations(id: string, query?: string): Promise<Page<PastDetermination>>;
  caseOf(creditCode: string): Promise<CaseView>;
}

/** A request that should have succeeded did not. */
export class UnexpectedAnswer extends Error {
  constructor(method: string, path: string, { status, text }: Answer) {
    super(`${method} ${path} → ${status}: ${text.slice(0, 2000)}`);
    this.name = 'UnexpectedAnswer';
  }
}

let keysUsed = 0;
/** A header with an idempotency key: a fresh one unless it is given. */
export const keyed = (key = `journey-${process.pid}-${++keysUsed}`) => ({ 'idempotency-key': key });
/** A header that names the revision which a change rests on. */
export const basedOn = (revision: number) => ({ 'if-match': `"${revision}"` });

/** A client over a wire, with a key or without one. */
export function clientOf(wire: Wire, key?: string): Client {
  const identity = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const call: Call = async (method, path, { body, bytes, headers = {} } = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const sent = bytes ?? text;
    const answer = await wire({
      method,
      path,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...identity,
        ...headers,
      },
      ...(sent === undefined ? {} : { body: sent }),
    });
    const isJson = /^application\/(problem\+)?json$/.test(answer.headers.get('content-type') ?? '');
    return { ...answer, body: isJson && answer.text !== '' ? JSON.parse(answer.text) : undefined };
  };
  const bodyOf = async (method: string, path: string, status: number, more?: More) => {
    const answer = await call(method, path, more);
    if (answer.status !== status) throw new UnexpectedAnswer(method, path, answer);
    return answer.body;
  };
  const post = (path: string, status: number, more: More) => bodyOf('POST', path, status, more);
  const get = (path: string) => bodyOf('GET', path, 200);
  return Object.assign(call, {
    selfCheck: (body: object) => post('/v1/self-check', 200, { body }),
    submit: (body: object, idempotencyKey?: string) =>
      post('/v1/submissions', 202, { body, headers: keyed(idempotencyKey) }),
    submission: (id: string) => get(`/v1/submissions/${id}`),
    amend: (id: string, revision: number, body: object) =>
      bodyOf('PUT', `/v1/submissions/${id}`, 202, { body, headers: basedOn(revision) }),
    withdraw: (id: string, revision: number) =>
      bodyOf('DELETE', `/v1/submissions/${id}`, 202, { headers: basedOn(revision) }),
    submissions: (query = '') => get(`/v1/submissions${query}`),
    determinations: (id: string, query = '') => get(`/v1/submissions/${id}/determinations${query}`),
    caseOf: (creditCode: string) => get(`/v1/cases/${creditCode}`),
  });
}

/** Reads a submission until it is settled. For systems that cannot be asked whether they are idle. */
export async function determined(call: Call, id: string, path = `/v1/submissions/${id}`): Promise<Answer> {
  const until = Date.now() + 30_000;
  for (;;) {
    const answer = await call('GET', path);
    if (answer.status !== 200 || answer.body.status === 'determined') return answer;
    if (Date.now() > until) throw new Error(`${path} is ${answer.body.status} after 30 seconds`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
