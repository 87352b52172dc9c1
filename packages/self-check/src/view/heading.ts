import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A view that was just opened is read from its top: the heading has the focus, so that a screen reader begins there. */
export function useHeading(focus: 'always' | 'if-lost' = 'always'): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const isLost = !isFirst && document.activeElement === document.body;
    if (focus === 'always' || isLost) heading.current?.focus({ preventScroll: true });
    isFirst = false;
    scrollTo(0, 0);
  }, []);
  return heading;
}

/** In the first view of a visit, nothing had the focus before. */
let isFirst = true;
