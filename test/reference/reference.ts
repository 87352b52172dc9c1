import { type Candidate, candidatesOf } from './candidates.ts';
import { byText, type ReferenceDossier, sum } from './facts.ts';
import { optimum } from './optimum.ts';
import { receiptsOf } from './receipts.ts';
import { payOf, type Standing, standingsOf, type World } from './rights.ts';

export interface ClauseAndScope {
  clause: string;
  /** null where the dossier does not say what the clause would apply to. */
  scope: string | null;
}

export interface ReferenceResult {
  totalFixedFen: number;
  totalCeilingFen: number;
  /** Eligible by their own conditions, with the money of all their lines before limits, receipts and rivals. */
  clauses: (ClauseAndScope & { grossFen: number; standing: Standing['closed'] })[];
  undetermined: ClauseAndScope[];
}

/**
 * The totals that a self-check of a valid dossier must come to, worked out as plainly as possible.
 *
 * Figures in fen. Unknown facts count for nothing. Sources: the twelve measures, X1–X9, the interpretation register.
 *
 * @throws RangeError where a figure leaves the exact integers, or a component is too large to exhaust.
 */
export function reference(dossier: ReferenceDossier, world: World = {}, maxStates?: number): ReferenceResult {
  const candidates = candidatesOf(dossier);
  const standings = standingsOf(candidates, receiptsOf(dossier), world);
  const ceilings = standings.filter(
    ({ closed, candidate }) => closed === null && candidate.kind === 'ceiling',
  );
  return {
    totalFixedFen: optimum(standings, maxStates),
    totalCeilingFen: sum(ceilings.map(({ lines, roomFen }) => payOf(lines, roomFen))),
    clauses: standings.map(({ candidate, closed }) => ({
      ...named(candidate),
      grossFen: sum(candidate.lines.map(({ value }) => value)),
      standing: closed,
    })),
    undetermined: candidates
      .filter(({ outcome }) => outcome === 'unknown')
      .map(named)
      .sort((a, b) => byText(`${a.clause}/${a.scope}`, `${b.clause}/${b.scope}`)),
  };
}

function named({ clause, scope }: Candidate): ClauseAndScope {
  return { clause, scope };
}
