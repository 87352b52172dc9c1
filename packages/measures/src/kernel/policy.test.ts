import { describe, expect, it } from 'vitest';
import { PolicyPackError } from './errors.ts';
import { type Interpretation, type Parameter, policy } from './policy.ts';

const rate: Parameter = {
  id: 'rate',
  unit: 'percent',
  text: { zh: '比例', en: 'rate' },
  rows: [
    { from: '2023-01-01', value: 15, source: 'Art. 2' },
    { from: '2024-07-01', value: 20, source: 'Art. 2, revised' },
  ],
};
const codes: Parameter<readonly string[]> = {
  id: 'codes',
  unit: 'codes',
  text: { zh: '代码', en: 'codes' },
  rows: [{ from: '2023-01-01', value: ['330702'], source: 'Suppl. 1' }],
};
const point: Interpretation<'yes' | 'no'> = {
  id: 'I-0',
  question: { zh: '是否', en: 'is it?' },
  options: { yes: { zh: '是', en: 'yes' }, no: { zh: '否', en: 'no' } },
  ofApplicant: false,
  choices: [{ from: '2023-01-01', value: 'yes', source: 'I-0' }],
};
const head = { version: 'test', from: '2023-01-01', to: '2025-12-31' };

describe('what is in force on a day', () => {
  it.each([
    ['2022-12-31', 15],
    ['2023-01-01', 15],
    ['2024-06-30', 15],
    ['2024-07-01', 20],
    ['2030-01-01', 20],
  ])('%s: %i', (day, value) => expect(policy(head).valueOf(rate, day)).toBe(value));

  it('is what a dated decision says', () => {
    const decided = policy(head, {
      parameters: { rate: [{ from: '2023-01-01', value: 30, source: 'decision' }] },
      interpretations: {
        'I-0': [
          { from: '2023-01-01', value: 'yes', source: 'register' },
          { from: '2025-01-01', value: 'no', source: 'decision' },
        ],
      },
    });
    expect(decided.valueOf(rate, '2024-07-01')).toBe(30);
    expect(decided.rowsOf(rate)).toEqual([{ from: '2023-01-01', value: 30, source: 'decision' }]);
    expect(decided.valueOf(codes, '2024-01-01')).toEqual(['330702']);
    expect(decided.choiceOf(point, '2024-12-31')).toBe('yes');
    expect(decided.choiceOf(point, '2025-01-01')).toBe('no');
  });
});

describe('a decision that begins later', () => {
  const since = '2024-01-01';
  const decided = policy(head, {
    parameters: { rate: [{ from: since, value: 30, source: 'decision' }] },
    interpretations: { 'I-0': [{ from: since, value: 'no', source: 'decision' }] },
  });

  it('leaves what was in force before its day, and nothing after', () => {
    const days = ['2022-12-31', '2023-12-31', since, '2024-07-01'];
    expect(days.map((day) => decided.valueOf(rate, day))).toEqual([15, 15, 30, 30]);
    expect(days.map((day) => decided.choiceOf(point, day))).toEqual(['yes', 'yes', 'no', 'no']);
  });

  it('is listed after what it leaves', () => {
    expect(decided.rowsOf(rate).map(({ value }) => value)).toEqual([15, 30]);
    expect(decided.choicesOf(point).map(({ value }) => value)).toEqual(['yes', 'no']);
  });
});

describe('a decision that contradicts the pack', () => {
  it.each([
    ['a rate that is no whole number', { rate: 12.5 }],
    ['a rate that is text', { rate: '20' }],
    ['codes that are no list', { codes: '330702' }],
    ['codes that are numbers', { codes: [330702] }],
    ['codes of which one is a number', { codes: ['330702', 330703] }],
  ])('%s is an error of ours', (_, values) => {
    const parameters = Object.fromEntries(
      Object.entries(values).map(([id, value]) => [
        id,
        [{ from: '2023-01-01', value, source: 'decision' }] as const,
      ]),
    );
    const decided = policy(head, { parameters });
    const read = () => [decided.valueOf(rate, '2023-01-01'), decided.valueOf(codes, '2023-01-01')];
    expect(read).toThrow(PolicyPackError);
  });

  it.each(['perhaps', 'constructor'])('the unknown option "%s" is an error of ours', (value) => {
    const interpretations = { 'I-0': [{ from: '2023-01-01', value, source: 'decision' }] as const };
    expect(() => policy(head, { interpretations }).choiceOf(point, '2023-01-01')).toThrow(PolicyPackError);
  });
});
