import { DatabaseError } from '../errors.ts';
import { type Json, parseJson, stringAt } from '../json.ts';
import { type HttpAnswer, post } from '../wire/http.ts';
import type { Sign } from './signing.ts';

/** An error that the database answered, with its code (`ResourceNotFoundException`, …). */
export class DatabaseAnswerError extends DatabaseError {
  override name = 'DatabaseAnswerError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** Speaks the DynamoDB wire protocol to one endpoint, signing what it sends. */
export class DatabaseClient {
  readonly #url: URL;
  readonly #sign: Sign;

  constructor(endpoint: string, sign: Sign) {
    this.#url = new URL(endpoint);
    this.#sign = sign;
  }

  /** Sends a request body as it is; `target` as in X-Amz-Target. */
  async send(target: string, body: string, signal?: AbortSignal): Promise<HttpAnswer> {
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
      host: this.#url.host,
    };
    return post(this.#url, await this.#sign(this.#url, headers, body), body, signal);
  }

  /** Calls an operation. @throws DatabaseAnswerError */
  async call(target: string, input: Json, signal?: AbortSignal): Promise<Json> {
    const answer = await this.send(target, JSON.stringify(input), signal);
    const body = parseJson(answer.body.toString('utf8')) ?? null;
    if (answer.status === 200) return body;
    const code = (stringAt(body, '__type') ?? `HTTP ${answer.status}`).split('#').at(-1) ?? '';
    throw new DatabaseAnswerError(code, stringAt(body, 'message') ?? stringAt(body, 'Message') ?? '');
  }
}
