import * as v from 'valibot';
import { applicantSchema, listSchemas } from './schema.ts';
import { strictObject } from './schema-parts.ts';

/** What a submission takes: the applicant's identity is complete, a missing list means none, no prior awards. */
export const submissionSchema = strictObject({
  applicant: applicantSchema,
  projects: v.optional(listSchemas.projects, () => []),
  expenditures: v.optional(listSchemas.expenditures, () => []),
  recognitions: v.optional(listSchemas.recognitions, () => []),
  capitalContributions: v.optional(listSchemas.capitalContributions, () => []),
  annualAccounts: v.optional(listSchemas.annualAccounts, () => []),
  platformServices: v.optional(listSchemas.platformServices, () => []),
  carriers: v.optional(listSchemas.carriers, () => []),
  talents: v.optional(listSchemas.talents, () => []),
  otherAwards: v.optional(listSchemas.otherAwards, () => []),
});

/** Official facts of the registry: any of the applicant's fields but its credit code. */
export const registryFactsSchema = v.partial(v.omit(applicantSchema, ['creditCode']));

export type Submission = v.InferOutput<typeof submissionSchema>;
export type RegistryFacts = v.InferOutput<typeof registryFactsSchema>;
