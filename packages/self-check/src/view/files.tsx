import type { Text } from '@twelve/dossier';
import { useRef, useState } from 'preact/hooks';
import { fromDossierText, type Opened } from '../draft/from-dossier.ts';
import { one } from '../fields/field.ts';
import { say } from '../state/preferences.ts';
import { go } from '../state/route.ts';
import {
  candidateDossier,
  draft,
  evaluation,
  mistakes,
  replaceDraft,
  settled,
  touch,
} from '../state/store.ts';
import { isoDay } from '../words/date.ts';
import { text } from '../words/text.ts';
import { Mistake } from './form/field.tsx';
import { useReplacing } from './replacing.tsx';
import { useWhenSettled } from './when-settled.ts';

/** Opens a dossier file. What is wrong in it is shown where it stands; fields that no dossier has are named. */
export function ImportButton() {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<Text | undefined>(undefined);
  const { question, replacing } = useReplacing();
  const { whenSettled } = useWhenSettled();
  const read = async (file: File) => {
    const imported = fromDossierText(await file.text());
    if (!imported.ok) return setProblem(PROBLEMS[imported.problem]);
    replacing(() => open(imported));
  };
  const open = ({ draft, ignored }: Opened) => {
    replaceDraft(draft, IMPORTED);
    setProblem(
      ignored.length === 0
        ? undefined
        : {
            zh: `已导入；以下内容无法识别，未导入：${ignored.join('、')}`,
            en: `Opened; these are not known and were left out: ${ignored.join(', ')}`,
          },
    );
    whenSettled(() => {
      touch(...mistakes.value.keys());
      if (ignored.length === 0) go({ view: 'data' });
    });
  };
  return (
    <>
      <button type="button" class="secondary" onClick={() => input.current?.click()}>
        {say(IMPORT)}
      </button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file !== undefined) void read(file);
        }}
      />
      {question}
      {problem !== undefined && (
        <div role="alert" class="file-problem">
          <Mistake>{say(problem)}</Mistake>
        </div>
      )}
    </>
  );
}

/** Saves the dossier as a file: what a portal can take, and what this page can open again. */
export function ExportButton() {
  return (
    <button type="button" class="secondary" onClick={() => save(candidateDossier(), fileName('dossier'))}>
      {say(EXPORT)}
    </button>
  );
}

/** Saves the whole answer as a file: the answer to what is entered now, which the rules may still be at. */
export function ExportResultButton() {
  const saveResult = async () => {
    await settled();
    save(evaluation.value?.determination, fileName('determination'));
  };
  return (
    <button type="button" class="secondary" onClick={() => void saveResult()}>
      {say(EXPORT_RESULT)}
    </button>
  );
}

function fileName(what: string): string {
  const name = one(draft.value.applicant, 'name').replace(/[\\/:*?"<>|\s]+/g, '');
  return [what, name, isoDay(new Date())].filter((part) => part !== '').join('-');
}

function save(content: unknown, name: string): void {
  const url = URL.createObjectURL(
    new Blob([`${JSON.stringify(content, null, 2)}\n`], { type: 'application/json' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.json`;
  link.click();
  URL.revokeObjectURL(url);
}

const IMPORT = text('打开资料文件', 'Open a dossier file');
const EXPORT = text('保存资料文件', 'Save as a file');
const EXPORT_RESULT = text('保存结果文件', 'Save the result as a file');
const IMPORTED = text('已导入资料', 'The file is open');
const PROBLEMS: Readonly<Record<'not-json' | 'no-dossier', Text>> = {
  'not-json': text(
    '这个文件无法读取：不是JSON格式。当前资料没有改变。',
    'This file cannot be read: it is not JSON. Nothing was changed.',
  ),
  'no-dossier': text(
    '这个文件不是申报资料：缺少 applicant 部分。当前资料没有改变。',
    'This file is no dossier: it has no "applicant". Nothing was changed.',
  ),
};
