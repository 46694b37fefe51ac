/** Windows, tray, notifications: the program as a part of the desktop. */
import type { Page } from 'playwright';
import type { Bridge, SettingsPatch } from '../../preload/contract.ts';
import {
  axeCheck,
  conversationRow,
  copies,
  expect,
  messages,
  openConversation,
  type RunningApp,
  row,
  send,
  signIn,
  syncNow,
  test,
} from './support/journeys.ts';

const TITLE = 'P-204: curve and duty point';
const OTHER = 'Offre de Saint-Malo, lot 2';

async function mainWindow(app: RunningApp) {
  const found = (await app.desktop.windows()).find(({ url }) => url.replace(/[?#].*$/, '').endsWith('/index.html'));
  if (!found) throw new Error('there is no main window');
  return found;
}
const isShown = async (app: RunningApp) => (await mainWindow(app)).visible;
const trayLabels = (app: RunningApp) => app.desktop.call<string[]>('tray.labels');

/** Presses the close button of the main window. */
async function closeMain(app: RunningApp): Promise<void> {
  await app.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows())
      if (window.webContents.getURL().includes('/index.html')) window.close();
  });
}

function set(page: Page, patch: SettingsPatch): Promise<void> {
  return page.evaluate(async (change) => {
    const result = await (window as unknown as { companion: Bridge }).companion.call('settings.set', change);
    if (!result.ok) throw new Error(result.error.message);
  }, patch);
}

test('closing goes to the tray; the tray, and a second launch, bring the window back', async ({
  start,
  launchAgain,
  workspace,
}) => {
  const { app, page } = await start();
  await signIn(page, workspace);
  await openConversation(page, TITLE);
  await closeMain(app);
  await expect.poll(() => isShown(app)).toBe(false);
  await app.desktop.call('tray.click');
  await expect.poll(() => isShown(app)).toBe(true);
  await expect(page.getByRole('heading', { level: 2, name: TITLE })).toBeVisible();

  await closeMain(app);
  await expect.poll(() => isShown(app)).toBe(false);
  await launchAgain();
  await expect.poll(async () => (await mainWindow(app)).focused).toBe(true);
  await expect(page.getByRole('heading', { level: 2, name: TITLE })).toBeVisible();
});

test('started at login it stays in the tray', async ({ launch, launchAgain }) => {
  const app = await launch({ args: ['--hidden'] });
  const page = await app.main();
  await expect(page.getByRole('heading', { name: 'Sign in to your team’s workspace' })).toBeAttached();
  await expect.poll(() => trayLabels(app)).toContain('Sign in…');
  expect(await isShown(app)).toBe(false);
  await launchAgain();
  await expect.poll(() => isShown(app)).toBe(true);
});

test('the tray menu tells how things stand and opens what it names', async ({ start, workspace }) => {
  const { app, page } = await start();
  await signIn(page, workspace);
  const { host } = new URL(workspace.origin);
  await expect.poll(() => trayLabels(app)).toContain(`All well, connected to ${host}`);
  expect(await trayLabels(app)).toEqual(
    expect.arrayContaining(['Ask…', 'Open Halext Companion', 'Open Open WebUI', 'Recent chats', TITLE, 'Settings…']),
  );
  await closeMain(app);
  await app.desktop.chooseMenu(OTHER);
  await expect.poll(() => isShown(app)).toBe(true);
  await expect(page.getByRole('heading', { level: 2, name: OTHER })).toBeVisible();
  await app.desktop.call('menu.click', 'Settings…');
  await expect(page.getByRole('heading', { level: 1, name: 'Accounts' })).toBeVisible();
  await app.desktop.chooseMenu('Ask…');
  await expect
    .poll(async () => (await app.desktop.windows()).find(({ url }) => url.includes('/quick.html'))?.visible)
    .toBe(true);

  await workspace.goOffline();
  await page.getByRole('button', { name: 'Chats', exact: true }).click();
  await syncNow(page);
  await expect.poll(() => trayLabels(app)).toContain(`${host} cannot be reached`);
});

test('quitting in the middle of an answer takes no longer than the last writes', async ({ start, workspace }) => {
  const { app, page } = await start();
  await signIn(page, workspace);
  await openConversation(page, TITLE);
  workspace.switches.set('lateAnswerMs', 60_000, { times: 1 });
  await send(page, 'no time to wait');
  await expect.poll(() => copies(workspace, 'no time to wait')).toBe(1);
  const ended = app.app.waitForEvent('close');
  const begun = Date.now();
  await app.desktop.chooseMenu('Quit Halext Companion').catch(() => {}); // it may be gone before it can answer
  await ended;
  // 1.5 s for the last writes; the rest is the machine's.
  expect(Date.now() - begun).toBeLessThan(4_000);
});

