import { type ListName, pointerTo, type Text } from '@twelve/dossier';
import { APPLICANT_FIELDS } from '../fields/applicant.ts';
import { belongs, type Field, isEmpty, type Values } from '../fields/field.ts';
import { LISTS, specOf } from '../fields/lists.ts';
import { asObject, convert } from './convert.ts';
import { answerOf, type Draft, type Row, rowsOf } from './draft.ts';

/** The dossier that a draft says, unchecked, and where its parts were typed. */
export interface Candidate {
  readonly dossier: Readonly<Record<string, unknown>>;
  /** What could not even be read, by JSON pointer; said instead of the dossier's own error at that place. */
  readonly unreadable: ReadonlyMap<string, Text>;
  /** For each list that is sent, the keys of its rows in order: place in the dossier → row on the page. */
  readonly rowKeys: Readonly<Partial<Record<ListName, readonly string[]>>>;
  /** The names that are carried as ids, by id: an id may be too short for all of one. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Makes the dossier. Empty fields and unanswered lists are left out (unknown), rows without anything in them too; a
 * list answered with "some" but without a row is still unknown.
 */
export function toDossier(draft: Draft): Candidate {
  const found: Found = { unreadable: new Map(), names: new Map() };
  const rowKeys: Partial<Record<ListName, readonly string[]>> = {};
  const dossier: Record<string, unknown> = {
    applicant: objectOf(APPLICANT_FIELDS, draft.applicant, ['applicant'], found),
  };
  for (const { name: list } of LISTS) {
    const answer = answerOf(draft, list);
    if (answer === undefined) continue;
    const rows = answer === 'none' ? [] : rowsOf(draft, list).filter((row) => !isUntouched(list, row));
    if (answer === 'some' && rows.length === 0) continue;
    rowKeys[list] = rows.map(({ key }) => key);
    dossier[list] = rows.map((row, place) => entryOf(list, row, place, found));
  }
  return { dossier, rowKeys, ...found };
}

/** What is noted while fields are read. */
interface Found {
  readonly unreadable: Map<string, Text>;
  readonly names: Map<string, string>;
}

/** A row in which nothing but its own number has been typed. */
export const isUntouched = (list: ListName, { values }: Row): boolean => {
  const { idLetter } = specOf(list);
  return Object.entries(values).every(
    ([name, value]) => isEmpty(value) || (name === 'id' && idLetter !== undefined),
  );
};

function entryOf(
  list: ListName,
  { values }: Row,
  place: number,
  found: Found,
): Readonly<Record<string, unknown>> {
  const spec = specOf(list);
  const entry = objectOf(spec.fields, values, [list, place], found);
  const { id } = values;
  const named = spec.idLetter === undefined || typeof id !== 'string' ? entry : { id, ...entry };
  return list === 'priorAwards' ? { ...named, amount: sumOfLines(named.lines) } : named;
}

/** An earlier award is the sum of its lines; what cannot be added up is left for the dossier's check to refuse. */
function sumOfLines(lines: unknown): number {
  return (Array.isArray(lines) ? lines : []).reduce<number>((sum, line) => {
    const amount = asObject(line)?.value;
    return typeof amount === 'number' ? sum + amount : sum;
  }, 0);
}

function objectOf(
  fields: readonly Field[],
  values: Values,
  path: readonly PropertyKey[],
  { unreadable, names }: Found,
): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const field of fields) {
    if (!belongs(field, values)) continue;
    const typed = values[field.name];
    const converted = convert(field, typed);
    if (converted.kind === 'nothing') continue;
    object[field.name] = converted.value;
    if (field.kind === 'name-as-id') names.set(String(converted.value), String(typed).trim());
    if (converted.kind === 'error') unreadable.set(pointerTo([...path, field.name]), converted.error);
  }
  return object;
}
