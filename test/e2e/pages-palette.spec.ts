import { expect, type Page, test } from 'playwright/test';
import type { Scenario } from './support/fake-bridge.ts';
import { accessibilityFaults, LOOKS, openReady, overflows, pageTests, withFakeBridge } from './support/pages.ts';
import { NOW, scenario } from './support/scenario.ts';

const pages = pageTests();

/** Opens the main window, with the clock standing still, and waits until the palette has been fetched, as it is in idle time. */
async function open(page: Page, more: Partial<Scenario> = {}, fixed = true): Promise<string[]> {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text());
  });
  if (fixed) await page.clock.setFixedTime(NOW);
  await withFakeBridge(page, scenario(more));
  const fetched = page.waitForResponse(/key-map-[\w-]+\.js$/);
  await openReady(page, `${pages.origin}/index.html`);
  await expect(page.locator('[data-conversation]').first()).toBeVisible();
  await fetched;
  return faults;
}

const palette = (page: Page) => page.locator('dialog.palette');
const rows = (page: Page) => palette(page).getByRole('option');
const composer = (page: Page) => page.getByRole('textbox', { name: 'Message' });

for (const { theme, lang } of LOOKS) {
  test(`palette and keys in ${theme} ${lang}`, async ({ page }) => {
    const faults = await open(page, { theme, lang, platform: lang === 'fr' ? 'win32' : 'darwin' });
    const command = lang === 'fr' ? 'Control' : 'Meta';
    await page.keyboard.press(`${command}+k`);
    await expect(palette(page).getByRole('combobox')).toBeFocused();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await overflows(page)).toEqual([]);
    await page.screenshot({ path: `test-results/pictures/palette-${theme}-${lang}.png` });
    await page.keyboard.press('Escape');
    await expect(palette(page)).toHaveCount(0);
    await page.keyboard.press('?');
    const map = page.getByRole('dialog', { name: lang === 'fr' ? 'Touches' : 'Keys' });
    await expect(map.locator('kbd', { hasText: lang === 'fr' ? 'Ctrl+Maj+F' : '⇧⌘F' }).first()).toBeVisible();
    const last = map.getByText(lang === 'fr' ? 'Masquer' : 'Hide');
    await last.scrollIntoViewIfNeeded();
    await expect(last).toBeInViewport();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await overflows(page)).toEqual([]);
    await page.screenshot({ path: `test-results/pictures/keymap-${theme}-${lang}.png` });
    expect(faults).toEqual([]);
  });
}

test('what is typed right after the key finds a chat, and the focus goes back where it was', async ({ page }) => {
  const faults = await open(page);
  const row = page.locator('[data-conversation]').nth(1);
  const title = (await row.locator('.title').textContent()) ?? '';
  await page.keyboard.press('Meta+k');
  await page.keyboard.type(title.toUpperCase());
  await expect(rows(page).first()).toContainText(title);
  await expect(rows(page).last()).toContainText(`Search every message for “${title.toUpperCase()}”`);
  await page.keyboard.press('Enter');
  await expect(palette(page)).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible();

  await composer(page).focus();
  await page.keyboard.press('?');
  await expect(composer(page)).toHaveValue('?');
  await page.keyboard.press('Meta+k');
  await page.keyboard.press('ArrowUp');
  await expect(rows(page).last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(composer(page)).toBeFocused();

  await page.keyboard.press('Meta+k');
  await page.keyboard.type('theme dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await page.keyboard.press('Meta+k');
  await page.keyboard.type('quiet hours');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Notifications' })).toBeVisible();
  expect(faults).toEqual([]);
});

test('the last row and its key search every message for what was typed', async ({ page }) => {
  const faults = await open(page);
  await page.keyboard.press('Meta+k');
  await page.keyboard.type('point');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.locator('.hit mark').first()).toBeVisible();
  await expect(page.getByRole('searchbox').first()).toBeFocused();
  await page.keyboard.press('Meta+k');
  await page.keyboard.type('pump');
  await page.keyboard.press('Meta+Shift+f');
  await expect(page.getByRole('searchbox').first()).toHaveValue('pump');
  expect(faults).toEqual([]);
});

test('with five thousand conversations it opens within a frame', async ({ page }) => {
  const [sample] = scenario().conversations;
  if (!sample) throw new Error('the workspace is empty');
  const conversations = Array.from({ length: 5_000 }, (_, at) => ({
    ...sample,
    id: at + 1,
    remoteId: at + 1,
    title: `Réunion ${at + 1} du chantier`,
    lastAt: NOW - at * 60_000,
  }));
  // With the real clock: it is to measure.
  await open(page, { conversations }, false);
  const times = await page.evaluate(() => {
    const press = (key: string, metaKey: boolean) =>
      (document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent('keydown', { key, metaKey, bubbles: true, cancelable: true }),
      );
    return Array.from({ length: 9 }, () => {
      const before = performance.now();
      press('k', true);
      const rows = document.querySelectorAll('dialog.palette [role=option]').length;
      const took = performance.now() - before;
      press('Escape', false);
      return { took, rows };
    });
  });
  for (const { rows: drawn } of times) expect(drawn).toBeGreaterThan(8);
  // Drawn by the time the key returns, as the rows above show. About 9 ms at its best; the machine of a test does much
  // else besides, so this only tells work that grows with all of them from work that does not.
  expect(Math.min(...times.map(({ took }) => took))).toBeLessThan(150);
  await page.keyboard.press('Meta+k');
  await page.keyboard.type('reunion 4321');
  await expect(rows(page).first()).toContainText('Réunion 4321 du chantier');
  expect(await rows(page).count()).toBeLessThanOrEqual(51);
});
