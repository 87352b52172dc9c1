import { checkCharacter, type Expenditure, type Submission } from '@twelve/dossier';
import { decideAll } from '@twelve/measures';
import { commitCase, loadCase, reconcileCase } from '../src/evaluating.ts';
import { readHead } from '../src/reading.ts';
import type { Store } from '../src/store.ts';

/** A credit code of an enterprise in urban Jinhua. */
export function creditCodeOf(number: number): string {
  const body = `91330702MA${String(number).padStart(7, '0')}`;
  return `${body}${checkCharacter(body)}`;
}

/** Equipment of the one platform of `dossierOf`: half of it is paid under 2.2. In fen. */
export const equipment = (id: string, amount: number, invoiceNumber: string): Expenditure => ({
  id,
  incurredOn: '2024-04-01',
  amount,
  nature: 'hardware',
  newlyPurchased: true,
  projectIds: ['p'],
  invoiceNumber,
});

export const invoice = (number: number): string => `2433200000000${String(number).padStart(7, '0')}`;

/** An AI enterprise with one common-technology platform. */
export const dossierOf = (
  number: number,
  expenditures: readonly Expenditure[],
  more: Partial<Submission> = {},
): Submission => ({
  applicant: {
    creditCode: creditCodeOf(number),
    name: `样例企业${number}`,
    legalPersonType: 'enterprise',
    organisationKind: 'enterprise',
    divisionCode: '330702',
    industryCode: 'I6513',
    taxCompliant: true,
    soundFinance: true,
    aiField: true,
  },
  projects: [{ id: 'p', kind: 'rd-platform' }],
  expenditures: [...expenditures],
  recognitions: [],
  capitalContributions: [],
  annualAccounts: [],
  platformServices: [],
  carriers: [],
  talents: [],
  otherAwards: [],
  ...more,
});

/** What the workflow does for a case's present revision. */
export async function determineCase(store: Store, creditCode: string) {
  const head = await readHead(store.engine, creditCode);
  const loaded = await loadCase(store, {
    creditCode,
    revision: head?.revision ?? 0,
    attempt: head?.attempt ?? 0,
  });
  if (!loaded.current) return { committed: false, changed: false };
  const decisions = decideAll(store.pack, loaded.dossier);
  return commitCase(store, reconcileCase(store.pack, { ...loaded, decisions }));
}
