import { createHash, createHmac } from 'node:crypto';
import { DatabaseError } from '../errors.ts';
import { type Json, parseJson, stringAt } from '../json.ts';
import { type HttpAnswer, post } from '../wire/http.ts';

/** Credentials for a database endpoint; embedded engines accept any. */
export interface DatabaseCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

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
  readonly #region: string;
  readonly #credentials: DatabaseCredentials;

  constructor(endpoint: string, region: string, credentials: DatabaseCredentials) {
    this.#url = new URL(endpoint);
    this.#region = region;
    this.#credentials = credentials;
  }

  /** Sends a request body as it is; `target` as in X-Amz-Target. */
  send(target: string, body: Buffer | string): Promise<HttpAnswer> {
    return post(this.#url, this.#sign(target, body), body);
  }

  /** Calls an operation. @throws DatabaseAnswerError */
  async call(target: string, input: Json): Promise<Json> {
    const answer = await this.send(target, JSON.stringify(input));
    const body = parseJson(answer.body.toString('utf8')) ?? null;
    if (answer.status === 200) return body;
    const code = (stringAt(body, '__type') ?? `HTTP ${answer.status}`).split('#').at(-1) ?? '';
    throw new DatabaseAnswerError(code, stringAt(body, 'message') ?? stringAt(body, 'Message') ?? '');
  }

  /** Signature Version 4 of a POST to `/`. */
  #sign(target: string, body: Buffer | string): Record<string, string> {
    const { accessKeyId, secretAccessKey, sessionToken } = this.#credentials;
    const time = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
    const date = time.slice(0, 8);
    const headers: Record<string, string> = {
      'content-type': 'application/x-amz-json-1.0',
      host: this.#url.host,
      'x-amz-date': time,
      ...(sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken }),
      'x-amz-target': target,
    };
    const signed = Object.keys(headers).join(';');
    const canonical = [
      'POST',
      '/',
      '',
      ...Object.entries(headers).map(([name, value]) => `${name}:${value}`),
      '',
      signed,
      sha256(body),
    ].join('\n');
    const scope = `${date}/${this.#region}/dynamodb/aws4_request`;
    const key = [date, this.#region, 'dynamodb', 'aws4_request'].reduce<Buffer | string>(
      (secret, part) => createHmac('sha256', secret).update(part).digest(),
      `AWS4${secretAccessKey}`,
    );
    const signature = createHmac('sha256', key)
      .update(['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n'))
      .digest('hex');
    headers.authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`;
    return headers;
  }
}

function sha256(data: Buffer | string): string {
  return createHash('sha256').update(data).digest('hex');
}
