import { expect, type Page, test } from 'playwright/test';
import type { Scenario } from './support/fake-bridge.ts';
import { type Extras, withQuickBridge } from './support/fake-bridge-quick.ts';
import { accessibilityFaults, calls, LOOKS, openReady, overflows, pageTests } from './support/pages.ts';
import { ACCOUNT, NOW, scenario } from './support/scenario.ts';

const pages = pageTests();

const GOOD = 'halext.atelier-nord.example';
const refused = { kind: 'refused', message: 'ECONNREFUSED', retryable: true } as const;
const EXTRAS: Extras = {
  servers: {
    [GOOD]: {
      ok: true,
      value: { server: `https://${GOOD}/api`, version: '0.2.0', health: 'healthy', latencyMs: 41.3 },
    },
    [`${GOOD}:8000`]: { ok: false, error: refused },
    'chat.example': {
      ok: false,
      error: { kind: 'protocol', reason: 'isOpenWebui', message: 'Open WebUI', retryable: false },
    },
    'private.example': {
      ok: false,
      error: { kind: 'tls', reason: 'certificateUnknownIssuer', message: 'self-signed', retryable: false },
    },
  },
  password: 'secret',
  account: ACCOUNT,
  accounts: [],
  keychain: { kind: 'ok' },
  hotkey: { kind: 'registered', accelerator: 'Alt+Space' },
  clipboard: '',
  target: null,
};

const OTHER = { ...ACCOUNT, id: 2, username: 'c.roux', server: 'https://lab.example.org/api', displayName: 'C. Roux' };

async function open(page: Page, more: Partial<Scenario> = {}, extras: Partial<Extras> = {}): Promise<string[]> {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text());
  });
  await page.clock.setFixedTime(NOW);
  await withQuickBridge(page, scenario(more), { ...EXTRAS, ...extras });
  await openReady(page, `${pages.origin}/index.html`);
  return faults;
}

const SIZES = [
  [480, 400],
  [900, 600],
  [3840, 2160],
] as const;

async function fits(page: Page, name: string): Promise<void> {
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    expect(await overflows(page), `${name} ${width}×${height}`).toEqual([]);
    if (width !== 900) await page.screenshot({ path: `test-results/pictures/${name}-${width}.png`, scale: 'css' });
  }
  await page.setViewportSize({ width: 1240, height: 800 });
}

for (const { theme, lang } of LOOKS) {
  test(`sign-in and settings in ${theme} ${lang}: nothing blocked, nothing inaccessible, nothing cut`, async ({
    page,
  }) => {
    const look = async (name: string) => {
      await page.screenshot({ path: `test-results/pictures/${name}-${theme}-${lang}.png` });
      expect(await accessibilityFaults(page), name).toEqual([]);
      if (theme === 'light') await fits(page, `${name}-${lang}`);
    };
    const faults = await open(page, { theme, lang, session: { kind: 'signedOut' } });
    await expect(page.locator('#signin-server')).toBeFocused();
    await look('signin-empty');
    await page.keyboard.type(GOOD);
    await expect(page.locator('.signin-fields .sign-ok')).toBeVisible();
    await page.keyboard.press('Tab');
    await page.keyboard.type('camille');
    await page.keyboard.press('Tab');
    await page.keyboard.type('secret');
    await look('signin-filled');
    await page.keyboard.press('Enter');
    await expect(page.locator('.rail')).toBeVisible();
    await page.keyboard.press('Meta+,');
    const sections = page.locator('.sec');
    const names = ['accounts', 'sources', 'answers', 'runs', 'quick', 'notifications', 'appearance'];
    for (const [index, name] of names.entries()) {
      await sections.nth(index).click();
      if (['accounts', 'answers', 'quick', 'appearance'].includes(name)) await look(`settings-${name}`);
    }
    expect(faults).toEqual([]);
  });
}

const server = (page: Page) => page.getByRole('textbox', { name: 'Server' });
const password = (page: Page) => page.getByLabel('Password');
test('the server field says what answers at the address, and offers the way out', async ({ page }) => {
  await open(page, { session: { kind: 'signedOut' } });
  const state = page.locator('#signin-server-state');
  await server(page).fill('nowhere.example');
  await expect(state).toContainText('Nobody answers to this name.');
  await server(page).fill('chat.example');
  await expect(state).toContainText('This is Open WebUI, not Halext.');
  await server(page).fill('private.example');
  await expect(state).toContainText('does not know');
  await server(page).fill(`${GOOD}:8000`);
  await expect(state).toContainText('nothing listens on port 8000');
  await page.screenshot({ path: 'test-results/pictures/signin-refused.png' });
  await page.getByRole('button', { name: 'Try without the port' }).click();
  await expect(server(page)).toHaveValue(GOOD);
  await expect(state).toContainText('answered in 41 ms');
});

