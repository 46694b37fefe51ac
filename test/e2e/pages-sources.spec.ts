import { expect, type Page, test } from 'playwright/test';
import type { RunSummary, Source } from '../../preload/contract.ts';
import type { Scenario } from './support/fake-bridge.ts';
import { type SourceExtras, withSources } from './support/fake-bridge-sources.ts';
import { accessibilityFaults, CHROMIUM, LOOKS, openReady, overflows, type Pages, servePages } from './support/pages.ts';
import { NOW, scenario } from './support/scenario.ts';

test.use({
  viewport: { width: 1240, height: 800 },
  timezoneId: 'Europe/Paris',
  locale: 'en-GB',
  launchOptions: CHROMIUM,
});

let pages: Pages;
test.beforeAll(async () => {
  pages = await servePages();
});
test.afterAll(async () => {
  await pages.close();
});

const GATEWAY: Source = {
  kind: 'gateway',
  id: 'g1',
  name: 'Atelier Nord',
  address: 'https://gateway.atelier-nord.example',
  demo: false,
  hasKey: true,
  model: 'ollama/harpou/llama3.1-8b:latest',
};
const AGENT: Source = {
  kind: 'agui',
  id: 'a1',
  name: 'ledger-agent',
  address: 'http://127.0.0.1:8123/agent',
  demo: false,
  headers: [
    { name: 'Authorization', value: null },
    { name: 'X-Team', value: 'north' },
  ],
  protocol: '1.0',
  forwardedProps: '{\n  "tenant": "north"\n}',
  openWebuiPreset: false,
  idleSeconds: 120,
  tools: { openUrl: true, copyToClipboard: false },
};
const DEMO: Source = {
  kind: 'gateway',
  id: 'demo-gateway',
  name: 'Demo gateway',
  address: 'http://127.0.0.1:41233/gateway',
  demo: true,
  hasKey: true,
  model: null,
};
const MODELS = [
  'local/fake-small',
  'local/vendor/fake-large',
  'ollama/harpou/llama3.1-8b:latest',
  'openai/gpt-4o-mini',
];

const EXTRAS: SourceExtras = {
  sources: [GATEWAY, AGENT],
  runs: [],
  models: { models: MODELS, details: [], fetchedAt: NOW - 180_000, emptyNow: false },
  keychain: { kind: 'ok' },
};

async function open(
  page: Page,
  { extras = {}, ...more }: Partial<Scenario> & { extras?: Partial<SourceExtras> } = {},
): Promise<string[]> {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text());
  });
  await page.clock.setFixedTime(NOW);
  await withSources(page, scenario(more), { ...EXTRAS, ...extras });
  await openReady(page, `${pages.origin}/index.html`);
  await page.keyboard.press('Meta+,');
  await page.locator('.sec').nth(1).click();
  return faults;
}

const SIZES = [
  [480, 800],
  [900, 600],
  [3840, 2160],
] as const;

async function fits(page: Page, name: string): Promise<void> {
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    expect(await overflows(page), `${name} ${width}×${height}`).toEqual([]);
    await page.screenshot({ path: `test-results/pictures/${name}-${width}.png`, scale: 'css' });
  }
  await page.setViewportSize({ width: 1240, height: 800 });
}

const saved = (page: Page) =>
  page.evaluate(() => window.fake.calls.filter((each) => each.command === 'sources.save').map((each) => each.request));

for (const { theme, lang } of LOOKS) {
  test(`sources in ${theme} ${lang}: nothing blocked, nothing inaccessible, nothing cut`, async ({ page }) => {
    const look = async (name: string) => {
      await page.screenshot({ path: `test-results/pictures/${name}-${theme}-${lang}.png` });
      expect(await accessibilityFaults(page), name).toEqual([]);
      if (theme === 'light') await fits(page, `${name}-${lang}`);
    };
    const faults = await open(page, { theme, lang, extras: { sources: [DEMO, GATEWAY, AGENT] } });
    const rows = page.locator('.src');
    await look('sources-demo');
    await rows.nth(1).click();
    await look('sources-gateway');
    await page.locator('.form-body .btn').nth(2).click();
    await expect(page.getByRole('option')).toHaveCount(MODELS.length);
    await look('sources-models');
    await page.keyboard.press('Escape');
    await rows.nth(2).click();
    await look('sources-agent');
    await page.locator('.source-form input').first().fill('ftp://elsewhere.example');
    await page.locator('[type=submit]').click();
    await expect(page.locator('[aria-invalid=true]')).toBeFocused();
    await look('sources-refused');
    await page.locator('.sec').nth(2).click();
    await look('settings-runs');
    expect(faults).toEqual([]);
  });
}

