import { strictObject, wholeNumber } from '@twelve/dossier';
import * as v from 'valibot';
import { amountKind, fen, outcome, text } from './common.ts';

/** One line of a clause: an item, the figure it is computed from, the rate, and what that brings. */
export const clauseLine = strictObject({
  item: v.string(),
  base: fen,
  percent: v.number(),
  value: fen,
});

export const condition = strictObject({
  id: v.string(),
  outcome: v.picklist(['met', 'unmet', 'unknown']),
  source: v.string(),
  text,
  facts: v.array(v.string()),
  actual: v.optional(v.number()),
  required: v.optional(v.number()),
  unit: v.optional(v.picklist(['fen', 'percent', 'count', 'year'])),
});

export const clauseCheck = strictObject({
  clause: v.string(),
  scope: v.nullable(v.string()),
  outcome,
  amountKind,
  gross: v.nullable(fen),
  limit: v.nullable(fen),
  amount: v.nullable(fen),
  lines: v.array(clauseLine),
  conditions: v.array(condition),
  missing: v.array(v.string()),
  interpretations: v.array(v.string()),
});

export const measureCheck = strictObject({
  measure: wholeNumber(),
  policyVersion: v.string(),
  reservation: text,
  outcome,
  clauses: v.array(clauseCheck),
});
