import type { Dossier } from '@twelve/dossier';
import type { Standings } from '@twelve/reconcile';
import { documentsOf, type PlaceClaim, placeKey } from './claims.ts';
import type { ClaimKey, LedgerView } from './records.ts';

/** A place that was paid: it is held in that year for good, whether or not the model is still in a dossier. */
export interface PaidPlace {
  readonly creditCode: string;
  readonly project: string;
  readonly claimedAt: string;
}

export interface Place {
  readonly creditCode: string;
  readonly project: string;
  readonly claimedAt: string;
  readonly paid: boolean;
}

/**
 * Who has the places of a year: paid ones first, then candidates by time of claim, then by credit code; within one
 * dossier the larger amount, then the smaller project id. The rest wait, in that order.
 */
export function placesOfYear(
  claims: readonly PlaceClaim[],
  paid: readonly PaidPlace[],
  places: number,
): { readonly holders: readonly Place[]; readonly waiting: readonly Place[] } {
  const same = (a: { creditCode: string; project: string }) => `${a.creditCode} ${a.project}`;
  const isPaid = new Set(paid.map(same));
  const first = paid
    .map(({ creditCode, project, claimedAt }) => ({ creditCode, project, claimedAt, paid: true }))
    .toSorted(byTime);
  const next = claims
    .filter((claim) => claim.amountFen > 0 && !isPaid.has(same(claim)))
    .toSorted((a, b) => byTime(a, b) || b.amountFen - a.amountFen || compare(a.project, b.project))
    .map(({ creditCode, project, claimedAt }) => ({ creditCode, project, claimedAt, paid: false }));
  const free = Math.max(0, places - first.length);
  return { holders: [...first, ...next.slice(0, free)], waiting: next.slice(free) };
}

/** What the ledger says about the things that one case claims. */
export interface LedgerFacts {
  /** Claimed documents that another applicant holds. */
  readonly contested: ReadonlySet<ClaimKey>;
  /** Claimed places, candidates and paid ones only. */
  readonly places: Readonly<Record<ClaimKey, 'held' | 'waiting'>>;
}

/** The standings of one case, as the resolution reads them, from what the ledger says. */
export function standingsOf(
  dossier: Dossier,
  facts: LedgerFacts,
): { standings: Standings; view: LedgerView } {
  const contested: { item: string; document: string }[] = [];
  const keys: ClaimKey[] = [];
  for (const [key, entries] of documentsOf(dossier)) {
    if (!facts.contested.has(key)) continue;
    keys.push(key);
    for (const { item, number } of entries) contested.push({ item, document: number });
  }
  const places = Object.entries(facts.places).toSorted(byKey);
  return {
    standings: {
      contested: contested.toSorted((a, b) => compare(a.item, b.item)),
      // Made of entries, since a project may be called `__proto__`, which an assignment would lose.
      places: Object.fromEntries(
        places.map(([key, standing]) => [key.slice(key.lastIndexOf('/') + 1), standing]),
      ),
    },
    view: { contested: keys.toSorted(), places: Object.fromEntries(places) },
  };
}

/** What each candidate of a case stands at in one year. */
export function placesFor(
  creditCode: string,
  clause: string,
  year: number,
  of: ReturnType<typeof placesOfYear>,
): Record<ClaimKey, 'held' | 'waiting'> {
  const found: Record<ClaimKey, 'held' | 'waiting'> = {};
  for (const place of of.waiting) {
    if (place.creditCode === creditCode) found[placeKey(clause, year, place.project)] = 'waiting';
  }
  for (const place of of.holders) {
    if (place.creditCode === creditCode) found[placeKey(clause, year, place.project)] = 'held';
  }
  return found;
}

interface Timed {
  readonly claimedAt: string;
  readonly creditCode: string;
}
const byTime = (a: Timed, b: Timed): number =>
  compare(a.claimedAt, b.claimedAt) || compare(a.creditCode, b.creditCode);
const byKey = (a: readonly [string, unknown], b: readonly [string, unknown]): number => compare(a[0], b[0]);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
