import type { Text } from '@twelve/dossier';

/** The command cannot go on, and this sentence says why. It is shown without a stack; the exit code is 1. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly text: Text;

  constructor(text: Text, options?: ErrorOptions) {
    super(`${text.zh} ${text.en}`, options);
    this.text = text;
  }
}

/** What anything thrown says of itself. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
