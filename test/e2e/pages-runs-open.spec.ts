import { expect, test } from 'playwright/test';
import type { MediaRef, RunItem, RunState } from '../../preload/contract.ts';
import { accessibilityFaults, pageTests } from './support/pages.ts';
import { calls, openWithRuns, panel, row, toRuns } from './support/runs-page.ts';
import { detail, ended } from './support/runs-workspace.ts';
import { NOW } from './support/scenario.ts';

const pages = pageTests();

const message = (id: string, text: string, more: Partial<Extract<RunItem, { kind: 'message' }>> = {}): RunItem => ({
  id,
  kind: 'message',
  at: NOW,
  endedAt: null,
  owner: null,
  role: 'assistant',
  name: null,
  text,
  media: [],
  broken: false,
  ...more,
});

test('text that streams in appears as Markdown, and a missed change asks for the run once', async ({ page }) => {
  const faults = await openWithRuns(page, pages);
  await toRuns(page);
  await row(page, 2).click();
  await expect(panel(page)).toContainText('Nothing has been heard yet');
  await page.evaluate((item) => window.runsFake.change(2, [{ kind: 'item', item }]), message('a', '# He'));
  await page.evaluate(() => {
    for (const [from, text] of [
      [4, 'ading\n\n'],
      [11, '**bold'],
      [17, '** end'],
    ] as const) {
      window.runsFake.change(2, [{ kind: 'append', itemId: 'a', field: 'text', from, text }]);
    }
  });
  await expect(panel(page).getByRole('heading', { name: 'Heading' })).toBeVisible();
  await expect(panel(page).locator('strong')).toHaveText('bold');
  expect(await calls(page, 'runs.open')).toHaveLength(1);
  await page.evaluate(() => {
    window.runsFake.skip();
    window.runsFake.change(2, [{ kind: 'append', itemId: 'a', field: 'text', from: 23, text: ' after the gap' }]);
    window.runsFake.change(2, [{ kind: 'append', itemId: 'a', field: 'text', from: 37, text: ', once' }]);
  });
  await expect(panel(page)).toContainText('bold end after the gap, once');
  expect(await calls(page, 'runs.open')).toHaveLength(2);
  expect(faults).toEqual([]);
});

test('each end says what happened, what it means and what to do', async ({ page }) => {
  await openWithRuns(page, pages);
  await toRuns(page);
  await row(page, 2).click();
  const since = NOW;
  const ends: readonly [RunState, string][] = [
    [{ kind: 'apologised', since, apology: 'routing' }, 'could not work out what to do'],
    [{ kind: 'apologised', since, apology: 'blank' }, 'ended without any text'],
    [{ kind: 'failed', since, message: 'query_db refused', code: null, error: null }, 'query_db refused'],
    [
      {
        kind: 'failed',
        since,
        message: '',
        code: null,
        error: { kind: 'dns', message: 'ENOTFOUND', retryable: true },
      },
      'name of the server cannot be found',
    ],
    [{ kind: 'cancelled', since }, 'what the agent had already done stays done'],
    [{ kind: 'revoked', since }, 'There will be no result'],
    [{ kind: 'lost', since, reason: 'submit' }, 'Asking again makes a new task'],
    [{ kind: 'lost', since, reason: 'connection' }, 'broke in the middle'],
    [{ kind: 'lost', since, reason: 'unfinished' }, 'without saying how the run ended'],
    [{ kind: 'lost', since, reason: 'idle' }, 'silent for longer than its settings allow'],
    [{ kind: 'lost', since, reason: 'restart' }, 'This program ended while'],
    [{ kind: 'lost', since, reason: 'noNews' }, 'for 24 hours'],
    [{ kind: 'lost', since, reason: 'sourceGone' }, 'was removed from the settings'],
  ];
  const note = page.locator('.run-top .note');
  for (const [state, words] of ends) {
    await page.evaluate((next) => window.runsFake.summary(2, { state: next, endedAt: next.since }), state);
    await expect(note).toContainText(words);
    await expect(row(page, 2).locator('.sign-working')).toHaveCount(0);
  }
  await page.evaluate(() => window.runsFake.summary(2, { state: { kind: 'succeeded', since: Date.now() } }));
  await expect(note).toHaveCount(0);
  await expect(page.locator('.state-word')).toHaveText('Finished');
});

