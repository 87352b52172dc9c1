import { CLAUSE_IDS } from '@twelve/dossier';
import { jinhua } from '@twelve/measures';
import { type Determination, determine, selfCheck } from '@twelve/reconcile';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerTo } from '../properties/self-check.ts';
import { arbitraryDossier } from '../reference/arbitrary-dossier.ts';
import { dossierOf, scenarioFiles } from '../scenarios/scenario.ts';

/**
 * The published form of the answer: which fields there are, and which values the enumerations have. Clients are
 * written against it, so that a field that is renamed, added or dropped must fail here first.
 */
const dossiers = scenarioFiles().flatMap(({ scenarios }) => scenarios.map(dossierOf));

const contested = dossiers.map((dossier) =>
  determine(jinhua, dossier, {
    standings: {
      contested: (dossier.expenditures ?? []).map(({ id }) => ({
        item: `expenditures/${id}`,
        document: '12345678',
      })),
      places: {},
    },
  }),
);

const answers: readonly Determination[] = [
  ...dossiers.map((dossier) => selfCheck(jinhua, dossier)),
  ...contested,
  ...fc.sample(arbitraryDossier({ maxExpenditures: 8 }), { numRuns: 60, seed: 12 }).map(answerTo),
  ...fc.sample(arbitraryDossier({ incomplete: true }), { numRuns: 60, seed: 13 }).map(answerTo),
  selfCheck(jinhua, { applicant: {} }, [
    {
      pointer: '/applicant/creditCode',
      code: 'check-character',
      message: { zh: '请核对', en: 'please check' },
    },
  ]),
];

const awards = answers.flatMap((answer) => answer.awards);
const measures = answers.flatMap((answer) => answer.measures);
const clauses = measures.flatMap((measure) => measure.clauses);
const conditions = clauses.flatMap((clause) => clause.conditions);

/** All sets of fields that occur, each in alphabetical order. */
const shapes = (values: readonly object[]): readonly string[] =>
  [...new Set(values.map((value) => Object.keys(value).sort().join(' ')))].sort();

const values = (entries: readonly string[]): readonly string[] => [...new Set(entries)].sort();

describe('the fields', () => {
  it('of a determination', () => {
    expect(shapes(answers)).toEqual([
      'awards dossierDigest engineVersion measures missing policyVersion resolution total warnings',
    ]);
    expect(shapes(answers.map(({ total }) => total))).toEqual(['ceiling fixed']);
    expect(shapes(answers.map(({ resolution }) => resolution))).toEqual(['gapFen proven']);
    expect(shapes(answers.flatMap(({ missing }) => missing))).toEqual(['clauses fact worth']);
    expect(shapes(answers.flatMap(({ warnings }) => warnings))).toEqual(['code message pointer']);
  });

  it('of an award', () => {
    const always = 'amount amountKind because clause id lines';
    expect(shapes(awards)).toEqual([`${always} quota scope status year`, `${always} scope status year`]);
    expect(shapes(awards.flatMap(({ lines }) => lines))).toEqual(['base deducted item percent value']);
    expect(shapes(awards.flatMap(({ because }) => because))).toEqual(['by items rule text']);
    expect(shapes(awards.flatMap(({ quota }) => quota ?? []))).toEqual(['places year']);
    for (const { clause, quota } of awards) expect(quota !== undefined).toBe(clause === '3.1');
  });

  it('of a measure’s check', () => {
    expect(shapes(measures)).toEqual(['clauses measure outcome policyVersion reservation']);
    expect(shapes(clauses)).toEqual([
      'amount amountKind clause conditions gross interpretations limit lines missing outcome scope',
    ]);
    expect(shapes(clauses.flatMap(({ lines }) => lines))).toEqual(['base item percent value']);
  });

  it('of a condition: figures where it is numeric, and the unit that they are in', () => {
    const always = 'facts id outcome';
    expect(shapes(conditions)).toEqual([
      `actual ${always} required source text unit`,
      `${always} required source text unit`,
      `${always} source text`,
    ]);
    for (const { outcome, actual, required } of conditions) {
      if (required !== undefined) expect(actual === undefined).toBe(outcome === 'unknown');
    }
  });
});

