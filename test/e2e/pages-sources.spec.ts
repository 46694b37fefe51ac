import { expect, type Page, test } from 'playwright/test';
import type { AnswerSource, RunSummary, Source, TestStepReport } from '../../preload/contract.ts';
import type { Scenario } from './support/fake-bridge.ts';
import { type SourceExtras, withSources } from './support/fake-bridge-sources.ts';
import { accessibilityFaults, LOOKS, openReady, overflows, pageTests } from './support/pages.ts';
import { NOW, scenario } from './support/scenario.ts';

const pages = pageTests();

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
const CHAT: AnswerSource = {
  kind: 'open-webui',
  id: 'w1',
  name: 'Atelier chat',
  address: 'https://chat.atelier-nord.example/webui',
  demo: false,
  hasKey: true,
  headers: [],
  model: 'technova',
  system: 'You help water engineers.\nSay what you are not sure of.',
  parameters: {
    temperature: 0.3,
    maxTokens: null,
    topP: null,
    frequencyPenalty: null,
    presencePenalty: null,
    safePrompt: null,
  },
  stream: true,
  timeouts: { firstByte: 45, betweenBytes: 45 },
  prices: null,
  nearby: false,
};
const step = (name: TestStepReport['step'], verdict: TestStepReport['verdict'], ms = 12): TestStepReport => ({
  step: name,
  verdict,
  ms,
});
const PASSED = { kind: 'passed' } as const;
const NOT_REACHED = { kind: 'skipped', reason: 'earlier' } as const;
const broken = (kind: 'auth' | 'notFound', reason: string, near: readonly string[] = []) =>
  ({ kind: 'failed', error: { kind, reason, message: '403', retryable: false }, near }) as const;
const NO_KEYS = [
  step('address', PASSED, 0),
  step('reachable', PASSED),
  step('service', PASSED, 1_204),
  step('authorised', broken('auth', 'apiKeysNotAllowed')),
  step('model', NOT_REACHED, 0),
  step('answer', NOT_REACHED, 0),
];
const NO_MODEL = [
  ...NO_KEYS.slice(0, 3),
  step('authorised', PASSED),
  step('model', broken('notFound', 'unknownModel', ['Technova'])),
  step('answer', NOT_REACHED, 0),
];
const SOUND = NO_MODEL.map((each) => ({ ...each, verdict: PASSED }));
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
  tests: [SOUND],
  imported: null,
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
    await page.locator('.sec').nth(3).click();
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
  await expect(page.getByText('The source lists no model at the moment.')).toBeVisible();
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
  await expect(page.getByText('The source refuses your key.')).toBeVisible();
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
  await page.getByRole('button', { name: 'Runs of agents' }).click();
  await page.getByRole('radio', { name: 'Always' }).check({ force: true });
  await page.getByRole('button', { name: 'The first in the list' }).click();
  await page.getByRole('option', { name: 'ledger-agent' }).click();
  const changes = await page.evaluate(() =>
    window.fake.calls.filter((each) => each.command === 'settings.set').map((each) => each.request),
  );
  expect(changes).toEqual([{ runs: { keepDays: null, sourceId: null } }, { runs: { keepDays: null, sourceId: 'a1' } }]);
  await page.getByRole('button', { name: 'Notifications', exact: true }).click();
  await page.getByRole('switch').nth(3).click();
  await expect(page.getByRole('switch').nth(3)).not.toBeChecked();
});

for (const [theme, lang] of [
  ['light', 'fr'],
  ['dark', 'en'],
] as const) {
  test(`a source of answers in ${theme} ${lang}: nothing inaccessible, nothing cut`, async ({ page }) => {
    const look = async (name: string) => {
      await page.screenshot({ path: `test-results/pictures/${name}-${theme}-${lang}.png` });
      expect(await accessibilityFaults(page), name).toEqual([]);
      if (lang === 'fr') await fits(page, `${name}-${lang}`);
    };
    const faults = await open(page, { theme, lang, extras: { sources: [CHAT, AGENT], tests: [NO_KEYS] } });
    await look('answers-form');
    await page.locator('.test button').first().click();
    await expect(page.locator('.test-step')).toHaveCount(6);
    await look('answers-test');
    await page.locator('.source-list section').first().getByRole('button').last().click();
    await expect(page.getByRole('menuitem')).toHaveCount(5);
    await look('answers-add');
    await page.getByRole('menuitem').last().click();
    await page.locator('[type=submit]').click();
    await look('answers-import');
    expect(faults).toEqual([]);
  });
}

