import { pairsOf } from '../../draft/convert.ts';
import { payableItems } from '../../state/entries.ts';
import { labels, say } from '../../state/preferences.ts';
import { text } from '../../words/text.ts';
import { NOT_IN_LIST, PLEASE_CHOOSE } from './choices.tsx';
import type { Control } from './field.tsx';

function ItemOptions({ chosen }: { readonly chosen: string }) {
  const known = payableItems.value;
  return (
    <>
      <option value="">{say(PLEASE_CHOOSE)}</option>
      {chosen !== '' && !known.includes(chosen) && (
        <option value={chosen}>{`“${labels.value.item(chosen)}” ${say(NOT_IN_LIST)}`}</option>
      )}
      {known.map((item) => (
        <option value={item} key={item}>
          {labels.value.item(item)}
        </option>
      ))}
    </>
  );
}

/** One of the things entered that can be paid for. */
export function ItemSelect({ id, value, onValue, onLeave, invalid, describedBy }: Control) {
  const chosen = typeof value === 'string' ? value : '';
  return (
    <select
      id={id}
      value={chosen}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onValue(event.currentTarget.value)}
      onBlur={onLeave}
    >
      <ItemOptions chosen={chosen} />
    </select>
  );
}

/** What an earlier award paid for, item by item; its amount is their sum. */
export function ItemLines({ id, value, onValue, onLeave }: Control) {
  const pairs = pairsOf(value === undefined || typeof value === 'string' ? [] : value);
  const shown = pairs.length === 0 ? [['', ''] as const] : pairs;
  const change = (place: number, item: string, amount: string) =>
    onValue(shown.flatMap((pair, other) => (other === place ? [item, amount] : pair)));
  return (
    <div class="item-lines">
      {shown.map(([item, amount], place) => (
        <div class="item-line" key={place}>
          <select
            value={item}
            id={place === 0 ? `${id}-item` : undefined}
            aria-label={`${say(ITEM)} ${place + 1}`}
            onChange={(event) => change(place, event.currentTarget.value, amount)}
            onBlur={onLeave}
          >
            <ItemOptions chosen={item} />
          </select>
          <span class="typed-box">
            <input
              type="text"
              inputMode="decimal"
              value={amount}
              aria-label={`${say(AMOUNT)} ${place + 1}`}
              onInput={(event) => change(place, item, event.currentTarget.value)}
              onBlur={onLeave}
            />
            <span class="unit" aria-hidden="true">
              {say(YUAN)}
            </span>
          </span>
          <button
            type="button"
            class="quiet"
            onClick={() => onValue(shown.flatMap((pair, other) => (other === place ? [] : pair)))}
          >
            {say(REMOVE)}
          </button>
        </div>
      ))}
      <button type="button" class="quiet" onClick={() => onValue([...shown.flat(), '', ''])}>
        {say(ADD)}
      </button>
    </div>
  );
}

const ITEM = text('事项', 'Item');
const AMOUNT = text('金额（元）', 'Amount in yuan');
const YUAN = text('元', 'yuan');
const REMOVE = text('删除', 'Remove');
const ADD = text('再加一行', 'Another line');
