import { useRef } from 'preact/hooks';
import { type Draft, isBlank } from '../draft/draft.ts';
import { toDossier } from '../draft/to-dossier.ts';
import { SAMPLES } from '../samples.ts';
import { draft, isAsPlaced } from '../state/store.ts';
import { text } from '../words/text.ts';
import { AskFirst } from './ask-first.tsx';

/** Puts an example or a file in the place of what was typed: after asking, where somebody typed anything. */
export function useReplacing() {
  const dialog = useRef<HTMLDialogElement>(null);
  const replace = useRef(() => {});
  return {
    question: (
      <AskFirst dialog={dialog} title={TITLE} more={MORE} yes={YES} no={NO} onYes={() => replace.current()} />
    ),
    replacing: (next: () => void): void => {
      replace.current = next;
      if (isBlank(draft.value) || isAsPlaced() || isSample(draft.value)) next();
      else dialog.current?.showModal();
    },
  };
}

/** An example is known after a reload, too. */
const isSample = (draft: Draft): boolean =>
  SAMPLES.some((sample) => dossierText(sample.draft()) === dossierText(draft));

const dossierText = (draft: Draft): string => JSON.stringify(toDossier(draft).dossier);

const TITLE = text('替换已填的资料？', 'Replace what you entered?');
const MORE = text(
  '您填写的内容会被替换。需要留底的，请先在“资料”页保存资料文件。',
  'Something else takes the place of what you entered. To keep it, save it as a file under "Entries" first.',
);
const YES = text('替换', 'Replace');
const NO = text('保留我的资料', 'Keep what I entered');
