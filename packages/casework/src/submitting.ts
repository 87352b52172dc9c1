import type { Submission as DeclaredDossier } from '@twelve/dossier';
import { claimKeysOf, claimOf, reclaim } from './claims.ts';
import { determinedRevisionOf, emptyHead, headWrite, raised } from './head.ts';
import { holdingWrites } from './holding.ts';
import type { CaseHead, Cause, ClaimChange, DossierVersion, Instant, Submission } from './records.ts';
import { ACTIONS_AT_ONCE, type RequestRecord, refuse, type Transition, type Write } from './writes.ts';

/** What a transition writes beside claims is not more than this. */
const OTHER_ACTIONS = 10;
export const CLAIM_CHANGES_AT_ONCE = ACTIONS_AT_ONCE - OTHER_ACTIONS;

export interface Declared {
  readonly dossier: DeclaredDossier;
  readonly at: Instant;
  /** The clauses that hand out places, see `quotaClausesOf`. */
  readonly quotaClauses: readonly string[];
}

/**
 * The first or, after a withdrawal, the next submission of an applicant.
 * Refused as `case-exists` while another one is live.
 */
export function submit(
  before: CaseHead | undefined,
  input: Declared & { readonly id: string; readonly partner: string; readonly request: RequestRecord },
): Transition<'case-exists'> {
  if (before?.live !== undefined) return refuse('case-exists');
  const { creditCode } = input.dossier.applicant;
  const submission: Submission = { id: input.id, creditCode, partner: input.partner, submittedAt: input.at };
  // What happened to an earlier submission is no cause of this one's determination, nor another portal's to know.
  const known = before && { ...before, causes: [] };
  const done = declare(known, submission, input, { kind: 'submitted', at: input.at });
  const { revision } = done.head;
  return {
    ...done,
    writes: [
      ...done.writes,
      { write: 'submission', submission },
      { write: 'list', submission },
      { write: 'request', request: { ...input.request, answer: { ...input.request.answer, revision } } },
    ],
  };
}

/**
 * A whole new dossier for the same applicant. What it no longer names is released, what stays keeps its time of claim.
 * Refused as `not-live` after a withdrawal, `stale` where the revision is not the one that was read, `other-applicant`.
 */
export function amend(
  before: CaseHead,
  submission: Submission,
  expected: (revision: number) => boolean,
  input: Declared,
): Transition<'not-live' | 'stale' | 'other-applicant'> {
  if (before.live?.submission !== submission.id) return refuse('not-live');
  if (!expected(before.revision)) return refuse('stale');
  if (input.dossier.applicant.creditCode !== submission.creditCode) return refuse('other-applicant');
  return declare(before, submission, input, { kind: 'amended', at: input.at });
}

/** Takes the live submission back: the case is free again, its claims fall to those who wait. */
export function withdraw(
  before: CaseHead,
  submission: Submission,
  expected: (revision: number) => boolean,
  at: Instant,
): Transition<'not-live' | 'stale'> {
  if (before.live?.submission !== submission.id) return refuse('not-live');
  if (!expected(before.revision)) return refuse('stale');
  const { claims, changes } = reclaim(before, new Set(), at);
  const { live, inForce, ...rest } = before;
  const freed: CaseHead = {
    ...rest,
    claims,
    placeAmounts: {},
    unsettled: changes.slice(CLAIM_CHANGES_AT_ONCE),
  };
  const head = raised(freed, { kind: 'withdrawn', at });
  const withdrawn: Submission = {
    ...submission,
    withdrawn: {
      at,
      revision: head.revision,
      dossierVersion: live?.dossierVersion ?? 0,
      determinedRevision: determinedRevisionOf(before),
    },
  };
  return {
    ok: true,
    head,
    writes: [
      headWrite(before, head),
      { write: 'submission', submission: withdrawn },
      ...holdingWrites(before.creditCode, inForce?.view, undefined),
      ...claimWrites(before.creditCode, changes.slice(0, CLAIM_CHANGES_AT_ONCE)),
    ],
  };
}

/** Claims that come or go, as writes of the ledger. */
export const claimWrites = (creditCode: string, changes: readonly ClaimChange[]): Write[] =>
  changes.map(({ change, key, claimedAt }) => ({
    write: change,
    claim: claimOf(creditCode, key, claimedAt),
  }));

/**
 * The next part of the claim changes that did not fit into the amendment's transaction, conditional on the head that
 * was read, and the head without them; undefined where all is settled.
 */
export function settle(
  head: CaseHead,
): { readonly writes: readonly Write[]; readonly head: CaseHead } | undefined {
  if (head.unsettled.length === 0) return undefined;
  const next: CaseHead = {
    ...head,
    stamp: head.stamp + 1,
    unsettled: head.unsettled.slice(CLAIM_CHANGES_AT_ONCE),
  };
  const finished = next.live === undefined && next.unsettled.length === 0;
  const settled = finished ? { ...next, determinedRevision: next.revision, causes: [] } : next;
  return {
    head: settled,
    writes: [
      headWrite(head, settled),
      ...claimWrites(head.creditCode, head.unsettled.slice(0, CLAIM_CHANGES_AT_ONCE)),
    ],
  };
}

function declare(
  before: CaseHead | undefined,
  submission: Submission,
  input: Declared,
  cause: Cause,
): Extract<Transition<never>, { ok: true }> {
  const { creditCode, id, partner, submittedAt } = submission;
  const known = before ?? emptyHead(creditCode, input.at);
  const { claims, changes } = reclaim(known, claimKeysOf(input.dossier, input.quotaClauses), input.at);
  const dossierVersion = known.dossierVersions + 1;
  const head = raised(
    {
      ...known,
      live: { submission: id, partner, submittedAt, dossierVersion },
      dossierVersions: dossierVersion,
      claims,
      placeAmounts: Object.fromEntries(
        Object.entries(known.placeAmounts).filter(([key]) => claims[key] === known.claims[key]),
      ),
      unsettled: changes.slice(CLAIM_CHANGES_AT_ONCE),
    },
    cause,
  );
  const version: DossierVersion = {
    creditCode,
    version: dossierVersion,
    submission: id,
    partner,
    at: input.at,
    dossier: input.dossier,
  };
  return {
    ok: true,
    head,
    writes: [
      headWrite(before, head),
      { write: 'dossier', version },
      ...claimWrites(creditCode, changes.slice(0, CLAIM_CHANGES_AT_ONCE)),
    ],
  };
}
