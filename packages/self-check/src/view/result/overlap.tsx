import { computed } from '@preact/signals';
import type { Fen } from '@twelve/dossier';
import { labels, money, say } from '../../state/preferences.ts';
import { evaluation } from '../../state/store.ts';
import { awards } from '../../state/totals.ts';
import { text } from '../../words/text.ts';
import { ShortList } from './short-list.tsx';

/** One item that could be paid under several clauses: what it brings where it went, and would elsewhere. In fen. */
interface Overlap {
  readonly item: string;
  readonly ways: readonly Way[];
}

interface Way {
  readonly award: string;
  readonly valueFen: Fen;
  readonly taken: boolean;
}

const overlaps = computed((): readonly Overlap[] => {
  const taken = new Set(awards.value.flatMap(({ id, lines }) => lines.map(({ item }) => `${item} ${id}`)));
  // Where no place is left, or a one-time right is used up, an item would bring nothing.
  const closed = new Set(
    awards.value.flatMap(({ id, status }) =>
      status === 'wait-listed' || status === 'already-awarded' ? [id] : [],
    ),
  );
  const ways = new Map<string, Way[]>();
  for (const { clauses } of evaluation.value?.determination.measures ?? []) {
    for (const { clause, scope, outcome, lines } of clauses) {
      if (outcome !== 'eligible') continue;
      for (const { item, value } of lines) {
        const award = `${clause}/${scope}`;
        if (closed.has(award)) continue;
        const way = { award, valueFen: value, taken: taken.has(`${item} ${award}`) };
        ways.set(item, [...(ways.get(item) ?? []), way]);
      }
    }
  }
  return [...ways]
    .map(([item, found]) => ({
      item,
      ways: found.sort((a, b) => Number(b.taken) - Number(a.taken) || b.valueFen - a.valueFen),
    }))
    .filter(({ ways: found }) => found.length > 1)
    .sort((a, b) => largest(b) - largest(a));
});

const largest = ({ ways }: Overlap): Fen => Math.max(...ways.map(({ valueFen }) => valueFen));

const AT_FIRST = 6;

/** Where an item went, and what it would have brought elsewhere: filled where it counts, outlined where it does not. */
export function Overlaps() {
  const found = overlaps.value;
  const [first] = found;
  if (first === undefined) return null;
  const longest = Math.max(1, largest(first));
  return (
    <section class="picture" aria-labelledby="overlap-title">
      <h2 id="overlap-title">{say(TITLE)}</h2>
      <p class="hint">{say(EXPLAINED)}</p>
      <ShortList
        name="overlaps"
        atFirst={AT_FIRST}
        rows={found.map(({ item, ways }) => (
          <li key={item} class="overlap">
            <p class="overlap-item">{labels.value.item(item)}</p>
            <ul>
              {ways.map((way) => (
                <WayRow key={way.award} way={way} longest={longest} />
              ))}
            </ul>
          </li>
        ))}
      />
    </section>
  );
}

function WayRow({ way, longest }: { readonly way: Way; readonly longest: Fen }) {
  return (
    <li class={`way ${way.taken ? 'way-taken' : 'way-left'}`}>
      <span class="way-name">{labels.value.award(way.award)}</span>
      <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class="bar-ground" x="0" y="0" width="100" height="10" />
        <rect
          class={way.taken ? 'bar-fixed' : 'bar-left'}
          x="0.4"
          y="0.6"
          width={Math.max(0.6, (way.valueFen / longest) * 99)}
          height="8.8"
        />
      </svg>
      <span class="way-figure">
        <span class="way-sign">
          <span aria-hidden="true">{way.taken ? '✓ ' : '○ '}</span>
          {say(way.taken ? TAKEN : LEFT)}
        </span>
        <strong>{money(way.valueFen)}</strong>
      </span>
    </li>
  );
}

const TITLE = text('同一事项可走哪条政策', 'Where each item went');
const EXPLAINED = text(
  '一笔支出只能按一条政策补助（叠加的除外），系统以总额最高为准选择组合；金额为未扣最高限额的标准金额。',
  'One item is paid under one clause only, unless clauses stack. The combination is chosen for the highest total; values are before ceilings.',
);
const TAKEN = text('计入这里', 'counted here');
const LEFT = text('若归入这里', 'would bring');
