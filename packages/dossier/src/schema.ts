import * as z from 'zod/mini';
import { CREDIT_CODE_PATTERN } from './credit-code.ts';
import { MAX_FEN } from './fen.ts';

/**
 * The shape of a dossier: field names, values and units. What spans several fields (references, sums, uniqueness)
 * is in `consistency.ts`; both are applied at once by `parse.ts`.
 */
export const LIST_NAMES = [
  'projects',
  'expenditures',
  'recognitions',
  'capitalContributions',
  'annualAccounts',
  'platformServices',
  'carriers',
  'talents',
  'otherAwards',
  'priorAwards',
] as const;
export type ListName = (typeof LIST_NAMES)[number];

export const CLAUSE_IDS = [
  '1.1',
  '2.1',
  '2.2',
  '3.1',
  '4.1',
  '4.2',
  '5.1',
  '6.1',
  '6.2',
  '6.3',
  '7.1',
  '7.2',
  '7.3',
  '8.1',
  '8.2',
  '8.3',
  '9.1a',
  '9.1b',
  '9.2',
  '10.1',
  '10.2',
  '11.1',
  '11.2',
  '12.1',
] as const;

export const MAX_ENTRIES = 80;
export const MAX_PROJECTS_OF_AN_EXPENDITURE = 4;

const id = z.string().check(z.regex(/^[A-Za-z0-9._-]{1,64}$/));
const label = z.string().check(z.maxLength(200));
const nonEmptyLabel = z.string().check(z.minLength(1), z.maxLength(200));
const fen = z.int().check(z.minimum(0), z.maximum(MAX_FEN));
const count = z.int().check(z.minimum(0));
const year = z.int().check(z.minimum(2000), z.maximum(2100));
const date = z.iso.date();
const level = z.enum(['national', 'provincial', 'municipal']);

export const applicantSchema = z.strictObject({
  creditCode: z.string().check(z.regex(CREDIT_CODE_PATTERN)),
  name: nonEmptyLabel,
  legalPersonType: z.enum(['enterprise', 'public-institution', 'social-organization', 'other']),
  organisationKind: z.enum(['enterprise', 'leading-enterprise', 'university', 'research-institute', 'other']),
  divisionCode: z.string().check(z.regex(/^\d{6}$/)),
  industryCode: z.string().check(z.regex(/^[A-T]\d{3,4}$/)),
  taxCompliant: z.boolean(),
  soundFinance: z.boolean(),
  aiField: z.boolean(),
  aiDomains: z.optional(
    z.array(
      z.enum([
        'other',
        'intelligent-connected-vehicles',
        'intelligent-manufacturing',
        'intelligent-robots',
        'intelligent-logistics',
        'intelligent-retail',
        'intelligent-finance',
        'intelligent-education',
        'intelligent-government',
        'intelligent-security',
        'intelligent-legal-services',
      ]),
    ),
  ),
  establishedOn: z.optional(date),
  settlement: z.optional(
    z.nullable(z.strictObject({ kind: z.enum(['new-registration', 'relocation']), on: date })),
  ),
  registeredCapital: z.optional(fen),
  peakRevenueBefore: z.optional(fen),
});

const projectBase = { id, name: z.optional(label) };
const researchFields = {
  coreTechnology: z.enum([
    'ai-chip',
    'core-algorithm',
    'open-source-framework',
    'base-software',
    'intelligent-sensor',
    'other-key-generic',
    'none',
  ]),
  selfDeveloped: z.boolean(),
  separateAccounts: z.boolean(),
  leadsNationalTask: z.boolean(),
};
const modelFields = {
  parameterCount: count,
  scenarioCount: count,
  original: z.boolean(),
  withComputeCentre: z.boolean(),
  completedOn: date,
};

/** What a project has, or may have, whatever its kind. */
export const projectBaseSchema = z.strictObject({
  ...projectBase,
  ...z.partial(z.object({ ...researchFields, ...modelFields })).shape,
  kind: z.unknown(),
});

export const projectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...projectBase, kind: z.literal('compute-platform') }),
  z.strictObject({ ...projectBase, kind: z.literal('rd-project'), ...researchFields }),
  z.strictObject({ ...projectBase, kind: z.literal('rd-platform') }),
  z.strictObject({ ...projectBase, kind: z.literal('ai-model'), ...modelFields }),
]);

export const projectIdsSchema = z.array(id);

export const expenditureSchema = z.strictObject({
  id,
  incurredOn: date,
  amount: fen,
  nature: z.enum(['hardware', 'software', 'compute', 'data-storage', 'other']),
  projectIds: projectIdsSchema.check(z.maxLength(MAX_PROJECTS_OF_AN_EXPENDITURE)),
  invoiceNumber: z.optional(z.string().check(z.regex(/^\d{8,20}$/))),
  newlyPurchased: z.optional(z.boolean()),
  certifiedAiProduct: z.optional(z.boolean()),
  publicPlatformId: z.optional(id),
});

const recognitionBase = {
  id,
  grantedOn: date,
  certificateNumber: z.optional(nonEmptyLabel),
};
const optionalOfRecognition = {
  level: z.optional(level),
  subjectId: z.optional(id),
  firstTime: z.optional(z.boolean()),
};

const tier = z.enum(['cultivation', 'demonstration', 'benchmark']);

/** What a recognition has, or may have, whatever its kind. */
export const recognitionBaseSchema = z.strictObject({
  ...recognitionBase,
  ...optionalOfRecognition,
  tier: z.optional(tier),
  kind: z.unknown(),
});