test('a gateway is added by keyboard; its key is kept nowhere in the window', async ({ page }) => {
  await open(page, { extras: { sources: [] } });
  await expect(page.getByText('There is no source yet.')).toBeVisible();
  await page.screenshot({ path: 'test-results/pictures/sources-none.png' });
  await page.getByRole('button', { name: 'Add a gateway' }).press('Enter');
  await expect(page.getByLabel('Address')).toBeFocused();
  await page.keyboard.type('gateway.atelier-nord.example/v1');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('sk-typed-0123');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.screenshot({ path: 'test-results/pictures/sources-new-gateway.png' });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'gateway.atelier-nord.example' })).toBeFocused();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await expect(page.locator('.kept')).toContainText('in the keychain');
  expect(await saved(page)).toEqual([
    {
      kind: 'gateway',
      id: null,
      name: 'gateway.atelier-nord.example',
      address: 'gateway.atelier-nord.example/v1',
      key: 'sk-typed-0123',
      model: null,
    },
  ]);
  expect(await page.content()).not.toContain('sk-typed-0123');
  expect(
    await page.locator('input').evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value)),
  ).not.toContain('sk-typed-0123');
});

test('an error clears nothing, and stands at its field with the caret in it', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Replace…' }).click();
  await page.getByLabel('Key').fill('two words');
  await page.getByLabel('Name', { exact: true }).fill('Renamed');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('No header can carry this key')).toBeVisible();
  await expect(page.getByLabel('Key')).toBeFocused();
  await expect(page.getByLabel('Key')).toHaveValue('two words');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Renamed');
  await page.getByLabel('Key').fill('good');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Renamed' })).toBeVisible();
  await expect(page.getByText('No header can carry this key')).toHaveCount(0);
});

test('what was typed survives a look at another source and another page, and can be discarded', async ({ page }) => {
  await open(page);
  await page.getByLabel('Name', { exact: true }).fill('Half typed');
  await page.locator('.src').nth(1).click();
  await expect(page.locator('.src').first()).toContainText('Changes not saved');
  await page.keyboard.press('Meta+Shift+1');
  await page.keyboard.press('Meta+,');
  await page.locator('.sec').nth(1).click();
  await page.locator('.src').first().click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Half typed');
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Atelier Nord');
});

