import { expect, test } from 'vitest';
import { certificateOf } from './certificate.ts';

test.each([
  ['width and case', '浙科（２０２４）ａ1号', '浙科(2024)A1号'],
  ['blanks', ' 浙 科1\u200b号', '浙科1号'],
  ['dashes', '浙—1', '浙-1'],
  ['capitals that are composed anew', 'ΐ1', 'Ϊ\u03011'.normalize('NFKC')],
  ['letters that something invisible stood between', 'e\u200d\u03011', 'É1'],
])('a number is told without %s, and the same when it is told once more', (_, typed, told) => {
  expect(certificateOf(typed)).toBe(told);
  expect(certificateOf(told)).toBe(told);
});

test('a number of blanks alone, or that grows too long, stands as it is', () => {
  for (const number of ['\u3000', '\uFDFA'.repeat(200)]) expect(certificateOf(number)).toBe(number);
});

test('every number is told once and for all', () => {
  for (let point = 1; point < 0x30000; point++) {
    if (point >= 0xd800 && point <= 0xdfff) continue;
    const told = certificateOf(`a${String.fromCodePoint(point)}\u03081`);
    if (certificateOf(told) !== told) throw new Error(point.toString(16));
  }
});
