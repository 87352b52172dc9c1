import type { Candidate } from './candidates.ts';
import { type CheckedClause, type CheckedMeasure, type Determined, inBoth, isFen } from './determination.ts';
import { sum } from './facts.ts';
import { payOf, type Standing } from './rights.ts';

/** What is wrong with the twelve checks in themselves and beside what the reference finds eligible. */
export function unlawfulMeasures(
  determined: Determined,
  candidates: Candidate[],
  standings: Standing[],
): string[] {
  const { measures } = determined;
  const numbers = measures.map(({ measure }) => measure);
  const clauses = measures.flatMap((measure) => measure.clauses);
  return [
    ...(numbers.join() === '1,2,3,4,5,6,7,8,9,10,11,12' ? [] : [`measures ${numbers.join()}`]),
    ...measures.flatMap(wrongMeasure),
    ...clauses.flatMap((one) => wrongClause(one).map((text) => `check ${one.clause}/${one.scope}: ${text}`)),
    ...wrongOutcomes(clauses, candidates),
    ...standings.flatMap((standing) => wrongOwnAmount(clauses, standing)),
    ...wrongMissing(determined, clauses),
  ];
}

function wrongMeasure({ measure, outcome, clauses }: CheckedMeasure): string[] {
  const best = ['eligible', 'undetermined', 'ineligible'].find((one) =>
    clauses.some((clause) => clause.outcome === one),
  );
  return [
    ...(outcome === best ? [] : [`measure ${measure}: ${outcome}, the best of its clauses is ${best}`]),
    ...clauses
      .filter(({ clause }) => !clause.startsWith(`${measure}.`))
      .map(({ clause }) => `measure ${measure} holds clause ${clause}`),
  ];
}

function wrongClause(check: CheckedClause): string[] {
  const found: string[] = [];
  const has = (outcome: string) => check.conditions.some((one) => one.outcome === outcome);
  const derived = has('unmet') ? 'ineligible' : has('unknown') ? 'undetermined' : 'eligible';
  if (check.outcome !== derived) found.push(`${check.outcome}, its conditions say ${derived}`);
  if (check.missing.length > 0 !== (check.outcome === 'undetermined')) {
    found.push(`${check.outcome} with ${check.missing.length} missing facts`);
  }
  for (const { id, text, source } of check.conditions) {
    if (!inBoth(text) || source === '') found.push(`condition ${id} lacks a text or a source`);
  }
  for (const { item, base, percent, value } of check.lines) {
    if (!isFen(value) || BigInt(value) !== (BigInt(base) * BigInt(percent)) / 100n)
      found.push(`line ${item}`);
  }
  const numeric = check.conditions.filter(
    (one) => typeof one.required === 'number' && one.outcome !== 'unknown',
  );
  for (const { id, actual } of numeric)
    if (actual === undefined) found.push(`condition ${id} has no actual figure`);
  return found;
}

/** Who is eligible and who may yet be; a scope in which there is nothing to pay may be judged either way. */
function wrongOutcomes(clauses: CheckedClause[], candidates: Candidate[]): string[] {
  const key = ({ clause, scope }: { clause: string; scope: string | null }) => `${clause}/${scope}`;
  const paysNothing = new Set(
    candidates
      .filter(({ kind, lines }) => kind === 'fixed' && lines.every(({ value }) => value === 0))
      .map(key),
  );
  const pick = (truth: string) => candidates.filter(({ outcome }) => outcome === truth).map(key);
  const given = (outcome: string) => clauses.filter((one) => one.outcome === outcome).map(key);
  const pays = new Set(
    clauses
      .filter(({ lines, amountKind }) => lines.some(({ value }) => value > 0) || amountKind !== 'fixed')
      .map(key),
  );
  const eligible = pick('yes');
  const open = pick('unknown').filter((id) => !id.endsWith('/null'));
  return [
    ...eligible
      .filter((id) => !paysNothing.has(id) && !given('eligible').includes(id))
      .map((id) => `check ${id}: is eligible`),
    ...given('eligible')
      .filter((id) => pays.has(id) && !eligible.includes(id))
      .map((id) => `check ${id}: is not eligible`),
    ...open
      .filter((id) => !paysNothing.has(id) && !given('undetermined').includes(id))
      .map((id) => `check ${id}: is undetermined`),
  ];
}

/** `gross` and `amount` of an eligible check: all lines, receipts and own limit applied, rivals not yet. */
function wrongOwnAmount(clauses: CheckedClause[], { candidate, lines, roomFen, closed }: Standing): string[] {
  const check = clauses.find(({ clause, scope }) => clause === candidate.clause && scope === candidate.scope);
  if (check === undefined || check.outcome !== 'eligible') return [];
  const gross = sum(candidate.lines.map(({ value }) => value));
  const found: string[] = [];
  const name = `check ${check.clause}/${check.scope}`;
  if ((check.gross ?? 0) !== gross) found.push(`${name}: gross ${check.gross}, not ${gross}`);
  if (check.limit !== candidate.limitFen)
    found.push(`${name}: limit ${check.limit}, not ${candidate.limitFen}`);
  // X4's deductions and closed rights are decided across measures, and 4.1 and 10.2 look beyond their own lines.
  const whole = lines.length === candidate.lines.length;
  const alone = whole && closed === null && !['4.1', '10.1', '10.2'].includes(check.clause);
  const own = payOf(lines, roomFen);
  if (alone && (check.amount ?? 0) !== own) found.push(`${name}: amount ${check.amount}, not ${own}`);
  return found;
}

function wrongMissing({ missing }: Determined, clauses: CheckedClause[]): string[] {
  const asked = new Map<string, Set<string>>();
  for (const { clause, missing: facts } of clauses) {
    for (const fact of facts) asked.set(fact, (asked.get(fact) ?? new Set()).add(clause));
  }
  const listed = new Map(missing.map(({ fact, clauses: decided }) => [fact, decided]));
  const same = (a: Iterable<string>, b: Iterable<string>) =>
    [...new Set(a)].sort().join() === [...new Set(b)].sort().join();
  return [
    ...[...asked]
      .filter(([fact, by]) => !same(by, listed.get(fact) ?? []))
      .map(([fact]) => `missing ${fact}: not the clauses that ask for it`),
    ...[...listed.keys()]
      .filter((fact) => !asked.has(fact))
      .map((fact) => `missing ${fact}: no clause asks for it`),
  ];
}
