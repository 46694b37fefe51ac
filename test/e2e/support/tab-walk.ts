import type { Page } from 'playwright/test';

export interface TabWalk {
  /** The names of the stops, in order, up to where it came round. */
  readonly stops: readonly string[];
  readonly faults: readonly string[];
}

interface Step {
  /** Which stop it is, `-1` when nothing has the focus. */
  readonly stop: number;
  readonly faults: readonly string[];
}

const MOST = 160;

/**
 * Goes through the window, or the dialog that is open, by Tab from where the focus is, until a stop comes again. What it
 * finds wrong: a stop nobody sees, has no name, shows no ring, comes before what one reads first, and a place one does
 * not get out of.
 */
export async function tabWalk(page: Page): Promise<TabWalk> {
  const cdp = await page.context().newCDPSession(page);
  const stops: string[] = [];
  const faults: string[] = [];
  await page.evaluate(installWalk);
  for (let press = 0; press < MOST; press++) {
    await page.keyboard.press('Tab');
    const step = await page.evaluate(() => window.tabWalk());
    faults.push(...step.faults);
    // From the last stop the focus leaves for the browser's own controls, and comes back with the next press.
    if (step.stop < 0) continue;
    if (step.stop < stops.length) {
      // A walk that begins in the middle passes over its start; it must not come back to any other stop.
      if (step.stop > 0) faults.push(`trap: after ${stops.at(-1)} comes ${stops[step.stop]} again`);
      await cdp.detach();
      return { stops, faults };
    }
    const name = await focusedName(cdp);
    if (name === '')
      faults.push(`no name: ${await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120))}`);
    stops.push(name);
  }
  await cdp.detach();
  return { stops, faults: [...faults, `does not come round within ${MOST} stops`] };
}

/** What is wrong with where the focus is now: that there is none, that nobody sees it, or sees that it has the focus. */
export async function focusFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(installWalk);
  return page.evaluate(() => window.focusFaults());
}

/** Its name as a screen reader gets it. */
async function focusedName(cdp: Awaited<ReturnType<ReturnType<Page['context']>['newCDPSession']>>): Promise<string> {
  const { result } = await cdp.send('Runtime.evaluate', { expression: 'document.activeElement' });
  const { nodes } = await cdp.send('Accessibility.getPartialAXTree', {
    ...(result.objectId ? { objectId: result.objectId } : {}),
    fetchRelatives: false,
  });
  return String(nodes[0]?.name?.value ?? '').trim();
}

declare global {
  interface Window {
    tabWalk(): Step;
    focusFaults(): readonly string[];
  }
}

/** The part that runs in the page. */
function installWalk(): void {
  const seen: Element[] = [];
  let before: Element | null = null;

  const describe = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.className} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}”`;

  /** What a ring may be drawn on: the control, the words of a hidden one, the field around it. */
  const drawnOn = (element: Element) => {
    const around = [element, element.nextElementSibling];
    for (let each = element.parentElement; each && around.length < 6; each = each.parentElement) around.push(each);
    return around.filter((each) => each !== null);
  };
  /** The colours a ring has: the token's, and the system's own in a contrast theme. */
  const ringColours = () => {
    const probe = document.body.appendChild(document.createElement('span'));
    const colours = ['var(--focus)', 'Highlight'].map((colour) => {
      probe.style.setProperty('outline-color', colour);
      return getComputedStyle(probe).outlineColor;
    });
    probe.remove();
    return colours;
  };
  /** An outline of two pixels, or a line under a field in the colour of rings. */
  const hasRing = (element: Element) => {
    const colours = ringColours();
    return drawnOn(element).some((each) =>
      [undefined, '::after'].some((part) => {
        const style = getComputedStyle(each, part);
        const outlined = !['none', 'hidden'].includes(style.outlineStyle) && Number.parseFloat(style.outlineWidth) >= 2;
        return outlined || (style.borderBottomStyle === 'solid' && colours.includes(style.borderBottomColor));
      }),
    );
  };

  /** The box one sees: of a control for the ear only, that of its words. */
  const boxOf = (element: Element) =>
    (element.matches('.vh') ? (element.closest('label') ?? element) : element).getBoundingClientRect();

  const isSeen = (element: Element) => {
    const box = boxOf(element);
    const visible = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const inWindow = box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;
    return visible && inWindow && box.width >= 4 && box.height >= 4;
  };

  /** Whether somebody reading from the top left would have come to the second one first. */
  const isBackwards = (from: Element, to: Element) => {
    if (from.contains(to)) return false;
    const [a, b] = [boxOf(from), boxOf(to)];
    const sharedHeight = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (sharedHeight > Math.min(a.height, b.height) / 2) return b.right <= a.left + 1;
    // Further up is another column, which begins to the right.
    return b.bottom <= a.top + 1 && b.left < a.right - 1;
  };

  window.focusFaults = () => {
    const element = document.activeElement;
    if (!element || element === document.body) return ['nothing has the focus'];
    return [
      ...(hasRing(element) ? [] : [`no ring: ${describe(element)}`]),
      ...(isSeen(element) ? [] : [`not seen: ${describe(element)}`]),
    ];
  };

  window.tabWalk = () => {
    const element = document.activeElement;
    const faults: string[] = [];
    if (!element || element === document.body) {
      before = null;
      return { stop: -1, faults };
    }
    const known = seen.indexOf(element);
    if (known >= 0) return { stop: known, faults };
    faults.push(...window.focusFaults());
    if (element instanceof HTMLElement && element.tabIndex > 0)
      faults.push(`out of order by tabindex: ${describe(element)}`);
    if (before && isBackwards(before, element))
      faults.push(`before what it follows: ${describe(before)} → ${describe(element)}`);
    before = element;
    seen.push(element);
    return { stop: seen.length - 1, faults };
  };
}
