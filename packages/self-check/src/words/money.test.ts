import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactMoney, readMoney, shortMoney, writeMoney } from './money.ts';

describe('an amount as it is typed', () => {
  it.each([
    ['120', 'wan', 120_000_000],
    ['120.5', 'wan', 120_500_000],
    ['0.000001', 'wan', 1],
    ['1,234,567.89', 'yuan', 123_456_789],
    ['1234567.8', 'yuan', 123_456_780],
    ['200万', 'yuan', 200_000_000],
    ['200万元', 'yuan', 200_000_000],
    ['1.2亿', 'wan', 12_000_000_000],
    ['￥3.5万', 'yuan', 3_500_000],
    ['1000元', 'wan', 100_000],
    ['１２０．５', 'wan', 120_500_000],
    ['0', 'yuan', 0],
    ['.5', 'yuan', 50],
    ['1000亿', 'yuan', 10_000_000_000_000],
    ['人民币５００万元整', 'wan', 500_000_000],
    ['500萬', 'yuan', 500_000_000],
    ['2千万', 'wan', 2_000_000_000],
    ['1,200千元', 'yuan', 120_000_000],
    ['0.5千', 'wan', 50_000],
    ['5十万元', 'yuan', 50_000_000],
    ['1 234 567.89', 'yuan', 123_456_789],
    ['3.5百万元', 'yuan', 350_000_000],
    ['7 WAN', 'yuan', 7_000_000],
  ] as const)('%s in %s is %d fen', (typed, unit, fen) => {
    expect(readMoney(typed, unit)).toEqual({ ok: true, fen });
  });

  it.each([
    ['', 'yuan'],
    ['abc', 'yuan'],
    ['12a', 'yuan'],
    ['1.2.3', 'yuan'],
    ['-5', 'yuan'],
    ['.', 'yuan'],
    ['1.005', 'yuan'],
    ['约500', 'yuan'],
    ['120\t130', 'yuan'],
    ['1200 1300', 'yuan'],
    ['1200 300', 'yuan'],
    ['１２ ３４', 'yuan'],
    ['整', 'yuan'],
    ['0.0000001', 'wan'],
    ['1000.000000000001亿', 'yuan'],
    ['1001亿', 'yuan'],
  ] as const)('%s in %s is refused in words', (typed, unit) => {
    const read = readMoney(typed, unit);
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.error.zh).not.toBe('');
  });

  it.each(['-5,000', '－5000', '(5000)', '（5,000.00）'])('%s is told from what is no figure', (typed) => {
    expect(readMoney(typed, 'yuan')).toMatchObject({ error: { en: expect.stringContaining('credit note') } });
  });

  it('is read back exactly as it is written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000_000_000 }),
        fc.constantFrom('yuan' as const, 'wan' as const),
        (fen, unit) => {
          expect(readMoney(writeMoney(fen, unit), unit)).toEqual({ ok: true, fen });
          expect(readMoney(exactMoney(fen, 'zh'), unit)).toEqual({ ok: true, fen });
        },
      ),
    );
  });
});

describe('an amount as it is shown', () => {
  it.each([
    [0, '0万元'],
    [245_000_000, '245万元'],
    [245_120_000, '245.12万元'],
    [123_456_789, '约123.45万元'],
    [1_234_500_000_000, '1,234,500万元'],
    [99, '0.99元'],
    [9_999, '99.99元'],
    [10_000, '0.01万元'],
    [10_001, '约0.01万元'],
  ])('%d fen is %s', (fen, shown) => {
    expect(shortMoney(fen, 'zh')).toBe(shown);
  });

  it.each([
    [123_456_789, '1,234,567.89元', '¥1,234,567.89'],
    [123_456_780, '1,234,567.80元', '¥1,234,567.80'],
    [100, '1元', '¥1'],
    [1, '0.01元', '¥0.01'],
  ])('%d fen is exactly %s, %s', (fen, zh, en) => {
    expect(exactMoney(fen, 'zh')).toBe(zh);
    expect(exactMoney(fen, 'en')).toBe(en);
    expect(shortMoney(fen, 'en')).toBe(en);
  });
});
