import type { Text } from '@twelve/dossier';
import type { Field, Value } from '../fields/field.ts';
import { idOfName, nameOfId, readCode } from '../words/code.ts';
import { readDate } from '../words/date.ts';
import { halfWidth, holdsSeveral, type MoneyUnit, readMoney, writeMoney } from '../words/money.ts';
import { text } from '../words/text.ts';

/** What a typed value says: a value for the dossier, nothing yet, or what is wrong with it in plain words. */
export type Converted =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'error'; readonly value: unknown; readonly error: Text };

const NOTHING: Converted = { kind: 'nothing' };
const value = (known: unknown): Converted => ({ kind: 'value', value: known });
const wrong = (typed: unknown, error: Text): Converted => ({ kind: 'error', value: typed, error });

/** Reads one field as typed. What cannot be read is handed on as it is, so that nothing counts by mistake. */
export function convert(field: Field, typed: Value | undefined): Converted {
  const plain = typeof typed === 'string' ? typed.trim() : '';
  const parts = typed === undefined || typeof typed === 'string' ? [] : typed;
  switch (field.kind) {
    case 'choices':
      // One empty part stands for "none of these": an answer, where no part at all is none.
      return parts.length === 0 ? NOTHING : value(parts.filter((part) => part !== ''));
    case 'references':
      return value(parts);
    case 'settlement':
      return settlement(parts);
    case 'item-lines':
      // As above: one empty part stands for none, which a file may say; what was not filled in says nothing.
      if (parts.length === 1) return value([]);
      return parts.every((part) => part === '') ? NOTHING : value(itemLines(parts));
    case 'yes-no':
    case 'flag':
      return plain === '' ? NOTHING : value(plain === 'yes' ? true : plain === 'no' ? false : plain);
    default:
      return plain === '' ? NOTHING : convertText(field, plain);
  }
}

function convertText(field: Field, plain: string): Converted {
  switch (field.kind) {
    case 'money': {
      const read = readMoney(plain, field.unit);
      return read.ok ? value(read.fen) : wrong(plain, read.error);
    }
    case 'count':
    case 'year': {
      const count = readCount(plain);
      return count === undefined ? wrong(plain, NOT_A_WHOLE_NUMBER) : value(count);
    }
    case 'date':
      return value(readDate(plain));
    case 'digits':
      return value(halfWidth(plain).replace(/\s/g, ''));
    case 'code':
      return value(readCode(plain));
    case 'choice':
      // What is no option of the list is a code, where the field takes one; else the word that was pasted.
      return value(field.other === undefined ? plain : readCode(plain));
    case 'name-as-id':
      return value(idOfName(plain));
    default:
      return value(plain);
  }
}

const NOT_A_WHOLE_NUMBER = text('请填写整数', 'Enter a whole number');

/** `20`, `1,000`, `70亿`, `2024年度`. Undefined where it is none. */
function readCount(plain: string): number | undefined {
  const match = /^(\d+)(?:\.(\d+))?(亿|万)?(?:[个家]|年度?)?$/.exec(halfWidth(plain).replace(/[\s,]/g, ''));
  if (match === null || holdsSeveral(plain)) return undefined;
  const [, whole = '', fraction = '', unit] = match;
  const digits = unit === '亿' ? 8 : unit === '万' ? 4 : 0;
  if (fraction.length > digits) return undefined;
  const count = Number(`${whole}${fraction.padEnd(digits, '0')}`);
  return Number.isSafeInteger(count) ? count : undefined;
}

function settlement([kind, on = '']: readonly string[]): Converted {
  if (kind === undefined || kind === '') return NOTHING;
  if (kind === 'none') return value(null);
  return value({ kind, ...(on.trim() === '' ? {} : { on: readDate(on) }) });
}

/** Lines are typed as pairs: item, amount, item, amount … */
function itemLines(parts: readonly string[]): readonly unknown[] {
  return pairsOf(parts).map(([item, amount]) => {
    const read = readMoney(amount, 'yuan');
    return { item, ...(amount.trim() === '' ? {} : { value: read.ok ? read.fen : amount }) };
  });
}

export function pairsOf(parts: readonly string[]): readonly (readonly [string, string])[] {
  return parts.flatMap((part, place) => (place % 2 === 0 ? [[part, parts[place + 1] ?? ''] as const] : []));
}

/**
 * The way back: what would have been typed to give this value. What is wrong is shown as it is, where it can be shown
 * in this field at all; else undefined.
 */
export function typedFor(field: Field, known: unknown): Value | undefined {
  switch (field.kind) {
    case 'choices':
      return Array.isArray(known) ? (known.length === 0 ? [''] : known.map(String)) : undefined;
    case 'references':
      return Array.isArray(known) ? known.map(String) : undefined;
    case 'settlement': {
      if (known === null) return ['none'];
      const record = asObject(known);
      return record === undefined ? undefined : [textIn(record, 'kind'), textIn(record, 'on')];
    }
    case 'item-lines':
      if (!Array.isArray(known)) return undefined;
      return known.length === 0 ? [''] : known.flatMap(typedLine);
    default:
      return typeof known === 'object' ? undefined : typedText(field, known);
  }
}

function typedText(field: Field, known: unknown): string {
  switch (field.kind) {
    case 'yes-no':
    case 'flag':
      return known === true ? 'yes' : known === false ? 'no' : String(known);
    case 'money':
      return typedMoney(known, field.unit);
    case 'name-as-id':
      return nameOfId(String(known));
    default:
      return String(known);
  }
}

/** A dossier counts in fen: what is no whole number of them is said to be fen, or it would be read in the field's unit. */
const typedMoney = (known: unknown, unit: MoneyUnit): string =>
  /^\d+$/.test(String(known)) && Number.isSafeInteger(Number(known))
    ? writeMoney(Number(known), unit)
    : `${String(known)}分`;

function typedLine(line: unknown): readonly string[] {
  const record = asObject(line) ?? {};
  const { value: fen } = record;
  return [textIn(record, 'item'), fen === undefined ? '' : typedMoney(fen, 'yuan')];
}

export const asObject = (known: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof known === 'object' && known !== null && !Array.isArray(known)
    ? Object.fromEntries(Object.entries(known))
    : undefined;

const textIn = (record: Readonly<Record<string, unknown>>, key: string): string => {
  const known = record[key];
  return known === undefined || known === null ? '' : String(known);
};
