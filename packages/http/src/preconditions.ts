import { Problem } from './problem.ts';
import * as problemKinds from './problem-kinds.ts';

/** What of a request these checks read: headers with lower-case names. */
interface WithHeaders {
  readonly headers: Readonly<Record<string, string>>;
}

/** A strong entity tag for a version, e.g. `"7"`. */
export function etag(version: string | number): string {
  return `"${version}"`;
}

/**
 * The versions that `If-Match` names, unquoted. `*` is given back as such. A weak tag matches nothing, as RFC 9110 asks,
 * and neither does what is no tag at all: both name no version, so that the request is stale.
 * @throws {Problem} 428 when the header is missing.
 */
export function ifMatch(request: WithHeaders): readonly string[] {
  const header = request.headers['if-match']?.trim();
  if (header === undefined || header === '') throw new Problem(problemKinds.ifMatchMissing);
  if (header === '*') return ['*'];
  const named = header.split(',').flatMap((part) => /^\s*"([\x21\x23-\x7e]*)"\s*$/.exec(part)?.[1] ?? []);
  // In quotes a star is a tag like any other, and no version is called so.
  return named.filter((version) => version !== '*');
}

/** Whether `If-None-Match` names this tag already, so that 304 is the answer. Weak comparison, as RFC 9110 asks. */
export function isNotModified(request: WithHeaders, tag: string): boolean {
  const header = request.headers['if-none-match'];
  if (header === undefined) return false;
  return header.split(',').some((part) => {
    const named = part.trim().replace(/^W\//, '');
    return named === '*' || named === tag;
  });
}

/**
 * The idempotency key of a request: a structured-field string (`"abc"`) or the bare value, as portals send both.
 * @throws {Problem} 400 when missing, empty, longer than 255 characters or not visible ASCII.
 */
export function idempotencyKey(request: WithHeaders): string {
  const header = request.headers['idempotency-key']?.trim() ?? '';
  const key = /^"(.*)"$/.exec(header)?.[1] ?? header;
  if (!IDEMPOTENCY_KEY.test(key)) throw new Problem(problemKinds.idempotencyKeyMissing);
  return key;
}

export const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;
