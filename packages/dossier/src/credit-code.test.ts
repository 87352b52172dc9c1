import { describe, expect, it } from 'vitest';
import { checkCharacter, checkCreditCode } from './index.ts';

describe('a credit code', () => {
  it.each(['91440300708461136T', '91330100799655058B'])('%s is valid', (code) => {
    expect(checkCreditCode(code)).toBe('valid');
    expect(checkCharacter(code)).toBe(code[17]);
  });

  // No character of these is 0 but the check character of one, so that every weight counts: Σ mod 31 is 0, 1 and 30.
  it.each(['9122242174MA1Y3K10', '9122242174MA1Y3KBY', '9122242174MA1Y3KN1'])(
    '%s has the check character that its weighted sum calls for',
    (code) => expect(checkCharacter(code)).toBe(code[17]),
  );

  it('with a wrong check character is known by the organisation code inside it', () => {
    expect(checkCreditCode('91440300708461136A')).toBe('organisation-code-only');
    expect(checkCreditCode('913301007996550580')).toBe('organisation-code-only');
  });

  it('is invalid where neither check character fits', () => {
    expect(checkCreditCode('91440300708461137T')).toBe('invalid');
    expect(checkCreditCode('91330100799655057B')).toBe('invalid');
  });

  it('changes its check character with every character that is mistyped', () => {
    const code = '91330100799655058B';
    for (let place = 0; place < 17; place += 1) {
      const typed = code[place] === '1' ? '2' : '1';
      const mistyped = code.slice(0, place) + typed + code.slice(place + 1);
      expect(checkCharacter(mistyped), mistyped).not.toBe('B');
    }
  });

  it('has an organisation code whose check character may be X or 0', () => {
    // 11 − Σ mod 11 is 10 for the first body and 11 for the second.
    expect(checkCreditCode('9133070200000006XA')).toBe('organisation-code-only');
    expect(checkCreditCode('91330702000000000A')).toBe('organisation-code-only');
  });

  it.each([
    ['17 characters', '9144030070846113T'],
    ['19 characters', '91440300708461136TT'],
    ['small letters', '91440300708461136t'],
    ['I, which the alphabet leaves out', '9144030070846113IT'],
    ['O, which the alphabet leaves out', '9144O300708461136T'],
    ['nothing', ''],
    ['a line break behind it', '91440300708461136T\n'],
  ])('is not %s', (_, code) => expect(checkCreditCode(code)).toBe('invalid'));
});
