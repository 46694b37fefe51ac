import { expect, type Page, test } from 'playwright/test';
import { findChromium } from '../electron-double/chromium/find.ts';
import type { Scenario } from './support/fake-bridge.ts';
import { type RunsScenario, withRunsBridge } from './support/fake-runs.ts';
import { accessibilityFaults, openReady, overflows, type Pages, servePages } from './support/pages.ts';
import { runsWorkspace } from './support/runs-workspace.ts';
import { NOW, scenario } from './support/scenario.ts';

const chromium = findChromium();
test.use({
  viewport: { width: 1240, height: 800 },
  timezoneId: 'Europe/Paris',
  locale: 'en-GB',
  launchOptions: { ...(chromium ? { executablePath: chromium } : {}), args: ['--no-sandbox'] },
});

let pages: Pages;
test.beforeAll(async () => {
  pages = await servePages('index');
});
test.afterAll(async () => {
  await pages.close();
});

/** Opens the Runs page on a scenario; anything the policy blocks or the page throws is a fault. */
async function open(page: Page, more: Partial<Scenario> = {}, runs: Partial<RunsScenario> = {}): Promise<string[]> {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text());
  });
  await page.clock.setFixedTime(NOW);
  await withRunsBridge(page, scenario(more), { ...runsWorkspace(more.lang ?? 'en'), ...runs });
  await openReady(page, `${pages.origin}/index.html`);
  await page.evaluate(() => window.fake.emit('navigate', { kind: 'page', page: 'runs' }));
  await expect(page.locator('main.runs')).toBeVisible();
  return faults;
}

const row = (page: Page, id: number) => page.locator(`[data-run="${id}"]`);

for (const theme of ['light', 'dark'] as const) {
  for (const lang of ['en', 'fr'] as const) {
    test(`runs in ${theme} ${lang}: nothing blocked, nothing inaccessible, nothing cut`, async ({ page }) => {
      const faults = await open(page, { theme, lang });
      const look = async (name: string) => {
        await page.screenshot({ path: `test-results/pictures/runs-${name}-${theme}-${lang}.png`, scale: 'css' });
        expect(await accessibilityFaults(page), name).toEqual([]);
        expect(await overflows(page), name).toEqual([]);
      };
      await expect(row(page, 1)).toBeVisible();
      await look('nothing-open');
      await row(page, 1).click();
      await expect(page.locator('.approval')).toBeVisible();
      await page.locator('.tool-head').first().click();
      await look('waiting');
      for (const tab of ['text', 'state', 'events', 'usage']) {
        await page.locator(`#run-tab-${tab}`).click();
        await expect(page.locator(`#run-panel-${tab}`)).toBeVisible();
        if (tab === 'events') await expect(page.locator('.event').first()).toBeVisible();
        await look(tab);
      }
      await row(page, 5).click();
      await expect(page.locator('.answer table')).toBeVisible();
      await look('finished');
      await row(page, 4).click();
      await expect(page.locator('.note')).toBeVisible();
      await look('silent');
      await page.keyboard.press('Meta+n');
      await expect(page.locator('.new-run')).toBeVisible();
      await look('new');
      expect(faults).toEqual([]);
    });
  }
}
