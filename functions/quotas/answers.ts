import { quotaClausesOf } from '@twelve/casework';
import { type Answer, Problem, problemKinds } from '@twelve/http';
import { type Store, viewQuota } from '@twelve/store';

/** Who has a year's places, and who waits for one. The route names the one clause that has places. */
export const quotaAnswers = (store: Store) => ({
  read: async ({ params }: { readonly params: { readonly year: string } }): Promise<Answer<200>> => {
    const [clause] = quotaClausesOf(store.pack);
    if (clause === undefined) throw new Problem(problemKinds.notFound);
    const year = Number(params.year);
    return { status: 200, body: { clause, year, ...(await viewQuota(store, clause, year)) } };
  },
});
