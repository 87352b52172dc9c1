import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Item } from './engine.ts';

/**
 * Page cursors: opaque, and bound to the caller and the list that they were given for, so that none can be forged,
 * carried to another caller or used on another list.
 */
export interface Cursors {
  /** `list` names the caller and the list with its filters. */
  write(list: string, last: Item | undefined): string | null;
  /** Undefined where there is no cursor; throws {@link BadCursorError} where it is not one of ours for this list. */
  read(list: string, cursor: string | undefined): Item | undefined;
}

/** The secret is at least 32 characters long. */
export function cursors(secret: string): Cursors {
  if (secret.length < 32) throw new RangeError('a cursor secret has at least 32 characters');
  const seal = (list: string, payload: string) =>
    createHmac('sha256', secret).update(`${list}\n${payload}`).digest().subarray(0, 16);
  return {
    write: (list, last) => {
      if (last === undefined) return null;
      const payload = JSON.stringify(last);
      return Buffer.concat([seal(list, payload), Buffer.from(payload)]).toString('base64url');
    },
    read: (list, cursor) => {
      if (cursor === undefined) return undefined;
      const bytes = Buffer.from(cursor, 'base64url');
      const payload = bytes.subarray(16).toString();
      const expected = seal(list, payload);
      const given = bytes.subarray(0, 16);
      if (given.length !== 16 || !timingSafeEqual(given, expected)) throw new BadCursorError();
      return JSON.parse(payload);
    },
  };
}

/** The cursor was not given out for this list. */
export class BadCursorError extends Error {
  override readonly name = 'BadCursorError';
  constructor() {
    super('not a cursor of this list');
  }
}
