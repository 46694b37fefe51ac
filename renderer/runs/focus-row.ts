/** A row far away is measured before it can take the focus; this many frames are more than that takes. */
const MOUNT_FRAMES = 20;

let wanted: number | null = null;

/** Focuses the row of a run now, or as soon as the list has drawn it, unless another one is wanted by then. */
export function focusWhenDrawn(within: HTMLElement, id: number, frames = MOUNT_FRAMES): void {
  wanted = id;
  const row = within.querySelector<HTMLElement>(`[data-run="${id}"]`);
  row?.focus({ preventScroll: true });
  if (frames === 0 || (row && document.activeElement === row)) return;
  requestAnimationFrame(() => {
    if (wanted === id) focusWhenDrawn(within, id, frames - 1);
  });
}
