import { maxCharacters } from '@twelve/dossier';
import * as v from 'valibot';
import type { AnswerSpec } from '../route.ts';

/** What stands in a path or a query: of another form it names nothing, and is not looked for. */
export const id = v.pipe(v.string(), v.minLength(1), maxCharacters(64));
export const creditCode = v.pipe(v.string(), v.regex(/^[0-9A-Z]{18}$/));

/** What an entity tag of the ledger is for. */
export const NEXT = 'The version to name in If-Match.';

/** A caller that has it already is not sent it again. */
export const NOT_MODIFIED = {
  description: 'Not changed since the tag that If-None-Match names.',
  headers: { etag: 'The tag that still holds.' },
} as const satisfies AnswerSpec;
