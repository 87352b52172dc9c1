import { language, say } from '../state/preferences.ts';
import { hashOf } from '../state/route.ts';
import { obstacles } from '../state/totals.ts';
import { citation } from '../words/source.ts';
import { labelled, text } from '../words/text.ts';
import { CONDITION, factName, SIGN } from './words.ts';

/** Where nothing can fit whatever else is answered: said at once, and why; a slip of the finger is corrected from here. */
export function Obstacles({ at }: { readonly at?: string }) {
  const found = obstacles.value;
  const facts = new Set(found.flatMap((condition) => condition.facts).filter((fact) => fact !== at));
  return (
    <div class="obstacles" role="status">
      {found.length > 0 && (
        <div class="note">
          <p>
            <strong>{say(NOTHING_FITS)}</strong>
          </p>
          <ul class="conditions">
            {found.map((condition) => (
              <li key={condition.id} class="condition condition-unmet">
                <span class="condition-sign" aria-hidden="true">
                  {SIGN.unmet}
                </span>
                <span class="condition-text">
                  <span class="sr-only">{labelled(say(CONDITION.unmet), '', language.value)}</span>
                  {say(condition.text)}{' '}
                  <span class="source">{citation(condition.source, language.value)}</span>
                </span>
              </li>
            ))}
          </ul>
          {facts.size > 0 && (
            <p class="links">
              {[...facts].map((fact) => (
                <a key={fact} href={hashOf({ view: 'edit', fact })}>
                  {`${say(CHANGE)}${factName(fact)}`}
                </a>
              ))}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

const NOTHING_FITS = text(
  '按目前的资料，十二条措施都不适用，不必再填其他内容。原因：',
  'On what was entered none of the twelve measures applies, and nothing else has to be filled in. Because:',
);
const CHANGE = text('修改：', 'Change: ');
