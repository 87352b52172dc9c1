import { parseCheck, parseSubmission } from '@twelve/dossier';
import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { arbitraryContest } from './arbitrary-contest.ts';
import { arbitraryDossier, type DossierShape, dossierOfSeed } from './arbitrary-dossier.ts';
import { checkCharacterOf, creditCodeOf } from './credit-code.ts';
import { reference } from './reference.ts';

const shapes: [string, DossierShape][] = [
  ['small', { maxExpenditures: 6 }],
  ['large', { maxExpenditures: 34 }],
  ['incomplete', { incomplete: true }],
];

test.each(shapes)('every %s dossier is a valid check', (_, shape) => {
  fc.assert(
    fc.property(arbitraryDossier(shape), (dossier) => {
      expect(parseCheck(dossier)).toMatchObject({ ok: true });
    }),
    { seed: 11, numRuns: 150 },
  );
});

it('makes valid submissions where documents are wanted and receipts are not', () => {
  fc.assert(
    fc.property(arbitraryDossier({ documents: true, receipts: false }), (dossier) => {
      expect(parseSubmission(dossier)).toMatchObject({ ok: true });
    }),
    { seed: 12, numRuns: 100 },
  );
});

it('makes contests valid too', () => {
  fc.assert(
    fc.property(arbitraryContest(40), (dossier) => {
      expect(parseCheck(dossier)).toMatchObject({ ok: true });
    }),
    { seed: 13, numRuns: 30 },
  );
});

it('gives the same dossier for the same seed, another for another', () => {
  expect(dossierOfSeed(5)).toEqual(dossierOfSeed(5));
  expect(dossierOfSeed(5)).not.toEqual(dossierOfSeed(6));
});

it('reaches every clause that pays, every early verdict, and most often some money', () => {
  const results = Array.from({ length: 600 }, (_, seed) =>
    reference(dossierOfSeed(seed, { maxExpenditures: 14 })),
  );
  const clauses = new Set(results.flatMap((one) => one.clauses.map(({ clause }) => clause)));
  expect([...clauses].sort()).toEqual(
    '1.1 10.1 10.2 11.1 11.2 12.1 2.1 2.2 3.1 4.1 4.2 5.1 6.1 6.2 6.3 7.1 7.2 7.3 8.1 8.2 8.3 9.1a 9.1b 9.2'.split(
      ' ',
    ),
  );
  const verdicts = new Set(results.flatMap((one) => one.clauses.map(({ standing }) => standing)));
  expect([...verdicts].map(String).sort()).toEqual(['already-awarded', 'null', 'superseded', 'wait-listed']);
  expect(results.filter(({ totalFixedFen }) => totalFixedFen > 0).length).toBeGreaterThan(400);
});

it('computes the check character that published codes have', () => {
  expect(checkCharacterOf('91440300708461136')).toBe('T');
  expect(checkCharacterOf('91330100799655058')).toBe('B');
  expect(creditCodeOf([1, 2, 3])).toMatch(/^91330702123000000[0-9A-Y]$/);
});
