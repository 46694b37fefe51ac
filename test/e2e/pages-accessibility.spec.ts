/** What every screen owes to those who see little, hear the screen, use no mouse, or cannot bear motion. */
import { expect, type Page, test } from 'playwright/test';
import { moving } from './support/motion.ts';
import { accessibilityFaults, openReady, overflows, pageTests, withFakeBridge } from './support/pages.ts';
import { cutWords, unreachable } from './support/reach.ts';
import { NOW, scenario } from './support/scenario.ts';
import { SCREENS, type Screen } from './support/screens.ts';
import { tabWalk } from './support/tab-walk.ts';

const pages = pageTests();

/** CSS pixels of the least window at each zoom: the page spec sees of a zoom only that there are fewer or more of them. */
const SIZES = {
  main: { '200 %': [480, 320], '100 %': [960, 640], '50 %': [1920, 1280] },
  quick: { '200 % on a laptop': [667, 348], 'least at 200 %': [320, 200], '100 %': [720, 420] },
} as const;

async function open(page: Page, screen: Screen, theme: 'light' | 'dark', lang: 'en' | 'fr'): Promise<void> {
  await page.clock.setFixedTime(NOW);
  await screen.open(page, pages.origin, { theme, lang });
}

for (const screen of SCREENS) {
  test(`${screen.name} at 50, 100 and 200 %: nothing cut, nothing out of reach`, async ({ page }) => {
    await open(page, screen, 'light', 'fr');
    for (const [zoom, [width, height]] of Object.entries(SIZES[screen.window])) {
      await page.setViewportSize({ width, height });
      expect(await overflows(page), zoom).toEqual([]);
      expect(await cutWords(page), zoom).toEqual([]);
      expect(await unreachable(page), zoom).toEqual([]);
      await page.screenshot({ path: `test-results/pictures/zoom-${screen.name}-${width}.png` });
    }
  });

  test(`${screen.name} by Tab: each stop seen, named, ringed, in order, and round again, in a contrast theme too`, async ({
    page,
  }) => {
    const [width, height] = screen.window === 'quick' ? [720, 420] : [1240, 800];
    await page.setViewportSize({ width, height });
    // What fades in with the focus is there at once.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(page, screen, 'light', 'en');
    const { stops, faults } = await tabWalk(page);
    expect(faults).toEqual([]);
    expect(stops.length).toBeGreaterThanOrEqual(2);
    // The theme of the settings is light, that of the system is not: the system's ground is what is there.
    await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark', reducedMotion: 'reduce' });
    await page.screenshot({ path: `test-results/pictures/contrast-${screen.name}.png`, scale: 'css' });
    expect((await tabWalk(page)).faults).toEqual([]);
  });
}

const named = (name: string): Screen => {
  const found = SCREENS.find((each) => each.name === name);
  if (!found) throw new Error(`no screen ${name}`);
  return found;
};

test('in a contrast theme what is chosen, on or floating is outlined, and ticks stand off from their discs', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await open(page, named('settings-appearance'), 'light', 'en');
  const style = (selector: string, property: 'backgroundColor' | 'outlineStyle' | 'borderTopWidth' | 'stroke') =>
    page
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element)[name], property);
  const system = (colour: string) =>
    page.evaluate((name) => {
      const probe = document.body.appendChild(document.createElement('span'));
      probe.style.setProperty('background-color', name);
      const { backgroundColor } = getComputedStyle(probe);
      probe.remove();
      return backgroundColor;
    }, colour);
  const [highlight, canvas] = [await system('Highlight'), await system('Canvas')];
  expect(await style('.sec.on', 'outlineStyle')).toBe('solid');
  expect(await style('.nav.on', 'outlineStyle')).toBe('solid');
  expect(await style('.choice-option > :checked + span', 'backgroundColor')).toBe(highlight);
  expect(await style('.choice-option > :not(:checked) + span', 'backgroundColor')).not.toBe(highlight);
  expect(await style('.switch', 'backgroundColor')).not.toBe(highlight);
  await page.locator('.switch').check();
  expect(await style('.switch', 'backgroundColor')).toBe(highlight);
  expect(await style('.sign-ok .cutout', 'stroke')).toBe(canvas);
  await page.keyboard.press('Meta+k');
  await expect(page.locator('dialog.palette')).toBeVisible();
  expect(await style('dialog.palette', 'borderTopWidth')).toBe('1px');
});

for (const name of ['chat', 'compare', 'runs', 'quick-run', 'palette']) {
  test(`without motion nothing moves on ${name}, and what works still says so`, async ({ page }) => {
    await open(page, named(name), 'light', 'en');
    const working = await page.locator('.sign-working').count();
    if (working > 0) expect(await moving(page)).not.toEqual([]);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await moving(page), 'as the system says').toEqual([]);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await page.evaluate(() => window.companion.call('settings.set', { reducedMotion: 'on' }));
    await expect(page.locator(':root')).toHaveAttribute('data-motion', 'off');
    expect(await moving(page), 'as the settings say').toEqual([]);
    expect(await page.locator('.sign-working').count()).toBe(working);
  });
}

// ------------------------------------------------------------------------------------------- right to left

const ARABIC = 'مضخة P-204: نقطة التشغيل؟';
const HEBREW = 'מה קורה עם המשאבה?';
const MESSAGE = `# تقرير المضخة

تعمل المضخة عند \`42 m³/h\`، أي أقل من المتوقع. انظر https://example.org/p-204 للتفاصيل.

- الضغط منخفض
- The seal is due on Thursday.
- الحرارة عادية

> قال المهندس: لا تشغلها الآن.

| القياس | القيمة |
|---|---|
| الضغط | 3,1 bar |

This paragraph is English, and ends with a full stop.

\`\`\`sh
pump --stop P-204 # أوقفها
\`\`\`
`;

