import type { CaseHead, ClaimKey, Payment } from '@twelve/casework';
import { placesIn } from '@twelve/casework';
import { jinhua } from '@twelve/measures';
import type { Item } from '@twelve/store';
import { headsOf, recordsOf, type World } from './world.ts';

/** What may be true of no state, however it came about. Throws where it is not. */
export class Invariants {
  readonly #payments = new Map<string, string>();
  readonly #markers = new Map<string, string>();
  readonly #standardFen: (document: ClaimKey) => number;
  #seen: readonly (readonly Item[])[] = [];

  /** `standardFen`: what a document can bring at most, under any clause and after any amendment. */
  constructor(standardFen: (document: ClaimKey) => number) {
    this.#standardFen = standardFen;
  }

  /** Looks at everything that the database holds at this moment. */
  check(world: World): void {
    const [cases, claims] = [world.engine.items('cases'), world.engine.items('claims')];
    // Contents that nobody wrote to are the same list.
    if (cases === this.#seen[0] && claims === this.#seen[1]) return;
    this.#seen = [cases, claims];
    this.#markersStand(claims);
    const payments = recordsOf<Payment>(world, 'cases', 'payment');
    this.#paymentsStand(payments, headsOf(world));
    this.#nothingPaidTwice(payments);
    withinLimits(payments);
  }

  /** No document is paid to two, never more places are paid than there are, no marker ever moves. */
  #markersStand(items: readonly Item[]): void {
    const paidPlaces = new Map<string, number>();
    const markers = items.filter(({ kind }) => kind === 'awarded');
    for (const { pk, sk, creditCode } of markers) {
      const address = `${String(pk)} ${String(sk)}`;
      must(String(creditCode), this.#markers.get(address) ?? String(creditCode), `marker ${address}`);
      this.#markers.set(address, String(creditCode));
      const [kind, clause = '', year] = String(pk).split('#');
      if (kind !== 'QUOTA') continue;
      const count = (paidPlaces.get(String(pk)) ?? 0) + 1;
      paidPlaces.set(String(pk), count);
      if (count > placesIn(jinhua, clause, Number(year)))
        throw new Error(`${count} places paid of ${String(pk)}`);
    }
    must(markers.length, this.#markers.size, 'number of markers');
  }

  /** What was paid stays paid, to the byte. */
  #paymentsStand(payments: readonly Payment[], heads: readonly CaseHead[]): void {
    for (const payment of payments) {
      const address = `${payment.creditCode}/${payment.number}`;
      const text = JSON.stringify(payment);
      must(text, this.#payments.get(address) ?? text, `payment ${address}`);
      this.#payments.set(address, text);
      for (const { id, amount, lines } of payment.awards) {
        must(
          lines.reduce((sum, { value }) => sum + value, 0),
          amount,
          `lines of ${id} of ${address}`,
        );
      }
    }
    must(payments.length, this.#payments.size, 'number of payments');
    for (const { creditCode, payments: count } of heads) {
      must(
        count,
        payments.filter((payment) => payment.creditCode === creditCode).length,
        `payments of ${creditCode}`,
      );
    }
  }

  /** A document brings in what it can bring once, and to one applicant. */
  #nothingPaidTwice(payments: readonly Payment[]): void {
    const paidTo = new Map<ClaimKey, string>();
    const paidFen = new Map<ClaimKey, number>();
    for (const { creditCode, awards } of payments) {
      for (const { document, value } of awards.flatMap(({ lines }) => lines)) {
        if (document === undefined || value === 0) continue;
        must(creditCode, paidTo.get(document.key) ?? creditCode, `payee of ${document.key}`);
        paidTo.set(document.key, creditCode);
        const sum = (paidFen.get(document.key) ?? 0) + value;
        paidFen.set(document.key, sum);
        if (sum > this.#standardFen(document.key)) throw new Error(`${document.key} was paid ${sum} fen`);
      }
    }
  }
}

/** The limits of the clauses that the histories' dossiers reach, in fen, by clause and scope. */
const LIMITS_FEN = new Map([
  ['2.2', 3_000_000_000],
  ['3.1', 2_000_000_000],
]);

function withinLimits(payments: readonly Payment[]): void {
  const paidFen = new Map<string, number>();
  for (const { creditCode, awards } of payments) {
    for (const { clause, scope, amount } of awards) {
      const key = `${creditCode} ${clause} ${scope}`;
      const sum = (paidFen.get(key) ?? 0) + amount;
      paidFen.set(key, sum);
      if (sum > (LIMITS_FEN.get(clause) ?? Number.POSITIVE_INFINITY))
        throw new Error(`${key} was paid ${sum} fen`);
    }
  }
}

function must<T>(actual: T, expected: T, what: string): void {
  if (actual !== expected) throw new Error(`${what}: ${String(actual)} instead of ${String(expected)}`);
}
