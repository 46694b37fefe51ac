import { expect, type Page, test } from 'playwright/test';
import type { LocalAnswer } from '../../preload/contract.ts';
import type { Scenario } from './support/fake-bridge.ts';
import { type CompareScenario, MISTRAL, OPENAI, STUDIO, WEBUI, withCompareBridge } from './support/fake-compare.ts';
import { accessibilityFaults, LOOKS, openReady, overflows, pageTests } from './support/pages.ts';
import { calls } from './support/runs-page.ts';
import { NOW, scenario } from './support/scenario.ts';

const pages = pageTests();

const ALL = [STUDIO, WEBUI, OPENAI, MISTRAL];
const NO_COLUMNS = { chain: [], cache: false, compare: [] };
const PROMPT = 'Explain to a mayor, in four sentences, why leakage is cheaper to find in winter.';

/** From here on time passes as the test says. Not before the page is there: what is being fetched waits for real time. */
async function holdTime(page: Page): Promise<number> {
  await page.clock.pauseAt(NOW + 60_000);
  return NOW + 60_000;
}

/** Opens the page of comparisons by its key; anything the policy blocks or the page throws is a fault. */
async function open(
  page: Page,
  compare: Partial<CompareScenario> = {},
  more: Partial<Scenario> = {},
): Promise<string[]> {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text());
  });
  await page.clock.install({ time: NOW });
  await withCompareBridge(page, scenario(more), { sources: ALL, answers: NO_COLUMNS, ...compare });
  await openReady(page, `${pages.origin}/index.html`);
  await page.keyboard.press('Meta+Shift+Digit3');
  await expect(page.locator('main.compare-page')).toBeVisible();
  return faults;
}

const column = (page: Page, place: number) => page.locator('.answer').nth(place);
const grow = (page: Page, place: number, text: string, reasoning = '') =>
  page.evaluate(([at, more, thought]) => window.compareFake.grow(at, more, thought), [place, text, reasoning] as const);
const change = (page: Page, place: number, answer: Partial<LocalAnswer>, modelUsed: string | null = null) =>
  page.evaluate(([at, more, model]) => window.compareFake.change(at, more, { modelUsed: model }), [
    place,
    answer,
    modelUsed,
  ] as const);
const firstWord = (page: Page, place: number, firstMs: number, asked: number) =>
  change(page, place, { state: { kind: 'streaming', since: asked + firstMs }, firstMs });
const DONE = {
  state: { kind: 'complete', finish: 'stop' },
  firstMs: 420,
  totalMs: 3_900,
  tokens: { input: 30, output: 164 },
  cost: { amount: 0.0001, currency: 'EUR' },
} as const;
const TEXT = 'At night in winter your town hardly uses water, so **what still flows** is leakage.';

test('OpenAI against Mistral: asked once by Enter, streamed apart, ended each on its own, gone on with', async ({
  page,
}) => {
  const faults = await open(page);
  const asked = await holdTime(page);
  await page.keyboard.type(PROMPT);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Stop all' })).toBeVisible();
  await page.keyboard.press('Enter');
  expect(await calls(page, 'local.compare')).toEqual([
    {
      prompt: PROMPT,
      targets: [
        { sourceId: 'openai', model: null },
        { sourceId: 'mistral', model: null },
      ],
    },
  ]);

  await firstWord(page, 1, 420, asked);
  await grow(page, 1, 'At night **in win', 'Mayors like money.');
  await grow(page, 1, 'ter**');
  await page.clock.runFor(2_300);
  await expect(column(page, 0)).toContainText('Asking, 2.3 s');
  await expect(column(page, 1)).toContainText('Answering, 2.3 s');
  await expect(column(page, 1).locator('strong')).toHaveText('in winter');
  await expect(column(page, 1).locator('dl')).toContainText(/First word\s*0\.42 s/);
  await column(page, 1).getByText('Thoughts on the way').click();
  await expect(column(page, 1)).toContainText('Mayors like money.');

  await page.clock.runFor(1_600);
  await expect(page.getByText('The bars share one scale, 0 to 4 s.')).toBeVisible();
  await change(page, 1, DONE, 'mistral-small-2506');
  await expect(page.getByRole('status').filter({ hasText: 'Mistral is done in 3.9 s.' })).toHaveCount(1);
  await expect(column(page, 1)).toContainText('Done in 3.9 s');
  await expect(column(page, 1)).toContainText('answered by mistral-small-2506');
  for (const figure of [/Total\s*3\.90 s/, /Tokens\s*164/, /Per second\s*47\.1/, /Cost\s*€0\.0001/]) {
    await expect(column(page, 1).locator('dl')).toContainText(figure);
  }
  await expect(column(page, 0).locator('dl')).toContainText(/Cost\s*–/);
  const bars = await column(page, 1)
    .locator('.timing rect')
    .evaluateAll((all) => all.map((each) => each.getAttribute('width')));
  expect(bars).toEqual(['400', '42', '348']);

  await page.keyboard.press('Alt+1');
  expect(await calls(page, 'local.goOnWith')).toEqual([]);
  await page.keyboard.press('Alt+2');
  await expect(page.locator('main.chat')).toBeVisible();
  expect(await calls(page, 'local.goOnWith')).toHaveLength(1);
  expect(await calls(page, 'messages.open')).toContainEqual(expect.objectContaining({ around: null }));

  await page.keyboard.press('Meta+Shift+Digit3');
  await expect(column(page, 1)).toContainText('Done in 3.9 s');
  expect(faults).toEqual([]);
});

