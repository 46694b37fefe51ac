/** What every screen owes to those who see little, hear the screen, use no mouse, or cannot bear motion. */
import { expect, type Page, test } from 'playwright/test';
import type { KeyAction } from '../../renderer/app/keys.ts';
import { withLocal } from './support/fake-local.ts';
import { localWorkspace, SOURCES } from './support/local-workspace.ts';
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

// ------------------------------------------------------------------------------------------- the map of the keys

type Proof = (page: Page) => Promise<void>;
const shows =
  (selector: string): Proof =>
  async (page) =>
    expect(page.locator(selector)).toBeVisible();
const asks =
  (command: string): Proof =>
  async (page) => {
    const asked = () => page.evaluate((name) => window.fake.calls.some((each) => each.command === name), command);
    await expect.poll(asked, command).toBe(true);
  };

/** What one sees of each action that the map names, on the screen where it is named. */
const PROOFS: Readonly<Record<KeyAction, { readonly on: string; readonly keys: string; readonly proof: Proof }>> = {
  chats: { on: 'chat', keys: 'Meta+Shift+Digit1', proof: shows('.chat:not([inert]) .list') },
  runs: { on: 'chat', keys: 'Meta+Shift+Digit2', proof: shows('main.runs') },
  compare: { on: 'chat', keys: 'Meta+Shift+Digit3', proof: shows('main.compare-page') },
  health: { on: 'chat', keys: 'Meta+Shift+Digit4', proof: shows('main.health-page') },
  settings: { on: 'chat', keys: 'Meta+Shift+Digit5', proof: shows('main.settings') },
  palette: { on: 'chat', keys: 'Meta+k', proof: shows('dialog.palette') },
  keyMap: { on: 'chat', keys: '?', proof: shows('.key-map') },
  search: { on: 'chat', keys: 'Meta+Shift+f', proof: shows('.list input[type="search"]:focus') },
  findHere: { on: 'chat', keys: 'Meta+f', proof: shows('input[type="search"]:focus') },
  newConversation: { on: 'chat', keys: 'Meta+n', proof: shows('dialog[open]') },
  model: { on: 'chat', keys: 'Meta+l', proof: shows('.picker:popover-open') },
  openWebui: { on: 'chat', keys: 'Meta+Shift+w', proof: shows('dialog[open]') },
  rename: { on: 'chat', keys: 'F2', proof: shows('.item-rename input:focus, .head-title input:focus') },
  stop: { on: 'chat', keys: 'Meta+.', proof: asks('messages.stopWaiting') },
  stopRun: { on: 'runs', keys: 'Meta+.', proof: asks('runs.stop') },
  newRun: { on: 'runs', keys: 'Meta+n', proof: shows('main.runs textarea:focus') },
  findRun: { on: 'runs', keys: 'Meta+f', proof: shows('main.runs input[type="search"]:focus') },
  stopComparison: { on: 'compare', keys: 'Meta+.', proof: asks('local.stop') },
  newComparison: { on: 'compare', keys: 'Meta+n', proof: shows('main.compare-page textarea:focus') },
  checkNow: { on: 'health', keys: 'Meta+r', proof: asks('health.check') },
  nextArea: { on: 'chat', keys: 'F6', proof: shows('[data-area]:not(:has(.composer-text)) :focus') },
};

/** A question of conversation 1 that the server thinks about: there is something to stop. */
async function letWait(page: Page): Promise<void> {
  const mine = new Map(scenario().messages)
    .get(1)
    ?.findLast(({ author, state }) => author === 'me' && state.kind === 'stored');
  if (!mine) throw new Error('conversation 1 has no question');
  const waiting = { ...mine, id: 9_500, remoteId: null, order: 9_500, state: { kind: 'waiting', since: NOW } } as const;
  await page.evaluate((message) => window.fake.store(message), waiting);
}

