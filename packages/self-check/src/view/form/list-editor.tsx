import { signal } from '@preact/signals';
import type { ListName, Text } from '@twelve/dossier';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { answerOf, rowsOf } from '../../draft/draft.ts';
import { canPaste } from '../../draft/paste.ts';
import { isUntouched } from '../../draft/to-dossier.ts';
import { specOf } from '../../fields/lists.ts';
import { language, say } from '../../state/preferences.ts';
import { addRows, answerList, draft, mistakes, removeRow, touch } from '../../state/store.ts';
import { counted, type Language, text, withArticle } from '../../words/text.ts';
import { useGradually } from '../gradually.tsx';
import { EntryForm } from './entry-form.tsx';
import { EntryLine } from './entry-line.tsx';
import { Mistake } from './field.tsx';
import { PasteBox } from './paste-box.tsx';

/** Which row is open for writing. */
const openRow = signal<{ readonly list: ListName; readonly key: string } | undefined>(undefined);

/** A list: none, or these entries. */
export function ListEditor({ list, labelledBy }: { readonly list: ListName; readonly labelledBy: string }) {
  const spec = specOf(list);
  const answer = answerOf(draft.value, list);
  return (
    <div class="list-editor">
      <fieldset class="field" aria-labelledby={labelledBy} aria-describedby={`${labelledBy}-hint`}>
        <div class="cards cards-two">
          {(['none', 'some'] as const).map((option) => (
            <label class="card" key={option}>
              <input
                type="radio"
                name={`answer-${list}`}
                value={option}
                checked={answer === option}
                onChange={() => answerList(list, option)}
              />
              <span class="card-text">{say(spec[option])}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {answer === 'some' && <Entries list={list} />}
    </div>
  );
}

function Entries({ list }: { readonly list: ListName }) {
  const spec = specOf(list);
  const rows = rowsOf(draft.value, list);
  const opened = openRow.value?.list === list ? openRow.value.key : undefined;
  // It may be gone: taken back by "undo", or removed in another tab.
  const open = rows.some(({ key }) => key === opened) ? opened : undefined;
  const drawn = useGradually(rows.length, ROWS_AT_ONCE);
  const wrong = wrongByRow(list, mistakes.value, language.value);
  const wrongLines = rows.filter(({ key }) => key !== open && wrong.has(key)).length;
  const openAnother = () => {
    const [key] = addRows(list, [{}]);
    if (key !== undefined) openRow.value = { list, key };
  };
  useEffect(() => {
    if (rows.length === 0) openAnother();
    return () => close(list);
  }, [list]);
  const add = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  // Where a form was, the next thing to do takes the focus, if it was lost with the form.
  useLayoutEffect(() => {
    const isLost = document.activeElement === document.body;
    if (wasOpen.current && open === undefined && isLost) add.current?.focus({ preventScroll: true });
    wasOpen.current = open !== undefined;
  }, [open]);
  const putAwayUntouched = () => {
    if (rows.some((row) => row.key === open && isUntouched(list, row))) close(list);
  };
  const remove = (key: string) => {
    openRow.value = undefined;
    removeRow(list, key, rows.length > 0 ? REMOVED : undefined);
  };
  return (
    <div class="entries">
      <ol class="entry-list">
        {rows.slice(0, drawn).map((row, place) =>
          row.key === open ? (
            <li key={row.key} class="entry-open">
              <EntryForm
                list={list}
                row={row}
                number={place + 1}
                onRemove={() => remove(row.key)}
                onDone={(another) => (another ? openAnother() : close(list))}
              />
            </li>
          ) : (
            <EntryLine
              key={row.key}
              list={list}
              row={row}
              number={place + 1}
              wrong={wrong.get(row.key) ?? ''}
              onOpen={openThis(list)}
            />
          ),
        )}
      </ol>
      <div class="wrong-lines" role="status">
        {wrongLines > 0 && (
          <Mistake>
            {say({
              zh: `有 ${wrongLines} 条需要更正（已标出），更正前不计入结果`,
              en: `${counted(wrongLines, 'entry', 'entries')} to correct (marked): not counted until then`,
            })}
          </Mistake>
        )}
      </div>
      {open === undefined && (
        <div class="buttons">
          <button type="button" class="secondary" ref={add} onClick={openAnother}>
            {`＋ ${say({ zh: `添加${spec.entry.zh}`, en: `Add ${withArticle(spec.entry.en)}` })}`}
          </button>
        </div>
      )}
      {canPaste(list) && <PasteBox list={list} onEntries={putAwayUntouched} />}
      {mistakes.value.has('') && <Mistake>{say(mistakes.value.get('') ?? NO_WORDS)}</Mistake>}
    </div>
  );
}

/** Closes what is open; a row in which nothing was typed is put away again. */
function close(list: ListName): void {
  openRow.value = undefined;
  for (const row of rowsOf(draft.peek(), list)) if (isUntouched(list, row)) removeRow(list, row.key);
}

/** One function a list, so that lines that have not changed are not drawn again. */
const openers = new Map<ListName, (key: string) => void>();
function openThis(list: ListName): (key: string) => void {
  const known = openers.get(list);
  if (known !== undefined) return known;
  const opener = (key: string): void => {
    // What was marked in the line stays marked in the form.
    touch(...[...mistakes.peek().keys()].filter((place) => place.startsWith(`${list}/${key}/`)));
    openRow.value = { list, key };
  };
  openers.set(list, opener);
  return opener;
}

/** The mistakes of a list's rows, each as `field: words`, joined. */
function wrongByRow(
  list: ListName,
  all: ReadonlyMap<string, Text>,
  language: Language,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [place, words] of all) {
    const [root, key = '', field = ''] = place.split('/');
    if (root !== list) continue;
    const before = found.get(key);
    const line = `${field}\t${words[language]}`;
    found.set(key, before === undefined ? line : `${before}\n${line}`);
  }
  return found;
}

/** What can be drawn in one go on a slow phone without being felt. */
const ROWS_AT_ONCE = 4;

const NO_WORDS = text('', '');
const REMOVED = text('已删除一条', 'Removed');
