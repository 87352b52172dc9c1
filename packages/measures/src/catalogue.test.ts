import { CLAUSE_IDS, dossierSchema, LIST_NAMES } from '@twelve/dossier';
import { describe, expect, it } from 'vitest';
import { catalogue, interpretationRegister, jinhua, jinhuaPack, type PolicyPack } from './index.ts';

const all = catalogue(jinhua);
const clauses = all.flatMap((measure) => measure.clauses);

describe('the catalogue', () => {
  it('holds every clause once, in order', () => {
    expect(clauses.map(({ clause }) => clause)).toEqual(CLAUSE_IDS);
    expect(all.map(({ measure }) => measure)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(all[6]).toMatchObject({ slug: 'm07-growing-enterprises', policyVersion: '2023-draft' });
  });

  it('cites the article of every clause and figure', () => {
    for (const { clause, source, parameters } of clauses) {
      const article = new RegExp(`^Art\\. ${Number.parseInt(clause, 10)}( cl\\. \\d)?$`);
      expect(source).toMatch(article);
      for (const parameter of parameters) expect(parameter.source).toMatch(/^Art\. \d+( cl\. \d)?$/);
    }
  });

  it('speaks both languages, in words and not in codes alone', () => {
    const texts = all.flatMap((measure) => [
      measure.title,
      ...measure.information,
      ...measure.clauses.flatMap(({ title, pays, parameters, interpretations }) => [
        title,
        pays,
        ...parameters.map(({ text }) => text),
        ...interpretations.flatMap(({ question, reading }) => [question, reading]),
      ]),
    ]);
    for (const { zh, en } of texts) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/[A-Za-z]/);
      expect(en).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it('names facts that a dossier has', () => {
    const entries = dossierSchema.entries.applicant.entries;
    const known = new Set<string>([
      ...LIST_NAMES,
      ...Object.keys(entries).map((name) => `applicant/${name}`),
    ]);
    expect(clauses.flatMap(({ facts }) => facts).filter((fact) => !known.has(fact))).toEqual([]);
  });

  it('says what is in force: figures and readings', () => {
    const percent = (pack = jinhua) =>
      catalogue(pack)
        .flatMap((measure) => measure.clauses.flatMap(({ parameters }) => parameters))
        .filter(({ id }) => id === '8.3-percent')
        .map(({ value, from }) => [from, value]);
    expect(percent()).toEqual([['2023-01-01', 30]]);
    const revised = jinhuaPack('revised', {
      parameters: {
        '8.3-percent': [
          { from: '2023-01-01', value: 30, source: 'Art. 8 cl. 3' },
          { from: '2025-01-01', value: 40, source: 'revision' },
        ],
      },
      interpretations: { 'I-8b': [{ from: '2023-01-01', value: 'no', source: 'decision' }] },
    });
    expect(percent(revised)).toEqual([
      ['2023-01-01', 30],
      ['2025-01-01', 40],
    ]);
    const buyer = (pack = jinhua) =>
      catalogue(pack)
        .flatMap((measure) => measure.clauses.flatMap(({ interpretations }) => interpretations))
        .find(({ id }) => id === 'I-8b')?.reading.en;
    expect([buyer(), buyer(revised)]).toEqual(['yes', 'no']);
  });
});

it('the register holds every reading once, whatever names it, in an order that can be followed', () => {
  const register = interpretationRegister(jinhua);
  const ids = register.map(({ id }) => id);
  expect(ids.slice(0, 3)).toEqual(['I-1a', 'I-1b', 'I-2a']);
  expect(ids.slice(-5)).toEqual(['I-Xa', 'I-Xb', 'I-Xc', 'I-Xd', 'I-Xe']);
  expect(ids.indexOf('I-10a')).toBeGreaterThan(ids.indexOf('I-9a'));
  expect(new Set(ids)).toEqual(new Set(jinhua.interpretations.map(({ id }) => id)));
  const ofClauses = clauses.flatMap(({ interpretations }) => interpretations);
  for (const one of ofClauses) expect(register).toContainEqual(one);
  for (const { question, reading } of register) {
    expect(question.zh).toMatch(/\p{Script=Han}/u);
    expect(reading.en).not.toMatch(/\p{Script=Han}/u);
  }
});

it('a reading says from when it holds, where a day counts', () => {
  const since2024 = <T extends string>(before: T, after: T) =>
    [
      { from: '2023-01-01', value: before, source: 'register' },
      { from: '2024-07-01', value: after, source: 'decision' },
    ] as const;
  const revised = jinhuaPack('revised', {
    interpretations: { 'I-2b': since2024('hardware-only', 'with-software'), 'I-8b': since2024('yes', 'no') },
  });
  const readings = catalogue(revised).flatMap((measure) =>
    measure.clauses.flatMap(({ interpretations }) => interpretations),
  );
  const of = (point: string) => readings.find(({ id }) => id === point)?.reading;
  expect(of('I-2b')).toEqual({
    zh: '否，仅硬件；2024-07-01起：是',
    en: 'no, hardware only; from 2024-07-01: yes',
  });
  // Who the policy is for has no day: the last reading counts for every event.
  expect(of('I-8b')).toEqual({ zh: '否', en: 'no' });
});

it('what a clause pays says that figures were revised, where they were', () => {
  const rows = [{ from: '2025-01-01', value: 40, source: 'revision' }] as const;
  const revised = jinhuaPack('revised', { parameters: { '8.3-percent': rows } });
  const pays = (pack: PolicyPack, id: string) =>
    catalogue(pack)
      .flatMap((measure) => measure.clauses)
      .find(({ clause }) => clause === id)?.pays;
  expect(pays(jinhua, '8.3')?.en).not.toContain('revised');
  expect(pays(revised, '8.3')?.en).toMatch(/30%.*some of these figures have been revised/);
  expect(pays(revised, '8.3')?.zh).toMatch(/30%.*部分数额已调整/);
  expect(pays(revised, '8.2')).toEqual(pays(jinhua, '8.2'));
});

describe('the register of interpretations', () => {
  it('holds every point once, with its question, its readings and the one in force', () => {
    const ids = jinhua.interpretations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, options, choices } of jinhua.interpretations) {
      expect(Object.keys(options)).toContain(choices[0].value);
      expect(choices).toMatchObject([{ from: '2023-01-01', source: id }]);
    }
  });

  it('is named by the clauses that rest on it; what spans clauses is named in reasons', () => {
    const named = new Set(clauses.flatMap(({ interpretations }) => interpretations.map(({ id }) => id)));
    const unnamed = jinhua.interpretations.map(({ id }) => id).filter((id) => !named.has(id));
    expect(unnamed).toEqual(['I-Xa', 'I-Xc']);
  });
});
