import type { Candidate, Gates } from './candidates.ts';
import { grouped, line, money, notSaid } from './candidates-spending.ts';
import {
  every,
  holds,
  inPeriod,
  PERIOD_ENDS,
  type Recognition,
  type ReferenceDossier,
  some,
  sum,
  type Truth,
  yearInPeriod,
  yearOf,
} from './facts.ts';

const TEN_THOUSAND_YUAN = 1_000_000;
const TEN_MILLION_YUAN = 1000 * TEN_THOUSAND_YUAN;

const NATIONAL_PLATFORMS = [
  'national-key-laboratory',
  'national-engineering-technology-research-centre',
  'national-engineering-research-centre',
  'national-enterprise-technology-centre',
];
const APPLICATIONS = ['typical-case', 'innovation-project', 'excellent-application'];
const FIRSTS = ['first-set', 'first-batch', 'first-version'];

/** Clauses that pay a sum for a recognition: 4.2, 5.1, 7.1, 8.1, 8.2, 9.2, 10.2 and 11.1. */
export function recognitionCandidates(dossier: ReferenceDossier, gates: Gates): Candidate[] {
  const { applicant = {}, recognitions } = dossier;
  const company = every(gates.aiOrSoftware, gates.enterprise);
  const scholar = some(
    gates.enterprise,
    holds(applicant.organisationKind, (kind) => kind === 'university' || kind === 'research-institute'),
  );
  const library: Candidate = {
    ...money('5.1', 'applicant', null),
    kind: 'none',
    outcome: every(
      gates.ai,
      gates.enterprise,
      holds(applicant.aiDomains, (all) => all.length > 0),
    ),
  };
  const gateOf: Record<string, Truth> = {
    '4.2': every(gates.ai, scholar),
    '7.1': company,
    '8.1': gates.aiOrSoftware,
    '8.2': gates.aiOrSoftware,
    '9.2': every(gates.ai, gates.enterprise),
    '10.2': gates.ai,
    '11.1': gates.aiOrSoftware,
  };
  if (recognitions === undefined) {
    return [library, ...Object.entries(gateOf).map(([clause, gate]) => notSaid(clause, gate))];
  }
  const awarded = recognitions
    .filter(({ grantedOn }) => inPeriod(grantedOn))
    .flatMap((recognition): Candidate[] => {
      const found = sumFor(recognition);
      return found === undefined ? [] : [{ ...found, outcome: gateOf[found.clause] ?? 'no' }];
    });
  return [library, ...awarded];
}

function sumFor(recognition: Recognition): Omit<Candidate, 'outcome'> | undefined {
  const { id, kind, level, subjectId, grantedOn } = recognition;
  const pay = (clause: string, item: string, tenThousandYuan: number) => ({
    ...money(clause, id, yearOf(grantedOn)),
    lines: [line(item, tenThousandYuan * TEN_THOUSAND_YUAN, 100)],
  });
  const own = `recognitions/${id}`;
  const subject = subjectId === undefined ? own : `subjects/${subjectId}`;
  const two = level === 'national' ? 100 : level === 'provincial' ? 50 : undefined;
  if (NATIONAL_PLATFORMS.includes(kind)) return pay('4.2', own, 1000);
  if (kind === 'srdi-enterprise' && recognition.firstTime === true) {
    const limitFen = 50 * TEN_THOUSAND_YUAN;
    return { ...pay('7.1', own, 50), scope: 'applicant', kind: 'ceiling', limitFen };
  }
  if (APPLICATIONS.includes(kind) && two !== undefined) return pay('8.1', subject, two);
  if (FIRSTS.includes(kind) && two !== undefined) return pay('8.2', subject, two);
  if (kind === 'industrial-internet-platform' && two !== undefined) {
    return pay('9.2', 'applicant/industrial-internet-platform', level === 'national' ? 200 : 50);
  }
  if (kind === 'ai-incubator' && subjectId !== undefined) {
    const sumOf = new Map([
      ['national', 200],
      ['provincial', 100],
      ['municipal', 50],
    ]).get(level ?? '');
    if (sumOf === undefined) return undefined;
    return { ...pay('10.2', own, sumOf), limitFen: 200 * TEN_THOUSAND_YUAN, carrierId: subjectId };
  }
  if (kind === 'top-talent') return { ...money('11.1', id, yearOf(grantedOn)), kind: 'by-other-policy' };
  return undefined;
}

