import {
  DAY_PATTERN,
  maxCharacters,
  registryFactsSchema,
  strictObject,
  submissionSchema,
  wholeNumber,
} from '@twelve/dossier';
import * as v from 'valibot';
import { fen } from './common.ts';
import { determination } from './determination.ts';

export const status = v.picklist(['evaluating', 'determined', 'failed', 'withdrawn']);

export const instant = v.pipe(
  v.string(),
  v.regex(
    new RegExp(`${DAY_PATTERN.source.slice(0, -1)}T(?:(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}(?:Z))$`),
  ),
  v.metadata({ format: 'date-time' }),
);

export const revision = wholeNumber(1);

const identity = { id: v.string(), creditCode: v.string(), revision, status };

export const accepted = strictObject(identity);

export const submissionItem = strictObject({
  ...identity,
  submittedAt: instant,
  determinedRevision: v.nullable(revision),
});

export const submission = strictObject({
  ...identity,
  submittedAt: instant,
  dossier: submissionSchema,
  withheld: v.optional(v.array(v.literal('talents'))),
  determination: v.nullable(determination),
  determinedRevision: v.nullable(revision),
});

export const causeKind = v.picklist([
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
export const pastDetermination = strictObject({
  revision,
  determinedAt: instant,
  causes: v.array(strictObject({ kind: causeKind, at: instant, subject: v.optional(v.string()) })),
  determination,
});

export const standings = strictObject({
  contested: v.array(strictObject({ item: v.string(), document: v.string() })),
  places: v.record(v.string(), v.picklist(['held', 'waiting'])),
});

/** A case as the department sees it; without a live submission, only what is known of the applicant. */
export const caseView = strictObject({
  ...submission.entries,
  id: v.nullable(v.string()),
  status: v.nullable(status),
  submittedAt: v.nullable(instant),
  dossier: v.nullable(submissionSchema),
  partner: v.nullable(v.string()),
  registry: v.nullable(registryFactsSchema),
  standings,
  paid: v.array(strictObject({ award: v.string(), amount: fen, at: instant })),
});

export const registryRecord = strictObject({
  creditCode: v.string(),
  version: revision,
  facts: v.nullable(registryFactsSchema),
});

export const payment = strictObject({
  awards: v.pipe(
    v.array(v.unknown()),
    v.minLength(1),
    v.maxLength(80),
    v.array(v.pipe(v.string(), v.minLength(1), maxCharacters(200))),
  ),
});

export const paymentAccepted = strictObject({
  creditCode: v.string(),
  revision,
  awards: v.array(v.string()),
});

export const transfer = strictObject({ partner: v.pipe(v.string(), v.minLength(1), maxCharacters(64)) });

export const transferred = strictObject({ creditCode: v.string(), revision, partner: v.string() });

const place = strictObject({
  creditCode: v.string(),
  project: v.string(),
  claimedAt: instant,
  paid: v.boolean(),
});

export const quota = strictObject({
  clause: v.string(),
  year: wholeNumber(),
  places: wholeNumber(),
  holders: v.array(place),
  waiting: v.array(place),
});

/** Counts are of cases; `changes` is a page of what the recalculation changed, case by case. */
export const recalculation = strictObject({
  id: v.string(),
  status: v.picklist(['running', 'finished']),
  policyVersion: v.string(),
  startedAt: instant,
  finishedAt: v.nullable(instant),
  cases: wholeNumber(),
  raised: wholeNumber(),
  determined: wholeNumber(),
  failed: wholeNumber(),
  changes: v.array(
    strictObject({
      creditCode: v.string(),
      before: strictObject({ fixed: fen, ceiling: fen }),
      after: strictObject({ fixed: fen, ceiling: fen }),
    }),
  ),
  next: v.nullable(v.string()),
});

export const webhookRequest = strictObject({ url: v.pipe(v.string(), v.minLength(1), maxCharacters(2000)) });

export const webhook = strictObject({
  url: v.string(),
  status: v.picklist(['active', 'disabled']),
  registeredAt: instant,
});

/** The one answer that ever shows the secret. */
export const webhookWithSecret = strictObject({ ...webhook.entries, secret: v.string() });
