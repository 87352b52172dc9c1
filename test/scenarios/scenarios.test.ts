import { catalogue, jinhua } from '@twelve/measures';
import { type AwardLine, type Determination, selfCheck } from '@twelve/reconcile';
import { describe, expect, it } from 'vitest';
import { fenOf } from './money.ts';
import { dossierOf, type Open, type Refused, type Scenario, scenarioFiles } from './scenario.ts';

const files = scenarioFiles();

describe('the scenarios', () => {
  it('there is a file for every measure', () => {
    const names = files.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(jinhua.measures.map(({ slug }) => slug)));
  });

  it('each is written in both languages, with what is known to the runner only', () => {
    for (const { name, title, scenarios } of files) {
      expect(scenarios.length, name).toBeGreaterThan(0);
      for (const text of [title, ...scenarios.map((scenario) => scenario.title)]) {
        expect(text.zh).toMatch(/\p{Script=Han}/u);
        expect(text.en).toMatch(/^[^\p{Script=Han}]+$/u);
      }
      for (const scenario of scenarios) {
        expect(Object.keys(scenario).filter((key) => !KEYS.has(key))).toEqual([]);
      }
    }
  });
});

const KEYS = new Set(['title', 'facts', 'awards', 'refused', 'open', 'total', 'ceilings']);

const SOURCES = new Map<string, string>(
  catalogue(jinhua).flatMap(({ clauses }) => clauses.map(({ clause, source }) => [clause, source])),
);

for (const { name, title, scenarios } of files) {
  describe(`${name}: ${title.zh} ${title.en}`, () => {
    it.each(scenarios.map((scenario) => [scenario.title.zh, scenario.title.en, scenario] as const))(
      '%s · %s',
      (_zh, _en, scenario) => {
        const determination = selfCheck(jinhua, dossierOf(scenario));
        expectAwards(determination, scenario);
        for (const refused of scenario.refused ?? []) expectRefused(determination, refused);
        for (const open of scenario.open ?? []) expectOpen(determination, open);
        expect(determination.total).toEqual({
          fixed: fenOf(scenario.total),
          ceiling: fenOf(scenario.ceilings ?? '0元'),
        });
      },
    );
  });
}

/** Every award of money, each with its lines as worked out by hand. Awards without money may be left out. */
function expectAwards({ awards }: Determination, { awards: expected = [] }: Scenario): void {
  const named = new Set(expected.map(({ award }) => award));
  const found = awards
    .filter(({ id, amountKind }) => named.has(id) || amountKind === 'fixed' || amountKind === 'ceiling')
    .map(({ id, clause, status, amount, lines, because }) => ({
      award: id,
      source: SOURCES.get(clause),
      status,
      amount,
      lines: lines.map(({ item, base, percent, value, deducted }) => ({
        item,
        base,
        percent,
        value,
        deducted,
      })),
      because: because.map(({ rule, by }) => (by === null ? rule : `${rule} ${by}`)),
    }));
  expect(found).toEqual(
    expected.map(({ award, source, status, amount, workings = [], because = [] }) => ({
      award,
      source,
      status,
      amount: fenOf(amount),
      lines: workings.map(lineOf),
      because,
    })),
  );
}

/** "item: base × percent% = value − deducted", or "item: sum − deducted" for a lump sum. */
function lineOf(working: string): AwardLine {
  const [, item = '', base = '', percent = '', value = '', deducted = '0元'] =
    /^(\S+): (\S+)(?: × (\d+)% = (\S+))?(?: − (\S+))?$/.exec(working) ?? [];
  return {
    item,
    base: fenOf(base),
    percent: percent === '' ? 100 : Number(percent),
    value: fenOf(value === '' ? base : value),
    deducted: fenOf(deducted),
  };
}

function checkOf({ measures }: Determination, check: string) {
  const found = measures
    .flatMap(({ clauses }) => clauses)
    .find(({ clause, scope }) => check === (scope === null ? clause : `${clause}/${scope}`));
  if (found === undefined) throw new RangeError(`there is no check ${check}`);
  return found;
}

function expectRefused(determination: Determination, { check, source, unmet }: Refused): void {
  const found = checkOf(determination, check);
  expect([found.outcome, SOURCES.get(found.clause)], check).toEqual(['ineligible', source]);
  const conditions = found.conditions.filter(({ outcome }) => outcome === 'unmet');
  expect(conditions.map(({ id }) => id)).toEqual(unmet.map((text) => text.split(': ')[0]));
  const stated = unmet.flatMap((text) => {
    const [id = '', figures] = text.split(': ');
    return figures === undefined ? [] : [[id, ...figures.split(' of ').map(figureOf)]];
  });
  expect(
    conditions
      .filter(({ id }) => stated.some(([other]) => other === id))
      .map(({ id, actual, required }) => [id, actual, required]),
  ).toEqual(stated);
}

/** A sum of money, or a plain number. */
const figureOf = (text: string): number => (/^\d+$/.test(text) ? Number(text) : fenOf(text));

function expectOpen(determination: Determination, { check, source, missing, amount }: Open): void {
  const found = checkOf(determination, check);
  expect([found.outcome, SOURCES.get(found.clause)], check).toEqual(['undetermined', source]);
  expect(found.missing).toEqual(missing);
  expect(found.amount).toBe(amount === undefined ? null : fenOf(amount));
}
