import { useEffect, useState } from 'preact/hooks';
import { exactAmounts, language, money, say } from '../state/preferences.ts';
import { hashOf } from '../state/route.ts';
import { totals } from '../state/totals.ts';
import { exactMoney, shortMoney } from '../words/money.ts';
import { counted, text } from '../words/text.ts';
import { leftOutText, mostText } from './words.ts';

/** Where one stands, always in sight: the total so far, what of it is certain or a ceiling, and what is open. */
export function Summary() {
  const { fixedFen, ceilingFen, questions, open } = totals.value;
  const leftOut = leftOutText(NOT_COUNTED);
  return (
    <section class="summary" aria-label={say(LABEL)}>
      <div class="summary-total">
        <span class="summary-name">{say(TOTAL)}</span>
        <strong class="summary-figure" data-testid="total" data-fen={fixedFen + ceilingFen}>
          {money(fixedFen + ceilingFen)}
        </strong>
      </div>
      <dl class="summary-parts">
        <div>
          <dt>{say(CERTAIN)}</dt>
          <dd data-testid="fixed" data-fen={fixedFen}>
            {money(fixedFen)}
          </dd>
        </div>
        <div>
          <dt>{say(CEILING)}</dt>
          <dd data-testid="ceiling" data-fen={ceilingFen}>
            {money(ceilingFen)}
          </dd>
        </div>
        <div>
          <dt>{say(OPEN)}</dt>
          <dd data-testid="open">
            {questions === 0 ? (
              say(NOTHING_OPEN)
            ) : (
              <a href={hashOf({ view: 'ask', fact: undefined })}>
                {say({ zh: `${questions} 个问题`, en: counted(questions, 'question') })}
              </a>
            )}
            {open !== undefined && <span class="summary-open">{mostText(open)}</span>}
          </dd>
        </div>
      </dl>
      {leftOut !== undefined && (
        <p class="summary-note">
          <a href={hashOf({ view: 'data' })}>{leftOut}</a>
        </p>
      )}
      <Spoken />
    </section>
  );
}

/** The unit switch: 万元, or to the fen. English amounts are exact in any case. */
export function UnitSwitch() {
  if (language.value === 'en') return null;
  return (
    <label class="switch">
      <input
        type="checkbox"
        checked={exactAmounts.value}
        onChange={(event) => {
          exactAmounts.value = event.currentTarget.checked;
        }}
      />
      <span>{say(EXACT)}</span>
    </label>
  );
}

/** What a screen reader says when the figures have come to rest. */
function Spoken() {
  const { fixedFen, ceilingFen, questions } = totals.value;
  const total = fixedFen + ceilingFen;
  const sentence = say({
    zh: `目前可得${shortMoney(total, 'zh')}，待答${questions}个问题`,
    en: `So far ${exactMoney(total, 'en')}, ${counted(questions, 'question')} open`,
  });
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(sentence), SPEAK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [sentence, language.value]);
  return (
    <p class="sr-only" role="status">
      {spoken}
    </p>
  );
}

/** Figures change with every letter typed; only where they stay is worth saying. */
const SPEAK_AFTER_MS = 900;

const LABEL = text('目前的结果', 'The result so far');
const TOTAL = text('目前可得', 'So far');
const CERTAIN = text('可确定', 'Certain');
const CEILING = text('上限额，由部门核定', 'Ceiling, set by the department');
const OPEN = text('待补充', 'Open');
const NOT_COUNTED = text('暂未计入', 'not counted yet');
const NOTHING_OPEN = text('无', 'Nothing');
const EXACT = text('金额精确到分', 'Exact amounts');
