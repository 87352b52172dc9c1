import { describe, expect, it } from 'vitest';
import { expenditure, priorAward, recognition } from '../test-fixture/dossiers.ts';
import { parseCheck } from './index.ts';

const errors = (value: unknown) => {
  const parsed = parseCheck(value);
  return parsed.ok ? [] : parsed.errors.map(({ pointer, code }) => `${pointer} ${code}`);
};

describe('figures and texts', () => {
  const inApplicant = (field: string, ...values: readonly unknown[]) =>
    values.map((value) => errors({ applicant: { [field]: value } })[0]?.split(' ')[1] ?? 'ok');

  it('amounts are whole fen from 0 to 10^13', () => {
    expect(inApplicant('registeredCapital', -1, 0, 10 ** 13, 10 ** 13 + 1, 0.5, '1', Number.NaN)).toEqual([
      'range',
      'ok',
      'ok',
      'range',
      'type',
      'type',
      'type',
    ]);
  });

  it('a figure beyond all whole numbers is told the bound of its field', () => {
    const parsed = parseCheck({ applicant: { registeredCapital: 2 ** 60, peakRevenueBefore: -(2 ** 60) } });
    expect(parsed.ok ? [] : parsed.errors.map(({ message }) => message.en)).toEqual([
      'must be at most 10000000000000',
      'must be at least 0',
    ]);
  });

  it('days are real', () => {
    expect(
      inApplicant(
        'establishedOn',
        '2024-02-29',
        '2023-02-29',
        '2023-04-31',
        '2023-00-01',
        '23-01-01',
        '2023-1-1',
        '2023-01-01T00:00:00Z',
        20230101,
      ),
    ).toEqual(['ok', 'date', 'date', 'date', 'date', 'date', 'date', 'type']);
  });

  it('names have at most 200 characters', () => {
    expect(inApplicant('name', '智', '智'.repeat(200), '智'.repeat(201), '')).toEqual([
      'ok',
      'ok',
      'length',
      'length',
    ]);
    const project = (name: string) =>
      errors({ applicant: {}, projects: [{ id: 'p', kind: 'rd-platform', name }] })[0] ?? 'ok';
    expect(['', '智'.repeat(200), '智'.repeat(201)].map(project)).toEqual([
      'ok',
      'ok',
      '/projects/0/name length',
    ]);
  });

  it('a character counts once, however rare it is', () => {
    expect(inApplicant('name', '𠮷'.repeat(200), '𠮷'.repeat(201))).toEqual(['ok', 'length']);
  });

  it('scopes and items of earlier awards have 1 to 200 characters', () => {
    const scope = (text: string) =>
      errors({ applicant: {}, priorAwards: [priorAward({ scope: text })] })[0] ?? 'ok';
    const item = (text: string) => {
      const lines = [{ item: text, value: 100 }];
      return errors({ applicant: {}, priorAwards: [priorAward({ lines })] })[0] ?? 'ok';
    };
    const texts = ['', 'x', 'x'.repeat(200), 'x'.repeat(201)];
    const of = (pointer: string) => [`${pointer} length`, 'ok', 'ok', `${pointer} length`];
    expect(texts.map(scope)).toEqual(of('/priorAwards/0/scope'));
    expect(texts.map(item)).toEqual(of('/priorAwards/0/lines/0/item'));
  });

  it('counts are not below 0', () => {
    const scenarios = (scenarioCount: number) => {
      const model = {
        id: 'm',
        kind: 'ai-model',
        parameterCount: 0,
        scenarioCount,
        original: true,
        withComputeCentre: true,
        completedOn: '2024-01-01',
      };
      return errors({ applicant: {}, projects: [model] })[0] ?? 'ok';
    };
    expect([-1, 0].map(scenarios)).toEqual(['/projects/0/scenarioCount range', 'ok']);
  });

  it('codes have their forms', () => {
    expect(inApplicant('divisionCode', '330702', '33070', '3307022', 'abcdef', 330702)).toEqual([
      'ok',
      'format',
      'format',
      'format',
      'type',
    ]);
    expect(inApplicant('industryCode', 'I651', 'I6513', 'I65', 'I65131', 'i651', '6513', 'Z651')).toEqual([
      'ok',
      'ok',
      'format',
      'format',
      'format',
      'format',
      'format',
    ]);
    expect(inApplicant('creditCode', '91330100799655058B', '91330100799655058b', 'x', 1)).toEqual([
      'ok',
      'format',
      'format',
      'type',
    ]);
  });

  it('ids have 1 to 64 characters of a few kinds', () => {
    const id = (value: string) => errors({ applicant: {}, expenditures: [expenditure(value)] })[0] ?? 'ok';
    expect(
      ['a', 'A-Z.a_z-09', 'x'.repeat(64), '', 'x'.repeat(65), 'a b', 'a/b', '智', 'a\n'].map(id),
    ).toEqual([...Array(3).fill('ok'), ...Array(6).fill('/expenditures/0/id format')]);
  });

  it('years are 2000 to 2100, invoices 8 to 20 digits', () => {
    const year = (value: unknown) =>
      errors({ applicant: {}, annualAccounts: [{ year: value, revenue: 1 }] })[0] ?? 'ok';
    expect([1999, 2000, 2100, 2101, '2024'].map(year)).toEqual([
      '/annualAccounts/0/year range',
      'ok',
      'ok',
      '/annualAccounts/0/year range',
      '/annualAccounts/0/year type',
    ]);
    const invoice = (invoiceNumber: string) =>
      errors({ applicant: {}, expenditures: [expenditure('e', { invoiceNumber })] })[0] ?? 'ok';
    expect(['1234567', '12345678', '1'.repeat(20), '1'.repeat(21), '1234567x'].map(invoice)).toEqual([
      '/expenditures/0/invoiceNumber format',
      'ok',
      'ok',
      '/expenditures/0/invoiceNumber format',
      '/expenditures/0/invoiceNumber format',
    ]);
  });

  it('an expenditure serves at most 4 projects', () => {
    const projects = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, kind: 'rd-platform' }));
    const serving = (...projectIds: readonly string[]) =>
      errors({ applicant: {}, projects, expenditures: [expenditure('x', { projectIds })] });
    expect(serving('a', 'b', 'c', 'd')).toEqual([]);
    expect(serving('a', 'b', 'c', 'd', 'e')).toEqual(['/expenditures/0/projectIds length']);
  });

  it('levels, tiers and first times are there where the kind needs them', () => {
    const of = (kind: string) =>
      errors({ applicant: {}, recognitions: [{ id: 'r', kind, grantedOn: '2024-01-01' }] });
    expect(of('industry-leader')).toEqual([]);
    expect(of('cultivation-library')).toEqual(['/recognitions/0/tier required']);
    expect(of('srdi-enterprise')).toEqual(['/recognitions/0/firstTime required']);
    expect(of('first-batch')).toEqual(['/recognitions/0/level required']);
    expect(of('ai-incubator')).toEqual([
      '/recognitions/0/level required',
      '/recognitions/0/subjectId required',
    ]);
  });

  it.each([
    ['unicorn', {}],
    ['cultivation-library', { tier: 'benchmark' }],
    ['srdi-enterprise', { firstTime: true }],
    ['first-batch', { level: 'national' }],
    ['ai-incubator', { level: 'national', subjectId: 'k' }],
  ])('and may be there for a %s that does not need them', (kind, needed) => {
    const more = {
      level: 'provincial',
      subjectId: 'k',
      firstTime: false,
      certificateNumber: 'ZS',
      ...needed,
    };
    expect(errors({ applicant: {}, recognitions: [recognition('r', { kind, ...more })] })).toEqual([]);
  });
});

