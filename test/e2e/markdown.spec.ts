import { expect, type Page, test } from 'playwright/test';
import { axeCheck } from './support/axe.ts';
import { SAMPLE } from './support/markdown-page/sample.ts';
import { type MarkdownPage, serveMarkdownPage } from './support/markdown-page/serve.ts';
import { CHROMIUM, LOOKS } from './support/pages.ts';

test.use({
  viewport: { width: 780, height: 900 },
  launchOptions: CHROMIUM,
});
// One build of the page serves all tests of the file.
test.describe.configure({ mode: 'default' });

let served: MarkdownPage;
test.beforeAll(async () => {
  served = await serveMarkdownPage();
});
test.afterAll(async () => {
  await served.close();
});

interface Seen {
  /** What the page threw or the policy reported. */
  readonly faults: string[];
  /** Requests to anywhere but the page's own server. */
  readonly foreign: string[];
}

async function open(page: Page, query = ''): Promise<Seen> {
  const seen: Seen = { faults: [], foreign: [] };
  page.on('pageerror', (error) => seen.faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') seen.faults.push(message.text());
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(new URL(served.url).origin) && !url.startsWith('data:')) seen.foreign.push(url);
  });
  await page.goto(served.url + query);
  await page.waitForFunction(() => 'markdown' in window);
  return seen;
}

const show = (page: Page, text: string, live = false) =>
  page.evaluate(([shown, growing]) => window.markdown.show(shown, growing), [text, live] as const);

async function expectQuiet(page: Page, seen: Seen): Promise<void> {
  expect(seen.faults).toEqual([]);
  expect(seen.foreign).toEqual([]);
  expect(await page.evaluate(() => window.markdown.violations)).toEqual([]);
}

