import { strictObject, wholeNumber } from '@twelve/dossier';
import * as v from 'valibot';
import { text } from './common.ts';

export const fieldError = strictObject({ pointer: v.string(), code: v.string(), message: text });

export const problem = strictObject({
  type: v.string(),
  title: v.string(),
  status: wholeNumber(),
  detail: v.string(),
  instance: v.string(),
  message: text,
  errors: v.optional(v.array(fieldError)),
});
