import { checkCharacter, type Dossier, parseSubmission, type Submission } from '@twelve/dossier';
import { decideAll, jinhua } from '@twelve/measures';
import {
  commitCase,
  type Item,
  loadCase,
  type MemoryEngine,
  memoryEngine,
  openStore,
  reconcileCase,
  submitDossier,
  type TableName,
} from '@twelve/store';
import { model } from './dossiers.ts';
import { companyOf } from './register.ts';

const TABLES = ['cases', 'claims', 'partners'] as const satisfies readonly TableName[];
const AT_ONCE = 200;
/** More than are read to find out who has the places of a year: whoever comes later waits, and costs no more. */
const HOLDERS = 40;

/**
 * The items of so many determined cases, exactly as the store writes them: each is submitted and determined by the
 * store itself, on a database in memory that knows who already holds the year's places.
 * @param from the number of the first case; the numbers below 100 are the holders'
 */
export async function* casesAsStored(
  from: number,
  to: number,
): AsyncGenerator<ReadonlyMap<TableName, readonly Item[]>> {
  const before = memoryEngine();
  for (let number = 0; number < HOLDERS; number++) await settle(before, number, contender(number));
  if (from === FIRST_CASE) yield contentsOf(before);
  const known = new Set(TABLES.flatMap((table) => before.items(table).map(addressOf)));
  for (let start = from; start < to; start += AT_ONCE) {
    const batch = new Map<TableName, Item[]>(TABLES.map((table) => [table, []]));
    for (let number = start; number < Math.min(to, start + AT_ONCE); number++) {
      const engine = before.fork();
      await settle(engine, number, submissionOf(number));
      for (const table of TABLES) {
        batch.get(table)?.push(...engine.items(table).filter((item) => !known.has(addressOf(item))));
      }
    }
    yield batch;
  }
}

export const FIRST_CASE = 100;

/**
 * A company of the register, with ten entries, as a portal submits it.
 * @param number whose credit code and invoices it has
 * @param like which company it is like otherwise
 */
export function submissionOf(number: number, like = number): Submission {
  return submittable(number, companyOf(like));
}

/** A company that asks for a place of the year in which the register's models were completed. */
function contender(number: number): Submission {
  const company = companyOf(number);
  const compute = { nature: 'compute', incurredOn: '2024-03-01', projectIds: ['m'] } as const;
  return submittable(number, {
    ...company,
    applicant: { ...company.applicant, organisationKind: 'leading-enterprise' },
    projects: [model('m', 2024)],
    expenditures: (company.expenditures ?? []).map((entry) => ({ ...entry, ...compute, projectIds: ['m'] })),
  });
}

/** What a check may leave out, a submission names: whose it is, and the invoices. */
function submittable(number: number, { priorAwards: _none, ...company }: Dossier): Submission {
  const parsed = parseSubmission({
    ...company,
    applicant: { ...company.applicant, creditCode: creditCodeOf(number), name: `样例企业${number}` },
    expenditures: (company.expenditures ?? []).map((expenditure, at) => ({
      ...expenditure,
      invoiceNumber: `2433${String(number).padStart(12, '0')}${String(at).padStart(4, '0')}`,
    })),
  });
  if (!parsed.ok) throw new RangeError(`no submission: ${JSON.stringify(parsed.errors)}`);
  return parsed.value;
}

/** Submitted one after the other, a millisecond apart. */
async function settle(engine: MemoryEngine, number: number, dossier: Submission): Promise<void> {
  const now = () => new Date(Date.UTC(2025, 0, 1) + number).toISOString();
  const store = openStore(engine, jinhua, { now });
  const { creditCode } = dossier.applicant;
  await submitDossier(store, { partner: 'partner', key: creditCode, dossier });
  const loaded = await loadCase(store, { creditCode, revision: 1, attempt: 1 });
  if (!loaded.current) throw new RangeError(`case ${creditCode} was there before`);
  const decisions = decideAll(jinhua, loaded.dossier);
  await commitCase(store, reconcileCase(jinhua, { ...loaded, decisions }));
}

const contentsOf = (engine: MemoryEngine) => new Map(TABLES.map((table) => [table, engine.items(table)]));
const addressOf = ({ pk, sk }: Item): string => `${String(pk)} ${String(sk)}`;

function creditCodeOf(number: number): string {
  const body = `91330702MA${String(number).padStart(7, '0')}`;
  return `${body}${checkCharacter(body)}`;
}
