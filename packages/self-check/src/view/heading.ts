import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A view that was just opened is read from its top: the heading has the focus, so that a screen reader begins there. */
export function useHeading(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, []);
  return heading;
}
