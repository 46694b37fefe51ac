import { expect, type Page, test } from 'playwright/test';
import type { Scenario } from './support/fake-bridge.ts';
import { accessibilityFaults, calls, LOOKS, openReady, overflows, pageTests, withFakeBridge } from './support/pages.ts';
import { ACCOUNT, NOW, scenario } from './support/scenario.ts';

const pages = pageTests();

/** Opens the main window on a scenario; anything the policy blocks or the page throws fails the test. */
async function open(page: Page, more: Partial<Scenario> = {}): Promise<string[]> {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text());
  });
  await page.clock.setFixedTime(NOW);
  await withFakeBridge(page, scenario(more));
  await openReady(page, `${pages.origin}/index.html`);
  await expect(page.locator('.rail')).toBeVisible();
  return faults;
}

const row = (page: Page, id: number) => page.locator(`[data-conversation="${id}"]`);
const composer = (page: Page) => page.getByRole('textbox', { name: 'Message' });
const atEnd = (page: Page) =>
  page.locator('.thread').evaluate((area) => area.scrollHeight - area.clientHeight - area.scrollTop < 3);

const OFFLINE: Scenario['sync'] = {
  kind: 'offline',
  since: NOW - 300_000,
  error: { kind: 'refused', message: 'ECONNREFUSED', retryable: true },
  nextAt: null,
  queued: 2,
};

for (const { theme, lang } of LOOKS) {
  test(`main window in ${theme} ${lang}: nothing blocked, nothing inaccessible, nothing cut`, async ({ page }) => {
    const faults = await open(page, { theme, lang });
    const look = async (name: string) => {
      await page.screenshot({ path: `test-results/pictures/main-${name}-${theme}-${lang}.png`, scale: 'css' });
      expect(await accessibilityFaults(page), name).toEqual([]);
      expect(await overflows(page), name).toEqual([]);
    };
    await expect(row(page, 1)).toBeVisible();
    await look('nothing-open');
    await row(page, 1).click();
    await expect(page.locator('.msg').last()).toBeVisible();
    await look('end');
    await page.locator('.thread').evaluate((area) => {
      area.scrollTop = 0;
    });
    await expect(page.locator('.gap').first()).toBeInViewport();
    await look('start');
    await row(page, 3).click();
    await expect(page.locator('.state').first()).toBeVisible();
    await look('states');
    await page.keyboard.press('Meta+Shift+f');
    await page.keyboard.type('point');
    await expect(page.locator('.hit mark').first()).toBeVisible();
    await look('search');
    expect(faults).toEqual([]);
  });
}

const SPECIAL: Readonly<Record<string, Partial<Scenario>>> = {
  'first-sync': { conversations: [], sync: { kind: 'syncing', done: 0, total: 0, first: true } },
  copying: { sync: { kind: 'syncing', done: 412, total: 1230, first: true } },
  empty: { conversations: [] },
  offline: { sync: OFFLINE, platform: 'win32' },
  'ended-demo': {
    platform: 'linux',
    session: { kind: 'expired', account: { ...ACCOUNT, demo: true }, reason: 'ended' },
    sync: { kind: 'paused', reason: 'session' },
    notices: [{ id: 'a', kind: 'keychain', status: { kind: 'unavailable', reason: 'noService' } }],
  },
};

for (const [name, more] of Object.entries(SPECIAL)) {
  test(`state of the window: ${name}`, async ({ page }) => {
    const faults = await open(page, more);
    await expect(page.locator('.foot')).toBeVisible();
    if (more.conversations === undefined) await row(page, name === 'ended-demo' ? 11 : 7).click();
    await page.screenshot({ path: `test-results/pictures/main-${name}-light-en.png`, scale: 'css' });
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await overflows(page)).toEqual([]);
    expect(faults).toEqual([]);
  });
}

