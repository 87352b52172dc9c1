import type * as z from 'zod/mini';
import { valueAt } from './raw.ts';
import { projectBaseSchema, projectIdsSchema, recognitionBaseSchema } from './schema.ts';

type Issue = z.core.$ZodIssue;

/**
 * What one mistake hides from the schema: it looks no further into an entry whose kind it does not know, nor into a
 * list that is too long. The rest of the entry, and the members of the list, are looked at by themselves.
 */
export const hiddenIssues = (issues: readonly Issue[], raw: unknown): readonly Issue[] =>
  issues.flatMap((issue) => {
    const path = issue.code === 'invalid_union' ? issue.path.slice(0, -1) : issue.path;
    const result = schemaBehind(issue)?.safeParse(valueAt(raw, path));
    return result?.error?.issues.map((inner) => ({ ...inner, path: [...path, ...inner.path] })) ?? [];
  });

function schemaBehind({ code, path: [list, , ...field] }: Issue): z.ZodMiniType | undefined {
  if (code === 'invalid_union' && list === 'projects') return projectBaseSchema;
  if (code === 'invalid_union' && list === 'recognitions') return recognitionBaseSchema;
  if (code === 'too_big' && list === 'expenditures' && field.join() === 'projectIds') return projectIdsSchema;
  return undefined;
}
