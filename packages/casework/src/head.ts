import type { CaseHead, Cause, Instant } from './records.ts';
import type { Write } from './writes.ts';

/** How many causes a head remembers: a case that is raised more often between two determinations names the latest. */
const MAX_CAUSES = 20;

/** A case of which nothing is known yet. */
export const emptyHead = (creditCode: string, at: Instant): CaseHead => ({
  creditCode,
  stamp: 0,
  revision: 0,
  determinedRevision: 0,
  attempt: 0,
  dossierVersions: 0,
  registryVersion: 0,
  payments: 0,
  claims: {},
  placeAmounts: {},
  unsettled: [],
  causes: [],
  raisedAt: at,
});

/**
 * The head one revision further: an input has changed, and what is in force has to be looked at again. A case without
 * a live submission has nothing to determine; it is finished as soon as its claims are settled.
 */
export function raised(head: CaseHead, cause: Cause, change: Partial<CaseHead> = {}): CaseHead {
  const { failedRevision: _, ...rest } = { ...head, ...change };
  const revision = head.revision + 1;
  const idle = rest.live === undefined && rest.unsettled.length === 0;
  return {
    ...rest,
    stamp: head.stamp + 1,
    revision,
    attempt: 1,
    determinedRevision: idle ? revision : head.determinedRevision,
    causes: idle ? [] : remember(head.causes, cause),
    raisedAt: cause.at,
  };
}

/** Is an evaluation due or under way? */
export const isUnfinished = (head: CaseHead): boolean => head.determinedRevision < head.revision;

/** Up to which revision the live submission is determined; null while it never was, whatever came before it. */
export const determinedRevisionOf = (head: CaseHead): number | null =>
  head.inForce === undefined ? null : head.determinedRevision;

export type CaseStatus = 'evaluating' | 'determined' | 'failed' | 'withdrawn';

export function statusOf(head: CaseHead): CaseStatus {
  if (head.live === undefined) return 'withdrawn';
  if (!isUnfinished(head)) return 'determined';
  return head.failedRevision === head.revision ? 'failed' : 'evaluating';
}

/** The head as a conditional write; `before` is the one that was read. */
export const headWrite = (before: CaseHead | undefined, head: CaseHead): Write => ({
  write: 'head',
  head,
  was: before?.stamp ?? null,
});

function remember(causes: readonly Cause[], cause: Cause): readonly Cause[] {
  const known = causes.some(({ kind, subject }) => kind === cause.kind && subject === cause.subject);
  if (known && cause.kind === 'standing-changed') return causes;
  const all = [...causes, cause];
  if (all.length <= MAX_CAUSES) return all;
  const expendable = all.findIndex(({ kind }) => kind !== 'recalculation');
  return all.filter((_, index) => index !== Math.max(expendable, 0));
}
