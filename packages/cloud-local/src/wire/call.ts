import type { IncomingHttpHeaders } from 'node:http';
import type { Json } from '../json.ts';

/** Who calls: the administrator (the host's own user), or a function under its role. */
export type Principal =
  | { readonly kind: 'administrator' }
  | {
      readonly kind: 'function';
      readonly logicalId: string;
      readonly functionName: string;
      readonly roleArn: string;
    };

/** A call of an AWS client, its principal known. */
export interface WireCall {
  readonly principal: Principal;
  readonly service: string;
  /** As in `X-Amz-Target` after the dot. */
  readonly operation: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly input: Json;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

/** An error as the services answer it: clients make it an exception of that name. */
export class ServiceError extends Error {
  override name = 'ServiceError';
  readonly code: string;
  readonly status: number;
  /** Further fields of the answer. */
  readonly details: Readonly<Record<string, unknown>>;
  constructor(code: string, message: string, status = 400, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

/** One AWS service on the wire. */
export interface WireService {
  /** Name in the credential scope, and prefix of its IAM actions. */
  readonly name: string;
  /** The part of `X-Amz-Target` before the dot; none for REST services. */
  readonly target?: string;
  handle(call: WireCall): Promise<WireAnswer>;
}

export function answerJson(body: Json, status = 200): WireAnswer {
  return { status, body: JSON.stringify(body) };
}
