import { halfWidth } from './money.ts';

/**
 * Ids in a dossier are plain ASCII of at most 64 characters, but people name a platform or a product in Chinese, and at
 * length. A name that is no legal id is carried as `u.` and the hexadecimal of its UTF-16 units, which can be read back.
 * What that is too short for is carried by its beginning and a mark made of all of it: told from every other, and read
 * back as `beginning…mark`, which gives the same id again.
 */
const LEGAL = /^[A-Za-z0-9._-]{1,64}$/;
const WHOLE = /^u\.((?:[0-9a-f]{4}){1,15})$/;
const BEGINNING = /^u\.((?:[0-9a-f]{4}){13})\.([0-9a-f]{8})$/;
const READ_BACK = /^(.{13})…([0-9a-f]{8})$/s;

/** How many UTF-16 units an id has room for: all of a name, or its beginning beside a mark. */
const WHOLE_UNITS = 15;
const BEGINNING_UNITS = 13;

export function idOfName(name: string): string {
  const trimmed = name.trim();
  if (LEGAL.test(trimmed) && nameOfId(trimmed) === trimmed) return trimmed;
  if (trimmed.length <= WHOLE_UNITS) return `u.${inHex(trimmed)}`;
  const [, beginning = trimmed.slice(0, BEGINNING_UNITS), mark = markOf(trimmed)] =
    READ_BACK.exec(trimmed) ?? [];
  return `u.${inHex(beginning)}.${mark}`;
}

export function nameOfId(id: string): string {
  const [, whole] = WHOLE.exec(id) ?? [];
  if (whole !== undefined) return fromHex(whole);
  const [, beginning, mark] = BEGINNING.exec(id) ?? [];
  return beginning === undefined ? id : `${fromHex(beginning)}…${mark}`;
}

const inHex = (units: string): string =>
  Array.from({ length: units.length }, (_, place) =>
    units.charCodeAt(place).toString(16).padStart(4, '0'),
  ).join('');

const fromHex = (hex: string): string =>
  hex.replace(/.{4}/g, (unit) => String.fromCharCode(Number.parseInt(unit, 16)));

/** FNV-1a over the UTF-16 units of a name, as eight hexadecimal digits. */
function markOf(name: string): string {
  let hash = 0x811c9dc5;
  for (let place = 0; place < name.length; place += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(place), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** `91330702 ma2e…`, `ｉ６５１３`: a code as it would be printed. */
export const readCode = (typed: string): string => halfWidth(typed).replace(/\s/g, '').toUpperCase();
