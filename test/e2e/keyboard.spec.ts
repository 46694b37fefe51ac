/** The whole program without a mouse, and at every zoom. */
import type { Locator, Page } from 'playwright';
import { expect, type RunningApp, row, signIn, test } from './support/journeys.ts';
import { focusFaults } from './support/tab-walk.ts';

const MOST_TABS = 60;

/** Goes to a control by Tab, as somebody does who sees where the focus is. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  const isThere = () => control.evaluate((element) => element === document.activeElement);
  for (let presses = 0; !(await isThere()); presses++) {
    expect(presses, 'Tab leads there').toBeLessThan(MOST_TABS);
    await page.keyboard.press('Tab');
  }
  await focusIsSeen(page);
}

async function focusIsSeen(page: Page): Promise<void> {
  await expect.poll(() => focusFaults(page)).toEqual([]);
}

const composer = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true });

test('without a mouse: the demo, a chat, search, palette, settings, a run that asks, health, and back from each dialog', async ({
  start,
}) => {
  const { page } = await start();
  const keys = page.keyboard;
  await tabTo(page, page.getByRole('button', { name: 'Explore the demo workspace' }));
  await keys.press('Enter');
  await expect(page.locator('[data-conversation]').first()).toBeVisible();

  await test.step('a new chat, its first message, its answer', async () => {
    await keys.press('Control+n');
    const dialog = page.getByRole('dialog', { name: 'New chat' });
    await expect(dialog.getByLabel('Title')).toBeFocused();
    await focusIsSeen(page);
    await keys.type('By keyboard');
    await tabTo(page, dialog.getByRole('button', { name: 'Create' }));
    await keys.press('Enter');
    await expect(page.getByRole('heading', { level: 2, name: 'By keyboard' })).toBeVisible();
    await expect(composer(page)).toBeFocused();
    await focusIsSeen(page);
    await keys.type('Why is the pump loud?');
    await keys.press('Enter');
    const answer = page.locator('.msg:not(.mine)').last();
    await expect(answer).toBeVisible({ timeout: 20_000 });
    await expect(composer(page)).toBeFocused();
    // Into the thread and through what can be done with the answer, then back with the key of the areas.
    await keys.press('Shift+Tab');
    await focusIsSeen(page);
    for (
      let area = 0;
      area < 6 && !(await composer(page).evaluate((field) => field === document.activeElement));
      area++
    )
      await keys.press('F6');
    await expect(composer(page)).toBeFocused();
  });

  await test.step('search through everything, a hit is opened', async () => {
    await keys.press('Control+Shift+F');
    await focusIsSeen(page);
    await keys.type('pump');
    await expect(page.locator('.item.hit').first()).toBeVisible();
    await keys.press('ArrowDown');
    await focusIsSeen(page);
    await keys.press('Enter');
    await expect(page.locator('.thread')).toBeVisible();
    await keys.press('Control+Shift+F');
    await keys.press('Escape');
    await expect(row(page, 'By keyboard')).toBeVisible();
  });

  await test.step('the palette leads to a setting; the zoom is changed with its buttons', async () => {
    await keys.press('Control+k');
    await focusIsSeen(page);
    await keys.type('Appearance');
    await expect(page.getByRole('option', { name: /Appearance/ }).first()).toBeVisible();
    await keys.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Appearance and language' })).toBeVisible();
    const larger = page.getByRole('button', { name: 'Larger' });
    await tabTo(page, larger);
    await keys.press('Enter');
    await expect(page.locator('.zoom output')).toHaveText('110%');
    await expect(larger).toBeFocused();
    await tabTo(page, page.getByRole('button', { name: 'Back to 100%' }));
    await keys.press('Space');
    await expect(page.locator('.zoom output')).toHaveText('100%');
  });

  await test.step('the map of the keys gives the focus back', async () => {
    const held = page.getByRole('button', { name: 'Back to 100%' });
    await keys.press('?');
    const map = page.getByRole('dialog', { name: 'Keys' });
    await expect(map).toBeVisible();
    await focusIsSeen(page);
    for (let presses = 0; presses < 6; presses++) {
      await keys.press('Tab');
      expect(
        await map.evaluate(
          (dialog) => dialog.contains(document.activeElement) || document.activeElement === document.body,
        ),
      ).toBe(true);
    }
    await keys.press('Escape');
    await expect(map).toHaveCount(0);
    await expect(held).toBeFocused();
  });

  await test.step('a task for an agent; its question is answered', async () => {
    await keys.press('Control+Shift+Digit2');
    await keys.press('Control+n');
    const form = page.locator('form.new-run');
    await expect(form.getByLabel('Task')).toBeFocused();
    await keys.type('Write the mail about P-204');
    await keys.press('Shift+Tab');
    await tabBack(page, form.getByRole('button', { name: 'Agent or gateway' }));
    await keys.press('Enter');
    await keys.type('mail');
    await expect(page.getByRole('option', { name: /mail/ })).toHaveCount(1);
    await keys.press('Enter');
    await expect(form.getByRole('button', { name: 'Agent or gateway' })).toBeFocused();
    await tabTo(page, form.getByRole('button', { name: 'Start' }));
    await keys.press('Enter');
    const approve = page.getByRole('button', { name: 'Let it use send_mail' });
    await expect(approve).toBeVisible({ timeout: 30_000 });
    await tabTo(page, approve);
    await keys.press('Enter');
    await expect(approve).toHaveCount(0);
    // What had the focus is gone; the focus is not.
    await focusIsSeen(page);
  });

  await test.step('health is checked', async () => {
    await keys.press('Control+Shift+Digit4');
    await expect(page.locator('main.health-page h1')).toBeVisible();
    const check = page.getByRole('button', { name: /^Check now/ });
    await tabTo(page, check);
    await keys.press('Enter');
    await tabTo(page, page.locator('.svc-toggle').first());
    await keys.press('ArrowRight');
    await expect(page.locator('.svc-toggle').first()).toHaveAttribute('aria-expanded', 'true');
    await focusIsSeen(page);
  });

  await test.step('a menu opens, moves, closes, and gives the focus back', async () => {
    await keys.press('Control+Shift+Digit1');
    const more = page.getByRole('button', { name: 'More', exact: true }).first();
    await tabTo(page, more);
    await keys.press('Enter');
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await keys.press('ArrowDown');
    await focusIsSeen(page);
    await keys.press('Escape');
    await expect(more).toBeFocused();
  });
});

async function tabBack(page: Page, control: Locator): Promise<void> {
  for (let presses = 0; presses < MOST_TABS; presses++) {
    if (await control.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Shift+Tab');
  }
  await expect(control).toBeFocused();
  await focusIsSeen(page);
}

// ------------------------------------------------------------------------------------------------------- zoom

const factors = ({ app }: RunningApp) =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => Math.round(webContents.getZoomFactor() * 100)),
  );

async function boundsOf(app: RunningApp, file: string) {
  const found = (await app.desktop.windows()).find(({ url }) => url.replace(/[?#].*$/, '').endsWith(file));
  if (!found) throw new Error(`no window shows ${file}`);
  return found.bounds;
}

test('both windows are zoomed by the menu, keep it over a reload and a restart, and still fit on the display', async ({
  start,
  workspace,
}) => {
  const { app, page } = await start();
  await signIn(page, workspace);
  const widthBefore = await page.evaluate(() => innerWidth);
  for (const percent of [110, 125, 150, 175, 200, 200]) {
    await app.desktop.chooseMenu('zoom-in');
    await expect.poll(() => factors(app)).toEqual([percent, percent]);
  }
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(widthBefore * 0.6);
  const least = await app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getMinimumSize());
  expect(least).toEqual([960, 640]);

  // As Chromium does when it remembers another zoom of this origin.
  await app.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.webContents.setZoomFactor(0.8);
    window?.webContents.reload();
  });
  await expect.poll(() => factors(app)).toEqual([200, 200]);

  expect(await app.desktop.press('Alt+Space')).toBe(true);
  await expect.poll(async () => (await boundsOf(app, '/quick.html')).width).toBe(1440);
  const quick = await boundsOf(app, '/quick.html');
  expect(quick.height).toBe(840);
  expect(quick.x).toBeGreaterThanOrEqual(0);
  expect(quick.y + quick.height).toBeLessThanOrEqual(1080);

  await app.desktop.chooseMenu('zoom-reset');
  await expect.poll(() => factors(app)).toEqual([100, 100]);
  await expect.poll(async () => (await boundsOf(app, '/quick.html')).width).toBe(720);
  for (const percent of [90, 80, 75, 67, 50, 50]) {
    await app.desktop.chooseMenu('zoom-out');
    await expect.poll(() => factors(app)).toEqual([percent, percent]);
  }
  expect(await app.quit()).toBe(0);

  const again = await start();
  await expect.poll(() => factors(again.app)).toEqual([50, 50]);
  await expect.poll(() => again.page.evaluate(() => innerWidth)).toBeGreaterThan(widthBefore * 1.5);
});
