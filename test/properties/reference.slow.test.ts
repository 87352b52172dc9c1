import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryContest } from '../reference/arbitrary-contest.ts';
import { arbitraryDossier } from '../reference/arbitrary-dossier.ts';
import { disagreements } from './self-check.ts';

describe('the product and the independent reference, at length', () => {
  it.each([
    ['complete dossiers with receipts', arbitraryDossier({ maxExpenditures: 16 }), 3000],
    ['large dossiers', arbitraryDossier({ maxExpenditures: 34 }), 300],
    ['dossiers with unknown facts', arbitraryDossier({ incomplete: true }), 1500],
    // The reference goes through all choices: with 14 rivals in a tenth of a second, with 20 in minutes now and then.
    ['many purchases under several limits', arbitraryContest(14), 300],
  ])('agree on %s', (_, dossiers, numRuns) => {
    fc.assert(
      fc.property(dossiers, (dossier) => {
        expect(disagreements(dossier)).toEqual([]);
      }),
      { numRuns },
    );
  });
});
