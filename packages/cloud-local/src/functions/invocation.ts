/** Lambda's limit for a synchronous request or answer, in bytes. */
export const payloadLimitBytes = 6 * 1024 * 1024;

/** What a function answered: JSON text, either its result or `{ errorType, errorMessage, trace? }`. */
export interface Outcome {
  readonly kind: 'success' | 'error';
  readonly payload: string;
}

export interface Invocation {
  readonly requestId: string;
  readonly payload: string;
  /** Set by a fault: kill the process before the handler runs, or after it ran but before it is heard. */
  readonly crash?: 'before' | 'after' | undefined;
  readonly settle: (outcome: Outcome) => void;
}

export function failure(errorType: string, errorMessage: string): Outcome {
  return { kind: 'error', payload: JSON.stringify({ errorType, errorMessage }) };
}
