import { type Submission as DeclaredDossier, fieldError } from '@twelve/dossier';
import {
  type Answer,
  type Caller,
  etag,
  InvalidInput,
  idempotencyKey,
  ifMatch,
  Problem,
  problemKinds,
} from '@twelve/http';
import {
  amendSubmission,
  type Cursors,
  listDeterminations,
  listSubmissions,
  type Store,
  type SubmissionSummary,
  type SubmitRefusal,
  submitDossier,
  viewSubmission,
  withdrawSubmission,
} from '@twelve/store';
import { contended, inFlight, pageOf } from '../answering.ts';

interface Request {
  readonly caller: Caller;
  readonly headers: Readonly<Record<string, string>>;
}
type WithId = Request & { readonly params: { readonly id: string } };
type WithDossier = Request & { readonly body: DeclaredDossier };
interface PageQuery {
  readonly limit?: string | undefined;
  readonly cursor?: string | undefined;
}
type ListQuery = PageQuery & {
  readonly creditCode?: string | undefined;
  readonly status?: SubmissionSummary['status'] | undefined;
};

/** What the partner's routes answer: the HTTP side of the store's operations. */
export const submissionAnswers = (store: Store, cursors: Cursors) => ({
  submit: async (request: WithDossier): Promise<Answer<202>> => {
    const key = idempotencyKey(request);
    const input = { partner: request.caller.id, key, dossier: request.body };
    const result = await submitDossier(store, input).catch(inFlight);
    if (!result.ok) throw submitProblem(result.refusal);
    const { id, revision } = result.value;
    const headers = { location: `/v1/submissions/${id}`, etag: etag(revision) };
    return { status: 202, body: result.value, headers };
  },

  list: async ({ caller, query }: Request & { readonly query: ListQuery }): Promise<Answer<200>> => {
    const { creditCode, status } = query;
    const list = `submissions ${caller.id} ${creditCode ?? ''} ${status ?? ''}`;
    const filter = {
      ...(creditCode === undefined ? {} : { creditCode }),
      ...(status === undefined ? {} : { status }),
    };
    const page = await listSubmissions(store, caller.id, filter, pageOf(cursors, list, query, 20));
    return { status: 200, body: { items: page.items, next: cursors.write(list, page.last) } };
  },

  // The tag names the revision to build on, not what is shown: the same revision reads differently once it is determined.
  // So no 304 is answered, or whoever polls with the tag would never see the determination. A department builds on what
  // is determined: it pays.
  read: async ({ caller, params }: WithId): Promise<Answer<200>> => {
    const view = await viewSubmission(store, caller, params.id);
    if (view === undefined) throw new Problem(problemKinds.notFound);
    const revision = caller.role === 'partner' ? view.revision : (view.determinedRevision ?? 0);
    return { status: 200, body: view, headers: { etag: etag(revision) } };
  },

  amend: async (request: WithId & WithDossier): Promise<Answer<202>> => {
    const { caller, params, body } = request;
    const result = await amendSubmission(store, caller.id, params.id, ifMatch(request), body).catch(
      contended,
    );
    if (!result.ok) throw changeProblem(result.refusal);
    return { status: 202, body: result.value, headers: { etag: etag(result.value.revision) } };
  },

  withdraw: async (request: WithId): Promise<Answer<202>> => {
    const { caller, params } = request;
    const result = await withdrawSubmission(store, caller.id, params.id, ifMatch(request)).catch(contended);
    if (!result.ok) throw changeProblem(result.refusal);
    return { status: 202, body: result.value, headers: { etag: etag(result.value.revision) } };
  },

  determinations: async (request: WithId & { readonly query: PageQuery }): Promise<Answer<200>> => {
    const { caller, params, query } = request;
    const list = `determinations ${caller.id} ${params.id}`;
    // Whole determinations with their texts: few to a page, so that the answer stays within what a function may give.
    const { limit, after } = pageOf(cursors, list, query, 5);
    const page = await listDeterminations(store, caller, params.id, {
      limit: Math.min(limit, 10),
      ...(after === undefined ? {} : { after }),
    });
    if (page === undefined) throw new Problem(problemKinds.notFound);
    return { status: 200, body: { items: page.items, next: cursors.write(list, page.last) } };
  },
});

function submitProblem(refusal: SubmitRefusal): Problem {
  if (refusal.kind === 'key-reused') return new Problem(problemKinds.idempotencyKeyReused);
  return refusal.own === undefined
    ? new Problem(problemKinds.caseExists)
    : new Problem(problemKinds.caseExists, { headers: { location: `/v1/submissions/${refusal.own}` } });
}

function changeProblem(refusal: 'not-found' | 'not-live' | 'stale' | 'other-applicant'): Problem {
  switch (refusal) {
    case 'not-found':
      return new Problem(problemKinds.notFound);
    case 'stale':
      return new Problem(problemKinds.stale);
    case 'not-live':
      return new Problem(problemKinds.conflict, { detail: WITHDRAWN });
    case 'other-applicant':
      return new InvalidInput([
        fieldError(
          ['applicant', 'creditCode'],
          'other-applicant',
          '修改申报时申报主体不得变更',
          'an amendment is for the same applicant',
        ),
      ]);
    default:
      return refusal satisfies never;
  }
}

const WITHDRAWN = { zh: '该申报已撤回。', en: 'The submission was withdrawn.' };
