import * as z from 'zod/mini';

export const text = z.strictObject({ zh: z.string(), en: z.string() });

export const fieldError = z.strictObject({ pointer: z.string(), code: z.string(), message: text });

export const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  message: text,
  errors: z.optional(z.array(fieldError)),
});

/** Whole fen. */
export const fen = z.int().check(z.minimum(0));
export const instant = z.iso.datetime({ precision: 3 });
export const revision = z.int().check(z.minimum(1));
export const outcome = z.enum(['eligible', 'ineligible', 'undetermined']);
export const amountKind = z.enum(['fixed', 'ceiling', 'by-other-policy', 'none']);

/** A page of a list; `next` is the cursor of the following page, null on the last. */
export const pageOf = <S extends z.ZodMiniType>(item: S) =>
  z.strictObject({ items: z.array(item), next: z.nullable(z.string()) });

/** What every list takes: strings, as a query has nothing else. */
export const pageQuery = {
  limit: z.optional(z.string().check(z.regex(/^([1-9]\d?|100)$/))),
  cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(1024))),
};
