import type { Dossier, ListName } from '@twelve/dossier';
import type { CatalogueClause, CatalogueMeasure } from '@twelve/measures';
import { belongs, type Field, many, type Option, one, type Value, type Values } from '../fields/field.ts';
import { specOf } from '../fields/lists.ts';
import { nameOfId } from './code.ts';
import { exactMoney, readMoney, shortMoney } from './money.ts';
import { bracketed, type Language, listed, type Text, text } from './text.ts';

/** How the things of a dossier are called: entries, items that are paid for, scopes and awards. */
export interface Labels {
  /** "2024-05-10 硬件设备 120万元" for `expenditures/e1`. */
  readonly item: (key: string) => string;
  /** "2024年度", "视觉平台" … for a clause's scope; empty where it is the applicant as a whole. */
  readonly scope: (clause: string, scope: string) => string;
  /** "共性技术研发平台补助（视觉平台）" for `2.2/p1`. */
  readonly award: (id: string) => string;
  readonly clause: (clause: string) => CatalogueClause | undefined;
}

export function labelsOf(
  dossier: Dossier,
  measures: readonly CatalogueMeasure[],
  language: Language,
  names: ReadonlyMap<string, string> | undefined,
): Labels {
  const nameOf = (id: string): string => names?.get(id) ?? nameOfId(id);
  const clauses = new Map(measures.flatMap(({ clauses: all }) => all).map((entry) => [entry.clause, entry]));
  const inList = new Map<ListName, ReadonlyMap<string, string>>();
  const entry: EntryName = (list, id) => {
    const known = inList.get(list) ?? labelsIn(dossier, list, entry, nameOf, language);
    inList.set(list, known);
    return known.get(id);
  };
  const scope = (clause: string, key: string): string =>
    scopeLabel(clauses.get(clause)?.facts ?? [], key, entry, nameOf, language);
  return {
    item: (key) => itemLabel(key, entry, nameOf, language),
    scope,
    clause: (id) => clauses.get(id),
    award: (id) => {
      const [clause = '', ...rest] = id.split('/');
      const known = clauses.get(clause);
      if (known === undefined) return id;
      const about = scope(clause, rest.join('/'));
      return about === '' ? known.title[language] : known.title[language] + bracketed(about, language);
    },
  };
}

/** The entries of a list by id; to those that are called the same is added what else is known of them. */
function labelsIn(
  dossier: Dossier,
  list: ListName,
  entry: EntryName,
  nameOf: (id: string) => string,
  language: Language,
): ReadonlyMap<string, string> {
  const called = (dossier[list] ?? []).flatMap((found) => {
    if (!('id' in found)) return [];
    const values = typedValues(found, nameOf);
    const more = MORE.flatMap((name) => {
      const known = values[name];
      return name === 'projectIds'
        ? many(values, name).map((id) => entry('projects', id) ?? id)
        : (known ?? []);
    });
    return [{ id: found.id, label: entryLabel(list, values, language, entry), more }];
  });
  const isOnly = (label: string): boolean => called.filter((other) => other.label === label).length === 1;
  return new Map(
    called.map(({ id, label, more }) => [
      id,
      more.length === 0 || isOnly(label) ? label : label + bracketed(listed(more, language), language),
    ]),
  );
}

/** What tells entries apart that are called the same: of expenditures, of recognitions. */
const MORE: readonly string[] = ['projectIds', 'invoiceNumber', 'grantedOn', 'certificateNumber'];

type EntryName = (list: ListName, id: string) => string | undefined;

const SCOPED_LISTS: readonly ListName[] = ['projects', 'recognitions', 'carriers'];

/** A scope says by its form what it is; which list an id is of follows from the facts that the clause reads. */
function scopeLabel(
  facts: readonly string[],
  key: string,
  entry: EntryName,
  nameOf: (id: string) => string,
  language: Language,
): string {
  if (key === 'applicant' || key === '') return '';
  if (/^\d{4}$/.test(key)) return yearLabel(key, language);
  const [, id = key, year] = /^(.*)\/(\d{4})$/.exec(key) ?? [];
  const lists = SCOPED_LISTS.filter((list) => facts.includes(list));
  const named = lists.map((list) => entry(list, id)).find((label) => label !== undefined) ?? nameOf(id);
  return year === undefined ? named : `${named} · ${yearLabel(year, language)}`;
}

