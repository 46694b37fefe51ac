import { expect, type Page, test } from 'playwright/test';
import type { HealthReport } from '../../preload/contract.ts';
import type { Scenario } from './support/fake-bridge.ts';
import { withHealthBridge } from './support/fake-health.ts';
import { allWell, brokenAt, healthReport, service, withoutNetwork } from './support/health-report.ts';
import { accessibilityFaults, calls, LOOKS, openReady, overflows, pageTests } from './support/pages.ts';
import { ACCOUNT, NOW, scenario } from './support/scenario.ts';

const pages = pageTests();

/** Opens the Health page on a report; anything the policy blocks or the page throws is a fault. */
async function open(page: Page, more: Partial<Scenario> = {}, report?: HealthReport): Promise<string[]> {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text());
  });
  await page.clock.setFixedTime(NOW);
  await withHealthBridge(page, scenario(more), report ?? healthReport(more.lang ?? 'en'));
  await openReady(page, `${pages.origin}/index.html`);
  await page.keyboard.press('Meta+Shift+Digit4');
  await expect(page.locator('main.health-page h1')).toBeVisible();
  return faults;
}

const row = (page: Page, id: string) => page.locator(`[data-service="${id}"]`);
const card = (page: Page, id: string) => page.locator(`[data-cause="${id}"]`);
const tell = (page: Page, report: HealthReport) => page.evaluate((next) => window.healthFake.tell(next), report);
for (const { theme, lang } of LOOKS) {
  test(`health in ${theme} ${lang}: nothing blocked, nothing inaccessible, nothing cut`, async ({ page }) => {
    const faults = await open(page, { theme, lang });
    const look = async (name: string) => {
      await page.screenshot({ path: `test-results/pictures/health-${name}-${theme}-${lang}.png`, scale: 'css' });
      expect(await accessibilityFaults(page), name).toEqual([]);
      expect(await overflows(page), name).toEqual([]);
    };
    await expect(card(page, 'gateway').getByRole('button')).toBeVisible();
    await look('cause');
    await row(page, 'gateway').press('ArrowLeft');
    await row(page, 'ai').click();
    await look('slow-open');
    await tell(page, withoutNetwork(healthReport(lang)));
    await expect(card(page, 'network')).toBeVisible();
    await page.locator('.svc-fold').click();
    await look('no-network');
    await tell(page, allWell(healthReport(lang)));
    await expect(page.locator('.cause')).toHaveCount(0);
    await look('all-well');
    await tell(page, { ...healthReport(lang), services: [] });
    await expect(page.locator('.health.empty')).toBeVisible();
    await look('empty');
    expect(faults).toEqual([]);
  });
}

for (const lang of ['en', 'fr'] as const) {
  test(`health from 480 to 3840 px in ${lang}: nothing sticks out, and every service can be read`, async ({ page }) => {
    await open(page, { lang });
    await row(page, 'halext').click();
    for (const width of [480, 640, 760, 900, 1000, 1160, 1240, 1680, 2560, 3840]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: `test-results/pictures/health-${width}-${lang}.png`, scale: 'css' });
      expect(await overflows(page), `${width}`).toEqual([]);
      const inside = await page.evaluate(() => {
        const limit = document.querySelector('.health')?.getBoundingClientRect().right ?? 0;
        return [...document.querySelectorAll('.svc-row > *, .link > *, .last dd')]
          .filter((each) => each.checkVisibility())
          .filter((each) => each.getBoundingClientRect().right > limit)
          .map((each) => each.className);
      });
      expect(inside, `${width}`).toEqual([]);
      await expect(row(page, 'ledger').locator('.strong')).toBeVisible();
      expect(await page.locator('.svc-addr').first().isVisible()).toBe(width > 1160);
    }
  });
}

test('letters of the largest size fit as well', async ({ page }) => {
  await open(page, { lang: 'fr' });
  await page.evaluate(() => window.companion.call('settings.set', { fontScale: 1.3 }));
  await row(page, 'halext').click();
  for (const width of [480, 900, 1240]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: `test-results/pictures/health-large-${width}.png`, scale: 'css' });
    expect(await overflows(page), `${width}`).toEqual([]);
  }
});

