import { expect, type Page, test } from 'playwright/test';
import type { CertificateFacts, HealthReport, NetworkState } from '../../preload/contract.ts';
import type { Scenario } from './support/fake-bridge.ts';
import { withHealthBridge } from './support/fake-health.ts';
import { withNetwork } from './support/fake-network.ts';
import { brokenAt, healthReport, service } from './support/health-report.ts';
import { accessibilityFaults, calls, LOOKS, openReady, overflows, pageTests } from './support/pages.ts';
import { ACCOUNT, NOW, scenario } from './support/scenario.ts';

const pages = pageTests();

const YEAR = 365 * 86_400_000;
const PRINT = Array.from({ length: 32 }, (_, index) => (index * 7).toString(16).padStart(2, '0').toUpperCase()).join(
  ':',
);
const OTHER = PRINT.split(':').reverse().join(':');
const ORIGIN = 'https://halext.example.org';

const FACTS: CertificateFacts = {
  origin: ORIGIN,
  subject: 'halext.example.org',
  issuer: 'Atelier du Ponant – autorité interne',
  names: ['halext.example.org', '10.0.0.12'],
  validFrom: NOW - YEAR,
  validTo: NOW + YEAR,
  fingerprint: PRINT,
  reason: 'certificateUnknownIssuer',
  trusted: null,
};
const STATE: NetworkState = {
  trusted: [
    { origin: ORIGIN, fingerprint: PRINT, subject: 'x', issuer: FACTS.issuer, validTo: NOW + YEAR, since: NOW - YEAR },
  ],
  asking: [{ proxy: 'http://proxy.example.org:3128', wrong: true }],
  passwords: [],
};
const ERROR = { kind: 'tls', reason: 'certificateChanged', message: 'encrypt: replaced', retryable: false } as const;

/** The Halext server shows another certificate than the trusted one. */
function changed(lang: 'en' | 'fr'): HealthReport {
  const report = healthReport(lang);
  const broken = service({
    id: 'halext',
    kind: 'halext',
    name: 'Halext',
    address: `${ORIGIN}/api`,
    state: 'broken',
    broken: 'tls',
    remedy: 'lookAtCertificate',
    links: brokenAt('tls', ERROR),
    lastError: { at: NOW - 3_000, error: ERROR },
  });
  return { ...report, clockAheadMs: -7 * 60_000, services: [broken] };
}

async function open(
  page: Page,
  more: Partial<Scenario> = {},
  facts: Partial<CertificateFacts> = {},
): Promise<string[]> {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text());
  });
  await page.clock.setFixedTime(NOW);
  await withHealthBridge(page, scenario(more), changed(more.lang ?? 'en'));
  await withNetwork(page, { facts: { ...FACTS, ...facts }, state: STATE });
  await openReady(page, `${pages.origin}/index.html`);
  return faults;
}

async function openNetworkSettings(page: Page): Promise<void> {
  await page.keyboard.press('Meta+,');
  await page.locator('.sec', { hasText: /^(Network|Réseau)$/ }).click();
}

for (const { theme, lang } of LOOKS) {
  test(`the network in ${theme} ${lang}: nothing blocked, nothing inaccessible, nothing cut`, async ({ page }) => {
    const faults = await open(page, { theme, lang }, { trusted: OTHER });
    const look = async (name: string) => {
      await page.screenshot({ path: `test-results/pictures/network-${name}-${theme}-${lang}.png`, scale: 'css' });
      expect(await accessibilityFaults(page), name).toEqual([]);
      expect(await overflows(page), name).toEqual([]);
    };
    await openNetworkSettings(page);
    await expect(page.locator('.proxy-form')).toBeVisible();
    await look('settings');
    await page.getByRole('radiogroup').locator('label').last().click();
    await look('settings-proxy');
    await page.keyboard.press('Meta+Shift+Digit4');
    await expect(page.locator('main.health-page h1')).toBeVisible();
    await look('health');
    await page.locator('[data-cause="halext"]').getByRole('button').click();
    await expect(page.locator('dialog .fingerprint')).toHaveCount(2);
    await look('certificate');
    expect(faults).toEqual([]);
  });
}

