import type { CatalogueMeasure, ClauseCheck, ConditionCheck, MeasureCheck } from '@twelve/measures';
import type { Award } from '@twelve/reconcile';
import { useState } from 'preact/hooks';
import { labels, language, money, say } from '../../state/preferences.ts';
import { readingsOf } from '../../state/readings.ts';
import { hashOf } from '../../state/route.ts';
import { awards, measureTotals, obstacles } from '../../state/totals.ts';
import { citation } from '../../words/source.ts';
import { labelled, listed, text } from '../../words/text.ts';
import { useGradually } from '../gradually.tsx';
import {
  amountText,
  CONDITION,
  factName,
  figure,
  OUTCOME,
  quotaText,
  reasonText,
  SIGN,
  statusText,
} from '../words.ts';

/** One measure: closed, its outcome and amount; open, every clause down to its conditions. Drawn when opened. */
export function MeasureCard({
  check,
  entry,
}: {
  readonly check: MeasureCheck;
  readonly entry: CatalogueMeasure;
}) {
  const [open, setOpen] = useState(false);
  const total = measureTotals.value.find(({ measure }) => measure === check.measure);
  const sum = (total?.fixedFen ?? 0) + (total?.ceilingFen ?? 0);
  const obstacle = check.outcome === 'ineligible' ? nearestObstacle(check) : undefined;
  return (
    <details
      class={`measure measure-${check.outcome}`}
      id={`measure-${check.measure}`}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <span class="measure-number">{check.measure}</span>
        <span class="measure-title">
          {say(entry.title)}
          {obstacle !== undefined && (
            <span class="measure-reason">
              {labelled(say(CONDITION.unmet), say(obstacle.text), language.value)}
            </span>
          )}
        </span>
        <span class="measure-side">
          {sum > 0 && <strong>{money(sum)}</strong>}
          <span class={`badge badge-${check.outcome}`}>
            <span aria-hidden="true">{SIGN[check.outcome]} </span>
            {say(OUTCOME[check.outcome])}
          </span>
        </span>
      </summary>
      {open && <MeasureBody check={check} entry={entry} />}
    </details>
  );
}

/**
 * What keeps a measure away: the first condition that is not met of the clause that is nearest. That is one of which
 * figures alone fall short, else the one with the fewest such conditions.
 */
function nearestObstacle({ clauses }: MeasureCheck): ConditionCheck | undefined {
  // What stands in the way of everything is said once, above.
  if (obstacles.value.length > 0) return undefined;
  const [nearest] = clauses
    .map(({ conditions }) => conditions.filter(({ outcome }) => outcome === 'unmet'))
    .sort((a, b) => Number(b.every(isShort)) - Number(a.every(isShort)) || a.length - b.length);
  return nearest?.[0];
}

/** A bound that was not reached, and may be yet: no year that has gone by. */
export const isShort = ({ actual, required, unit }: ConditionCheck): boolean =>
  actual !== undefined && required !== undefined && actual <= required && unit !== 'year';

function MeasureBody({ check, entry }: { readonly check: MeasureCheck; readonly entry: CatalogueMeasure }) {
  const drawn = useGradually(check.clauses.length, 1);
  return (
    <div class="measure-body">
      {check.clauses.slice(0, drawn).map((clause) => (
        <Clause key={`${clause.clause}/${clause.scope}`} check={clause} />
      ))}
      {entry.information.map((information) => (
        <p class="hint" key={information.zh}>
          {say(information)}
        </p>
      ))}
    </div>
  );
}

function Clause({ check }: { readonly check: ClauseCheck }) {
  const drawn = useGradually(check.conditions.length, CONDITIONS_AT_ONCE);
  const entry = labels.value.clause(check.clause);
  if (entry === undefined) return null;
  const award = awards.value.find(({ clause, scope }) => clause === check.clause && scope === check.scope);
  const about = check.scope === null ? '' : labels.value.scope(check.clause, check.scope);
  return (
    <article class="clause">
      <header class="clause-head">
        <h4>
          {say(entry.title)}
          <Scope about={about} />
        </h4>
        <span class={`badge badge-${check.outcome}`}>
          <span aria-hidden="true">{SIGN[check.outcome]} </span>
          {say(OUTCOME[check.outcome])}
        </span>
      </header>
      <p class="clause-pays">
        {say(entry.pays)} <span class="source">{citation(entry.source, language.value)}</span>
      </p>
      {award !== undefined && <AwardView award={award} />}
      {check.missing.length > 0 && <MissingFacts facts={check.missing} />}
      <Conditions conditions={[...check.conditions].sort(byUrgency).slice(0, drawn)} />
      {drawn === check.conditions.length && (
        <>
          {award !== undefined && award.lines.length > 0 && <Lines award={award} />}
          <Interpretations check={check} award={award} />
        </>
      )}
    </article>
  );
}

/** What a clause is checked for, behind its name; apart from it for whoever hears both. */
export const Scope = ({ about }: { readonly about: string }) =>
  about === '' ? null : (
    <>
      {' '}
      <span class="clause-scope">{about}</span>
    </>
  );

/** What can be drawn in one go on a slow phone without being felt. */
const CONDITIONS_AT_ONCE = 2;

