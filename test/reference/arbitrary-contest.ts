import fc from 'fast-check';
import { dossierOfSeed } from './arbitrary-dossier.ts';
import type { Expenditure, Project, ReferenceDossier } from './facts.ts';

/**
 * A dossier made to be hard for the choice of X1: every purchase could be paid under several clauses whose limits
 * all bind. Nothing else is in it, every gate is passed, and every list is known.
 *
 * @param purchases how many expenditures compete, 1 … 60.
 */
export function arbitraryContest(purchases: number): fc.Arbitrary<ReferenceDossier> {
  const ids = PROJECTS.map(({ id }) => id);
  return fc
    .array(
      fc.record({
        amount: fc.oneof(
          fc.integer({ min: 1, max: 900 }).map((n) => n * 10_000_000),
          fc.integer({ min: 1, max: 9_000_000_000 }),
        ),
        hardware: fc.boolean(),
        projectIds: fc.subarray(ids, { minLength: 2, maxLength: 4 }),
        certifiedAiProduct: fc.boolean(),
        publicPlatformId: fc.constantFrom('jh-cloud', 'zj-compute'),
        month: fc.integer({ min: 1, max: 9 }),
        year: fc.constantFrom(2023, 2024, 2025),
      }),
      { minLength: purchases, maxLength: purchases },
    )
    .map((entries) => ({
      ...passing(),
      expenditures: entries.map(
        ({ hardware, month, year, ...entry }, place): Expenditure => ({
          ...entry,
          // Shares of the limits shrink as the number of rivals grows, so that some fit and some do not.
          amount: Math.ceil((entry.amount * 8) / Math.max(8, purchases)),
          id: `e${place}`,
          incurredOn: `${year}-0${month}-15`,
          nature: hardware ? 'hardware' : 'compute',
          newlyPurchased: true,
        }),
      ),
    }));
}

const PROJECTS: Project[] = [
  { id: 'cloud', kind: 'compute-platform' },
  { id: 'lab-a', kind: 'rd-platform' },
  { id: 'lab-b', kind: 'rd-platform' },
  { id: 'model-a', ...model() },
  { id: 'model-b', ...model() },
  {
    id: 'research',
    kind: 'rd-project',
    coreTechnology: 'ai-chip',
    selfDeveloped: true,
    separateAccounts: true,
    leadsNationalTask: false,
  },
];

function model(): Omit<Project, 'id'> {
  return {
    kind: 'ai-model',
    parameterCount: 7_000_000_000,
    scenarioCount: 4,
    original: true,
    withComputeCentre: true,
    completedOn: '2024-10-01',
  };
}

function passing(): ReferenceDossier {
  const { applicant } = dossierOfSeed(1);
  return {
    applicant: {
      ...applicant,
      legalPersonType: 'enterprise',
      organisationKind: 'leading-enterprise',
      divisionCode: '330702',
      taxCompliant: true,
      soundFinance: true,
      aiField: true,
      settlement: null,
    },
    projects: PROJECTS,
    recognitions: [],
    capitalContributions: [],
    annualAccounts: [],
    platformServices: [],
    carriers: [],
    talents: [],
    otherAwards: [],
    priorAwards: [],
  };
}
