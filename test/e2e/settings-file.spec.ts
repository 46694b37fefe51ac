/** Settings as a file, with the program as it runs: out to a file, reset, and back in after a look at what changes. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { axeCheck, expect, openSettings, picture, test } from './support/journeys.ts';

test.use({ settings: { theme: 'dark', notifications: { services: false } } });

test('settings go out to a file, are reset, and come back from it', async ({ start, profile }) => {
  const { app, page } = await start();
  await page.getByRole('button', { name: 'Explore the demo workspace' }).click();
  await openSettings(page, 'Export, import, reset');
  const file = join(profile, 'exported.json');
  await app.desktop.call('answerDialog', { canceled: false, filePath: file });
  await page.getByRole('button', { name: 'Export settings…' }).click();
  await expect(page.getByText('The settings have been saved.')).toBeVisible();
  const exported = JSON.parse(await readFile(file, 'utf8'));
  expect(exported).toMatchObject({ settings: { theme: 'dark', notifications: { services: false } }, sources: [] });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await page.getByRole('button', { name: 'Reset all settings…' }).click();
  const asked = page.getByRole('dialog', { name: 'Reset all settings?' });
  await expect(asked).toContainText('Accounts, conversations and sources stay.');
  await asked.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(page.locator('html')).not.toHaveAttribute('data-theme', 'dark');

  const gateway = {
    kind: 'gateway',
    id: 'atelier',
    name: 'Atelier',
    address: 'https://gateway.example.org',
    hasKey: true,
  };
  const changed = {
    ...exported,
    machine: { ...exported.machine, hotkey: 'Control+Alt+K' },
    settings: { ...exported.settings, pigeons: true },
    sources: [gateway],
  };
  await writeFile(file, JSON.stringify(changed));
  await app.desktop.call('answerDialog', { canceled: false, filePaths: [file] });
  await page.getByRole('button', { name: 'Import settings…' }).click();
  const told = page.getByRole('dialog', { name: 'Import exported.json?' });
  await expect(told).toContainText('As the system → Dark');
  await expect(told).toContainText('Atelier');
  await expect(told).toContainText('comes without its key');
  await expect(told).toContainText('pigeons');
  await expect(told.getByRole('checkbox', { name: /other computer/ })).not.toBeChecked();
  await axeCheck(page);
  await picture(page, 'settings-import');
  await expect(page.locator('html')).not.toHaveAttribute('data-theme', 'dark');
  await told.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('The settings have been imported, and 1 source.')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  const kept = async () => JSON.parse(await readFile(join(profile, 'settings.json'), 'utf8')).value;
  await expect.poll(async () => (await kept()).theme).toBe('dark');
  expect((await kept()).hotkey).not.toBe('Control+Alt+K');
  expect((await kept()).notifications.services).toBe(false);
});
