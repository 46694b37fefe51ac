/** The hotkey proved by a press, lost to another program, let go while keys are recorded; a desktop without a tray. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { expect, notice, openSettings, type RunningApp, signIn, test } from './support/journeys.ts';

const TAKEN = 'Control+Alt+K';

const doctor = (page: Page): Locator => page.locator('.line', { hasText: 'Does it work?' });

async function isQuickVisible(app: RunningApp): Promise<boolean> {
  return (await app.desktop.windows()).some(({ url, visible }) => visible && url.includes('/quick.html'));
}

async function recordKeys(page: Page, keys: string): Promise<void> {
  await page.locator('.recorder').click();
  await page.keyboard.press(keys);
}

test('the hotkey is proved by a press, comes back after a recording, and says who took it', async ({
  start,
  workspace,
}) => {
  const { app, page } = await start();
  await signIn(page, workspace);
  await openSettings(page, 'Quick window');
  const line = doctor(page);
  await expect(line).toContainText('No press of it has been seen yet.');

  await line.getByRole('button', { name: 'Prove it with one press' }).click();
  await expect(line).toContainText('s left');
  expect(await app.desktop.press('Alt+Space')).toBe(true);
  await expect(line.getByRole('status')).toContainText('It works: a press of');
  expect(await isQuickVisible(app)).toBe(false);
  await app.desktop.press('Alt+Space');
  await expect.poll(() => isQuickVisible(app)).toBe(true);
  await app.desktop.press('Alt+Space');
  await expect.poll(() => isQuickVisible(app)).toBe(false);

  await page.locator('.recorder').click();
  await expect.poll(() => app.desktop.call('globalShortcut.list')).toEqual([]);
  await page.keyboard.press('Escape');
  await expect.poll(() => app.desktop.call('globalShortcut.list')).toHaveLength(1);
  // A page that is loaded anew cannot say that it has stopped recording.
  await page.locator('.recorder').click();
  await expect.poll(() => app.desktop.call('globalShortcut.list')).toEqual([]);
  await page.reload();
  await expect.poll(() => app.desktop.call('globalShortcut.list')).toHaveLength(1);

  await app.desktop.call('globalShortcut.take', TAKEN);
  await openSettings(page, 'Quick window');
  await recordKeys(page, 'Control+Alt+k');
  await expect(line.getByRole('status')).toContainText('does not work.');
  await expect(line).toContainText('Another program or the system has these keys.');
  await expect(notice(page, 'already belongs to another program')).toBeVisible();
  await recordKeys(page, 'Control+Alt+j');
  await expect(line.getByRole('status')).toContainText('No press of it has been seen yet.');
  await expect(notice(page, 'already belongs to another program')).toBeHidden();
});

// The desktop is read through its own commands; on macOS and Windows there is nothing to read.
if (process.platform === 'linux')
  test('GNOME without the extension and with silence: both are told, and a notification makes no sound', async ({
    start,
    workspace,
    profile,
  }) => {
    const commands = join(profile, 'commands');
    await mkdir(commands);
    const command = async (name: string, script: string) => {
      await writeFile(join(commands, name), `#!/bin/sh\n${script}\n`);
      await chmod(join(commands, name), 0o755);
    };
    await command('gdbus', 'echo "Error: GDBus.Error:org.freedesktop.DBus.Error.ServiceUnknown: none" >&2; exit 1');
    await command('gsettings', 'echo false');
    const env = { PATH: `${commands}${delimiter}${process.env.PATH}`, XDG_CURRENT_DESKTOP: 'GNOME' };
    const { app, page } = await start({ env });
    await signIn(page, workspace);

    const told = notice(page, 'This desktop shows no tray icons');
    await expect(told).toContainText('start the program again');
    await app.app.evaluate(({ BrowserWindow }) => {
      for (const each of BrowserWindow.getAllWindows()) if (each.isVisible()) each.close();
    });
    await expect.poll(() => app.desktop.notifications()).toMatchObject([{ title: 'Halext Companion goes on' }]);
    await app.desktop.call('clickNotification');
    await expect.poll(async () => (await app.desktop.windows()).some(({ visible }) => visible)).toBe(true);
    await told.getByRole('button', { name: 'Quit when the window is closed' }).click();
    await expect(told).toContainText('Closing the window quits the program.');

    await openSettings(page, 'Notifications');
    const line = page.locator('.line', { hasText: 'Can they be seen?' });
    await line.getByRole('button', { name: 'Try one' }).click();
    const last = async () => (await app.desktop.notifications()).at(-1);
    await expect.poll(last).toMatchObject({ title: 'This is a notification', silent: true });
    await expect(line.getByRole('status')).toHaveText('The system took the last one.');
    await expect(line).toContainText('“Do not disturb” is on');
  });