describe('the values', () => {
  it('of outcomes, kinds and statuses', () => {
    expect(values(clauses.map(({ outcome }) => outcome))).toEqual(['eligible', 'ineligible', 'undetermined']);
    expect(values(measures.map(({ outcome }) => outcome))).toEqual([
      'eligible',
      'ineligible',
      'undetermined',
    ]);
    expect(values(conditions.map(({ outcome }) => outcome))).toEqual(['met', 'unknown', 'unmet']);
    expect(values(clauses.map(({ amountKind }) => amountKind))).toEqual([
      'by-other-policy',
      'ceiling',
      'fixed',
      'none',
    ]);
    expect(values(awards.map(({ status }) => status))).toEqual([
      'already-awarded',
      'contested',
      'granted',
      'reduced',
      'superseded',
      'wait-listed',
    ]);
  });

  it('of clauses and rules', () => {
    expect(values(clauses.map(({ clause }) => clause))).toEqual([...CLAUSE_IDS].sort());
    const rules = values(awards.flatMap(({ because }) => because.map(({ rule }) => rule)));
    expect(rules).toEqual(['X1', 'X2', 'X3', 'X4', 'X5', 'X6', 'X7', 'X8', 'X9']);
  });

  it('amounts are whole fen that are not negative', () => {
    const amounts = [
      ...awards.flatMap(({ amount, lines }) => [
        amount,
        ...lines.flatMap(({ base, value, deducted }) => [base, value, deducted]),
      ]),
      ...clauses.flatMap(({ gross, limit, amount }) => [gross, limit, amount]),
      ...answers.flatMap(({ total, missing }) => [
        total.fixed,
        total.ceiling,
        ...missing.map(({ worth }) => worth),
      ]),
    ].filter((amount) => amount !== null);
    expect(amounts.filter((amount) => !Number.isSafeInteger(amount) || amount < 0)).toEqual([]);
  });

  it('ids are clause and scope, scopes are null where there is nothing to apply to', () => {
    for (const { id, clause, scope } of awards) expect(id).toBe(`${clause}/${scope}`);
    for (const { scope, lines } of clauses) if (scope === null) expect(lines).toEqual([]);
    expect(new Set(answers.map(({ dossierDigest }) => /^sha256-[0-9a-f]{64}$/.test(dossierDigest)))).toEqual(
      new Set([true]),
    );
  });

  it('the sum of a decided award is that of its lines, of a check the sum before limits', () => {
    for (const { amount, lines, status } of awards) {
      expect(lines.reduce((sum, { value, deducted }) => sum + value - deducted, 0)).toBe(amount);
      if (['already-awarded', 'wait-listed', 'contested'].includes(status)) expect(amount).toBe(0);
    }
    for (const { gross, lines } of clauses) {
      if (gross !== null) expect(lines.reduce((sum, { value }) => sum + value, 0)).toBe(gross);
    }
  });
});

describe('the texts', () => {
  it('are there in Chinese and in English, wherever there is one', () => {
    const texts = answers.flatMap(textsIn);
    expect(texts.length).toBeGreaterThan(1000);
    const odd = texts.filter(
      ({ zh, en }) =>
        typeof zh !== 'string' ||
        typeof en !== 'string' ||
        !/\p{Script=Han}/u.test(zh) ||
        !/[A-Za-z]/.test(en) ||
        /\p{Script=Han}/u.test(en),
    );
    expect(odd).toEqual([]);
  });

  it('every condition cites the policy', () => {
    const odd = conditions.filter(
      ({ source }) => !/^(Art\. \d{1,2}( cl\. \d)?|Suppl\. \d(, \d)*)$/.test(source),
    );
    expect(values(odd.map(({ id, source }) => `${id}: ${source}`))).toEqual([]);
  });

  it('every check of money names the readings that it rests on', () => {
    const known = new Set(jinhua.interpretations.map(({ id }) => id));
    for (const { clause, interpretations } of clauses) {
      expect(interpretations.length, clause).toBeGreaterThan(0);
      expect(interpretations.filter((id) => !known.has(id))).toEqual([]);
    }
  });
});

function textsIn(value: unknown): readonly { readonly zh: unknown; readonly en: unknown }[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const own =
    'zh' in value || 'en' in value ? [{ zh: Reflect.get(value, 'zh'), en: Reflect.get(value, 'en') }] : [];
  return [...own, ...Object.values(value).flatMap(textsIn)];
}