test('an address on another server warns that the kept key goes; the same server does not', async ({ page }) => {
  await open(page);
  const address = page.getByLabel('Address');
  await address.fill('gateway.atelier-nord.example/v1');
  await expect(page.locator('.kept')).toHaveCount(1);
  await address.fill('https://other.example');
  await expect(page.getByText('The key that is kept was meant for the first one')).toBeVisible();
  await expect(page.getByLabel('Key')).toBeEditable();
  await page.screenshot({ path: 'test-results/pictures/sources-moved.png' });
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('headers: a kept value stays until it is replaced, a plain one is sent as it is', async ({ page }) => {
  await open(page);
  await page.locator('.src').nth(1).click();
  await page.getByRole('button', { name: 'Add a header' }).click();
  await page.getByLabel('Name of header 3').fill('X-Api-Key');
  await page.getByLabel('Value of header 3').fill('new-secret');
  await page.getByLabel('Longest silence').fill('4');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByLabel('Longest silence')).toBeFocused();
  expect(await saved(page)).toEqual([]);
  await page.getByLabel('Longest silence').fill('300');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  expect(await saved(page)).toMatchObject([
    {
      headers: [
        { name: 'Authorization', value: null, secret: true },
        { name: 'X-Team', value: 'north', secret: false },
        { name: 'X-Api-Key', value: 'new-secret', secret: true },
      ],
      idleSeconds: 300,
      forwardedProps: '{\n  "tenant": "north"\n}',
    },
  ]);
  expect(await page.content()).not.toContain('new-secret');
});

test('any model can be typed; an empty list says what it means', async ({ page }) => {
  await open(page, { extras: { models: { models: [], details: [], fetchedAt: null, emptyNow: true } } });
  await page.getByRole('button', { name: 'Choose…' }).click();
  await expect(page.getByText('The gateway lists no model at the moment.')).toBeVisible();
  await page.screenshot({ path: 'test-results/pictures/sources-models-empty.png' });
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByLabel('Model', { exact: true }).fill('local/typed');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  expect(await saved(page)).toMatchObject([{ model: 'local/typed' }]);
});

test('a refused listing says what to do', async ({ page }) => {
  const keyRefused = { kind: 'auth', reason: 'keyRefused', message: '401', retryable: false } as const;
  await open(page, { failing: { 'sources.models': keyRefused } });
  await page.getByRole('button', { name: 'Choose…' }).click();
  await expect(page.getByText('The gateway refuses the key.')).toBeVisible();
});

test('removing asks first and counts the runs that lose their source', async ({ page }) => {
  const run = { sourceId: 'g1', state: { kind: 'running', since: NOW } } as RunSummary;
  const runs = [run, { ...run, sourceId: 'a1' }, { ...run, state: { kind: 'succeeded', since: NOW } } as RunSummary];
  await open(page, { extras: { runs } });
  await page.getByRole('button', { name: 'Remove this source…' }).click();
  await expect(page.getByRole('dialog')).toContainText('1 run is under way there. It loses its source');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.screenshot({ path: 'test-results/pictures/sources-remove.png' });
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.locator('.src')).toHaveCount(1);
  await expect(page.getByRole('heading', { name: 'ledger-agent' })).toBeVisible();
});

test('the demo’s sources are marked and cannot be changed', async ({ page }) => {
  await open(page, { extras: { sources: [DEMO, AGENT] } });
  await expect(page.locator('.source-pane .demo')).toBeVisible();
  await expect(page.locator('.source-pane').getByRole('textbox')).toHaveCount(0);
  await expect(page.locator('.source-pane').getByRole('button')).toHaveCount(0);
});

test('in a narrow window the form comes into sight when its source is chosen', async ({ page }) => {
  await page.setViewportSize({ width: 480, height: 800 });
  await open(page);
  await page.locator('.src').nth(1).click();
  await expect(page.getByRole('heading', { name: 'ledger-agent' })).toBeInViewport();
  await expect(page.getByLabel('Address')).toBeInViewport();
  const moved = await page.evaluate(
    () => [...document.querySelectorAll('*')].filter((each) => each.scrollTop > 0).length,
  );
  expect(moved).toBe(1);
  await page.screenshot({ path: 'test-results/pictures/sources-chosen-480.png' });
});

test('a source is found by the search of the settings', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Meta+f');
  await page.keyboard.type('headers');
  await expect(page.getByRole('button', { name: 'Add an AG-UI agent' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add a gateway' })).toHaveCount(0);
});

test('how long runs are kept, and where they go, is kept at once', async ({ page }) => {
  await open(page);
  await page.locator('.sec').nth(2).click();
  await page.getByRole('radio', { name: 'Always' }).check({ force: true });
  await page.getByRole('button', { name: 'The first in the list' }).click();
  await page.getByRole('option', { name: 'ledger-agent' }).click();
  const changes = await page.evaluate(() =>
    window.fake.calls.filter((each) => each.command === 'settings.set').map((each) => each.request),
  );
  expect(changes).toEqual([{ runs: { keepDays: null, sourceId: null } }, { runs: { keepDays: null, sourceId: 'a1' } }]);
  await page.locator('.sec').nth(4).click();
  await page.getByRole('switch').nth(3).click();
  await expect(page.getByRole('switch').nth(3)).not.toBeChecked();
});
