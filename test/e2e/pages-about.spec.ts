import { expect, type Page, test } from 'playwright/test';
import type { Licence, UpdateOffer, UpdateState, Updates } from '../../preload/contract.ts';
import type { Scenario } from './support/fake-bridge.ts';
import { withUpdates } from './support/fake-updates.ts';
import { accessibilityFaults, calls, LOOKS, openReady, overflows, pageTests, withFakeBridge } from './support/pages.ts';
import { NOW, scenario } from './support/scenario.ts';

const pages = pageTests();

const OFFER: UpdateOffer = {
  version: '0.2.0',
  releasedAt: NOW - 8 * 86_400_000,
  notes: '## New\n\n* Runs **followed** from the tray\n* <img src=x onerror="window.stolen = true">\n',
  bytes: 96_400_000,
};
const LICENCES: readonly Licence[] = [
  { name: 'ajv', version: '8.20.0', kind: 'MIT', text: `Copyright Evgeny\n\n${'As is. '.repeat(200)}` },
  { name: 'd3-shape', version: '3.2.1', kind: 'ISC', text: 'Copyright Mike' },
  { name: 'KaTeX fonts', version: '', kind: 'OFL-1.1', text: 'Reserved Font Names' },
];
const updates = (state: UpdateState, more: Partial<Updates> = {}): Updates => ({
  state,
  obstacle: null,
  page: 'https://releases.example.org/',
  ...more,
});

async function open(page: Page, state: UpdateState, more: Partial<Scenario> = {}): Promise<void> {
  await page.clock.setFixedTime(NOW);
  await withFakeBridge(page, scenario(more));
  await withUpdates(page, { updates: updates(state), licences: LICENCES });
  await openReady(page, `${pages.origin}/index.html`);
}

async function openAbout(page: Page): Promise<void> {
  await page.keyboard.press('Meta+,');
  await page.getByRole('button', { name: /^(About|À propos)$/ }).click();
}

const tell = (page: Page, state: UpdateState, more: Partial<Updates> = {}) =>
  page.evaluate((event) => window.fake.emit('updates', event), updates(state, more));
test('an update goes from looking to restarting, each state in a sentence with what can be done', async ({ page }) => {
  await open(page, { kind: 'idle', checkedAt: null });
  await openAbout(page);
  const panel = page.locator('.update');
  await expect(panel).toContainText('Nobody has looked for a newer version yet.');

  const check = panel.getByRole('button', { name: 'Check now' });
  await check.click();
  expect(await calls(page, 'updates.check')).toEqual([null]);
  await tell(page, { kind: 'checking' });
  await expect(panel.getByRole('status')).toHaveText('Looking for a newer version…');
  await expect(check).toBeFocused();
  await expect(check).toHaveAttribute('aria-busy', 'true');

  await tell(page, { kind: 'available', offer: OFFER });
  await expect(panel.getByRole('status')).toHaveText('Version 0.2.0 is there.');
  // The button that was pressed is gone: the keyboard stays in this place.
  await expect(panel).toBeFocused();
  await expect(panel).toContainText('Released on 12 November 2026 · 96 MB to download');
  await expect(panel.getByText('followed')).toHaveJSProperty('tagName', 'STRONG');
  await expect(panel.locator('img')).toHaveCount(0);
  await panel.getByRole('button', { name: 'Download', exact: true }).click();
  expect(await calls(page, 'updates.download')).toEqual([null]);

  await tell(page, { kind: 'downloading', offer: OFFER, received: 34_000_000, total: 96_400_000 });
  await expect(panel.getByRole('progressbar', { name: '34 MB of 96 MB' })).toHaveJSProperty('value', 34_000_000);
  await tell(page, { kind: 'downloading', offer: { ...OFFER, bytes: null }, received: 5_000_000, total: 0 });
  await expect(panel.getByRole('progressbar', { name: '5 MB', exact: true })).not.toHaveAttribute('value');
  await panel.getByRole('button', { name: 'Stop the download' }).click();
  expect(await calls(page, 'updates.cancel')).toHaveLength(1);

  await tell(page, { kind: 'ready', offer: OFFER });
  await panel.getByRole('button', { name: 'Restart and install' }).click();
  expect(await calls(page, 'updates.restart')).toEqual([{ now: false }]);

  const holds = [
    { kind: 'runs', count: 2 },
    { kind: 'messages', count: 1 },
  ] as const;
  await tell(page, { kind: 'holding', offer: OFFER, holds });
  await expect(panel.getByRole('status')).toContainText('2 tasks and 1 message');
  await panel.getByRole('button', { name: 'Do not restart' }).click();
  expect(await calls(page, 'updates.cancel')).toHaveLength(2);
  await panel.getByRole('button', { name: 'Restart anyway' }).click();
  expect(await calls(page, 'updates.restart')).toEqual([{ now: false }, { now: true }]);
  await tell(page, { kind: 'restarting', offer: OFFER });
  await expect(panel.getByRole('button')).toHaveCount(0);
  expect(await page.evaluate(() => 'stolen' in window)).toBe(false);
});