test('every size from 480 to 3840 wide holds without cutting; under 900 the list folds away', async ({ page }) => {
  await open(page, { lang: 'fr' });
  await row(page, 1).click();
  for (const [width, height] of [
    [480, 600],
    [640, 600],
    [900, 600],
    [1160, 720],
    [1920, 1080],
    [3840, 2160],
  ] as const) {
    await page.setViewportSize({ width, height });
    await expect(page.locator('.composer')).toBeInViewport();
    expect(await overflows(page), `${width}`).toEqual([]);
    await expect(row(page, 2)).toBeVisible({ visible: width >= 900 });
  }
  await page.setViewportSize({ width: 640, height: 600 });
  await page.locator('.rail .nav').first().click();
  await expect(row(page, 2)).toBeVisible();
  await row(page, 2).click();
  await expect(row(page, 2)).toBeHidden();
});

test('the list by keyboard: arrows move, Enter opens with the caret in the composer, F2 renames, Delete asks', async ({
  page,
}) => {
  await open(page);
  await row(page, 1).focus();
  await page.keyboard.press('ArrowDown');
  await expect(row(page, 2)).toBeFocused();
  await page.keyboard.press('End');
  await expect(row(page, 11)).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(composer(page)).toBeFocused();
  await row(page, 2).focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('Backup');
  await page.keyboard.press('Enter');
  await expect(row(page, 2)).toContainText('Backup');
  await expect(row(page, 2)).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('dialog')).toContainText('It also goes away for Jonas.');
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(row(page, 2)).toHaveCount(0);
});

test('a list of two thousand draws what is in sight, and the focus goes through all of it', async ({ page }) => {
  const [first] = scenario().conversations;
  if (!first) throw new Error('the workspace is empty');
  const many = Array.from({ length: 2000 }, (_, index) => ({ ...first, id: index + 1, lastAt: NOW - index * 60_000 }));
  await open(page, { conversations: many });
  await row(page, 1).focus();
  await page.keyboard.press('End');
  await expect(row(page, 2000)).toBeFocused();
  await expect(row(page, 2000)).toBeInViewport();
  await page.keyboard.press('ArrowUp');
  await expect(row(page, 1999)).toBeFocused();
  expect(await page.locator('[data-conversation]').count()).toBeLessThan(60);
});

test('F6 goes round the areas, and every page opens with its key', async ({ page }) => {
  await open(page);
  await row(page, 2).click();
  await composer(page).focus();
  const seen: (string | null)[] = [];
  for (let step = 0; step < 5; step++) {
    await page.keyboard.press('F6');
    seen.push(
      await page.evaluate(() => document.activeElement?.closest('[data-area]')?.getAttribute('data-area') ?? null),
    );
  }
  expect(seen).toEqual(['rail', 'list', 'header', 'thread', 'composer']);
  await page.keyboard.press('Meta+,');
  await expect(page.locator('.rail [aria-current=page]')).toContainText('Settings');
  await page.keyboard.press('Shift+Meta+Digit1');
  await expect(page.locator('.rail [aria-current=page]')).toContainText('Chats');
});

test('a message: Shift+Enter breaks the line, Enter sends, the draft is emptied; ↑ takes the queued one back', async ({
  page,
}) => {
  await open(page);
  await row(page, 5).click();
  await page.keyboard.type('one');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('two');
  await expect.poll(() => calls(page, 'conversations.saveDraft')).toEqual([{ id: 5, text: 'one\ntwo' }]);
  await page.keyboard.press('Enter');
  await expect(page.locator('.msg').last()).toContainText('Queued');
  await expect(composer(page)).toHaveValue('');
  expect(await calls(page, 'messages.send')).toEqual([{ conversationId: 5, content: 'one\ntwo', modelId: null }]);
  expect((await calls(page, 'conversations.saveDraft')).at(-1)).toEqual({ id: 5, text: '' });
  await page.keyboard.press('ArrowUp');
  await expect(composer(page)).toHaveValue('one\ntwo');
  await expect(page.locator('.msg')).toHaveCount(0);
});

