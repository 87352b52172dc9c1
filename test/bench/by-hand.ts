import type { Dossier } from '@twelve/dossier';
import type { ClauseDecision, DecidedLine } from '@twelve/measures';
import { bit, share, WAN } from './workload.ts';

/**
 * The same nine clauses from the same dossier to the same decisions, written by hand for the dossiers of the workload
 * alone: every fact known, nothing received, one year, one of each kind. It says what walking the lists and making the
 * decisions costs where nothing is general: the least that is to be had.
 */
export function decidedByHand(dossier: Dossier): readonly ClauseDecision[] {
  const { applicant, projects = [], expenditures = [], capitalContributions = [] } = dossier;
  const { annualAccounts = [], platformServices = [], carriers = [] } = dossier;
  const urban = applicant.divisionCode?.startsWith('33070') === true;
  const enterprise = applicant.legalPersonType === 'enterprise';
  const software = applicant.industryCode?.startsWith('I65') === true;
  const common = urban && applicant.taxCompliant === true && applicant.soundFinance === true;
  const strict = common && applicant.aiField === true;
  const wide = common && enterprise && (applicant.aiField === true || software);

  let [platform, research, model] = ['', '', ''];
  let [national, modelFits] = [false, false];
  for (const project of projects) {
    if (project.kind === 'compute-platform') platform = project.id;
    else if (project.kind === 'ai-model') {
      model = project.id;
      modelFits =
        project.original &&
        project.withComputeCentre &&
        project.parameterCount >= 1_000_000_000 &&
        project.scenarioCount >= 4;
    } else if (project.kind === 'rd-project' && project.selfDeveloped && project.separateAccounts) {
      research = project.id;
      national = project.leadsNationalTask;
    }
  }
  const leading = applicant.organisationKind === 'leading-enterprise';

  const [building, own, stacked, training, storing]: DecidedLine[][] = [[], [], [], [], []];
  let researchFen = 0;
  for (const { id, amount, nature, projectIds, publicPlatformId } of expenditures) {
    const item = `expenditures/${id}`;
    if (strict && projectIds.includes(platform) && nature === 'hardware')
      building?.push(lineOf(item, amount, 25));
    if (strict && projectIds.includes(platform) && nature === 'software')
      building?.push(lineOf(item, amount, 20));
    if (projectIds.includes(research)) {
      researchFen += amount;
      if (wide) own?.push(lineOf(item, amount, 15));
      if (wide && national) stacked?.push(lineOf(item, amount, 10));
    }
    if (strict && leading && modelFits && projectIds.includes(model) && nature === 'compute')
      training?.push(lineOf(item, amount, 50));
    if (strict && nature === 'data-storage' && publicPlatformId !== undefined)
      storing?.push(lineOf(item, amount, 15));
  }
  const enoughResearch = researchFen >= 100 * WAN;

  let paidInFen = 0;
  for (const { amount } of capitalContributions) paidInFen += amount;
  const settles = wide && (applicant.registeredCapital ?? 0) >= 2000 * WAN && paidInFen >= 2000 * WAN;
  const capital = settles
    ? capitalContributions.map(({ id, amount }) => lineOf(`capitalContributions/${id}`, amount, 5))
    : NONE;

  const [account] = annualAccounts;
  const revenueFen = account?.revenue ?? 0;
  const tier = revenueFen > 5000 * WAN ? 5000 : revenueFen > 2000 * WAN ? 2000 : 1000;
  const grows =
    wide &&
    software &&
    (account?.softwareIntegrationRevenue ?? 0) * 100 >= revenueFen * 60 &&
    revenueFen > tier * WAN &&
    (applicant.peakRevenueBefore ?? 0) <= tier * WAN;
  const prizeFen = (tier === 5000 ? 500 : tier === 2000 ? 200 : 100) * WAN;

  const services = strict
    ? platformServices.map(({ id, serviceRevenue }) => lineOf(`platformServices/${id}`, serviceRevenue, 15))
    : NONE;
  const [carrier] = carriers;
  const houses =
    strict &&
    carrier !== undefined &&
    carrier.tenants >= 20 &&
    carrier.aiTenants * 100 >= carrier.tenants * 60;

  const year = account?.year ?? 0;
  return [
    decision('1.1', 'applicant', null, strict, building, 1000 * WAN),
    decision('2.1', `${year}`, year, wide && enoughResearch, enoughResearch ? own : NONE, null),
    {
      ...decision('3.1', model, year, strict && leading && modelFits, training, 2000 * WAN),
      quotaYear: year,
    },
    ...(national
      ? [
          decision(
            '4.1',
            `${research}/${year}`,
            year,
            wide && enoughResearch,
            enoughResearch ? stacked : NONE,
            null,
          ),
        ]
      : [NO_TASK]),
    decision('6.2', 'applicant', null, settles, capital, 500 * WAN),
    decision(
      '7.2',
      `${year}`,
      year,
      grows,
      grows ? [lineOf(`annualAccounts/${year}/revenue`, prizeFen, 100)] : NONE,
      null,
    ),
    decision('9.1a', `jh/${year}`, year, strict, services, 300 * WAN),
    decision('9.1b', `jh/${year}`, year, strict, storing, 50 * WAN),
    {
      ...decision(
        '10.1',
        carrier?.id ?? '',
        year,
        houses,
        houses ? [lineOf(`carriers/${carrier.id}`, 100 * WAN, 100)] : NONE,
        null,
      ),
      rival: `${carrier?.id}/${year}`,
    },
  ];
}

const NONE: readonly never[] = [];

const lineOf = (item: string, base: number, percent: number): DecidedLine => ({
  item,
  base,
  percent,
  value: share(base, percent),
  received: 0,
  receivedHere: 0,
});

