import fc from 'fast-check';
import {
  type ArbitraryExpenditure,
  type ArbitraryRecognition,
  account,
  applicant,
  capitalContribution,
  carrier,
  expenditure,
  platformService,
  project,
  recognition,
  talent,
} from './arbitrary-entries.ts';
import { arbitraryReceipts } from './arbitrary-receipts.ts';
import type { Applicant, Expenditure, Project, Recognition, ReferenceDossier } from './facts.ts';

export interface DossierShape {
  /** At most this many expenditures, and a proportionate number of other entries; 80 entries in all. */
  maxExpenditures?: number;
  /** Earlier awards and other policies' money. Off by default where a submission is wanted. */
  receipts?: boolean;
  /** Leaves out applicant's fields and whole lists, so that they are unknown. */
  incomplete?: boolean;
  /** Gives every purchase its invoice, every recognition its certificate: what a submission needs. */
  documents?: boolean;
}

/** A valid dossier, rich in overlaps: usable in properties, and it shrinks. */
export function arbitraryDossier(shape: DossierShape = {}): fc.Arbitrary<ReferenceDossier> {
  const { maxExpenditures = 10, receipts = true, incomplete = false, documents = false } = shape;
  const complete = fc
    .record({
      applicant,
      projects: fc.array(project, {
        minLength: 2,
        maxLength: Math.min(12, Math.max(4, Math.floor(maxExpenditures / 2))),
        size: 'max',
      }),
      expenditures: fc.array(expenditure, { maxLength: Math.min(34, maxExpenditures), size: 'max' }),
      recognitions: fc.array(recognition, { maxLength: 6, size: 'max' }),
      capitalContributions: fc.array(capitalContribution, { maxLength: 4, size: 'max' }),
      firstYear: fc.constantFrom(2021, 2022, 2023, 2024),
      accounts: fc.array(account, { maxLength: 6, size: 'max' }),
      platformServices: fc.array(platformService, { maxLength: 4 }),
      carriers: fc.array(carrier, { maxLength: 3, size: 'max' }),
      talents: fc.array(talent, { maxLength: 3, size: 'max' }),
    })
    .map((parts) => ({
      applicant: parts.applicant,
      projects: numbered(parts.projects, 'p'),
      expenditures: spending(parts.expenditures, numbered(parts.projects, 'p'), documents),
      recognitions: recognitionsOf(parts.recognitions, parts.carriers.length, documents),
      capitalContributions: numbered(parts.capitalContributions, 'c'),
      annualAccounts: parts.accounts.map((one, place) => ({ year: parts.firstYear + place, ...one })),
      platformServices: numbered(parts.platformServices, 's'),
      carriers: numbered(parts.carriers, 'k'),
      talents: numbered(parts.talents, 't'),
    }));
  const paid = receipts ? complete.chain(arbitraryReceipts) : complete;
  return incomplete ? fc.tuple(paid, gaps).map(([dossier, gap]) => leaveOut(dossier, gap)) : paid;
}

/** The same dossier for the same seed and shape, on every machine. */
export function dossierOfSeed(seed: number, shape: DossierShape = {}): ReferenceDossier {
  const [dossier] = fc.sample(arbitraryDossier(shape), { seed, numRuns: 1 });
  if (dossier === undefined) throw new RangeError(`no dossier for seed ${seed}`);
  return dossier;
}

function numbered<T extends object>(entries: readonly T[], letter: string): (T & { id: string })[] {
  return entries.map((entry, place) => ({ id: `${letter}${place}`, ...entry }));
}

function spending(
  entries: readonly ArbitraryExpenditure[],
  projects: readonly Project[],
  documents: boolean,
): Expenditure[] {
  return numbered(entries, 'e').map(({ serves, invoice, ...entry }, place) => {
    const served = serves.map((one) => projects[one % projects.length]?.id ?? '').filter((id) => id !== '');
    return {
      ...entry,
      projectIds: [...new Set(served)],
      ...(invoice || documents ? { invoiceNumber: `2433200000${String(place).padStart(10, '0')}` } : {}),
    };
  });
}

/** References to carriers that exist, and one first SRDI recognition at most. */
function recognitionsOf(
  entries: readonly ArbitraryRecognition[],
  carrierCount: number,
  documents: boolean,
): Recognition[] {
  const kept = entries.filter(({ kind }) => kind !== 'ai-incubator' || carrierCount > 0);
  const firstSrdi = kept.findIndex(({ kind }) => kind === 'srdi-enterprise');
  return numbered(kept, 'r').map(({ carrier: place, ...entry }, index) => ({
    ...entry,
    ...(place === undefined ? {} : { subjectId: `k${place % carrierCount}` }),
    ...(entry.kind === 'srdi-enterprise' && index !== firstSrdi ? { firstTime: false } : {}),
    ...(documents ? { certificateNumber: `ZS-${index}` } : {}),
  }));
}

const APPLICANT_FIELDS = [
  'creditCode',
  'name',
  'legalPersonType',
  'organisationKind',
  'divisionCode',
  'industryCode',
  'taxCompliant',
  'soundFinance',
  'aiField',
  'aiDomains',
  'establishedOn',
  'settlement',
  'registeredCapital',
  'peakRevenueBefore',
] as const satisfies readonly (keyof Applicant)[];

const LISTS = [
  'projects',
  'expenditures',
  'recognitions',
  'capitalContributions',
  'annualAccounts',
  'platformServices',
  'carriers',
  'talents',
  'otherAwards',
  'priorAwards',
] as const satisfies readonly (keyof ReferenceDossier)[];

const gaps = fc.record({
  fields: fc.subarray([...APPLICANT_FIELDS], { maxLength: 5 }),
  lists: fc.subarray([...LISTS], { maxLength: 4 }),
});

type Gap = { fields: (typeof APPLICANT_FIELDS)[number][]; lists: (typeof LISTS)[number][] };

function leaveOut(dossier: ReferenceDossier, { fields, lists }: Gap): ReferenceDossier {
  const known = { ...dossier, applicant: { ...dossier.applicant } };
  for (const field of fields) delete known.applicant[field];
  for (const list of lists) delete known[list];
  return known;
}
