import * as v from 'valibot';

/** One thing that a schema finds wrong: what it stumbled over, and the names and indexes that lead there. */
export interface Issue extends Pick<v.BaseIssue<unknown>, 'type' | 'expected' | 'requirement' | 'input'> {
  readonly path: readonly PropertyKey[];
}

export type Shape<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Holds a value against a schema. Of one text, number or list the first thing wrong is told: the rest follows from it. */
export function readShape<S extends v.GenericSchema>(schema: S, raw: unknown): Shape<v.InferOutput<S>> {
  const result = v.safeParse(schema, raw, { abortPipeEarly: true });
  return result.success
    ? { ok: true, value: result.output }
    : { ok: false, issues: result.issues.map(withPlainPath) };
}

const withPlainPath = ({ type, expected, requirement, input, path }: v.BaseIssue<unknown>): Issue => ({
  type,
  expected,
  requirement,
  input,
  path: path?.map(({ key }) => (typeof key === 'number' ? key : String(key))) ?? [],
});
