import type { ListName, Text } from '@twelve/dossier';
import type { MoneyUnit } from '../words/money.ts';

/** What is typed into one field: text, or several texts. `''` and `[]` are "nothing yet". */
export type Value = string | readonly string[];
export type Values = Readonly<Record<string, Value>>;

export interface Option {
  readonly value: string;
  readonly label: Text;
  readonly hint?: Text;
}

interface Common {
  /** The field's name in the dossier. */
  readonly name: string;
  readonly label: Text;
  readonly hint?: Text;
  /** May be left empty. */
  readonly optional?: true;
  /** Whether the entry has this field at all; where not, it is neither shown nor sent. */
  readonly belongs?: (values: Values) => boolean;
  /** Whether it is worth showing while empty; a field that holds something, or is found wrong, is always shown. */
  readonly matters?: (values: Values, context: EntryContext) => boolean;
}

/** What a field may know of the rest of the draft. */
export interface EntryContext {
  /** Entries of another list that can be referred to: id and how to call it. */
  readonly entriesOf: (list: ListName) => readonly Referable[];
}

export interface Referable {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
}

export type Field = Common &
  (
    | {
        readonly kind: 'choice';
        readonly options: readonly Option[];
        readonly other?: { readonly label: Text; readonly placeholder: string };
      }
    | { readonly kind: 'choices'; readonly options: readonly Option[] }
    | { readonly kind: 'yes-no' }
    | { readonly kind: 'flag' }
    | { readonly kind: 'money'; readonly unit: MoneyUnit }
    | { readonly kind: 'count' }
    | { readonly kind: 'year' }
    | { readonly kind: 'date' }
    | { readonly kind: 'text' }
    /** Letters and digits that stand for something: written however, read in capitals and without blanks. */
    | { readonly kind: 'code' }
    | { readonly kind: 'digits' }
    | { readonly kind: 'name-as-id' }
    | { readonly kind: 'reference'; readonly list: ListName }
    | { readonly kind: 'references'; readonly list: ListName; readonly most: number }
    | { readonly kind: 'settlement' }
    /** One of the policy's clauses, as the catalogue lists them. */
    | { readonly kind: 'clause' }
    /** What an award of the entry's clause is about: a year, a project, the applicant as a whole. */
    | { readonly kind: 'scope' }
    /** One of the things entered that can be paid for. */
    | { readonly kind: 'item' }
    /** Such things with an amount each. */
    | { readonly kind: 'item-lines' }
  );

export type FieldKind = Field['kind'];

export const one = (values: Values, name: string): string => {
  const value = values[name];
  return typeof value === 'string' ? value : '';
};

export const many = (values: Values, name: string): readonly string[] => {
  const value = values[name];
  return value === undefined || typeof value === 'string' ? [] : value;
};

export const isEmpty = (value: Value | undefined): boolean =>
  value === undefined ||
  (typeof value === 'string' ? value.trim() === '' : value.every((part) => part === ''));

/** Is the field part of the entry, as it stands? */
export const belongs = (field: Field, values: Values): boolean => field.belongs?.(values) ?? true;

/** Is the field shown? */
export const shown = (field: Field, values: Values, context: EntryContext, isWrong: boolean): boolean =>
  belongs(field, values) &&
  (isWrong || field.matters === undefined || field.matters(values, context) || !isEmpty(values[field.name]));
