import type { ListName } from '@twelve/dossier';
import { useRef } from 'preact/hooks';
import { answerOf, isBlank, rowsOf } from '../draft/draft.ts';
import { isUntouched } from '../draft/to-dossier.ts';
import { APPLICANT_FIELDS } from '../fields/applicant.ts';
import { type Field, isEmpty, type Value } from '../fields/field.ts';
import { LISTS } from '../fields/lists.ts';
import { context } from '../state/entries.ts';
import { language, say } from '../state/preferences.ts';
import { go, hashOf } from '../state/route.ts';
import { clearAll, draft, isKept, mistakes, questions } from '../state/store.ts';
import { entryLabel, optionLabel } from '../words/labels.ts';
import { listed, text } from '../words/text.ts';
import { AskFirst } from './ask-first.tsx';
import { ExportButton, ImportButton } from './files.tsx';
import { SETTLEMENTS } from './form/settlement.tsx';
import { useHeading } from './heading.ts';
import { IF_ANY, isReceipt } from './words.ts';

/** Everything that was entered, in one place, to be looked over and changed; and the files. */
export function EntriesView() {
  const heading = useHeading();
  const open = new Set(questions.value.map(({ fact }) => fact));
  return (
    <section class="data">
      <h1 tabIndex={-1} ref={heading}>
        {say(TITLE)}
      </h1>
      <p class="hint">{say(isKept.value ? KEPT_HERE : NOT_KEPT)}</p>
      <div class="buttons">
        <ExportButton />
        <ImportButton />
        <ClearButton />
      </div>
      <h2>{say(ABOUT)}</h2>
      <dl class="facts">
        {APPLICANT_FIELDS.map((field) => (
          <Fact
            key={field.name}
            fact={`applicant/${field.name}`}
            title={say(field.label)}
            shown={shownValue(field, draft.value.applicant[field.name])}
            open={open.has(`applicant/${field.name}`)}
          />
        ))}
      </dl>
      <h2>{say(ENTRIES)}</h2>
      <dl class="facts">
        {LISTS.map((spec) => (
          <Fact
            key={spec.name}
            fact={spec.name}
            title={say(spec.title)}
            shown={shownList(spec.name)}
            open={open.has(spec.name)}
          />
        ))}
      </dl>
    </section>
  );
}

interface FactProps {
  readonly fact: string;
  readonly title: string;
  readonly shown: string;
  readonly open: boolean;
}

function Fact({ fact, title, shown, open }: FactProps) {
  const wrong = [...mistakes.value.keys()].filter((place) => place === fact || place.startsWith(`${fact}/`));
  return (
    <div class={`fact${wrong.length > 0 ? ' is-wrong' : ''}`}>
      <dt>{title}</dt>
      <dd>
        {shown === '' ? (
          <span class="hint">{say(open ? OPEN : isReceipt(fact) ? IF_ANY : NOT_NEEDED)}</span>
        ) : (
          <span class="fact-value">{shown}</span>
        )}
        {wrong.length > 0 && (
          <span class="mistake">
            <span class="sign" aria-hidden="true">
              !
            </span>
            {say({ zh: `${wrong.length} 处需要更正`, en: `${wrong.length} to correct` })}
          </span>
        )}
      </dd>
      <dd class="fact-edit">
        <a
          href={hashOf({ view: 'edit', fact })}
          aria-label={`${say(shown === '' ? FILL_IN : CHANGE)} ${title}`}
        >
          {say(shown === '' ? FILL_IN : CHANGE)}
        </a>
      </dd>
    </div>
  );
}

function shownList(list: (typeof LISTS)[number]['name']): string {
  const answer = answerOf(draft.value, list);
  if (answer === undefined) return '';
  if (answer === 'none') return say(NONE);
  const rows = rowsOf(draft.value, list).filter((row) => !isUntouched(list, row));
  if (rows.length === 0) return '';
  const few = rows
    .slice(0, SHOWN_ENTRIES)
    .map(({ values }) => entryLabel(list, values, language.value, referred));
  const names = listed(
    few.filter((name) => name !== ''),
    language.value,
  );
  const more = rows.length > SHOWN_ENTRIES ? say(AND_MORE) : '';
  return names === ''
    ? say({ zh: `${rows.length} 条`, en: `${rows.length}` })
    : say({ zh: `${rows.length} 条：${names}${more}`, en: `${rows.length}: ${names}${more}` });
}

const referred = (list: ListName, id: string): string | undefined =>
  context.entriesOf(list).find((entry) => entry.id === id)?.label;

function shownValue(field: Field, value: Value | undefined): string {
  if (value === undefined || (typeof value !== 'string' && value.length === 0)) return '';
  switch (field.kind) {
    case 'choice':
      return typeof value === 'string' ? optionLabel(field.options, value, language.value) : '';
    case 'choices':
      return typeof value === 'string' || isEmpty(value)
        ? say(NONE)
        : listed(
            value.map((option) => optionLabel(field.options, option, language.value)),
            language.value,
          );
    case 'yes-no':
      return value === 'yes' ? say(YES) : value === 'no' ? say(NO) : '';
    case 'money':
      return isEmpty(value)
        ? ''
        : `${String(value)} ${/[万亿元分]/.test(String(value)) ? '' : say(WAN)}`.trim();
    case 'settlement': {
      const [kind = '', on = ''] = typeof value === 'string' ? [] : value;
      return kind === '' ? '' : `${optionLabel(SETTLEMENTS, kind, language.value)} ${on}`.trim();
    }
    default:
      return String(value);
  }
}

function ClearButton() {
  const dialog = useRef<HTMLDialogElement>(null);
  if (isBlank(draft.value)) return null;
  return (
    <>
      <button type="button" class="quiet danger" onClick={() => dialog.current?.showModal()}>
        {say(CLEAR)}
      </button>
      <AskFirst
        dialog={dialog}
        title={CLEAR_TITLE}
        more={CLEAR_MORE}
        yes={CLEAR_YES}
        no={CLEAR_NO}
        onYes={() => {
          clearAll();
          go({ view: 'start' });
          document.getElementById('main')?.focus();
        }}
      />
    </>
  );
}

const SHOWN_ENTRIES = 3;
const AND_MORE = text('等', ' and more');
const TITLE = text('我的资料', 'What you entered');
const KEPT_HERE = text(
  '资料只保存在这台设备的这个浏览器里，不会上传。',
  'Kept in this browser on this device only; nothing is sent anywhere.',
);
const NOT_KEPT = text(
  '这个浏览器不允许保存（可能是无痕模式）：关闭页面前，请保存资料文件。',
  'This browser keeps nothing (a private window?): save a file before you close the page.',
);
const ABOUT = text('单位情况', 'The organisation');
const ENTRIES = text('项目、支出与其他', 'Projects, expenditures and more');
const OPEN = text('待补充', 'Open');
const NOT_NEEDED = text('未填，目前不影响结果', 'Empty; does not matter at present');
const FILL_IN = text('填写', 'Fill in');
const CHANGE = text('修改', 'Change');
const NONE = text('没有', 'None');
const YES = text('是', 'Yes');
const NO = text('否', 'No');
const WAN = text('万元', '×10,000 yuan');
const CLEAR = text('清除本机资料', 'Clear this device');
const CLEAR_TITLE = text('清除全部资料？', 'Clear everything?');
const CLEAR_MORE = text(
  '本机保存的资料将被删除，不能恢复。需要留底的，请先保存资料文件。',
  'What is kept on this device is deleted for good. Save a file first if you want to keep it.',
);
const CLEAR_YES = text('清除', 'Clear');
const CLEAR_NO = text('不清除', 'Keep');
