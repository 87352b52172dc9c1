import { type FieldError, fieldError, type Parsed } from './field-error.ts';

/** What anything sent may take, a dossier above all. */
export const MAX_JSON_BYTES = 64 * 1024;

/**
 * The value of bytes that are JSON in UTF-8 and mean one thing to everybody (RFC 7493): whole characters, no name
 * twice in an object. Else one error about the whole: `too-large`, `not-json` or `duplicate-name`.
 */
export function parseJson(bytes: Uint8Array): Parsed<unknown> {
  if (bytes.length > MAX_JSON_BYTES) return refused(tooLarge);
  let text: string;
  let value: unknown;
  try {
    text = utf8.decode(bytes);
    value = JSON.parse(text);
  } catch (error) {
    return refused(notJson(placeIn(error)));
  }
  if (!isWellFormed(text, value)) return refused(notJson());
  if (namesIn(text) !== namesOf(value)) return refused(duplicateName);
  return { ok: true, value, warnings: [] };
}

const utf8 = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true });

const refused = (error: FieldError): Parsed<never> => ({ ok: false, errors: [error] });

const tooLarge = fieldError([], 'too-large', '不得超过64 KiB', 'must take at most 64 KiB');
const duplicateName = fieldError(
  [],
  'duplicate-name',
  '同一对象含有重名字段',
  'an object has two fields of one name',
);

function notJson(place?: { readonly line: string; readonly column: string }): FieldError {
  const [zh, en] =
    place === undefined
      ? ['', '']
      : [`（第${place.line}行第${place.column}列）`, ` (line ${place.line}, column ${place.column})`];
  return fieldError([], 'not-json', `不是有效的UTF-8编码JSON${zh}`, `is not JSON in valid UTF-8${en}`);
}

/** Where the parser stopped, as far as it tells; of its words nothing more, since they quote what was sent. */
function placeIn(error: unknown): { readonly line: string; readonly column: string } | undefined {
  const [, line, column] = /\(line (\d+) column (\d+)\)$/.exec(String(error)) ?? [];
  return line === undefined || column === undefined ? undefined : { line, column };
}

/**
 * `"\ud800"` is legal JSON but no text: it cannot be encoded as UTF-8 again, so neither stored nor digested.
 * Only an escape can smuggle one in, so texts without one are not walked.
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
