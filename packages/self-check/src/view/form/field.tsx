import type { ComponentChildren } from 'preact';
import type { Field, Value, Values } from '../../fields/field.ts';
import { say } from '../../state/preferences.ts';
import { mistakes, notices, touch, touched } from '../../state/store.ts';
import { text } from '../../words/text.ts';
import { ChoiceCards, ChoiceSelect, ManyChoices, YesNo } from './choices.tsx';
import { ItemLines, ItemSelect } from './items.tsx';
import { ClauseSelect, ReferenceBoxes, ReferenceSelect, ScopeSelect } from './references.tsx';
import { Settlement } from './settlement.tsx';
import { TextInput } from './text-input.tsx';

/** What every control is given. */
export interface Control<F extends Field = Field> {
  readonly field: F;
  readonly id: string;
  readonly value: Value | undefined;
  readonly onValue: (value: Value) => void;
  readonly onLeave: () => void;
  readonly invalid: boolean;
  /** Ids of what describes the control: hint, mistake. */
  readonly describedBy: string | undefined;
  /** On a page of its own (a question) or in a form among others. */
  readonly large: boolean;
  readonly labelledBy: string | undefined;
  /** What else was typed into the same entry. */
  readonly entry: Values;
}

interface Props {
  readonly field: Field;
  /** `applicant/industryCode`, `expenditures/<row>/amount` */
  readonly place: string;
  readonly value: Value | undefined;
  readonly onValue: (value: Value) => void;
  readonly large?: boolean;
  /** Where the question's heading is the label. */
  readonly labelledBy?: string;
  readonly entry?: Values;
}

export const controlId = (place: string): string => `f-${place.replaceAll('/', '-')}`;

/** One field: its label, what it means, its control, and what is wrong with what was typed. */
export function FieldView({ field, place, value, onValue, large = false, labelledBy, entry = {} }: Props) {
  const id = controlId(place);
  const mistake = touched.value.has(place) ? mistakes.value.get(place) : undefined;
  const notice = notices.value.get(place);
  const described = [
    ...(field.hint === undefined ? [] : [`${labelledBy ?? id}-hint`]),
    ...(mistake === undefined ? [] : [`${id}-mistake`]),
    ...(notice === undefined ? [] : [`${id}-notice`]),
  ];
  const control: Control = {
    field,
    id,
    value,
    onValue,
    onLeave: () => touch(place),
    invalid: mistake !== undefined,
    describedBy: described.length === 0 ? undefined : described.join(' '),
    large,
    labelledBy,
    entry,
  };
  const grouped = GROUPED.includes(field.kind) || (field.kind === 'choice' && large);
  const inner = (
    <>
      {field.hint !== undefined && labelledBy === undefined && field.kind !== 'flag' && (
        <p class="hint" id={`${id}-hint`}>
          {say(field.hint)}
        </p>
      )}
      <ControlOf {...control} />
      {mistake !== undefined && <Mistake id={`${id}-mistake`}>{say(mistake)}</Mistake>}
      {notice !== undefined && (
        <p class="notice" id={`${id}-notice`}>
          {say(notice)}
        </p>
      )}
    </>
  );
  const kind = `field field-${field.kind}${mistake === undefined ? '' : ' is-wrong'}`;
  if (grouped) {
    return (
      <fieldset class={kind} id={id} aria-labelledby={labelledBy} aria-describedby={control.describedBy}>
        {labelledBy === undefined && <legend class="label">{label(field)}</legend>}
        {inner}
      </fieldset>
    );
  }
  return (
    <div class={kind}>
      {labelledBy === undefined && field.kind !== 'flag' && (
        <label class="label" for={id}>
          {label(field)}
        </label>
      )}
      {inner}
    </div>
  );
}

const GROUPED: readonly string[] = ['choices', 'yes-no', 'references', 'settlement', 'item-lines'];

const label = (field: Field) => (
  <>
    {say(field.label)}
    {field.optional === true && <span class="optional">{say(OPTIONAL)}</span>}
  </>
);

const OPTIONAL = text('（选填）', ' (optional)');
const WRONG = text('有误：', 'Please correct: ');

/** Something to correct: a sign and words, not a colour alone. */
export function Mistake({ id, children }: { readonly id?: string; readonly children: ComponentChildren }) {
  return (
    <p class="mistake" id={id}>
      <span class="sign" aria-hidden="true">
        !
      </span>
      <span class="sr-only">{say(WRONG)}</span>
      {children}
    </p>
  );
}

function ControlOf(control: Control) {
  const { field } = control;
  switch (field.kind) {
    case 'choice':
      return control.large ? (
        <ChoiceCards {...control} field={field} />
      ) : (
        <ChoiceSelect {...control} field={field} />
      );
    case 'choices':
      return <ManyChoices {...control} field={field} />;
    case 'yes-no':
      return <YesNo {...control} />;
    case 'flag':
      return <Flag {...control} />;
    case 'settlement':
      return <Settlement {...control} />;
    case 'references':
      return <ReferenceBoxes {...control} field={field} />;
    case 'reference':
      return <ReferenceSelect {...control} field={field} />;
    case 'clause':
      return <ClauseSelect {...control} />;
    case 'scope':
      return <ScopeSelect {...control} />;
    case 'item':
      return <ItemSelect {...control} />;
    case 'item-lines':
      return <ItemLines {...control} />;
    default:
      return <TextInput {...control} field={field} />;
  }
}

function Flag({ field, id, value, onValue, describedBy }: Control) {
  return (
    <label class="tick">
      <input
        type="checkbox"
        id={id}
        checked={value === 'yes'}
        aria-describedby={describedBy}
        onChange={(event) => onValue(event.currentTarget.checked ? 'yes' : 'no')}
      />
      <span>
        {say(field.label)}
        {field.hint !== undefined && (
          <span class="card-hint" id={`${id}-hint`}>
            {say(field.hint)}
          </span>
        )}
      </span>
    </label>
  );
}
