import type { Text } from '@twelve/dossier';
import type * as v from 'valibot';

/** What the fields of an object mean to whoever reads the description. */
export type Meaning = readonly [schema: v.GenericSchema, fields: Readonly<Record<string, Text>>];

/** Every field of the object has its words: the compiler asks for them. */
export const meaning = <Entries extends v.ObjectEntries>(
  schema: v.ObjectSchema<Entries, undefined>,
  fields: Readonly<Record<keyof Entries & string, Text>>,
): Meaning => [schema, fields];

export const say = (zh: string, en: string): Text => ({ zh, en });

/** Totals, wherever they are told. */
export const totals = {
  fixed: say('确定金额，单位：分', 'Fixed amounts, in fen'),
  ceiling: say('最高金额（由部门核定），单位：分', 'Ceilings below which the department decides, in fen'),
};