for (const screen of ['chat', 'runs', 'compare', 'health']) {
  test(`the keys of the map do on ${screen} what it says`, async ({ page }) => {
    await open(page, named(screen), 'light', 'en');
    if (screen === 'chat') await letWait(page);
    for (const [action, { on, keys, proof }] of Object.entries(PROOFS)) {
      if (on !== screen) continue;
      await test.step(`${action}: ${keys}`, async () => {
        // From the field one writes in; only the key without a modifier is text there.
        if (screen === 'chat') await page.locator('.composer-text').focus();
        if (keys === '?') await page.locator('.thread').focus();
        await page.keyboard.press(keys);
        await proof(page);
        await page.keyboard.press('Escape');
        await expect(page.locator('dialog[open], :popover-open')).toHaveCount(0);
        if (screen === 'chat') await page.keyboard.press('Meta+Shift+Digit1');
      });
    }
  });
}

// ------------------------------------------------------------------------------------------- what is read out

/** Collects what is put into the live regions of the page from now on. */
async function listen(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest('.vh[role="status"]');
        const text = region?.textContent ?? '';
        if (text !== '' && (addedNodes.length > 0 || target.nodeType === Node.TEXT_NODE)) heard.push(text);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
}

test('a long answer that streams in is read out in few pieces: that it comes, sentences, its end', async ({ page }) => {
  await page.clock.install({ time: NOW });
  const here = localWorkspace('en', NOW);
  const usual = scenario();
  const whole = { ...usual, conversations: here.conversations, messages: here.messages };
  await withLocal(page, whole, { sources: SOURCES, quickSource: null });
  await openReady(page, `${pages.origin}/index.html`);
  const conversationId = here.conversations[0]?.id ?? 0;
  await page.evaluate(
    (id) => window.fake.emit('navigate', { kind: 'conversation', conversationId: id, messageId: null }),
    conversationId,
  );
  await expect(page.locator('.composer-text')).toBeVisible();
  const heard = await listen(page);
  await page.locator('.composer-text').fill('Why does it leak?');
  await page.keyboard.press('Enter');
  await expect(page.locator('.msg.mine', { hasText: 'Why does it leak?' })).toBeVisible();
  // Four hundred pieces in twenty seconds.
  for (let second = 0; second < 20; second++) {
    await page.evaluate((at) => {
      for (let piece = 0; piece < 20; piece++) window.localFake.grow(piece === 19 ? `end ${at}. ` : 'word ');
    }, second);
    await page.clock.runFor(1_000);
  }
  await page.evaluate(() => window.localFake.end({ kind: 'complete', finish: 'stop' }));
  await page.clock.runFor(60_000);
  const texts = await heard();
  expect(texts.length).toBeLessThanOrEqual(12);
  expect(texts[0]).toBe('An answer is coming.');
  expect(texts.join(' ')).toContain('end 0.');
  expect(texts.join(' ')).toContain('end 19.');
  expect(texts.at(-1)).toBe('The answer has ended.');
});

test('a run that changes its state is read out once, when the state has stood', async ({ page }) => {
  await page.clock.install({ time: NOW });
  await named('runs').open(page, pages.origin, { theme: 'light', lang: 'en' });
  const heard = await listen(page);
  await page.evaluate((now) => {
    window.runsFake.summary(1, { state: { kind: 'running', since: now } });
    window.runsFake.summary(1, { state: { kind: 'silent', since: now } });
    window.runsFake.summary(1, { state: { kind: 'running', since: now } });
    window.runsFake.summary(1, { state: { kind: 'succeeded', since: now }, endedAt: now });
  }, NOW);
  await page.clock.runFor(30_000);
  const texts = await heard();
  expect(texts).toHaveLength(1);
  expect(texts[0]).toContain('P-204 tickets');
  expect(texts[0]).toContain('Finished');
});

test('two answers of a comparison that end in the same moment are both read out', async ({ page }) => {
  await page.clock.install({ time: NOW });
  await named('compare').open(page, pages.origin, { theme: 'light', lang: 'en' });
  const heard = await listen(page);
  for (const place of [0, 1])
    await page.evaluate(
      (at) =>
        window.compareFake.change(at, {
          state: { kind: 'complete', finish: 'stop' },
          firstMs: 400,
          totalMs: 900,
          tokens: { input: 1, output: 2 },
        }),
      place,
    );
  await page.clock.runFor(10_000);
  const texts = (await heard()).join(' ');
  expect(texts).toContain('Atelier llama.cpp');
  expect(texts).toContain('OpenAI');
});
