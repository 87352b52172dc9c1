import { type CaseHead, documentKey } from '@twelve/casework';
import { decideAll, jinhua } from '@twelve/measures';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { creditCodeOf, determineCase, dossierOf, equipment, invoice } from '../test-fixture/dossiers.ts';
import { payAwards } from './department.ts';
import { commitCase, loadCase, type Reconciled, reconcileCase } from './evaluating.ts';
import { followLedger, type LedgerChange } from './following.ts';
import { memoryEngine } from './memory.ts';
import { readHead } from './reading.ts';
import { openStore } from './store.ts';
import { submitDossier, withdrawSubmission } from './submitting.ts';

const DOCUMENT = documentKey('invoice', invoice(1));

/** Five applicants buy on one invoice. Clocks may be behind: a claim of an earlier time can come after a later one. */
async function city() {
  const engine = memoryEngine();
  let now = '2024-06-01T00:00:00.000Z';
  const store = openStore(engine, jinhua, { now: () => now });
  const changes: LedgerChange[] = [];
  const evaluated: Reconciled[] = [];
  let keys = 0;
  let paidTo: string | undefined;
  const collect = () => {
    for (const { table, before, after } of engine.takeChanges()) {
      if (table === 'claims') changes.push({ before, after });
    }
  };
  const act = {
    submit: (applicant: number, minute: number) => {
      now = `2024-06-01T00:0${minute}:00.000Z`;
      const dossier = dossierOf(applicant, [equipment('e', 1_000_00, invoice(1))]);
      return submitDossier(store, { partner: 'portal', key: `k${keys++}`, dossier });
    },
    withdraw: async (applicant: number) => {
      const id = (await readHead(engine, creditCodeOf(applicant)))?.live?.submission;
      return id === undefined ? undefined : withdrawSubmission(store, 'portal', id, ['*']);
    },
    pay: async (applicant: number) => {
      const creditCode = creditCodeOf(applicant);
      const order = { department: 'city', key: `k${keys++}`, creditCode, awards: ['2.2/p'], expected: ['*'] };
      if ((await payAwards(store, order)).ok) paidTo = creditCode;
    },
    load: async (applicant: number) => {
      const creditCode = creditCodeOf(applicant);
      const { revision = 0, attempt = 0 } = (await readHead(engine, creditCode)) ?? {};
      const loaded = await loadCase(store, { creditCode, revision, attempt });
      if (!loaded.current) return;
      evaluated.push(reconcileCase(jinhua, { ...loaded, decisions: decideAll(jinhua, loaded.dossier) }));
    },
    commit: async (which: number) => {
      const [done] = evaluated.splice(which % Math.max(evaluated.length, 1), 1);
      if (done !== undefined) await commitCase(store, done);
    },
    follow: async (which: number) => {
      const [change] = changes.splice(which % Math.max(changes.length, 1), 1);
      if (change !== undefined) await followLedger(store, change);
    },
  };
  /** Works off what is left, until nothing is. */
  const settle = async () => {
    for (let busy = true; busy; collect()) {
      busy = changes.length > 0;
      while (changes.length > 0) await act.follow(0);
      for (const applicant of APPLICANTS) {
        const head = await readHead(engine, creditCodeOf(applicant));
        if (head === undefined || head.determinedRevision === head.revision) continue;
        await determineCase(store, head.creditCode);
        busy = true;
      }
    }
  };
  const live = async () => {
    const heads = await Promise.all(APPLICANTS.map((applicant) => readHead(engine, creditCodeOf(applicant))));
    return heads.flatMap((head) => (head?.live === undefined ? [] : [head]));
  };
  return { act, collect, settle, live, paid: () => paidTo };
}

const APPLICANTS = [0, 1, 2, 3, 4];
const step = fc.record({
  kind: fc.constantFrom('submit', 'withdraw', 'pay', 'load', 'commit', 'follow'),
  which: fc.nat(4),
  minute: fc.nat(9),
});

test('everybody stands with a document as its holder is, whatever comes first', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { act, collect, settle, live, paid } = await city();
      for (const { kind, which, minute } of steps) {
        await act[kind](which, minute);
        collect();
      }
      await settle();
      const cases = await live();
      const [earliest] = cases
        .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
        .map(({ creditCode }) => creditCode);
      const holder = paid() ?? earliest;
      for (const { creditCode, inForce } of cases) {
        expect(inForce?.view.contested).toEqual(creditCode === holder ? [] : [DOCUMENT]);
      }
    }),
    { numRuns: 500 },
  );
});

test('who moves up into a place is told which year’s it was, and of no model but its own', async () => {
  const engine = memoryEngine();
  const store = openStore(engine, jinhua);
  const builders = [0, 1, 2];
  const ids: string[] = [];
  for (const builder of builders) {
    const model = {
      ...({ id: `model-${builder}`, kind: 'ai-model', completedOn: '2024-05-01' } as const),
      ...{ parameterCount: 1_000_000_000, scenarioCount: 4, original: true, withComputeCentre: true },
    };
    const bought = equipment('e', 1_000_00, invoice(builder));
    const trained = { ...bought, nature: 'compute' as const, projectIds: [model.id] };
    const { applicant } = dossierOf(builder, []);
    const dossier = dossierOf(builder, [trained], {
      projects: [model],
      applicant: { ...applicant, organisationKind: 'leading-enterprise' },
    });
    const submitted = await submitDossier(store, { partner: 'portal', key: `k${builder}`, dossier });
    if (submitted.ok) ids.push(submitted.value.id);
    await determineCase(store, creditCodeOf(builder));
  }
  engine.takeChanges();
  await withdrawSubmission(store, 'portal', ids[0] ?? '', ['*']);
  for (const { table, before, after } of engine.takeChanges()) {
    if (table === 'claims') await followLedger(store, { before, after });
  }
  const { causes = [] } = (await readHead(engine, creditCodeOf(2))) ?? {};
  expect(causes).toMatchObject([{ kind: 'standing-changed', subject: 'place/3.1/2024' }]);
});

/** The earliest claim holds a document, the smaller credit code among equals. */
const orderOf = ({ claims, creditCode }: CaseHead): string => `${claims[DOCUMENT]} ${creditCode}`;
