import type { Project, Submission } from '@twelve/dossier';
import { parseSubmission } from '@twelve/dossier';
import { decideAll, jinhua } from '@twelve/measures';
import {
  amendSubmission,
  commitCase,
  loadCase,
  memoryEngine,
  openStore,
  payAwards,
  readHead,
  reconcileCase,
  type Store,
  submitDossier,
  viewCase,
} from '@twelve/store';
import { expect, test } from 'vitest';
import { dossierOf } from './dossiers.ts';

/** What the platform takes: a workflow's state, and an item of a table. In bytes. */
const STATE_BYTES = 256 * 1024;
const ITEM_BYTES = 400 * 1024;
const BODY_BYTES = 64 * 1024;

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
const longId = (prefix: string, number: number): string => `${prefix}${number}`.padEnd(64, 'x');

/**
 * As heavy as a dossier can get: as many entries as are legal, ids of full length, each expenditure serving four
 * projects under several clauses at once, and a name that fills the body to its limit. Each round has other entries.
 */
function heaviest(projects: number, round = 0): Submission {
  const kinds: ((id: string) => Project)[] = [
    (id) => ({
      id,
      kind: 'rd-project',
      coreTechnology: 'ai-chip',
      selfDeveloped: true,
      separateAccounts: true,
      leadsNationalTask: true,
    }),
    (id) => ({ id, kind: 'rd-platform' }),
    (id) => ({ id, kind: 'compute-platform' }),
    (id) => ({ id, kind: 'rd-platform' }),
  ];
  const ids = [...Array(projects).keys()].map((number) => longId('p', number));
  const dossier = dossierOf(1, {
    projects: ids
      .map((id, at) => (kinds[at % kinds.length] ?? kinds[0])?.(id))
      .filter((project) => project !== undefined),
    expenditures: [...Array(80 - projects).keys()].map((at) => ({
      id: longId(`e${round}-`, at),
      incurredOn: `202${3 + (at % 3)}-06-15`,
      amount: 9_999_999_999_999 - at,
      nature: 'hardware',
      newlyPurchased: true,
      certifiedAiProduct: true,
      publicPlatformId: longId('platform', at % 7),
      projectIds: [0, 1, 2, 3].map((step) => ids[(at + step) % ids.length] ?? ''),
      invoiceNumber: `243320000000${String(round).padStart(2, '0')}${String(at).padStart(6, '0')}`,
    })),
  });
  return dossier;
}

test.each([4, 40])(
  'the heaviest dossier with %i projects fits the workflow and the tables',
  async (projects) => {
    const dossier = heaviest(projects);
    expect(parseSubmission(dossier)).toMatchObject({ ok: true });
    expect(bytesOf(dossier)).toBeLessThanOrEqual(BODY_BYTES);
    const engine = memoryEngine();
    const store = openStore(engine, jinhua);
    const submitted = await submitDossier(store, { partner: 'portal', key: 'heavy', dossier });
    expect(submitted.ok).toBe(true);
    const loaded = await loadCase(store, {
      creditCode: dossier.applicant.creditCode,
      revision: 1,
      attempt: 1,
    });
    if (!loaded.current) throw new Error('nothing loaded');
    const decisions = decideAll(jinhua, loaded.dossier);
    // The entries' share of the body is known; names and policies may fill the rest of it.
    const unused = BODY_BYTES - bytesOf(dossier);
    const checked = bytesOf({ ...loaded, decisions }) + unused;
    const reconciled = reconcileCase(jinhua, { ...loaded, decisions });
    expect(
      { checked: checked < STATE_BYTES, reconciled: bytesOf(reconciled) < STATE_BYTES },
      `${checked} ${bytesOf(reconciled)}`,
    ).toEqual({
      checked: true,
      reconciled: true,
    });
    await commitCase(store, reconciled);
    const heaviestItem = Math.max(...engine.items('cases').map(bytesOf)) + unused;
    expect(heaviestItem).toBeLessThan(ITEM_BYTES);
    console.log(projects, bytesOf(dossier), checked, bytesOf(reconciled), heaviestItem);
  },
);

/** As many persons as a dossier holds, each with an award of its own. Each round has other persons. */
const staffed = (round = 0): Submission =>
  dossierOf(1, {
    talents: [...Array(80).keys()].map((at) => ({
      id: longId(`t${round}-`, at),
      year: 2023 + (round % 3),
      annualSalary: 9_999_999_999_999 - at,
      localContribution: 9_999_999_999_999,
      isLegalRepresentative: false,
    })),
  });

test.each([
  ['years of purchases', (round?: number) => heaviest(4, round)],
  ['lists of persons', staffed],
])('twelve %s of which each is paid and replaced by another fit as well', async (_, dossierOfRound) => {
  const store = openStore(memoryEngine(), jinhua);
  const { creditCode } = dossierOfRound().applicant;
  const submitted = await submitDossier(store, { partner: 'portal', key: 'k', dossier: dossierOfRound() });
  const id = submitted.ok ? submitted.value.id : '';
  let heaviestState = 0;
  for (let round = 1; round <= 12; round++) {
    heaviestState = Math.max(heaviestState, await determined(store, creditCode));
    const view = await viewCase(store, { role: 'department', id: 'city' }, creditCode);
    const awards = view?.determination?.awards.filter(({ amount }) => amount > 0).map((award) => award.id);
    const order = { department: 'city', key: `p${round}`, creditCode, expected: [String(view?.revision)] };
    expect(await payAwards(store, { ...order, awards: awards ?? [] })).toMatchObject({ ok: true });
    heaviestState = Math.max(heaviestState, await determined(store, creditCode));
    await amendSubmission(store, 'portal', id, ['*'], dossierOfRound(round));
  }
  expect(heaviestState).toBeLessThan(STATE_BYTES);
});

/** Evaluates the case as the workflow does, and gives its largest state in bytes. */
async function determined(store: Store, creditCode: string): Promise<number> {
  const revision = (await readHead(store.engine, creditCode))?.revision ?? 0;
  const loaded = await loadCase(store, { creditCode, revision, attempt: 1 });
  if (!loaded.current) throw new Error('nothing loaded');
  const checked = { ...loaded, decisions: decideAll(jinhua, loaded.dossier) };
  await commitCase(store, reconcileCase(jinhua, checked));
  return bytesOf(checked);
}
