import * as z from 'zod/mini';
import { causeKind } from './casework.ts';
import { fen, instant, revision } from './common.ts';
import { award } from './determination.ts';

const total = z.strictObject({ fixed: fen, ceiling: fen });
const state = z.strictObject({ status: award.shape.status, amount: fen });

/** What a partner's webhook is sent: CloudEvents 1.0, structured JSON. Never the dossier, nor a person's figures. */
export const determinationChanged = z.strictObject({
  specversion: z.literal('1.0'),
  // That of the determination: however often it is sent, it is one event.
  id: z.string(),
  type: z.literal('determination.changed'),
  source: z.string(),
  subject: z.string(),
  time: instant,
  datacontenttype: z.literal('application/json'),
  data: z.strictObject({
    submission: z.string(),
    creditCode: z.string(),
    revision,
    policyVersion: z.string(),
    causes: z.array(causeKind),
    // Of the awards that are not about persons.
    total: z.strictObject({ before: z.nullable(total), after: total }),
    awards: z.array(
      z.union([
        z.strictObject({
          id: z.string(),
          clause: z.string(),
          before: z.nullable(state),
          after: z.nullable(state),
        }),
        z.strictObject({ clause: z.string(), personal: z.literal(true) }),
      ]),
    ),
  }),
});
