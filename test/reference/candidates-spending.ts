import type { Candidate, CandidateLine, Gates } from './candidates.ts';
import {
  byText,
  type Expenditure,
  every,
  holds,
  inPeriod,
  type Project,
  percentOf,
  type ReferenceDossier,
  some,
  sum,
  type Truth,
  yearInPeriod,
  yearOf,
} from './facts.ts';

const TEN_THOUSAND_YUAN = 1_000_000;

/** Clauses that pay a share of what was spent or earned: 1.1, 2.1, 2.2, 3.1, 4.1, 8.3, 9.1a and 9.1b. */
export function spendingCandidates(dossier: ReferenceDossier, gates: Gates): Candidate[] {
  return [
    computePlatform(dossier, gates),
    ...ownResearch(dossier, gates),
    ...perProject(dossier, gates),
    purchases(dossier, gates),
    ...platformProvider(dossier, gates),
    ...platformUser(dossier, gates),
  ];
}

function computePlatform(dossier: ReferenceDossier, gates: Gates): Candidate {
  const isPlatform = (project: Project) => project.kind === 'compute-platform';
  const spent = spentOn(dossier, isPlatform, ({ nature }) => nature === 'hardware' || nature === 'software');
  return {
    ...money('1.1', 'applicant', null),
    outcome: every(gates.ai, spent.any),
    lines: spent.sure.map((entry) => spendLine(entry, entry.nature === 'hardware' ? 25 : 20)),
    limitFen: 1000 * TEN_THOUSAND_YUAN,
  };
}

/** 2.1 by calendar year, and 4.1 on top of it by project and year. */
function ownResearch(dossier: ReferenceDossier, gates: Gates): Candidate[] {
  const gate = every(gates.aiOrSoftware, gates.enterprise);
  if (dossier.expenditures === undefined) {
    const base = every(gate, anyProject(dossier, qualifiesForResearch));
    const leads = (project: Project) => qualifiesForResearch(project) && project.leadsNationalTask === true;
    return [
      { ...money('2.1', null, null), outcome: base },
      { ...money('4.1', null, null), outcome: every(base, anyProject(dossier, leads)) },
    ];
  }
  return [2023, 2024, 2025].flatMap((year) => researchOfYear(dossier, gate, year));
}

function researchOfYear(dossier: ReferenceDossier, gate: Truth, year: number): Candidate[] {
  const ofYear = (entry: Expenditure) => yearOf(entry.incurredOn) === year;
  const { sure, perhaps } = spentOn(dossier, qualifiesForResearch, ofYear);
  const floor = 100 * TEN_THOUSAND_YUAN;
  const reached = (entries: Expenditure[]) => sum(entries.map(({ amount }) => amount)) >= floor;
  const outcome = every(gate, reached(sure) ? 'yes' : reached([...sure, ...perhaps]) ? 'unknown' : 'no');
  const research: Candidate = {
    ...money('2.1', String(year), year),
    outcome,
    lines: sure.map((entry) => spendLine(entry, 15)),
  };
  const tasks = (dossier.projects ?? [])
    .filter((project) => qualifiesForResearch(project) && project.leadsNationalTask === true)
    .map(({ id }) => id)
    .sort(byText);
  const stacked = tasks.map((task): Candidate => {
    const first = (entry: Expenditure) => tasks.find((id) => entry.projectIds.includes(id)) === task;
    const lines = sure.filter(first).map((entry) => spendLine(entry, 10));
    return { ...money('4.1', `${task}/${year}`, year), outcome: lines.length > 0 ? outcome : 'no', lines };
  });
  const perhapsTask: Candidate[] =
    dossier.projects === undefined && perhaps.length > 0 ? [{ ...money('4.1', null, null), outcome }] : [];
  return [research, ...stacked, ...perhapsTask];
}

function qualifiesForResearch(project: Project): boolean {
  return (
    project.kind === 'rd-project' &&
    project.coreTechnology !== 'none' &&
    project.selfDeveloped === true &&
    project.separateAccounts === true
  );
}

/** 2.2 and 3.1: a candidate for every project of the kind. */
function perProject(dossier: ReferenceDossier, gates: Gates): Candidate[] {
  const builder = every(
    gates.ai,
    holds(dossier.applicant?.organisationKind, (kind) =>
      ['university', 'research-institute', 'leading-enterprise'].includes(kind),
    ),
  );
  if (dossier.projects === undefined) {
    const some22 = holds(dossier.expenditures, (all) =>
      all.some((entry) => isNewEquipment(entry) && inPeriod(entry.incurredOn) && entry.projectIds.length > 0),
    );
    const some31 = holds(dossier.expenditures, (all) =>
      all.some((e) => e.nature === 'compute' && inPeriod(e.incurredOn) && e.projectIds.length > 0),
    );
    const unless = (truth: Truth): Truth => (truth === 'no' ? 'no' : 'unknown');
    return [
      { ...money('2.2', null, null), outcome: every(gates.aiOrSoftware, unless(some22)) },
      { ...money('3.1', null, null), outcome: every(builder, unless(some31)) },
    ];
  }
  return dossier.projects.flatMap((project): Candidate[] => {
    const isThis = ({ id }: Project) => id === project.id;
    if (project.kind === 'rd-platform') {
      const { any, sure } = spentOn(dossier, isThis, isNewEquipment);
      const lines = sure.map((entry) => spendLine(entry, 50));
      const outcome = every(gates.aiOrSoftware, any);
      return [{ ...money('2.2', project.id, null), outcome, lines, limitFen: 3000 * TEN_THOUSAND_YUAN }];
    }
    if (project.kind !== 'ai-model' || !isLargeModel(project)) return [];
    const { any, sure } = spentOn(dossier, isThis, ({ nature }) => nature === 'compute');
    return [
      {
        ...money('3.1', project.id, yearOf(project.completedOn ?? '')),
        outcome: every(builder, any),
        lines: sure.map((entry) => spendLine(entry, 50)),
        limitFen: 2000 * TEN_THOUSAND_YUAN,
      },
    ];
  });
}