test('a source of answers is added and tested; its key is kept nowhere in the window', async ({ page }) => {
  await open(page, { extras: { sources: [] } });
  await page.getByRole('button', { name: 'Add a source of answers' }).click();
  await page.getByRole('menuitem', { name: 'Mistral connector' }).click();
  await page.getByLabel('Address').fill('localhost:8005');
  await page.getByLabel('Key', { exact: true }).fill('sk-typed-once');
  await page.getByText('Advanced', { exact: true }).click();
  await expect(page.getByLabel('Frequency penalty')).toHaveCount(0);
  await page.getByRole('radio', { name: 'On' }).check({ force: true });
  await page.getByLabel('Temperature').fill('0,4');
  await page.getByRole('button', { name: 'Add and test' }).click();
  await expect(page.locator('.test-step').last()).toContainText('good');
  await expect(page.locator('.test [role=status]')).toHaveText('The connection works.');
  await expect(page.locator('.source-form header')).toContainText('on your network');
  expect(await saved(page)).toMatchObject([
    {
      kind: 'mistral-connector',
      name: 'localhost',
      key: 'sk-typed-once',
      model: null,
      parameters: { temperature: 0.4, safePrompt: true, topP: null },
      timeouts: { firstByte: 120, betweenBytes: 120 },
      prices: null,
    },
  ]);
  expect(await page.content()).not.toContain('sk-typed-once');
});

test('a number that cannot be used opens the fold and is stood in', async ({ page }) => {
  await open(page, { extras: { sources: [{ ...CHAT, parameters: { ...CHAT.parameters, temperature: null } }] } });
  await page.getByText('Advanced', { exact: true }).click();
  await page.getByLabel('Top-p').fill('7');
  await page.getByText('Advanced', { exact: true }).click();
  await expect(page.getByLabel('Top-p')).toBeHidden();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByLabel('Top-p')).toBeFocused();
  await expect(page.getByText('Type a number between 0 and 1.')).toBeVisible();
  await page.getByLabel('Top-p').fill('');
  await page.getByLabel('Price, input').fill('2.5');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByLabel('Currency')).toBeFocused();
  await page.getByLabel('Currency').fill('eur');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  expect(await saved(page)).toMatchObject([{ prices: { input: 2.5, output: 0, currency: 'EUR' } }]);
});

test('a model that is not there: its near match is one press away, and the test is made anew', async ({ page }) => {
  await open(page, { extras: { sources: [CHAT], tests: [NO_MODEL, SOUND] } });
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await expect(page.locator('.test-step.broken')).toContainText('Model');
  await expect(page.locator('.test-why')).toContainText('does not offer the model you chose');
  await page.getByRole('button', { name: 'Change the model' }).click();
  await expect(page.getByLabel('Model', { exact: true })).toBeFocused();
  await page.getByRole('button', { name: 'Technova', exact: true }).click();
  await page.getByRole('button', { name: 'Save and test' }).click();
  await expect(page.locator('.test [role=status]')).toHaveText('The connection works.');
  expect(await saved(page)).toMatchObject([{ id: 'w1', model: 'Technova' }]);
});

test('the list says how much a model reads, and which are switched off', async ({ page }) => {
  const details = [
    { id: 'gpt-4o', name: 'gpt-4o', contextTokens: 128_000, active: true },
    { id: 'archive', name: 'Archive 2024', contextTokens: null, active: false },
  ];
  const models = { models: ['gpt-4o', 'archive'], details, fetchedAt: NOW, emptyNow: false };
  await open(page, { extras: { sources: [CHAT], models } });
  await page.getByRole('button', { name: 'Choose…' }).click();
  await expect(page.getByRole('option')).toHaveText([/^gpt-4o128K$/i, /^archiveArchive 2024, switched off$/]);
  await page.getByRole('option').last().click();
  await expect(page.getByText('lists this model as switched off')).toBeVisible();
});

test('a pasted configuration fills the form, key included, and says what it could not take', async ({ page }) => {
  const { id: _id, demo: _demo, hasKey: _hasKey, nearby: _nearby, ...rest } = CHAT;
  const draft = { ...rest, id: null, key: 'sk-from-config', headers: [] };
  const problems = [
    { field: 'maxTokens', reason: 'outOfRange' },
    { field: 'theme', reason: 'unknownField' },
  ];
  await open(page, { extras: { imported: { draft, problems } } });
  await page.getByRole('button', { name: 'Add a source of answers' }).click();
  await page.getByRole('menuitem', { name: 'Import a configuration…' }).click();
  await expect(page.getByRole('textbox', { name: 'Configuration' })).toBeFocused();
  await page.keyboard.type('pasted');
  await page.getByRole('button', { name: 'Fill the form' }).click();
  await expect(page.getByText('theme means nothing here and was left out.')).toBeVisible();
  await expect(page.getByText('maxTokens is out of its range')).toBeVisible();
  await expect(page.getByLabel('Model', { exact: true })).toHaveValue('technova');
  await expect(page.getByLabel('Key', { exact: true })).toHaveValue('sk-from-config');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  expect(await saved(page)).toMatchObject([{ kind: 'open-webui', id: null, key: 'sk-from-config' }]);
  expect(await page.content()).not.toContain('sk-from-config');
});
