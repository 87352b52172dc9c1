import {
  checkCharacter,
  type Expenditure,
  type Project,
  type Recognition,
  type Submission,
} from '@twelve/dossier';

/** A credit code of an enterprise in urban Jinhua, its check character computed. */
export function creditCodeOf(number: number): string {
  const body = `91330702MA${String(number).padStart(7, '0')}`;
  return `${body}${checkCharacter(body)}`;
}

export interface Wishes {
  readonly projects?: readonly Project[];
  readonly expenditures?: readonly Expenditure[];
  readonly recognitions?: readonly Recognition[];
  readonly applicant?: Partial<Submission['applicant']>;
  readonly talents?: Submission['talents'];
}

/** A leading AI enterprise in urban Jinhua with what a test wishes it to have. */
export const dossierOf = (number: number, wishes: Wishes = {}): Submission => ({
  applicant: {
    creditCode: creditCodeOf(number),
    name: `样例企业${number}`,
    legalPersonType: 'enterprise',
    organisationKind: 'leading-enterprise',
    divisionCode: '330702',
    industryCode: 'I6513',
    taxCompliant: true,
    soundFinance: true,
    aiField: true,
    ...wishes.applicant,
  },
  projects: [...(wishes.projects ?? [])],
  expenditures: [...(wishes.expenditures ?? [])],
  recognitions: [...(wishes.recognitions ?? [])],
  capitalContributions: [],
  annualAccounts: [],
  platformServices: [],
  carriers: [],
  talents: [...(wishes.talents ?? [])],
  otherAwards: [],
});

/** A model that meets every condition of a place in its year. */
export const modelOf = (id: string, year = 2024): Project => ({
  id,
  kind: 'ai-model',
  parameterCount: 2_000_000_000,
  scenarioCount: 5,
  original: true,
  withComputeCentre: true,
  completedOn: `${year}-06-30`,
});

/** What a model's computing cost, in fen. */
export const computeOf = (model: string, amount: number, invoiceNumber: string): Expenditure => ({
  id: `compute-${model}-${invoiceNumber.slice(-4)}`,
  incurredOn: '2024-03-01',
  amount,
  nature: 'compute',
  projectIds: [model],
  invoiceNumber,
});

/** New equipment of a common-technology platform: 2.2 pays half of it. In fen. */
export const equipmentOf = (platform: string, amount: number, invoiceNumber: string): Expenditure => ({
  id: `equipment-${platform}-${invoiceNumber.slice(-4)}`,
  incurredOn: '2024-04-01',
  amount,
  nature: 'hardware',
  newlyPurchased: true,
  projectIds: [platform],
  invoiceNumber,
});

export const platformOf = (id: string): Project => ({ id, kind: 'rd-platform' });

/** A provincially recognised application: 8.1. */
export const recognitionOf = (id: string, certificateNumber: string): Recognition => ({
  id,
  kind: 'typical-case',
  level: 'provincial',
  grantedOn: '2024-05-01',
  certificateNumber,
});