function isNewEquipment(entry: Expenditure): boolean {
  return entry.nature === 'hardware' && entry.newlyPurchased === true;
}

function isLargeModel(project: Project): boolean {
  return (
    project.original === true &&
    project.withComputeCentre === true &&
    (project.parameterCount ?? 0) >= 1_000_000_000 &&
    (project.scenarioCount ?? 0) >= 4 &&
    inPeriod(project.completedOn ?? '')
  );
}

function purchases(dossier: ReferenceDossier, gates: Gates): Candidate {
  const bought = dossier.expenditures?.filter(
    (entry) => entry.certifiedAiProduct === true && inPeriod(entry.incurredOn),
  );
  return {
    ...money('8.3', 'applicant', null),
    outcome: every(
      gates.aiOrSoftware,
      gates.enterprise,
      holds(bought, (all) => all.length > 0),
    ),
    lines: (bought ?? []).map((entry) => spendLine(entry, 30)),
    limitFen: 100 * TEN_THOUSAND_YUAN,
  };
}

function platformProvider(dossier: ReferenceDossier, gates: Gates): Candidate[] {
  if (dossier.platformServices === undefined) return [notSaid('9.1a', gates.ai)];
  const services = dossier.platformServices.filter(({ year }) => yearInPeriod(year));
  return grouped(services, ({ platformId, year }) => `${platformId}/${year}`).map(([scope, entries]) => ({
    ...money('9.1a', scope, entries[0]?.year ?? null),
    outcome: gates.ai,
    lines: entries.map(({ id, serviceRevenue }) => line(`platformServices/${id}`, serviceRevenue, 15)),
    limitFen: 300 * TEN_THOUSAND_YUAN,
  }));
}

function platformUser(dossier: ReferenceDossier, gates: Gates): Candidate[] {
  if (dossier.expenditures === undefined) return [notSaid('9.1b', gates.ai)];
  const fees = dossier.expenditures.filter(
    ({ nature, publicPlatformId, incurredOn }) =>
      (nature === 'compute' || nature === 'data-storage') &&
      publicPlatformId !== undefined &&
      inPeriod(incurredOn),
  );
  const scopeOf = (entry: Expenditure) => `${entry.publicPlatformId}/${yearOf(entry.incurredOn)}`;
  return grouped(fees, scopeOf).map(([scope, entries]) => ({
    ...money('9.1b', scope, Number(scope.slice(-4))),
    outcome: gates.ai,
    lines: entries.map((entry) => spendLine(entry, 15)),
    limitFen: 50 * TEN_THOUSAND_YUAN,
  }));
}

/** Expenditures of the policy period that surely, or perhaps (projects unknown), served such a project. */
function spentOn(
  dossier: ReferenceDossier,
  project: (project: Project) => boolean,
  entry: (entry: Expenditure) => boolean,
): { sure: Expenditure[]; perhaps: Expenditure[]; any: Truth } {
  const { expenditures, projects } = dossier;
  if (expenditures === undefined) {
    return { sure: [], perhaps: [], any: every('unknown', anyProject(dossier, project)) };
  }
  const fitting = expenditures.filter((one) => inPeriod(one.incurredOn) && entry(one));
  const ids = new Set((projects ?? []).filter(project).map(({ id }) => id));
  const sure = fitting.filter(({ projectIds }) => projectIds.some((id) => ids.has(id)));
  const perhaps = projects === undefined ? fitting.filter(({ projectIds }) => projectIds.length > 0) : [];
  return {
    sure,
    perhaps,
    any: some(sure.length > 0 ? 'yes' : 'no', perhaps.length > 0 ? 'unknown' : 'no'),
  };
}

function anyProject(dossier: ReferenceDossier, test: (project: Project) => boolean): Truth {
  return holds(dossier.projects, (projects) => projects.some(test));
}

function spendLine(entry: Expenditure, percent: number): CandidateLine {
  return line(`expenditures/${entry.id}`, entry.amount, percent);
}

export function line(item: string, base: number, percent: number): CandidateLine {
  return { item, base, percent, value: percentOf(base, percent) };
}

export function money(clause: string, scope: string | null, year: number | null): Omit<Candidate, 'outcome'> {
  return { clause, scope, year, kind: 'fixed', lines: [], limitFen: null };
}

/** A clause whose list is not in the dossier: whether it applies to anything is not known. */
export function notSaid(clause: string, gate: Truth): Candidate {
  return { ...money(clause, null, null), outcome: every(gate, 'unknown') };
}

export function grouped<T>(entries: readonly T[], key: (entry: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const entry of entries) groups.set(key(entry), [...(groups.get(key(entry)) ?? []), entry]);
  return [...groups].sort(([a], [b]) => byText(a, b));
}
