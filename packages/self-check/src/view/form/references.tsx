import { type Field, one } from '../../fields/field.ts';
import { context } from '../../state/entries.ts';
import { labels, say } from '../../state/preferences.ts';
import { evaluation, policy } from '../../state/store.ts';
import { text } from '../../words/text.ts';
import type { Control } from './field.tsx';
import { NOT_IN_LIST, optionsWith, Select, selectOf } from './select.tsx';

type Reference = Extract<Field, { kind: 'reference' }>;
type References = Extract<Field, { kind: 'references' }>;

/** The projects that an expenditure served. One that is not in the list is shown, to be taken off. */
export function ReferenceBoxes({ field, value, onValue, onLeave }: Control<References>) {
  const chosen = value === undefined || typeof value === 'string' ? [] : value;
  const known = context.entriesOf(field.list);
  const strange = chosen.filter((id) => known.every((entry) => entry.id !== id));
  const toggle = (id: string, on: boolean) => {
    onValue(on ? [...chosen, id] : chosen.filter((other) => other !== id));
    onLeave();
  };
  return (
    <div class="ticks">
      {[...known, ...strange.map((id) => ({ id, label: `“${id}” ${say(NOT_IN_LIST)}` }))].map((entry) => (
        <label class="tick" key={entry.id}>
          <input
            type="checkbox"
            checked={chosen.includes(entry.id)}
            onChange={(event) => toggle(entry.id, event.currentTarget.checked)}
          />
          <span>{entry.label}</span>
        </label>
      ))}
    </div>
  );
}

export function ReferenceSelect(control: Control<Reference>) {
  const known = context.entriesOf(control.field.list);
  return (
    <Select
      {...selectOf(control)}
      options={known.map((entry) => [entry.id, entry.label])}
      ask={known.length === 0 ? NONE_ENTERED : undefined}
    />
  );
}

const NONE_ENTERED = text('尚未填写产业园与孵化器', 'No park or incubator entered yet');

export function ClauseSelect(control: Control) {
  const clauses = (policy.value?.measures ?? []).flatMap((measure) => measure.clauses);
  return (
    <Select
      {...selectOf(control)}
      options={clauses.map(({ clause, title }) => [clause, `${clause} ${say(title)}`])}
    />
  );
}

/** What the clause is checked for; a year that nothing was entered for may have been paid all the same. */
export function ScopeSelect(control: Control) {
  const clause = one(control.entry, 'clause');
  const select = selectOf(control);
  const options = optionsWith(select.chosen, scopesOf(clause), (scope) => scopeText(clause, scope));
  return <Select {...select} options={options} ask={clause === '' ? CLAUSE_FIRST : undefined} />;
}

/** "2024年度", "视觉平台"; the applicant as a whole where the clause is granted once. */
export const scopeText = (clause: string, scope: string): string =>
  scope === 'applicant' ? say(WHOLE) : labels.value.scope(clause, scope);

function scopesOf(clause: string): readonly string[] {
  if (clause === '') return [];
  const checked = (evaluation.value?.determination.measures ?? [])
    .flatMap(({ clauses }) => clauses)
    .flatMap((check) => (check.clause === clause && check.scope !== null ? [check.scope] : []));
  // Where nothing was entered for the clause, the form of its scopes is not known: it may be either.
  if (checked.length === 0) return ['applicant', ...policyYears()];
  const yearly = checked.every((scope) => /^\d{4}$/.test(scope));
  return yearly ? [...new Set([...checked, ...policyYears()])].sort() : checked;
}

function policyYears(): readonly string[] {
  const { from = '', to = '' } = policy.value ?? {};
  const first = Number(from.slice(0, 4));
  return Array.from({ length: Number(to.slice(0, 4)) - first + 1 }, (_, place) => String(first + place));
}

const CLAUSE_FIRST = text('请先选择条款', 'Choose the clause first');
const WHOLE = text('整个单位（一次性）', 'The organisation, once');
