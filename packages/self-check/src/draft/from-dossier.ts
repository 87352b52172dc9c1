import type { ListName } from '@twelve/dossier';
import { APPLICANT_FIELDS } from '../fields/applicant.ts';
import { belongs, type Field, type Value, type Values } from '../fields/field.ts';
import { isListName, LISTS, specOf } from '../fields/lists.ts';
import { asObject, typedFor } from './convert.ts';
import type { Draft, ListDraft } from './draft.ts';

export interface Opened {
  readonly draft: Draft;
  /** What was left out. */
  readonly ignored: readonly string[];
}

export type Imported =
  | ({ readonly ok: true } & Opened)
  | { readonly ok: false; readonly problem: 'not-json' | 'no-dossier' };

/**
 * Reads a dossier's JSON into a draft. Values that are wrong come in as they are, so that they are corrected where
 * they are seen; only fields that no dossier has, and values that no field can show, are left out, and named. A
 * submission as portals get it has its dossier inside.
 */
export function fromDossierText(json: string): Imported {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return { ok: false, problem: 'not-json' };
  }
  const whole = asObject(parsed);
  const dossier = asObject(whole?.dossier) ?? whole;
  const applicant = asObject(dossier?.applicant);
  return dossier === undefined || applicant === undefined
    ? { ok: false, problem: 'no-dossier' }
    : { ok: true, ...fromDossier(dossier, applicant) };
}

function fromDossier(
  dossier: Readonly<Record<string, unknown>>,
  applicant: Readonly<Record<string, unknown>>,
): Opened {
  const ignored: string[] = Object.keys(dossier).filter((name) => name !== 'applicant' && !isListName(name));
  const lists: Partial<Record<ListName, ListDraft>> = {};
  for (const { name: list } of LISTS) {
    const entries = dossier[list];
    if (entries === undefined) continue;
    if (!Array.isArray(entries)) {
      ignored.push(list);
      continue;
    }
    lists[list] = listOf(list, entries, ignored);
  }
  return {
    draft: { applicant: valuesOf(APPLICANT_FIELDS, applicant, 'applicant', ignored), lists, skipped: [] },
    ignored,
  };
}

function listOf(list: ListName, entries: readonly unknown[], ignored: string[]): ListDraft {
  const { fields, idLetter } = specOf(list);
  const rows = entries.map((entry, place) => {
    const { id, amount, ...rest } = asObject(entry) ?? {};
    if (asObject(entry) === undefined) ignored.push(`${list} ${place + 1}`);
    const record = {
      ...rest,
      // The amount of an earlier award is the sum of its lines; it is not typed.
      ...(amount === undefined || list === 'priorAwards' ? {} : { amount }),
      ...(id === undefined || idLetter !== undefined ? {} : { id }),
    };
    const values = valuesOf(fields, record, `${list} ${place + 1}`, ignored);
    return {
      key: String(place + 1),
      values: idLetter === undefined || id === undefined ? values : { ...values, id: String(id) },
    };
  });
  return { answer: rows.length === 0 ? 'none' : 'some', rows };
}

function valuesOf(
  fields: readonly Field[],
  record: Readonly<Record<string, unknown>>,
  place: string,
  ignored: string[],
): Values {
  const values: Record<string, Value> = {};
  const choices: Record<string, Value> = Object.fromEntries(
    Object.entries(record).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  for (const [name, known] of Object.entries(record)) {
    const field = fields.find((candidate) => candidate.name === name && belongs(candidate, choices));
    const typed = field === undefined ? undefined : typedFor(field, known);
    if (typed === undefined) ignored.push(`${place}: ${name}`);
    else values[name] = typed;
  }
  return values;
}
