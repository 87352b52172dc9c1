import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue, jinhua } from '@twelve/measures';
import { describe, expect, it } from 'vitest';

/** docs/policy.md tells officials and newcomers where a clause stands: it may not say what is no longer so. */
const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'policy.md'), 'utf8');

/** The cells of a table's rows, of the section under a heading. */
const rowsOf = (heading: string): readonly (readonly string[])[] =>
  (text.split(/^## /m).find((section) => section.startsWith(`${heading}\n`)) ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
    .slice(1)
    .map((line) => line.slice(2, -2).split(' | '));

const OF_ALL = ['I-G1', 'I-G5', 'I-G7'];

describe('docs/policy.md', () => {
  it('lists every clause with its source, its file and what it rests on', () => {
    const rows = rowsOf('Clauses').map(([clause, source, file, , , points]) => ({
      clause,
      source,
      file,
      points: points === '–' ? [] : points?.split(', '),
    }));
    expect(rows).toEqual(
      catalogue(jinhua).flatMap(({ slug, clauses }) =>
        clauses.map(({ clause, source, interpretations }) => ({
          clause,
          source,
          file: `\`${slug}\``,
          points: interpretations.map(({ id }) => id).filter((id) => !OF_ALL.includes(id)),
        })),
      ),
    );
  });

  it('lists every point of the register, with the readings that are implemented', () => {
    const open = rowsOf('Points that can be decided otherwise today').map(
      ([id, chosen = '', others = '']) => ({
        id,
        chosen: optionsIn(chosen),
        options: optionsIn(`${chosen} ${others}`).toSorted(),
      }),
    );
    const several = jinhua.interpretations.filter(({ options }) => Object.keys(options).length > 1);
    expect(open.toSorted((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1))).toEqual(
      several
        .map(({ id, options, choices }) => ({
          id,
          chosen: [choices[0].value],
          options: Object.keys(options).sort(),
        }))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
    const recorded = rowsOf('Points on record').map(([id]) => id);
    expect(recorded.toSorted()).toEqual(
      jinhua.interpretations
        .filter((point) => !several.includes(point))
        .map(({ id }) => id)
        .sort(),
    );
  });

  it('names every rule of the pack', () => {
    const { stacking, exclusive, higherOfYear, quotas } = jinhua.constraints;
    const rules = new Set([
      ...[...stacking, ...exclusive, ...higherOfYear, ...quotas].map(({ rule }) => rule),
      ...Object.values(jinhua.crossRules),
    ]);
    const named = rowsOf('Rules across clauses').flatMap(([rule = '']) => rule.split(', '));
    expect([...new Set(named)].sort()).toEqual([...rules].sort());
  });
});

const optionsIn = (cell: string): readonly string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, option]) => option ?? '');
