import { strictObject, wholeNumber } from '@twelve/dossier';
import * as v from 'valibot';
import { clauseLine, measureCheck } from './check.ts';
import { amountKind, fen, text } from './common.ts';
import { fieldError } from './problem.ts';

const because = strictObject({
  rule: v.string(),
  by: v.optional(v.nullable(v.string())),
  items: v.optional(v.array(v.string())),
  text,
});

export const award = strictObject({
  id: v.string(),
  clause: v.string(),
  scope: v.nullable(v.string()),
  year: v.nullable(wholeNumber()),
  status: v.picklist(['granted', 'reduced', 'superseded', 'already-awarded', 'wait-listed', 'contested']),
  amountKind,
  amount: fen,
  lines: v.array(strictObject({ ...clauseLine.entries, deducted: fen })),
  because: v.array(because),
  quota: v.optional(strictObject({ year: wholeNumber(), places: wholeNumber() })),
});

export const determination = strictObject({
  policyVersion: v.string(),
  engineVersion: v.string(),
  dossierDigest: v.string(),
  total: strictObject({ fixed: fen, ceiling: fen }),
  awards: v.array(award),
  measures: v.array(measureCheck),
  missing: v.array(strictObject({ fact: v.string(), clauses: v.array(v.string()), worth: v.nullable(fen) })),
  resolution: strictObject({ proven: v.boolean(), gapFen: fen }),
  warnings: v.array(fieldError),
  // A case's determination only: which of the applicant's facts are the registry's.
  officialFacts: v.optional(v.array(v.string())),
});
