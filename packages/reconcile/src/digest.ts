import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Dossier } from '@twelve/dossier';
import canonicalize from 'canonicalize';
import { ResolutionError } from './errors.ts';
import { byCodeUnit } from './slots.ts';

/**
 * The dossier's fingerprint: SHA-256 of its canonical JSON (RFC 8785) with every list in order, so that the order in
 * which an applicant lists things does not matter.
 *
 * @returns `sha256-` and 64 hexadecimal digits
 */
export const dossierDigest = (dossier: Dossier): string => digestOf(inOrder(dossier));

/** SHA-256 of a value's canonical JSON, lists as they are. */
export function digestOf(value: unknown): string {
  return `sha256-${bytesToHex(sha256(utf8ToBytes(canonical(value))))}`;
}

function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new ResolutionError('a value without a JSON form cannot be digested');
  return text;
}

/** Lists of texts by code unit, lists of entries by id (by their whole text where they have none). */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value
      .map((entry: unknown) => ({ key: sortKey(entry), entry: inOrder(entry) }))
      .map(({ key, entry }) => ({ key: `${key}\u0000${canonical(entry)}`, entry }))
      .sort((a, b) => byCodeUnit(a.key, b.key))
      .map(({ entry }) => entry);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, inOrder(entry)]));
}

const sortKey = (entry: unknown): string =>
  typeof entry === 'object' && entry !== null && 'id' in entry ? String(entry.id) : '';
