import { describe, expect, it } from 'vitest';
import { etag, idempotencyKey, ifMatch, isNotModified } from './preconditions.ts';

const withHeader = (name: string, value?: string) => ({
  headers: value === undefined ? {} : { [name]: value },
});
const problem = (code: string) => expect.objectContaining({ code });

describe('If-Match', () => {
  it('is required', () => {
    expect(() => ifMatch(withHeader('if-match'))).toThrow(problem('if-match-missing'));
    expect(() => ifMatch(withHeader('if-match', ' '))).toThrow(problem('if-match-missing'));
  });

  it('reads lists; weak tags and bare words name no version', () => {
    expect(ifMatch(withHeader('if-match', '"3", "4"'))).toEqual(['3', '4']);
    expect(ifMatch(withHeader('if-match', 'W/"3", "4",'))).toEqual(['4']);
    for (const tag of ['W/"3"', '3', '"3', '*, "3"x', '"*"']) {
      expect(ifMatch(withHeader('if-match', tag)), tag).toEqual([]);
    }
  });

  it('takes a star for any version', () => {
    expect(ifMatch(withHeader('if-match', '*'))).toEqual(['*']);
    expect(ifMatch(withHeader('if-match', etag(3)))).toEqual(['3']);
  });
});

describe('If-None-Match', () => {
  it('compares weakly', () => {
    expect(isNotModified(withHeader('if-none-match', 'W/"a", "b"'), '"a"')).toBe(true);
    expect(isNotModified(withHeader('if-none-match', '"c"'), '"a"')).toBe(false);
    expect(isNotModified(withHeader('if-none-match'), '"a"')).toBe(false);
  });
});

describe('Idempotency-Key', () => {
  it('is read quoted or bare', () => {
    expect(idempotencyKey(withHeader('idempotency-key', '"k-1"'))).toBe('k-1');
    expect(idempotencyKey(withHeader('idempotency-key', 'k-1'))).toBe('k-1');
  });

  it.each([undefined, '', '""', 'a b', 'é', 'x'.repeat(256)])('refuses %j', (value) => {
    expect(() => idempotencyKey(withHeader('idempotency-key', value))).toThrow(
      problem('idempotency-key-missing'),
    );
  });
});