test('a refused password clears nothing; an accepted one is kept nowhere', async ({ page }) => {
  await open(page, { session: { kind: 'signedOut' } });
  await server(page).fill(GOOD);
  await page.getByLabel('User name or e-mail').fill('camille');
  await password(page).fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('The server does not know this name')).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.screenshot({ path: 'test-results/pictures/signin-wrong-password.png' });
  await expect(server(page)).toHaveValue(GOOD);
  await expect(page.getByLabel('User name or e-mail')).toHaveValue('camille');
  await page.keyboard.type('secret');
  await page.getByRole('checkbox').check();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('.rail')).toBeVisible();
  expect(await calls(page, 'session.signIn')).toEqual([
    { address: GOOD, username: 'camille', password: 'wrong', keep: false },
    { address: GOOD, username: 'camille', password: 'secret', keep: true },
  ]);
  expect(await page.content()).not.toContain('secret');
});

test('without a keychain the reason stands in place of the promise; a known account fills the form', async ({
  page,
}) => {
  const keychain = { kind: 'unavailable', reason: 'noService' } as const;
  await open(page, { session: { kind: 'signedOut' } }, { keychain, accounts: [OTHER] });
  await expect(page.locator('.note')).toContainText('Secret Service is not running');
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await page.screenshot({ path: 'test-results/pictures/signin-known.png' });
  await page.getByRole('button', { name: 'C. Roux' }).click();
  await expect(server(page)).toHaveValue(OTHER.server);
  await expect(password(page)).toBeFocused();
});

test('a token goes its own way, and the demo needs nothing', async ({ page }) => {
  await open(page, { session: { kind: 'signedOut' } });
  await server(page).fill(GOOD);
  await page.getByRole('button', { name: 'Use a token instead' }).click();
  await page.getByLabel('Token').fill(' abc.def ');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The server does not accept this token.')).toBeVisible();
  expect(await calls(page, 'session.signInWithToken')).toEqual([{ address: GOOD, token: 'abc.def' }]);
  await page.getByRole('button', { name: 'Explore the demo workspace' }).click();
  await expect(page.locator('.demo').first()).toBeVisible();
});

test('a setting is found, changed and seen at once', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Meta+,');
  await page.keyboard.press('Meta+f');
  await page.keyboard.type('theme');
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByLabel('Find a setting').fill('langu');
  await page.getByRole('radio', { name: 'Français' }).check({ force: true });
  await expect(page.getByText('Enregistré au fur et à mesure')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
});

test('a hotkey is recorded by pressing it; Esc leaves it alone', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Meta+,');
  await page.locator('.sec', { hasText: 'Quick window' }).click();
  await page.locator('.recorder').click();
  await expect(page.locator('.recorder')).toContainText('Press the keys…');
  await page.keyboard.press('Escape');
  await expect(page.locator('.recorder')).toContainText('⌥ Space');
  await page.locator('.recorder').click();
  await page.keyboard.press('Control+Shift+k');
  expect(await calls(page, 'settings.set')).toEqual([{ hotkey: 'Control+Shift+K' }]);
  await expect(page.locator('.line').first()).toContainText('⌃⇧K opens the quick window.');
});

test('a change that cannot be kept is said and taken back', async ({ page }) => {
  await open(page, { failing: { 'settings.set': { kind: 'storage', message: 'EROFS', retryable: false } } });
  await page.keyboard.press('Meta+,');
  await page.locator('.sec', { hasText: 'Notifications' }).click();
  await page.getByRole('switch').first().click();
  await expect(page.getByRole('alert')).toContainText('The last change could not be kept.');
  await expect(page.getByRole('switch').first()).toBeChecked();
});

test('signing out asks first, and warns of what would be lost with the local copy', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Meta+,');
  await page.getByRole('button', { name: 'Sign out…' }).click();
  await page.getByRole('checkbox').check();
  await expect(page.getByRole('dialog')).toContainText('would be lost');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.screenshot({ path: 'test-results/pictures/settings-sign-out.png' });
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  expect(await calls(page, 'session.signOut')).toEqual([{ removeLocal: true }]);
  await expect(server(page)).toBeVisible();
});

test('adding an account is the sign-in form over the settings', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Meta+,');
  await page.getByRole('button', { name: 'Add an account…' }).click();
  await expect(server(page)).toBeFocused();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.screenshot({ path: 'test-results/pictures/settings-add.png' });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add an account…' })).toBeFocused();
});

test('an ended session asks for the password only, over what stays readable', async ({ page }) => {
  await open(page, { session: { kind: 'expired', account: ACCOUNT, reason: 'ended' } });
  await page.getByRole('button', { name: 'Sign in' }).first().click();
  await expect(page.getByRole('dialog')).toContainText('camille on halext.example.org');
  await expect(password(page)).toBeFocused();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.screenshot({ path: 'test-results/pictures/signin-again.png' });
  await page.keyboard.type('secret');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await calls(page, 'session.signIn')).toEqual([
    { address: ACCOUNT.server, username: 'camille', password: 'secret', keep: false },
  ]);
});