/** Which side of its box the first line of a text begins on. */
async function side(page: Page, selector: string): Promise<'left' | 'right'> {
  return page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const line = range.getClientRects()[0] ?? new DOMRect();
      const box = element.getBoundingClientRect();
      return Math.abs(box.right - line.right) < Math.abs(line.left - box.left) ? 'right' : 'left';
    });
}

async function direction(page: Page, selector: string): Promise<string> {
  return page
    .locator(selector)
    .first()
    .evaluate((element) => getComputedStyle(element).direction);
}

for (const [theme, lang] of [
  ['light', 'en'],
  ['dark', 'fr'],
] as const) {
  test(`an answer in Arabic within a page in ${lang}: each block goes its own way, code goes from the left`, async ({
    page,
  }) => {
    await page.clock.setFixedTime(NOW);
    const usual = scenario({ theme, lang });
    const last = { author: 'ai', name: null, text: `${HEBREW} 12 bar!`, at: NOW } as const;
    const quiet = { draft: null, deciding: 0, queued: 0 };
    const conversations = usual.conversations.map((each) => {
      if (each.id === 1) return { ...each, title: ARABIC };
      return each.id === 3 ? { ...each, ...quiet, last } : each;
    });
    await withFakeBridge(page, { ...usual, conversations });
    await openReady(page, `${pages.origin}/index.html`);
    await page.evaluate(() =>
      window.fake.emit('navigate', { kind: 'conversation', conversationId: 1, messageId: null }),
    );
    await expect(page.locator('.msg').last()).toBeVisible();
    await page.evaluate((text) => window.fake.answer(1, text), MESSAGE);
    const answer = page.locator('.md', { has: page.locator('h3', { hasText: 'تقرير' }) });
    await expect(answer.locator('table')).toBeVisible();
    await answer.evaluate((element) => element.setAttribute('data-rtl', ''));
    const here = '[data-rtl]';

    expect(await direction(page, `${here} h3`)).toBe('rtl');
    expect(await side(page, `${here} h3`)).toBe('right');
    expect(await side(page, `${here} > p`)).toBe('right');
    expect(await direction(page, `${here} > p code`)).toBe('ltr');
    expect(await direction(page, `${here} > p a`)).toBe('ltr');

    expect(await direction(page, `${here} ul`)).toBe('rtl');
    const items = await answer.locator('li').evaluateAll((all) =>
      all.map((item) => {
        const box = item.getBoundingClientRect();
        const list = item.parentElement?.getBoundingClientRect() ?? box;
        const { direction, listStylePosition } = getComputedStyle(item);
        return { direction, listStylePosition, roomAtRight: Math.round(list.right - box.right) };
      }),
    );
    // The marks stand at the right of the list; that of the English item is drawn inside, for it would be cut outside.
    expect(items).toEqual([
      { direction: 'rtl', listStylePosition: 'outside', roomAtRight: 24 },
      { direction: 'ltr', listStylePosition: 'inside', roomAtRight: 24 },
      { direction: 'rtl', listStylePosition: 'outside', roomAtRight: 24 },
    ]);
    const bar = await answer.locator('blockquote').evaluate((quote) => {
      const { borderLeftWidth, borderRightWidth } = getComputedStyle(quote);
      return { borderLeftWidth, borderRightWidth };
    });
    expect(bar).toEqual({ borderLeftWidth: '0px', borderRightWidth: '2px' });
    const heads = await answer.locator('th').evaluateAll((all) => all.map((each) => each.getBoundingClientRect().left));
    expect(heads[0]).toBeGreaterThan(heads[1] ?? 0);

    expect(await direction(page, `${here} > p:has-text("English")`)).toBe('ltr');
    expect(await side(page, `${here} > p:has-text("English")`)).toBe('left');
    expect(await direction(page, `${here} pre`)).toBe('ltr');

    // Names and titles: their own direction, at the edge all others begin at, and isolated within sentences.
    expect(await direction(page, '[data-conversation="1"] .title')).toBe('rtl');
    const edges = await page.locator('.item .title').evaluateAll((all) =>
      all.slice(0, 3).map((title) => {
        const range = document.createRange();
        range.selectNodeContents(title);
        return Math.round(range.getBoundingClientRect().left);
      }),
    );
    expect(new Set(edges).size).toBe(1);
    await expect(page.locator('[data-conversation="3"] .sub')).toContainText(`\u2068${last.text}\u2069`);
    expect(await direction(page, '.head-title h2')).toBe('rtl');

    // The composer turns with the first letter typed, and back.
    const composer = page.locator('.composer-text');
    await composer.fill('');
    expect(await direction(page, '.composer-text')).toBe('ltr');
    await composer.pressSequentially(`${HEBREW} P-204`);
    expect(await direction(page, '.composer-text')).toBe('rtl');
    await expect(composer).toHaveValue(`${HEBREW} P-204`);
    await page.keyboard.press('Home');
    expect(await composer.evaluate((field: HTMLTextAreaElement) => field.selectionStart)).toBe(0);
    await page.screenshot({ path: `test-results/pictures/rtl-${theme}-${lang}.png`, scale: 'css' });
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await overflows(page)).toEqual([]);
  });
}
