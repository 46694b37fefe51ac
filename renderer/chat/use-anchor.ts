import { type RefObject, useCallback, useEffect, useRef } from 'react';
import type { VirtualizerHandle } from 'virtua';

/** What the thread holds on to while sizes change: its end, the middle of a row, or nothing, while a person reads. */
export type Anchor = 'end' | { readonly row: () => number } | null;

export interface Anchored {
  readonly anchor: RefObject<Anchor>;
  /** Goes there and stays, whatever is measured, arrives or is put above. */
  hold(anchor: Anchor): void;
}

/** What a person scrolls with. */
const BY_HAND = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/**
 * Holds the thread in place. Not by `scrollToIndex`: that tries again while rows are measured, and would undo what the
 * person scrolls meanwhile.
 */
export function useAnchor(
  scroll: RefObject<HTMLDivElement | null>,
  list: RefObject<VirtualizerHandle | null>,
  first: Anchor,
): Anchored {
  const anchor = useRef<Anchor>(first);

  const settle = useCallback(() => {
    const area = scroll.current;
    const held = anchor.current;
    if (!area || held === null) return;
    if (held === 'end') area.scrollTop = area.scrollHeight;
    else if (list.current) area.scrollTop = middleOf(list.current, held.row(), area.clientHeight);
  }, [scroll, list]);

  useEffect(() => {
    const area = scroll.current;
    if (!area) return;
    const observer = new ResizeObserver(settle);
    // The window, and what is in it: either may change.
    observer.observe(area);
    if (area.firstElementChild) observer.observe(area.firstElementChild);
    // The end is left by scrolling up, which shows in the scrolling itself; a row by the first touch.
    const release = () => {
      if (anchor.current !== 'end') anchor.current = null;
    };
    for (const type of BY_HAND) area.addEventListener(type, release, { passive: true });
    return () => {
      observer.disconnect();
      for (const type of BY_HAND) area.removeEventListener(type, release);
    };
  }, [scroll, settle]);

  const hold = useCallback(
    (next: Anchor) => {
      anchor.current = next;
      settle();
      // Other rows of the same height change no size: they are in the page with the next frame.
      requestAnimationFrame(settle);
    },
    [settle],
  );
  return { anchor, hold };
}

function middleOf(list: VirtualizerHandle, index: number, height: number): number {
  return list.getItemOffset(index) - (height - list.getItemSize(index)) / 2;
}
