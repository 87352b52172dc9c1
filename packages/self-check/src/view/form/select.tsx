import { say } from '../../state/preferences.ts';
import { type Text, text } from '../../words/text.ts';
import type { Control } from './field.tsx';

/** What a select can be set to: the value, and what is shown of it. */
export type Option = readonly [value: string, label: string];

interface Props extends Pick<Control, 'onLeave'> {
  readonly id: string | undefined;
  readonly chosen: string;
  readonly options: readonly Option[];
  readonly onValue: (value: string) => void;
  /** Stands where nothing is chosen yet. */
  readonly ask?: Text | undefined;
  /** Stands behind what is chosen but not among the options: it is shown, not lost. */
  readonly strange?: Text | undefined;
  readonly label?: string | undefined;
  readonly invalid?: boolean | undefined;
  readonly describedBy?: string | undefined;
}

/** One of several that are listed. */
export function Select({
  id,
  chosen,
  options,
  onValue,
  onLeave,
  ask = PLEASE_CHOOSE,
  strange = NOT_IN_LIST,
  label,
  invalid,
  describedBy,
}: Props) {
  const isStrange = chosen !== '' && options.every(([value]) => value !== chosen);
  return (
    <select
      id={id}
      value={chosen}
      aria-label={label}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onValue(event.currentTarget.value)}
      onBlur={onLeave}
    >
      <option value="">{say(ask)}</option>
      {isStrange && <option value={chosen}>{`“${chosen}” ${say(strange)}`}</option>}
      {options.map(([value, shown]) => (
        <option value={value} key={value}>
          {shown}
        </option>
      ))}
    </select>
  );
}

/** Options by name. What is chosen though it is none of them (any more) comes first, and is said not to be. */
export function optionsWith(
  chosen: string,
  known: readonly string[],
  nameOf: (value: string) => string,
): readonly Option[] {
  const options = known.map((value): Option => [value, nameOf(value)]);
  return chosen === '' || known.includes(chosen)
    ? options
    : [[chosen, `“${nameOf(chosen)}” ${say(NOT_IN_LIST)}`], ...options];
}

/** What a control hands on to the select that it is. */
export const selectOf = ({ id, value, onValue, onLeave, invalid, describedBy }: Control) => ({
  id,
  chosen: typeof value === 'string' ? value : '',
  onValue,
  onLeave,
  invalid,
  describedBy,
});

const PLEASE_CHOOSE = text('请选择', 'Please choose');
export const NOT_IN_LIST = text('不在列表中', 'is not in your list');
