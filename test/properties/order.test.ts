import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryContest } from '../reference/arbitrary-contest.ts';
import { arbitraryDossier } from '../reference/arbitrary-dossier.ts';
import { answerTo } from './self-check.ts';

/** The same dossier with every list, also those inside entries, in another order that `seed` decides. */
function shuffled<T>(value: T, seed: string): T {
  const orderOf = (text: string) => createHash('sha256').update(`${seed} ${text}`).digest('hex');
  const inner = (part: unknown): unknown => {
    if (Array.isArray(part)) {
      return part
        .map((entry) => ({ entry: inner(entry), place: orderOf(JSON.stringify(entry)) }))
        .sort((a, b) => (a.place < b.place ? -1 : 1))
        .map(({ entry }) => entry);
    }
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, entry]) => [key, inner(entry)]));
  };
  return JSON.parse(JSON.stringify(inner(value)));
}

describe('the order of the lists', () => {
  it.each([
    ['complete dossiers with receipts', arbitraryDossier({ maxExpenditures: 14 }), 120],
    ['dossiers with unknown facts', arbitraryDossier({ incomplete: true }), 80],
    ['many purchases under several limits', arbitraryContest(12), 60],
  ])('does not change a byte of the answer, digest included: %s', (_, dossiers, numRuns) => {
    let moved = 0;
    fc.assert(
      fc.property(dossiers, fc.string(), (dossier, seed) => {
        const other = shuffled(dossier, seed);
        if (JSON.stringify(other) !== JSON.stringify(dossier)) moved += 1;
        expect(JSON.stringify(answerTo(other))).toBe(JSON.stringify(answerTo(dossier)));
      }),
      { numRuns },
    );
    expect(moved).toBeGreaterThan(numRuns / 2);
  });
});
