import { pairsOf } from '../../draft/convert.ts';
import { payableItems } from '../../state/entries.ts';
import { labels, say } from '../../state/preferences.ts';
import { text } from '../../words/text.ts';
import type { Control } from './field.tsx';
import { type Option, optionsWith, Select, selectOf } from './select.tsx';

/** The things entered that can be paid for, and the one that is chosen. */
const optionsFor = (chosen: string): readonly Option[] =>
  optionsWith(chosen, payableItems.value, labels.value.item);

/** One of the things entered that can be paid for. */
export function ItemSelect(control: Control) {
  const select = selectOf(control);
  return <Select {...select} options={optionsFor(select.chosen)} />;
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
          <Select
            id={place === 0 ? `${id}-item` : undefined}
            chosen={item}
            options={optionsFor(item)}
            onValue={(chosen) => change(place, chosen, amount)}
            onLeave={onLeave}
            label={`${say(ITEM)} ${place + 1}`}
          />
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
            aria-label={`${say(REMOVE)} ${say(ITEM)} ${place + 1}`}
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
