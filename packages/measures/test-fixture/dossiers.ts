import type { AiModel, Applicant, Dossier, Expenditure, ListName, ResearchProject } from '@twelve/dossier';

/** 万元 in fen. */
export const WAN = 1_000_000;

/** An AI enterprise outside division 65 that passes every gate, did not newly settle, and has earned nothing yet. */
const APPLICANT: Required<Applicant> = {
  creditCode: '91330100799655058B',
  name: '婺江机器人有限公司',
  legalPersonType: 'enterprise',
  organisationKind: 'enterprise',
  divisionCode: '330702',
  industryCode: 'C3964',
  taxCompliant: true,
  soundFinance: true,
  aiField: true,
  aiDomains: ['intelligent-robots'],
  establishedOn: '2016-05-04',
  settlement: null,
  registeredCapital: 0,
  peakRevenueBefore: 0,
};

/** A dossier in which everything is known, and nothing has happened but what is given. */
export function dossierWith(facts: Partial<Omit<Dossier, 'applicant'>>, applicant: Applicant = {}): Dossier {
  return {
    projects: [],
    expenditures: [],
    recognitions: [],
    capitalContributions: [],
    annualAccounts: [],
    platformServices: [],
    carriers: [],
    talents: [],
    otherAwards: [],
    priorAwards: [],
    ...facts,
    applicant: { ...APPLICANT, ...applicant },
  };
}

/** A software enterprise in place of the robot maker. */
export const SOFTWARE: Applicant = { industryCode: 'I6513' };

export type Fact = `applicant/${keyof Applicant}` | ListName;

/** The same dossier without some facts: they are unknown. */
export function without(dossier: Dossier, ...facts: readonly Fact[]): Dossier {
  const unknown = new Set<string>(facts);
  const known = (path: string) => (entry: readonly [string, unknown]) => !unknown.has(`${path}${entry[0]}`);
  return {
    ...Object.fromEntries(Object.entries(dossier).filter(known(''))),
    applicant: Object.fromEntries(Object.entries(dossier.applicant).filter(known('applicant/'))),
  };
}

/** Spent in the policy period, for the projects named. */
export const spent = (
  id: string,
  amount: number,
  projectIds: readonly string[],
  more: Partial<Expenditure> = {},
): Expenditure => ({
  id,
  incurredOn: '2024-03-03',
  amount,
  nature: 'other',
  projectIds: [...projectIds],
  ...more,
});

export const research = (id: string, more: Partial<ResearchProject> = {}): ResearchProject => ({
  id,
  kind: 'rd-project',
  coreTechnology: 'ai-chip',
  selfDeveloped: true,
  separateAccounts: true,
  leadsNationalTask: false,
  ...more,
});

export const model = (id: string, more: Partial<AiModel> = {}): AiModel => ({
  id,
  kind: 'ai-model',
  parameterCount: 1_000_000_000,
  scenarioCount: 4,
  original: true,
  withComputeCentre: true,
  completedOn: '2024-06-06',
  ...more,
});
