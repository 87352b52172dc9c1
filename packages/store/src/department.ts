import {
  type LedgerFacts,
  pay,
  payable,
  placeKey,
  type RegistryVersion,
  recordFacts,
  transfer,
  type Write,
} from '@twelve/casework';
import type { RegistryFacts } from '@twelve/dossier';
import { profileKey, sha256 } from './item-keys.ts';
import {
  readDetermination,
  readDossier,
  readHead,
  readLedger,
  readPayments,
  readRegistry,
  readRequest,
  readSubmission,
} from './reading.ts';
import { answered, decideAndWrite, type Result, type Store } from './store.ts';
import { type Expected, matches } from './submitting.ts';

/**
 * Writes official facts above an applicant's declared ones; null takes them back.
 * Gives the record and the case's new revision.
 */
export function putRegistryFacts(
  store: Store,
  creditCode: string,
  facts: RegistryFacts | null,
): Promise<Result<RegistryVersion, 'nothing-to-retract'>> {
  return decideAndWrite(store, async () => {
    const head = await readHead(store.engine, creditCode);
    const current = await readRegistry(store.engine, creditCode, head?.registryVersion ?? 0);
    const at = store.now();
    return answered(recordFacts(head, current, creditCode, facts, at), ({ registryVersion: version }) => ({
      creditCode,
      version,
      at,
      facts,
    }));
  });
}

export interface Transferred {
  readonly creditCode: string;
  readonly revision: number;
  readonly partner: string;
}

export type TransferRefusal = 'not-found' | 'not-live' | 'unknown-partner';

/** Hands a case to another portal. Handing it to the one that holds it changes nothing. */
export function transferCase(
  store: Store,
  creditCode: string,
  partner: string,
): Promise<Result<Transferred, TransferRefusal>> {
  return decideAndWrite<Result<Transferred, TransferRefusal>>(store, async () => {
    const [head, profile] = await Promise.all([
      readHead(store.engine, creditCode),
      store.engine.get('partners', profileKey(partner)),
    ]);
    if (head === undefined) return { writes: [], answer: { ok: false, refusal: 'not-found' } };
    if (profile?.role !== 'partner') return { writes: [], answer: { ok: false, refusal: 'unknown-partner' } };
    const submission =
      head.live === undefined
        ? undefined
        : await readSubmission(store.engine, creditCode, head.live.submission);
    const transition = transfer(head, submission, partner, store.now());
    const moved = (revision: number): Transferred => ({ creditCode, revision, partner });
    if (transition.ok) {
      return { writes: transition.writes, answer: { ok: true, value: moved(transition.head.revision) } };
    }
    const { refusal } = transition;
    return {
      writes: [],
      answer: refusal === 'same-partner' ? { ok: true, value: moved(head.revision) } : { ok: false, refusal },
    };
  });
}

export interface Paid {
  readonly creditCode: string;
  readonly revision: number;
  readonly awards: readonly string[];
}

export type PayRefusal =
  | { readonly kind: 'not-found' | 'not-live' | 'evaluating' | 'stale' | 'key-reused' }
  /** The positions in the list of awards that cannot be paid. */
  | { readonly kind: 'not-payable'; readonly positions: readonly number[] };

/**
 * Pays awards of the determination in force. The same key and awards again give the same answer and pay nothing more.
 * Refused as `evaluating` also where the ledger has moved on – a document or a place went to another applicant – and
 * the case is about to be looked at again.
 */
export function payAwards(
  store: Store,
  input: {
    readonly department: string;
    readonly key: string;
    readonly creditCode: string;
    readonly awards: readonly string[];
    readonly expected: Expected;
  },
): Promise<Result<Paid, PayRefusal>> {
  const { creditCode, awards, department } = input;
  const key = `pay ${creditCode} ${input.key}`;
  const bodyHash = sha256(JSON.stringify([...awards].sort()));
  const no = (refusal: PayRefusal) => ({ writes: [], answer: { ok: false, refusal } as const });
  return decideAndWrite<Result<Paid, PayRefusal>>(store, async () => {
    // In this order for the same reason as in `submitDossier`.
    const head = await readHead(store.engine, creditCode);
    const known = await readRequest(store.engine, department, key);
    if (known !== undefined) {
      if (known.bodyHash !== bodyHash) return no({ kind: 'key-reused' });
      return {
        writes: [],
        answer: { ok: true, value: { creditCode, awards, revision: Number(known.answer.revision) } },
      };
    }
    if (head === undefined) return no({ kind: 'not-found' });
    if (head.live === undefined) return no({ kind: 'not-live' });
    if (head.inForce === undefined) return no({ kind: 'evaluating' });
    const [record, version, earlier, ledger] = await Promise.all([
      readDetermination(store.engine, creditCode, head.inForce.revision),
      readDossier(store.engine, creditCode, head.live.dossierVersion),
      readPayments(store.engine, creditCode, head.payments),
      readLedger(store.engine, store.pack, head, head.placeAmounts),
    ]);
    const at = store.now();
    const transition = pay(head, record, version.dossier, earlier, {
      awards,
      expected: matches(input.expected),
      paidBy: department,
      at,
      request: { partner: department, key, bodyHash, at, answer: { creditCode } },
    });
    if (!transition.ok) {
      if (transition.refusal !== 'not-payable') return no({ kind: transition.refusal });
      const positions = [...awards.keys()].filter((at) => payable(record, awards[at] ?? '') === undefined);
      return no({ kind: 'not-payable', positions });
    }
    if (transition.writes.some((write) => isTaken(write, ledger))) return no({ kind: 'evaluating' });
    return {
      writes: transition.writes,
      answer: { ok: true, value: { creditCode, awards, revision: transition.head.revision } },
    };
  });
}

/** Has the ledger moved on since the determination? */
function isTaken(write: Write, ledger: LedgerFacts): boolean {
  if (write.write === 'paid-document') return ledger.contested.has(write.key);
  if (write.write !== 'paid-places') return false;
  const { clause, year, models } = write;
  return models.some(({ project }) => ledger.places[placeKey(clause, year, project)] !== 'held');
}
