import {
  commit,
  type EvaluationOutcome,
  effectiveDossier,
  fail,
  type Inputs,
  isUnfinished,
  officialFactsOf,
  outcomeOf,
  type Payment,
  placeAmountsOf,
  presentKey,
  settle,
  standingsOf,
} from '@twelve/casework';
import type { Dossier } from '@twelve/dossier';
import type { MeasureDecision, PolicyPack } from '@twelve/measures';
import { TransactionRefusedError } from './errors.ts';
import { actionsOf } from './items.ts';
import {
  readDetermination,
  readDossier,
  readHead,
  readHolder,
  readLedger,
  readPayments,
  readRegistry,
} from './reading.ts';
import { decideAndWrite, type Store } from './store.ts';

/** One evaluation of a case: what the workflow is started with. */
export interface Task {
  readonly creditCode: string;
  readonly revision: number;
  readonly attempt: number;
}

export type Loaded =
  | (Task & { readonly current: true; readonly inputs: Inputs; readonly dossier: Dossier })
  /** The case has moved on or is determined already: there is nothing to do. */
  | (Task & { readonly current: false });

/**
 * Gathers the inputs of one revision: effective dossier, standings, prior awards. First carries out what an amendment
 * left unsettled in the ledger.
 */
export async function loadCase(store: Store, task: Task): Promise<Loaded> {
  const head = await settled(store, task);
  if (head === undefined) return { ...task, current: false };
  const { creditCode, live } = head;
  const [version, registry, payments] = await Promise.all([
    readDossier(store.engine, creditCode, live.dossierVersion),
    readRegistry(store.engine, creditCode, head.registryVersion),
    readPayments(store.engine, creditCode, head.payments),
  ]);
  await markAnew(store, payments);
  const facts = registry?.facts ?? null;
  const dossier = effectiveDossier(version.dossier, facts, payments);
  const placeAmounts = placeAmountsOf(store.pack, dossier);
  const ledger = await readLedger(store.engine, store.pack, head, placeAmounts);
  const inputs: Inputs = {
    submission: live.submission,
    partner: live.partner,
    author: version.partner,
    dossierVersion: live.dossierVersion,
    registryVersion: head.registryVersion,
    payments: head.payments,
    officialFacts: officialFactsOf(facts),
    ...standingsOf(version.dossier, ledger),
    placeAmounts,
  };
  return { ...task, current: true, inputs, dossier };
}

/** The loaded case with the twelve checks' decisions, in order. */
export type Checked = Extract<Loaded, { current: true }> & { readonly decisions: readonly MeasureDecision[] };

export type Reconciled = Task & { readonly inputs: Inputs; readonly outcome: EvaluationOutcome };

/** Settles what the twelve checks found. Pure: it reads and writes nothing. */
export function reconcileCase(pack: PolicyPack, checked: Checked): Reconciled {
  const { creditCode, revision, attempt, inputs, dossier, decisions } = checked;
  const { standings, officialFacts } = inputs;
  const outcome = outcomeOf(pack, { dossier, standings, officialFacts }, decisions);
  return { creditCode, revision, attempt, inputs, outcome };
}

export interface Committed {
  /** False where the case has moved on or this revision is determined already. */
  readonly committed: boolean;
  /** Does the determination differ from the one in force before? */
  readonly changed: boolean;
}

/** Puts the outcome into force, if its revision is still the case's. */
export function commitCase(store: Store, reconciled: Reconciled): Promise<Committed> {
  return decideAndWrite<Committed>(store, async () => {
    const head = await readHead(store.engine, reconciled.creditCode);
    const revision = head?.inForce?.revision;
    const before =
      revision === undefined
        ? []
        : (await readDetermination(store.engine, reconciled.creditCode, revision)).outcome.awards;
    const done = head === undefined ? undefined : commit(head, reconciled, before, store.now());
    return done === undefined
      ? { writes: [], answer: { committed: false, changed: false } }
      : { writes: done.writes, answer: { committed: true, changed: done.changed } };
  });
}

/** Records that the evaluation of this revision failed for good. */
export function failCase(
  store: Store,
  { creditCode, revision }: Task,
): Promise<{ readonly recorded: boolean }> {
  return decideAndWrite(store, async () => {
    const head = await readHead(store.engine, creditCode);
    const done = head === undefined ? undefined : fail(head, revision);
    return { writes: done?.writes ?? [], answer: { recorded: done !== undefined } };
  });
}

/** The head of a case that is still to be evaluated in this revision, all its claims in the ledger. */
async function settled(store: Store, { creditCode, revision }: Task) {
  for (;;) {
    const after = await decideAndWrite(store, async () => {
      const head = await readHead(store.engine, creditCode);
      if (head === undefined || head.revision !== revision || !isUnfinished(head)) {
        return { writes: [], answer: undefined };
      }
      const step = settle(head);
      return step === undefined ? { writes: [], answer: head } : { writes: step.writes, answer: step.head };
    });
    if (after === undefined || !isUnfinished(after)) return undefined;
    const { live } = after;
    if (after.unsettled.length === 0 && live !== undefined) return { ...after, live };
    if (after.unsettled.length === 0) return undefined;
  }
}

/**
 * Marks what was paid on a certificate when it was told by its number as it was typed: under what tells it today, so that
 * nobody else is paid on it.
 */
async function markAnew(store: Store, payments: readonly Payment[]): Promise<void> {
  for (const { creditCode, at, awards } of payments) {
    for (const { document, value } of awards.flatMap(({ lines }) => lines)) {
      if (document === undefined || value === 0) continue;
      const key = presentKey(document.key);
      if (key === document.key || (await readHolder(store.engine, key))?.paid) continue;
      try {
        await store.engine.transact(actionsOf({ write: 'paid-document', key, creditCode, at }));
      } catch (error) {
        // Marked meanwhile, by a repetition of this evaluation or by a payment.
        if (!(error instanceof TransactionRefusedError)) throw error;
      }
    }
  }
}
