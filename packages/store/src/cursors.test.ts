import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BadCursorError, cursors } from './cursors.ts';

const signed = cursors('0123456789abcdef0123456789abcdef');
const last = { pk: 'PARTNER#portal', sk: 'LISTED#2024#s-1' };

test('a cursor leads back to its place in its own list', () => {
  const cursor = signed.write('submissions portal', last);
  expect(signed.read('submissions portal', cursor ?? '')).toEqual(last);
  expect(signed.write('submissions portal', undefined)).toBeNull();
  expect(signed.read('submissions portal', undefined)).toBeUndefined();
});

test('no other caller, no other list and no other key accepts it', () => {
  const cursor = signed.write('submissions portal', last) ?? '';
  expect(() => signed.read('submissions rival', cursor)).toThrow(BadCursorError);
  expect(() => cursors('another-secret-of-at-least-32-chars').read('submissions portal', cursor)).toThrow(
    BadCursorError,
  );
});

test('nothing that was changed or made up is a cursor', () => {
  const cursor = signed.write('list', last) ?? '';
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.nat(cursor.length - 1).map((at) => flip(cursor, at)),
      ),
      (forged) => {
        fc.pre(!Buffer.from(forged, 'base64url').equals(Buffer.from(cursor, 'base64url')));
        expect(() => signed.read('list', forged)).toThrow(BadCursorError);
      },
    ),
  );
});

test('a short secret is no secret', () => {
  expect(() => cursors('short')).toThrow(RangeError);
});

const flip = (text: string, at: number): string =>
  `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
