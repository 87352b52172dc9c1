import { describe, expect, it } from 'vitest';
import { MAX_JSON_BYTES, parseJson } from './index.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const told = (input: Uint8Array) => {
  const parsed = parseJson(input);
  return parsed.ok ? parsed.value : parsed.errors.map(({ pointer, code }) => [pointer, code]);
};

describe('JSON from bytes', () => {
  it('is its value, whatever its white space, and with a byte order mark', () => {
    expect(told(bytes(' {"甲": [1, "\\ud83d\\ude00"]}\r'))).toEqual({ 甲: [1, '😀'] });
    expect(told(bytes('\u{feff}[]'))).toEqual([]);
  });

  it.each([
    ['broken', bytes('{"a":'), 'not-json'],
    ['empty', bytes(''), 'not-json'],
    ['in another encoding', new Uint8Array([0x22, 0xbd, 0xf0, 0x22]), 'not-json'],
    ['half a character', bytes('{"a":"\\ud800"}'), 'not-json'],
    ['a name twice', bytes('{"a":1,"b":{},"a":2}'), 'duplicate-name'],
    ['a name twice, deep and escaped', bytes('[{"a":[{"b":1,"\\u0062":1}]}]'), 'duplicate-name'],
    ['too large', bytes(`"${'x'.repeat(MAX_JSON_BYTES - 1)}"`), 'too-large'],
  ])('is refused: %s', (_what, input, code) => {
    expect(told(input)).toEqual([['', code]]);
  });

  it('may take all of 64 KiB', () => {
    expect(parseJson(bytes(`"${'x'.repeat(MAX_JSON_BYTES - 2)}"`)).ok).toBe(true);
  });

  it('says where the parser stopped, and quotes nothing of what was sent', () => {
    const parsed = parseJson(bytes('{\n  "secret": 7 8\n}'));
    expect(parsed.ok ? [] : parsed.errors).toMatchObject([
      {
        message: {
          zh: expect.stringMatching(/第2行第\d+列/),
          en: expect.stringMatching(/line 2, column \d+/),
        },
      },
    ]);
    expect(JSON.stringify(parsed)).not.toContain('secret');
  });
});
