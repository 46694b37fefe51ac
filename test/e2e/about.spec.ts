/** A first start and the page about the program, with the program as it runs. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readList } from '../packaging/archive.ts';
import { expect, openSettings, test } from './support/journeys.ts';

test.use({ settings: { seen: { firstSteps: false } } });

test('the first steps are put away for good; the program knows whose work is in it', async ({ start, profile }) => {
  const { page } = await start();
  await page.getByRole('button', { name: 'Use without a Halext server' }).click();
  const card = page.getByRole('region', { name: 'First steps' });
  await expect(card.getByRole('listitem')).toHaveCount(4);
  await card.getByRole('button', { name: 'Put away' }).click();
  await expect(card).toHaveCount(0);
  const kept = async () => JSON.parse(await readFile(join(profile, 'settings.json'), 'utf8')).value;
  await expect.poll(async () => (await kept()).seen).toEqual({ firstSteps: true, version: null });

  await openSettings(page, 'About');
  await expect(page.getByText('Nobody has looked for a newer version yet.')).toBeVisible();
  await expect(page.getByText('This program was started from its sources')).toBeVisible();
  await page.getByRole('button', { name: 'The work of others' }).click();
  const names = page.locator('.licence .strong');
  await expect(names.first()).toBeVisible();
  expect(await names.allTextContents()).toEqual(readList('bundled-packages.txt'));
  await page.getByRole('searchbox', { name: 'Find a name or a licence' }).fill('react-dom');
  await page.getByRole('button', { name: /^react-dom/ }).click();
  await expect(page.getByRole('region', { name: 'react-dom' })).toContainText('Meta Platforms');
});
