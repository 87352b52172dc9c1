import type { RegistryFacts } from '@twelve/dossier';
import { emptyHead, headWrite, raised } from './head.ts';
import type { CaseHead, Instant, RegistryVersion, Submission } from './records.ts';
import { refuse, type Transition } from './writes.ts';

/**
 * Official facts about an applicant, above whatever it declares; null takes them back. They may come before any
 * submission. Refused as `nothing-to-retract` where there is nothing to take back.
 */
export function recordFacts(
  before: CaseHead | undefined,
  current: RegistryVersion | undefined,
  creditCode: string,
  facts: RegistryFacts | null,
  at: Instant,
): Transition<'nothing-to-retract'> {
  if (facts === null && (current?.facts ?? null) === null) return refuse('nothing-to-retract');
  const known = before ?? emptyHead(creditCode, at);
  const version = known.registryVersion + 1;
  const cause = { kind: facts === null ? 'registry-retracted' : 'registry-changed', at } as const;
  const head = raised(known, cause, { registryVersion: version });
  return {
    ok: true,
    head,
    writes: [headWrite(before, head), { write: 'registry', version: { creditCode, version, at, facts } }],
  };
}

/**
 * Another portal takes the case over, with its claims and their times. For the portal that held it, the submission
 * does not exist any more. Refused as `not-live` where nothing is live, `same-partner` where it holds it already.
 */
export function transfer(
  before: CaseHead,
  submission: Submission | undefined,
  partner: string,
  at: Instant,
): Transition<'not-live' | 'same-partner'> {
  if (before.live === undefined || submission === undefined) return refuse('not-live');
  if (before.live.partner === partner) return refuse('same-partner');
  const head = raised(before, { kind: 'transferred', at }, { live: { ...before.live, partner } });
  const moved: Submission = { ...submission, partner };
  // The head says where it is listed: the submission is read after it, and may have been moved meanwhile by another
  // transfer. Then the head has moved on as well, and refuses this one.
  const listed: Submission = { ...submission, partner: before.live.partner };
  return {
    ok: true,
    head,
    writes: [
      headWrite(before, head),
      { write: 'submission', submission: moved },
      { write: 'unlist', submission: listed },
      { write: 'list', submission: moved },
    ],
  };
}
