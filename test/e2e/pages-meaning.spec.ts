/** Search by meaning on the built pages: what is said before it is switched on, how far it is, why a message was found. */
import { expect, type Page, test } from 'playwright/test';
import type { AnswerSource, Bridge, MeaningStatus, ReplyOf, SearchHit } from '../../preload/contract.ts';
import type { Scenario } from './support/fake-bridge.ts';
import { accessibilityFaults, LOOKS, openReady, overflows, pageTests, withFakeBridge } from './support/pages.ts';
import { NOW, scenario } from './support/scenario.ts';

const pages = pageTests();

const SOURCE: AnswerSource = {
  id: 'mistral',
  kind: 'mistral-connector',
  name: 'Mistral',
  address: 'https://gate.example.org',
  demo: false,
  hasKey: false,
  headers: [],
  model: null,
  system: '',
  parameters: {
    temperature: null,
    maxTokens: null,
    topP: null,
    frequencyPenalty: null,
    presencePenalty: null,
    safePrompt: null,
  },
  stream: true,
  timeouts: { firstByte: 60, betweenBytes: 60 },
  prices: { input: 0.1, output: 0, currency: 'EUR' },
  nearby: false,
};

const STATUS: MeaningStatus = {
  chosen: { sourceId: SOURCE.id, sourceName: SOURCE.name, model: null },
  state: { kind: 'indexing' },
  done: 1_280,
  total: 4_210,
  tokens: 96_400,
  cost: { amount: 0.00964, currency: 'EUR' },
};

const hit = (messageId: number, text: string, why: SearchHit['why']): SearchHit => ({
  messageId,
  conversationId: 1,
  conversationTitle: 'P-204',
  author: 'ai',
  authorName: null,
  createdAt: NOW - messageId * 60_000,
  excerpt:
    why === 'meaning'
      ? [{ text, hit: false }]
      : [
          { text: 'pump', hit: true },
          { text, hit: false },
        ],
  why,
});

interface MeaningSetup {
  readonly source: AnswerSource;
  readonly status: MeaningStatus;
  readonly estimate: ReplyOf<'meaning.estimate'>;
  readonly found: ReplyOf<'search.query'>;
}

/** Adds search by meaning to the stand-in for main. It runs in the page, so it carries everything inside it. */
function installMeaning(setup: MeaningSetup): void {
  const base = (window as unknown as { companion: Bridge }).companion;
  const call: Bridge['call'] = async (command, request) => {
    const value = await base.call(command, request);
    if (!value.ok) return value;
    if (command === 'sources.list') return { ok: true, value: [setup.source] as never };
    if (command === 'sources.models')
      return { ok: true, value: { models: [], details: [], fetchedAt: 0, emptyNow: false } as never };
    if (command === 'meaning.get') return { ok: true, value: setup.status as never };
    if (command === 'meaning.estimate') return { ok: true, value: setup.estimate as never };
    if (command === 'meaning.pause') return { ok: true, value: null as never };
    const deep = command === 'search.query' && (request as { meaning?: boolean }).meaning === true;
    return deep ? { ok: true, value: setup.found as never } : value;
  };
  Object.assign(window, { companion: { ...base, call } });
}

interface Opening extends Partial<Scenario> {
  readonly setup?: Partial<MeaningSetup>;
}

async function open(page: Page, { setup, ...more }: Opening = {}): Promise<string[]> {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text());
  });
  await page.clock.setFixedTime(NOW);
  await withFakeBridge(page, scenario(more));
  await page.addInitScript(installMeaning, {
    source: SOURCE,
    status: STATUS,
    estimate: { messages: 4_210, tokens: 312_000, cost: { amount: 0.0312, currency: 'EUR' }, host: 'gate.example.org' },
    found: {
      query: 'pump',
      hits: [
        hit(1, ' is leaking badly', 'both'),
        hit(2, 'La garniture fuit depuis ce matin.', 'meaning'),
        hit(3, ' order', 'words'),
      ],
      next: null,
      titles: [],
      pendingIndex: 0,
      meaning: 'used',
    },
    ...setup,
  } satisfies MeaningSetup);
  await openReady(page, `${pages.origin}/index.html`);
  return faults;
}

const NAME = { en: 'Search by meaning', fr: 'Recherche par le sens' } as const;