export const recognitionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...recognitionBase,
    ...optionalOfRecognition,
    kind: z.enum([
      'national-key-laboratory',
      'national-engineering-technology-research-centre',
      'national-engineering-research-centre',
      'national-enterprise-technology-centre',
      'industry-leader',
      'unicorn',
      'top-talent',
    ]),
  }),
  z.strictObject({
    ...recognitionBase,
    ...optionalOfRecognition,
    kind: z.literal('cultivation-library'),
    tier,
  }),
  z.strictObject({
    ...recognitionBase,
    ...optionalOfRecognition,
    kind: z.literal('srdi-enterprise'),
    firstTime: z.boolean(),
  }),
  z.strictObject({
    ...recognitionBase,
    ...optionalOfRecognition,
    kind: z.enum([
      'typical-case',
      'innovation-project',
      'excellent-application',
      'first-set',
      'first-batch',
      'first-version',
      'industrial-internet-platform',
    ]),
    level,
  }),
  z.strictObject({
    ...recognitionBase,
    ...optionalOfRecognition,
    kind: z.literal('ai-incubator'),
    level,
    subjectId: id,
  }),
]);

export const capitalContributionSchema = z.strictObject({
  id,
  paidInOn: date,
  amount: fen,
  source: z.enum(['angel-fund', 'venture-fund', 'startup-fund', 'other-fund', 'other']),
});

export const annualAccountSchema = z.strictObject({
  year,
  revenue: fen,
  softwareIntegrationRevenue: z.optional(fen),
  softwareProductRevenue: z.optional(fen),
  comprehensiveContribution: z.optional(fen),
});

export const platformServiceSchema = z.strictObject({ id, platformId: id, year, serviceRevenue: fen });

export const carrierSchema = z.strictObject({
  id,
  kind: z.enum(['industrial-park', 'incubator']),
  countedOn: date,
  tenants: count,
  aiTenants: count,
  name: z.optional(label),
});

export const talentSchema = z.strictObject({
  id,
  year,
  annualSalary: fen,
  localContribution: fen,
  isLegalRepresentative: z.boolean(),
});

const itemKey = z.string().check(z.minLength(1), z.maxLength(200));

export const otherAwardSchema = z.strictObject({ itemId: itemKey, amount: fen, policy: nonEmptyLabel });

export const priorAwardSchema = z.strictObject({
  clause: z.enum(CLAUSE_IDS),
  scope: z.string().check(z.minLength(1), z.maxLength(200)),
  subjectId: z.optional(id),
  year: z.optional(year),
  amount: fen,
  lines: z.array(z.strictObject({ item: itemKey, value: fen })),
});

const lists = {
  projects: z.array(projectSchema),
  expenditures: z.array(expenditureSchema),
  recognitions: z.array(recognitionSchema),
  capitalContributions: z.array(capitalContributionSchema),
  annualAccounts: z.array(annualAccountSchema),
  platformServices: z.array(platformServiceSchema),
  carriers: z.array(carrierSchema),
  talents: z.array(talentSchema),
  otherAwards: z.array(otherAwardSchema),
};

/** What a check takes: any fact of the applicant and any list may be left out, and is then unknown. */
export const dossierSchema = z.strictObject({
  applicant: z.partial(applicantSchema),
  projects: z.optional(lists.projects),
  expenditures: z.optional(lists.expenditures),
  recognitions: z.optional(lists.recognitions),
  capitalContributions: z.optional(lists.capitalContributions),
  annualAccounts: z.optional(lists.annualAccounts),
  platformServices: z.optional(lists.platformServices),
  carriers: z.optional(lists.carriers),
  talents: z.optional(lists.talents),
  otherAwards: z.optional(lists.otherAwards),
  priorAwards: z.optional(z.array(priorAwardSchema)),
});

/** What a submission takes: the applicant's identity is complete, a missing list means none, no prior awards. */
export const submissionSchema = z.strictObject({
  applicant: applicantSchema,
  projects: z._default(lists.projects, []),
  expenditures: z._default(lists.expenditures, []),
  recognitions: z._default(lists.recognitions, []),
  capitalContributions: z._default(lists.capitalContributions, []),
  annualAccounts: z._default(lists.annualAccounts, []),
  platformServices: z._default(lists.platformServices, []),
  carriers: z._default(lists.carriers, []),
  talents: z._default(lists.talents, []),
  otherAwards: z._default(lists.otherAwards, []),
});

/** Official facts of the registry: any of the applicant's fields but its credit code. */
export const registryFactsSchema = z.partial(z.omit(applicantSchema, { creditCode: true }));

export type Dossier = z.infer<typeof dossierSchema>;
export type Submission = z.infer<typeof submissionSchema>;
export type RegistryFacts = z.infer<typeof registryFactsSchema>;
export type Applicant = Dossier['applicant'];
export type Project = z.infer<typeof projectSchema>;
export type ResearchProject = Extract<Project, { kind: 'rd-project' }>;
export type AiModel = Extract<Project, { kind: 'ai-model' }>;
export type Expenditure = z.infer<typeof expenditureSchema>;
export type Recognition = z.infer<typeof recognitionSchema>;
export type RecognitionKind = Recognition['kind'];
export type RecognitionLevel = z.infer<typeof level>;
export type CapitalContribution = z.infer<typeof capitalContributionSchema>;
export type AnnualAccount = z.infer<typeof annualAccountSchema>;
export type PlatformService = z.infer<typeof platformServiceSchema>;
export type Carrier = z.infer<typeof carrierSchema>;
export type Talent = z.infer<typeof talentSchema>;
export type OtherAward = z.infer<typeof otherAwardSchema>;
export type PriorAward = z.infer<typeof priorAwardSchema>;
export type ClauseId = (typeof CLAUSE_IDS)[number];
