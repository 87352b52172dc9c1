/** Why each action of a transaction did not go through; undefined where that action was not the reason. */
export type RefusalReason = 'condition' | 'contention' | undefined;

/** A transaction was not carried out: nothing of it is written. */
export class TransactionRefusedError extends Error {
  override readonly name = 'TransactionRefusedError';
  readonly reasons: readonly RefusalReason[];

  constructor(reasons: readonly RefusalReason[], cause?: unknown) {
    super('the transaction was refused', { cause });
    this.reasons = reasons;
  }
}

/** Others were always faster: nothing is written, the caller may try again later. */
export class TooMuchContentionError extends Error {
  override readonly name = 'TooMuchContentionError';
  constructor(cause: unknown) {
    super('a case was changed by others again and again', { cause });
  }
}

/** Something that a record points to is not there: the store was tampered with or restored in part. */
export class BrokenReferenceError extends Error {
  override readonly name = 'BrokenReferenceError';
  constructor(what: string) {
    super(`the store does not hold ${what}`);
  }
}

/** A function was deployed without a setting that it needs. */
export class MissingSettingError extends Error {
  override readonly name = 'MissingSettingError';
  constructor(name: string) {
    super(`the environment variable ${name} is not set`);
  }
}

/** A caller is either a partner or a department, for good: their rights must not add up. */
export class RoleError extends Error {
  override readonly name = 'RoleError';
  constructor(partner: string, role: string) {
    super(`${partner} is a ${role} already`);
  }
}
