import {
  type CaseHead,
  type ClaimKey,
  claimOf,
  type DeterminationRecord,
  type DossierVersion,
  type LedgerFacts,
  type PaidPlace,
  type Payment,
  type PlaceClaim,
  parseClaimKey,
  placeKey,
  placesFor,
  placesIn,
  placesOfYear,
  type RegistryVersion,
  type RequestRecord,
  respelt,
  type Standing,
  type Submission,
} from '@twelve/casework';
import type { PolicyPack } from '@twelve/measures';
import { type Engine, everyItem, type Item, type Query } from './engine.ts';
import { BrokenReferenceError } from './errors.ts';
import {
  awardedPrefix,
  casePartition,
  claimPartition,
  claimPrefix,
  determinationKey,
  dossierKey,
  headKey,
  holdingPrefix,
  ownSubmissionKey,
  paymentPrefix,
  pointerKey,
  quotaPartition,
  registryKey,
  requestKey,
  submissionKey,
} from './item-keys.ts';
import { bodyOf } from './items.ts';

/** Records by their keys, always read consistently. */
export async function readHead(engine: Engine, creditCode: string): Promise<CaseHead | undefined> {
  const head = await read<CaseHead>(engine, 'cases', headKey(creditCode));
  return head && respelt(head);
}

export const readSubmission = (
  engine: Engine,
  creditCode: string,
  id: string,
): Promise<Submission | undefined> => read(engine, 'cases', submissionKey(creditCode, id));

export const readRequest = (
  engine: Engine,
  partner: string,
  key: string,
): Promise<RequestRecord | undefined> => read(engine, 'partners', requestKey(partner, key));

/**
 * A submission by its id: within the caller's own partition for a partner, so that those of others do not exist for
 * it, anywhere for a department.
 */
export async function findSubmission(
  engine: Engine,
  viewer: Viewer,
  id: string,
): Promise<{ readonly submission: Submission; readonly head: CaseHead } | undefined> {
  const key = viewer.role === 'partner' ? ownSubmissionKey(viewer.id, id) : pointerKey(id);
  const listed = await read<Submission>(engine, 'partners', key);
  if (listed === undefined) return undefined;
  // The head first: what the submission says is then at least as new. A change of it moves the head, so a write that
  // rests on an older head is refused; read the other way round, a withdrawal would be missing, a transfer undone.
  const head = await readHead(engine, listed.creditCode);
  const submission = await readSubmission(engine, listed.creditCode, id);
  if (submission === undefined || head === undefined) throw new BrokenReferenceError(`submission ${id}`);
  if (viewer.role === 'partner' && submission.partner !== viewer.id) return undefined;
  return { submission, head };
}

/** Who looks: a partner sees its own, a department everything. */
export interface Viewer {
  readonly role: 'partner' | 'department';
  readonly id: string;
}

export async function readDossier(
  engine: Engine,
  creditCode: string,
  version: number,
): Promise<DossierVersion> {
  const found = await read<DossierVersion>(engine, 'cases', dossierKey(creditCode, version));
  if (found === undefined) throw new BrokenReferenceError(`dossier ${version} of ${creditCode}`);
  return found;
}

/** The official facts of a version; undefined for version 0, before the registry said anything. */
export async function readRegistry(
  engine: Engine,
  creditCode: string,
  version: number,
): Promise<RegistryVersion | undefined> {
  if (version === 0) return undefined;
  const found = await read<RegistryVersion>(engine, 'cases', registryKey(creditCode, version));
  if (found === undefined) throw new BrokenReferenceError(`registry facts ${version} of ${creditCode}`);
  return found;
}

/** The first so many payments of a case. */
export async function readPayments(engine: Engine, creditCode: string, upTo: number): Promise<Payment[]> {
  if (upTo === 0) return [];
  const query = { table: 'cases', partition: casePartition(creditCode), prefix: paymentPrefix } as const;
  const payments: Payment[] = [];
  for await (const item of everyItem(engine, query)) payments.push(bodyOf(item));
  return payments.filter(({ number }) => number <= upTo);
}

