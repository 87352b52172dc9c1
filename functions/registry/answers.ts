import { checkCreditCode, fieldError, type RegistryFacts } from '@twelve/dossier';
import { type Answer, InvalidInput, Problem, problemKinds } from '@twelve/http';
import { putRegistryFacts, type Store } from '@twelve/store';
import { contended } from '../answering.ts';

interface Request {
  readonly params: { readonly creditCode: string };
}

/** What the registry's routes answer: official facts above declared ones. */
export const registryAnswers = (store: Store) => ({
  record: async ({ params, body }: Request & { readonly body: RegistryFacts }): Promise<Answer<200>> => {
    if (checkCreditCode(params.creditCode) === 'invalid') throw new InvalidInput([BAD_CODE]);
    const result = await putRegistryFacts(store, params.creditCode, body).catch(contended);
    if (!result.ok) throw new Problem(problemKinds.conflict);
    return { status: 200, body: recordOf(result.value) };
  },

  retract: async ({ params }: Request): Promise<Answer<200>> => {
    const result = await putRegistryFacts(store, params.creditCode, null).catch(contended);
    if (!result.ok) throw new Problem(problemKinds.notFound);
    return { status: 200, body: recordOf(result.value) };
  },
});

const recordOf = ({
  creditCode,
  version,
  facts,
}: {
  creditCode: string;
  version: number;
  facts: RegistryFacts | null;
}) => ({
  creditCode,
  version,
  facts,
});

const BAD_CODE = fieldError(
  ['creditCode'],
  'check-character',
  '统一社会信用代码校验码不符，请核对',
  'the check character of the credit code does not fit; please check for a typing error',
);
