import { strictObject, wholeNumber } from '@twelve/dossier';
import * as v from 'valibot';
import { text } from './common.ts';

export const fieldError = strictObject({ pointer: v.string(), code: v.string(), message: text });

export const problem = strictObject({
  type: v.string(),
  title: v.string(),
  // The gateway's catch-all answers know no status of their own and leave it out; the status line has it.
  status: v.optional(wholeNumber()),
  detail: v.string(),
  instance: v.string(),
  message: text,
  errors: v.optional(v.array(fieldError)),
});
