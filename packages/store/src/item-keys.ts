import { createHash } from 'node:crypto';
import { type ClaimKey, parseClaimKey } from '@twelve/casework';
import type { Key } from './engine.ts';
import { SHARDS } from './tables.ts';

/** Every key of every table is made here, and nowhere else. See the table in `tables.ts`. */
export type ItemKey = Required<Key>;

export const casePartition = (creditCode: string): string => `CASE#${creditCode}`;
export const headKey = (creditCode: string): ItemKey => ({ pk: casePartition(creditCode), sk: 'CASE' });
export const dossierKey = (creditCode: string, version: number): ItemKey => ({
  pk: casePartition(creditCode),
  sk: `DOSSIER#${padded(version)}`,
});
export const registryKey = (creditCode: string, version: number): ItemKey => ({
  pk: casePartition(creditCode),
  sk: `REGISTRY#${padded(version)}`,
});
export const determinationPrefix = 'DETERMINATION#';
export const determinationKey = (creditCode: string, revision: number): ItemKey => ({
  pk: casePartition(creditCode),
  sk: `${determinationPrefix}${padded(revision)}`,
});
export const paymentPrefix = 'PAYMENT#';
export const paymentKey = (creditCode: string, number: number): ItemKey => ({
  pk: casePartition(creditCode),
  sk: `${paymentPrefix}${padded(number)}`,
});
export const submissionKey = (creditCode: string, id: string): ItemKey => ({
  pk: casePartition(creditCode),
  sk: `SUBMISSION#${id}`,
});

/** Whose submission an id is, for departments: partners look into their own partition only. */
export const pointerKey = (id: string): ItemKey => ({ pk: `SUBMISSION#${id}`, sk: 'SUBMISSION' });

export const partnerPartition = (partner: string): string => `PARTNER#${partner}`;
export const ownSubmissionKey = (partner: string, id: string): ItemKey => ({
  pk: partnerPartition(partner),
  sk: `SUBMISSION#${id}`,
});
export const listedPrefix = 'LISTED#';
export const listedKey = (partner: string, submittedAt: string, id: string): ItemKey => ({
  pk: partnerPartition(partner),
  sk: `${listedPrefix}${submittedAt}#${id}`,
});
export const applicantPrefix = (creditCode: string): string => `APPLICANT#${creditCode}#`;
export const applicantKey = (
  partner: string,
  creditCode: string,
  submittedAt: string,
  id: string,
): ItemKey => ({
  pk: partnerPartition(partner),
  sk: `${applicantPrefix(creditCode)}${submittedAt}#${id}`,
});
export const requestKey = (partner: string, key: string): ItemKey => ({
  pk: partnerPartition(partner),
  sk: `REQUEST#${sha256(key)}`,
});
export const webhookKey = (partner: string): ItemKey => ({ pk: partnerPartition(partner), sk: 'WEBHOOK' });
export const profileKey = (partner: string): ItemKey => ({ pk: partnerPartition(partner), sk: 'PROFILE' });

/**
 * The partition of what is claimed. Its first item is who holds it: the paid marker sorts before every claim, and
 * claims sort by time, then by credit code.
 */
export function claimPartition(key: ClaimKey): string {
  const claim = parseClaimKey(key);
  return claim.kind === 'document'
    ? `DOCUMENT#${claim.document}#${claim.number}`
    : quotaPartition(claim.clause, claim.year);
}
export const quotaPartition = (clause: string, year: number): string => `QUOTA#${clause}#${year}`;
export const claimPrefix = 'CLAIM#';
export function claimItemKey(key: ClaimKey, claimedAt: string, creditCode: string): ItemKey {
  const claim = parseClaimKey(key);
  const owner = `${claimPrefix}${claimedAt}#${creditCode}`;
  return { pk: claimPartition(key), sk: claim.kind === 'document' ? owner : `${owner}#${claim.project}` };
}
export const awardedPrefix = 'AWARDED';
export function awardedKey(key: ClaimKey, creditCode: string): ItemKey {
  const claim = parseClaimKey(key);
  const sk = claim.kind === 'document' ? awardedPrefix : `${awardedPrefix}#${creditCode}#${claim.project}`;
  return { pk: claimPartition(key), sk };
}
export const holdingPrefix = 'HELD#';
export function holdingKey(key: ClaimKey, creditCode: string): ItemKey {
  const claim = parseClaimKey(key);
  const project = claim.kind === 'place' ? claim.project : '';
  return { pk: claimPartition(key), sk: `${holdingPrefix}${creditCode}#${project}` };
}
export const awardedCountKey = (clause: string, year: number): ItemKey => ({
  pk: quotaPartition(clause, year),
  sk: 'COUNT',
});

export const accessKeyKey = (hash: string): Key => ({ pk: `KEY#${hash}` });

export const recalculationPartition = (id: string): string => `RECALCULATION#${id}`;
export const progressKey = (id: string): ItemKey => ({ pk: recalculationPartition(id), sk: 'PROGRESS' });
export const recalculatedPrefix = 'CASE#';
export const recalculatedKey = (id: string, creditCode: string): ItemKey => ({
  pk: recalculationPartition(id),
  sk: `${recalculatedPrefix}${creditCode}`,
});
export const changePrefix = 'CHANGE#';
export const changeKey = (id: string, creditCode: string): ItemKey => ({
  pk: recalculationPartition(id),
  sk: `${changePrefix}${creditCode}`,
});

/** Which partition of the sparse indexes a case belongs to: the same one for good. */
export function shardOf(creditCode: string): string {
  let sum = 0;
  for (const character of creditCode) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return SHARDS[sum % SHARDS.length] ?? SHARDS[0];
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Numbers in sort keys are of one length, so that they sort as numbers. */
const padded = (number: number): string => String(number).padStart(10, '0');