test('the cause says what is broken, since when, what it means, and its button leads to the key', async ({ page }) => {
  await open(page);
  const cause = card(page, 'gateway');
  await expect(cause.getByRole('heading')).toHaveText('Agent gateway refuses your key.');
  await expect(cause).toContainText('Since 14:52. It answers, so the network is fine.');
  await expect(cause).toContainText('new ones cannot start');
  await expect(page.locator('.nav', { hasText: 'Health' })).toContainText('1 service does not work');
  await cause.getByRole('button', { name: 'Enter a new key' }).click();
  await expect(page.locator('main.settings .settings-title')).toHaveText('Sources');
});

test('a row unfolds and folds by arrow and Enter, and arrows go from row to row', async ({ page }) => {
  await open(page);
  const gateway = row(page, 'gateway');
  await expect(gateway).toHaveAttribute('aria-expanded', 'true');
  const links = page.getByRole('list', { name: 'Steps to Agent gateway' }).getByRole('listitem');
  await expect(links).toHaveCount(8);
  await expect(links.nth(6)).toContainText('Key refused (401).');
  await expect(links.nth(7)).toContainText('Not checked: a step before it is broken');
  await gateway.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(gateway).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowDown');
  await expect(row(page, 'halext')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('.last')).toContainText('2.4.0');
  await page.keyboard.press('ArrowLeft');
  await expect(row(page, 'halext')).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowRight');
  await expect(row(page, 'halext')).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('End');
  await expect(row(page, 'ledger')).toBeFocused();
});

test('the plots are tables for those who do not see them', async ({ page }) => {
  await open(page);
  const day = page.getByRole('table', { name: 'Agent gateway: checks of the last 24 hours' });
  await expect(day.getByRole('row')).toHaveCount(3);
  await expect(day.getByRole('row').nth(1)).toContainText('good');
  await expect(day.getByRole('row').nth(1).getByRole('cell').nth(3)).toHaveText('1,380');
  await expect(day.getByRole('row').nth(2).getByRole('cell')).toHaveText(['15:00', '15:42', 'failed', '0', '0', '60']);
  const hour = page.getByRole('table', { name: 'Agent gateway: round trips of the last hour' });
  await expect(hour.getByRole('row').last().getByRole('cell')).toHaveText(['15:40', '–', '–', '–', '3']);
});

test('checking now by key and by button; meanwhile the button turns', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Meta+r');
  expect(await calls(page, 'health.check')).toEqual([{ id: null }]);
  const button = page.getByRole('button', { name: /Check now/ });
  await expect(button).toHaveAttribute('aria-busy', 'true');
  await button.click({ force: true });
  expect(await calls(page, 'health.check')).toHaveLength(1);
  await tell(page, healthReport('en'));
  await expect(button).not.toHaveAttribute('aria-busy');
  // A round that nobody asked for leaves the button alone.
  const { services, ...rest } = healthReport('en');
  await tell(page, { ...rest, services: services.map((each) => ({ ...each, checking: true })) });
  await expect(row(page, 'ledger')).toContainText('Being checked');
  await expect(button).not.toHaveAttribute('aria-busy');
  await button.click();
  expect(await calls(page, 'health.check')).toHaveLength(2);
});

test('main is told while somebody looks, and when nobody does any more', async ({ page }) => {
  await open(page);
  expect(await calls(page, 'health.watch')).toEqual([{ on: true }]);
  const hide = (state: 'hidden' | 'visible') =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => value });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await hide('hidden');
  expect(await calls(page, 'health.watch')).toEqual([{ on: true }, { on: false }]);
  await hide('visible');
  await page.keyboard.press('Meta+Shift+Digit1');
  await expect(page.locator('main.health-page')).toHaveCount(0);
  expect(await calls(page, 'health.watch')).toEqual([{ on: true }, { on: false }, { on: true }, { on: false }]);
});

test('without a network one card speaks for all, and what is on this computer stands for itself', async ({ page }) => {
  await open(page, {}, withoutNetwork(healthReport('en')));
  await expect(page.locator('.cause')).toHaveCount(1);
  await expect(card(page, 'network').getByRole('heading')).toHaveText('This computer has no network.');
  await expect(page.locator('[data-service]')).toHaveCount(1);
  await expect(row(page, 'ledger')).toBeVisible();
  const fold = page.getByRole('button', { name: /4 services wait for the network/ });
  await fold.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('[data-service]')).toHaveCount(5);
  await page.keyboard.press('ArrowDown');
  await expect(row(page, 'gateway')).toBeFocused();
  await card(page, 'network').getByRole('button', { name: 'Check again' }).click();
  expect(await calls(page, 'health.check')).toEqual([{ id: null }]);
});

