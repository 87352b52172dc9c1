import * as z from 'zod/mini';
import { amountKind, fen, outcome, text } from './common.ts';

/** One line of a clause: an item, the figure it is computed from, the rate, and what that brings. */
export const clauseLine = z.strictObject({
  item: z.string(),
  base: fen,
  percent: z.number(),
  value: fen,
});

export const condition = z.strictObject({
  id: z.string(),
  outcome: z.enum(['met', 'unmet', 'unknown']),
  source: z.string(),
  text,
  facts: z.array(z.string()),
  actual: z.optional(z.number()),
  required: z.optional(z.number()),
  unit: z.optional(z.enum(['fen', 'percent', 'count'])),
});

export const clauseCheck = z.strictObject({
  clause: z.string(),
  scope: z.nullable(z.string()),
  outcome,
  amountKind,
  gross: z.nullable(fen),
  limit: z.nullable(fen),
  amount: z.nullable(fen),
  lines: z.array(clauseLine),
  conditions: z.array(condition),
  missing: z.array(z.string()),
  interpretations: z.array(z.string()),
});

export const measureCheck = z.strictObject({
  measure: z.int(),
  policyVersion: z.string(),
  reservation: text,
  outcome,
  clauses: z.array(clauseCheck),
});
