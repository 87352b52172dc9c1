import { describe, expect, it } from 'vitest';
import { above, atLeast, atMost, both, either, MET, UNMET, unknown, unknownFigure } from './finding.ts';

const a = unknown('a');
const b = unknown('b');

describe('three values', () => {
  it.each([
    [MET, MET, 'met', 'met'],
    [MET, UNMET, 'met', 'unmet'],
    [UNMET, UNMET, 'unmet', 'unmet'],
    [MET, a, 'met', 'unknown'],
    [UNMET, a, 'unknown', 'unmet'],
    [a, b, 'unknown', 'unknown'],
  ] as const)('%j and %j: either is %s, both are %s', (one, other, asEither, asBoth) => {
    for (const [left, right] of [
      [one, other],
      [other, one],
    ] as const) {
      expect(either(left, right).outcome).toBe(asEither);
      expect(both(left, right).outcome).toBe(asBoth);
    }
  });

  it('asks only for what could still decide', () => {
    expect(either(UNMET, a).missing).toEqual(['a']);
    expect(either(MET, a).missing).toEqual([]);
    expect(both(UNMET, a).missing).toEqual([]);
    expect(both(a, b).missing).toEqual(['a', 'b']);
  });
});

describe('bounds', () => {
  it.each([
    [9, 'unmet', 'unmet', 'met'],
    [10, 'met', 'unmet', 'met'],
    [11, 'met', 'met', 'unmet'],
  ])('%i beside 10: at least %s, above %s, at most %s', (actual, least, more, most) => {
    expect(atLeast(actual, 10)).toMatchObject({ outcome: least, actual, required: 10, unit: 'fen' });
    expect(above(actual, 10, 'count')).toMatchObject({ outcome: more, actual, required: 10, unit: 'count' });
    expect(atMost(actual, 10)).toMatchObject({ outcome: most, actual, required: 10 });
  });

  it('an unknown figure says what is required all the same', () => {
    expect(unknownFigure(10, 'fen', 'a')).toEqual({
      outcome: 'unknown',
      missing: ['a'],
      required: 10,
      unit: 'fen',
    });
  });
});
