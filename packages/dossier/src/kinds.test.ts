import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemOfRecognition, leastShare, MAX_FEN, share, wan, within, yearOf } from './index.ts';

const amount = fc.integer({ min: 0, max: MAX_FEN });
const percent = fc.integer({ min: 0, max: 100 });

describe('fen', () => {
  it('counts 万元', () => expect(wan(100)).toBe(100_000_000));

  it.each([
    [0, 15, 0],
    [1, 99, 0],
    [99, 15, 14],
    [100, 15, 15],
    [103, 25, 25],
    [MAX_FEN, 100, MAX_FEN],
    [9_999_999_999_999, 15, 1_499_999_999_999],
  ])('%i × %i%% is %i, down to the fen', (base, rate, value) => expect(share(base, rate)).toBe(value));

  it('a share is exact: by arbitrary precision', () => {
    fc.assert(
      fc.property(amount, percent, (base, rate) => {
        expect(BigInt(share(base, rate))).toBe((BigInt(base) * BigInt(rate)) / 100n);
      }),
    );
  });

  it('the least share is the least whole number that is no less, for any safe integer', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), percent, (whole, rate) => {
        const least = BigInt(leastShare(whole, rate));
        const exact = BigInt(whole) * BigInt(rate);
        expect(least * 100n).toBeGreaterThanOrEqual(exact);
        expect((least - 1n) * 100n).toBeLessThan(exact === 0n ? 1n : exact);
      }),
    );
  });
});

describe('calendar days', () => {
  it('have a year, and lie within a span that includes both ends', () => {
    expect(yearOf('2024-12-31')).toBe(2024);
    const inSpan = (day: string) => within(day, '2023-01-01', '2025-12-31');
    expect(['2022-12-31', '2023-01-01', '2025-12-31', '2026-01-01'].map(inSpan)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('what a recognition is paid as', () => {
  it.each([
    ['typical-case', 'subjects/arm'],
    ['innovation-project', 'subjects/arm'],
    ['excellent-application', 'subjects/arm'],
    ['first-set', 'subjects/arm'],
    ['first-batch', 'subjects/arm'],
    ['first-version', 'subjects/arm'],
    ['industrial-internet-platform', 'applicant/industrial-internet-platform'],
    ['ai-incubator', 'recognitions/r'],
    ['national-key-laboratory', 'recognitions/r'],
    ['srdi-enterprise', 'recognitions/r'],
  ] as const)('%s: %s', (kind, item) => {
    expect(itemOfRecognition({ id: 'r', kind, subjectId: 'arm' })).toBe(item);
  });

  it('is itself where it names no subject', () => {
    expect(itemOfRecognition({ id: 'r', kind: 'first-set' })).toBe('recognitions/r');
  });
});
