/** Search by meaning with the program as it runs: a paraphrase is found across languages, and still after a restart. */
import type { Page } from 'playwright';
import { expect, openSettings, test, upToDate } from './support/journeys.ts';

/** None of these words is in the message they ask for, which is in French. */
const QUESTION = 'seal purchased, when is the shipping';
const FOUND = 'Garniture commandée, livraison le 26';

async function look(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+Shift+f');
  await page.getByRole('searchbox').first().fill(QUESTION);
}

test('a question in English finds the answer in French, once somebody may read for the meaning', async ({ start }) => {
  const { app, page } = await start();
  await page.getByRole('button', { name: 'Explore the demo workspace' }).click();
  await upToDate(page);
  await look(page);
  await expect(page.getByText('Nothing found for')).toBeVisible();
  await page.keyboard.press('Escape');

  await openSettings(page, 'Search by meaning');
  await page.getByRole('button', { name: 'Off', exact: true }).click();
  await page.getByRole('option', { name: 'Its usual model OpenAI (demo)' }).click();
  const dialog = page.getByRole('dialog', { name: 'Switch on search by meaning?' });
  await expect(dialog).toContainText(/The text of all \d+ messages goes to 127\.0\.0\.1:\d+/);
  await dialog.getByRole('button', { name: 'Switch on' }).click();
  await expect(page.getByText('Up to date', { exact: true })).toBeVisible({ timeout: 20_000 });

  await page.getByRole('button', { name: /^Chats/ }).click();
  await look(page);
  const first = page.locator('.item.hit').first();
  await expect(first).toContainText(FOUND);
  await expect(first).toHaveAccessibleName(/Same meaning$/);
  await first.click();
  await expect(page.locator('.msg', { hasText: FOUND })).toBeVisible();
  await app.quit();

  const again = await start();
  await upToDate(again.page);
  await look(again.page);
  await expect(again.page.locator('.item.hit').first()).toContainText(FOUND);
});
