import type { Value, Values } from '../fields/field.ts';
import { isListName } from '../fields/lists.ts';
import { asObject } from './convert.ts';
import { type Draft, EMPTY_DRAFT, type ListDraft, type Row } from './draft.ts';

/** Where the draft is kept: on this device, in this browser, nowhere else. */
export const STORAGE_KEY = 'twelve.self-check.draft';

/** What is kept; where the browser keeps nothing (private windows may not), an empty draft. */
export function loadDraft(storage: Pick<Storage, 'getItem'> | undefined): Draft {
  try {
    const kept = storage?.getItem(STORAGE_KEY);
    return kept === null || kept === undefined ? EMPTY_DRAFT : readDraft(JSON.parse(kept));
  } catch {
    return EMPTY_DRAFT;
  }
}

/** Returns whether it could be kept. */
export function keepDraft(storage: Pick<Storage, 'setItem'> | undefined, draft: Draft): boolean {
  try {
    storage?.setItem(STORAGE_KEY, JSON.stringify(draft));
    return storage !== undefined;
  } catch {
    return false;
  }
}

export function forgetDraft(storage: Pick<Storage, 'removeItem'> | undefined): void {
  try {
    storage?.removeItem(STORAGE_KEY);
  } catch {
    // Nothing was kept where the browser forbids it, so there is nothing to take away.
  }
}

/** Whatever is found under the key – of an older page, or damaged – becomes a draft or is left out. */
function readDraft(kept: unknown): Draft {
  const draft = asObject(kept) ?? {};
  const lists = Object.entries(asObject(draft.lists) ?? {}).flatMap(([name, list]) => {
    const known = readList(list);
    return isListName(name) && known !== undefined ? [[name, known] as const] : [];
  });
  return {
    applicant: readValues(draft.applicant),
    lists: Object.fromEntries(lists),
    skipped: Array.isArray(draft.skipped) ? draft.skipped.filter((fact) => typeof fact === 'string') : [],
  };
}

function readList(kept: unknown): ListDraft | undefined {
  const list = asObject(kept);
  if (list === undefined || (list.answer !== 'none' && list.answer !== 'some')) return undefined;
  const rows = (Array.isArray(list.rows) ? list.rows : []).map(asObject);
  const keys = rows.flatMap((row) => (typeof row?.key === 'string' ? [row.key] : []));
  const named = new Set(keys).size === rows.length;
  return {
    answer: list.answer,
    rows: rows.map(
      (row, place): Row => ({
        key: (named ? keys[place] : undefined) ?? String(place + 1),
        values: readValues(row?.values),
      }),
    ),
  };
}

function readValues(kept: unknown): Values {
  return Object.fromEntries(
    Object.entries(asObject(kept) ?? {}).flatMap(([name, known]): (readonly [string, Value])[] => {
      if (typeof known === 'string') return [[name, known]];
      return Array.isArray(known) ? [[name, known.map(String)]] : [];
    }),
  );
}
