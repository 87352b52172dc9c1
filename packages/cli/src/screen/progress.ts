import type { Summary } from './summary.ts';

/** What tells one screening from another: a run goes on only with its own. */
export interface Screening {
  readonly register: Register;
  readonly format: string;
  readonly engineVersion: string;
  readonly policyVersion: string;
}

/** A register that was changed is another one, whatever its length. */
export interface Register {
  readonly bytes: number;
  readonly modifiedMs: number;
}

/** How far a screening has come. Kept beside the output, so that the next run can go on. Plain JSON. */
export interface Progress {
  readonly screening: Screening;
  /** Where the next block starts in the register. */
  readonly byte: number;
  readonly line: number;
  /** How long the output and the list of rejected lines were then; what is beyond was not finished. */
  readonly outputBytes: number;
  readonly rejectedBytes: number;
  readonly summary: Summary;
}

/** One line that is written over itself, whole: the one before may have been longer. */
export function progressBar(doneBytes: number, allBytes: number, companies: number, seconds: number): string {
  const share = allBytes === 0 ? 1 : Math.min(1, doneBytes / allBytes);
  const filled = Math.round(share * WIDTH);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`;
  const rate = seconds > 0 ? Math.round(companies / seconds) : 0;
  return `${bar} ${String(Math.floor(share * 100)).padStart(3)}%  ${companies}  ${rate}/s${TO_END_OF_LINE}`;
}

const WIDTH = 30;
const TO_END_OF_LINE = '\u001b[K';
