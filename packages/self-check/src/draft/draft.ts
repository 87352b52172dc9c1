import type { ListName } from '@twelve/dossier';
import type { Value, Values } from '../fields/field.ts';

/**
 * What was typed, as it was typed: kept on the device letter by letter, right or wrong. The dossier is made of it by
 * `to-dossier.ts`. Values, never changed in place.
 */
export interface Draft {
  readonly applicant: Values;
  readonly lists: Readonly<Partial<Record<ListName, ListDraft>>>;
  /** Facts that the owner does not know yet: asked again last. */
  readonly skipped: readonly string[];
}

/** "None" and "these" are both answers; a list that is left out has not been answered. */
export interface ListDraft {
  readonly answer: 'none' | 'some';
  readonly rows: readonly Row[];
}

export interface Row {
  /** Names the row on the page; not part of the dossier. */
  readonly key: string;
  readonly values: Values;
}

export const EMPTY_DRAFT: Draft = { applicant: {}, lists: {}, skipped: [] };

export const rowsOf = (draft: Draft, list: ListName): readonly Row[] => draft.lists[list]?.rows ?? [];

export const answerOf = (draft: Draft, list: ListName): 'none' | 'some' | undefined =>
  draft.lists[list]?.answer;

export const isBlank = (draft: Draft): boolean =>
  Object.keys(draft.applicant).length === 0 && Object.keys(draft.lists).length === 0;

export function withApplicant(draft: Draft, name: string, value: Value): Draft {
  return { ...draft, applicant: { ...draft.applicant, [name]: value } };
}

/** "None" keeps the rows, so that changing one's mind loses nothing. */
export function withAnswer(draft: Draft, list: ListName, answer: 'none' | 'some' | undefined): Draft {
  const { [list]: before, ...others } = draft.lists;
  return answer === undefined
    ? { ...draft, lists: others }
    : { ...draft, lists: { ...others, [list]: { answer, rows: before?.rows ?? [] } } };
}

export function withRows(draft: Draft, list: ListName, rows: readonly Row[]): Draft {
  return { ...draft, lists: { ...draft.lists, [list]: { answer: 'some', rows } } };
}

export const withRowValue = (draft: Draft, list: ListName, key: string, name: string, value: Value): Draft =>
  withRows(
    draft,
    list,
    rowsOf(draft, list).map((row) =>
      row.key === key ? { ...row, values: { ...row.values, [name]: value } } : row,
    ),
  );

/**
 * The answer stays: "none" is not taken back by a row that is put away after it. A project that is taken away is taken
 * out of the expenditures that it was linked to as well, an incubator out of what speaks of it.
 */
export function withoutRow(draft: Draft, list: ListName, key: string): Draft {
  const before = draft.lists[list];
  if (before === undefined) return draft;
  const id = before.rows.find((row) => row.key === key)?.values.id;
  const rows = before.rows.filter((row) => row.key !== key);
  const removed = { ...draft, lists: { ...draft.lists, [list]: { ...before, rows } } };
  if (typeof id !== 'string') return removed;
  if (list === 'projects') {
    return withValues(removed, 'expenditures', ({ projectIds }) =>
      Array.isArray(projectIds) && projectIds.includes(id)
        ? { projectIds: projectIds.filter((other) => other !== id) }
        : undefined,
    );
  }
  if (list !== 'carriers') return removed;
  // A product may be called as the incubator is numbered.
  const without = ({ subjectId, kind = 'ai-incubator' }: Values): Values | undefined =>
    subjectId === id && kind === 'ai-incubator' ? { subjectId: '' } : undefined;
  return withValues(withValues(removed, 'recognitions', without), 'priorAwards', without);
}

/** Changes the rows of a list for which there is a change. */
function withValues(draft: Draft, list: ListName, changeOf: (values: Values) => Values | undefined): Draft {
  const before = draft.lists[list];
  if (before === undefined) return draft;
  const rows = before.rows.map((row) => {
    const change = changeOf(row.values);
    return change === undefined ? row : { ...row, values: { ...row.values, ...change } };
  });
  return { ...draft, lists: { ...draft.lists, [list]: { ...before, rows } } };
}

export const skipping = (draft: Draft, fact: string): Draft => ({
  ...draft,
  skipped: [...draft.skipped.filter((other) => other !== fact), fact],
});

export const notSkipping = (draft: Draft, fact: string): Draft =>
  draft.skipped.includes(fact)
    ? { ...draft, skipped: draft.skipped.filter((other) => other !== fact) }
    : draft;

/**
 * The next free ids of a letter: `e1`, `e2` … What something still refers to is not free, or a new entry would be taken
 * for the one that was removed.
 */
function freeIds(draft: Draft, letter: string, wanted: number): readonly string[] {
  const taken = new Set(
    Object.values(draft.lists)
      .flatMap(({ rows }) => rows)
      .flatMap(({ values }) => Object.values(values).flat())
      .flatMap((known) => known.split('/')),
  );
  const free: string[] = [];
  for (let number = 1; free.length < wanted; number += 1) {
    const id = `${letter}${number}`;
    if (!taken.has(id)) free.push(id);
  }
  return free;
}

/** New rows at the end of a list, with ids and keys of their own. */
export function addedRows(
  draft: Draft,
  list: ListName,
  idLetter: string | undefined,
  entries: readonly Values[],
): { readonly draft: Draft; readonly keys: readonly string[] } {
  const before = rowsOf(draft, list);
  const ids = idLetter === undefined ? [] : freeIds(draft, idLetter, entries.length);
  const firstKey = before.reduce((most, { key }) => Math.max(most, Number(key) || 0), 0) + 1;
  const added = entries.map((values, place) => ({
    key: String(firstKey + place),
    values: ids[place] === undefined ? values : { id: ids[place], ...values },
  }));
  return { draft: withRows(draft, list, [...before, ...added]), keys: added.map(({ key }) => key) };
}
