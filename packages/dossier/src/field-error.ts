import type { Text } from './text.ts';

/**
 * One thing wrong (or, as a warning, worth knowing) about one place of the input.
 * `pointer` is a JSON Pointer (RFC 6901) into what was sent; "" is the whole.
 */
export interface FieldError {
  readonly pointer: string;
  readonly code: string;
  readonly message: Text;
}

/** Either a value that can be trusted from here on, or everything that is wrong with it. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly FieldError[] }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** RFC 6901: `~` and `/` inside a name are escaped. */
export const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

export const fieldError = (
  path: readonly PropertyKey[],
  code: string,
  zh: string,
  en: string,
): FieldError => ({ pointer: pointerTo(path), code, message: { zh, en } });
