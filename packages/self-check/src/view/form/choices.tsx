import { useState } from 'preact/hooks';
import type { Field } from '../../fields/field.ts';
import { say } from '../../state/preferences.ts';
import { readCode } from '../../words/code.ts';
import { text } from '../../words/text.ts';
import { useGradually } from '../gradually.tsx';
import type { Control } from './field.tsx';
import { type Option, Select, selectOf } from './select.tsx';

type Choice = Extract<Field, { kind: 'choice' }>;
type Choices = Extract<Field, { kind: 'choices' }>;

const asText = (value: Control['value']): string => (typeof value === 'string' ? value : '');
const asList = (value: Control['value']): readonly string[] =>
  value === undefined || typeof value === 'string' ? [] : value;

/** One of several, a card each: large enough for a thumb. */
export function ChoiceCards({ field, id, value, onValue, onLeave, invalid, describedBy }: Control<Choice>) {
  const chosen = asText(value);
  const listed = field.options.some((option) => option.value === chosen);
  const [otherOpen, setOtherOpen] = useState(false);
  // The code of an option may be typed as well: the field stays where it is being typed in.
  const isOther = otherOpen || (!listed && chosen !== '');
  const drawn = useGradually(field.options.length + 1, CARDS_AT_ONCE);
  return (
    <div class="cards">
      {field.options.slice(0, drawn).map((option) => (
        <label class="card" key={option.value}>
          <input
            type="radio"
            name={id}
            value={option.value}
            checked={chosen === option.value && !isOther}
            onChange={() => {
              setOtherOpen(false);
              onValue(option.value);
            }}
          />
          <span class="card-text">
            {say(option.label)}
            {option.hint !== undefined && <span class="card-hint">{say(option.hint)}</span>}
          </span>
        </label>
      ))}
      {field.other !== undefined && drawn > field.options.length && (
        <div class="card card-other">
          <label class="card-line">
            <input
              type="radio"
              name={id}
              checked={isOther}
              onChange={() => {
                setOtherOpen(true);
                onValue('');
              }}
            />
            <span class="card-text">{say(field.other.label)}</span>
          </label>
          {isOther && (
            <input
              type="text"
              class="other-input"
              aria-label={say(field.other.label)}
              aria-invalid={invalid}
              aria-describedby={describedBy}
              placeholder={field.other.placeholder}
              value={chosen}
              autocomplete="off"
              onInput={(event) => onValue(event.currentTarget.value)}
              onBlur={() => {
                if (readCode(chosen) !== chosen) onValue(readCode(chosen));
                if (chosen !== '') onLeave();
              }}
            />
          )}
        </div>
      )}
    </div>
  );
}

/** What can be drawn in one go on a slow phone without being felt. */
const CARDS_AT_ONCE = 4;

/** One of several, in a form among others. What was pasted and fits none is shown, not lost. */
export function ChoiceSelect(control: Control<Choice>) {
  const options = control.field.options.map(({ value, label }): Option => [value, say(label)]);
  return <Select {...selectOf(control)} options={options} strange={NOT_KNOWN} />;
}

const NOT_KNOWN = text('无法识别，请重选', 'is not known: please choose');

/** Several of many, or none of them. */
export function ManyChoices({ field, value, onValue }: Control<Choices>) {
  const chosen = asList(value);
  const none = chosen.length === 1 && chosen[0] === '';
  const toggle = (option: string, on: boolean) => {
    const others = chosen.filter((other) => other !== option && other !== '');
    onValue(on ? [...others, option] : others);
  };
  const drawn = useGradually(field.options.length, CARDS_AT_ONCE);
  return (
    <div class="cards cards-many">
      {field.options.slice(0, drawn).map((option) => (
        <label class="card" key={option.value}>
          <input
            type="checkbox"
            checked={chosen.includes(option.value)}
            onChange={(event) => toggle(option.value, event.currentTarget.checked)}
          />
          <span class="card-text">{say(option.label)}</span>
        </label>
      ))}
      <label class="card">
        <input
          type="checkbox"
          checked={none}
          onChange={(event) => onValue(event.currentTarget.checked ? [''] : [])}
        />
        <span class="card-text">{say(NONE_OF_THESE)}</span>
      </label>
    </div>
  );
}

const NONE_OF_THESE = text('都不属于', 'None of these');

export function YesNo({ id, value, onValue, large }: Control) {
  return (
    <div class={large ? 'cards cards-two' : 'segments'}>
      {YES_NO.map((option) => (
        <label class={large ? 'card' : 'segment'} key={option.value}>
          <input
            type="radio"
            name={id}
            value={option.value}
            checked={value === option.value}
            onChange={() => onValue(option.value)}
          />
          <span class="card-text">{say(option.label)}</span>
        </label>
      ))}
    </div>
  );
}

const YES_NO = [
  { value: 'yes', label: text('是', 'Yes') },
  { value: 'no', label: text('否', 'No') },
];