test('theme: the system’s, followed while it changes, or the chosen one', async ({ start }) => {
  const { app, page } = await start();
  const isDark = () => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await expect.poll(isDark).toBe(false);
  const light = await ground();
  await app.desktop.call('systemTheme', true);
  await expect.poll(isDark).toBe(true);
  expect(await ground()).not.toBe(light);
  await set(page, { theme: 'light' });
  await expect.poll(ground).toBe(light);
  await set(page, { theme: 'system' });
  await expect.poll(ground).not.toBe(light);
});

test('language: changed in the settings, at once and everywhere', async ({ start, workspace }) => {
  const { app, page } = await start();
  await signIn(page, workspace);
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Appearance and language' }).click();
  await page.getByText('Français', { exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Apparence et langue' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expect.poll(() => trayLabels(app)).toContain('Réglages…');
  const quick = await app.quick();
  await expect(quick.locator('html')).toHaveAttribute('lang', 'fr');
  await page.getByText('English', { exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Appearance and language' })).toBeVisible();
  await expect.poll(() => trayLabels(app)).toContain('Settings…');
});

test('a notification when the answer comes and nobody looks; a click opens exactly it', async ({
  start,
  workspace,
}) => {
  const { app, page } = await start();
  await signIn(page, workspace);
  await openConversation(page, TITLE);
  await page.bringToFront();
  await send(page, 'seen while it comes');
  await expect(messages(page, 'answered by').last()).toBeVisible();
  await expect.poll(() => row(page, TITLE).textContent()).not.toContain('unread');
  expect(await app.desktop.notifications()).toEqual([]);

  workspace.switches.set('lateAnswerMs', 800, { times: 1 });
  workspace.switches.set('answerText', 'Ready **now**.', { times: 1 });
  await send(page, 'answered behind my back');
  await openConversation(page, OTHER);
  await app.desktop.call('blurAll');
  await expect.poll(async () => (await app.desktop.notifications()).length).toBe(1);
  expect((await app.desktop.notifications())[0]).toMatchObject({ title: TITLE, body: 'Ready **now**.', open: true });
  await closeMain(app);
  await app.desktop.call('clickNotification');
  await expect.poll(async () => (await mainWindow(app)).focused).toBe(true);
  await expect(page.getByRole('heading', { level: 2, name: TITLE })).toBeVisible();

  await app.desktop.call('blurAll');
  workspace.say('helene', conversationRow(workspace, OTHER).id, 'Le dossier est parti.');
  workspace.say('helene', conversationRow(workspace, OTHER).id, 'Et bien reçu.');
  await syncNow(page);
  const about = async () => (await app.desktop.notifications()).filter(({ title }) => title === OTHER);
  await expect.poll(async () => (await about()).map(({ body }) => body)).toContain('Et bien reçu.');
  // One for a conversation: a newer one takes the place of the older.
  expect((await about()).filter(({ open }) => open)).toHaveLength(1);
});

for (const theme of ['light', 'dark'] as const) {
  for (const language of ['en', 'fr'] as const) {
    test(`nothing inaccessible in ${theme} ${language}: sign-in, every page, every section of settings, quick window`, async ({
      start,
      workspace,
    }) => {
      const { app, page } = await start();
      const inEnglish = () => set(page, { language: 'en' });
      const look = async (where: Page = page) => {
        await set(page, { theme, language });
        await expect(where.locator('html')).toHaveAttribute('lang', language);
        await axeCheck(where);
      };
      await look();
      await inEnglish();
      await signIn(page, workspace);
      await openConversation(page, TITLE);
      await look();
      for (const [at, name] of ['.runs', '.compare-page', '.health-page', '.settings'].entries()) {
        await page
          .locator('.rail .nav:not(.nav-me)')
          .nth(at + 1)
          .click();
        await expect(page.locator(`main${name}`)).toBeVisible();
        await axeCheck(page);
      }
      const sections = page.locator('.settings-list nav .sec');
      await expect(sections).not.toHaveCount(0);
      for (let index = 0; index < (await sections.count()); index++) {
        await sections.nth(index).click();
        await axeCheck(page);
      }
      const quick = await app.quick();
      await app.desktop.call('globalShortcut.trigger', 'Alt+Space');
      await look(quick);
      await quick.keyboard.type('Is it all readable?');
      await quick.keyboard.press('Enter');
      await expect(quick.locator('.q-by')).toBeVisible();
      await axeCheck(quick);
    });
  }
}
