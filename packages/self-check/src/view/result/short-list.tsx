import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { say } from '../../state/preferences.ts';

interface Props {
  /** Items of the list, each an `li`. */
  readonly rows: readonly VNode[];
  readonly atFirst: number;
  readonly name: string;
}

/** The first of many, and a button that shows all: it goes when pressed, and the focus goes on to what it brought. */
export function ShortList({ rows, atFirst, name }: Props) {
  const [all, setAll] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => {
    const shown = list.current?.children[atFirst];
    if (!all || !(shown instanceof HTMLElement)) return;
    shown.tabIndex = -1;
    shown.focus();
  }, [all]);
  return (
    <>
      <ul class={name} ref={list}>
        {all ? rows : rows.slice(0, atFirst)}
      </ul>
      {!all && rows.length > atFirst && (
        <button type="button" class="secondary" onClick={() => setAll(true)}>
          {say({ zh: `显示全部 ${rows.length} 项`, en: `Show all ${rows.length}` })}
        </button>
      )}
    </>
  );
}