test('a failure, a stop, a missed change and a retry each stay in their own column', async ({ page }) => {
  await open(page, {
    answers: { ...NO_COLUMNS, compare: [STUDIO, OPENAI, MISTRAL].map(({ id }) => ({ sourceId: id, model: null })) },
  });
  await page.keyboard.type(PROMPT);
  await page.locator('.prompt .btn-main').click();
  await expect(page.locator('.answer')).toHaveCount(3);
  await grow(page, 0, 'Told before, ');
  await page.evaluate(() => window.compareFake.skip());
  await grow(page, 0, 'and after the gap.');
  await expect(column(page, 0)).toContainText('Told before, and after the gap.');

  const refused = { kind: 'refused', message: 'ECONNREFUSED', retryable: true } as const;
  await change(page, 1, { state: { kind: 'failed', error: refused }, totalMs: 310 });
  await expect(column(page, 1)).toContainText('Failed after 0.3 s');
  await expect(column(page, 1).locator('.note')).toContainText('refuses connections');
  await expect(column(page, 1).getByRole('button', { name: 'Go on' })).toHaveCount(0);
  await expect(column(page, 0)).toContainText('Asking');

  await page.keyboard.press('Meta+.');
  await expect(column(page, 0)).toContainText('Stopped after 4.0 s');
  await expect(column(page, 2)).toContainText('Stopped after 4.0 s');
  expect(await calls(page, 'local.stop')).toHaveLength(2);

  await column(page, 1).getByRole('button', { name: 'Ask again' }).click();
  await expect(column(page, 1)).toContainText('Asking');
  expect(await calls(page, 'local.regenerate')).toEqual([
    { messageId: expect.any(Number), target: { sourceId: 'openai', model: null } },
  ]);
  await grow(page, 3, 'Second try.');
  await expect(column(page, 1)).toContainText('Second try.');
});

test('columns come, change and go; two that would ask the same are refused', async ({ page }) => {
  await open(page);
  await page.keyboard.type(PROMPT);
  const add = page.getByRole('button', { name: 'Add a column' });
  await expect(column(page, 0).getByRole('button', { name: 'Take OpenAI' })).toBeDisabled();
  await add.click();
  await add.click();
  await expect(add).toBeDisabled();
  await expect(page.locator('.answer .chip')).toHaveText([/OpenAI/, /Mistral/, /Atelier/, /Open WebUI/]);

  await column(page, 3).locator('.chip').click();
  await page.keyboard.type('gpt-4o-mini');
  await page.getByRole('option', { name: /^gpt-4o-mini OpenAI/ }).click();
  await expect(page.getByText('Two columns ask the same model.')).toBeVisible();
  await expect(page.locator('.prompt .btn-main')).toBeDisabled();
  await column(page, 3).getByRole('button', { name: 'Take OpenAI' }).click();
  await expect(page.locator('.answer')).toHaveCount(3);
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toBeFocused();
  await page.keyboard.press('Enter');
  expect(await calls(page, 'settings.set')).toContainEqual({
    answers: { ...NO_COLUMNS, compare: ['openai', 'mistral', 'studio'].map((sourceId) => ({ sourceId, model: null })) },
  });

  await add.click();
  const ask = column(page, 3).getByRole('button', { name: 'Ask the same' });
  await expect(ask).toBeDisabled();
  await change(page, 0, DONE);
  await ask.click();
  await expect(column(page, 3)).toContainText('Asking');

  await page.keyboard.press('Meta+n');
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue('');
  await page.getByRole('button', { name: 'Earlier comparisons' }).click();
  await page.getByRole('option', { name: /Explain to a mayor/ }).click();
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue(PROMPT);
  await expect(column(page, 0)).toContainText('Done in 3.9 s');
});

