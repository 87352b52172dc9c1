import { certificateOf, type Dossier, expenditureItem, recognitionItem, yearOf } from '@twelve/dossier';
import type { CaseHead, ClaimChange, ClaimKey, Instant } from './records.ts';

/** A claim on a document: the earliest holds it, unless it was paid to another. */
export interface DocumentClaim {
  readonly kind: 'document';
  readonly key: ClaimKey;
  readonly creditCode: string;
  readonly claimedAt: Instant;
}

/** A candidate's claim on one of a year's places: a model that meets the clause's conditions, and what it would bring. */
export interface PlaceClaim {
  readonly kind: 'place';
  readonly key: ClaimKey;
  readonly clause: string;
  readonly year: number;
  readonly project: string;
  readonly creditCode: string;
  readonly claimedAt: Instant;
  readonly amountFen: number;
}

export type Claim = DocumentClaim | PlaceClaim;

/** What one dossier claims city-wide: its invoices, its certificates, and its models' places. */
export function claimKeysOf(dossier: Dossier, quotaClauses: readonly string[]): Set<ClaimKey> {
  const keys = new Set<ClaimKey>();
  for (const key of documentsOf(dossier).keys()) keys.add(key);
  for (const project of dossier.projects ?? []) {
    if (project.kind !== 'ai-model') continue;
    for (const clause of quotaClauses) keys.add(placeKey(clause, yearOf(project.completedOn), project.id));
  }
  return keys;
}

/** The entries that rest on each document: an invoice may be listed once for each nature. */
export function documentsOf(dossier: Dossier): Map<ClaimKey, DocumentEntry[]> {
  const found = new Map<ClaimKey, DocumentEntry[]>();
  const add = (key: ClaimKey, entry: DocumentEntry) => found.set(key, [...(found.get(key) ?? []), entry]);
  for (const { id, invoiceNumber, nature } of dossier.expenditures ?? []) {
    if (invoiceNumber === undefined) continue;
    add(documentKey('invoice', invoiceNumber), { item: expenditureItem(id), number: invoiceNumber, nature });
  }
  for (const { id, certificateNumber } of dossier.recognitions ?? []) {
    if (certificateNumber === undefined) continue;
    add(documentKey('certificate', certificateNumber), {
      item: recognitionItem(id),
      number: certificateNumber,
    });
  }
  return found;
}

export interface DocumentEntry {
  readonly item: string;
  readonly number: string;
  /** Of an invoice: which part of it the entry is. */
  readonly nature?: string;
}

export const documentKey = (kind: 'invoice' | 'certificate', number: string): ClaimKey =>
  `document/${kind}/${kind === 'invoice' ? number : certificateOf(number)}`;

/** The key of today for one that was stored when a certificate was told by its number as it was typed. */
export function presentKey(key: ClaimKey): ClaimKey {
  const claim = parseClaimKey(key);
  return claim.kind === 'document' ? documentKey(claim.document, claim.number) : key;
}

/**
 * The head with its claims under the keys of today, since when they were made. What the ledger holds under other ones
 * is left to the next evaluation to move.
 */
export function respelt(head: CaseHead): CaseHead {
  const old = Object.entries(head.claims).filter(([key]) => presentKey(key) !== key);
  if (old.length === 0) return head;
  const claims = Object.fromEntries(Object.entries(head.claims).filter(([key]) => presentKey(key) === key));
  const changes: ClaimChange[] = [];
  for (const [key, claimedAt] of old) {
    const present = presentKey(key);
    if (claims[present] === undefined) changes.push({ change: 'claim', key: present, claimedAt });
    claims[present] ??= claimedAt;
    changes.push({ change: 'release', key, claimedAt });
  }
  return { ...head, claims, unsettled: [...head.unsettled, ...changes] };
}

export const placeKey = (clause: string, year: number, project: string): ClaimKey =>
  `place/${clause}/${year}/${project}`;

export const isPlace = (key: ClaimKey): boolean => key.startsWith('place/');

/** Takes a claim key apart again. */
export function parseClaimKey(
  key: ClaimKey,
):
  | { kind: 'document'; document: 'invoice' | 'certificate'; number: string }
  | { kind: 'place'; clause: string; year: number; project: string } {
  const [kind, first = '', ...rest] = key.split('/');
  if (kind === 'document') {
    return { kind, document: first === 'invoice' ? 'invoice' : 'certificate', number: rest.join('/') };
  }
  const [year = '', project = ''] = rest;
  return { kind: 'place', clause: first, year: Number(year), project };
}

/**
 * The claims of a case once its dossier is another one: what stays keeps its time, what is new is claimed `at`, what
 * is gone is released. Changes that an earlier amendment left unsettled come along.
 */
export function reclaim(
  head: Pick<CaseHead, 'claims' | 'unsettled'>,
  wanted: ReadonlySet<ClaimKey>,
  at: Instant,
): { readonly claims: Readonly<Record<ClaimKey, Instant>>; readonly changes: readonly ClaimChange[] } {
  const claims: Record<ClaimKey, Instant> = {};
  const changes = new Map(head.unsettled.map((change) => [changeId(change), change]));
  const set = (change: ClaimChange) => changes.set(changeId(change), change);
  for (const key of [...wanted].sort()) {
    const since = head.claims[key];
    // A place is asked for in the ledger once it is known what the model would bring: see `commit`.
    if (since === undefined && !isPlace(key)) set({ change: 'claim', key, claimedAt: at });
    claims[key] = since ?? at;
  }
  for (const [key, claimedAt] of Object.entries(head.claims)) {
    if (!wanted.has(key)) set({ change: 'release', key, claimedAt });
  }
  return { claims, changes: [...changes.values()].sort(claimsFirst) };
}

/** The claim that a case puts into the ledger under a key. */
export function claimOf(creditCode: string, key: ClaimKey, claimedAt: Instant, amountFen = 0): Claim {
  const parsed = parseClaimKey(key);
  return parsed.kind === 'document'
    ? { kind: 'document', key, creditCode, claimedAt }
    : {
        kind: 'place',
        key,
        clause: parsed.clause,
        year: parsed.year,
        project: parsed.project,
        creditCode,
        claimedAt,
        amountFen,
      };
}

/** Two changes of one claim of one time are about the same item of the ledger: the later one counts. */
const changeId = ({ key, claimedAt }: ClaimChange): string => `${claimedAt} ${key}`;

/** A right is secured before another is given up, should the changes not fit into one transaction. */
const claimsFirst = (a: ClaimChange, b: ClaimChange): number =>
  a.change === b.change ? (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) : a.change === 'claim' ? -1 : 1;
