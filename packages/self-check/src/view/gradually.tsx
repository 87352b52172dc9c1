import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** How many of a number of things to draw: some at once, the rest a slice at a time, so that typing never waits. */
export function useGradually(total: number, slice: number): number {
  const [drawn, setDrawn] = useState(slice);
  const [order] = useState(nextOrder);
  useLayoutEffect(() => {
    if (drawn >= total) return;
    const turn: Turn = { order, draw: () => setDrawn(drawn + slice) };
    turns.add(turn);
    awaitTurn();
    return () => turns.delete(turn);
  }, [drawn, total, slice]);
  return Math.min(drawn, total);
}

/** Something that has more to draw. */
interface Turn {
  /** When it came: what is inside a part comes after the part. */
  readonly order: number;
  readonly draw: () => void;
}

const turns = new Set<Turn>();
let orders = 0;
let awaited = false;

function nextOrder(): number {
  orders += 1;
  return orders;
}

/** One slice a frame, whoever draws: of several the one that came last, so that a part is whole before the next. */
function awaitTurn(): void {
  if (awaited) return;
  awaited = true;
  afterNextFrame(() => {
    awaited = false;
    const [last] = [...turns].sort((a, b) => b.order - a.order);
    if (last === undefined) return;
    turns.delete(last);
    last.draw();
    if (turns.size > 0) awaitTurn();
  });
}

/** When the browser has shown what there is; where it shows nothing (a page in the background), soon all the same. */
function afterNextFrame(work: () => void): void {
  const once = () => {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    work();
  };
  let timer = setTimeout(once, WITHOUT_FRAME_MS);
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    timer = setTimeout(once);
  });
}

const WITHOUT_FRAME_MS = 200;

/** Parts of a page, the first at once and the others one after another. Says when it is complete. */
export function Gradually({ parts }: { readonly parts: readonly (() => ComponentChildren)[] }) {
  const drawn = useGradually(parts.length, 1);
  return (
    <div class="gradually" data-complete={drawn === parts.length}>
      {parts.slice(0, drawn).map((part, place) => (
        <Part key={place} part={part} />
      ))}
    </div>
  );
}

const Part = ({ part }: { readonly part: () => ComponentChildren }) => <>{part()}</>;
