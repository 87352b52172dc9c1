import { money, say } from '../../state/preferences.ts';
import { policy } from '../../state/store.ts';
import { type MeasureTotal, measureTotals } from '../../state/totals.ts';
import { text } from '../../words/text.ts';
import { useGradually } from '../gradually.tsx';
import { OUTCOME, openText, SIGN } from '../words.ts';

/** What each measure brings: filled for what is certain, hatched for a ceiling. The figures stand beside the bars. */
export function MeasureBars() {
  const rows = measureTotals.value;
  const longest = Math.max(1, ...rows.map(({ fixedFen, ceilingFen }) => fixedFen + ceilingFen));
  const drawn = useGradually(rows.length, ROWS_AT_ONCE);
  return (
    <section class="picture" aria-labelledby="bars-title">
      <h2 id="bars-title">{say(TITLE)}</h2>
      <ul class="legend" aria-hidden="true">
        <li>
          <Swatch kind="fixed" />
          {say(CERTAIN)}
        </li>
        <li>
          <Swatch kind="ceiling" />
          {say(CEILING)}
        </li>
      </ul>
      <ol class="bars">
        {rows.slice(0, drawn).map((row) => (
          <BarRow key={row.measure} row={row} longest={longest} />
        ))}
      </ol>
      <HatchPattern />
    </section>
  );
}

/** What can be drawn in one go on a slow phone without being felt. */
const ROWS_AT_ONCE = 4;

function BarRow({ row, longest }: { readonly row: MeasureTotal; readonly longest: number }) {
  const entry = policy.value?.measures.find(({ measure }) => measure === row.measure);
  const total = row.fixedFen + row.ceilingFen;
  const fixed = (row.fixedFen / longest) * 100;
  const ceiling = (row.ceilingFen / longest) * 100;
  return (
    <li class={`bar-row bar-${row.outcome}`}>
      <a class="bar-name" href={`#measure-${row.measure}`} onClick={openMeasure(row.measure)}>
        <span class="bar-number">{row.measure}</span>
        <span>{entry === undefined ? '' : say(entry.title)}</span>
      </a>
      {total > 0 && (
        <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
          <rect class="bar-ground" x="0" y="0" width="100" height="10" />
          <rect
            class="bar-fixed"
            x="0"
            y="0"
            width={Math.max(fixed, row.fixedFen > 0 ? 0.6 : 0)}
            height="10"
          />
          <rect class="bar-ceiling" x={fixed} y="0" width={ceiling} height="10" fill="url(#hatch)" />
        </svg>
      )}
      <span class="bar-figure">
        {total > 0 ? (
          <strong>{money(total)}</strong>
        ) : (
          <span class={`badge badge-${row.outcome}`}>
            <span aria-hidden="true">{SIGN[row.outcome]} </span>
            {say(OUTCOME[row.outcome])}
          </span>
        )}
        {row.nothingLeft && <span class="bar-note">{say(NOTHING_LEFT)}</span>}
        {row.ceilingFen > 0 && <span class="bar-note">{say(WITH_CEILING)}</span>}
        {row.open !== undefined && <span class="bar-note">{`${say(OPEN)}${openText(row.open)}`}</span>}
      </span>
    </li>
  );
}

/** Jumps to a measure and opens it. The address stays the view's own. */
export const openMeasure = (measure: number) => (event: Event) => {
  event.preventDefault();
  const card = document.getElementById(`measure-${measure}`);
  if (!(card instanceof HTMLDetailsElement)) return;
  card.open = true;
  card.scrollIntoView({ block: 'start' });
  card.querySelector('summary')?.focus({ preventScroll: true });
};

function Swatch({ kind }: { readonly kind: 'fixed' | 'ceiling' }) {
  return (
    <svg class="swatch" viewBox="0 0 16 10" aria-hidden="true" focusable="false">
      <rect
        class={`bar-${kind}`}
        width="16"
        height="10"
        {...(kind === 'ceiling' ? { fill: 'url(#hatch)' } : {})}
      />
    </svg>
  );
}

function HatchPattern() {
  return (
    <svg class="defs" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="hatch-ground" width="4" height="4" />
          <rect class="hatch-line" width="1.6" height="4" />
        </pattern>
      </defs>
    </svg>
  );
}

const TITLE = text('每条措施能带来多少', 'What each measure brings');
const CERTAIN = text('可确定', 'certain');
const CEILING = text('上限额，由部门核定', 'ceiling, set by the department');
const NOTHING_LEFT = text('未计入金额', 'nothing counted');
const WITH_CEILING = text('含上限额', 'incl. a ceiling');
const OPEN = text('待补充：', 'open: ');
