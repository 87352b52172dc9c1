/**
 * The tables as data: what the stack creates, what the tests create and what the repositories rely on, in one place.
 * No SDK is imported here, so the stack can read it.
 *
 * | table | partition key | sort key | what |
 * | --- | --- | --- | --- |
 * | cases | `CASE#<creditCode>` | `CASE` | the case's head: revision, live submission, claims, what is in force |
 * | | | `DOSSIER#<version>` | what was submitted or amended, never changed afterwards |
 * | | | `REGISTRY#<version>` | official facts, never changed afterwards |
 * | | | `DETERMINATION#<revision>` | what was determined, from which inputs, and why |
 * | | | `PAYMENT#<number>` | what was paid |
 * | | | `SUBMISSION#<id>` | a submission of this applicant, withdrawn ones included |
 * | claims | `DOCUMENT#<kind>#<number>` | `AWARDED` or `CLAIM#<claimedAt>#<creditCode>` | who claims a document; first is holder |
 * | | `QUOTA#<clause>#<year>` | the same with `#<project>` at the end; `COUNT` | candidates for a year's places |
 * | | | `HELD#<creditCode>#<project>` | whose determination in force has a place |
 * | partners | `PARTNER#<partner>` | `SUBMISSION#<id>`, `LISTED#<submittedAt>#<id>` | a portal's own submissions: its whole world |
 * | | | `REQUEST#<hash>`, `WEBHOOK`, `PROFILE` | its idempotency records, its webhook, itself |
 * | | `SUBMISSION#<id>` | `SUBMISSION` | which case a submission belongs to (departments) |
 * | keys | `KEY#<sha256>` | – | an access key by its hash |
 * | recalculations | `RECALCULATION#<id>` | `PROGRESS`, `CASE#<creditCode>`, `CHANGE#<creditCode>` | progress and report |
 */
export interface TableSpec {
  /** The environment variable that holds the table's name in every function that uses it. */
  readonly environment: string;
  readonly partitionKey: string;
  readonly sortKey?: string;
  /** All key attributes are strings. */
  readonly indexes: Readonly<Record<string, IndexSpec>>;
  /** What the stream's records carry; absent where the table has no stream. */
  readonly stream?: 'NEW_IMAGE' | 'NEW_AND_OLD_IMAGES';
  /** Nothing of the ledger ever expires; named only where a table lets items go. */
  readonly timeToLiveAttribute?: string;
}

export interface IndexSpec {
  readonly partitionKey: string;
  readonly sortKey: string;
  /** `KEYS_ONLY`, or the attributes that come along. */
  readonly projection: 'KEYS_ONLY' | readonly string[];
}

export type TableName = 'cases' | 'claims' | 'partners' | 'keys' | 'recalculations';

export const tables = {
  cases: {
    environment: 'CASES_TABLE',
    partitionKey: 'pk',
    sortKey: 'sk',
    indexes: {
      /** Sparse: heads of cases whose determination lags behind their revision. The sweeper reads it. */
      unfinished: { partitionKey: 'unfinished', sortKey: 'raisedAt', projection: ['attempt', 'revision'] },
      /** Sparse: every case's head, in shards. Bulk recalculation and audits page through it. */
      everyCase: { partitionKey: 'shard', sortKey: 'pk', projection: 'KEYS_ONLY' },
    },
    stream: 'NEW_IMAGE',
  },
  claims: {
    environment: 'CLAIMS_TABLE',
    partitionKey: 'pk',
    sortKey: 'sk',
    indexes: {},
    stream: 'NEW_AND_OLD_IMAGES',
  },
  partners: { environment: 'PARTNERS_TABLE', partitionKey: 'pk', sortKey: 'sk', indexes: {} },
  keys: {
    environment: 'KEYS_TABLE',
    partitionKey: 'pk',
    indexes: {
      /** A partner's keys, for the command that lists, rotates and revokes them. */
      byPartner: { partitionKey: 'partner', sortKey: 'issuedAt', projection: ['id', 'role', 'revokedAt'] },
    },
  },
  recalculations: {
    environment: 'RECALCULATIONS_TABLE',
    partitionKey: 'pk',
    sortKey: 'sk',
    indexes: {
      /** Sparse: recalculations under way, for the sweeper. */
      running: { partitionKey: 'running', sortKey: 'movedAt', projection: ['id'] },
    },
  },
} as const satisfies Record<TableName, TableSpec>;

/** How many partitions the sparse indexes are spread over. */
export const SHARDS = ['0', '1', '2', '3', '4', '5', '6', '7'] as const;

/**
 * The stream filters of the cases and claims tables, as event source mappings take them: the functions are not woken
 * for what they would ignore. They look at `dynamodb` alone: a mapping on a table's stream filters by no other key,
 * says Lambda's documentation.
 */
export const streamFilters = {
  /** A case's head whose determination lags: `start`. */
  unfinishedCase: { dynamodb: { NewImage: { kind: { S: ['case'] }, unfinished: { S: [...SHARDS] } } } },
  /** A determination that came into force: `announce`. */
  newDetermination: { dynamodb: { NewImage: { kind: { S: ['determination'] } } } },
  /** A claim or a place that came, went or changed, or a paid marker: `reassess`. */
  claim: {
    dynamodb: { Keys: { sk: { S: [{ prefix: 'CLAIM#' }, { prefix: 'AWARDED' }, { prefix: 'HELD#' }] } } },
  },
} as const;
