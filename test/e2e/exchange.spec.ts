/** Conversations in from a file and out to one, with the program as it runs. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipOf } from '../fakes/zip.ts';
import { expect, openSettings, test } from './support/journeys.ts';

const EXPORT = join(import.meta.dirname, '../fixtures/exchange/chatgpt.json');
const TITLE = 'Les marées de Saint-Malo';

test('an export of ChatGPT is read, kept here, searched, and written as Markdown', async ({ start, profile }) => {
  const { app, page } = await start();
  await page.getByRole('button', { name: 'Explore the demo workspace' }).click();
  await openSettings(page, 'Import and export chats');
  const choose = page.getByRole('button', { name: 'Choose a file…' });
  await choose.click();
  await expect(choose, 'the person changed their mind').toBeVisible();
  const archive = join(profile, 'export.zip');
  await writeFile(
    archive,
    zipOf({ name: 'chat.html', content: '' }, { name: 'conversations.json', content: await readFile(EXPORT) }),
  );
  await app.desktop.call('answerDialog', { canceled: false, filePaths: [archive] });
  await choose.click();
  const report = page.getByRole('status').filter({ hasText: 'export.zip' });
  await expect(report).toContainText('Brought in: 2 conversations, 7 messages.');
  await expect(report).toContainText('Only a picture was made – nothing in it is text');
  await report.getByRole('button', { name: 'Dismiss' }).click();

  await page.getByRole('button', { name: /^Chats/ }).click();
  await page.keyboard.press('ControlOrMeta+Shift+f');
  await page.getByRole('searchbox').first().fill('amplitude des marées');
  await page.locator('.item.hit').first().click();
  await expect(page.getByRole('heading', { level: 2, name: TITLE })).toBeVisible();
  await expect(page.locator('.msg', { hasText: 'treize mètres' })).toBeVisible();
  await expect(page.locator('.msg', { hasText: 'Environ douze mètres' })).toHaveCount(0);

  const file = join(profile, 'tides.md');
  await app.desktop.call('answerDialog', { canceled: false, filePath: file });
  await page.locator('header[data-area="header"]').getByRole('button').last().click();
  await page.getByRole('menuitem', { name: 'Save as Markdown…' }).click();
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('> Jusqu’à treize mètres');
  expect(await readFile(file, 'utf8')).toContain(`# ${TITLE}\n`);
});
