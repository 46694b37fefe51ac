import { expect, type Page, test } from 'playwright/test';
import { accessibilityFaults, LOOKS, overflows, pageTests } from './support/pages.ts';
import { openWithRuns, row, toRuns } from './support/runs-page.ts';

const pages = pageTests();

/** Takes a picture of the page, and fails when something on it is inaccessible or sticks out. */
async function look(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `test-results/pictures/runs-${name}.png`, scale: 'css' });
  expect(await accessibilityFaults(page), name).toEqual([]);
  expect(await overflows(page), name).toEqual([]);
}

for (const { theme, lang } of LOOKS) {
  const variant = `${theme}-${lang}`;
  test(`a run that waits, in ${theme} ${lang}: all its sides, nothing blocked, inaccessible or cut`, async ({
    page,
  }) => {
    const faults = await openWithRuns(page, pages, {}, { theme, lang });
    await toRuns(page);
    await row(page, 1).click();
    await expect(page.locator('.approval')).toBeVisible();
    await page.locator('.tool-head').first().click();
    await look(page, `waiting-${variant}`);
    for (const tab of ['text', 'state', 'events', 'usage']) {
      await page.locator(`#run-tab-${tab}`).click();
      await expect(page.locator(`#run-panel-${tab}`)).toBeVisible();
      if (tab === 'events') await expect(page.locator('.event').first()).toBeVisible();
      await look(page, `${tab}-${variant}`);
    }
    expect(faults).toEqual([]);
  });

  test(`what else the page shows, in ${theme} ${lang}: nothing blocked, inaccessible or cut`, async ({ page }) => {
    const faults = await openWithRuns(page, pages, {}, { theme, lang });
    await toRuns(page);
    await expect(row(page, 1)).toBeVisible();
    await look(page, `nothing-open-${variant}`);
    await row(page, 5).click();
    await expect(page.locator('.answer table')).toBeVisible();
    await look(page, `finished-${variant}`);
    await row(page, 4).click();
    await expect(page.locator('.note')).toBeVisible();
    await look(page, `silent-${variant}`);
    await page.keyboard.press('Meta+n');
    await expect(page.locator('.new-run')).toBeVisible();
    await look(page, `new-${variant}`);
    expect(faults).toEqual([]);
  });
}

test('every size from 480 to 3840 wide holds a question, an answer and the form without cutting', async ({ page }) => {
  await openWithRuns(page, pages, {}, { lang: 'fr' });
  await toRuns(page);
  const sizes = [
    [480, 600],
    [640, 600],
    [900, 600],
    [1240, 800],
    [3840, 2160],
  ] as const;
  const show = {
    waiting: () => page.evaluate(() => window.fake.emit('navigate', { kind: 'run', runId: 1 })),
    finished: () => page.evaluate(() => window.fake.emit('navigate', { kind: 'run', runId: 6 })),
    new: () => page.keyboard.press('Meta+n'),
  };
  const there = { waiting: '.approval', finished: '.follow-up', new: '.new-run' };
  for (const name of ['waiting', 'finished', 'new'] as const) {
    await show[name]();
    await expect(page.locator(there[name])).toBeVisible();
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      await expect(row(page, 3)).toBeVisible({ visible: width >= 900 });
      expect(await overflows(page), `${name} ${width}`).toEqual([]);
      if (width <= 900) {
        await page.screenshot({ path: `test-results/pictures/runs-size-${name}-${width}.png`, scale: 'css' });
      }
    }
  }
  await page.setViewportSize({ width: 640, height: 600 });
  await page.getByRole('button', { name: 'Tâches' }).last().click();
  await expect(row(page, 3)).toBeVisible();
  await row(page, 3).click();
  await expect(row(page, 3)).toBeHidden();
});
