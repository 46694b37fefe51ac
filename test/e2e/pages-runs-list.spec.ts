import { expect, test } from 'playwright/test';
import { accessibilityFaults, pageTests } from './support/pages.ts';
import { calls, openWithRuns, panel, row, toRuns } from './support/runs-page.ts';
import { detail, ended } from './support/runs-workspace.ts';
import { NOW } from './support/scenario.ts';

const pages = pageTests();

test('what has no news does not count on, whatever the clock does; what runs does', async ({ page }) => {
  await openWithRuns(page, pages);
  await toRuns(page);
  await expect(row(page, 4).locator('.time')).toHaveText('22:20');
  await expect(row(page, 2).locator('.time')).toHaveText('12:08');
  await page.evaluate(() =>
    window.runsFake.summary(3, {
      contact: { kind: 'unreachable', since: Date.now(), error: { kind: 'refused', message: '', retryable: true } },
      lastNewsAt: Date.now() - 60_000,
    }),
  );
  await page.clock.setFixedTime(NOW + 100_000);
  await expect(row(page, 2).locator('.time')).toHaveText('13:48');
  await expect(row(page, 4).locator('.time')).toHaveText('22:20');
  await expect(row(page, 3).locator('.time')).toHaveText('2:51');
  await expect(row(page, 3)).toContainText('no news since 15:41');
});

test('a thousand runs are listed with few elements, and the focus goes to the last of all pages', async ({ page }) => {
  const details = Array.from({ length: 1000 }, (_, index) =>
    detail(ended(index + 1, { kind: 'succeeded', since: NOW - index * 60_000 }, 5_000)),
  );
  await openWithRuns(page, pages, { details });
  await toRuns(page);
  await expect(row(page, 1)).toBeVisible();
  expect(await page.locator('[data-run]').count()).toBeLessThan(60);
  await row(page, 1).focus();
  await expect
    .poll(async () => {
      await page.keyboard.press('End');
      return page.evaluate(() => document.activeElement?.getAttribute('data-run'));
    })
    .toBe('1000');
  await expect(row(page, 1000)).toBeInViewport();
  expect(await page.locator('[data-run]').count()).toBeLessThan(80);
});

test('the list by keyboard: arrows move, Enter opens, Backspace asks before it deletes', async ({ page }) => {
  await openWithRuns(page, pages);
  await toRuns(page);
  await row(page, 1).focus();
  await page.keyboard.press('ArrowDown');
  await expect(row(page, 2)).toBeFocused();
  await page.keyboard.press('End');
  await expect(row(page, 9)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Draft the minutes' })).toBeVisible();
  await row(page, 9).focus();
  await page.keyboard.press('Backspace');
  await expect(page.getByRole('dialog')).toContainText('Draft the minutes');
  expect(await calls(page, 'runs.delete')).toEqual([]);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(row(page, 9)).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'What should an agent do for you?' })).toBeVisible();
});

test('F6 goes round the areas of the page, the tabs by arrows, and Escape gives the list back', async ({ page }) => {
  await openWithRuns(page, pages);
  await toRuns(page);
  await row(page, 5).click();
  await page.getByRole('textbox', { name: 'Follow-up' }).focus();
  const seen: (string | null)[] = [];
  for (let step = 0; step < 6; step++) {
    await page.keyboard.press('F6');
    seen.push(
      await page.evaluate(() => document.activeElement?.closest('[data-area]')?.getAttribute('data-area') ?? null),
    );
  }
  expect(seen).toEqual(['rail', 'list', 'header', 'tabs', 'run', 'composer']);
  await page.locator('#run-tab-text').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('#run-tab-state')).toBeFocused();
  await expect(panel(page)).toContainText('The gateway shares no state');
  await page.keyboard.press('Meta+f');
  await page.keyboard.type('tenders');
  await expect(page.locator('[data-run]')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(row(page, 5)).toBeVisible();
});

