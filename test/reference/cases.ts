import { creditCodeOf } from './credit-code.ts';
import type { Applicant, Expenditure, Project, ReferenceDossier } from './facts.ts';

/** 万元 in fen. */
export const WAN = 1_000_000;

/** A dossier in which everything is known, every gate is passed, and nothing has happened but what is given. */
export function dossierWith(
  facts: Omit<ReferenceDossier, 'applicant'> & { applicant?: Applicant },
): ReferenceDossier {
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
    applicant: {
      creditCode: creditCodeOf([1, 2, 3, 4, 5, 6, 7, 8, 9]),
      name: '婺江智能',
      legalPersonType: 'enterprise',
      organisationKind: 'leading-enterprise',
      divisionCode: '330703',
      industryCode: 'I6540',
      taxCompliant: true,
      soundFinance: true,
      aiField: true,
      aiDomains: [],
      establishedOn: '2018-04-04',
      settlement: null,
      registeredCapital: 5000 * WAN,
      peakRevenueBefore: 0,
      ...facts.applicant,
    },
  };
}

export function spent(
  id: string,
  wan: number,
  projectIds: string[],
  more: Partial<Expenditure> = {},
): Expenditure {
  return { id, incurredOn: '2024-03-03', amount: wan * WAN, nature: 'other', projectIds, ...more };
}

export function research(id: string, leadsNationalTask = false): Project {
  return {
    id,
    kind: 'rd-project',
    coreTechnology: 'ai-chip',
    selfDeveloped: true,
    separateAccounts: true,
    leadsNationalTask,
  };
}

export function largeModel(id: string, completedOn = '2024-05-05'): Project {
  return {
    id,
    kind: 'ai-model',
    parameterCount: 1_000_000_000,
    scenarioCount: 4,
    original: true,
    withComputeCentre: true,
    completedOn,
  };
}