test('a consequence is folded under its cause', async ({ page }) => {
  const REFUSED = { kind: 'refused', message: 'check: ECONNREFUSED', retryable: true } as const;
  const more = { state: 'broken', broken: 'tcp', links: brokenAt('tcp', REFUSED), remedy: 'retry' } as const;
  const cause = service({ id: 'halext', kind: 'halext', name: 'Halext', ...more });
  const consequence = service({ id: 'ai', kind: 'halextAi', name: 'Models', explainedBy: 'halext', ...more });
  await open(page, {}, { ...healthReport('en'), services: [cause, consequence] });
  await expect(page.locator('.cause')).toHaveCount(1);
  await expect(card(page, 'halext')).toContainText('Because of this, Models does not work either.');
  await expect(row(page, 'ai')).toHaveCount(0);
  await page.getByRole('button', { name: '1 service waits for this' }).click();
  await expect(row(page, 'ai')).toContainText('Connection refused');
  await card(page, 'halext').getByRole('button', { name: 'Check again' }).click();
  expect(await calls(page, 'health.check')).toEqual([{ id: 'halext' }]);
});

test('each remedy does what its button says', async ({ page }) => {
  const [gateway] = healthReport('en').services;
  if (!gateway) throw new Error('the report has a gateway');
  const only = (more: Partial<typeof gateway>): HealthReport => ({
    ...healthReport('en'),
    services: [{ ...gateway, ...more }],
  });
  const address = 'https://camille:geheim@gateway.atelier-nord.example/v1?key=geheim#geheim';
  await open(
    page,
    { session: { kind: 'expired', account: ACCOUNT, reason: 'ended' } },
    only({ address, remedy: 'copyForAdministrator' }),
  );
  await card(page, 'gateway').getByRole('button', { name: 'Copy for the administrator' }).click();
  await expect(card(page, 'gateway').getByRole('button', { name: 'Copied' })).toBeVisible();
  const [copied] = (await calls(page, 'app.copy')) as { text: string }[];
  expect(copied?.text).toContain('Broken step: Your access (auth, keyRefused, 401)');
  expect(copied?.text).toContain('Service: Agent gateway (https://gateway.atelier-nord.example/v1)');
  expect(copied?.text).toContain('Since: 2026-11-20T13:52:30.000Z');
  expect(copied?.text).not.toContain('geheim');
  await tell(page, only({ address, remedy: 'openInBrowser' }));
  await card(page, 'gateway').getByRole('button', { name: 'Open in the browser' }).click();
  expect(await calls(page, 'app.openLink')).toEqual([{ url: 'https://gateway.atelier-nord.example/v1' }]);
  await tell(page, only({ remedy: 'signInAgain' }));
  await card(page, 'gateway').getByRole('button', { name: 'Sign in again' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('a change of state is read out politely, and the rail follows on every page', async ({ page }) => {
  await open(page, {}, allWell(healthReport('en')));
  const said = page.locator('main.health-page').getByRole('status');
  await expect(said).toHaveText('');
  await expect(page.locator('.nav .sign-problem')).toHaveCount(0);
  await tell(page, healthReport('en'));
  await expect(said).toContainText('Agent gateway: Key refused since 14:52.');
  await page.keyboard.press('Meta+Shift+Digit1');
  await expect(page.locator('.nav .sign-problem')).toHaveCount(1);
  await tell(page, allWell(healthReport('en')));
  await expect(page.locator('.nav .sign-problem')).toHaveCount(0);
});

test('what cannot be known is said, and can be asked for again', async ({ page }) => {
  const error = { kind: 'unknown', message: 'bridge', retryable: false } as const;
  await open(page, { failing: { 'health.get': error } });
  await expect(page.getByRole('alert')).toContainText('The state of the services is not known.');
  await page.getByRole('button', { name: 'Check again' }).click();
  expect(await calls(page, 'health.get')).toHaveLength(2);
});