export async function readDetermination(
  engine: Engine,
  creditCode: string,
  revision: number,
): Promise<DeterminationRecord> {
  const found = await read<DeterminationRecord>(engine, 'cases', determinationKey(creditCode, revision));
  if (found === undefined) throw new BrokenReferenceError(`determination ${revision} of ${creditCode}`);
  return found;
}

/** Who holds a document: the first item of its partition. */
export async function readHolder(
  engine: Engine,
  key: ClaimKey,
): Promise<{ readonly creditCode: string; readonly paid: boolean; readonly since: string } | undefined> {
  const page = await engine.query({ table: 'claims', partition: claimPartition(key), limit: 1 });
  const [item] = page.items;
  if (item === undefined) return undefined;
  const paid = item.kind === 'awarded';
  const { creditCode, claimedAt, paidAt } = bodyOf<{ creditCode: string; claimedAt: string; paidAt: string }>(
    item,
  );
  return { creditCode, paid, since: paid ? paidAt : claimedAt };
}

/** Everything that is claimed and was paid of a year's places. */
export async function readQuota(engine: Engine, clause: string, year: number): Promise<Quota> {
  return {
    claims: await all(claimsOf(engine, clause, year)),
    paid: await readPaidPlaces(engine, clause, year),
  };
}

interface Quota {
  readonly claims: readonly PlaceClaim[];
  readonly paid: readonly PaidPlace[];
}

/**
 * As much of a year's quota as decides who has a place: what was paid, and the first candidates of other applicants.
 * The list of those who wait may be long, and is not read.
 */
async function readFront(
  engine: Engine,
  clause: string,
  year: number,
  places: number,
  besides?: string,
): Promise<Quota> {
  const paid = await readPaidPlaces(engine, clause, year);
  const claims: PlaceClaim[] = [];
  for await (const claim of claimsOf(engine, clause, year, FRONT)) {
    if (claim.creditCode === besides) continue;
    const last = claims.at(-1);
    // Models of one dossier claim at one time and go by their amounts: such a group is read to its end.
    const sameDossier = last?.creditCode === claim.creditCode && last.claimedAt === claim.claimedAt;
    if (waitingIn(claims, paid) >= places && !sameDossier) break;
    claims.push(claim);
  }
  return { claims, paid };
}

/** How many candidates to read at once: mostly more than are needed. */
const FRONT = 10;

/** Candidates that have no paid place already. */
const waitingIn = (claims: readonly PlaceClaim[], paid: readonly PaidPlace[]): number =>
  claims.filter(
    (claim) =>
      !paid.some(({ creditCode, project }) => creditCode === claim.creditCode && project === claim.project),
  ).length;

const readPaidPlaces = (engine: Engine, clause: string, year: number): Promise<PaidPlace[]> =>
  all(bodiesOf(engine, { table: 'claims', partition: quotaPartition(clause, year), prefix: awardedPrefix }));

const claimsOf = (engine: Engine, clause: string, year: number, limit?: number): AsyncGenerator<PlaceClaim> =>
  bodiesOf(engine, {
    table: 'claims',
    partition: quotaPartition(clause, year),
    prefix: claimPrefix,
    ...(limit === undefined ? {} : { limit }),
  });

