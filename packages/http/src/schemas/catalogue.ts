import * as z from 'zod/mini';
import { amountKind, text } from './common.ts';

const parameter = z.strictObject({
  id: z.string(),
  unit: z.string(),
  text,
  value: z.unknown(),
  from: z.string(),
  source: z.string(),
});

const interpretation = z.strictObject({ id: z.string(), question: text, reading: text });

const clause = z.strictObject({
  clause: z.string(),
  source: z.string(),
  title: text,
  pays: text,
  amountKind,
  once: z.boolean(),
  parameters: z.array(parameter),
  interpretations: z.array(interpretation),
  facts: z.array(z.string()),
});

/** A measure as the catalogue shows it. */
export const measureEntry = z.strictObject({
  measure: z.int(),
  slug: z.string(),
  policyVersion: z.string(),
  title: text,
  clauses: z.array(clause),
  information: z.array(text),
});
