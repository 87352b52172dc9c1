import type { Field } from '../../fields/field.ts';
import { context } from '../../state/entries.ts';
import { say } from '../../state/preferences.ts';
import { policy } from '../../state/store.ts';
import { text } from '../../words/text.ts';
import { PLEASE_CHOOSE } from './choices.tsx';
import type { Control } from './field.tsx';

type Reference = Extract<Field, { kind: 'reference' }>;
type References = Extract<Field, { kind: 'references' }>;

/** The projects that an expenditure served. One that is not in the list is shown, to be taken off. */
export function ReferenceBoxes({ field, value, onValue, onLeave }: Control<References>) {
  const chosen = value === undefined || typeof value === 'string' ? [] : value;
  const known = context.entriesOf(field.list);
  const strange = chosen.filter((id) => known.every((entry) => entry.id !== id));
  const toggle = (id: string, on: boolean) => {
    onValue(on ? [...chosen, id] : chosen.filter((other) => other !== id));
    onLeave();
  };
  return (
    <div class="ticks">
      {[...known, ...strange.map((id) => ({ id, label: `“${id}” ${say(NOT_IN_LIST)}` }))].map((entry) => (
        <label class="tick" key={entry.id}>
          <input
            type="checkbox"
            checked={chosen.includes(entry.id)}
            onChange={(event) => toggle(entry.id, event.currentTarget.checked)}
          />
          <span>{entry.label}</span>
        </label>
      ))}
    </div>
  );
}

const NOT_IN_LIST = text('不在列表中', 'is not in your list');

export function ReferenceSelect({
  field,
  id,
  value,
  onValue,
  onLeave,
  invalid,
  describedBy,
}: Control<Reference>) {
  const chosen = typeof value === 'string' ? value : '';
  const known = context.entriesOf(field.list);
  const strange = chosen !== '' && known.every((entry) => entry.id !== chosen);
  return (
    <select
      id={id}
      value={chosen}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onValue(event.currentTarget.value)}
      onBlur={onLeave}
    >
      <option value="">{say(known.length === 0 ? NONE_ENTERED : PLEASE_CHOOSE)}</option>
      {strange && <option value={chosen}>{`“${chosen}” ${say(NOT_IN_LIST)}`}</option>}
      {known.map((entry) => (
        <option value={entry.id} key={entry.id}>
          {entry.label}
        </option>
      ))}
    </select>
  );
}

const NONE_ENTERED = text('尚未填写产业园与孵化器', 'No park or incubator entered yet');

export function ClauseSelect({ id, value, onValue, onLeave, invalid, describedBy }: Control) {
  return (
    <select
      id={id}
      value={typeof value === 'string' ? value : ''}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onValue(event.currentTarget.value)}
      onBlur={onLeave}
    >
      <option value="">{say(PLEASE_CHOOSE)}</option>
      {(policy.value?.measures ?? []).flatMap(({ clauses }) =>
        clauses.map(({ clause, title }) => (
          <option value={clause} key={clause}>
            {`${clause} ${say(title)}`}
          </option>
        )),
      )}
    </select>
  );
}