async function* bodiesOf<T>(engine: Engine, query: Query): AsyncGenerator<T> {
  for await (const item of everyItem(engine, query)) yield bodyOf<T>(item);
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/**
 * What the ledger says about everything that a case claims. The amounts of its own models are given, since the ledger
 * learns them only with the determination.
 */
export async function readLedger(
  engine: Engine,
  pack: PolicyPack,
  head: CaseHead,
  placeAmounts: Readonly<Record<ClaimKey, number>>,
): Promise<LedgerFacts> {
  const contested = new Set<ClaimKey>();
  const years = new Map<string, { clause: string; year: number }>();
  const documents: ClaimKey[] = [];
  for (const key of Object.keys(head.claims)) {
    const claim = parseClaimKey(key);
    if (claim.kind === 'document') documents.push(key);
    else years.set(`${claim.clause}/${claim.year}`, claim);
  }
  await inParallel(documents, async (key) => {
    const holder = await readHolder(engine, key);
    if (holder !== undefined && holder.creditCode !== head.creditCode) contested.add(key);
  });
  const places: Record<ClaimKey, 'held' | 'waiting'> = {};
  await inParallel([...years.values()], async ({ clause, year }) => {
    const count = placesIn(pack, clause, year);
    const { claims, paid } = await readFront(engine, clause, year, count, head.creditCode);
    const own = Object.entries(head.claims).flatMap(([key, claimedAt]) => {
      const claim = claimOf(head.creditCode, key, claimedAt, placeAmounts[key] ?? 0);
      return claim.kind === 'place' && claim.clause === clause && claim.year === year ? [claim] : [];
    });
    const order = placesOfYear([...claims, ...own], paid, count);
    for (const [key, standing] of Object.entries(placesFor(head.creditCode, clause, year, order))) {
      if (head.claims[key] !== undefined) places[key] = standing;
    }
  });
  return { contested, places };
}

export interface Claimant {
  readonly creditCode: string;
  readonly key: ClaimKey;
  readonly standing: Standing;
}

/** Whom a change of the ledger under this key can concern, and how they stand now. `changed` is the item that did. */
export async function readClaimants(
  engine: Engine,
  pack: PolicyPack,
  key: ClaimKey,
  changed: Item,
): Promise<readonly Claimant[]> {
  const parsed = parseClaimKey(key);
  return parsed.kind === 'document'
    ? readNext(engine, key, changed)
    : readRivals(engine, pack, parsed.clause, parsed.year);
}

/**
 * The one whom a change of a document's claims can concern: whose claim comes next, as nobody else has held it before
 * or can hold it now. What has come between them meanwhile is a change of its own. So the work is the same however many
 * claim one document.
 */
async function readNext(engine: Engine, key: ClaimKey, { pk, sk }: Item): Promise<Claimant[]> {
  const behind = { table: 'claims', partition: claimPartition(key), after: { pk, sk }, limit: 1 } as const;
  const [holder, { items }] = await Promise.all([readHolder(engine, key), engine.query(behind)]);
  return items.map((item) => {
    const creditCode = String(item.creditCode);
    return { creditCode, key, standing: creditCode === holder?.creditCode ? 'free' : 'contested' };
  });
}

/**
 * Those whom a change of a year's quota can concern: who has a place now, and who has one by a determination in force.
 * Nobody else's standing changes by it.
 */
async function readRivals(
  engine: Engine,
  pack: PolicyPack,
  clause: string,
  year: number,
): Promise<Claimant[]> {
  const count = placesIn(pack, clause, year);
  const { claims, paid } = await readFront(engine, clause, year, count);
  const partition = quotaPartition(clause, year);
  const noted = await all(
    bodiesOf<{ key: ClaimKey; creditCode: string }>(engine, {
      table: 'claims',
      partition,
      prefix: holdingPrefix,
    }),
  );
  const now = placesOfYear(claims, paid, count).holders.map(({ creditCode, project }) => ({
    creditCode,
    key: placeKey(clause, year, project),
  }));
  const holds = (other: { creditCode: string; key: ClaimKey }) =>
    now.some(({ creditCode, key }) => creditCode === other.creditCode && key === other.key);
  return [
    ...now.map((holder): Claimant => ({ ...holder, standing: 'held' })),
    ...noted.filter((other) => !holds(other)).map((other): Claimant => ({ ...other, standing: 'waiting' })),
  ];
}

/** The key of a stream record of the ledger; undefined where the item is no claim and no marker. */
export function claimKeyOf(item: Item | undefined): ClaimKey | undefined {
  if (item === undefined || !LEDGER_KINDS.has(item.kind)) return undefined;
  return bodyOf<{ key: ClaimKey }>(item).key;
}

const LEDGER_KINDS = new Set<unknown>(['claim', 'awarded', 'holding']);

async function read<T>(
  engine: Engine,
  table: 'cases' | 'partners',
  key: { readonly pk: string; readonly sk: string },
): Promise<T | undefined> {
  const item = await engine.get(table, key);
  return item === undefined ? undefined : bodyOf<T>(item);
}

/** A case claims up to 80 things: they are looked up sixteen at a time. */
async function inParallel<T>(things: readonly T[], look: (thing: T) => Promise<void>): Promise<void> {
  for (let start = 0; start < things.length; start += 16) {
    await Promise.all(things.slice(start, start + 16).map(look));
  }
}
