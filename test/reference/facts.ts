/**
 * The dossier as the reference reads it, and three-valued answers about it.
 *
 * Written from the published description of the dossier alone: nothing here may import the product, since the
 * reference is worth something only as long as it cannot share a mistake with what it judges.
 */

export type Truth = 'yes' | 'no' | 'unknown';

export interface Applicant {
  creditCode?: string;
  name?: string;
  legalPersonType?: string;
  organisationKind?: string;
  divisionCode?: string;
  industryCode?: string;
  taxCompliant?: boolean;
  soundFinance?: boolean;
  aiField?: boolean;
  aiDomains?: string[];
  establishedOn?: string;
  settlement?: { kind: string; on: string } | null;
  registeredCapital?: number;
  peakRevenueBefore?: number;
}

export interface Project {
  id: string;
  kind: string;
  name?: string;
  coreTechnology?: string;
  selfDeveloped?: boolean;
  separateAccounts?: boolean;
  leadsNationalTask?: boolean;
  parameterCount?: number;
  scenarioCount?: number;
  original?: boolean;
  withComputeCentre?: boolean;
  completedOn?: string;
}

export interface Expenditure {
  id: string;
  incurredOn: string;
  amount: number;
  nature: string;
  projectIds: string[];
  invoiceNumber?: string;
  newlyPurchased?: boolean;
  certifiedAiProduct?: boolean;
  publicPlatformId?: string;
}

export interface Recognition {
  id: string;
  kind: string;
  grantedOn: string;
  level?: string;
  tier?: string;
  subjectId?: string;
  certificateNumber?: string;
  firstTime?: boolean;
}

export interface CapitalContribution {
  id: string;
  paidInOn: string;
  amount: number;
  source: string;
}

export interface Account {
  year: number;
  revenue: number;
  softwareIntegrationRevenue?: number;
  softwareProductRevenue?: number;
  comprehensiveContribution?: number;
}

export interface PlatformService {
  id: string;
  platformId: string;
  year: number;
  serviceRevenue: number;
}

export interface Carrier {
  id: string;
  kind: string;
  countedOn: string;
  tenants: number;
  aiTenants: number;
  name?: string;
}

export interface Talent {
  id: string;
  year: number;
  annualSalary: number;
  localContribution: number;
  isLegalRepresentative: boolean;
}

export interface OtherAward {
  itemId: string;
  amount: number;
  policy: string;
}

export interface PriorAward {
  clause: string;
  scope: string;
  subjectId?: string;
  year?: number;
  amount: number;
  lines: { item: string; value: number }[];
}

export interface ReferenceDossier {
  applicant?: Applicant;
  projects?: Project[];
  expenditures?: Expenditure[];
  recognitions?: Recognition[];
  capitalContributions?: CapitalContribution[];
  annualAccounts?: Account[];
  platformServices?: PlatformService[];
  carriers?: Carrier[];
  talents?: Talent[];
  otherAwards?: OtherAward[];
  priorAwards?: PriorAward[];
}

/** What is known to hold, known not to hold, or not known because the fact is not there. */
export function holds<T>(fact: T | undefined, test: (known: T) => boolean): Truth {
  if (fact === undefined) return 'unknown';
  return test(fact) ? 'yes' : 'no';
}

/** One "no" settles it, whatever else is unknown. */
export function every(...parts: Truth[]): Truth {
  if (parts.includes('no')) return 'no';
  return parts.includes('unknown') ? 'unknown' : 'yes';
}

/** One "yes" settles it, whatever else is unknown. */
export function some(...parts: Truth[]): Truth {
  if (parts.includes('yes')) return 'yes';
  return parts.includes('unknown') ? 'unknown' : 'no';
}

export const PERIOD_STARTS = '2023-01-01';
export const PERIOD_ENDS = '2025-12-31';

/** Calendar days in this form compare as text does. */
export function inPeriod(day: string): boolean {
  return day >= PERIOD_STARTS && day <= PERIOD_ENDS;
}

export function yearInPeriod(year: number): boolean {
  return year >= 2023 && year <= 2025;
}

export function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

/** Order by code unit, the same on every machine. */
export function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** A whole percentage of whole fen, rounded down, by exact integers. */
export function percentOf(baseFen: number, percent: number): number {
  return Number((BigInt(baseFen) * BigInt(percent)) / 100n);
}

/** Adds fen and refuses to go where a double would no longer be exact. */
export function sum(figures: readonly number[]): number {
  const total = figures.reduce((left, right) => left + right, 0);
  if (!Number.isSafeInteger(total)) throw new RangeError(`not an exact number of fen: ${total}`);
  return total;
}
