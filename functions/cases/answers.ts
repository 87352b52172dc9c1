import { type FieldError, fieldError } from '@twelve/dossier';
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
import { type PayRefusal, payAwards, type Store, transferCase, viewCase } from '@twelve/store';
import { contended, inFlight } from '../answering.ts';

interface Request {
  readonly caller: Caller;
  readonly headers: Readonly<Record<string, string>>;
  readonly params: { readonly creditCode: string };
}

/** What the department's routes about one case answer. */
export const caseAnswers = (store: Store) => ({
  read: async ({ caller, params }: Request): Promise<Answer<200>> => {
    const view = await viewCase(store, caller, params.creditCode);
    if (view === undefined) throw new Problem(problemKinds.notFound);
    // Money moves on what was seen: the tag names the determination that is shown, not one that is still to come.
    return { status: 200, body: view, headers: { etag: etag(view.determinedRevision ?? 0) } };
  },

  pay: async (
    request: Request & { readonly body: { readonly awards: readonly string[] } },
  ): Promise<Answer<202>> => {
    const { awards } = request.body;
    const twice = awards.flatMap((id, at) =>
      awards.indexOf(id) === at
        ? []
        : [notPayable(at, 'duplicate', '同一奖补重复列出', 'the same award is listed twice')],
    );
    if (twice.length > 0) throw new InvalidInput(twice);
    const expected = ifMatch(request);
    // "Any version" is no basis for money.
    if (expected.includes('*')) throw new Problem(problemKinds.ifMatchMissing);
    const result = await payAwards(store, {
      department: request.caller.id,
      key: idempotencyKey(request),
      creditCode: request.params.creditCode,
      awards,
      expected,
    }).catch(inFlight);
    if (!result.ok) throw payProblem(result.refusal);
    return { status: 202, body: result.value };
  },

  transfer: async ({
    params,
    body,
  }: Request & { readonly body: { readonly partner: string } }): Promise<Answer<200>> => {
    const result = await transferCase(store, params.creditCode, body.partner).catch(contended);
    if (result.ok) return { status: 200, body: result.value };
    switch (result.refusal) {
      case 'not-found':
        throw new Problem(problemKinds.notFound);
      case 'not-live':
        throw new Problem(problemKinds.conflict, { detail: NOTHING_LIVE });
      case 'unknown-partner':
        throw new InvalidInput([
          fieldError(['partner'], 'unknown-partner', '没有这一平台', 'there is no such portal'),
        ]);
      default:
        throw result.refusal satisfies never;
    }
  },
});

function payProblem(refusal: PayRefusal): Problem {
  switch (refusal.kind) {
    case 'not-found':
      return new Problem(problemKinds.notFound);
    case 'stale':
      return new Problem(problemKinds.stale);
    case 'not-live':
      return new Problem(problemKinds.conflict, { detail: NOTHING_LIVE });
    case 'evaluating':
      return new Problem(problemKinds.stillEvaluating, { headers: { 'retry-after': '1' } });
    case 'key-reused':
      return new Problem(problemKinds.idempotencyKeyReused);
    case 'not-payable':
      return new InvalidInput(
        refusal.positions.map((at) =>
          notPayable(
            at,
            'not-payable',
            '认定结论中没有这一可兑付的奖补',
            'the determination holds no such award that can be paid',
          ),
        ),
      );
    default:
      return refusal satisfies never;
  }
}

const notPayable = (at: number, code: string, zh: string, en: string): FieldError =>
  fieldError(['awards', at], code, zh, en);

const NOTHING_LIVE = {
  zh: '该申报主体没有生效中的申报。',
  en: 'The applicant has no live submission.',
};
