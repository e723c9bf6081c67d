import { useEffect, useRef, type RefObject } from 'react';

/** What people type into: the focus is not taken from there. */
const typedInto = 'input:not([type="file"]), textarea, select, [contenteditable="true"]';

/**
 * Brings a card into sight when what it shows has arrived, and moves the focus to its heading, so that nobody has to look for it:
 * not for who types elsewhere meanwhile, and without motion for who wants none.
 *
 * @param onShown called once it is in sight
 */
export function useArrival(hasArrived: boolean, onShown: () => void): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(onShown);
  useEffect(() => {
    shown.current = onShown;
  }, [onShown]);
  useEffect(() => {
    if (!hasArrived) return;
    shown.current();
    if (document.activeElement?.matches(typedInto) === true) return;
    const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    heading.current
      ?.closest('li')
      ?.scrollIntoView({ block: 'start', behavior: isCalm ? 'instant' : 'smooth' });
    heading.current?.focus({ preventScroll: true });
  }, [hasArrived]);
  return heading;
}
