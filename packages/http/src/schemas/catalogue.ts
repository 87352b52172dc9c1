import { strictObject, wholeNumber } from '@twelve/dossier';
import * as v from 'valibot';
import { amountKind, text } from './common.ts';

const parameter = strictObject({
  id: v.string(),
  unit: v.string(),
  text,
  value: v.unknown(),
  from: v.string(),
  source: v.string(),
});

/** An open point of the text, and how it is read. */
export const interpretationEntry = strictObject({ id: v.string(), question: text, reading: text });

const clause = strictObject({
  clause: v.string(),
  source: v.string(),
  title: text,
  pays: text,
  amountKind,
  once: v.boolean(),
  parameters: v.array(parameter),
  interpretations: v.array(interpretationEntry),
  facts: v.array(v.string()),
});

/** A measure as the catalogue shows it. */
export const measureEntry = strictObject({
  measure: wholeNumber(),
  slug: v.string(),
  policyVersion: v.string(),
  title: text,
  clauses: v.array(clause),
  information: v.array(text),
});
