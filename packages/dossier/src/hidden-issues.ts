import type * as v from 'valibot';
import { type Issue, readShape } from './issues.ts';
import { valueAt } from './raw.ts';
import { projectBaseSchema, projectIdsSchema, recognitionBaseSchema } from './schema.ts';

/**
 * What one mistake hides from the schema: it looks no further into an entry whose kind it does not know, nor into a
 * list that is too long. The rest of the entry, and the members of the list, are looked at by themselves.
 */
export const hiddenIssues = (issues: readonly Issue[], raw: unknown): readonly Issue[] =>
  issues.flatMap((issue) => {
    const schema = schemaBehind(issue);
    if (schema === undefined) return [];
    const path = issue.type === 'variant' ? issue.path.slice(0, -1) : issue.path;
    const shape = readShape(schema, valueAt(raw, path));
    return shape.ok ? [] : shape.issues.map((inner) => ({ ...inner, path: [...path, ...inner.path] }));
  });

function schemaBehind({ type, path: [list, , field] }: Issue): v.GenericSchema | undefined {
  if (type === 'variant' && list === 'projects' && field === 'kind') return projectBaseSchema;
  if (type === 'variant' && list === 'recognitions' && field === 'kind') return recognitionBaseSchema;
  if (type === 'max_length' && list === 'expenditures' && field === 'projectIds') return projectIdsSchema;
  return undefined;
}
