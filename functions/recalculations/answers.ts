import { type Answer, Problem, problemKinds } from '@twelve/http';
import { beginRecalculation, type Cursors, readRecalculation, type Store } from '@twelve/store';
import { pageOf } from '../answering.ts';
import type { NextStep } from '../recalculate/queue.ts';

/** Recomputing every case: begun here, carried out step by step elsewhere, its report read here. */
export const recalculationAnswers = (store: Store, cursors: Cursors, next: NextStep) => ({
  start: async (request: { readonly id: string }): Promise<Answer<202>> => {
    const begun = await beginRecalculation(store, request.id);
    await next(begun.id, 0).catch(leftToSweeper);
    const headers = { location: `/v1/recalculations/${begun.id}` };
    return { status: 202, body: { ...begun, changes: [], next: null }, headers };
  },

  read: async (request: {
    readonly params: { readonly id: string };
    readonly query: { readonly limit?: string | undefined; readonly cursor?: string | undefined };
  }): Promise<Answer<200>> => {
    const { id } = request.params;
    const list = `recalculation ${id}`;
    const found = await readRecalculation(store, id, pageOf(cursors, list, request.query, 50));
    if (found === undefined) throw new Problem(problemKinds.notFound);
    const { progress, changes, last } = found;
    return { status: 200, body: { ...progress, changes, next: cursors.write(list, last) } };
  },
});

/** It is written, and so it will happen: the sweeper asks for the next step of whatever stands still. */
function leftToSweeper(error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  console.log(JSON.stringify({ level: 'error', recalculation: 'left to the sweeper', error: name }));
}
