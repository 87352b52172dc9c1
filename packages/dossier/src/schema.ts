import * as v from 'valibot';
import { DAY_PATTERN } from './calendar-date.ts';
import { CREDIT_CODE_PATTERN } from './credit-code.ts';
import { MAX_FEN } from './fen.ts';
import { maxCharacters, strictObject, variant, wholeNumber } from './schema-parts.ts';

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

const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{1,64}$/));
const label = v.pipe(v.string(), maxCharacters(200));
const nonEmptyLabel = v.pipe(v.string(), v.minLength(1), maxCharacters(200));
const fen = wholeNumber(0, MAX_FEN);
const count = wholeNumber(0);
const year = wholeNumber(2000, 2100);
const date = v.pipe(v.string(), v.regex(DAY_PATTERN), v.metadata({ format: 'date' }));
const level = v.picklist(['national', 'provincial', 'municipal']);

export const applicantSchema = strictObject({
  creditCode: v.pipe(v.string(), v.regex(CREDIT_CODE_PATTERN)),
  name: nonEmptyLabel,
  legalPersonType: v.picklist(['enterprise', 'public-institution', 'social-organization', 'other']),
  organisationKind: v.picklist([
    'enterprise',
    'leading-enterprise',
    'university',
    'research-institute',
    'other',
  ]),
  divisionCode: v.pipe(v.string(), v.regex(/^\d{6}$/)),
  industryCode: v.pipe(v.string(), v.regex(/^[A-T]\d{3,4}$/)),
  taxCompliant: v.boolean(),
  soundFinance: v.boolean(),
  aiField: v.boolean(),
  aiDomains: v.optional(
    v.array(
      v.picklist([
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
  establishedOn: v.optional(date),
  settlement: v.optional(
    v.nullable(strictObject({ kind: v.picklist(['new-registration', 'relocation']), on: date })),
  ),
  registeredCapital: v.optional(fen),
  peakRevenueBefore: v.optional(fen),
});

const projectBase = { id, name: v.optional(label) };
const researchFields = {
  coreTechnology: v.picklist([
    'ai-chip',
    'core-algorithm',
    'open-source-framework',
    'base-software',
    'intelligent-sensor',
    'other-key-generic',
    'none',
  ]),
  selfDeveloped: v.boolean(),
  separateAccounts: v.boolean(),
  leadsNationalTask: v.boolean(),
};
const modelFields = {
  parameterCount: count,
  scenarioCount: count,
  original: v.boolean(),
  withComputeCentre: v.boolean(),
  completedOn: date,
};

/** What a project has, or may have, whatever its kind. */
export const projectBaseSchema = strictObject({
  ...projectBase,
  ...v.partial(strictObject({ ...researchFields, ...modelFields })).entries,
  kind: v.unknown(),
});

export const projectSchema = variant('kind', [
  strictObject({ ...projectBase, kind: v.literal('compute-platform') }),
  strictObject({ ...projectBase, kind: v.literal('rd-project'), ...researchFields }),
  strictObject({ ...projectBase, kind: v.literal('rd-platform') }),
  strictObject({ ...projectBase, kind: v.literal('ai-model'), ...modelFields }),
]);

export const projectIdsSchema = v.array(id);

export const expenditureSchema = strictObject({
  id,
  incurredOn: date,
  amount: fen,
  nature: v.picklist(['hardware', 'software', 'compute', 'data-storage', 'other']),
  projectIds: v.pipe(v.array(v.unknown()), v.maxLength(MAX_PROJECTS_OF_AN_EXPENDITURE), projectIdsSchema),
  invoiceNumber: v.optional(v.pipe(v.string(), v.regex(/^\d{8,20}$/))),
  newlyPurchased: v.optional(v.boolean()),
  certifiedAiProduct: v.optional(v.boolean()),
  publicPlatformId: v.optional(id),
});

const recognitionBase = {
  id,
  grantedOn: date,
  certificateNumber: v.optional(nonEmptyLabel),
};
const optionalOfRecognition = {
  level: v.optional(level),
  subjectId: v.optional(id),
  firstTime: v.optional(v.boolean()),
};

const tier = v.picklist(['cultivation', 'demonstration', 'benchmark']);

/** What a recognition has, or may have, whatever its kind. */
export const recognitionBaseSchema = strictObject({
  ...recognitionBase,
  ...optionalOfRecognition,
  tier: v.optional(tier),
  kind: v.unknown(),
});

export const recognitionSchema = variant('kind', [
  strictObject({
    ...recognitionBase,
    ...optionalOfRecognition,
    kind: v.picklist([
      'national-key-laboratory',
      'national-engineering-technology-research-centre',
      'national-engineering-research-centre',
      'national-enterprise-technology-centre',
      'industry-leader',
      'unicorn',
      'top-talent',
    ]),
  }),
  strictObject({
    ...recognitionBase,
    ...optionalOfRecognition,
    kind: v.literal('cultivation-library'),
    tier,
  }),
  strictObject({
    ...recognitionBase,
    ...optionalOfRecognition,
    kind: v.literal('srdi-enterprise'),
    firstTime: v.boolean(),
  }),
  strictObject({
    ...recognitionBase,
    ...optionalOfRecognition,
    kind: v.picklist([
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
  strictObject({
    ...recognitionBase,
    ...optionalOfRecognition,
    kind: v.literal('ai-incubator'),
    level,
    subjectId: id,
  }),
]);

export const capitalContributionSchema = strictObject({
  id,
  paidInOn: date,
  amount: fen,
  source: v.picklist(['angel-fund', 'venture-fund', 'startup-fund', 'other-fund', 'other']),
});

export const annualAccountSchema = strictObject({
  year,
  revenue: fen,
  softwareIntegrationRevenue: v.optional(fen),
  softwareProductRevenue: v.optional(fen),
  comprehensiveContribution: v.optional(fen),
});

export const platformServiceSchema = strictObject({ id, platformId: id, year, serviceRevenue: fen });

export const carrierSchema = strictObject({
  id,
  kind: v.picklist(['industrial-park', 'incubator']),
  countedOn: date,
  tenants: count,
  aiTenants: count,
  name: v.optional(label),
});

export const talentSchema = strictObject({
  id,
  year,
  annualSalary: fen,
  localContribution: fen,
  isLegalRepresentative: v.boolean(),
});

const itemKey = v.pipe(v.string(), v.minLength(1), maxCharacters(200));

export const otherAwardSchema = strictObject({ itemId: itemKey, amount: fen, policy: nonEmptyLabel });

export const priorAwardSchema = strictObject({
  clause: v.picklist(CLAUSE_IDS),
  scope: v.pipe(v.string(), v.minLength(1), maxCharacters(200)),
  subjectId: v.optional(id),
  year: v.optional(year),
  amount: fen,
  lines: v.array(strictObject({ item: itemKey, value: fen })),
});

/** The lists of a dossier, each as a list that is there. */
export const listSchemas = {
  projects: v.array(projectSchema),
  expenditures: v.array(expenditureSchema),
  recognitions: v.array(recognitionSchema),
  capitalContributions: v.array(capitalContributionSchema),
  annualAccounts: v.array(annualAccountSchema),
  platformServices: v.array(platformServiceSchema),
  carriers: v.array(carrierSchema),
  talents: v.array(talentSchema),
  otherAwards: v.array(otherAwardSchema),
};

/** What a check takes: any fact of the applicant and any list may be left out, and is then unknown. */
export const dossierSchema = strictObject({
  applicant: v.partial(applicantSchema),
  projects: v.optional(listSchemas.projects),
  expenditures: v.optional(listSchemas.expenditures),
  recognitions: v.optional(listSchemas.recognitions),
  capitalContributions: v.optional(listSchemas.capitalContributions),
  annualAccounts: v.optional(listSchemas.annualAccounts),
  platformServices: v.optional(listSchemas.platformServices),
  carriers: v.optional(listSchemas.carriers),
  talents: v.optional(listSchemas.talents),
  otherAwards: v.optional(listSchemas.otherAwards),
  priorAwards: v.optional(v.array(priorAwardSchema)),
});

export type Dossier = v.InferOutput<typeof dossierSchema>;
export type Applicant = Dossier['applicant'];
export type Project = v.InferOutput<typeof projectSchema>;
export type ResearchProject = Extract<Project, { kind: 'rd-project' }>;
export type AiModel = Extract<Project, { kind: 'ai-model' }>;
export type Expenditure = v.InferOutput<typeof expenditureSchema>;
export type Recognition = v.InferOutput<typeof recognitionSchema>;
export type RecognitionKind = Recognition['kind'];
export type RecognitionLevel = v.InferOutput<typeof level>;
export type CapitalContribution = v.InferOutput<typeof capitalContributionSchema>;
export type AnnualAccount = v.InferOutput<typeof annualAccountSchema>;
export type PlatformService = v.InferOutput<typeof platformServiceSchema>;
export type Carrier = v.InferOutput<typeof carrierSchema>;
export type Talent = v.InferOutput<typeof talentSchema>;
export type OtherAward = v.InferOutput<typeof otherAwardSchema>;
export type PriorAward = v.InferOutput<typeof priorAwardSchema>;
export type ClauseId = (typeof CLAUSE_IDS)[number];