test('main may ask at once: the prompt of the quick window goes to the standing pair', async ({ page }) => {
  await open(page, { sources: [STUDIO, OPENAI] }, { session: scenario().session });
  await page.evaluate(() => window.fake.emit('navigate', { kind: 'compare', prompt: 'Why?', conversationId: null }));
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue('Why?');
  await expect(column(page, 1)).toContainText('Asking');
  expect(await calls(page, 'local.compare')).toEqual([
    { prompt: 'Why?', targets: ['openai', 'studio'].map((sourceId) => ({ sourceId, model: null })) },
  ]);

  await page.getByRole('textbox', { name: 'Prompt' }).fill('Half a thought');
  await page.evaluate(() =>
    window.fake.emit('navigate', { kind: 'compare', prompt: 'And how?', conversationId: null }),
  );
  await expect(page.getByText('The answers below are to “And how?”')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue('Half a thought');
});

for (const { theme, lang } of LOOKS) {
  test(`compare in ${theme} ${lang}: nothing blocked, inaccessible or cut, from 420 to 2560 px`, async ({ page }) => {
    const four = ALL.map(({ id }) => ({ sourceId: id, model: null }));
    const faults = await open(page, { answers: { ...NO_COLUMNS, compare: four } }, { theme, lang });
    const look = async (name: string) => {
      await page.screenshot({ path: `test-results/pictures/compare-${name}-${theme}-${lang}.png`, scale: 'css' });
      expect(await accessibilityFaults(page), name).toEqual([]);
      expect(await overflows(page), name).toEqual([]);
    };
    await page.keyboard.type(PROMPT);
    await look('before');
    await page.clock.setFixedTime(NOW + 60_000);
    await page.keyboard.press('Enter');
    await expect(column(page, 3).locator('.answer-state')).toBeVisible();
    await firstWord(page, 0, 2_810, NOW + 60_000);
    await grow(page, 0, TEXT, 'Hm.');
    await grow(page, 1, `${TEXT}\n\n`.repeat(20));
    await change(page, 1, DONE, 'anbieter/ein-sehr-langes-modell-mit-vielen-buchstaben-2506');
    const broken = { kind: 'incomplete', why: 'brokenStream', error: null } as const;
    await grow(page, 2, TEXT);
    await change(page, 2, { ...DONE, state: broken, cost: { amount: 0, currency: 'EUR' } });
    const refused = { kind: 'auth', reason: 'keyRefused', message: '401', status: 401, retryable: false } as const;
    await change(page, 3, { state: { kind: 'failed', error: refused }, totalMs: 240 });
    await page.clock.setFixedTime(NOW + 69_300);
    await expect(column(page, 0)).toContainText(/9[.,]3/);
    await look('states');
    for (const width of [420, 620, 760, 1000, 1240, 2560]) {
      await page.setViewportSize({ width, height: 800 });
      await page.screenshot({ path: `test-results/pictures/compare-${width}-${theme}-${lang}.png`, scale: 'css' });
      expect(await overflows(page), `${width}`).toEqual([]);
      const cut = await page
        .locator('.answer dd, .answer dt')
        .evaluateAll((all) =>
          all.filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.textContent),
        );
      expect(cut, `${width}`).toEqual([]);
      // Whatever the models are called, the bars of a row stand at one height under their columns' heads.
      const offsets = await page.locator('.answer').evaluateAll((columns) =>
        columns.map((each) => {
          const bar = each.querySelector('.timing')?.getBoundingClientRect().top ?? 0;
          return Math.round(bar - each.getBoundingClientRect().top);
        }),
      );
      expect(new Set(offsets).size, `${width}: ${offsets}`).toBe(1);
      const rows = await page.locator('.figures').evaluateAll((lists) =>
        lists.map((list) => {
          const tops = [...list.children].map((each) => Math.round(each.getBoundingClientRect().top));
          return tops.filter((top) => top === tops.at(-1)).length;
        }),
      );
      expect(Math.min(...rows), `figures in the last line at ${width}`).toBeGreaterThan(1);
    }

    await page.setViewportSize({ width: 1240, height: 800 });
    await page.keyboard.press('Meta+n');
    await page.evaluate(() => window.fake.emit('sources', []));
    await expect(page.locator('.compare-empty .btn-main')).toBeVisible();
    await look('empty');
    await page.locator('.compare-empty .btn-main').click();
    await expect(page.locator('main.settings')).toBeVisible();
    expect(faults).toEqual([]);
  });
}