test('a send that main refuses keeps the text and says why', async ({ page }) => {
  await open(page, { failing: { 'messages.send': { kind: 'storage', message: 'disk full', retryable: false } } });
  await row(page, 5).click();
  await page.keyboard.type('keep me');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Your text is still here.');
  await expect(composer(page)).toHaveValue('keep me');
});

test('Enter that ends a composition of an input method sends nothing', async ({ page }) => {
  await open(page);
  await row(page, 5).click();
  await composer(page).fill('にほん');
  await composer(page).evaluate((field) => {
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }));
  });
  await expect(composer(page)).toHaveValue('にほん');
  expect(await calls(page, 'messages.send')).toEqual([]);
});

test('a message of unknown outcome is sent again, taken back or deleted, as the person decides', async ({ page }) => {
  await open(page);
  await row(page, 1).click();
  const undecided = page.locator('.msg', { hasText: 'We do not know whether this one arrived.' });
  await undecided.getByRole('button', { name: 'Back to the composer' }).click();
  await expect(undecided).toHaveCount(0);
  await expect(composer(page)).toHaveValue(
    'And put the sheet’s date in\nRequired NPSH is 3.1 m at 42 m³/h, available 5.4 m.',
  );
  await expect(composer(page)).toBeFocused();
});

test('waiting can be stopped by key, and the answer is still looked for', async ({ page }) => {
  await open(page);
  await row(page, 3).click();
  await expect(page.getByText('Waiting for the answer, 1 min 12 s')).toBeVisible();
  await page.keyboard.press('Meta+.');
  await expect(page.getByText('Waiting for the answer')).toHaveCount(0);
  await expect(page.locator('.msg', { hasText: 'Sum it up.' })).toContainText('it is added here when it comes');
});

test('a mock answer is asked again with the model, as a new message', async ({ page }) => {
  await open(page);
  await row(page, 1).click();
  await page.getByRole('button', { name: 'Ask again with llama3.1:8b' }).click();
  expect(await calls(page, 'messages.send')).toEqual([
    {
      conversationId: 1,
      content: 'Good. Add the suction margin at that point, in one sentence for the client.',
      modelId: 'ollama:llama3.1:8b',
    },
  ]);
});

