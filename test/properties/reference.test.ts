import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryContest } from '../reference/arbitrary-contest.ts';
import { arbitraryDossier } from '../reference/arbitrary-dossier.ts';
import { disagreements } from './self-check.ts';

/** fast-check prints the seed and the smallest dossier on which product and reference part. */
describe('the product and the independent reference', () => {
  it.each([
    ['complete dossiers with receipts', arbitraryDossier({ maxExpenditures: 12 }), 150],
    ['dossiers with unknown facts', arbitraryDossier({ incomplete: true }), 100],
    ['many purchases under several limits', arbitraryContest(8), 100],
  ])('agree on %s', (_, dossiers, numRuns) => {
    fc.assert(
      fc.property(dossiers, (dossier) => {
        expect(disagreements(dossier)).toEqual([]);
      }),
      { numRuns },
    );
  });
});
