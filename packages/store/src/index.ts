export {
  type AccessKey,
  findKey,
  type IssuedKey,
  issueKey,
  keepKey,
  listKeys,
  newKey,
  type Role,
  revokeKey,
  roleOf,
} from './access-keys.ts';
export { BadCursorError, type Cursors, cursors } from './cursors.ts';
export {
  type Paid,
  type PayRefusal,
  payAwards,
  putRegistryFacts,
  type Transferred,
  transferCase,
} from './department.ts';
export { dynamoEngine, type TableNames, tableNames } from './dynamo.ts';
export {
  type Action,
  type Condition,
  type Engine,
  everyItem,
  type Item,
  type Key,
  type Query,
} from './engine.ts';
export * from './errors.ts';
export {
  type Checked,
  type Committed,
  commitCase,
  failCase,
  type Loaded,
  loadCase,
  type Reconciled,
  reconcileCase,
  type Task,
} from './evaluating.ts';
export { followLedger, type LedgerChange, sweepUnfinished } from './following.ts';
export { bodyOf } from './items.ts';
export { type MemoryChange, type MemoryEngine, memoryEngine } from './memory.ts';
export { readHead, type Viewer } from './reading.ts';
export {
  beginRecalculation,
  CASES_A_STEP,
  type Recalculated,
  type Recalculation,
  readRecalculation,
  recalculateStep,
  stalledRecalculations,
} from './recalculating.ts';
export { openStore, type Result, type Store } from './store.ts';
export {
  type Accepted,
  amendSubmission,
  type SubmitRefusal,
  submitDossier,
  withdrawSubmission,
} from './submitting.ts';
export { type IndexSpec, SHARDS, streamFilters, type TableName, type TableSpec, tables } from './tables.ts';
export { everyCase, type Finding, type Verification, verifyStore } from './verifying.ts';
export {
  type CaseView,
  listDeterminations,
  listSubmissions,
  type PastDetermination,
  type SubmissionSummary,
  type SubmissionView,
  viewCase,
  viewQuota,
  viewSubmission,
} from './views.ts';
export {
  disableWebhook,
  readWebhook,
  registerWebhook,
  removeWebhook,
  secretsAt,
  type Webhook,
} from './webhooks.ts';