/** Clauses about what the applicant is, holds and earns: 6.1–6.3, 7.2, 7.3, 10.1, 11.2 and 12.1. */
export function standingCandidates(dossier: ReferenceDossier, gates: Gates): Candidate[] {
  const company = every(gates.aiOrSoftware, gates.enterprise);
  return [
    ...contribution(dossier, company),
    ...settling(dossier, company),
    ...growth(dossier, gates, company),
    ...carriers(dossier, gates.ai),
    ...talents(dossier, company),
    { ...money('12.1', 'applicant', null), kind: 'none', outcome: gates.ai },
  ];
}

/** 6.1: year 1 is the calendar year of the later of first recognition and settling. */
function contribution(dossier: ReferenceDossier, company: Truth): Candidate[] {
  const { annualAccounts, recognitions } = dossier;
  const settlement = dossier.applicant?.settlement;
  const days = recognitions
    ?.filter(({ kind }) => kind === 'industry-leader' || kind === 'unicorn')
    .map(({ grantedOn }) => grantedOn)
    .sort();
  const first = days?.[0];
  if (days !== undefined && first === undefined) return [];
  // What is not known leaves the earliest and the latest day on which it can have begun.
  const settledNoEarlier = settlement?.on ?? '0000-00-00';
  const earliest = first !== undefined && first > settledNoEarlier ? first : settledNoEarlier;
  const certain = first !== undefined && settlement !== undefined;
  const start = certain ? holds(earliest, inPeriod) : earliest > PERIOD_ENDS ? 'no' : 'unknown';
  if (annualAccounts === undefined) return [notSaid('6.1', every(company, start))];
  return annualAccounts.map(({ year, comprehensiveContribution = 0 }) => {
    const firstYear = Math.max(2023, yearOf(earliest));
    const possible = year >= firstYear && year <= (certain ? firstYear : 2025) + 9;
    const percent = year - firstYear < 3 ? 100 : 50;
    return {
      ...money('6.1', String(year), year),
      outcome: every(company, start, possible ? (certain ? 'yes' : 'unknown') : 'no'),
      lines: [line(`annualAccounts/${year}/contribution`, comprehensiveContribution, percent)],
    };
  });
}

/** 6.2 and 6.3: capital paid in, whenever, up to the last day of the policy. */
function settling(dossier: ReferenceDossier, company: Truth): Candidate[] {
  const { settlement, registeredCapital } = dossier.applicant ?? {};
  const settled = every(
    company,
    settlement === undefined ? 'unknown' : settlement !== null && inPeriod(settlement.on) ? 'yes' : 'no',
  );
  const paidIn = dossier.capitalContributions?.filter(({ paidInOn }) => paidInOn <= PERIOD_ENDS);
  const funds = paidIn?.filter(({ source }) =>
    ['angel-fund', 'venture-fund', 'startup-fund'].includes(source),
  );
  const floor = 2 * TEN_MILLION_YUAN;
  const lines = (entries: typeof paidIn, percent: number) =>
    (entries ?? []).map(({ id, amount }) => line(`capitalContributions/${id}`, amount, percent));
  return [
    {
      ...money('6.2', 'applicant', null),
      outcome: every(
        settled,
        holds(registeredCapital, (fen) => fen >= floor),
        holds(paidIn, (entries) => sum(entries.map(({ amount }) => amount)) >= floor),
      ),
      lines: lines(paidIn, 5),
      limitFen: 500 * TEN_THOUSAND_YUAN,
    },
    {
      ...money('6.3', 'applicant', null),
      outcome: every(
        settled,
        holds(funds, (entries) => entries.length > 0),
      ),
      lines: lines(funds, 10),
      limitFen: TEN_MILLION_YUAN,
    },
  ];
}

