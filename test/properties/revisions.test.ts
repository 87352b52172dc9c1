import { type Dossier, parseCheck } from '@twelve/dossier';
import { catalogue, decideAll, jinhua, jinhuaPack, type PolicyPack } from '@twelve/measures';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryDossier } from '../reference/arbitrary-dossier.ts';

/**
 * What a department decides otherwise changes what it says and nothing else: only clauses that list the figure, or
 * name the point. fast-check prints the seed and the smallest dossier where this does not hold.
 */
const dossiers = fc
  .oneof(arbitraryDossier({ maxExpenditures: 8 }), arbitraryDossier({ maxExpenditures: 8, incomplete: true }))
  .map((dossier): Dossier => {
    const parsed = parseCheck(dossier);
    if (!parsed.ok) throw new Error(`the schema refuses a valid dossier: ${JSON.stringify(parsed.errors)}`);
    return parsed.value;
  });

const clauses = catalogue(jinhua).flatMap((measure) => measure.clauses);

/** Every decision of the clauses, as text, by clause. */
function decisions(pack: PolicyPack, dossier: Dossier): ReadonlyMap<string, string> {
  const byClause = new Map<string, string>();
  for (const decision of decideAll(pack, dossier).flatMap((measure) => measure.clauses)) {
    byClause.set(
      decision.clause,
      `${byClause.get(decision.clause) ?? ''}${decision.scope} ${JSON.stringify(decision)}\n`,
    );
  }
  return byClause;
}

interface Revision {
  readonly says: string;
  readonly pack: PolicyPack;
  /** The clauses that name the point, or list the figure. */
  readonly concerned: readonly string[];
}

const readings: readonly Revision[] = jinhua.interpretations.flatMap(({ id, options, choices }) =>
  Object.keys(options)
    .filter((option) => option !== choices[0].value)
    .map((value) => ({
      says: `${id} read as ${value}`,
      pack: jinhuaPack('revised', {
        interpretations: { [id]: [{ from: '2023-01-01', value, source: 'decision' }] },
      }),
      concerned: clausesWith(({ interpretations }) => interpretations.some((one) => one.id === id)),
    })),
);

const figures: readonly Revision[] = [
  ...new Map(
    clauses.flatMap(({ parameters }) => parameters.map(({ id, value }) => [id, Number(value)] as const)),
  ),
].map(([id, value]) => ({
  says: `half of ${id}`,
  pack: jinhuaPack('revised', {
    parameters: { [id]: [{ from: '2023-01-01', value: Math.floor(value / 2), source: 'decision' }] },
  }),
  concerned: clausesWith(({ parameters }) => parameters.some((one) => one.id === id)),
}));

function clausesWith(test: (clause: (typeof clauses)[number]) => boolean): readonly string[] {
  return clauses.filter(test).map(({ clause }) => clause);
}

describe('a revision changes the clauses that it concerns, and no other', () => {
  it.each([
    ['another reading of a point', readings],
    ['another figure', figures],
  ])('%s', (_, revisions) => {
    const effective = new Set<string>();
    fc.assert(
      fc.property(dossiers, (dossier) => {
        const before = decisions(jinhua, dossier);
        for (const { says, pack, concerned } of revisions) {
          for (const [clause, after] of decisions(pack, dossier)) {
            if (after === before.get(clause)) continue;
            expect(concerned, says).toContain(clause);
            effective.add(says);
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(effective.size).toBeGreaterThan(revisions.length / 2);
  });
});
