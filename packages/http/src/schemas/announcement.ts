import { strictObject } from '@twelve/dossier';
import * as v from 'valibot';
import { causeKind, instant, revision } from './casework.ts';
import { fen } from './common.ts';
import { award } from './determination.ts';

const total = strictObject({ fixed: fen, ceiling: fen });
const state = strictObject({ status: award.entries.status, amount: fen });

/** What a partner's webhook is sent: CloudEvents 1.0, structured JSON. Never the dossier, nor a person's figures. */
export const determinationChanged = strictObject({
  specversion: v.literal('1.0'),
  // That of the determination: however often it is sent, it is one event.
  id: v.string(),
  type: v.literal('determination.changed'),
  source: v.string(),
  subject: v.string(),
  time: instant,
  datacontenttype: v.literal('application/json'),
  data: strictObject({
    submission: v.string(),
    creditCode: v.string(),
    revision,
    policyVersion: v.string(),
    causes: v.array(causeKind),
    // Of the awards that are not about persons.
    total: strictObject({ before: v.nullable(total), after: total }),
    awards: v.array(
      v.union([
        strictObject({
          id: v.string(),
          clause: v.string(),
          before: v.nullable(state),
          after: v.nullable(state),
        }),
        strictObject({ clause: v.string(), personal: v.literal(true) }),
      ]),
    ),
  }),
});