/** Colours and formulas have arrived. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('.code .k').first()).toBeVisible();
  await expect(page.locator('.code .d').first()).toBeVisible();
  await expect(page.locator('.katex')).toHaveCount(4);
  await page.evaluate(() => document.fonts.ready);
}

for (const { theme, lang } of LOOKS) {
  test(`everything in ${theme} ${lang}: nothing blocked, nothing asked for, nothing inaccessible`, async ({ page }) => {
    const seen = await open(page, `?theme=${theme}&lang=${lang}`);
    await show(page, SAMPLE);
    await settled(page);
    await page.screenshot({ path: `test-results/pictures/markdown-${theme}-${lang}.png`, fullPage: true });
    await axeCheck(page, ['page-has-heading-one', 'heading-order']);
    await expectQuiet(page, seen);
  });
}

test('formulas are drawn with our own fonts, and their source stays readable when they are wrong', async ({ page }) => {
  const seen = await open(page);
  await show(
    page,
    'Right $x^2$, wrong $\\frac{$, \\(\\href{javascript:alert(1)}{x}\\) and $\\includegraphics{https://a.example/b.png}$',
  );
  await expect(page.locator('.katex').first()).toBeVisible();
  await expect(page.getByText('$\\frac{$')).toBeVisible();
  expect(
    await page.evaluate(() =>
      document.fonts.ready.then((fonts) => [...fonts].some((font) => font.status === 'loaded')),
    ),
  ).toBe(true);
  await expect(page.locator('.md a, .md img')).toHaveCount(0);
  await expectQuiet(page, seen);
});

test('a link leaves through its callback only, and says where it leads', async ({ page }) => {
  const seen = await open(page);
  await show(
    page,
    '[bank.example](https://evil.example/login) and [mail](mailto:a@b.example) and [no](javascript:alert(1))',
  );
  const link = page.getByRole('link', { name: 'bank.example' });
  await expect(link).toHaveAttribute('title', /^evil\.example\n/);
  await link.click();
  await link.click({ modifiers: ['ControlOrMeta'] });
  await link.click({ button: 'middle' });
  await page.getByRole('link', { name: 'mail' }).click();
  expect(await page.evaluate(() => window.markdown.links)).toEqual([
    'https://evil.example/login',
    'https://evil.example/login',
    'mailto:a@b.example',
  ]);
  await expect(page.getByRole('link', { name: 'no' })).toHaveCount(0);
  expect(page.url()).toBe(served.url);
  expect(page.context().pages()).toHaveLength(1);
  await expectQuiet(page, seen);
});

test('Copy gives the code as it was written, marks and all', async ({ page }) => {
  const seen = await open(page);
  const code = Array.from({ length: 70 }, (_, line) => `  echo "${line} \u202e$x"`).join('\n');
  await show(page, `\`\`\`sh\n${code}\n\`\`\``);
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => window.markdown.copies)).toEqual([code]);
  await expect(page.locator('.code')).toContainText('[U+202E]');
  await expectQuiet(page, seen);
});

test('a picture from elsewhere is asked for by the person, through main, and must be a raster one', async ({
  page,
}) => {
  const seen = await open(page);
  const remote = '![Bench](https://cdn.example.net/bench.png)';
  await show(page, remote);
  await expect(page.getByText('cdn.example.net')).toBeVisible();
  expect(await page.evaluate(() => window.markdown.requests)).toEqual([]);

  await page.evaluate(() => {
    window.markdown.pictures = 'svg';
  });
  await page.getByRole('button', { name: 'Load image' }).click();
  await expect(page.getByText('could not be loaded')).toBeVisible();

  await page.evaluate(() => {
    window.markdown.pictures = 'raster';
  });
  await page.getByRole('button', { name: 'Load image' }).click();
  await expect(page.getByRole('img', { name: 'Bench' })).toBeVisible();
  expect(await page.evaluate(() => window.markdown.requests)).toEqual(
    Array(2).fill('https://cdn.example.net/bench.png'),
  );
  await expectQuiet(page, seen);
});

test('a footnote leads to its note and back', async ({ page }) => {
  await open(page);
  await show(page, `See[^a].\n\n${'text\n\n'.repeat(60)}[^a]: The *note*.`);
  await page.getByRole('button', { name: 'Note a' }).click();
  await expect(page.getByRole('button', { name: 'a: back to the text' })).toBeFocused();
  await expect(page.getByText('The note.')).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Note a' })).toBeFocused();
});

test('an answer that arrives in pieces ends as the whole one, and what was drawn stays', async ({ page }) => {
  const seen = await open(page);
  await page.evaluate(async (text) => {
    for (let at = 0; at <= text.length; at += 37) {
      window.markdown.show(text.slice(0, at), true);
      document.querySelector('.md h3')?.setAttribute('data-drawn-once', '');
    }
    window.markdown.show(text, false);
  }, SAMPLE);
  await settled(page);
  await expect(page.locator('.md h3').first()).toHaveAttribute('data-drawn-once', '');
  const markup = () => page.locator('.md').evaluate((md) => md.innerHTML.replace(' data-drawn-once=""', ''));
  const streamed = await markup();
  await page.reload();
  await page.waitForFunction(() => 'markdown' in window);
  await show(page, SAMPLE);
  await settled(page);
  expect(streamed).toBe(await markup());
  await expectQuiet(page, seen);
});

test('ten million characters: the beginning at once, the rest when asked, the page stays awake', async ({ page }) => {
  const seen = await open(page);
  const longest = await page.evaluate(async () => {
    const text = 'One line of a very long message, *not* parsed.\n'.repeat(213_000);
    const tasks: number[] = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(entry.duration);
    }).observe({ type: 'longtask' });
    window.markdown.show(text);
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 100)));
    return Math.max(0, ...tasks);
  });
  test.info().annotations.push({ type: 'longest task', description: `${longest} ms` });
  const before = await page.locator('.md-plain > div').count();
  expect(before).toBeLessThan(10);
  await page.getByRole('button', { name: /Show all 10,011,000 characters/ }).click();
  await expect.poll(() => page.locator('.md-plain > div').count()).toBeGreaterThan(before + 10);
  await expectQuiet(page, seen);
});

test('the icons of the buttons are drawn under the policy', async ({ page }) => {
  const seen = await open(page);
  await show(page, '```\ncode\n```');
  const icon = page.locator('.icon').first();
  const clip = await icon.evaluate((svg) => svg.getBoundingClientRect().toJSON());
  const withVisibility = async (visibility: string) => {
    await icon.evaluate((svg, to) => (svg as SVGElement).style.setProperty('visibility', to), visibility);
    return page.screenshot({ clip });
  };
  const nothing = await withVisibility('hidden');
  // A `use` whose target is refused or missing draws nothing.
  await expect.poll(async () => nothing.equals(await withVisibility('visible'))).toBe(false);
  await expectQuiet(page, seen);
});
