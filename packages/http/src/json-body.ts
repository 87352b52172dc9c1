import { type Parsed, shapeErrors } from '@twelve/dossier';
import type * as z from 'zod/mini';
import type { BodySpec } from './route.ts';

/** A body that a schema alone describes: published and parsed by the same schema. */
export function jsonBody<S extends z.ZodMiniType>(name: string, schema: S): BodySpec<z.output<S>> {
  return { name, schema, parse: (value) => parseSchema(schema, value) };
}

/** Reads a value by a schema; every error with its pointer and both languages. */
export function parseSchema<S extends z.ZodMiniType>(schema: S, value: unknown): Parsed<z.output<S>> {
  const result = schema.safeParse(value);
  return result.success
    ? { ok: true, value: result.data, warnings: [] }
    : { ok: false, errors: shapeErrors(result.error.issues, value) };
}