test('search asks when the typing pauses, and a filter shows what did not go well', async ({ page }) => {
  await openWithRuns(page, pages);
  await toRuns(page);
  await page.getByRole('searchbox', { name: 'Search runs and results' }).pressSequentially('Wayland');
  await expect(page.locator('[data-run]')).toHaveCount(1);
  await expect(row(page, 5)).toBeVisible();
  const asked = (await calls(page, 'runs.list')) as { query: string }[];
  expect(asked.filter(({ query }) => query !== '').length).toBeLessThan(7);
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await page.getByRole('button', { name: 'Shown: All' }).click();
  await page.getByRole('menuitemradio', { name: 'Ended otherwise' }).click();
  await expect(page.locator('[data-run]')).toHaveCount(4);
  await page.getByRole('searchbox').fill('nothing like it');
  await expect(page.getByText('No run has these words in it.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all runs' }).click();
  await expect(page.getByRole('searchbox')).toBeFocused();
  await expect(page.getByRole('button', { name: 'Shown: All' })).toBeVisible();
  await expect(row(page, 5)).toBeVisible();
});

test('a task from a chat goes out with its draft, its model and the turns before it', async ({ page }) => {
  await openWithRuns(page, pages);
  await page.locator('[data-conversation="2"]').click();
  await page.getByRole('textbox', { name: 'Message' }).fill('Sum this up');
  await page.getByRole('button', { name: 'Give it to an agent' }).click();
  await expect(page.getByLabel('Task', { exact: true })).toHaveValue('Sum this up');
  await page.getByRole('textbox', { name: 'Model' }).fill('local/typed:latest');
  await page.getByRole('checkbox', { name: /Send the last .* along/ }).check();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.screenshot({ path: 'test-results/pictures/runs-from-chat-light-en.png', scale: 'css' });
  await page.keyboard.press('Meta+Enter');
  await expect(page.locator('.state-word')).toHaveText('Being sent');
  const [request] = (await calls(page, 'runs.start')) as { earlier: { role: string }[] }[];
  expect(request).toMatchObject({
    sourceId: 'gateway',
    model: 'local/typed:latest',
    prompt: 'Sum this up',
    conversationId: 2,
    previousId: null,
  });
  expect(request?.earlier.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
  await page.keyboard.press('Shift+Meta+Digit1');
  await expect(page.locator('.run-card')).toContainText('Gateway, being sent');
  await page.getByRole('button', { name: 'Open the run' }).click();
  await expect(page.locator('.state-word')).toBeVisible();
  await page.keyboard.press('Meta+n');
  await expect(page.getByLabel('Task', { exact: true })).toHaveValue('');
});

test('a task that main does not take keeps its text; without a source the way leads to the settings', async ({
  page,
}) => {
  await openWithRuns(page, pages, {
    runsFailing: { 'runs.start': { kind: 'storage', message: 'disk full', retryable: false } },
  });
  await toRuns(page);
  await page.keyboard.press('Meta+n');
  await page.keyboard.type('keep me');
  await page.keyboard.press('Meta+Enter');
  await expect(page.getByRole('alert')).toContainText('Your text is still here.');
  await expect(page.getByLabel('Task', { exact: true })).toHaveValue('keep me');
  await page.evaluate(() => window.fake.emit('sources', []));
  await page.getByRole('button', { name: 'Open the sources' }).click();
  await expect(page.locator('.settings-title')).toHaveText('Sources');
});

test('a finished run is gone on from at its source, and asked again as a new one', async ({ page }) => {
  await openWithRuns(page, pages);
  await toRuns(page);
  await row(page, 5).click();
  await page.getByRole('textbox', { name: 'Follow-up' }).fill('Shorter, please');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => calls(page, 'runs.start'))
    .toEqual([
      {
        sourceId: 'gateway',
        model: 'local/mistral-small',
        prompt: 'Shorter, please',
        earlier: [],
        conversationId: null,
        previousId: 5,
      },
    ]);
  await row(page, 6).click();
  await page.getByRole('button', { name: 'Ask again as a new run' }).click();
  expect(await calls(page, 'runs.again')).toEqual([{ id: 6 }]);
  await expect(page.locator('.state-word')).toHaveText('Being sent');
});

test('an empty list tells what runs are and how one is started', async ({ page }) => {
  const faults = await openWithRuns(page, pages, { details: [] });
  await toRuns(page);
  await expect(page.locator('.list')).toHaveCount(2);
  await expect(page.getByText('Nothing has run yet.')).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.screenshot({ path: 'test-results/pictures/runs-empty-light-en.png', scale: 'css' });
  await page.locator('.runs').getByRole('button', { name: 'New task' }).last().click();
  await expect(page.locator('.new-run')).toBeVisible();
  expect(faults).toEqual([]);
});
