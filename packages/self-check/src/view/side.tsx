import { money, say } from '../state/preferences.ts';
import { hashOf, route } from '../state/route.ts';
import { policy, questions } from '../state/store.ts';
import { measureTotals } from '../state/totals.ts';
import { text } from '../words/text.ts';
import { factName } from './words.ts';

const NEXT_FEW = 4;

/** Beside a question, where there is room: what fits so far, and what comes next. */
export function Side() {
  if (route.value.view !== 'ask' && route.value.view !== 'edit') return null;
  const bringing = measureTotals.value.filter(({ fixedFen, ceilingFen }) => fixedFen + ceilingFen > 0);
  const { fact: shown } = route.value;
  const next = questions.value.filter(({ fact }) => fact !== shown).slice(0, NEXT_FEW);
  return (
    <div class="side-more">
      {bringing.length > 0 && (
        <section>
          <h2>{say(FITS)}</h2>
          <ul>
            {bringing.map(({ measure, fixedFen, ceilingFen }) => {
              const entry = policy.value?.measures.find((candidate) => candidate.measure === measure);
              return (
                <li key={measure}>
                  <span>{entry === undefined ? '' : say(entry.title)}</span>
                  <strong>{money(fixedFen + ceilingFen)}</strong>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {next.length > 0 && (
        <section>
          <h2>{say(COMING)}</h2>
          <ol>
            {next.map(({ fact }) => (
              <li key={fact}>
                <a href={hashOf({ view: 'ask', fact })}>{factName(fact)}</a>
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  );
}

const FITS = text('目前符合的措施', 'Measures that fit so far');
const COMING = text('接下来的问题', 'Coming next');
