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
/** So many different cases are determined; the others are copies of them under other names. */
const PATTERNS = 400;
const AT_ONCE = 200;
/** More than are read to find out who has the places of a year: whoever comes later waits, and costs no more. */
const HOLDERS = 40;

/**
 * The items of so many determined cases as the store writes them. The first are submitted and determined by the store
 * itself, on a database in memory that knows who already holds the year's places; the others differ from one of these
 * in their credit code, their invoices and the id of the submission.
 * @param from the number of the first case, or where an earlier call has ended
 */
export async function* casesAsStored(
  from: number,
  to: number,
): AsyncGenerator<ReadonlyMap<TableName, readonly Item[]>> {
  const before = memoryEngine();
  for (let number = 0; number < HOLDERS; number++) await settle(before, number, contender(number));
  if (from === FIRST_CASE) yield contentsOf(before);
  const patterns: Contents[] = [];
  for (let at = 0; at < Math.min(PATTERNS, to - FIRST_CASE); at++) {
    const engine = before.fork();
    await settle(engine, FIRST_CASE + at, submissionOf(FIRST_CASE + at));
    patterns.push(without(contentsOf(engine), contentsOf(before)));
  }
  for (let start = from; start < to; start += AT_ONCE) {
    const batch = new Map<TableName, Item[]>(TABLES.map((table) => [table, []]));
    for (let number = start; number < Math.min(to, start + AT_ONCE); number++) {
      const pattern = (number - FIRST_CASE) % patterns.length;
      for (const [table, items] of renamed(patterns[pattern] ?? new Map(), FIRST_CASE + pattern, number)) {
        batch.get(table)?.push(...items);
      }
    }
    yield batch;
  }
}

type Contents = ReadonlyMap<TableName, readonly Item[]>;

const contentsOf = (engine: MemoryEngine): Contents =>
  new Map(TABLES.map((table) => [table, engine.items(table)]));

function without(contents: Contents, others: Contents): Contents {
  const known = new Set([...others.values()].flat().map(addressOf));
  return new Map(
    [...contents].map(([table, items]) => [table, items.filter((item) => !known.has(addressOf(item)))]),
  );
}

/** What names the case, its documents and its submission, wherever it stands in its items. */
function renamed(contents: Contents, number: number, as: number): Contents {
  if (number === as) return contents;
  const text = JSON.stringify([...contents])
    .replaceAll(creditCodeOf(number), creditCodeOf(as))
    .replaceAll(invoicesOf(number), invoicesOf(as))
    .replaceAll(/(s-[0-9a-f]{22}|REQUEST#[0-9a-f]{54})[0-9a-f]{10}/g, `$1${String(as).padStart(10, '0')}`);
  const entries: [TableName, Item[]][] = JSON.parse(text);
  return new Map(entries);
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
      invoiceNumber: `${invoicesOf(number)}${String(at).padStart(4, '0')}`,
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

const addressOf = ({ pk, sk }: Item): string => `${String(pk)} ${String(sk)}`;

/** What the numbers of its invoices begin with. */
const invoicesOf = (number: number): string => `2433${String(number).padStart(12, '0')}`;

function creditCodeOf(number: number): string {
  const body = `91330702MA${String(number).padStart(7, '0')}`;
  return `${body}${checkCharacter(body)}`;
}
