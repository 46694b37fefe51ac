import { type RefObject, useId, useRef, useState } from 'react';

/** What the button of a popover must carry. The browser then opens, closes, places and describes it by itself. */
export interface PopoverButtonProps {
  readonly popoverTarget: string;
  readonly 'aria-haspopup': 'menu' | 'listbox' | 'dialog';
}

export interface Popover {
  readonly id: string;
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly open: boolean;
  /** Closes it; the focus goes back to where it was. */
  readonly close: () => void;
  readonly onOpenChange: (open: boolean) => void;
}

/** The state of one popover element. Its content is drawn only while it is open. */
export function usePopover(): Popover {
  const id = useId();
  const ref = useRef<HTMLDivElement>(null);
  const [open, onOpenChange] = useState(false);
  return { id, ref, open, onOpenChange, close: () => ref.current?.hidePopover() };
}

/** Whether something lies open over the page that Esc closes first. */
export function somethingIsOpen(): boolean {
  return document.querySelector(':popover-open, dialog:modal') !== null;
}

/** The next place in a list of `count` for a key, wrapping round; `null` when the key does not move. */
export function moveTo(key: string, from: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return (from + 1) % count;
    case 'ArrowUp':
      return from <= 0 ? count - 1 : from - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
