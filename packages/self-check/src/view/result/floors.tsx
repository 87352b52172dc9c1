import { computed } from '@preact/signals';
import type { ClauseCheck, ConditionCheck } from '@twelve/measures';
import { labels, language, say } from '../../state/preferences.ts';
import { evaluation } from '../../state/store.ts';
import { citation } from '../../words/source.ts';
import { text } from '../../words/text.ts';
import { figure } from '../words.ts';
import { isShort, Scope } from './measure.tsx';
import { ShortList } from './short-list.tsx';

interface Floor {
  readonly check: ClauseCheck;
  readonly condition: ConditionCheck;
  readonly actual: number;
  readonly required: number;
  /** The only thing in the way, all else being met? */
  readonly alone: boolean;
}

/**
 * Bounds that were not reached, the nearest first; those that alone stand in the way before all others. None where
 * something else stands in the way that no figure can mend, such as a year that has gone by.
 */
const floors = computed((): readonly Floor[] => {
  const found = (evaluation.value?.determination.measures ?? []).flatMap(({ clauses }) =>
    clauses.flatMap((check) => {
      const unmet = check.conditions.filter(({ outcome }) => outcome === 'unmet');
      const alone = check.conditions.filter(({ outcome }) => outcome !== 'met').length === 1;
      const short = unmet.filter(isShort).flatMap((condition): readonly Floor[] => {
        const { actual, required } = condition;
        return actual === undefined || required === undefined
          ? []
          : [{ check, condition, actual, required, alone }];
      });
      return short.length === unmet.length ? short : [];
    }),
  );
  return found.sort((a, b) => Number(b.alone) - Number(a.alone) || reached(b) - reached(a));
});

const AT_FIRST = 8;
const reached = ({ actual, required }: Floor): number => (required === 0 ? 1 : actual / required);

/** How far a bound is away: the way gone, and the mark that has to be reached. */
export function Floors() {
  if (floors.value.length === 0) return null;
  return (
    <section class="picture" aria-labelledby="floors-title">
      <h2 id="floors-title">{say(TITLE)}</h2>
      <ShortList
        name="floors"
        atFirst={AT_FIRST}
        rows={floors.value.map((floor) => (
          <FloorRow key={`${floor.condition.id}/${floor.check.scope}`} floor={floor} />
        ))}
      />
    </section>
  );
}

/** The mark stands at four fifths, so that there is room to see that it is a mark and not the end. */
const MARK = 80;

function FloorRow({ floor }: { readonly floor: Floor }) {
  const { check, condition, actual, required, alone } = floor;
  const about = check.scope === null ? '' : labels.value.scope(check.clause, check.scope);
  const title = labels.value.clause(check.clause)?.title;
  return (
    <li class="floor">
      <p class="floor-name">
        <strong>{title === undefined ? check.clause : say(title)}</strong>
        <Scope about={about} />
      </p>
      <p class="floor-text">
        {say(condition.text)} <span class="source">{citation(condition.source, language.value)}</span>
      </p>
      <svg
        class="bar floor-bar"
        viewBox="0 0 100 10"
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        <rect class="bar-ground" x="0" y="2" width="100" height="6" />
        <rect class="floor-reached" x="0" y="2" width={Math.max(0.6, reached(floor) * MARK)} height="6" />
        <rect class="floor-mark" x={MARK} y="0" width="0.8" height="10" />
      </svg>
      <p class="floor-figures">
        <span>
          {say({
            zh: `现有 ${figure(actual, condition.unit)} / 要求 ${figure(required, condition.unit)}`,
            en: `${figure(actual, condition.unit)} of ${figure(required, condition.unit)}`,
          })}
        </span>
        <strong>
          {actual === required
            ? say(JUST_ABOVE)
            : say({
                zh: `还差 ${figure(required - actual, condition.unit)}`,
                en: `${figure(required - actual, condition.unit)} short`,
              })}
        </strong>
        {alone && <span class="badge badge-undetermined">{say(ONLY_THIS)}</span>}
      </p>
    </li>
  );
}

const TITLE = text('离门槛还有多远', 'How far the bounds are away');
const JUST_ABOVE = text('须超过，不含本数', 'must be exceeded');
const ONLY_THIS = text('只差这一项', 'only this is missing');
