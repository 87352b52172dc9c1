import { useEffect, useRef } from 'preact/hooks';
import { language, say, setLanguage } from '../state/preferences.ts';
import { hashOf, type Route, route } from '../state/route.ts';
import { isKept, rulesFailed, undo, undoable } from '../state/store.ts';
import { text } from '../words/text.ts';
import { AskView, EditView } from './ask.tsx';
import { EntriesView } from './data.tsx';
import { Mistake } from './form/field.tsx';
import { ResultView } from './result/index.tsx';
import { SheetView } from './sheet.tsx';
import { Side } from './side.tsx';
import { StartView } from './start.tsx';
import { Summary } from './summary.tsx';

/** The page: who speaks, where one stands, and the view that was chosen. */
export function App() {
  const { view } = route.value;
  return (
    <div class={`page page-${view}`}>
      <button type="button" class="skip" onClick={() => toMain()}>
        {say(SKIP)}
      </button>
      <header class="top no-print">
        <div class="top-inner">
          <a class="brand" href={hashOf({ view: 'start' })}>
            <span class="brand-mark" aria-hidden="true">
              十二条
            </span>
            <span>{say(BRAND)}</span>
          </a>
          <Tabs />
          <button
            type="button"
            class="language"
            lang={language.value === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => setLanguage(language.value === 'zh' ? 'en' : 'zh')}
          >
            {language.value === 'zh' ? 'English' : '中文'}
          </button>
        </div>
      </header>
      <div class={`columns${view === 'start' || view === 'sheet' ? ' columns-one' : ''}`}>
        {view !== 'start' && view !== 'sheet' && (
          <aside class={`side${view === 'result' ? '' : ' no-print'}`}>
            <Summary />
            <Side />
          </aside>
        )}
        <main id="main" tabIndex={-1}>
          {rulesFailed.value && <Mistake>{say(FAILED)}</Mistake>}
          <Current />
        </main>
      </div>
      <UndoBar />
      <footer class="bottom no-print">
        <p>{`${say(FOOT)}${language.value === 'zh' ? '' : ' '}${say(isKept.value ? KEPT_HERE : NOT_KEPT)}`}</p>
      </footer>
    </div>
  );
}

function Current() {
  const current = route.value;
  switch (current.view) {
    case 'start':
      return <StartView />;
    case 'ask':
      return <AskView fact={current.fact} />;
    case 'edit':
      return <EditView fact={current.fact} />;
    case 'data':
      return <EntriesView />;
    case 'result':
      return <ResultView />;
    case 'sheet':
      return <SheetView />;
    default:
      return current satisfies never;
  }
}

const TABS: readonly { readonly to: Route; readonly label: ReturnType<typeof text> }[] = [
  { to: { view: 'ask', fact: undefined }, label: text('答题', 'Questions') },
  { to: { view: 'data' }, label: text('资料', 'Entries') },
  { to: { view: 'result' }, label: text('结果', 'Result') },
  { to: { view: 'sheet' }, label: text('结果单', 'Sheet') },
];

function Tabs() {
  return (
    <nav class="tabs" aria-label={say(NAVIGATION)}>
      {TABS.map(({ to, label }) => (
        <a key={to.view} href={hashOf(to)} aria-current={isAt(to.view) ? 'page' : undefined}>
          {say(label)}
        </a>
      ))}
    </nav>
  );
}

/** Editing one fact is part of looking over the entries. */
const isAt = (view: Route['view']): boolean =>
  route.value.view === view || (view === 'data' && route.value.view === 'edit');

/** What was replaced or removed can be had back for a while. */
function UndoBar() {
  const step = undoable.value;
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (step === undefined) return;
    // It stays as long as the focus is on it: whoever has come as far as the button may still press it.
    const timer = setInterval(() => {
      if (!bar.current?.contains(document.activeElement)) undoable.value = undefined;
    }, UNDO_FOR_MS);
    return () => clearInterval(timer);
  }, [step]);
  return (
    <div class="undo no-print" role="status" ref={bar}>
      {step !== undefined && (
        <>
          <span>{say(step.label)}</span>
          <button
            type="button"
            onClick={() => {
              undo();
              // The button goes with the bar, and the focus would go with it.
              toMain({ preventScroll: true });
            }}
          >
            {say(UNDO)}
          </button>
        </>
      )}
    </div>
  );
}

const UNDO_FOR_MS = 15_000;

/** A button, since the address says which view is shown. */
function toMain(how?: FocusOptions): void {
  document.getElementById('main')?.focus(how);
}

const SKIP = text('跳到正文', 'Skip to the content');
const BRAND = text('金华市人工智能产业政策自测', 'Jinhua AI policy self-check');
const NAVIGATION = text('页面导航', 'Pages');
const UNDO = text('撤销', 'Undo');
const FAILED = text(
  '测算程序未能启动，请刷新页面。已填资料不会丢失。',
  'The rules did not start: please reload. What you entered is kept.',
);
const FOOT = text(
  '自测结果，非认定决定。依据征求意见稿编制，最终以主管部门认定为准。',
  'Self-check, not a decision. Based on the consultation draft; the departments decide.',
);
const KEPT_HERE = text('资料只保存在本机。', 'Entries stay on this device.');
const NOT_KEPT = text(
  '这个浏览器不保存资料：关闭页面前，请在“资料”页保存资料文件。',
  'This browser keeps nothing: save a file under "Entries" before you close the page.',
);
