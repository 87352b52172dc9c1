import type { Evaluation } from './evaluate.ts';
import type { Ask, PolicyCard, Told } from './messages.ts';

/** Anything that holds a dossier to be evaluated; it comes back with the answer. */
export interface Asked {
  readonly dossier: unknown;
}

export interface Rules<A extends Asked> {
  /** Evaluates a candidate; of several asked while one is at work only the newest is evaluated. */
  ask(asked: A): void;
  /** Resolves when everything asked so far has been answered. */
  settled(): Promise<void>;
}

/** The rules in their worker. Answers come back through the listeners; an older one never after a newer. */
export function startRules<A extends Asked>(
  worker: Pick<Worker, 'postMessage' | 'addEventListener'>,
  listeners: {
    readonly policy: (policy: PolicyCard) => void;
    readonly evaluation: (evaluation: Evaluation, asked: A) => void;
    readonly failed: () => void;
  },
): Rules<A> {
  let atWork: A | undefined;
  let waiting: A | undefined;
  let settling: (() => void)[] = [];

  const send = (asked: A): void => {
    atWork = asked;
    const ask: Ask = { candidate: asked.dossier };
    worker.postMessage(ask);
  };
  const answered = (evaluation: Evaluation): void => {
    const asked = atWork;
    const next = waiting;
    atWork = undefined;
    waiting = undefined;
    if (next !== undefined) {
      send(next);
      return;
    }
    if (asked !== undefined) listeners.evaluation(evaluation, asked);
    const waiters = settling;
    settling = [];
    for (const resolve of waiters) resolve();
  };

  worker.addEventListener('message', (event) => {
    if (!('data' in event)) return;
    const told: Told = event.data;
    if (told.kind === 'policy') listeners.policy(told.policy);
    else answered(told.evaluation);
  });
  worker.addEventListener('error', () => listeners.failed());

  return {
    ask(asked) {
      if (atWork === undefined) send(asked);
      else waiting = asked;
    },
    settled: () =>
      atWork === undefined ? Promise.resolve() : new Promise((resolve) => settling.push(resolve)),
  };
}
