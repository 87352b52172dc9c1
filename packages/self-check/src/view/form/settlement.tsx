import { say } from '../../state/preferences.ts';
import { readDate } from '../../words/date.ts';
import { text } from '../../words/text.ts';
import type { Control } from './field.tsx';
import { DAY_AS_TYPED } from './text-input.tsx';

export const SETTLEMENTS = [
  { value: 'none', label: text('都不是，一直在金华', 'Neither: we have been here all along') },
  { value: 'new-registration', label: text('新注册在金华', 'Newly registered in Jinhua') },
  { value: 'relocation', label: text('从外地迁入金华', 'Moved to Jinhua') },
];

const DAY = text('完成日期', 'Done on');

/** Whether and when the applicant newly came to the city: a choice, and for two of three a day. */
export function Settlement({ id, value, onValue, onLeave, invalid, describedBy }: Control) {
  const [kind = '', on = ''] = value === undefined || typeof value === 'string' ? [] : value;
  return (
    <div class="cards">
      {SETTLEMENTS.map((option) => (
        <label class="card" key={option.value}>
          <input
            type="radio"
            name={id}
            value={option.value}
            checked={kind === option.value}
            onChange={() => onValue([option.value, on])}
          />
          <span class="card-text">{say(option.label)}</span>
        </label>
      ))}
      {(kind === 'new-registration' || kind === 'relocation') && (
        <div class="field field-date">
          <label class="label" for={`${id}-on`}>
            {say(DAY)}
          </label>
          <input
            type="text"
            id={`${id}-on`}
            value={on}
            inputMode="decimal"
            placeholder={DAY_AS_TYPED}
            autocomplete="off"
            aria-invalid={invalid}
            aria-describedby={describedBy}
            onInput={(event) => onValue([kind, event.currentTarget.value])}
            onBlur={() => {
              if (on === '') return;
              onValue([kind, readDate(on)]);
              onLeave();
            }}
          />
        </div>
      )}
    </div>
  );
}
