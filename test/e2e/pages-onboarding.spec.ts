import { expect, type Page, test } from 'playwright/test';
import type { HotkeyProof, HotkeyReport, Source } from '../../preload/contract.ts';
import type { Scenario } from './support/fake-bridge.ts';
import { accessibilityFaults, LOOKS, openReady, overflows, pageTests, withFakeBridge } from './support/pages.ts';
import { ACCOUNT, NOW, scenario } from './support/scenario.ts';

const pages = pageTests();

const SOURCE: Source = {
  kind: 'gateway',
  id: 'atelier',
  name: 'Atelier',
  address: 'https://gateway.example.org',
  demo: false,
  hasKey: true,
  model: 'local/small',
};
const hotkey = (proof: HotkeyProof): HotkeyReport => ({
  state: { kind: 'registered', accelerator: 'Alt+Space' },
  proof,
  desktop: 'macos',
  session: null,
  findings: [],
  bindings: [],
});

/** A first start: the first steps have not been put away. */
async function open(page: Page, more: Partial<Scenario> = {}): Promise<void> {
  await page.clock.setFixedTime(NOW);
  await withFakeBridge(page, scenario(more));
  await openReady(page, `${pages.origin}/index.html`);
  await page.evaluate(() => window.companion.call('settings.set', { seen: { firstSteps: false, version: null } }));
}

const step = (page: Page, name: string) => page.locator('.first-step').filter({ hasText: name });
const asked = (page: Page, command: string) =>
  page.evaluate((name) => window.fake.calls.filter((each) => each.command === name).length, command);

test('the first steps follow what is really so, and stay away once put away', async ({ page }) => {
  await open(page);
  const card = page.getByRole('region', { name: 'First steps' });
  await expect(card).toContainText('0 of 4 done');

  const key = step(page, 'Ask from anywhere');
  await expect(key).toContainText('⌥ Space opens a small window');
  await key.getByRole('button', { name: 'Try the hotkey' }).click();
  expect(await asked(page, 'hotkey.prove')).toBe(1);
  await page.evaluate((event) => window.fake.emit('hotkey', event), hotkey({ kind: 'asked', until: NOW + 15_000 }));
  await expect(key.getByRole('status')).toHaveText('Press ⌥ Space now. This once it opens nothing.');
  await page.evaluate((event) => window.fake.emit('hotkey', event), hotkey({ kind: 'silent' }));
  await expect(key.getByRole('button', { name: 'Look into the hotkey' })).toBeVisible();
  await page.evaluate((event) => window.fake.emit('hotkey', event), hotkey({ kind: 'proved', at: NOW }));
  await expect(key.getByRole('heading')).toHaveText('Ask from anywhere done');
  await expect(card).toContainText('1 of 4 done');

  await step(page, 'Be there').getByRole('button', { name: 'Start it at login' }).click();
  await expect(card).toContainText('2 of 4 done');
  await page.evaluate((source) => window.fake.emit('sources', [source]), SOURCE);
  await expect(step(page, 'Choose who answers')).toContainText('1 source is set up.');
  await expect(card).toContainText('3 of 4 done');
  await step(page, 'Hear when').getByRole('button', { name: 'Show one now' }).click();
  expect(await asked(page, 'notifications.try')).toBe(1);

  await card.getByRole('button', { name: 'Put away' }).click();
  await expect(card).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'What would you like to ask?' })).toBeVisible();

  await page.keyboard.press('Meta+,');
  await page.getByRole('button', { name: 'About', exact: true }).click();
  await page.getByRole('button', { name: 'Show the first steps' }).click();
  await expect(card).toBeVisible();
  await step(page, 'Choose who answers').getByRole('button', { name: 'Go to the sources' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sources' })).toBeVisible();
});

test('what is empty says what it is for, and offers one step', async ({ page }) => {
  const session = { kind: 'local', account: { ...ACCOUNT, id: 0, server: '', username: '', displayName: '' } } as const;
  await open(page, { session, conversations: [], messages: [] });
  await expect(page.getByText('What you ask becomes a conversation')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add a source' })).toBeVisible();
  const steps = [
    ['2', 'Nothing has run yet.', 'New task'],
    ['3', 'Add the sources you want to compare', 'Add sources in the settings'],
    ['4', 'How each of them does is then shown here.', 'Add a source'],
  ] as const;
  for (const [digit, sentence, button] of steps) {
    await page.keyboard.press(`Meta+Shift+Digit${digit}`);
    await expect(page.getByText(sentence)).toBeVisible();
    await expect(page.locator('.empty:visible').getByRole('button', { name: button })).toBeEnabled();
  }
  await page.keyboard.press('Meta+,');
  const find = page.getByRole('searchbox', { name: 'Find a setting' });
  await find.fill('zebra');
  await expect(page.getByText('No setting is called “zebra”.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all settings' }).click();
  await expect(find).toBeFocused();
  await expect(page.getByRole('heading', { level: 1, name: 'Accounts' })).toBeVisible();
});

for (const { theme, lang } of LOOKS) {
  test(`a first start is accessible and nothing sticks out, ${theme} ${lang}`, async ({ page }) => {
    await open(page, { theme, lang, conversations: [], messages: [] });
    await expect(page.locator('.first-step')).toHaveCount(4);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await overflows(page)).toEqual([]);
    await page.screenshot({ path: `test-results/pictures/first-steps-${theme}-${lang}.png`, scale: 'css' });
    await page.setViewportSize({ width: 940, height: 600 });
    expect(await overflows(page)).toEqual([]);
    // What does not fit can be scrolled to: its last button is not cut off for good.
    await page.locator('.first-step .btn').last().click();
    expect(await asked(page, 'notifications.try')).toBe(1);
  });

  test(`nothing of the sign-in screen has to be scrolled at 800 × 600, ${theme} ${lang}`, async ({ page }) => {
    await page.setViewportSize({ width: 800, height: 600 });
    await open(page, { theme, lang, session: { kind: 'signedOut' } });
    await expect(page.locator('#signin-server')).toBeFocused();
    const hidden = await page
      .locator('.signin, .signin-main, .signin-side')
      .evaluateAll((areas) => areas.map(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight));
    expect(hidden).toEqual([0, 0, 0]);
    const last = page.getByRole('button', { name: /without a Halext server|sans serveur Halext/ });
    await expect(last).toBeInViewport({ ratio: 1 });
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.screenshot({ path: `test-results/pictures/signin-small-${theme}-${lang}.png`, scale: 'css' });
  });
}
