import { halfWidth } from './money.ts';

/**
 * Ids in a dossier are plain ASCII, but people name a platform or a product in Chinese. A name that is no legal id
 * is carried as `u.` and the hexadecimal of its UTF-16 units, which is legal and can be read back. At most 64
 * characters, so names of up to 15 Chinese characters.
 */
const LEGAL = /^[A-Za-z0-9._-]{1,64}$/;
const CARRIED = /^u\.((?:[0-9a-f]{4})+)$/;

export function idOfName(name: string): string {
  const trimmed = name.trim();
  if (LEGAL.test(trimmed) && !CARRIED.test(trimmed)) return trimmed;
  const units = Array.from({ length: trimmed.length }, (_, place) =>
    trimmed.charCodeAt(place).toString(16).padStart(4, '0'),
  );
  return `u.${units.join('')}`;
}

export function nameOfId(id: string): string {
  const carried = CARRIED.exec(id)?.[1];
  if (carried === undefined) return id;
  return carried.replace(/.{4}/g, (unit) => String.fromCharCode(Number.parseInt(unit, 16)));
}

/** The longest name that still fits an id. */
export const LONGEST_NAME = 15;

/** `91330702 ma2e…`, `ｉ６５１３`: a code as it would be printed. */
export const readCode = (typed: string): string => halfWidth(typed).replace(/\s/g, '').toUpperCase();
