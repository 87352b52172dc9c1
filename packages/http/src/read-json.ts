import { Problem } from './problem.ts';
import * as problemKinds from './problem-kinds.ts';

export const MAX_BODY_BYTES = 64 * 1024;

/** What of an API Gateway event is needed to read its body. */
export interface RawBody {
  readonly body: string | null;
  readonly isBase64Encoded: boolean;
  readonly contentType: string | undefined;
}

/**
 * The JSON value of a request body.
 * @throws {Problem} 415 unless `application/json` in UTF-8, 413 above 64 KiB, 400 unless valid UTF-8 and JSON that
 * means one thing to everybody (RFC 7493): whole characters, no name twice in an object.
 */
export function readJson(raw: RawBody): unknown {
  if (!isJson(raw.contentType)) throw new Problem(problemKinds.unsupportedMediaType);
  const bytes = Buffer.from(raw.body ?? '', raw.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > MAX_BODY_BYTES) throw new Problem(problemKinds.tooLarge);
  const { text, value } = parse(bytes);
  if (namesIn(text) !== namesOf(value)) throw new Problem(problemKinds.malformedBody, { detail: TWICE });
  return value;
}

function parse(bytes: Uint8Array): { readonly text: string; readonly value: unknown } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    if (!isWellFormed(text, value)) throw new TypeError('lone surrogate');
    return { text, value };
  } catch (cause) {
    throw new Problem(problemKinds.malformedBody, { cause });
  }
}

const TWICE = {
  zh: '请求体中同一对象含有重名字段。',
  en: 'An object in the body has two fields of one name.',
};

/** Of the parameters only another charset matters: others say nothing about how the body is to be read. */
function isJson(contentType: string | undefined): boolean {
  const [essence, ...parameters] = (contentType ?? '').toLowerCase().split(';');
  return (
    essence?.trim() === 'application/json' &&
    parameters.every((parameter) => !/^\s*charset\s*=(?!\s*"?utf-?8"?\s*$)/.test(parameter))
  );
}

/**
 * `"\ud800"` is legal JSON but no text: it cannot be encoded as UTF-8 again, so neither stored nor digested.
 * Only an escape can smuggle one in, so bodies without one are not walked.
 */
function isWellFormed(text: string, value: unknown): boolean {
  if (!/\\u[dD][89a-fA-F]/.test(text)) return true;
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string') {
      if (!next.isWellFormed()) return false;
    } else if (typeof next === 'object' && next !== null) {
      for (const [key, inner] of Object.entries(next)) open.push(key, inner);
    }
  }
  return true;
}

/** How many names the text has: strings that a colon follows. Only text that is JSON is counted. */
function namesIn(text: string): number {
  let names = 0;
  for (const [, colon] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g)) if (colon !== undefined) names++;
  return names;
}

/** How many names are left of them: of two alike in one object, the parser keeps one. */
function namesOf(value: unknown): number {
  let names = 0;
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    const inner = Object.values(next);
    if (!Array.isArray(next)) names += inner.length;
    for (const one of inner) open.push(one);
  }
  return names;
}
