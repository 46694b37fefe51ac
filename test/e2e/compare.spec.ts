/** One prompt to several sources, with the program as it runs: streamed apart, gone on with, kept. */
import type { Page } from 'playwright';
import { composer, expect, messages, row, test, upToDate } from './support/journeys.ts';

const PROMPT = 'Why is leakage cheaper to find in winter?';

/** The columns, by the name of their source. */
const column = (page: Page, name: string) => page.getByRole('region', { name: new RegExp(`^Column \\d: ${name}`) });
const text = (page: Page, name: string) => page.getByRole('region', { name: new RegExp(`^Answer of ${name}`) });
const prompt = (page: Page) => page.getByRole('textbox', { name: 'Prompt' });

async function exploreDemo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Explore the demo workspace' }).click();
  await upToDate(page);
}

async function openCompare(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(prompt(page)).toBeFocused();
}

/** They have said all they had to say. */
async function done(page: Page, ...names: readonly string[]): Promise<void> {
  for (const name of names) await expect(column(page, name)).toContainText(/Done in \d/, { timeout: 30_000 });
}

test('OpenAI, Mistral and Open WebUI: asked at once, one gone on with, all of it there after a restart', async ({
  start,
}) => {
  const { app, page } = await start();
  await exploreDemo(page);
  await openCompare(page);
  await expect(page.locator('.answer .chip')).toHaveText([/OpenAI/, /Mistral/]);
  await page.getByRole('button', { name: 'Add a column' }).click();
  await prompt(page).fill(PROMPT);
  await prompt(page).press('Enter');
  await done(page, 'OpenAI', 'Mistral', 'Open WebUI');
  // The connectors answer in one piece, which has no pace; Open WebUI streams.
  await expect(column(page, 'Open WebUI').locator('dl')).toContainText(/Per second\s*\d/);
  await expect(column(page, 'Mistral').locator('dl')).toContainText(/Per second\s*–/);
  const said = (await text(page, 'Mistral').locator('p').first().innerText()).slice(0, 40);
  for (const name of ['OpenAI', 'Mistral']) {
    await expect(column(page, name).locator('dl')).toContainText(/First word\s*\d/);
    await expect(column(page, name).locator('dl')).toContainText(/Tokens\s*\d/);
  }

  await page.keyboard.press('Alt+2');
  await expect(composer(page)).toBeVisible();
  await expect(messages(page, said)).toBeVisible();
  await composer(page).fill('And in summer?');
  await composer(page).press('Enter');
  await expect(messages(page, 'Mistral (demo)')).toHaveCount(2, { timeout: 30_000 });
  await app.quit();

  const again = await start();
  await upToDate(again.page);
  await row(again.page, PROMPT).press('Enter');
  await expect(messages(again.page, 'And in summer?').first()).toBeVisible();
  await openCompare(again.page);
  await again.page.getByRole('button', { name: 'Earlier comparisons' }).click();
  await again.page.getByRole('option', { name: new RegExp(PROMPT.slice(0, 20)) }).click();
  await done(again.page, 'OpenAI', 'Mistral', 'Open WebUI');
  await expect(text(again.page, 'Mistral')).toContainText(said);
  await expect(prompt(again.page)).toHaveValue(PROMPT);
});

test('from the quick window: what is typed there is asked of both in the main window', async ({ start }) => {
  const { app, page } = await start();
  await exploreDemo(page);
  expect(await app.desktop.press('Alt+Space')).toBe(true);
  const quick = await app.quick();
  await expect(quick.getByRole('textbox', { name: 'Ask anything' })).toBeFocused();
  await quick.keyboard.type(PROMPT);
  await expect(quick.getByRole('button', { name: /compare/ })).toBeVisible();
  await quick.keyboard.press(process.platform === 'darwin' ? 'Meta+d' : 'Control+d');
  await expect(prompt(page)).toHaveValue(PROMPT);
  await done(page, 'OpenAI', 'Mistral');
  const windows = await app.desktop.windows();
  expect(windows.find(({ url }) => url.includes('quick.html'))?.visible).toBe(false);
});
