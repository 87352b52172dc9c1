import type { Transition, Write } from '@twelve/casework';
import type { PolicyPack } from '@twelve/measures';
import type { Engine } from './engine.ts';
import { TooMuchContentionError, TransactionRefusedError } from './errors.ts';
import { actionsOf } from './items.ts';

/** What every operation works with. The clock gives UTC with milliseconds. */
export interface Store {
  readonly engine: Engine;
  readonly pack: PolicyPack;
  readonly now: () => string;
  /** Waits between two tries; the simulation does not. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

export function openStore(engine: Engine, pack: PolicyPack, more: Partial<Store> = {}): Store {
  return {
    engine,
    pack,
    now: () => new Date().toISOString(),
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    ...more,
  };
}

const TRIES = 8;

/**
 * Reads, decides, writes; where another write came between, reads again. `decide` returns what to write together with
 * the answer, or an answer alone.
 * @throws {TooMuchContentionError} where others were faster every time.
 */
export async function decideAndWrite<Answer>(
  store: Store,
  decide: () => Promise<{ readonly writes: readonly Write[]; readonly answer: Answer }>,
): Promise<Answer> {
  for (let tried = 1; ; tried++) {
    const { writes, answer } = await decide();
    if (writes.length === 0) return answer;
    try {
      await store.engine.transact(writes.flatMap(actionsOf));
      return answer;
    } catch (error) {
      if (!(error instanceof TransactionRefusedError)) throw error;
      if (tried === TRIES) throw new TooMuchContentionError(error);
      await store.pause(Math.random() * 15 * 2 ** tried);
    }
  }
}

/** A transition's writes with the answer made of its new head; its refusal as it is. */
export function answered<Refusal extends string, Answer>(
  transition: Transition<Refusal>,
  answer: (head: Extract<Transition<Refusal>, { ok: true }>['head']) => Answer,
): {
  readonly writes: readonly Write[];
  readonly answer:
    | { readonly ok: true; readonly value: Answer }
    | { readonly ok: false; readonly refusal: Refusal };
} {
  return transition.ok
    ? { writes: transition.writes, answer: { ok: true, value: answer(transition.head) } }
    : { writes: [], answer: transition };
}

/** What an operation comes to: its value, or why not. */
export type Result<Value, Refusal> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal };
