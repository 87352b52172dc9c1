import type { Field } from '../../fields/field.ts';
import { language, say } from '../../state/preferences.ts';
import { readCode } from '../../words/code.ts';
import { readDate } from '../../words/date.ts';
import { exactMoney, readMoney, shortMoney } from '../../words/money.ts';
import { text } from '../../words/text.ts';
import type { Control } from './field.tsx';

/** A figure, a day or a word. Takes whatever is typed; an amount is read back beside it, so that units are seen. */
export function TextInput({ field, id, value, onValue, onLeave, invalid, describedBy, labelledBy }: Control) {
  const typed = typeof value === 'string' ? value : '';
  const unit = unitOf(field);
  const echo = field.kind === 'money' ? echoOf(typed, field.unit) : '';
  return (
    <div class={`typed typed-${field.kind}`}>
      <span class="typed-box">
        <input
          type="text"
          id={id}
          value={typed}
          inputMode={INPUT_MODES[field.kind] ?? 'text'}
          placeholder={field.kind === 'date' ? DAY_AS_TYPED : undefined}
          autocomplete="off"
          spellcheck={false}
          aria-invalid={invalid}
          aria-labelledby={labelledBy}
          aria-describedby={
            [unit && `${id}-unit`, describedBy, echo && `${id}-echo`].filter(Boolean).join(' ') || undefined
          }
          onInput={(event) => onValue(event.currentTarget.value)}
          onBlur={() => {
            const read = READ[field.kind]?.(typed) ?? typed;
            if (read !== typed) onValue(read);
            if (typed !== '') onLeave();
          }}
        />
        {unit !== undefined && (
          <span class="unit" id={`${id}-unit`}>
            {say(unit)}
          </span>
        )}
      </span>
      {echo !== '' && (
        <span class="echo" id={`${id}-echo`}>
          {echo}
        </span>
      )}
    </div>
  );
}

/** What is rewritten, as it was understood, when the field is left. */
const READ: Readonly<Record<string, (typed: string) => string>> = { date: readDate, code: readCode };

/** The digits of an iPhone have a point beside them at most, and a day as it is written in figures has two. */
const INPUT_MODES: Readonly<Record<string, 'decimal' | 'numeric'>> = {
  money: 'decimal',
  count: 'decimal',
  date: 'decimal',
  year: 'numeric',
  digits: 'numeric',
};

/** An example that can be typed with those: it is rewritten when the field is left. */
export const DAY_AS_TYPED = '2024.5.10';

const YUAN = text('元', 'yuan');
const WAN = text('万元', '10,000 yuan');

const unitOf = (field: Field) => (field.kind === 'money' ? (field.unit === 'yuan' ? YUAN : WAN) : undefined);

function echoOf(typed: string, unit: 'yuan' | 'wan'): string {
  const read = readMoney(typed, unit);
  if (typed.trim() === '' || !read.ok) return '';
  const exact = exactMoney(read.fen, language.value);
  const short = shortMoney(read.fen, language.value);
  return short === exact ? `= ${exact}` : `= ${short}（${exact}）`;
}
