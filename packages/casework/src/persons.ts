import type { Submission as DeclaredDossier } from '@twelve/dossier';
import type { ClauseCheck } from '@twelve/measures';
import type { Award, Determination, ResolvedAward, Total } from '@twelve/reconcile';

/** A dossier without what it says of persons: for a portal that took a case over and did not send it. */
export const withoutPersons = (dossier: DeclaredDossier): DeclaredDossier => ({
  ...dossier,
  talents: [],
  otherAwards: dossier.otherAwards.filter(({ itemId }) => !isPersonal(itemId)),
});

/**
 * A determination in which persons have numbers instead of pseudonyms, and nothing is left that a salary could be read
 * from: no lines, no conditions' figures, no amounts, no share in the total.
 */
export function withoutPersonsIn(determination: Determination): Determination {
  const numbers = new Map<string, string>();
  const clauses = new Set<string>();
  for (const { clauses: checks } of determination.measures) {
    for (const check of checks) {
      if (check.scope === null || !aboutPerson(check)) continue;
      clauses.add(check.clause);
      if (!numbers.has(check.scope)) numbers.set(check.scope, `withheld-${numbers.size + 1}`);
    }
  }
  const hidden = (clause: string, scope: string | null): string | undefined =>
    clauses.has(clause) && scope !== null ? (numbers.get(scope) ?? 'withheld') : undefined;
  const awards = determination.awards.map((award): Award => {
    const withheld = award.lines.some(({ item }) => isPersonal(item)) ? 'withheld' : undefined;
    const scope = hidden(award.clause, award.scope) ?? withheld;
    if (scope === undefined) return award;
    return { ...award, id: `${award.clause}/${scope}`, scope, amount: 0, lines: [], because: [] };
  });
  return {
    ...determination,
    // Of all that is left only this could still be searched for what was taken out.
    dossierDigest: 'withheld',
    // Without the withheld awards: the difference would tell a salary.
    total: totalOf(awards),
    awards,
    measures: determination.measures.map((measure) => ({
      ...measure,
      clauses: measure.clauses.map((check): ClauseCheck => {
        const scope = hidden(check.clause, check.scope);
        if (scope === undefined) return check;
        return {
          ...check,
          scope,
          gross: null,
          limit: null,
          amount: null,
          lines: [],
          conditions: [],
          missing: [],
        };
      }),
    })),
    missing: determination.missing.filter(({ fact }) => !isPersonal(fact)),
    warnings: determination.warnings.filter(({ pointer }) => !pointer.startsWith('/talents')),
  };
}

/** What awards bring together, by kind. In fen. */
export function totalOf(awards: readonly ResolvedAward[]): Total {
  const sum = (kind: ResolvedAward['amountKind']) =>
    awards.filter(({ amountKind }) => amountKind === kind).reduce((total, { amount }) => total + amount, 0);
  return { fixed: sum('fixed'), ceiling: sum('ceiling') };
}

const aboutPerson = (check: ClauseCheck): boolean =>
  [...check.lines.map(({ item }) => item), ...check.conditions.flatMap(({ facts }) => facts)].some(
    isPersonal,
  );

const isPersonal = (path: string): boolean => path.startsWith('talents/');
