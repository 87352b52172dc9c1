import type { RefObject } from 'preact';
import { useId } from 'preact/hooks';
import { say } from '../state/preferences.ts';
import type { Text } from '../words/text.ts';

interface Props {
  /** Shown by whoever asks, with `showModal()`. */
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly title: Text;
  readonly more: Text;
  readonly yes: Text;
  readonly no: Text;
  readonly onYes: () => void;
}

/** A question before what was typed is taken away. What takes nothing away comes first: it has the focus. */
export function AskFirst({ dialog, title, more, yes, no, onYes }: Props) {
  const id = useId();
  const close = () => dialog.current?.close();
  return (
    <dialog ref={dialog} aria-labelledby={id}>
      <h2 id={id}>{say(title)}</h2>
      <p>{say(more)}</p>
      <div class="buttons">
        <button type="button" class="secondary" onClick={close}>
          {say(no)}
        </button>
        <button
          type="button"
          class="primary danger"
          onClick={() => {
            close();
            onYes();
          }}
        >
          {say(yes)}
        </button>
      </div>
    </dialog>
  );
}
