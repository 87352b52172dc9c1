/**
 * Reading a value that nothing is known of yet: the consistency rules look at the raw input, so that a broken
 * reference is reported together with a wrong type elsewhere. What is not of the expected type reads as undefined.
 */
export type RawRecord = Readonly<Record<string, unknown>>;

export const asRecord = (value: unknown): RawRecord | undefined => (isRecord(value) ? value : undefined);

const isRecord = (value: unknown): value is RawRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const asList = (value: unknown): readonly unknown[] | undefined =>
  Array.isArray(value) ? value : undefined;

export const textOf = (record: RawRecord, key: string): string | undefined => {
  const value = record[key];
  return typeof value === 'string' ? value : undefined;
};

export const integerOf = (record: RawRecord, key: string): number | undefined => {
  const value = record[key];
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
};

/** The part of a value at a path; undefined where there is none. */
export const valueAt = (raw: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    raw,
  );

export interface RawEntry {
  readonly index: number;
  readonly record: RawRecord;
}

/** The entries of a list that are objects, with their places; undefined where the list itself is left out. */
export function entriesOf(dossier: RawRecord, list: string): readonly RawEntry[] | undefined {
  const values = asList(dossier[list]);
  if (values === undefined) return undefined;
  const entries: RawEntry[] = [];
  values.forEach((value, index) => {
    const record = asRecord(value);
    if (record !== undefined) entries.push({ index, record });
  });
  return entries;
}
