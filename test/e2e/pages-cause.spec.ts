import { expect, type Page, test } from 'playwright/test';
import type { HealthReport } from '../../preload/contract.ts';
import { withHealthBridge } from './support/fake-health.ts';
import { healthReport, withoutNetwork } from './support/health-report.ts';
import { accessibilityFaults, LOOKS, openReady, overflows, pageTests } from './support/pages.ts';
import { NOW, scenario } from './support/scenario.ts';

const pages = pageTests();

/** The chat while messages wait for the server, and what is known of why. */
async function open(page: Page, report: HealthReport, look: (typeof LOOKS)[number]): Promise<void> {
  await page.clock.setFixedTime(NOW);
  const error = { kind: 'offline', message: '', retryable: true } as const;
  const sync = { kind: 'offline', since: NOW - 60_000, error, nextAt: null, queued: 2 } as const;
  await withHealthBridge(page, scenario({ ...look, sync }), report);
  await openReady(page, `${pages.origin}/index.html`);
}

const WORDS = {
  en: { cause: 'This computer has no network.', again: 'Check again', health: 'See the health' },
  fr: { cause: 'Cet ordinateur n’a pas de réseau.', again: 'Vérifier de nouveau', health: 'Voir l’état' },
};

for (const look of LOOKS) {
  test(`messages that wait name the cause the health page names, with its remedy: ${look.theme} ${look.lang}`, async ({
    page,
  }) => {
    const words = WORDS[look.lang];
    await open(page, withoutNetwork(healthReport(look.lang)), look);
    const cause = page.getByRole('status').filter({ hasText: words.cause });
    await expect(cause).toBeVisible();
    await page.screenshot({ path: `test-results/pictures/cause-${look.theme}-${look.lang}.png`, scale: 'css' });
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await overflows(page)).toEqual([]);
    await cause.getByRole('button', { name: words.again }).click();
    const checks = () =>
      page.evaluate(() => window.fake.calls.filter(({ command }) => command === 'health.check').length);
    expect(await checks()).toBe(1);
    await cause.getByRole('button', { name: words.health }).click();
    await expect(page.locator('[data-cause="network"] h2')).toHaveText(words.cause);
  });
}

test('a proxy that asks for its password is named, and the button leads to where it is given', async ({ page }) => {
  const report = withoutNetwork(healthReport('en'));
  const error = { kind: 'http', reason: 'proxyPassword', message: '', retryable: true } as const;
  await open(page, { ...report, network: { ...report.network, error } }, { theme: 'light', lang: 'en' });
  const cause = page.getByRole('status').filter({ hasText: 'The proxy of your network asks for a password.' });
  await cause.getByRole('button', { name: 'Enter the password' }).click();
  await expect(page.getByRole('heading', { name: 'Passwords of proxies' })).toBeVisible();
});

test('while nothing is known to be wrong, nothing is claimed', async ({ page }) => {
  const report = healthReport('en');
  await open(page, { ...report, services: [] }, { theme: 'light', lang: 'en' });
  await expect(page.getByText(/^Offline since/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'See the health' })).toHaveCount(0);
});
