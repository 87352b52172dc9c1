import {
  type CaseHead,
  type DossierVersion,
  determinationOf,
  effectiveDossier,
  officialFactsOf,
  type PaidPlace,
  type Payment,
  parseClaimKey,
  placeAmountsOf,
  placesFor,
  placesIn,
  placesOfYear,
  type RegistryVersion,
  standingsOf,
} from '@twelve/casework';
import { jinhua } from '@twelve/measures';
import { digestOf } from '@twelve/reconcile';
import { bodyOf, type Engine, everyCase, everyItem, type Store } from '@twelve/store';

/** All that determinations rest on: what was declared, what is official, what was paid, since when things are claimed. */
export interface Facts {
  readonly heads: readonly CaseHead[];
  readonly dossiers: readonly DossierVersion[];
  readonly registry: readonly RegistryVersion[];
  readonly payments: readonly Payment[];
}

/** The facts of a database, case by case. */
export async function readFacts(store: Store): Promise<Facts> {
  const found = {
    heads: [] as CaseHead[],
    dossiers: [] as DossierVersion[],
    registry: [] as RegistryVersion[],
    payments: [] as Payment[],
  };
  for await (const creditCode of everyCase(store)) {
    for await (const item of itemsOf(store.engine, creditCode)) {
      if (item.kind === 'case') found.heads.push(bodyOf(item));
      if (item.kind === 'dossier') found.dossiers.push(bodyOf(item));
      if (item.kind === 'registry') found.registry.push(bodyOf(item));
      if (item.kind === 'payment') found.payments.push(bodyOf(item));
    }
  }
  return found;
}

const itemsOf = (engine: Engine, creditCode: string) =>
  everyItem(engine, { table: 'cases', partition: `CASE#${creditCode}` });

/**
 * What everyone must have in the end, worked out from the facts alone – without the ledger's tables, events or anything
 * that was determined before: digests by credit code.
 */
export function fromScratch(facts: Facts): ReadonlyMap<string, string> {
  const cases = facts.heads
    .filter(({ live }) => live !== undefined)
    .map((head) => ({ head, ...inputsOf(facts, head) }));
  const ledger = ledgerOf(facts.payments, cases);
  return new Map(
    cases.map(({ head, declared, dossier, officialFacts }) => {
      const contested = new Set<string>();
      const places: Record<string, 'held' | 'waiting'> = {};
      for (const key of Object.keys(head.claims)) {
        const parsed = parseClaimKey(key);
        if (parsed.kind === 'document') {
          if (ledger.holderOf(key) !== head.creditCode) contested.add(key);
        } else {
          const order = ledger.placesOf(parsed.clause, parsed.year);
          const standing = placesFor(head.creditCode, parsed.clause, parsed.year, order)[key];
          if (standing !== undefined) places[key] = standing;
        }
      }
      const { standings } = standingsOf(declared, { contested, places });
      return [head.creditCode, digestOf(determinationOf(jinhua, { dossier, standings, officialFacts }))];
    }),
  );
}

type Case = { readonly head: CaseHead } & ReturnType<typeof inputsOf>;

/** Who holds what, over all cases. */
function ledgerOf(payments: readonly Payment[], cases: readonly Case[]) {
  const paidTo = new Map<string, string>();
  const paidPlaces = new Map<string, PaidPlace & { readonly clause: string; readonly year: number }>();
  for (const { creditCode, awards } of payments) {
    for (const { place, lines } of awards) {
      for (const { document, value } of lines) {
        if (document !== undefined && value > 0) paidTo.set(document.key, creditCode);
      }
      if (place === undefined) continue;
      const key = `${creditCode} ${place.clause} ${place.year} ${place.project}`;
      if (!paidPlaces.has(key)) paidPlaces.set(key, { ...place, creditCode });
    }
  }
  const claims = cases.flatMap(({ head: { creditCode, claims: own }, amounts }) =>
    Object.entries(own).map(([key, claimedAt]) => ({
      key,
      claimedAt,
      creditCode,
      amountFen: amounts[key] ?? 0,
    })),
  );
  return {
    // Who was paid on it, else the earliest claim, else the smaller credit code.
    holderOf: (key: string) =>
      paidTo.get(key) ??
      claims
        .filter((claim) => claim.key === key)
        .map(({ claimedAt, creditCode }) => ({ creditCode, order: `${claimedAt} ${creditCode}` }))
        .reduce<{ creditCode: string; order: string } | undefined>(
          (first, claim) => (first === undefined || claim.order < first.order ? claim : first),
          undefined,
        )?.creditCode,
    placesOf: (clause: string, year: number) =>
      placesOfYear(
        claims.flatMap((claim) => {
          const parsed = parseClaimKey(claim.key);
          const rival = parsed.kind === 'place' && parsed.clause === clause && parsed.year === year;
          return rival ? [{ ...claim, ...parsed }] : [];
        }),
        [...paidPlaces.values()].filter((place) => place.clause === clause && place.year === year),
        placesIn(jinhua, clause, year),
      ),
  };
}

function inputsOf({ dossiers, registry, payments }: Facts, head: CaseHead) {
  const version = dossiers.find(
    (candidate) =>
      candidate.creditCode === head.creditCode && candidate.version === head.live?.dossierVersion,
  );
  if (version === undefined) throw new Error(`no dossier of ${head.creditCode}`);
  const official = registry.find(
    (candidate) => candidate.creditCode === head.creditCode && candidate.version === head.registryVersion,
  );
  const facts = official?.facts ?? null;
  const own = payments.filter(({ creditCode }) => creditCode === head.creditCode);
  const dossier = effectiveDossier(version.dossier, facts, own);
  return {
    declared: version.dossier,
    dossier,
    officialFacts: officialFactsOf(facts),
    amounts: placeAmountsOf(jinhua, dossier),
  };
}