/** What one award brings, and why it is not more. */
function AwardView({ award }: { readonly award: Award }) {
  const quota = quotaText(award);
  return (
    <div class={`award award-${award.status}`}>
      <p class="award-line">
        <strong class="award-amount">{amountText(award)}</strong>
        <span class="award-status">{statusText(award)}</span>
      </p>
      {quota !== undefined && <p class="award-because">{quota}</p>}
      {award.because.map((because) => (
        <p class="award-because" key={`${because.rule} ${because.by}`}>
          {reasonText(because)}
          {because.items.length > 0 && (
            <span class="hint">
              {`${say(CONCERNS)}${listed(because.items.map(labels.value.item), language.value)}`}
            </span>
          )}
        </p>
      ))}
    </div>
  );
}

function Conditions({ conditions }: { readonly conditions: readonly ConditionCheck[] }) {
  return (
    <ul class="conditions">
      {conditions.map((condition) => (
        <li key={condition.id} class={`condition condition-${condition.outcome}`}>
          <span class="condition-sign" aria-hidden="true">
            {SIGN[condition.outcome]}
          </span>
          <span class="condition-text">
            <span class="sr-only">{labelled(say(CONDITION[condition.outcome]), '', language.value)}</span>
            {say(condition.text)} <span class="source">{citation(condition.source, language.value)}</span>
            <Figures condition={condition} />
          </span>
          <span class="condition-outcome" aria-hidden="true">
            {say(CONDITION[condition.outcome])}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** How much there is, and how much there must be, or may be at most. */
function Figures({ condition }: { readonly condition: ConditionCheck }) {
  const { actual, required, unit } = condition;
  if (actual === undefined || required === undefined) return null;
  const bound = isUpperBound(condition) ? AT_MOST : AT_LEAST;
  return (
    <span class="condition-figures">
      {say({
        zh: `实际 ${figure(actual, unit)}，${bound.zh} ${figure(required, unit)}`,
        en: `actual ${figure(actual, unit)}, ${bound.en} ${figure(required, unit)}`,
      })}
    </span>
  );
}

/** A bound that is kept from below, or broken from above, is not one to be reached. */
const isUpperBound = ({ outcome, actual = 0, required = 0 }: ConditionCheck): boolean =>
  outcome === 'met' ? actual < required : outcome === 'unmet' && actual > required;

/** What is not met comes first, then what is open: a reader looks for what is in the way. */
const URGENCY = { unmet: 0, unknown: 1, met: 2 } as const;
const byUrgency = (a: ConditionCheck, b: ConditionCheck): number => URGENCY[a.outcome] - URGENCY[b.outcome];

function MissingFacts({ facts }: { readonly facts: readonly string[] }) {
  return (
    <p class="missing">
      {say(MISSING)}
      {facts.map((fact) => (
        <a key={fact} href={hashOf({ view: 'ask', fact })}>
          {factName(fact)}
        </a>
      ))}
    </p>
  );
}

function Lines({ award }: { readonly award: Award }) {
  return (
    <div class="lines-box">
      <table class="lines">
        <caption>{say(HOW)}</caption>
        <thead>
          <tr>
            <th scope="col">{say(ITEM)}</th>
            <th scope="col">{say(BASE)}</th>
            <th scope="col">{say(RATE)}</th>
            <th scope="col">{say(VALUE)}</th>
            <th scope="col">{say(DEDUCTED)}</th>
          </tr>
        </thead>
        <tbody>
          {award.lines.map((line) => (
            <tr key={line.item}>
              <th scope="row">{labels.value.item(line.item)}</th>
              <td data-name={say(BASE)}>{money(line.base)}</td>
              <td data-name={say(RATE)}>{`${line.percent}%`}</td>
              <td data-name={say(VALUE)}>{money(line.value)}</td>
              <td data-name={say(DEDUCTED)}>{line.deducted === 0 ? '–' : money(line.deducted)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Where the policy's text is open, the reading that the answer rests on. */
function Interpretations({
  check,
  award,
}: {
  readonly check: ClauseCheck;
  readonly award: Award | undefined;
}) {
  const used = readingsOf([check], award === undefined ? [] : [award]);
  if (used.length === 0) return null;
  return (
    <details class="interpretations">
      <summary>
        {say({ zh: `所依据的条文理解（${used.length}）`, en: `Readings of the text (${used.length})` })}
      </summary>
      <dl>
        {used.map(({ id, question, reading }) => (
          <div key={id}>
            <dt>
              <span class="source">{id}</span> {say(question)}
            </dt>
            <dd>{say(reading)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

const AT_LEAST = text('要求', 'required');
const AT_MOST = text('不得超过', 'at most');
const CONCERNS = text('涉及：', 'Concerns: ');
const MISSING = text('还需补充：', 'Still needed: ');
const HOW = text('金额怎么算的', 'How the amount comes about');
const ITEM = text('事项', 'Item');
const BASE = text('基数', 'Base');
const RATE = text('比例', 'Rate');
const VALUE = text('标准金额', 'Value');
const DEDUCTED = text('扣减（已领或超限额）', 'Deducted (received or above the limit)');