test('a result of 10 MB shows its beginning at once and all of it on demand, and the window stays usable', async ({
  page,
}) => {
  const faults = await openWithRuns(page, pages);
  await toRuns(page);
  await row(page, 5).click();
  const longest = await page.evaluate(async () => {
    let worst = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) worst = Math.max(worst, entry.duration);
    }).observe({ type: 'longtask' });
    const line = `${'word '.repeat(19)}end\n\n`;
    const result = line.repeat(Math.ceil(10_000_000 / line.length));
    window.runsFake.change(5, [{ kind: 'result', result, media: [] }]);
    while (!document.querySelector('.answer')?.textContent.includes('Show all')) {
      await new Promise((drawn) => requestAnimationFrame(drawn));
    }
    await new Promise((idle) => requestIdleCallback(idle));
    return worst;
  });
  expect(longest).toBeLessThan(1_000);
  expect(await panel(page).evaluate((area) => area.textContent.length)).toBeLessThan(60_000);
  await page.getByRole('button', { name: /Show all 10,000,\d+ characters/ }).click();
  await expect.poll(() => panel(page).evaluate((area) => area.textContent.length)).toBeGreaterThan(9_700_000);
  await page.locator('#run-tab-usage').click();
  await expect(panel(page)).toContainText('does not report any use');
  expect(faults).toEqual([]);
});

test('titles, Markdown and results with markup in them are text, and nothing is fetched', async ({ page }) => {
  const hostile = '<img src=x onerror=alert(1)><script>alert(2)</script>\u202egnp.exe';
  const remote: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(pages.origin)) remote.push(request.url());
  });
  const media: MediaRef[] = [
    { type: 'image', source: { kind: 'link', url: 'https://pictures.example.org/a.png' } },
    { type: 'image', source: { kind: 'link', url: 'javascript:alert(3)' } },
    { type: 'document', source: { kind: 'data', dataUrl: 'data:text/html,<script>alert(4)</script>', bytes: 31 } },
  ];
  const text = `${hostile}\n\n![p](https://pictures.example.org/b.png) [x](javascript:alert(5))`;
  const items: RunItem[] = [
    message('a', text, { media }),
    { id: 's', kind: 'step', name: hostile, at: NOW, endedAt: null, owner: null },
    {
      id: 't',
      kind: 'tool',
      name: hostile,
      args: hostile,
      status: 'failed',
      result: hostile,
      media: [],
      at: NOW,
      endedAt: NOW,
      owner: null,
    },
  ];
  const run = ended(1, { kind: 'failed', since: NOW, message: hostile, code: hostile, error: null }, 5, {
    title: hostile,
  });
  const faults = await openWithRuns(page, pages, { details: [detail(run, { items, result: text, media })] });
  await toRuns(page);
  await row(page, 1).click();
  await page.locator('.tool-head').click();
  await expect(panel(page)).toContainText('<script>');
  await page.locator('#run-tab-text').click();
  await expect(panel(page)).toContainText('<script>');
  expect(await page.locator('#root script, #root img').count()).toBe(0);
  await page.getByRole('button', { name: 'Load', exact: true }).click();
  expect(await calls(page, 'app.loadImage')).toEqual([{ url: 'https://pictures.example.org/a.png' }]);
  expect(remote).toEqual([]);
  expect(faults).toEqual([]);
});

