import { type Field, one } from '../../fields/field.ts';
import { context } from '../../state/entries.ts';
import { labels, say } from '../../state/preferences.ts';
import { evaluation, policy } from '../../state/store.ts';
import { text } from '../../words/text.ts';
import { NOT_IN_LIST, PLEASE_CHOOSE } from './choices.tsx';
import type { Control } from './field.tsx';

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

export function ReferenceSelect({
  field,
  id,
  value,
  onValue,
  onLeave,
  invalid,
  describedBy,
}: Control<Reference>) {
  const chosen = typeof value === 'string' ? value : '';
  const known = context.entriesOf(field.list);
  const strange = chosen !== '' && known.every((entry) => entry.id !== chosen);
  return (
    <select
      id={id}
      value={chosen}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onValue(event.currentTarget.value)}
      onBlur={onLeave}
    >
      <option value="">{say(known.length === 0 ? NONE_ENTERED : PLEASE_CHOOSE)}</option>
      {strange && <option value={chosen}>{`“${chosen}” ${say(NOT_IN_LIST)}`}</option>}
      {known.map((entry) => (
        <option value={entry.id} key={entry.id}>
          {entry.label}
        </option>
      ))}
    </select>
  );
}

const NONE_ENTERED = text('尚未填写产业园与孵化器', 'No park or incubator entered yet');

export function ClauseSelect({ id, value, onValue, onLeave, invalid, describedBy }: Control) {
  return (
    <select
      id={id}
      value={typeof value === 'string' ? value : ''}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onValue(event.currentTarget.value)}
      onBlur={onLeave}
    >
      <option value="">{say(PLEASE_CHOOSE)}</option>
      {(policy.value?.measures ?? []).flatMap(({ clauses }) =>
        clauses.map(({ clause, title }) => (
          <option value={clause} key={clause}>
            {`${clause} ${say(title)}`}
          </option>
        )),
      )}
    </select>
  );
}

/** What the clause is checked for; a year that nothing was entered for may have been paid all the same. */
export function ScopeSelect({ id, value, onValue, onLeave, invalid, describedBy, entry }: Control) {
  const clause = one(entry, 'clause');
  const chosen = typeof value === 'string' ? value : '';
  const known = scopesOf(clause);
  return (
    <select
      id={id}
      value={chosen}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      onChange={(event) => onValue(event.currentTarget.value)}
      onBlur={onLeave}
    >
      <option value="">{say(clause === '' ? CLAUSE_FIRST : PLEASE_CHOOSE)}</option>
      {(chosen === '' || known.includes(chosen) ? known : [...known, chosen]).map((scope) => (
        <option value={scope} key={scope}>
          {scopeText(clause, scope)}
        </option>
      ))}
    </select>
  );
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
