import * as z from 'zod/mini';
import { clauseLine, measureCheck } from './check.ts';
import { amountKind, fen, fieldError, text } from './common.ts';

const because = z.strictObject({
  rule: z.string(),
  by: z.optional(z.nullable(z.string())),
  items: z.optional(z.array(z.string())),
  text,
});

export const award = z.strictObject({
  id: z.string(),
  clause: z.string(),
  scope: z.nullable(z.string()),
  year: z.nullable(z.int()),
  status: z.enum(['granted', 'reduced', 'superseded', 'already-awarded', 'wait-listed', 'contested']),
  amountKind,
  amount: fen,
  lines: z.array(z.extend(clauseLine, { deducted: fen })),
  because: z.array(because),
  quota: z.optional(z.strictObject({ year: z.int(), places: z.int() })),
});

export const determination = z.strictObject({
  policyVersion: z.string(),
  engineVersion: z.string(),
  dossierDigest: z.string(),
  total: z.strictObject({ fixed: fen, ceiling: fen }),
  awards: z.array(award),
  measures: z.array(measureCheck),
  missing: z.array(
    z.strictObject({ fact: z.string(), clauses: z.array(z.string()), worth: z.nullable(fen) }),
  ),
  resolution: z.strictObject({ proven: z.boolean(), gapFen: fen }),
  warnings: z.array(fieldError),
  // A case's determination only: which of the applicant's facts are the registry's.
  officialFacts: z.optional(z.array(z.string())),
});
