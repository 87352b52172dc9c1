import type { ListName } from '@twelve/dossier';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Row } from '../../draft/draft.ts';
import { isUntouched } from '../../draft/to-dossier.ts';
import { type Field, shown } from '../../fields/field.ts';
import { specOf } from '../../fields/lists.ts';
import { context } from '../../state/entries.ts';
import { say } from '../../state/preferences.ts';
import { gaps, isAnswered, linkProjects, mistakes, setInRow, touch } from '../../state/store.ts';
import { text } from '../../words/text.ts';
import { useGradually } from '../gradually.tsx';
import { AT_WORK, useWhenSettled } from '../when-settled.ts';
import { controlId, FieldView, Mistake } from './field.tsx';

interface Props {
  readonly list: ListName;
  readonly row: Row;
  readonly number: number;
  /** Closes the form; `another` opens the next entry at once. */
  readonly onDone: (another: boolean) => void;
  readonly onRemove: () => void;
}

export const placeOfField = (list: ListName, key: string, field: Field): string =>
  `${list}/${key}/${field.name}`;

/** One entry, open for writing. It is in the draft from the first letter; "done" only checks and closes. */
export function EntryForm({ list, row, number, onDone, onRemove }: Props) {
  const spec = specOf(list);
  const form = useRef<HTMLFormElement>(null);
  const isWrong = (field: Field): boolean => mistakes.value.has(placeOfField(list, row.key, field));
  const fields = spec.fields.filter((field) => shown(field, row.values, context, isWrong(field)));
  const drawn = useGradually(fields.length, FIELDS_AT_ONCE);
  const first = () => form.current?.querySelector<HTMLElement>('input, select');
  // At once, since the first letter already belongs to this entry; scrolling there, for which the browser has to lay
  // the page out, can wait until it does so anyway.
  useLayoutEffect(() => {
    first()?.focus({ preventScroll: true });
    return linkProjects;
  }, []);
  useEffect(() => first()?.scrollIntoView({ block: 'nearest' }), []);

  const { slow, whenSettled } = useWhenSettled();
  const finish = (another: boolean) => {
    if (isUntouched(list, row)) return another ? first()?.focus() : onDone(false);
    // Whoever goes on to the next entry does not wait for rules that are still at work, or what is typed meanwhile
    // would go into this one. What they find wrong is then marked in its line.
    if (another && !isAnswered()) return onDone(true);
    whenSettled(() => {
      const wrong = spec.fields.find(
        (field) => isWrong(field) && !(another && gaps.value.has(placeOfField(list, row.key, field))),
      );
      if (wrong !== undefined || mistakes.value.has(`${list}/${row.key}`)) {
        touch(...spec.fields.map((field) => placeOfField(list, row.key, field)));
        if (wrong !== undefined) focusField(placeOfField(list, row.key, wrong));
      } else onDone(another);
    });
  };
  const whole = mistakes.value.get(`${list}/${row.key}`);
  return (
    <form
      class="entry-form"
      ref={form}
      noValidate
      aria-label={`${say(spec.entry)} ${number}`}
      onSubmit={(event) => {
        event.preventDefault();
        finish(true);
      }}
    >
      <div class="entry-fields">
        {fields.slice(0, drawn).map((field) => (
          <FieldView
            key={field.name}
            field={field}
            place={placeOfField(list, row.key, field)}
            value={row.values[field.name]}
            onValue={(value) => setInRow(list, row.key, field.name, value)}
            entry={row.values}
          />
        ))}
      </div>
      {whole !== undefined && <Mistake>{say(whole)}</Mistake>}
      <div class="buttons">
        <button type="submit" class="secondary">
          {say(SAVE_AND_ADD)}
        </button>
        <button type="button" class="secondary" aria-busy={slow} onClick={() => finish(false)}>
          {say(slow ? AT_WORK : DONE)}
        </button>
        <button type="button" class="quiet danger" onClick={onRemove}>
          {say(REMOVE)}
        </button>
      </div>
    </form>
  );
}

/** What can be drawn in one go on a slow phone without being felt. */
const FIELDS_AT_ONCE = 3;

/** Moves to a field by its place: to the control itself, or to the first one of a group. */
export function focusField(place: string): void {
  const found = document.getElementById(controlId(place));
  const control =
    found instanceof HTMLFieldSetElement ? found.querySelector<HTMLElement>('input, select') : found;
  control?.focus();
}

const SAVE_AND_ADD = text('保存并再加一条', 'Save and add another');
const DONE = text('完成', 'Done');
const REMOVE = text('删除', 'Remove');
