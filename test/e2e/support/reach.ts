import type { Page } from 'playwright/test';

/**
 * Controls that cannot be brought into sight by scrolling, or that something else covers there. A dialog that is open
 * owns the window: only what is in it counts.
 */
export async function unreachable(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const root = document.querySelector('dialog:modal') ?? document.body;
    const selector = 'button, a[href], input, textarea, select, summary, [role="option"], [tabindex="0"]';
    const faults: string[] = [];
    // A control made for the ear only, such as a radio button, is pressed by its words.
    const seen = (element: Element) => (element.matches('.vh') ? (element.closest('label') ?? element) : element);
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.className} ${element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40)}`;
    // The call scrolls what is `hidden` too, which nobody can do by hand.
    const takeBack = (element: Element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      if (overflowX === 'hidden') element.scrollLeft = 0;
      if (overflowY === 'hidden') element.scrollTop = 0;
    };
    // What is left of a box inside the window and inside everything around it that cuts.
    const shown = (element: Element, box: DOMRect) => {
      const rest = { left: box.left, top: box.top, right: box.right, bottom: box.bottom };
      const cutBy = (edge: { left: number; top: number; right: number; bottom: number }) => {
        rest.left = Math.max(rest.left, edge.left);
        rest.top = Math.max(rest.top, edge.top);
        rest.right = Math.min(rest.right, edge.right);
        rest.bottom = Math.min(rest.bottom, edge.bottom);
      };
      cutBy({ left: 0, top: 0, right: innerWidth, bottom: innerHeight });
      for (let each = element.parentElement; each; each = each.parentElement) {
        const { overflowX, overflowY, position } = getComputedStyle(each);
        if (overflowX !== 'visible' || overflowY !== 'visible') cutBy(each.getBoundingClientRect());
        if (position === 'fixed') break;
      }
      return rest;
    };
    for (const control of root.querySelectorAll(selector)) {
      const element = seen(control);
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('[inert]')) continue;
      element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
      for (let each = element.parentElement; each; each = each.parentElement) takeBack(each);
      const box = element.getBoundingClientRect();
      if (box.width < 1 || box.height < 1) continue;
      const { left, top, right, bottom } = shown(element, box);
      // Of a text area that scrolls by itself a part is enough; a button is seen whole.
      const [wide, high] = [Math.min(box.width, 80), Math.min(box.height, 40)];
      if (right - left < wide - 2 || bottom - top < high - 2) {
        faults.push(`${name(element)} is cut to ${Math.round(right - left)}×${Math.round(bottom - top)}`);
        continue;
      }
      const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      if (!over || !(element.contains(over) || over.contains(element) || over.closest('label')?.contains(element)))
        faults.push(`${name(element)} is under ${over ? name(over) : 'nothing'}`);
    }
    return faults;
  });
}

/** Words of headings, buttons and labels that are cut off without an ellipsis, or by the edge of what holds them. */
export async function cutWords(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const root = document.querySelector('dialog:modal') ?? document.body;
    return [...root.querySelectorAll('button, h1, h2, h3, label, th, dt, .chip, .badge')]
      .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest('.vh, [inert], pre, .math'))
      .filter((each) => {
        const style = getComputedStyle(each);
        if (style.overflowX === 'visible' || style.textOverflow === 'ellipsis') return false;
        return each.scrollWidth > each.clientWidth + 1;
      })
      .map((each) => `${each.tagName.toLowerCase()}.${each.className} ${each.textContent?.slice(0, 40)}`);
  });
}
