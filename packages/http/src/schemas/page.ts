import { maxCharacters, strictObject } from '@twelve/dossier';
import * as v from 'valibot';

/** A page of a list; `next` is the cursor of the following page, null on the last. */
export const pageOf = <S extends v.GenericSchema>(item: S) =>
  strictObject({ items: v.array(item), next: v.nullable(v.string()) });

/** What every list takes: strings, as a query has nothing else. */
export const pageQuery = {
  limit: v.optional(v.pipe(v.string(), v.regex(/^([1-9]\d?|100)$/))),
  cursor: v.optional(v.pipe(v.string(), v.minLength(1), maxCharacters(1024))),
};