test('what went wrong is said with the way on, and where the program cannot replace itself, with why', async ({
  page,
}) => {
  const error = { kind: 'protocol', reason: 'updateTampered', message: 'x', retryable: false } as const;
  await open(page, { kind: 'failed', during: 'download', error, offer: OFFER });
  await openAbout(page);
  const panel = page.locator('.update');
  await expect(panel.getByRole('status')).toHaveText(
    'Version 0.2.0 could not be downloaded. What came is not what was signed. It was deleted.',
  );
  await panel.getByRole('button', { name: 'Try again' }).click();
  expect(await calls(page, 'updates.download')).toHaveLength(1);

  await tell(page, { kind: 'failed', during: 'check', error: { ...error, kind: 'offline' }, offer: null });
  await panel.getByRole('button', { name: 'Try again' }).click();
  expect(await calls(page, 'updates.check')).toHaveLength(1);

  await tell(page, { kind: 'available', offer: { ...OFFER, notes: '' } }, { obstacle: 'notWritable' });
  await expect(panel).toContainText('This program lies where it may not write');
  await expect(panel).toContainText('Nothing was written about this version.');
  await expect(panel.getByRole('button', { name: 'Download' })).toHaveCount(0);
  await panel.getByRole('button', { name: 'Open the page of releases' }).click();
  expect(await calls(page, 'app.openLink')).toEqual([{ url: 'https://releases.example.org/' }]);
});

test('a newer version is marked once, and one that is ready is said until it is put off', async ({ page }) => {
  await open(page, { kind: 'available', offer: OFFER });
  const settings = page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: /^Settings/ });
  await expect(settings).toHaveAccessibleName('Settings Version 0.2.0 is there');
  await openAbout(page);
  await expect(settings).toHaveAccessibleName('Settings');
  expect(await calls(page, 'settings.set')).toEqual([{ seen: { firstSteps: true, version: '0.2.0' } }]);
  await page.keyboard.press('Meta+Shift+Digit1');
  await tell(page, { kind: 'available', offer: { ...OFFER, version: '0.3.0' } });
  await expect(settings).toHaveAccessibleName('Settings Version 0.3.0 is there');

  const notices = page.locator('.app-notices');
  await tell(page, { kind: 'ready', offer: OFFER });
  await expect(notices).toContainText('Version 0.2.0 is downloaded and verified.');
  await notices.getByRole('button', { name: 'Later' }).click();
  await expect(notices).toBeEmpty();
  await tell(page, { kind: 'holding', offer: OFFER, holds: [{ kind: 'import' }] });
  await notices.getByRole('button', { name: 'Restart anyway' }).click();
  expect(await calls(page, 'updates.restart')).toEqual([{ now: true }]);
});

test('versions for a report, links, when to look, and both ways from the palette', async ({ page }) => {
  await open(page, { kind: 'idle', checkedAt: NOW });
  await openAbout(page);
  await page.getByRole('button', { name: 'Copy for a report' }).click();
  const [copied] = await calls(page, 'app.copy');
  expect(copied).toEqual({ text: expect.stringMatching(/^Halext Companion 0\.1\.0\n(.+\n)*System darwin/) });
  for (const name of ['Source code', 'All versions and their notes', 'Report a weakness', 'Licence (MIT)'])
    await page.getByRole('button', { name }).click();
  expect(await calls(page, 'app.openLink')).toHaveLength(4);
  await page.getByRole('radio', { name: 'When I ask' }).check({ force: true });
  expect(await calls(page, 'settings.set')).toEqual([{ updates: { check: 'asked' } }]);

  await page.keyboard.press('Meta+Shift+Digit1');
  await page.keyboard.press('Meta+k');
  await page.keyboard.type('newer version');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'About' })).toBeVisible();
  expect(await calls(page, 'updates.check')).toHaveLength(1);
  await page.keyboard.press('Meta+k');
  await page.keyboard.type('what is new');
  await page.keyboard.press('Enter');
  expect((await calls(page, 'app.openLink')).at(-1)).toEqual({ url: 'https://releases.example.org/' });
});

test('the licences of others are fetched when asked for, found by name or kind, and unfolded one by one', async ({
  page,
}) => {
  await open(page, { kind: 'idle', checkedAt: NOW });
  await openAbout(page);
  expect(await calls(page, 'app.licences')).toEqual([]);
  await page.getByRole('button', { name: 'The work of others' }).click();
  const rows = page.locator('.licence');
  await expect(rows).toHaveText(['ajv8.20.0MIT', 'd3-shape3.2.1ISC', 'KaTeX fontsOFL-1.1']);
  await expect(page.getByText('Copyright Mike')).toHaveCount(0);
  const field = page.getByRole('searchbox', { name: 'Find a name or a licence' });
  await field.fill('isc');
  await expect(rows).toHaveCount(1);
  await rows.click();
  await expect(page.getByText('Copyright Mike')).toBeVisible();
  await field.fill('left-pad');
  await expect(page.getByText('Nothing in the program is called “left-pad”.')).toBeVisible();
});

for (const { theme, lang } of LOOKS) {
  test(`about is accessible and nothing sticks out, ${theme} ${lang}`, async ({ page }) => {
    await open(page, { kind: 'available', offer: OFFER }, { theme, lang });
    await openAbout(page);
    await page.getByRole('button', { name: /^(The work of others|Le travail des autres)$/ }).click();
    await page.locator('.licence').first().click();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await overflows(page)).toEqual([]);
    await page.screenshot({ path: `test-results/pictures/about-${theme}-${lang}.png`, scale: 'css' });
    await tell(page, { kind: 'downloading', offer: OFFER, received: 34_000_000, total: 96_400_000 });
    await page.setViewportSize({ width: 700, height: 700 });
    expect(await overflows(page)).toEqual([]);
    await page.keyboard.press('Meta+Shift+Digit1');
    await tell(page, { kind: 'holding', offer: OFFER, holds: [{ kind: 'runs', count: 12 }, { kind: 'import' }] });
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await overflows(page)).toEqual([]);
  });
}
