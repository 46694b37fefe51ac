import type { KeyboardEvent } from 'react';

/** → unfolds, ← folds, ↑ ↓ Home End go to another row. For buttons with `aria-expanded` in one `.svcs`. */
export function moveByKey(event: KeyboardEvent<HTMLButtonElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const button = event.currentTarget;
  const open = button.getAttribute('aria-expanded') === 'true';
  switch (event.key) {
    case 'ArrowRight':
      if (!open) button.click();
      break;
    case 'ArrowLeft':
      if (open) button.click();
      break;
    default: {
      const rows = [...(button.closest('.svcs')?.querySelectorAll<HTMLElement>('button[aria-expanded]') ?? [])];
      const target = rows[targetOf(event.key, rows.indexOf(button), rows.length)];
      if (!target) return;
      target.focus();
    }
  }
  event.preventDefault();
}

/** The place a key leads to; `-1` when it leads nowhere. */
function targetOf(key: string, from: number, length: number): number {
  switch (key) {
    case 'ArrowDown':
      return from + 1;
    case 'ArrowUp':
      return from - 1;
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default:
      return -1;
  }
}