async function openSection(page: Page, lang: 'en' | 'fr' = 'en'): Promise<void> {
  await page.keyboard.press('Meta+,');
  await page.locator('.sec', { hasText: NAME[lang] }).click();
}

async function switchOn(page: Page): Promise<void> {
  await page.evaluate(() => window.companion.call('settings.set', { meaning: { sourceId: 'mistral', model: null } }));
}

for (const { theme, lang } of LOOKS) {
  test(`the section in ${theme} ${lang}: nothing inaccessible, nothing cut`, async ({ page }) => {
    const faults = await open(page, { theme, lang });
    await switchOn(page);
    await openSection(page, lang);
    await expect(page.getByRole('progressbar')).toHaveJSProperty('value', 1_280);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.screenshot({ path: `test-results/pictures/meaning-${theme}-${lang}.png` });
    for (const width of [480, 900, 1_920]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await overflows(page), `${width}`).toEqual([]);
    }
    expect(faults).toEqual([]);
  });

  test(`results in ${theme} ${lang} say why they are there, to eye and ear`, async ({ page }) => {
    await open(page, { theme, lang });
    await switchOn(page);
    await page.keyboard.press('Meta+Shift+f');
    await page.getByRole('searchbox').first().fill('pump');
    const rows = page.locator('.item.hit');
    await expect(rows).toHaveCount(3);
    const words =
      lang === 'en' ? ['Words and meaning', 'Same meaning', 'Words'] : ['Mots et sens', 'Même sens', 'Mots'];
    for (const [at, word] of words.entries()) await expect(rows.nth(at)).toHaveAccessibleName(new RegExp(`${word}$`));
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await overflows(page)).toEqual([]);
    await page.screenshot({ path: `test-results/pictures/meaning-results-${theme}-${lang}.png` });
  });
}

test('what leaves the computer is said before anything does', async ({ page }) => {
  await open(page);
  await openSection(page);
  await page.getByRole('button', { name: 'Off' }).click();
  await page.getByRole('option', { name: 'Its usual model Mistral' }).click();
  const dialog = page.getByRole('dialog', { name: 'Switch on search by meaning?' });
  await expect(dialog).toContainText('The text of all 4,210 messages goes to gate.example.org');
  await expect(dialog).toContainText('about 312,000 tokens');
  await expect(dialog).toContainText('€0.031');
  expect(await accessibilityFaults(page)).toEqual([]);
  const set = () => page.evaluate(() => window.fake.calls.filter(({ command }) => command === 'settings.set'));
  expect(await set()).toEqual([]);
  await dialog.getByRole('button', { name: 'Switch on' }).click();
  await expect.poll(set).toMatchObject([{ request: { meaning: { sourceId: 'mistral', model: null } } }]);
});

test('the index is paused, and removed only after a question', async ({ page }) => {
  await open(page);
  await switchOn(page);
  await openSection(page);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.evaluate((status) => window.fake.emit('meaning', { ...status, state: { kind: 'paused' } }), STATUS);
  await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible();
  await page.getByRole('button', { name: 'Switch off…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Switch off search by meaning?' });
  await expect(dialog.getByRole('button', { name: 'Keep it on' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Switch off and remove' }).click();
  const last = () => page.evaluate(() => window.fake.calls.filter(({ command }) => command === 'settings.set').at(-1));
  await expect.poll(last).toMatchObject({ request: { meaning: null } });
});

test('a failure is said with its remedy and when it is tried again', async ({ page }) => {
  const error = { kind: 'auth', reason: 'keyRefused', message: 'status 401', retryable: false } as const;
  const state = { kind: 'failed', error, nextAt: NOW + 42_500 } as const;
  await open(page, { setup: { status: { ...STATUS, state } } });
  await switchOn(page);
  await openSection(page);
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByText(/Tries again in 42 s/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try now' })).toBeVisible();
});

test('a search without its meanings says so quietly', async ({ page }) => {
  const found = { query: 'pump', hits: [], next: null, titles: [], pendingIndex: 0, meaning: 'failed' } as const;
  await open(page, { setup: { found } });
  await switchOn(page);
  await page.keyboard.press('Meta+Shift+f');
  await page.getByRole('searchbox').first().fill('pump');
  await expect(page.getByText('By words only: the source of the meanings did not answer.')).toBeVisible();
});
