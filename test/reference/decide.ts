import { type Candidate, candidatesOf } from './candidates.ts';
import { type CheckedClause, type Determined, type DeterminedAward, isMoneyless } from './determination.ts';
import { amountOf, byClauseThenScope, type Choice, exhaustive } from './exhaustive.ts';
import { type ReferenceDossier, sum } from './facts.ts';
import { receiptsOf } from './receipts.ts';
import { payOf, type Standing, standingsOf } from './rights.ts';

/**
 * A determination by the reference alone, in the published form: what the judge of determinations is tried on.
 *
 * @returns undefined where the dossier is too large to try every choice.
 */
export function decide(dossier: ReferenceDossier): Determined | undefined {
  const candidates = candidatesOf(dossier);
  const standings = standingsOf(candidates, receiptsOf(dossier)).sort(byClauseThenScope);
  const choice = exhaustive(standings);
  if (choice === undefined) return undefined;
  const awards = standings.map((standing) => awardOf(standing, standings, choice));
  const paid = (kind: string) =>
    sum(awards.filter((one) => one.amountKind === kind).map(({ amount }) => amount));
  const facts = [...new Set(candidates.filter(isOpen).map(factOf))].sort();
  return {
    policyVersion: '2023-draft',
    engineVersion: 'reference',
    dossierDigest: 'sha256-reference',
    total: { fixed: paid('fixed'), ceiling: paid('ceiling') },
    awards,
    measures: measuresOf(candidates, standings),
    missing: facts.map((fact) => ({
      fact,
      clauses: [
        ...new Set(
          candidates.filter((one) => isOpen(one) && factOf(one) === fact).map(({ clause }) => clause),
        ),
      ],
      worth: null,
    })),
    resolution: { proven: true, gapFen: 0 },
    warnings: [],
  };
}

function awardOf(standing: Standing, standings: Standing[], choice: Choice): DeterminedAward {
  const { id, candidate, closed } = standing;
  const taken = closed === null ? takenBy(standing, choice) : new Map<string, number>();
  const lines = candidate.lines
    .filter(({ item }) => taken.has(item))
    .map((line) => ({ ...line, deducted: line.value - (taken.get(line.item) ?? 0) }));
  const amount = sum([...taken.values()]);
  const status = statusOf(standing, amount, lines.length);
  const lost = candidate.lines.map(({ item }) => item).filter((item) => !taken.has(item));
  return {
    id,
    clause: candidate.clause,
    scope: candidate.scope ?? '',
    year: candidate.year,
    status,
    amountKind: candidate.kind,
    amount,
    lines,
    because: status === 'granted' ? [] : reasons(lost, standings, choice),
    ...(candidate.clause === '3.1' ? { quota: { year: candidate.year ?? 0, places: 2 } } : {}),
  };
}

/** Ceilings do not compete: they take all their lines. */
function takenBy(standing: Standing, choice: Choice): ReadonlyMap<string, number> {
  if (standing.candidate.kind === 'fixed') return choice.get(standing.id) ?? new Map();
  return new Map(standing.lines.map((line) => [line.item, payOf([line], standing.roomFen)]));
}

function statusOf({ closed, candidate, lines, roomFen }: Standing, amount: number, taken: number): string {
  if (isMoneyless(candidate.kind)) return 'granted';
  if (closed !== null) return closed;
  if (amount === 0) return 'superseded';
  const untouched = lines.every(({ pays, value, burdens }) => pays === value && burdens === 0);
  return taken === candidate.lines.length && untouched && roomFen === candidate.limitFen
    ? 'granted'
    : 'reduced';
}

function reasons(lost: string[], standings: Standing[], choice: Choice): DeterminedAward['because'] {
  const text = { zh: '就高不重复', en: 'The higher applies, once.' };
  const elsewhere = standings
    .map(({ id }) => ({ id, items: lost.filter((item) => choice.get(id)?.has(item)) }))
    .filter(({ items }) => items.length > 0)
    .map(({ id, items }) => ({ rule: 'X1', by: id, items, text }));
  return elsewhere.length > 0 ? elsewhere : [{ rule: 'X7', by: null, items: [], text }];
}

function measuresOf(candidates: Candidate[], standings: Standing[]): Determined['measures'] {
  return Array.from({ length: 12 }, (_, place) => {
    const measure = place + 1;
    const own = candidates.filter(({ clause }) => clause.startsWith(`${measure}.`));
    const clauses = own.length === 0 ? [nothing(measure)] : own.map((one) => checkOf(one, standings));
    const best = ['eligible', 'undetermined'].find((outcome) =>
      clauses.some((one) => one.outcome === outcome),
    );
    return { measure, policyVersion: '2023-draft', outcome: best ?? 'ineligible', clauses };
  });
}

function checkOf(candidate: Candidate, standings: Standing[]): CheckedClause {
  const standing = standings.find((one) => one.candidate === candidate);
  const open = isOpen(candidate);
  return {
    clause: candidate.clause,
    scope: candidate.scope,
    outcome: open ? 'undetermined' : 'eligible',
    amountKind: candidate.kind,
    gross: sum(candidate.lines.map(({ value }) => value)),
    limit: candidate.limitFen,
    amount: standing === undefined ? null : payOf(standing.lines, standing.roomFen),
    lines: candidate.lines,
    conditions: [condition(open ? 'unknown' : 'met')],
    missing: open ? [factOf(candidate)] : [],
    interpretations: [],
  };
}

function nothing(measure: number): CheckedClause {
  return {
    clause: `${measure}.1`,
    scope: null,
    outcome: 'ineligible',
    amountKind: 'fixed',
    gross: 0,
    limit: null,
    amount: 0,
    lines: [],
    conditions: [condition('unmet')],
    missing: [],
    interpretations: [],
  };
}

function condition(outcome: string): CheckedClause['conditions'][number] {
  return {
    id: 'all',
    outcome,
    source: 'Suppl. 1',
    text: { zh: '全部条件', en: 'All conditions.' },
    facts: [],
  };
}

function isOpen({ outcome }: Candidate): boolean {
  return outcome === 'unknown';
}

function factOf({ clause }: Candidate): string {
  return `unknown-to-${clause}`;
}

/** What the choice pays in all, in fen. */
export function totalOf(choice: Choice): number {
  return sum([...choice.keys()].map((id) => amountOf(choice, id)));
}
