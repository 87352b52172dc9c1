import { registryFactsSchema, submissionSchema } from '@twelve/dossier';
import * as z from 'zod/mini';
import { fen, instant, revision } from './common.ts';
import { determination } from './determination.ts';

export const status = z.enum(['evaluating', 'determined', 'failed', 'withdrawn']);

const identity = { id: z.string(), creditCode: z.string(), revision, status };

export const accepted = z.strictObject(identity);

export const submissionItem = z.strictObject({
  ...identity,
  submittedAt: instant,
  determinedRevision: z.nullable(revision),
});

export const submission = z.strictObject({
  ...identity,
  submittedAt: instant,
  dossier: submissionSchema,
  determination: z.nullable(determination),
  determinedRevision: z.nullable(revision),
});

export const causeKind = z.enum([
  'submitted',
  'amended',
  'withdrawn',
  'registry-changed',
  'registry-retracted',
  'standing-changed',
  'paid',
  'transferred',
  'recalculation',
]);

/** One determination that was in force, and the events that brought it about. */
export const pastDetermination = z.strictObject({
  revision,
  determinedAt: instant,
  causes: z.array(z.strictObject({ kind: causeKind, at: instant, subject: z.optional(z.string()) })),
  determination,
});

export const standings = z.strictObject({
  contested: z.array(z.strictObject({ item: z.string(), document: z.string() })),
  places: z.record(z.string(), z.enum(['held', 'waiting'])),
});

/** A case as the department sees it; without a live submission, only what is known of the applicant. */
export const caseView = z.strictObject({
  ...submission.shape,
  id: z.nullable(z.string()),
  submittedAt: z.nullable(instant),
  dossier: z.nullable(submissionSchema),
  partner: z.nullable(z.string()),
  registry: z.nullable(registryFactsSchema),
  standings,
  paid: z.array(z.strictObject({ award: z.string(), amount: fen, at: instant })),
});

export const registryRecord = z.strictObject({
  creditCode: z.string(),
  version: revision,
  facts: z.nullable(registryFactsSchema),
});

export const payment = z.strictObject({
  awards: z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.minLength(1), z.maxLength(80)),
});

export const paymentAccepted = z.strictObject({
  creditCode: z.string(),
  revision,
  awards: z.array(z.string()),
});

export const transfer = z.strictObject({ partner: z.string().check(z.minLength(1), z.maxLength(64)) });

export const transferred = z.strictObject({ creditCode: z.string(), revision, partner: z.string() });

const place = z.strictObject({
  creditCode: z.string(),
  project: z.string(),
  claimedAt: instant,
  paid: z.boolean(),
});

export const quota = z.strictObject({
  clause: z.string(),
  year: z.int(),
  places: z.int(),
  holders: z.array(place),
  waiting: z.array(place),
});

/** Counts are of cases; `changes` is a page of what the recalculation changed, case by case. */
export const recalculation = z.strictObject({
  id: z.string(),
  status: z.enum(['running', 'finished']),
  policyVersion: z.string(),
  startedAt: instant,
  finishedAt: z.nullable(instant),
  cases: z.int(),
  raised: z.int(),
  determined: z.int(),
  failed: z.int(),
  changes: z.array(
    z.strictObject({
      creditCode: z.string(),
      before: z.strictObject({ fixed: fen, ceiling: fen }),
      after: z.strictObject({ fixed: fen, ceiling: fen }),
    }),
  ),
  next: z.nullable(z.string()),
});

export const webhookRequest = z.strictObject({ url: z.string().check(z.minLength(1), z.maxLength(2000)) });

export const webhook = z.strictObject({
  url: z.string(),
  status: z.enum(['active', 'disabled']),
  registeredAt: instant,
});

/** The one answer that ever shows the secret. */
export const webhookWithSecret = z.strictObject({ ...webhook.shape, secret: z.string() });