const yearLabel = (year: string, language: Language): string => (language === 'zh' ? `${year}年度` : year);

const OF_A_YEAR: Readonly<Record<string, Text>> = {
  revenue: text('营业收入', 'revenue'),
  contribution: text('综合贡献额', 'comprehensive contribution'),
};

function itemLabel(
  key: string,
  entry: EntryName,
  nameOf: (id: string) => string,
  language: Language,
): string {
  const [list = '', id = '', part = ''] = key.split('/');
  switch (list) {
    case 'expenditures':
    case 'recognitions':
    case 'capitalContributions':
    case 'platformServices':
    case 'carriers':
      return entry(list, id) ?? id;
    case 'annualAccounts':
      return `${yearLabel(id, language)} ${OF_A_YEAR[part]?.[language] ?? part}`;
    case 'talents':
      return `${id} · ${yearLabel(part, language)}`;
    case 'subjects':
      return nameOf(id);
    case 'applicant':
      return optionLabel(RECOGNITION_KINDS, id, language);
    default:
      return key;
  }
}

/** What is paid once an applicant is named by the kind of recognition. */
const RECOGNITION_KINDS = specOf('recognitions').fields.flatMap((field) =>
  field.kind === 'choice' && field.name === 'kind' ? field.options : [],
);

/** How an entry is called where it is referred to: its name, or what tells it from the others. */
export function entryLabel(
  list: ListName,
  values: Values,
  language: Language,
  referred: EntryName = () => undefined,
): string {
  const { fields, entry } = specOf(list);
  const name = one(values, 'name');
  if (name !== '') return name;
  const show = (field: string): string => shownValue(fields, field, values, language, referred);
  switch (list) {
    case 'expenditures':
      return [show('incurredOn'), show('nature'), show('amount')].filter(Boolean).join(' ');
    case 'recognitions':
      return [show('level'), show('kind'), show('subjectId')].filter(Boolean).join(' ');
    case 'capitalContributions':
      return [show('paidInOn'), show('source'), show('amount')].filter(Boolean).join(' ');
    case 'platformServices':
      return [show('platformId'), show('year')].filter(Boolean).join(' ');
    case 'otherAwards':
      return [show('policy'), show('amount')].filter(Boolean).join(' ');
    case 'projects':
    case 'carriers': {
      const kind = show('kind');
      const id = one(values, 'id');
      return kind === '' ? `${entry[language]} ${id}` : `${kind} ${id}`;
    }
    case 'annualAccounts':
      return yearLabel(show('year'), language);
    default:
      return one(values, 'id');
  }
}

const shownValue = (
  fields: readonly Field[],
  name: string,
  values: Values,
  language: Language,
  referred: EntryName,
): string => {
  const value = one(values, name);
  const field = fields.find((candidate) => candidate.name === name && belongs(candidate, values));
  if (value === '' || field === undefined) return '';
  switch (field.kind) {
    case 'choice':
      return optionLabel(field.options, value, language);
    case 'money': {
      const read = readMoney(value, field.unit);
      return read.ok ? shortMoney(read.fen, language) : value;
    }
    case 'reference':
      return referred(field.list, value) ?? value;
    default:
      return value;
  }
};

export const optionLabel = (options: readonly Option[], value: string, language: Language): string =>
  options.find((option) => option.value === value)?.label[language] ?? value;

/** An entry of a dossier as far as labels read it; amounts with their unit. */
function typedValues(entry: object, nameOf: (id: string) => string): Values {
  return Object.fromEntries(
    Object.entries(entry).flatMap(([name, known]): (readonly [string, Value])[] => {
      if (typeof known === 'string')
        return [[name, name === 'subjectId' || name === 'platformId' ? nameOf(known) : known]];
      if (Array.isArray(known)) return [[name, known.map(String)]];
      if (typeof known === 'number')
        return [[name, name === 'year' ? String(known) : exactMoney(known, 'zh')]];
      return [];
    }),
  );
}
