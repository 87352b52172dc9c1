import { parseShape } from '@twelve/dossier';
import type * as v from 'valibot';
import type { BodySpec } from './route.ts';

/** A body that a schema alone describes: published and parsed by the same schema. */
export function jsonBody<S extends v.GenericSchema>(name: string, schema: S): BodySpec<v.InferOutput<S>> {
  return { name, schema, parse: (value) => parseShape(schema, value) };
}