test('main shows a conversation, and language, theme and size change while one looks', async ({ page }) => {
  await open(page);
  await page.evaluate(() => window.fake.emit('navigate', { kind: 'conversation', conversationId: 2, messageId: null }));
  await expect(page.getByRole('heading', { name: 'Nightly backup' })).toBeVisible();
  await page.evaluate(async () => {
    const reply = await window.companion.call('settings.get', null);
    if (!reply.ok) throw new Error('no settings');
    const settings = { ...reply.value.settings, language: 'fr', theme: 'dark', fontScale: 1.3 } as const;
    window.fake.emit('settings', { ...reply.value, settings });
  });
  await expect(page.getByRole('heading', { name: 'Discussions' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('.verbatim').first()).toHaveCSS('font-size', '18.2px');
  expect(await overflows(page)).toEqual([]);
});

test('after the session has ended everything is readable, and signing in again lies over it', async ({ page }) => {
  await open(page, {
    session: { kind: 'expired', account: ACCOUNT, reason: 'ended' },
    sync: { kind: 'paused', reason: 'session' },
  });
  await row(page, 1).click();
  await expect(page.locator('.msg').last()).toBeVisible();
  await page.getByRole('button', { name: 'Sign in again' }).first().click();
  await expect(page.getByRole('dialog')).toContainText('camille');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('each conversation keeps its draft, also when one leaves at once', async ({ page }) => {
  await open(page);
  await row(page, 5).click();
  await page.keyboard.type('for five');
  await row(page, 4).click();
  await expect(composer(page)).toHaveValue('and keep the date in');
  await expect(row(page, 5)).toContainText('Draft: for five');
  await row(page, 5).click();
  await expect(composer(page)).toHaveValue('for five');
});

test('the thread opens at its end and follows; scrolled up it stands still and offers the new messages', async ({
  page,
}) => {
  await open(page);
  await row(page, 7).click();
  await expect(page.locator('.msg').last()).toContainText('A399');
  await expect.poll(() => atEnd(page)).toBe(true);
  expect(await page.locator('.msg').count()).toBeLessThan(40);

  await page.evaluate(() => window.fake.answer(7, 'first news '.repeat(80)));
  await expect(page.locator('.msg').last()).toContainText('first news');
  await expect.poll(() => atEnd(page)).toBe(true);

  await page.locator('.thread').hover();
  await page.mouse.wheel(0, -900);
  await expect.poll(() => atEnd(page)).toBe(false);
  const before = await page.locator('.thread').evaluate((area) => area.scrollTop);
  await page.evaluate(() => window.fake.answer(7, 'second news'));
  const button = page.getByRole('button', { name: '1 new message' });
  await expect(button).toBeVisible();
  expect(await page.locator('.thread').evaluate((area) => area.scrollTop)).toBe(before);
  await button.click();
  await expect(page.locator('.msg').last()).toContainText('second news');
  await expect.poll(() => atEnd(page)).toBe(true);
});

test('older pages are put above without moving what is read', async ({ page }) => {
  await open(page, { slow: ['messages.older'] });
  await row(page, 7).click();
  await expect.poll(() => atEnd(page)).toBe(true);
  const height = () => page.locator('.thread').evaluate((area) => area.scrollHeight);
  /** The first message in sight and where it is. */
  const seen = () =>
    page.evaluate(async () => {
      for (let frame = 0; frame < 4; frame++) await new Promise((drawn) => requestAnimationFrame(drawn));
      const { top, bottom } = document.querySelector('.thread')?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
      const first = [...document.querySelectorAll('.msg')].find((each) => each.getBoundingClientRect().top > top);
      const y = first?.getBoundingClientRect().y ?? Number.POSITIVE_INFINITY;
      return y < bottom ? { text: first?.querySelector('.msg-main')?.textContent, y } : null;
    });
  /** The same once it holds still: everything has been measured and drawn. */
  const place = async () => {
    let last = await seen();
    await expect
      .poll(async () => {
        const now = await seen();
        const still = now !== null && now.y === last?.y && now.text === last.text;
        last = now;
        return still;
      })
      .toBe(true);
    return last;
  };
  for (const top of [500, 700]) {
    const before = await height();
    await page.locator('.thread').evaluate((area, y) => {
      area.scrollTop = y;
    }, top);
    const read = await place();
    await expect.poll(height).toBeGreaterThan(before + 1000);
    expect(await place()).toEqual(read);
  }
});

test('an open thread in which nothing happens is not drawn again', async ({ page }) => {
  await open(page);
  await row(page, 2).click();
  await expect(page.locator('.msg').last()).toBeVisible();
  const browser = await page.context().newCDPSession(page);
  await browser.send('Performance.enable');
  const metrics = async () => {
    const { metrics: all } = await browser.send('Performance.getMetrics');
    return new Map(all.map(({ name, value }) => [name, value]));
  };
  /** The share of the time of sixty frames that went into scripts. */
  const busy = async () => {
    const before = await metrics();
    await page.evaluate(async () => {
      for (let frame = 0; frame < 60; frame++) await new Promise((drawn) => requestAnimationFrame(drawn));
    });
    const after = await metrics();
    const spent = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
    return spent('ScriptDuration') / spent('Timestamp');
  };
  await expect.poll(busy).toBeLessThan(0.25);
});

test('a hit opens its conversation at the message; the end is one press away', async ({ page }) => {
  await open(page);
  await row(page, 7).click();
  await page.keyboard.press('Meta+f');
  await page.keyboard.type('Q10:');
  await page.locator('.hit').first().click();
  await expect(page.locator('.msg.found')).toContainText('Q10:');
  await expect(page.locator('.msg.found')).toBeInViewport();
  expect((await calls(page, 'search.query')).at(-1)).toMatchObject({ conversationId: 7 });
  await page.getByRole('button', { name: 'To the end' }).click();
  await expect(page.locator('.msg').last()).toContainText('A399');
  await expect.poll(() => atEnd(page)).toBe(true);
});

test('a missed change asks for the current state once', async ({ page }) => {
  await open(page);
  await row(page, 5).click();
  await expect(composer(page)).toBeFocused();
  await page.evaluate(() => {
    window.fake.emit('conversations', { revision: 900, upserts: [], removed: [] });
    window.fake.emit('messages', { conversationId: 5, revision: 900, upserts: [], removed: [] });
  });
  await expect.poll(async () => (await calls(page, 'conversations.list')).length).toBe(2);
  expect(await calls(page, 'messages.open')).toHaveLength(2);
});

test('a new conversation with people found by name, and the caret in its composer', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Meta+n');
  await page.getByLabel('Title').fill('Pump list');
  await page.getByLabel('People', { exact: true }).fill('joh');
  await page.getByRole('button', { name: /Johanna Weber/ }).click();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.screenshot({ path: 'test-results/pictures/main-new-light-en.png', scale: 'css' });
  await page.getByRole('button', { name: 'Create' }).click();
  expect(await calls(page, 'conversations.create')).toEqual([
    { title: 'Pump list', withAi: true, modelId: null, people: ['jweber'] },
  ]);
  await expect(page.getByRole('heading', { name: 'Pump list' })).toBeVisible();
  await expect(composer(page)).toBeFocused();
});

test('the model: an owner changes the conversation, another person the next message only', async ({ page }) => {
  await open(page);
  const pick = async (name: string) => {
    await page.keyboard.press('Meta+l');
    await expect(page.getByRole('combobox', { name: 'Find a model' })).toBeFocused();
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
  };
  await row(page, 5).click();
  await pick('qwen');
  expect(await calls(page, 'conversations.update')).toEqual([{ id: 5, modelId: 'ollama:qwen3:14b' }]);
  await row(page, 6).click();
  await pick('qwen');
  await composer(page).fill('hello');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => calls(page, 'messages.send'))
    .toEqual([{ conversationId: 6, content: 'hello', modelId: 'ollama:qwen3:14b' }]);
});

test('Open WebUI: the account is offered once, an unknown host is asked about, a refusal is a sentence', async ({
  page,
}) => {
  await open(page, { openWebui: { kind: 'confirmHost', host: 'elsewhere.example' } });
  await page.getByRole('button', { name: 'Open WebUI' }).click();
  await page.getByRole('button', { name: 'Only open' }).click();
  await expect(page.getByRole('dialog')).toContainText('elsewhere.example');
  expect(await calls(page, 'settings.set')).toEqual([{ openWebuiProvisioning: 'declined' }]);
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(await calls(page, 'openwebui.confirm')).toEqual([]);
});

test('a refused deletion says so and offers to hide', async ({ page }) => {
  await open(page, {
    failing: { 'conversations.delete': { kind: 'http', status: 500, message: 'HTTP 500', retryable: false } },
  });
  await row(page, 5).click();
  await row(page, 5).press('Delete');
  await page.getByRole('button', { name: 'Delete for good' }).click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The server did not delete it');
  await alert.getByRole('button', { name: 'Hide on this computer' }).click();
  await expect(row(page, 5)).toHaveCount(0);
  await page.getByRole('button', { name: 'Show 1 hidden' }).click();
  await expect(row(page, 5)).toBeVisible();
});

test('a title and a message with markup in them are text', async ({ page }) => {
  const hostile = '<img src=x onerror=alert(1)><script>alert(2)</script>\u202egnp.exe';
  const { conversations, messages } = scenario();
  const faults = await open(page, {
    conversations: conversations.map((each) => (each.id === 5 ? { ...each, title: hostile } : each)),
    messages: messages.map(([id, list]) => [id, list.map((each) => ({ ...each, content: hostile }))]),
  });
  await row(page, 5).click();
  await row(page, 1).click();
  await expect(page.locator('.msg').last()).toContainText('<script>');
  expect(await page.locator('#root script, #root img[src=x]').count()).toBe(0);
  expect(faults).toEqual([]);
});
