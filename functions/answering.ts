import { fieldError } from '@twelve/dossier';
import { InvalidInput, Problem, problemKinds } from '@twelve/http';
import { BadCursorError, type Cursors, type Item, TooMuchContentionError } from '@twelve/store';

/**
 * Which page of a list is asked for.
 * @throws {Problem} 400 where the cursor was not given out for this list.
 */
export function pageOf(
  cursors: Cursors,
  list: string,
  query: { readonly limit?: string | undefined; readonly cursor?: string | undefined },
  usual: number,
): { readonly limit: number; readonly after?: Item } {
  const limit = query.limit === undefined ? usual : Number(query.limit);
  try {
    const after = cursors.read(list, query.cursor);
    return after === undefined ? { limit } : { limit, after };
  } catch (error) {
    if (error instanceof BadCursorError) throw new InvalidInput([BAD_CURSOR], problemKinds.badParameter);
    throw error;
  }
}

/** Others changed the same case again and again: nothing was written, the caller reads and tries again. */
export function contended(error: unknown): never {
  if (!(error instanceof TooMuchContentionError)) throw error;
  throw new Problem(problemKinds.conflict, { headers: { 'retry-after': '1' }, cause: error });
}

/** Another call of the same partner or for the same applicant is under way. */
export function inFlight(error: unknown): never {
  if (!(error instanceof TooMuchContentionError)) throw error;
  throw new Problem(problemKinds.idempotencyKeyInFlight, { headers: { 'retry-after': '1' }, cause: error });
}

const BAD_CURSOR = fieldError(
  ['cursor'],
  'unknown-cursor',
  '游标无效，请使用上一页返回的 next',
  'the cursor is not one that this list has given out',
);