describe('what an error says', () => {
  const said = (field: string, value: unknown) => {
    const parsed = parseCheck({ applicant: { [field]: value } });
    const [{ message } = {}] = parsed.ok ? [] : parsed.errors;
    return [message?.zh, message?.en];
  };

  it.each([
    ['name', 1, '应为文本', 'must be text'],
    ['registeredCapital', '1', '应为整数', 'must be a whole number'],
    ['registeredCapital', 1.5, '应为整数', 'must be a whole number'],
    ['aiField', 1, '应为是或否（true/false）', 'must be true or false'],
    ['aiDomains', 1, '应为列表', 'must be a list'],
    ['settlement', 1, '应为对象', 'must be an object'],
    ['divisionCode', '3307', '格式应为：6位行政区划代码', 'must have the form: 6 digits (GB/T 2260)'],
    [
      'industryCode',
      '6513',
      '格式应为：门类字母加3或4位数字',
      'must have the form: a section letter and 3 or 4 digits (GB/T 4754-2017)',
    ],
    [
      'creditCode',
      'I',
      '格式应为：18位统一社会信用代码，数字或大写字母（不含I、O、S、V、Z）',
      'must have the form: 18 characters, digits or capital letters without I, O, S, V and Z',
    ],
  ])('%s: %j', (field, value, zh, en) => expect(said(field, value)).toEqual([zh, en]));

  it('names the form of the field in a list too', () => {
    const parsed = parseCheck({
      applicant: {},
      projects: [{ id: 'a b', kind: 'rd-platform' }],
      expenditures: [expenditure('e', { invoiceNumber: '1' })],
    });
    const messages = parsed.ok ? [] : parsed.errors.map(({ pointer, message }) => [pointer, message.en]);
    expect(messages).toEqual([
      ['/projects/0/id', 'must have the form: 1 to 64 characters of A-Z a-z 0-9 . _ -'],
      ['/expenditures/0/invoiceNumber', 'must have the form: 8 to 20 digits'],
    ]);
    expect(parsed.ok ? '' : parsed.errors[0]?.message.zh).toBe(
      '格式应为：1至64个字符，只能是字母、数字、点、下划线和连字符',
    );
  });
});