test('a certificate is looked at and trusted from the health page, and the service is checked again', async ({
  page,
}) => {
  await open(page);
  await page.keyboard.press('Meta+Shift+Digit4');
  await expect(page.getByText('about 7 minutes behind')).toBeVisible();
  await page.getByRole('button', { name: 'Look at the certificate…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('does not know the authority');
  await expect(dialog).toContainText(PRINT);
  await expect(dialog).toContainText(FACTS.issuer);
  await expect(dialog.getByRole('button', { name: 'Do not trust' }), 'the harmless button first').toBeFocused();
  await dialog.getByRole('button', { name: 'Trust this certificate for halext.example.org' }).click();
  await expect(dialog).toHaveCount(0);
  expect(await calls(page, 'network.trust')).toEqual([{ origin: ORIGIN, fingerprint: PRINT }]);
  expect(await calls(page, 'health.check')).toEqual([{ id: 'halext' }]);
});

test('one that changed shows both fingerprints and says so aloud; the notice leads to it', async ({ page }) => {
  const notice = { id: 'n', kind: 'certificateChanged', origin: ORIGIN } as const;
  await open(page, { notices: [notice] }, { trusted: OTHER });
  const strip = page.getByRole('status').filter({ hasText: 'shows another certificate' });
  await strip.getByRole('button', { name: 'Look at the certificate…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('This is not the certificate you decided to trust.');
  await expect(dialog).toContainText(OTHER);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  expect(await calls(page, 'network.trust')).toEqual([]);
});

test('one that verifies, and one that was taken back, leave nothing to trust', async ({ page }) => {
  await open(page, {}, { reason: 'certificateRevoked' });
  await page.keyboard.press('Meta+Shift+Digit4');
  await page.getByRole('button', { name: 'Look at the certificate…' }).click();
  await expect(page.getByRole('dialog')).toContainText('taken it back');
  await expect(page.getByRole('button', { name: /^Trust/ })).toHaveCount(0);
});

test('the settings: a proxy by its address, its password, and a certificate that is trusted no more', async ({
  page,
}) => {
  await open(page);
  await openNetworkSettings(page);
  await page.getByRole('radio', { name: 'This one' }).check({ force: true });
  const address = page.getByRole('textbox', { name: 'Address of the proxy' });
  await address.fill('socks5://proxy.example.org');
  await expect(page.getByText('SOCKS and other kinds are not supported')).toBeVisible();
  await address.fill('http://me:pw@proxy.example.org');
  await expect(page.getByText('This is not the address of a proxy.')).toBeVisible();
  expect(await calls(page, 'settings.set')).toEqual([]);
  await address.fill('proxy.example.org:3128');
  await expect
    .poll(() => calls(page, 'settings.set'))
    .toContainEqual({
      network: { proxy: { kind: 'address', address: 'http://proxy.example.org:3128' }, proxyFor: [], metered: false },
    });

  await expect(page.getByText('does not accept this user name')).toBeVisible();
  await page.getByRole('textbox', { name: 'User name' }).fill('me');
  await page.getByLabel('Password', { exact: true }).fill('secret');
  await page.getByRole('button', { name: 'Use this password' }).click();
  await expect(page.getByRole('button', { name: 'Forget it' })).toBeVisible();
  expect(await calls(page, 'network.proxyPassword')).toEqual([
    { proxy: 'http://proxy.example.org:3128', user: 'me', password: 'secret' },
  ]);

  await page.getByRole('button', { name: 'Trust no more' }).click();
  await expect(page.getByText('None: every server proves who it is.')).toBeVisible();
  expect(await calls(page, 'network.forget')).toEqual([{ origin: ORIGIN }]);
});

test('the settings: one server another way than the others, and as the others again', async ({ page }) => {
  await open(page);
  await openNetworkSettings(page);
  await page.getByRole('button', { name: 'For one server…' }).click();
  await page.getByRole('menuitem', { name: ORIGIN, exact: true }).click();
  const own = page.getByRole('radiogroup', { name: `Proxy for ${ORIGIN}` });
  await own.getByRole('radio', { name: 'None' }).check({ force: true });
  await expect
    .poll(() => calls(page, 'settings.set'))
    .toContainEqual({
      network: { proxy: { kind: 'system' }, proxyFor: [{ origin: ORIGIN, proxy: { kind: 'none' } }], metered: false },
    });
  await own.getByRole('radio', { name: 'This one' }).check({ force: true });
  await page.screenshot({ path: 'test-results/pictures/network-one-server.png', scale: 'css' });
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await overflows(page)).toEqual([]);
  await page.getByRole('button', { name: `${ORIGIN}: as the others` }).click();
  await expect(own).toHaveCount(0);
});

test('somebody who signs in to a server of their own looks at its certificate there', async ({ page }) => {
  const error = { kind: 'tls', reason: 'certificateSelfSigned', message: 'probe', retryable: false } as const;
  const signedOut = { session: { kind: 'signedOut' }, failing: { 'session.probe': error } } as const;
  await open(page, signedOut, { reason: 'certificateSelfSigned' });
  await page.locator('#signin-server').fill('halext.example.org');
  await page.getByRole('button', { name: 'Look at the certificate…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('The server vouches for itself');
  const probes = (await calls(page, 'session.probe')).length;
  await dialog.getByRole('button', { name: /^Trust this certificate/ }).click();
  expect(await calls(page, 'network.trust')).toEqual([{ origin: ORIGIN, fingerprint: PRINT }]);
  await expect.poll(async () => (await calls(page, 'session.probe')).length).toBeGreaterThan(probes);
});

test('the settings: a PAC file by its address, taken when it is whole', async ({ page }) => {
  await open(page);
  await openNetworkSettings(page);
  const all = page.getByRole('radiogroup', { name: 'Proxy', exact: true });
  await all.getByRole('radio', { name: 'A PAC file' }).check({ force: true });
  const address = page.getByRole('textbox', { name: 'Address of the PAC file' });
  await address.fill('ftp://wpad.example.org/proxy.pac');
  await address.press('Enter');
  await expect(page.getByText('This is not the address of a file on the web.')).toBeVisible();
  await address.fill('https://me:pw@wpad.example.org/proxy.pac');
  await address.press('Enter');
  await address.pressSequentially('x');
  expect(await calls(page, 'settings.set')).toEqual([]);
  await address.fill('wpad.example.org/proxy.pac');
  await address.press('Enter');
  await expect
    .poll(() => calls(page, 'settings.set'))
    .toEqual([
      {
        network: {
          proxy: { kind: 'pac', address: 'http://wpad.example.org/proxy.pac' },
          proxyFor: [],
          metered: false,
        },
      },
    ]);
  await page.screenshot({ path: 'test-results/pictures/network-pac.png', scale: 'css' });
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await overflows(page)).toEqual([]);
});

test('the settings: an account says by which proxy its server is reached, and leads to another', async ({ page }) => {
  await open(page);
  const snapshot = { session: scenario().session, keychain: { kind: 'ok' }, accounts: [ACCOUNT] } as const;
  await page.evaluate((told) => window.fake.emit('session', told), snapshot);
  await page.keyboard.press('Meta+,');
  const accounts = page.locator('.sec', { hasText: /^Accounts$/ });
  await accounts.click();
  await expect(page.getByText('Proxy: as the system, as for every server.')).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await overflows(page)).toEqual([]);
  await page.getByRole('button', { name: 'Another for this server…' }).click();
  const own = page.getByRole('radiogroup', { name: `Proxy for ${ORIGIN}` });
  await own.getByRole('radio', { name: 'None' }).check({ force: true });
  await expect(page.getByText(`Account: ${ACCOUNT.username}`)).toBeVisible();
  await accounts.click();
  await expect(page.getByText('Proxy of this account’s server: none.')).toBeVisible();
  await page.screenshot({ path: 'test-results/pictures/network-account.png', scale: 'css' });
});
