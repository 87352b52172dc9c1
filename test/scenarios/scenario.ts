import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Dossier, LIST_NAMES, parseCheck, type Text } from '@twelve/dossier';
import { fenOf, isMoney } from './money.ts';

export interface ExpectedAward {
  readonly award: string;
  readonly source: string;
  readonly status: string;
  readonly amount: string;
  /** "expenditures/x: 800万元 × 25% = 200万元 − 50万元"; a lump sum is "recognitions/r: 100万元". */
  readonly workings?: readonly string[];
  /** "X1 2.2/lab" */
  readonly because?: readonly string[];
}

export interface Refused {
  readonly check: string;
  readonly source: string;
  /** "2.1-floor: 99万元 of 100万元", or the condition alone. */
  readonly unmet: readonly string[];
}

export interface Open {
  readonly check: string;
  readonly source: string;
  readonly missing: readonly string[];
  /** What it would come to; left out where the known facts do not say. */
  readonly amount?: string;
}

export interface Scenario {
  readonly title: Text;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly awards?: readonly ExpectedAward[];
  readonly refused?: readonly Refused[];
  readonly open?: readonly Open[];
  readonly total: string;
  readonly ceilings?: string;
}

export interface ScenarioFile {
  readonly name: string;
  readonly title: Text;
  readonly scenarios: readonly Scenario[];
}

/** Every scenario file, by name. */
export const scenarioFiles = (): readonly ScenarioFile[] =>
  readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.scenario.json'))
    .sort()
    .map((name) => ({
      ...JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')),
      name: name.replace('.scenario.json', ''),
    }));

const APPLICANT = {
  creditCode: '91330100799655058B',
  name: '金华情形有限公司',
  legalPersonType: 'enterprise',
  organisationKind: 'enterprise',
  divisionCode: '330702',
  industryCode: 'C3964',
  taxCompliant: true,
  soundFinance: true,
  aiField: true,
  aiDomains: [],
  establishedOn: '2015-01-01',
  settlement: null,
  registeredCapital: 0,
  peakRevenueBefore: 0,
};

/** The dossier of a scenario: what it does not say is as the README says. */
export function dossierOf({ title, facts }: Scenario): Dossier {
  const { applicant = {}, ...lists } = inFen(facts);
  const value = {
    ...Object.fromEntries(LIST_NAMES.map((list) => [list, []])),
    ...lists,
    applicant: known({ ...APPLICANT, ...(typeof applicant === 'object' ? applicant : {}) }),
  };
  const parsed = parseCheck(known(value));
  if (!parsed.ok) throw new RangeError(`“${title.zh}”: ${JSON.stringify(parsed.errors)}`);
  return parsed.value;
}

const known = (record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== 'unknown'));

/** Sums of money become fen, wherever they are. */
function inFen(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const converted = (value: unknown): unknown => {
    if (typeof value === 'string') return isMoney(value) ? fenOf(value) : value;
    if (Array.isArray(value)) return value.map(converted);
    return typeof value === 'object' && value !== null ? inFen({ ...value }) : value;
  };
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, converted(value)]));
}