test('stopping a task of the gateway says that it goes on there; an agent is stopped at once', async ({ page }) => {
  await openWithRuns(page, pages);
  await toRuns(page);
  await row(page, 4).click();
  await page.keyboard.press('Meta+.');
  await expect(page.getByRole('dialog')).toContainText('the work goes on there');
  expect(await calls(page, 'runs.stop')).toEqual([]);
  await page.getByRole('button', { name: 'Stop watching' }).click();
  await expect(page.locator('.run-top .note')).toContainText('it may go on there');
  await row(page, 2).click();
  await page.getByRole('button', { name: 'Stop the run' }).click();
  expect(await calls(page, 'runs.stop')).toEqual([{ id: 4 }, { id: 2 }]);
});

test('a change of state is read out, and going to another page keeps what was entered', async ({ page }) => {
  await openWithRuns(page, pages);
  await toRuns(page);
  await row(page, 1).click();
  await page.getByLabel('Subject').fill('half written');
  await page.keyboard.press('Shift+Meta+Digit1');
  await expect.poll(() => calls(page, 'runs.close')).toEqual([{ id: 1 }]);
  await page.keyboard.press('Shift+Meta+Digit2');
  await expect(page.getByLabel('Subject')).toHaveValue('half written');
  expect(await calls(page, 'runs.open')).toHaveLength(2);
  await row(page, 2).click();
  await page.evaluate(() =>
    window.runsFake.summary(2, { state: { kind: 'succeeded', since: Date.now() }, endedAt: Date.now() }),
  );
  await expect(page.locator('.runs .content [role="status"]').first()).toHaveText(/Finished\. Done in 12 min/);
});

test('the result goes into the draft of a chat that is on screen, and nothing is sent', async ({ page }) => {
  await openWithRuns(page, pages);
  const chatTitle = await page.locator('[data-conversation="5"] .title').innerText();
  await page.locator('[data-conversation="5"]').click();
  await page.getByRole('textbox', { name: 'Message' }).fill('before');
  await toRuns(page);
  await row(page, 5).click();
  await page.getByRole('button', { name: 'More' }).last().click();
  await page.getByRole('menuitem', { name: 'Put into a chat' }).click();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('searchbox', { name: 'Find a chat' }).fill('curve');
  await expect(page.locator('.attach-choice')).toHaveCount(1);
  await page.getByRole('searchbox', { name: 'Find a chat' }).fill('');
  await page.locator('.attach-choice', { hasText: chatTitle }).click();
  await expect(page.locator('.rail [aria-current=page]')).toContainText('Chats');
  await expect(page.getByRole('textbox', { name: 'Message' })).toHaveValue(/^before\n\n# Release notes 2\.4/);
  expect(await calls(page, 'runs.attach')).toEqual([{ id: 5, conversationId: 5 }]);
  expect(await calls(page, 'messages.send')).toEqual([]);
});

test('events are searched, unfolded and copied; faults can be looked at alone', async ({ page }) => {
  await openWithRuns(page, pages);
  await toRuns(page);
  await row(page, 1).click();
  await page.locator('#run-tab-events').click();
  await expect(page.locator('.event').first()).toBeVisible();
  await page.getByRole('switch', { name: /Faults only/ }).check();
  await expect(page.locator('.event')).toHaveCount(1);
  await page.locator('.event-head').click();
  await expect(page.locator('.event-open')).toContainText('It breaks a rule of the protocol:');
  await page.getByRole('button', { name: 'Copy the event' }).click();
  expect(await calls(page, 'app.copy')).toHaveLength(1);
  await page.getByRole('switch', { name: /Faults only/ }).uncheck();
  await page.getByRole('searchbox', { name: 'Search the events' }).fill('TOOL_CALL');
  await expect(page.locator('.event-type').first()).toHaveText('TOOL_CALL_RESULT');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'Events as JSON lines' }).click();
  expect(await calls(page, 'runs.export')).toEqual([{ id: 1, format: 'events' }]);
});
