import { useEffect, useRef, useState } from 'preact/hooks';
import { settled } from '../state/store.ts';
import { text } from '../words/text.ts';

/** What a button says while the rules are at work. */
export const AT_WORK = text('正在测算……', 'Working it out …');

export interface WhenSettled {
  /** The rules take long enough for a reader to be told. */
  readonly slow: boolean;
  /** Goes on once the rules have answered on all that was typed; not where the reader has gone elsewhere meanwhile. */
  readonly whenSettled: (then: () => void) => void;
}

export function useWhenSettled(): WhenSettled {
  const [waiting, setWaiting] = useState(false);
  const [slow, setSlow] = useState(false);
  const shown = useRef(true);
  useEffect(
    () => () => {
      shown.current = false;
    },
    [],
  );
  useEffect(() => {
    if (!waiting) return setSlow(false);
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, [waiting]);
  const whenSettled = async (then: () => void) => {
    if (waiting) return;
    setWaiting(true);
    const from = location.hash;
    await settled();
    // The address changes before the page does.
    if (!shown.current || location.hash !== from) return;
    setWaiting(false);
    then();
  };
  return { slow, whenSettled: (then) => void whenSettled(then) };
}

/** The rules mostly answer within a frame or two; words that come and go at once would only flicker. */
const SLOW_AFTER_MS = 200;
