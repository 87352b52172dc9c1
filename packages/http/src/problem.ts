import { type FieldError, fieldError, type Text } from '@twelve/dossier';
import type { ProblemKind } from './problem-kinds.ts';
import * as problemKinds from './problem-kinds.ts';

/** An answer of RFC 9457. `detail` holds both languages; `message` has them apart for programs. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly message: Text;
  readonly errors?: readonly FieldError[];
}

export interface ProblemOptions {
  /** Replaces the kind's own text where there is more to say. */
  readonly detail?: Text;
  /** Bad input, all of it at once. */
  readonly errors?: readonly FieldError[];
  /** Sent with the answer, e.g. `location` or `retry-after`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/**
 * A refusal that the caller is told of. Throw it anywhere below `serve`; anything else that is thrown is our fault
 * and becomes a bare 500.
 */
export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly code: string;
  readonly status: number;
  readonly detail: Text;
  readonly errors: readonly FieldError[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(kind: ProblemKind, options: ProblemOptions = {}) {
    super(kind.code, { cause: options.cause });
    this.name = 'Problem';
    this.kind = kind;
    this.code = kind.code;
    this.status = kind.status;
    this.detail = options.detail ?? kind.detail;
    this.errors = options.errors ?? [];
    this.headers = options.headers ?? {};
  }
}

/** 422 for a body that is JSON but not what the route takes; 400 for a parameter. Carries every error found. */
export class InvalidInput extends Problem {
  constructor(errors: readonly FieldError[], kind: ProblemKind = problemKinds.invalid) {
    super(kind, { errors: answerable(errors) });
  }
}

/**
 * All errors, as far as an answer can hold them: a lawful dossier has room for fewer mistakes than this, while one of
 * 30,000 empty entries would make an answer larger than a function may give. Those about the whole come first.
 */
function answerable(errors: readonly FieldError[]): readonly FieldError[] {
  if (errors.length <= MAX_ERRORS) return errors;
  const left = errors.length - MAX_ERRORS;
  const ofWhole = errors.filter(({ pointer }) => pointer === '');
  const ofParts = errors.filter(({ pointer }) => pointer !== '');
  return [
    ...[...ofWhole, ...ofParts].slice(0, MAX_ERRORS),
    fieldError([], 'more-errors', `另有${left}处错误未列出`, `${left} more errors are not listed`),
  ];
}

const MAX_ERRORS = 1000;

/** 405 with the methods that the path does have. */
export class MethodNotAllowed extends Problem {
  constructor(allowed: readonly string[]) {
    super(problemKinds.methodNotAllowed, { headers: { allow: allowed.join(', ') } });
  }
}

/** The challenge of a 401, which RFC 9110 demands. */
export const AUTHENTICATE = 'Bearer realm="twelve"';
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** The `type` of a problem: a URN, since a problem has no page of its own. */
export function problemType(kind: ProblemKind): string {
  return `urn:problem-type:twelve:${kind.code}`;
}

/**
 * The document for a problem. `instance` names this one occurrence by its request id, so that a caller can quote
 * it and we can find it in the logs.
 */
export function problemDocument(
  kind: ProblemKind,
  requestId: string,
  more: { readonly detail?: Text; readonly errors?: readonly FieldError[] } = {},
): ProblemDocument {
  const message = more.detail ?? kind.detail;
  return {
    type: problemType(kind),
    title: kind.title,
    status: kind.status,
    detail: `${message.zh} ${message.en}`,
    instance: `urn:uuid:${requestId}`,
    message,
    ...(more.errors === undefined || more.errors.length === 0 ? {} : { errors: more.errors }),
  };
}
