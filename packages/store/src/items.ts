import { isUnfinished, placeKey, type Write } from '@twelve/casework';
import type { Action, Item } from './engine.ts';
import {
  applicantKey,
  awardedCountKey,
  awardedKey,
  changeKey,
  claimItemKey,
  determinationKey,
  dossierKey,
  headKey,
  holdingKey,
  type ItemKey,
  listedKey,
  ownSubmissionKey,
  paymentKey,
  pointerKey,
  recalculatedKey,
  registryKey,
  requestKey,
  shardOf,
  submissionKey,
} from './item-keys.ts';
import type { TableName } from './tables.ts';

/**
 * One write of the casework as actions of a transaction. What streams, indexes and conditions look at are attributes;
 * the record itself is the JSON text in `body`, so that it is read back exactly as it was written.
 */
export function actionsOf(write: Write): Action[] {
  switch (write.write) {
    case 'head':
      return [
        put(
          'cases',
          headKey(write.head.creditCode),
          'case',
          write.head,
          headAttributes(write),
          stamped(write.was),
        ),
      ];
    case 'dossier': {
      const { creditCode, version } = write.version;
      return [put('cases', dossierKey(creditCode, version), 'dossier', write.version, {}, ABSENT)];
    }
    case 'registry': {
      const { creditCode, version } = write.version;
      return [put('cases', registryKey(creditCode, version), 'registry', write.version, {}, ABSENT)];
    }
    case 'determination': {
      const { creditCode, revision } = write.record;
      return [
        put('cases', determinationKey(creditCode, revision), 'determination', write.record, {}, ABSENT),
      ];
    }
    case 'payment': {
      const { creditCode, number } = write.payment;
      return [put('cases', paymentKey(creditCode, number), 'payment', write.payment, {}, ABSENT)];
    }
    case 'submission': {
      const { creditCode, id } = write.submission;
      return [put('cases', submissionKey(creditCode, id), 'submission', write.submission)];
    }
    case 'list':
      return listKeys(write).map((key) => put('partners', key, 'listed', write.submission));
    case 'unlist':
      return listKeys(write)
        .filter(({ sk }) => sk !== 'SUBMISSION')
        .map((key) => ({ action: 'delete', table: 'partners', key }));
    default:
      return ledgerActionsOf(write);
  }
}

type LedgerWrite = Exclude<
  Write,
  {
    write: 'head' | 'dossier' | 'registry' | 'determination' | 'payment' | 'submission' | 'list' | 'unlist';
  }
>;

function ledgerActionsOf(write: LedgerWrite): Action[] {
  switch (write.write) {
    case 'claim': {
      const { claim } = write;
      const key = claimItemKey(claim.key, claim.claimedAt, claim.creditCode);
      return [put('claims', key, 'claim', claim, { creditCode: claim.creditCode })];
    }
    case 'release': {
      const { key, claimedAt, creditCode } = write.claim;
      return [{ action: 'delete', table: 'claims', key: claimItemKey(key, claimedAt, creditCode) }];
    }
    case 'holding': {
      const { key, creditCode } = write;
      return [put('claims', holdingKey(key, creditCode), 'holding', { key, creditCode }, { creditCode })];
    }
    case 'not-holding':
      return [{ action: 'delete', table: 'claims', key: holdingKey(write.key, write.creditCode) }];
    case 'paid-document': {
      const { key, creditCode, at } = write;
      const marker = { key, creditCode, paidAt: at };
      return [put('claims', awardedKey(key, creditCode), 'awarded', marker, { creditCode }, ABSENT)];
    }
    case 'paid-places': {
      const { clause, year, models, creditCode, places, at } = write;
      const markers = models.map(({ project, claimedAt }) => {
        const key = placeKey(clause, year, project);
        const marker = { key, creditCode, project, claimedAt, paidAt: at };
        return put('claims', awardedKey(key, creditCode), 'awarded', marker, { creditCode }, ABSENT);
      });
      const count = { table: 'claims', key: awardedCountKey(clause, year), attribute: 'paid' } as const;
      return [...markers, { action: 'count', ...count, by: models.length, most: places }];
    }
    case 'request': {
      const { partner, key } = write.request;
      return [put('partners', requestKey(partner, key), 'request', write.request, {}, ABSENT)];
    }
    case 'recalculating': {
      const { recalculation, creditCode } = write;
      const key = recalculatedKey(recalculation, creditCode);
      return [put('recalculations', key, 'raised', { creditCode }, {}, ABSENT)];
    }
    case 'recalculated': {
      const { recalculation, creditCode, before, after, changed } = write;
      const result = { creditCode, before, after };
      const settled = put('recalculations', recalculatedKey(recalculation, creditCode), 'settled', result);
      if (!changed) return [settled];
      return [settled, put('recalculations', changeKey(recalculation, creditCode), 'change', result)];
    }
    default:
      return write satisfies never;
  }
}

/** The record that an item holds. Only what this module wrote is read, so its shape is trusted. */
export function bodyOf<T>(item: Item): T {
  return JSON.parse(String(item.body));
}

function put(
  table: TableName,
  key: ItemKey,
  kind: string,
  body: object,
  attributes: Item = {},
  condition?: Extract<Action, { action: 'put' }>['condition'],
): Action {
  const item = { ...key, kind, ...attributes, body: JSON.stringify(body) };
  return condition === undefined ? { action: 'put', table, item } : { action: 'put', table, item, condition };
}

const ABSENT = { is: 'absent' } as const;

const stamped = (was: number | null) =>
  was === null ? ABSENT : ({ is: 'equal', attribute: 'stamp', value: was } as const);

function headAttributes({ head }: Extract<Write, { write: 'head' }>): Item {
  const shard = shardOf(head.creditCode);
  return {
    creditCode: head.creditCode,
    stamp: head.stamp,
    revision: head.revision,
    attempt: head.attempt,
    raisedAt: head.raisedAt,
    shard,
    ...(isUnfinished(head) ? { unfinished: shard } : {}),
  };
}

const listKeys = ({ submission }: Extract<Write, { write: 'list' | 'unlist' }>): ItemKey[] => {
  const { partner, submittedAt, id, creditCode } = submission;
  return [
    ownSubmissionKey(partner, id),
    listedKey(partner, submittedAt, id),
    applicantKey(partner, creditCode, submittedAt, id),
    pointerKey(id),
  ];
};
