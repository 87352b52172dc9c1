import type { ListName } from '@twelve/dossier';
import { useState } from 'preact/hooks';
import { looksLikeTable, type Pasted, readTable } from '../../draft/paste.ts';
import { many } from '../../fields/field.ts';
import { context } from '../../state/entries.ts';
import { language, say } from '../../state/preferences.ts';
import { addRows } from '../../state/store.ts';
import { counted, listed, text } from '../../words/text.ts';

/**
 * A block of cells from a spreadsheet becomes entries at once; it says how the columns were read. `onEntries` is told
 * before they come in.
 */
export function PasteBox({ list, onEntries }: { readonly list: ListName; readonly onEntries: () => void }) {
  const [typed, setTyped] = useState('');
  const [report, setReport] = useState<Pasted | undefined>(undefined);
  const take = (table: string) => {
    const pasted = readTable(list, table, context.entriesOf('projects'));
    if (pasted.entries.length > 0) {
      onEntries();
      addRows(list, pasted.entries, ADDED);
    }
    setReport(pasted);
    setTyped('');
  };
  return (
    <details class="paste">
      <summary>{say(TITLE)}</summary>
      <label class="label" for="paste-table">
        {say(LABEL)}
      </label>
      <p class="hint" id="paste-hint">
        {say(HINT)}
      </p>
      <textarea
        id="paste-table"
        rows={4}
        aria-describedby="paste-hint"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onPaste={(event) => {
          const table = event.clipboardData?.getData('text/plain') ?? '';
          if (!looksLikeTable(table)) return;
          event.preventDefault();
          take(table);
        }}
      />
      <div class="buttons">
        <button type="button" class="secondary" disabled={typed.trim() === ''} onClick={() => take(typed)}>
          {say(TAKE)}
        </button>
      </div>
      <p class="paste-report" role="status">
        {report !== undefined && reportOf(report)}
      </p>
    </details>
  );
}

function reportOf({ entries, columns, multiple, voided }: Pasted): string {
  const known = [...new Set(columns.flatMap(({ field }) => (field === undefined ? [] : [say(field)])))];
  const unknown = columns.flatMap(({ heading, field }) =>
    field === undefined && heading !== '' ? [heading] : [],
  );
  const projects = context.entriesOf('projects');
  const strange = new Set(
    entries
      .flatMap((values) => many(values, 'projectIds'))
      .filter((name) => projects.every(({ id }) => id !== name)),
  );
  const served = entries.filter((values) => many(values, 'projectIds').length > 0).length;
  const told = [
    say({
      zh: `已加入 ${entries.length} 条，识别的列：${listed(known, 'zh')}${multiple === '' ? '' : `（以${multiple}元计）`}`,
      en: `${entries.length} added; columns read: ${listed(known, 'en')}${multiple === '' ? '' : ` (amounts in ${YUAN_OF[multiple] ?? multiple} yuan)`}`,
    }),
    ...(voided === 0 ? [] : [say(leftOut(voided))]),
    ...(unknown.length === 0 ? [] : [say(UNREAD) + listed(unknown, language.value)]),
    ...(served === 0 || served === entries.length ? [] : [say(withoutProject(entries.length - served))]),
    ...(strange.size === 0 ? [] : [say(NO_PROJECT) + listed([...strange], language.value)]),
  ];
  return told.map((sentence) => sentence + (language.value === 'zh' ? '。' : '. ')).join('');
}

/** Of cells that were merged only the first has what they say. */
const withoutProject = (count: number) =>
  text(
    `有 ${count} 条没有写项目：合并的单元格只在第一行有内容，请拆分填满后重新粘贴，或逐条选择`,
    `${counted(count, 'row')} without a project: merged cells have their content in the first row only; fill them down and paste again, or choose row by row`,
  );

const leftOut = (count: number) =>
  text(`有 ${count} 张发票已作废，未加入`, `${counted(count, 'invoice')} left out as void`);

const YUAN_OF: Readonly<Record<string, string>> = {
  千: '1,000',
  万: '10,000',
  十万: '100,000',
  百万: '1 million',
  千万: '10 million',
  亿: '100 million',
};

const TITLE = text('从Excel粘贴', 'Paste from a spreadsheet');
const LABEL = text('把表格复制后粘贴到这里', 'Copy the cells and paste them here');
const HINT = text(
  '可识别的列：日期、金额、类别、项目、发票号码。有表头时按表头识别，没有表头时按内容识别；表头或表格上方注明万元、千元的，按注明的单位计。',
  'Columns: date, amount, kind, projects, invoice number. Known by their headings, or by what is in them; amounts are in 万元 (10,000 yuan) or 千元 (1,000) where their heading or a line above says so.',
);
const TAKE = text('加入', 'Add');
const ADDED = text('已粘贴', 'Pasted');
const UNREAD = text('未使用的列：', 'Columns not used: ');
const NO_PROJECT = text(
  '列表中没有的项目，在“项目与平台”中按同样的名称填写后自动对应：',
  'Not in your list of projects, and linked once they are entered there by the same name: ',
);
