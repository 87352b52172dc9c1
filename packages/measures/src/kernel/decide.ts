import { type Fen, share } from '@twelve/dossier';
import type { ClauseSpec, LineDraft, Scope } from './clause.ts';
import type { Facts } from './facts.ts';
import { type Joint, NOTHING } from './joint.ts';
import type { Policy } from './policy.ts';
import type { ClauseDecision, DecidedLine } from './types.ts';

/** The scope of clauses that apply to the applicant as a whole. */
export const APPLICANT = 'applicant';

/** A clause that nothing is there for, or of which it is not known yet. */
export function withoutScope<S extends Scope>(
  { id, amountKind, ceilingFen }: ClauseSpec<S>,
  policy: Policy,
  { outcome, missing }: Joint,
): ClauseDecision {
  const open = outcome === 'undetermined';
  const amount = open && amountKind !== 'none' && amountKind !== 'by-other-policy' ? null : 0;
  return {
    clause: id,
    scope: null,
    outcome,
    amountKind,
    year: null,
    gross: amount,
    limit: ceilingFen?.(policy) ?? null,
    amount,
    lines: NOTHING,
    missing: distinct(missing),
    prior: 0,
    usedUp: false,
    pool: id,
  };
}

/** A clause applied to one scope. */
export function decided<S extends Scope>(
  spec: ClauseSpec<S>,
  facts: Facts,
  scope: S,
  { outcome, missing }: Joint,
): ClauseDecision {
  const { id } = spec;
  const { receipts } = facts;
  const drafts = outcome === 'ineligible' ? NOTHING : spec.lines(facts, scope);
  const lines = drafts === undefined ? NOTHING : linesOf(spec, facts, scope, drafts);
  const gross = drafts === undefined ? null : standardOf(lines);
  const limit = spec.limitFen === undefined ? null : spec.limitFen(facts, scope);
  const pool = spec.pool?.(scope);
  const place = scope.key === APPLICANT ? null : scope.key;
  const prior = pool === undefined ? receipts.awarded(id, place) : receipts.awardedTo(id, pool.subjectId);
  const usedUp = spec.once === true && receipts.has(id, place);
  const decision: { -readonly [Field in keyof ClauseDecision]: ClauseDecision[Field] } = {
    clause: id,
    scope: scope.key,
    outcome,
    amountKind: spec.amountKind,
    year: scope.year,
    gross,
    limit,
    amount: gross === null ? null : usedUp ? 0 : payable(lines, limit, prior),
    lines,
    missing: distinct(missing),
    prior,
    usedUp,
    pool: `${id}/${pool === undefined ? scope.key : pool.key}`,
  };
  if (spec.rival !== undefined) decision.rival = spec.rival(scope);
  if (spec.quotaYear !== undefined) decision.quotaYear = spec.quotaYear(scope);
  if (spec.recognition !== undefined) decision.recognition = spec.recognition(scope);
  return decision;
}

const distinct = (missing: readonly string[]): readonly string[] =>
  missing.length < 2 ? missing : [...new Set(missing)].sort();

const linesOf = <S extends Scope>(
  { id }: ClauseSpec<S>,
  { receipts }: Facts,
  { key }: S,
  drafts: readonly LineDraft[],
): readonly DecidedLine[] =>
  drafts.map(({ item, baseFen, percent, receivedFen }) => ({
    item,
    base: baseFen,
    percent,
    value: share(baseFen, percent),
    received: receivedFen ?? receipts.of(item),
    receivedHere: receipts.under(item, id, key),
  }));

function standardOf(lines: readonly DecidedLine[]): Fen {
  let sumFen = 0;
  for (const { value } of lines) sumFen += value;
  return sumFen;
}

/**
 * What lines taken together pay: each tops up what its item received, and the limit bounds the standard, earlier
 * awards and what was received elsewhere counted in.
 */
function payable(lines: readonly DecidedLine[], limitFen: Fen | null, priorFen: Fen): Fen {
  let topUpsFen = 0;
  let takenFen = 0;
  for (const line of lines) {
    topUpsFen += topUp(line);
    takenFen += limitTakenBy(line);
  }
  return limitFen === null ? topUpsFen : Math.min(topUpsFen, Math.max(0, limitFen - priorFen - takenFen));
}

/** What is left of a line's value after what its item brought in: a top-up. */
export const topUp = ({ value, received }: Pick<DecidedLine, 'value' | 'received'>): Fen =>
  Math.max(0, value - received);

/** How much of a limit what an item received elsewhere takes up, if the line is taken. */
export const limitTakenBy = ({
  value,
  received,
  receivedHere,
}: Pick<DecidedLine, 'value' | 'received' | 'receivedHere'>): Fen =>
  Math.max(0, Math.min(value, received) - receivedHere);
