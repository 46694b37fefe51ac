/** Conversations as files on the built pages: choosing one, how far it is, what came of it, and the menu that saves. */
import { expect, type Page, test } from 'playwright/test';
import type { ImportReport, ImportState } from '../../preload/contract.ts';
import type { Scenario } from './support/fake-bridge.ts';
import { accessibilityFaults, LOOKS, openReady, overflows, pageTests, withFakeBridge } from './support/pages.ts';
import { NOW, scenario } from './support/scenario.ts';

const pages = pageTests();

const READING: ImportState = {
  kind: 'reading',
  fileName: 'conversations.json',
  done: 31_000_000,
  total: 84_000_000,
  conversations: 1_204,
  messages: 18_310,
};

const REPORT: ImportReport = {
  fileName: 'conversations.json',
  format: 'chatgpt',
  end: { kind: 'complete' },
  conversations: 3_211,
  messages: 48_902,
  known: 12,
  skipped: 52,
  named: [
    { title: 'Only pictures <b>here</b>', reason: 'empty' },
    { title: 'A book of a million words '.repeat(7).trim(), reason: 'tooLong' },
    { title: '', reason: 'unknown' },
    { title: 'Everything', reason: 'tooLarge' },
  ],
};

async function open(page: Page, more: Partial<Scenario> = {}): Promise<string[]> {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text());
  });
  await page.clock.setFixedTime(NOW);
  await withFakeBridge(page, scenario(more));
  await openReady(page, `${pages.origin}/index.html`);
  return faults;
}

async function openSection(page: Page): Promise<void> {
  await page.keyboard.press('Meta+,');
  await page.locator('.sec', { hasText: /^(Import and export chats|Importer, exporter des discussions)$/ }).click();
}

const tell = (page: Page, state: ImportState) => page.evaluate((event) => window.fake.emit('importing', event), state);

const asked = (page: Page, prefix: string) =>
  page.evaluate(
    (start) =>
      window.fake.calls
        .filter(({ command }) => command.startsWith(start) && command !== 'exchange.get')
        .map(({ command, request }) => [command, request]),
    prefix,
  );

for (const { theme, lang } of LOOKS) {
  test(`import in ${theme} ${lang}: nothing blocked, nothing inaccessible, nothing cut`, async ({ page }) => {
    const faults = await open(page, { theme, lang });
    const look = async (name: string) => {
      await page.screenshot({ path: `test-results/pictures/exchange-${name}-${theme}-${lang}.png`, scale: 'css' });
      expect(await accessibilityFaults(page), name).toEqual([]);
      expect(await overflows(page), name).toEqual([]);
    };
    await openSection(page);
    await look('idle');
    await tell(page, READING);
    await expect(page.getByRole('progressbar')).toBeVisible();
    await look('reading');
    await tell(page, { kind: 'finished', report: REPORT });
    await expect(page.locator('.exchange-skipped li')).toHaveCount(5);
    await look('report');
    expect(faults).toEqual([]);
  });
}

test('a file is chosen, followed, stopped; its report says what came in and why the rest did not', async ({ page }) => {
  await open(page);
  await openSection(page);
  await page.getByRole('button', { name: 'Choose a file…' }).click();
  await tell(page, READING);
  await expect(page.getByRole('progressbar')).toHaveAttribute('value', '31000000');
  await expect(page.getByText('1,204 conversations')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Choose a file…' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Stop' }).click();

  await tell(page, { kind: 'finished', report: { ...REPORT, end: { kind: 'cancelled' } } });
  const report = page.getByRole('status').filter({ hasText: 'conversations.json' });
  await expect(report).toContainText('What had come in stays.');
  await expect(report).toContainText('Brought in: 3,211 conversations, 48,902 messages.');
  await expect(report).toContainText('12 were here already.');
  await expect(report).toContainText('52 were left out:');
  await expect(report).toContainText('Only pictures <b>here</b> – nothing in it is text');
  await expect(report).toContainText('and 48 more');
  await report.getByRole('button', { name: 'Dismiss' }).click();
  expect(await asked(page, 'exchange.')).toEqual([
    ['exchange.import', null],
    ['exchange.cancel', null],
    ['exchange.dismiss', null],
  ]);
});

test('why a file could not be read is said aloud, in words', async ({ page }) => {
  await open(page);
  await openSection(page);
  const error = { kind: 'validation', reason: 'archive', message: 'zip', retryable: false } as const;
  const counts = { conversations: 0, messages: 0, known: 0, skipped: 0, named: [], format: null };
  await tell(page, { kind: 'finished', report: { ...REPORT, ...counts, end: { kind: 'failed', error } } });
  await expect(page.getByRole('alert')).toContainText('There is no conversations.json in this archive');
  await tell(page, { kind: 'finished', report: { ...REPORT, ...counts } });
  await expect(page.getByRole('status').filter({ hasText: 'no conversation in this file' })).toBeVisible();
});

test('a conversation is saved from the menu at its top', async ({ page }) => {
  await open(page);
  const first = page.locator('[data-conversation]').first();
  const conversationId = Number(await first.getAttribute('data-conversation'));
  await first.click();
  for (const name of ['Save as Markdown…', 'Save as JSON…']) {
    await page.locator('header[data-area="header"]').getByRole('button').last().click();
    await page.getByRole('menuitem', { name }).click();
  }
  expect(await asked(page, 'exchange.export')).toEqual([
    ['exchange.export', { conversationId, format: 'markdown' }],
    ['exchange.export', { conversationId, format: 'json' }],
  ]);
});

test('a conversation of the list has a menu of its own, for the mouse and for the keys', async ({ page }) => {
  const faults = await open(page);
  const rows = page.locator('[data-conversation]');
  const conversationId = Number(await rows.nth(1).getAttribute('data-conversation'));
  await rows.nth(1).click({ button: 'right' });
  const menu = page.getByRole('menu', { name: 'More' });
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await overflows(page)).toEqual([]);
  await page.screenshot({ path: 'test-results/pictures/exchange-list-menu.png', scale: 'css' });
  await menu.getByRole('menuitem', { name: 'Save as JSON…' }).click();
  await expect(menu).toHaveCount(0);
  expect(await asked(page, 'exchange.export')).toEqual([['exchange.export', { conversationId, format: 'json' }]]);

  await rows.nth(1).focus();
  await page.keyboard.press('ContextMenu');
  await expect(menu.getByRole('menuitem', { name: 'Rename' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(menu.getByRole('menuitem', { name: 'Save as Markdown…' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await expect(rows.nth(1), 'the focus goes back').toBeFocused();
  expect(faults).toEqual([]);
});
