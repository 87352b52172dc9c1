import { type Dossier, parseCheck } from '@twelve/dossier';
import { jinhua } from '@twelve/measures';
import { type Award, type Circumstances, type Determination, determine } from '../src/index.ts';

/** The determination of a dossier that the schema accepts. */
export function determined(dossier: Dossier, circumstances: Circumstances = {}): Determination {
  const parsed = parseCheck(dossier);
  if (!parsed.ok) throw new RangeError(JSON.stringify(parsed.errors));
  return determine(jinhua, parsed.value, circumstances);
}

export function award({ awards }: Determination, id: string): Award {
  const found = awards.find((one) => one.id === id);
  if (found === undefined) throw new RangeError(`no award ${id} among ${awards.map((one) => one.id)}`);
  return found;
}

/** Status and amount of every award of money, by id. */
export const outcomes = ({ awards }: Determination): Readonly<Record<string, string>> =>
  Object.fromEntries(
    awards
      .filter(({ amountKind }) => amountKind === 'fixed' || amountKind === 'ceiling')
      .map(({ id, status, amount }) => [id, `${status} ${amount}`]),
  );

/** Why an award is not granted in full, without the texts. */
export const reasons = (determination: Determination, id: string) =>
  award(determination, id).because.map(({ rule, by, items }) => ({ rule, by, items }));

/** The same reasons in words, Chinese and English. */
export const said = (determination: Determination, id: string): readonly string[] =>
  award(determination, id).because.map(({ text }) => `${text.zh} ${text.en}`);

/** What each line taken brings after all deductions, by item. */
export const brings = (determination: Determination, id: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    award(determination, id).lines.map(({ item, value, deducted }) => [item, value - deducted]),
  );
