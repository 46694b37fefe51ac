const FOCUSABLE = 'button:not([disabled]), a[href], input:not([disabled]), textarea:not([disabled]), [tabindex="0"]';

/**
 * Moves the focus to the next area of the window (elements with `data-area`, in document order), onto the control the
 * area marks with `data-area-focus` or its first one. Areas without a control are passed over.
 */
export function focusNextArea(root: ParentNode, current: Element | null): void {
  const areas = [...root.querySelectorAll<HTMLElement>('[data-area]')].filter(
    // A page behind another one is laid out, but nothing in it can take the focus.
    (area) => area.checkVisibility() && !area.closest('[inert]'),
  );
  const start = areas.findIndex((area) => area.contains(current));
  for (let step = 1; step <= areas.length; step++) {
    const area = areas[(start + step) % areas.length];
    const target = area && targetIn(area);
    if (!target) continue;
    target.focus();
    return;
  }
}

function targetIn(area: HTMLElement): HTMLElement | undefined {
  const marked = area.querySelector<HTMLElement>('[data-area-focus]');
  if (marked?.checkVisibility()) return marked;
  if (area.matches(FOCUSABLE)) return area;
  return [...area.querySelectorAll<HTMLElement>(FOCUSABLE)].find(
    (each) => each.tabIndex >= 0 && each.checkVisibility(),
  );
}