function decision(
  clause: ClauseDecision['clause'],
  scope: string,
  year: number | null,
  holds: boolean,
  lines: readonly DecidedLine[] = NONE,
  limit: number | null,
): ClauseDecision {
  let gross = 0;
  for (const { value } of lines) gross += value;
  return {
    clause,
    scope,
    outcome: holds ? 'eligible' : 'ineligible',
    amountKind: 'fixed',
    year,
    gross,
    limit,
    amount: limit === null ? gross : Math.min(gross, limit),
    lines,
    missing: NONE,
    prior: 0,
    usedUp: false,
    pool: `${clause}/${scope}`,
  };
}

/** Where no task is led, the decision is the same for every dossier. */
const NO_TASK: ClauseDecision = {
  clause: '4.1',
  scope: null,
  outcome: 'ineligible',
  amountKind: 'fixed',
  year: null,
  gross: 0,
  limit: null,
  amount: 0,
  lines: NONE,
  missing: NONE,
  prior: 0,
  usedUp: false,
  pool: '4.1',
};

/**
 * `inBits` for a company that is still a dossier: every list is read once, and nothing is made. What everybody pays at the
 * least who is given dossiers of the workload. A function of its own, since one that is given objects of two shapes
 * reads both more slowly.
 */
export function bitsOfDossier(dossier: Dossier, fen: Float64Array, bits: Uint16Array): void {
  const { applicant, projects = [], expenditures = [], capitalContributions = [] } = dossier;
  const { annualAccounts = [], platformServices = [], carriers = [] } = dossier;
  let [platform, research, model] = ['', '', ''];
  let [national, enoughParameters, enoughScenarios] = [false, false, false];
  for (const project of projects) {
    if (project.kind === 'compute-platform') platform = project.id;
    else if (project.kind === 'rd-project') {
      research = project.id;
      national = project.leadsNationalTask;
    } else if (project.kind === 'ai-model') {
      model = project.id;
      enoughParameters = project.parameterCount >= 1_000_000_000;
      enoughScenarios = project.scenarioCount >= 4;
    }
  }
  let [buildingFen, researchFen, computeFen, storageFen] = [0, 0, 0, 0];
  for (const { amount, nature, projectIds, publicPlatformId } of expenditures) {
    if (nature === 'data-storage' && publicPlatformId !== undefined) storageFen += share(amount, 15);
    for (const id of projectIds) {
      if (id === platform && nature === 'hardware') buildingFen += share(amount, 25);
      else if (id === platform && nature === 'software') buildingFen += share(amount, 20);
      else if (id === research) researchFen += amount;
      else if (id === model && nature === 'compute') computeFen += share(amount, 50);
    }
  }
  let paidInFen = 0;
  for (const { amount } of capitalContributions) paidInFen += amount;
  let servicesFen = 0;
  for (const { serviceRevenue } of platformServices) servicesFen += share(serviceRevenue, 15);
  const [account] = annualAccounts;
  const revenueFen = account?.revenue ?? 0;
  const softwareFen = account?.softwareIntegrationRevenue ?? 0;
  const tier = revenueFen > 5000 * WAN ? 5000 : revenueFen > 2000 * WAN ? 2000 : 1000;
  const prize = tier === 5000 ? 500 : tier === 2000 ? 200 : 100;
  const [carrier] = carriers;
  const tenants = carrier?.tenants ?? 0;
  const aiTenants = carrier?.aiTenants ?? 0;

  const enterprise = applicant.legalPersonType === 'enterprise';
  const software = applicant.industryCode?.startsWith('I65') === true;
  const common =
    bit(applicant.divisionCode === '330702', 0) |
    bit(applicant.taxCompliant === true, 1) |
    bit(applicant.soundFinance === true, 2);
  const strict = common | bit(applicant.aiField === true, 3);
  const wide = common | bit(applicant.aiField === true || (enterprise && software), 3) | bit(enterprise, 4);
  const enoughResearch = wide | bit(researchFen >= 100 * WAN, 5);
  const training =
    strict |
    bit(applicant.organisationKind === 'leading-enterprise', 4) |
    bit(enoughParameters, 5) |
    bit(enoughScenarios, 6);
  const task = enoughResearch | bit(national, 6);
  const capital =
    wide | bit((applicant.registeredCapital ?? 0) >= 2000 * WAN, 5) | bit(paidInFen >= 2000 * WAN, 6);
  const growth =
    wide |
    bit(software, 5) |
    bit(softwareFen * 100 >= revenueFen * 60, 6) |
    bit(revenueFen > tier * WAN, 7) |
    bit((applicant.peakRevenueBefore ?? 0) <= tier * WAN, 8);
  const park = strict | bit(tenants >= 20, 4) | bit(aiTenants * 100 >= tenants * 60, 5);
  bits[0] = bits[6] = bits[7] = strict;
  bits[1] = enoughResearch;
  bits[2] = training;
  bits[3] = task;
  bits[4] = capital;
  bits[5] = growth;
  bits[8] = park;
  fen[0] = strict === 15 ? Math.min(buildingFen, 1000 * WAN) : -1;
  fen[1] = enoughResearch === 63 ? share(researchFen, 15) : -1;
  fen[2] = training === 127 ? Math.min(computeFen, 2000 * WAN) : -1;
  fen[3] = task === 127 ? share(researchFen, 10) : -1;
  fen[4] = capital === 127 ? Math.min(share(paidInFen, 5), 500 * WAN) : -1;
  fen[5] = growth === 511 ? prize * WAN : -1;
  fen[6] = strict === 15 ? Math.min(servicesFen, 300 * WAN) : -1;
  fen[7] = strict === 15 ? Math.min(storageFen, 50 * WAN) : -1;
  fen[8] = park === 63 ? 100 * WAN : -1;
}
