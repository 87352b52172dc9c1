import { amend, type CaseHead, quotaClausesOf, statusOf, submit, withdraw } from '@twelve/casework';
import type { Submission as DeclaredDossier } from '@twelve/dossier';
import canonicalize from 'canonicalize';
import { sha256 } from './item-keys.ts';
import { findSubmission, readHead, readRequest } from './reading.ts';
import { answered, decideAndWrite, type Result, type Store } from './store.ts';

/** What a portal is told at once; the determination follows by itself. */
export interface Accepted {
  readonly id: string;
  readonly creditCode: string;
  readonly revision: number;
  readonly status: ReturnType<typeof statusOf>;
}

export type SubmitRefusal =
  /** Another body came under this idempotency key before. */
  | { readonly kind: 'key-reused' }
  /** The applicant has a live submission; `own` is its id where the same partner holds it. */
  | { readonly kind: 'case-exists'; readonly own: string | undefined };

/**
 * Stores a submission; the same key and body again give the same answer and change nothing.
 * @throws {TooMuchContentionError} while another call for the same applicant is under way.
 */
export function submitDossier(
  store: Store,
  input: { readonly partner: string; readonly key: string; readonly dossier: DeclaredDossier },
): Promise<Result<Accepted, SubmitRefusal>> {
  const { partner, dossier } = input;
  const { creditCode } = dossier.applicant;
  const id = submissionId(partner, input.key);
  const bodyHash = sha256(canonicalize(dossier) ?? '');
  return decideAndWrite<Result<Accepted, SubmitRefusal>>(store, async () => {
    // The head first: where it holds what the same request did before, the record of that request is there as well.
    const head = await readHead(store.engine, creditCode);
    const known = await readRequest(store.engine, partner, `submit ${input.key}`);
    if (known !== undefined) {
      const same = known.bodyHash === bodyHash;
      const replay: Accepted = {
        id,
        creditCode,
        revision: Number(known.answer.revision),
        status: 'evaluating',
      };
      return {
        writes: [],
        answer: same ? { ok: true, value: replay } : { ok: false, refusal: { kind: 'key-reused' } },
      };
    }
    const at = store.now();
    const request = { partner, key: `submit ${input.key}`, bodyHash, at, answer: { id, creditCode } };
    const quotaClauses = quotaClausesOf(store.pack);
    const transition = submit(head, { id, partner, dossier, at, quotaClauses, request });
    if (!transition.ok) {
      const own = head?.live?.partner === partner ? head.live.submission : undefined;
      return { writes: [], answer: { ok: false, refusal: { kind: transition.refusal, own } } };
    }
    return { writes: transition.writes, answer: { ok: true, value: accepted(id, transition.head) } };
  });
}

/** Amends a submission with a whole new dossier. `expected` is the revision that the portal has read. */
export function amendSubmission(
  store: Store,
  partner: string,
  id: string,
  expected: Expected,
  dossier: DeclaredDossier,
): Promise<Result<Accepted, AmendRefusal>> {
  return decideAndWrite<Result<Accepted, AmendRefusal>>(store, async () => {
    const found = await findSubmission(store.engine, { role: 'partner', id: partner }, id);
    if (found === undefined) return { writes: [], answer: { ok: false, refusal: 'not-found' } };
    const input = { dossier, at: store.now(), quotaClauses: quotaClausesOf(store.pack) };
    const { head, submission } = found;
    return answered(amend(head, submission, matches(expected), input), (after) => accepted(id, after));
  });
}

/** Takes a submission back. Its claims fall to those who wait; its history stays. */
export function withdrawSubmission(
  store: Store,
  partner: string,
  id: string,
  expected: Expected,
): Promise<Result<Accepted, WithdrawRefusal>> {
  return decideAndWrite<Result<Accepted, WithdrawRefusal>>(store, async () => {
    const found = await findSubmission(store.engine, { role: 'partner', id: partner }, id);
    if (found === undefined) return { writes: [], answer: { ok: false, refusal: 'not-found' } };
    const { head, submission } = found;
    return answered(withdraw(head, submission, matches(expected), store.now()), (after) =>
      accepted(id, after),
    );
  });
}

export type WithdrawRefusal = 'not-found' | 'not-live' | 'stale';
export type AmendRefusal = WithdrawRefusal | 'other-applicant';

/** The revisions that a caller accepts, as `If-Match` names them; `*` is any. */
export type Expected = readonly string[];

export const matches =
  (expected: Expected) =>
  (revision: number): boolean =>
    expected.includes('*') || expected.includes(String(revision));

/** The same partner and key always lead to the same submission. */
const submissionId = (partner: string, key: string): string =>
  `s-${sha256(`${partner}\n${key}`).slice(0, 32)}`;

const accepted = (id: string, head: CaseHead): Accepted => ({
  id,
  creditCode: head.creditCode,
  revision: head.revision,
  status: statusOf(head),
});
