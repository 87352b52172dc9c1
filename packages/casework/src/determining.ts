import { claimOf, isPlace } from './claims.ts';
import { headWrite, isUnfinished, raised } from './head.ts';
import { holdingWrites } from './holding.ts';
import { totalOf } from './persons.ts';
import type {
  AwardChange,
  CaseHead,
  Cause,
  ClaimKey,
  DeterminationRecord,
  EvaluationOutcome,
  Inputs,
  Instant,
  LedgerView,
  RecordedAward,
} from './records.ts';
import { ACTIONS_AT_ONCE, type Write } from './writes.ts';

/** What the workflow brings back for one revision of a case. */
export interface Evaluated {
  readonly revision: number;
  readonly inputs: Inputs;
  readonly outcome: EvaluationOutcome;
}

/**
 * Puts an evaluation into force. Undefined where the case has moved on – its successor does the work – or where this
 * revision is determined already. A determination that says the same as the one in force, to the same portal about a
 * dossier of the same author, leaves no trace but the revision it confirms: history holds what was in force, not how often
 * it was looked at.
 */
export function commit(
  before: CaseHead,
  evaluated: Evaluated,
  awardsInForce: readonly RecordedAward[],
  at: Instant,
): { readonly writes: readonly Write[]; readonly head: CaseHead; readonly changed: boolean } | undefined {
  const { revision, inputs, outcome } = evaluated;
  if (before.revision !== revision || !isUnfinished(before) || before.live === undefined) return undefined;
  const changed =
    before.inForce?.digest !== outcome.digest ||
    before.inForce.partner !== inputs.partner ||
    before.inForce.author !== inputs.author;
  const { failedRevision: _, ...rest } = before;
  const head: CaseHead = {
    ...rest,
    stamp: before.stamp + 1,
    determinedRevision: revision,
    causes: [],
    placeAmounts: inputs.placeAmounts,
    inForce: {
      revision: changed ? revision : (before.inForce?.revision ?? revision),
      partner: inputs.partner,
      author: inputs.author,
      digest: outcome.digest,
      total: outcome.total,
      view: inputs.view,
    },
  };
  const record: DeterminationRecord = {
    creditCode: before.creditCode,
    revision,
    determinedAt: at,
    causes: before.causes,
    inputs,
    outcome,
    totals: {
      before: before.inForce === undefined ? null : openTotalOf(awardsInForce),
      after: openTotalOf(outcome.awards),
    },
    changes: changesBetween(awardsInForce, outcome.awards),
  };
  const writes: Write[] = [
    headWrite(before, head),
    ...(changed ? [{ write: 'determination', record } as const] : []),
    ...placeAmountWrites(before, inputs.placeAmounts),
    ...holdingWrites(before.creditCode, before.inForce?.view, inputs.view),
  ];
  // An entry of a report takes two actions. Where there is not room for all, the latest recalculations tell of the
  // change; the others find the case determined nevertheless.
  const room = Math.floor((ACTIONS_AT_ONCE - writes.length) / 2);
  const entries = recalculatedWrites(before, record);
  return { head, changed, writes: [...writes, ...entries.slice(Math.max(entries.length - room, 0))] };
}

/** The evaluation of this revision failed for good: it waits for the sweeper or for the next change. */
export function fail(
  before: CaseHead,
  revision: number,
): { readonly writes: readonly Write[]; readonly head: CaseHead } | undefined {
  if (before.revision !== revision || !isUnfinished(before) || before.failedRevision === revision)
    return undefined;
  const head: CaseHead = { ...before, stamp: before.stamp + 1, failedRevision: revision };
  return { head, writes: [headWrite(before, head)] };
}

/** Starts the evaluation of the same revision once more; undefined where there is nothing to do. */
export function retry(
  before: CaseHead,
  at: Instant,
): { readonly writes: readonly Write[]; readonly head: CaseHead } | undefined {
  if (!isUnfinished(before)) return undefined;
  const { failedRevision: _, ...rest } = before;
  const head: CaseHead = { ...rest, stamp: before.stamp + 1, attempt: before.attempt + 1, raisedAt: at };
  return { head, writes: [headWrite(before, head)] };
}

/** Has a case to be looked at again. Undefined where nothing is live. */
export function reopen(
  before: CaseHead,
  cause: Cause,
): { readonly writes: readonly Write[]; readonly head: CaseHead } | undefined {
  if (before.live === undefined) return undefined;
  const head = raised(before, cause);
  return { head, writes: [headWrite(before, head)] };
}

/**
 * Can a change of the ledger under this key alter the outcome of a case? Not where the case stands as its
 * determination in force says. While an evaluation is under way nobody knows what it has read: it has to start again.
 */
export function isAffected(head: CaseHead, key: ClaimKey, standing: Standing): boolean {
  if (head.live === undefined || head.claims[key] === undefined) return false;
  if (isUnfinished(head) || head.inForce === undefined) return true;
  return standingIn(head.inForce.view, key) !== standing;
}

/** `free`: nobody else holds the document. `none`: the model is no candidate for a place. */
export type Standing = 'free' | 'contested' | 'held' | 'waiting' | 'none';

const standingIn = (view: LedgerView, key: ClaimKey): Standing =>
  isPlace(key) ? (view.places[key] ?? 'none') : view.contested.includes(key) ? 'contested' : 'free';

/** What two determinations differ in, award by award, in order of their ids. */
export function changesBetween(
  before: readonly RecordedAward[],
  after: readonly RecordedAward[],
): AwardChange[] {
  const earlier = new Map(before.map((award) => [award.id, award]));
  const later = new Map(after.map((award) => [award.id, award]));
  return [...new Set([...earlier.keys(), ...later.keys()])].sort().flatMap((id) => {
    const [was, is] = [earlier.get(id), later.get(id)];
    const known = is ?? was;
    if (known === undefined || (was?.status === is?.status && was?.amount === is?.amount)) return [];
    const state = (award: RecordedAward | undefined) =>
      award === undefined ? null : { status: award.status, amount: award.amount };
    return [
      {
        id,
        clause: known.clause,
        ...(known.personal || was?.personal ? { personal: true as const } : {}),
        before: state(was),
        after: state(is),
      },
    ];
  });
}

/** What may be told outside: awards about persons are left out, since the difference would tell a salary. */
const openTotalOf = (awards: readonly RecordedAward[]) => totalOf(awards.filter(({ personal }) => !personal));

/** Candidates enter the ledger with what they would bring, and leave it when they are none any more. */
function placeAmountWrites(before: CaseHead, amounts: Inputs['placeAmounts']): Write[] {
  return Object.entries(before.claims).flatMap(([key, claimedAt]): Write[] => {
    if (!isPlace(key)) return [];
    const amountFen = amounts[key] ?? 0;
    if (amountFen === (before.placeAmounts[key] ?? 0)) return [];
    const claim = claimOf(before.creditCode, key, claimedAt, amountFen);
    return [{ write: amountFen > 0 ? 'claim' : 'release', claim }];
  });
}

function recalculatedWrites(
  { causes, creditCode, inForce }: CaseHead,
  { changes, outcome }: DeterminationRecord,
): Write[] {
  const result = {
    creditCode,
    before: inForce?.total ?? null,
    after: outcome.total,
    // What is determined for the first time has not changed by it: there was nothing before.
    changed: inForce !== undefined && changes.length > 0,
  };
  return causes.flatMap(({ kind, subject }): Write[] =>
    kind === 'recalculation' && subject !== undefined
      ? [{ write: 'recalculated', recalculation: subject, ...result }]
      : [],
  );
}
