import { type Fen, share } from '@twelve/dossier';
import type { Facts } from './facts.ts';
import { type Joint, NOTHING } from './joint.ts';
import type { Policy } from './policy.ts';
import type { LineDraft, Rule, Scope } from './spec.ts';
import type { ClauseDecision, DecidedLine } from './types.ts';

/** The scope of clauses that apply to the applicant as a whole. */
export const APPLICANT = 'applicant';

/** A clause that nothing is there for, or of which it is not known yet; used up, it brings nothing whatever there is. */
export function withoutScope<S extends Scope>(
  { id, amountKind, ceilingFen }: Rule<S>,
  policy: Policy,
  { outcome, missing }: Joint,
  usedUp = false,
): ClauseDecision {
  const open = outcome === 'undetermined';
  const gross = open && amountKind !== 'none' && amountKind !== 'by-other-policy' ? null : 0;
  return {
    clause: id,
    scope: null,
    outcome,
    amountKind,
    year: null,
    gross,
    limit: ceilingFen?.(policy) ?? null,
    amount: usedUp ? 0 : gross,
    lines: NOTHING,
    missing: distinct(missing),
    prior: 0,
    usedUp,
    pool: id,
  };
}

/** A clause applied to one scope. */
export function decided<S extends Scope>(
  rule: Rule<S>,
  facts: Facts,
  scope: S,
  { outcome, missing }: Joint,
): ClauseDecision {
  const { id } = rule;
  const { receipts } = facts;
  const drafts = outcome === 'ineligible' ? NOTHING : rule.lines(facts, scope);
  const lines = drafts === undefined ? NOTHING : linesOf(rule, facts, scope, drafts);
  const open = drafts === undefined;
  const limit = rule.limitFen === undefined ? null : rule.limitFen(facts, scope);
  const pool = rule.pool?.(scope);
  const place = rule.ofApplicant === true ? null : scope.key;
  const prior = pool === undefined ? receipts.awarded(id, place) : receipts.awardedTo(id, pool.subjectId);
  const usedUp = rule.once === true && receipts.has(id, place);
  const decision: { -readonly [Field in keyof ClauseDecision]: ClauseDecision[Field] } = {
    clause: id,
    scope: scope.key,
    outcome,
    amountKind: rule.amountKind,
    year: scope.year,
    gross: open ? null : standardOf(lines),
    limit,
    // Where earlier awards have used up the right or the limit, nothing is left, whatever the lists hold.
    amount: usedUp || (limit !== null && prior >= limit) ? 0 : open ? null : payable(lines, limit, prior),
    lines,
    missing: distinct(missing),
    prior,
    usedUp,
    pool: `${id}/${pool === undefined ? scope.key : pool.key}`,
  };
  if (rule.rival !== undefined) decision.rival = rule.rival(scope);
  if (rule.quotaYear !== undefined) decision.quotaYear = rule.quotaYear(scope);
  if (rule.recognition !== undefined) decision.recognition = rule.recognition(scope);
  return decision;
}

const distinct = (missing: readonly string[]): readonly string[] =>
  missing.length < 2 ? missing : [...new Set(missing)].sort();

function linesOf<S extends Scope>(
  { id }: Rule<S>,
  { receipts }: Facts,
  { key }: S,
  drafts: readonly LineDraft[],
): readonly DecidedLine[] {
  const lines: DecidedLine[] = [];
  for (const { item, baseFen, percent, receivedFen } of drafts) {
    lines.push({
      item,
      base: baseFen,
      percent,
      value: share(baseFen, percent),
      received: receivedFen ?? receipts.of(item),
      receivedHere: receipts.under(item, id, key),
    });
  }
  return lines;
}

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
