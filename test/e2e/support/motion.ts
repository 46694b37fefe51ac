import type { Page } from 'playwright/test';

/** Everything on the page that would take more than a hundredth of a second to change, or never stops turning. */
export async function moving(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const LONGEST = 0.01;
    const isLong = (durations: string) => durations.split(',').some((each) => Number.parseFloat(each) > LONGEST);
    const parts = [undefined, '::before', '::after'];
    return [...document.querySelectorAll('*')].flatMap((element) =>
      parts.flatMap((part) => {
        const style = getComputedStyle(element, part);
        const animated = style.animationName !== 'none' && isLong(style.animationDuration);
        const fades = style.transitionProperty !== 'none' && isLong(style.transitionDuration);
        return animated || fades
          ? [`${element.tagName.toLowerCase()}.${element.getAttribute('class')}${part ?? ''}`]
          : [];
      }),
    );
  });
}
