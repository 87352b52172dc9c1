import type { CalendarDate, Text } from '@twelve/dossier';
import { PolicyPackError } from './errors.ts';
import type { Unit } from './types.ts';

/** A figure from a day on; a change is a new row, not an edit. */
export interface Row<T> {
  readonly from: CalendarDate;
  readonly value: T;
  readonly source: string;
}

/** A figure of the policy, with its rows in order of time. */
export interface Parameter<T = number> {
  readonly id: string;
  readonly unit: Unit | 'codes';
  readonly text: Text;
  readonly rows: readonly [Row<T>, ...Row<T>[]];
}

/** A point on which the policy's text is open, the readings we can take, and the one in force from a day on. */
export interface Interpretation<Option extends string = string> {
  readonly id: string;
  readonly question: Text;
  readonly options: Readonly<Record<Option, Text>>;
  /** It concerns the applicant as a whole, which has no day: the last choice counts for every event. */
  readonly ofApplicant: boolean;
  readonly choices: readonly [Row<Option>, ...Row<Option>[]];
}

/** Dated decisions by id: from the day of the first of them on they stand in place of the pack's rows. */
export interface Decisions {
  readonly parameters?: Readonly<Record<string, readonly [Row<unknown>, ...Row<unknown>[]]>>;
  readonly interpretations?: Readonly<Record<string, readonly [Row<string>, ...Row<string>[]]>>;
}

/** Looks up what is in force on the day of an event. Before the first row, the first row holds. */
export interface Policy {
  readonly version: string;
  /** The policy period, both ends included. */
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  valueOf<T>(parameter: Parameter<T>, on: CalendarDate): T;
  choiceOf<Option extends string>(interpretation: Interpretation<Option>, on: CalendarDate): Option;
  /** All rows in force at some time, in order. */
  rowsOf(parameter: Parameter<unknown>): readonly Row<unknown>[];
  choicesOf(interpretation: Interpretation): readonly Row<string>[];
}

type Head = Pick<Policy, 'version' | 'from' | 'to'>;

/** What is in force as the pack's own rows say. */
/* @__NO_SIDE_EFFECTS__ */
export const undecided = (head: Head): Policy => ({
  ...head,
  valueOf: (parameter, on) => inForce(parameter.rows, on),
  choiceOf: (interpretation, on) => inForce(interpretation.choices, on),
  rowsOf: ({ rows }) => rows,
  choicesOf: ({ choices }) => choices,
});

/** The same with what was decided otherwise. */
/* @__NO_SIDE_EFFECTS__ */
export function policy(head: Head, { parameters = {}, interpretations = {} }: Decisions = {}): Policy {
  const figures = revisions(parameters);
  const choices = revisions(interpretations);
  return {
    ...head,
    valueOf: (parameter, on) => {
      const revised = figures?.(parameter.id, parameter.rows);
      return revised === undefined ? inForce(parameter.rows, on) : sameKind(parameter, inForce(revised, on));
    },
    choiceOf: (interpretation, on) => {
      const revised = choices?.(interpretation.id, interpretation.choices);
      return revised === undefined
        ? inForce(interpretation.choices, on)
        : anOption(interpretation, inForce(revised, on));
    },
    rowsOf: (parameter) => figures?.(parameter.id, parameter.rows) ?? parameter.rows,
    choicesOf: (interpretation) =>
      choices?.(interpretation.id, interpretation.choices) ?? interpretation.choices,
  };
}

type Rows<T> = readonly [Row<T>, ...Row<T>[]];

/** What was decided, behind the rows of the pack that it leaves in force. Where nothing was, there is nothing to look up. */
function revisions<T>(decided: Readonly<Record<string, Rows<T>>>) {
  const byId = new Map(Object.entries(decided));
  if (byId.size === 0) return undefined;
  const whole = new Map<string, Rows<T>>();
  return (id: string, rows: Rows<T>): Rows<T> | undefined => {
    const known = whole.get(id);
    const later = byId.get(id);
    if (known !== undefined || later === undefined) return known;
    const [first, ...more] = rows.filter(({ from }) => from < later[0].from);
    const all: Rows<T> = first === undefined ? later : [first, ...more, ...later];
    whole.set(id, all);
    return all;
  };
}

/**
 * Refuses decisions that name nothing of a pack, or replace something by what it cannot be: else a slip would leave the
 * old figure in force, or stop at the first dossier that it concerns.
 *
 * @throws PolicyPackError
 */
export function checkDecisions(
  { parameters = {}, interpretations = {} }: Decisions,
  figures: readonly Parameter<unknown>[],
  register: readonly Interpretation[],
): void {
  for (const [id, rows] of Object.entries(parameters)) {
    const figure = inOrder(id, rows, figures);
    for (const { value } of rows) sameKind(figure, value);
  }
  for (const [id, rows] of Object.entries(interpretations)) {
    const point = inOrder(id, rows, register);
    for (const { value } of rows) anOption(point, value);
  }
}

function inOrder<T extends { readonly id: string }>(
  id: string,
  rows: readonly Row<unknown>[],
  pack: readonly T[],
): T {
  const found = pack.find((one) => one.id === id);
  if (found === undefined)
    throw new PolicyPackError(`${id} was decided, and there is no such point or figure`);
  if (rows.some(({ from }, at) => from <= (rows[at - 1]?.from ?? ''))) {
    throw new PolicyPackError(`the rows of ${id} are not in order of time`);
  }
  return found;
}

function inForce<T>(rows: readonly [Row<T>, ...Row<T>[]], on: CalendarDate): T {
  const [first] = rows;
  return rows.length === 1 ? first.value : (rows.findLast(({ from }) => from <= on) ?? first).value;
}

/** A revised figure must be of the kind that it replaces: a whole number stays a whole number. */
function sameKind<T>(parameter: Parameter<T>, value: unknown): T {
  const { value: model } = parameter.rows[0];
  if (!isLike(model, value)) {
    throw new PolicyPackError(`parameter ${parameter.id} was revised to something of another kind`);
  }
  return value;
}

function isLike<T>(model: T, value: unknown): value is T {
  return typeof model === 'number'
    ? Number.isSafeInteger(value)
    : Array.isArray(model) && Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

function anOption<Option extends string>(interpretation: Interpretation<Option>, value: string): Option {
  const known = (option: string): option is Option => Object.hasOwn(interpretation.options, option);
  if (!known(value)) {
    throw new PolicyPackError(`interpretation ${interpretation.id} has no option "${value}"`);
  }
  return value;
}
