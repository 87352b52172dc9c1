import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** How many of a number of things to draw: some at once, the rest a slice at a time, so that typing never waits. */
export function useGradually(total: number, slice: number): number {
  const [drawn, setDrawn] = useState(slice);
  useEffect(() => {
    if (drawn >= total) return;
    return afterNextFrame(() => setDrawn(drawn + slice));
  }, [drawn, total, slice]);
  return Math.min(drawn, total);
}

/** When the browser has shown what there is; where it shows nothing (a page in the background), soon all the same. */
function afterNextFrame(work: () => void): () => void {
  let timer = setTimeout(work, WITHOUT_FRAME_MS);
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    timer = setTimeout(work);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
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
