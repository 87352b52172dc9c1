import type { ListName } from '@twelve/dossier';
import { memo } from 'preact/compat';
import { convert, pairsOf } from '../../draft/convert.ts';
import type { Row } from '../../draft/draft.ts';
import { belongs, type EntryContext, type Field, isEmpty, many, one } from '../../fields/field.ts';
import { specOf } from '../../fields/lists.ts';
import { context } from '../../state/entries.ts';
import { labels, language, say } from '../../state/preferences.ts';
import { optionLabel } from '../../words/labels.ts';
import { shortMoney } from '../../words/money.ts';
import { type Language, labelled, listed, text } from '../../words/text.ts';
import { scopeText } from './references.tsx';

interface Props {
  readonly list: ListName;
  readonly row: Row;
  readonly number: number;
  /** The row's mistakes as `field: words`, joined: compared by value, so that a line is drawn again only if it must. */
  readonly wrong: string;
  readonly onOpen: (key: string) => void;
}

/** One entry as it is listed: its main figures, and what is wrong in which cell. */
export const EntryLine = memo(function EntryLine({ list, row, number, wrong, onOpen }: Props) {
  const spec = specOf(list);
  const mistakes = new Map(
    wrong === '' ? [] : wrong.split('\n').map((part) => part.split('\t', 2) as [string, string]),
  );
  const cells = spec.columns.flatMap((name) => {
    const field = spec.fields.find((candidate) => candidate.name === name && belongs(candidate, row.values));
    return field === undefined ? [] : [{ field, shown: cellText(field, row, context, language.value) }];
  });
  const others = [...mistakes].filter(([name]) => cells.every(({ field }) => field.name !== name));
  return (
    <li class={`entry-line${wrong === '' ? '' : ' is-wrong'}`}>
      <span class="entry-number" aria-hidden="true">
        {number}
      </span>
      <span class="entry-cells">
        {cells.map(({ field, shown }) => {
          const mistake = mistakes.get(field.name);
          return shown === '' && mistake === undefined ? null : (
            <span
              class={`cell cell-${field.kind}${mistake === undefined ? '' : ' is-wrong'}`}
              key={field.name}
            >
              <span class="cell-value">{shown === '' ? say(field.label) : shown}</span>
              {mistake !== undefined && <CellMistake>{mistake}</CellMistake>}
            </span>
          );
        })}
        {others.map(([name, words]) => (
          <span class="cell is-wrong" key={name}>
            <CellMistake>
              {labelled(
                say(spec.fields.find((field) => field.name === name)?.label ?? spec.entry),
                words,
                language.value,
              )}
            </CellMistake>
          </span>
        ))}
      </span>
      <button
        type="button"
        class="quiet"
        aria-label={`${say(EDIT)} ${say(spec.entry)} ${number}`}
        onClick={() => onOpen(row.key)}
      >
        {say(EDIT)}
      </button>
    </li>
  );
});

const EDIT = text('修改', 'Edit');

function CellMistake({ children }: { readonly children: string }) {
  return (
    <span class="cell-mistake">
      <span class="sign" aria-hidden="true">
        !
      </span>
      {children}
    </span>
  );
}

function cellText(field: Field, { values }: Row, { entriesOf }: EntryContext, language: Language): string {
  const value = values[field.name];
  if (isEmpty(value)) return '';
  const called = (list: ListName, id: string): string =>
    entriesOf(list).find((entry) => entry.id === id)?.label ?? id;
  switch (field.kind) {
    case 'choice':
      return optionLabel(field.options, one(values, field.name), language);
    case 'money': {
      const read = convert(field, value);
      return read.kind === 'value' && typeof read.value === 'number'
        ? shortMoney(read.value, language)
        : one(values, field.name);
    }
    case 'reference':
      return called(field.list, one(values, field.name));
    case 'references':
      return listed(
        many(values, field.name).map((id) => called(field.list, id)),
        language,
      );
    case 'item':
      return labels.value.item(one(values, field.name));
    case 'scope':
      return scopeText(one(values, 'clause'), one(values, field.name));
    case 'clause':
      return `${one(values, field.name)} ${labels.value.clause(one(values, field.name))?.title[language] ?? ''}`;
    case 'item-lines':
      return listed(
        pairsOf(many(values, field.name)).map(([item]) => labels.value.item(item)),
        language,
      );
    case 'year':
      return language === 'zh' ? `${one(values, field.name)}年度` : one(values, field.name);
    case 'count':
      return `${field.label[language]} ${one(values, field.name)}`;
    default:
      return one(values, field.name);
  }
}
