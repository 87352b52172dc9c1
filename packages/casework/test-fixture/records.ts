import type { ClauseId, Submission as DeclaredDossier } from '@twelve/dossier';
import type {
  CaseHead,
  DeterminationRecord,
  EvaluationOutcome,
  Inputs,
  PaidAward,
  Payment,
  RecordedAward,
} from '../src/index.ts';

/** Plain values for tests of transitions: only what a test names differs. */
export const AT = '2024-05-06T07:08:09.123Z';
export const CODE = '91330702MA0000001T';

export const dossierWith = (more: Partial<DeclaredDossier> = {}): DeclaredDossier => ({
  applicant: {
    creditCode: CODE,
    name: '样例企业',
    legalPersonType: 'enterprise',
    organisationKind: 'leading-enterprise',
    divisionCode: '330702',
    industryCode: 'I6513',
    taxCompliant: true,
    soundFinance: true,
    aiField: true,
  },
  projects: [],
  expenditures: [],
  recognitions: [],
  capitalContributions: [],
  annualAccounts: [],
  platformServices: [],
  carriers: [],
  talents: [],
  otherAwards: [],
  ...more,
});

export const headWith = (more: Partial<CaseHead> = {}): CaseHead => ({
  creditCode: CODE,
  stamp: 1,
  revision: 1,
  determinedRevision: 0,
  attempt: 1,
  live: { submission: 's-1', partner: 'portal', submittedAt: AT, dossierVersion: 1 },
  dossierVersions: 1,
  registryVersion: 0,
  payments: 0,
  claims: {},
  placeAmounts: {},
  unsettled: [],
  causes: [{ kind: 'submitted', at: AT }],
  raisedAt: AT,
  ...more,
});

export const inputsWith = (more: Partial<Inputs> = {}): Inputs => ({
  submission: 's-1',
  partner: 'portal',
  author: 'portal',
  dossierVersion: 1,
  registryVersion: 0,
  payments: 0,
  officialFacts: [],
  standings: { contested: [], places: {} },
  view: { contested: [], places: {} },
  placeAmounts: {},
  ...more,
});

export const outcomeWith = (
  awards: readonly RecordedAward[] = [],
  digest = 'sha256-one',
): EvaluationOutcome => ({
  policyVersion: '2023-draft',
  engineVersion: '1.0.0',
  dossierDigest: 'sha256-dossier',
  digest,
  total: { fixed: awards.reduce((sum, { amount }) => sum + amount, 0), ceiling: 0 },
  awards,
  resolution: { proven: true, gapFen: 0 },
});

export const awardOf = (
  clause: ClauseId,
  scope: string,
  lines: readonly [item: string, value: number][],
  more: Partial<RecordedAward> = {},
): RecordedAward => ({
  id: `${clause}/${scope}`,
  clause,
  scope,
  year: null,
  status: 'granted',
  amountKind: 'fixed',
  amount: lines.reduce((sum, [, value]) => sum + value, 0),
  lines: lines.map(([item, value]) => ({ item, base: value * 2, percent: 50, value, deducted: 0 })),
  because: [],
  ...more,
});

export const recordOf = (awards: readonly RecordedAward[]): DeterminationRecord => ({
  creditCode: CODE,
  revision: 1,
  determinedAt: AT,
  causes: [{ kind: 'submitted', at: AT }],
  inputs: inputsWith(),
  outcome: outcomeWith(awards),
  totals: { before: null, after: { fixed: 0, ceiling: 0 } },
  changes: [],
});

export const paymentOf = (number: number, awards: readonly PaidAward[]): Payment => ({
  creditCode: CODE,
  number,
  at: AT,
  paidBy: 'city',
  determinedRevision: 1,
  awards,
});