const SOFTWARE_TIERS: [number, number][] = [
  [5000, 500],
  [2000, 200],
  [1000, 100],
];
const SERVICE_TIERS: [number, number][] = [
  [50_000, 500],
  [30_000, 300],
  [10_000, 100],
];

/** 7.2 and 7.3: the highest tier that a year's revenue is above, where no earlier year was above it. */
function growth(dossier: ReferenceDossier, gates: Gates, company: Truth): Candidate[] {
  const { annualAccounts, applicant = {} } = dossier;
  const services = every(
    company,
    holds(applicant.industryCode, (code) => code.startsWith('I65') && !code.startsWith('I651')),
  );
  const software = every(company, gates.software);
  if (annualAccounts === undefined) return [notSaid('7.2', software), notSaid('7.3', services)];
  return annualAccounts.flatMap((account): Candidate[] => {
    const { year, revenue, softwareIntegrationRevenue = 0, softwareProductRevenue = 0 } = account;
    if (!yearInPeriod(year)) return [];
    const listed = annualAccounts.filter((other) => other.year < year).map((other) => other.revenue);
    const share = (softwareIntegrationRevenue + softwareProductRevenue) * 100 >= revenue * 60;
    const at = (clause: string, gate: Truth, tiers: [number, number][]): Candidate[] => {
      const tier = tiers.find(([above]) => revenue > above * TEN_THOUSAND_YUAN);
      if (tier === undefined) return [];
      const below = (fen: number) => fen <= tier[0] * TEN_THOUSAND_YUAN;
      const firstTime = every(listed.every(below) ? 'yes' : 'no', holds(applicant.peakRevenueBefore, below));
      const lines = [line(`annualAccounts/${year}/revenue`, tier[1] * TEN_THOUSAND_YUAN, 100)];
      return [{ ...money(clause, String(year), year), outcome: every(gate, firstTime), lines }];
    };
    return [...(share ? at('7.2', software, SOFTWARE_TIERS) : []), ...at('7.3', services, SERVICE_TIERS)];
  });
}

function carriers(dossier: ReferenceDossier, gate: Truth): Candidate[] {
  if (dossier.carriers === undefined) return [notSaid('10.1', gate)];
  return dossier.carriers
    .filter(
      ({ countedOn, tenants, aiTenants }) =>
        inPeriod(countedOn) && tenants >= 20 && aiTenants * 100 >= tenants * 60,
    )
    .map(({ id, countedOn }) => ({
      ...money('10.1', id, yearOf(countedOn)),
      outcome: gate,
      lines: [line(`carriers/${id}`, 100 * TEN_THOUSAND_YUAN, 100)],
      carrierId: id,
    }));
}

function talents(dossier: ReferenceDossier, company: Truth): Candidate[] {
  if (dossier.talents === undefined) return [notSaid('11.2', company)];
  const earners = dossier.talents.filter(
    ({ year, annualSalary, isLegalRepresentative }) =>
      yearInPeriod(year) && !isLegalRepresentative && annualSalary >= 40 * TEN_THOUSAND_YUAN,
  );
  return grouped(earners, ({ id, year }) => `${id}/${year}`).flatMap(([scope, entries]) =>
    entries.map(({ year, annualSalary, localContribution }) => ({
      ...money('11.2', scope, year),
      outcome: company,
      lines: [line(`talents/${scope}`, annualSalary, annualSalary >= 50 * TEN_THOUSAND_YUAN ? 4 : 3)],
      limitFen: localContribution,
    })),
  );
}
