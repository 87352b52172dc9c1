import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAssembly, type LocalSystem, startLocalSystem } from '@twelve/cli/local-system';
import type { LocalCloudOptions } from '@twelve/cloud-local';
import type { Submission } from '@twelve/dossier';

/** The whole system on this machine, as a benchmark uses it: through HTTP, in real time. */
export interface Running extends LocalSystem {
  /** Submits a dossier as the sample partner. */
  submit(dossier: Submission): Promise<void>;
  /** Submits it likewise; how long it took until the determination was committed. In milliseconds. */
  determine(dossier: Submission): Promise<number>;
  stop(): Promise<void>;
}

/** Longer than anything that goes well. In milliseconds. */
const PATIENCE_MS = 60_000;

/**
 * Starts the system from the synthesized template, with its data in a folder of its own that `stop` removes; one that is
 * given is kept.
 */
export async function startRunning(
  options: Pick<LocalCloudOptions, 'dynamodbEndpoint' | 'faults' | 'dataDir' | 'timeScale'> = {},
): Promise<Running> {
  const assemblyDir = await buildAssembly();
  const dataDir = options.dataDir ?? temporaryFolder();
  const committed = new Map<string, () => void>();
  const failed: string[] = [];
  const system = await startLocalSystem({
    ...options,
    assemblyDir,
    dataDir,
    port: 0,
    schedules: false,
    onEvent: (event) => {
      if (event.kind === 'problem') failed.push(event.message);
      if (event.kind === 'function-error') failed.push(`${event.functionName}: ${event.error}`);
      if (event.kind === 'execution' && event.status === 'SUCCEEDED')
        committed.get(event.name.split('-').slice(0, 3).join('-'))?.();
    },
  });
  return {
    ...system,
    submit: (dossier) => submit(system, dossier),
    determine: async (dossier) => {
      const startedAt = performance.now();
      const { creditCode } = dossier.applicant;
      const done = new Promise<number>((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new NotDeterminedError(creditCode, failed)),
          PATIENCE_MS,
        ).unref();
        committed.set(`${creditCode}-1-1`, () => {
          clearTimeout(timer);
          resolve(performance.now() - startedAt);
        });
      });
      await submit(system, dossier);
      return done;
    },
    stop: async () => {
      await system.cloud.stop();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true });
    },
  };
}

async function submit({ cloud, keys }: LocalSystem, dossier: Submission): Promise<void> {
  const answer = await fetch(`${cloud.url}/v1/submissions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${keys.partner}`,
      'idempotency-key': dossier.applicant.creditCode,
    },
    body: JSON.stringify(dossier),
  });
  const said = await answer.text();
  if (answer.status !== 202) throw new UnexpectedAnswerError(answer.status, said);
}

/** On the RAM disk where there is one: it is not the disk that is measured. */
export const temporaryFolder = (): string =>
  mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'twelve-bench-'));

/** A benchmark of answers that went wrong would measure nothing. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
  constructor(status: number, said: string) {
    super(`${status} ${said}`);
  }
}

class NotDeterminedError extends Error {
  override readonly name = 'NotDeterminedError';
  constructor(creditCode: string, failed: readonly string[]) {
    super(`${creditCode} was not determined in time: ${failed.join('; ')}`);
  }
}
