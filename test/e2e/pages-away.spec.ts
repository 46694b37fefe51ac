/** The card of what happened while nobody looked, and what main is told of the page in front. */
import { expect, type Page, test } from 'playwright/test';
import type { Notice } from '../../preload/contract.ts';
import type { Scenario } from './support/fake-bridge.ts';
import { withRunsBridge } from './support/fake-runs.ts';
import { accessibilityFaults, calls, LOOKS, openReady, overflows, pageTests } from './support/pages.ts';
import { runsWorkspace } from './support/runs-workspace.ts';
import { NOW, scenario } from './support/scenario.ts';

const pages = pageTests();

const AWAY: Notice = { id: 'away', kind: 'away', since: NOW - 3_600_000, ended: 3, waiting: 1, runId: 1 };

async function open(page: Page, more: Partial<Scenario> = {}): Promise<void> {
  await page.clock.setFixedTime(NOW);
  await withRunsBridge(page, scenario({ notices: [AWAY], ...more }), runsWorkspace(more.lang ?? 'en'));
  await openReady(page, `${pages.origin}/index.html`);
}

for (const { theme, lang } of LOOKS) {
  test(`the card in ${theme} ${lang}: nothing inaccessible, nothing cut`, async ({ page }) => {
    await open(page, { theme, lang });
    await expect(page.locator('.app-notices .note')).toContainText('3');
    await page.screenshot({ path: `test-results/pictures/away-${theme}-${lang}.png`, scale: 'css' });
    expect(await accessibilityFaults(page)).toEqual([]);
    for (const width of [480, 1240]) {
      await page.setViewportSize({ width, height: 400 });
      expect(await overflows(page), `${width}`).toEqual([]);
    }
  });
}

test('Open shows the run, in front, and puts the card away', async ({ page }) => {
  await open(page);
  const card = page.locator('.app-notices .note');
  await expect(card).toContainText('While you were away: 3 runs ended. 1 run waits for you.');
  await card.getByRole('button', { name: 'Open' }).click();
  await expect.poll(() => calls(page, 'runs.open')).toEqual([{ id: 1 }]);
  expect(await calls(page, 'notices.dismiss')).toEqual([{ id: 'away' }]);
  expect((await calls(page, 'app.page')).at(-1)).toEqual({ page: 'runs' });
});

test('it can be dismissed without opening anything; nothing that waits is said when nothing waits', async ({
  page,
}) => {
  await open(page, { notices: [{ ...AWAY, ended: 1, waiting: 0 }] });
  const card = page.locator('.app-notices .note');
  await expect(card).toHaveText(/While you were away: 1 run ended\.\s*Open/);
  await card.getByRole('button', { name: 'Dismiss' }).click();
  expect(await calls(page, 'notices.dismiss')).toEqual([{ id: 'away' }]);
  expect(await calls(page, 'runs.open')).toEqual([]);
});

test('main is told which page is in front, from the beginning and at each change', async ({ page }) => {
  await open(page, { notices: [] });
  expect(await calls(page, 'app.page')).toEqual([{ page: 'chat' }]);
  for (const to of ['settings', 'runs', 'chat'] as const)
    await page.evaluate((name) => window.fake.emit('navigate', { kind: 'page', page: name }), to);
  await expect
    .poll(() => calls(page, 'app.page'))
    .toEqual([{ page: 'chat' }, { page: 'settings' }, { page: 'runs' }, { page: 'chat' }]);
});
