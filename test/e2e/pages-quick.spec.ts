import { expect, type Page, test } from 'playwright/test';
import type { Scenario } from './support/fake-bridge.ts';
import { type Extras, withQuickBridge } from './support/fake-bridge-quick.ts';
import { accessibilityFaults, calls, LOOKS, openReady, overflows, pageTests } from './support/pages.ts';
import { ACCOUNT, NOW, scenario } from './support/scenario.ts';

const pages = pageTests({ width: 720, height: 420 });
test.use({ permissions: [] });

const EXTRAS: Extras = {
  servers: {},
  password: 'secret',
  account: ACCOUNT,
  accounts: [ACCOUNT],
  keychain: { kind: 'ok' },
  hotkey: { kind: 'registered', accelerator: 'Alt+Space' },
  clipboard: 'DN150, PN16, 340 m ```',
  target: null,
};

async function open(page: Page, more: Partial<Scenario> = {}, extras: Partial<Extras> = {}): Promise<string[]> {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text());
  });
  await page.clock.setFixedTime(NOW);
  const base = scenario(more);
  const target = base.conversations.find((each) => each.id === 3) ?? null;
  await withQuickBridge(page, base, { ...EXTRAS, target, ...extras });
  await openReady(page, `${pages.origin}/quick.html`);
  await page.evaluate(() => window.fake.emit('quickShown', { text: null }));
  return faults;
}

const field = (page: Page) => page.locator('textarea');
/** Nothing sticks out at the smallest size, in between, and at the usual one. */
async function fits(page: Page, name: string): Promise<void> {
  for (const [width, height] of [
    [320, 200],
    [480, 320],
    [720, 420],
  ] as const) {
    await page.setViewportSize({ width, height });
    expect(await overflows(page), `${name} ${width}×${height}`).toEqual([]);
    if (width === 320) await page.screenshot({ path: `test-results/pictures/quick-${name}-320.png` });
  }
}

const ANSWER = {
  en: 'Yes. In French public works the retention is capped at **5 % of the contract price**, and the contractor may replace it with a first-demand guarantee.\n\n- The bond covers defects noted at acceptance.\n- For small and medium firms the State applies 3 %.',
  fr: 'Oui. Dans les marchés publics de travaux, la retenue de garantie est plafonnée à **5 % du montant du marché** ; le titulaire peut la remplacer par une garantie à première demande.\n\n- Elle couvre les réserves à la réception.\n- Pour les PME, l’État applique 3 %.',
} as const;
const QUESTION = {
  en: 'Is a 5 % bond usual in a public water tender?',
  fr: 'Une caution de 5 % est-elle courante dans un marché public d’eau ?',
} as const;

for (const { theme, lang } of LOOKS) {
  test(`quick window in ${theme} ${lang}: nothing blocked, nothing inaccessible, nothing cut`, async ({ page }) => {
    const faults = await open(page, { theme, lang });
    const look = async (name: string) => {
      await page.screenshot({ path: `test-results/pictures/quick-${name}-${theme}-${lang}.png` });
      expect(await accessibilityFaults(page), name).toEqual([]);
      if (theme === 'light') await fits(page, `${name}-${lang}`);
    };
    await expect(page.locator('.q-row')).toHaveCount(5);
    await look('home');
    await page.keyboard.press('Meta+Shift+v');
    await expect(page.locator('.q-clipboard')).toBeVisible();
    await look('clipboard');
    await page.keyboard.press('Meta+n');
    await page.keyboard.type(QUESTION[lang]);
    await page.keyboard.press('Enter');
    await page.evaluate((now) => window.quickFake.progress({ state: { kind: 'waiting', since: now - 4200 } }), NOW);
    await expect(page.locator('.sign-working')).toBeVisible();
    await look('waiting');
    await page.evaluate((text) => window.quickFake.answered(text), ANSWER[lang]);
    await expect(page.locator('.q-answer')).toContainText('5 %');
    await look('answer');
    expect(faults).toEqual([]);
  });
}

test('ask, read, go on: from the keyboard alone', async ({ page }) => {
  await open(page);
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('First line');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('second line');
  await page.keyboard.press('Enter');
  expect(await calls(page, 'quick.ask')).toEqual([
    { content: 'First line\nsecond line', conversationId: 3, modelId: null, source: null },
  ]);
  await page.keyboard.press('Enter');
  expect(await calls(page, 'quick.ask'), 'a second Enter asks nothing twice').toHaveLength(1);

  await page.evaluate(() => window.quickFake.answered('Forty-two.'));
  await expect(page.locator('.q-answer')).toContainText('Forty-two.');
  expect(await calls(page, 'conversations.read')).toHaveLength(1);
  await page.keyboard.press('Meta+c');
  expect(await calls(page, 'app.copy')).toEqual([{ text: 'Forty-two.' }]);

  await page.keyboard.type('And then?');
  await expect(field(page)).toHaveValue('And then?');
  await page.keyboard.press('Enter');
  await expect.poll(() => calls(page, 'quick.ask')).toHaveLength(2);
  await page.keyboard.press('Meta+o');
  expect(await calls(page, 'app.showMain')).toEqual([
    expect.objectContaining({ kind: 'conversation', conversationId: 3 }),
  ]);
});

test('Esc closes what is open first, then hides; unsent text is still there at the next showing', async ({ page }) => {
  await open(page);
  await page.keyboard.type('half a thou');
  await page.keyboard.press('Meta+l');
  await expect(page.locator('.picker')).toBeVisible();
  await page.keyboard.type('qwen');
  await page.keyboard.press('Escape');
  await expect(page.locator('.picker')).toBeHidden();
  expect(await calls(page, 'quick.hide')).toEqual([]);
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Escape');
  expect(await calls(page, 'quick.hide')).toHaveLength(1);
  await page.evaluate(() => window.fake.emit('quickShown', { text: null }));
  await expect(field(page)).toHaveValue('half a thou');
});

test('a model is picked with the keyboard and goes with the question', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Meta+l');
  await expect(page.getByRole('option')).toHaveCount(5);
  await page.keyboard.type('qwen');
  await page.keyboard.press('Enter');
  await expect(page.locator('.q-model')).toContainText('qwen3:14b');
  await page.keyboard.type('Why?');
  await page.keyboard.press('Enter');
  expect(await calls(page, 'quick.ask')).toEqual([expect.objectContaining({ modelId: 'ollama:qwen3:14b' })]);
});

test('the next showing puts a read answer away, and keeps one that is still awaited', async ({ page }) => {
  await open(page);
  await page.keyboard.type('Why?');
  await page.keyboard.press('Enter');
  await page.evaluate(() => window.quickFake.progress({ state: { kind: 'waiting', since: Date.now() } }));
  await page.evaluate(() => window.fake.emit('quickShown', { text: null }));
  await expect(field(page)).toHaveValue('Why?');
  await page.evaluate(() => window.quickFake.answered('Because.'));
  await expect(page.locator('.q-answer')).toContainText('Because.');
  await page.evaluate(() => window.fake.emit('quickShown', { text: null }));
  await expect(field(page)).toHaveValue('');
  await expect(page.locator('.q-row')).toHaveCount(5);
});

test('a pinned window keeps its answer, and a link puts its text in the field without sending it', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Meta+p');
  expect(await calls(page, 'quick.pin')).toEqual([{ pinned: true }]);
  await page.keyboard.type('Why?');
  await page.keyboard.press('Enter');
  await page.evaluate(() => window.quickFake.answered('Because.'));
  await expect(page.locator('.q-answer')).toContainText('Because.');
  await page.evaluate(() => window.fake.emit('quickShown', { text: null }));
  await expect(page.locator('.q-answer')).toContainText('Because.');
  await page.evaluate(() => window.fake.emit('quickShown', { text: 'From a link' }));
  await expect(field(page)).toHaveValue('From a link');
  expect(await calls(page, 'quick.ask')).toHaveLength(1);
});

test('the clipboard is read only when asked for, and can be left out again', async ({ page }) => {
  await open(page);
  await page.keyboard.type('What is this?');
  expect(await calls(page, 'quick.clipboard')).toEqual([]);
  await page.keyboard.press('Meta+Shift+v');
  await expect(page.locator('.q-clipboard')).toContainText('22 characters');
  await page.getByRole('button', { name: 'Leave the clipboard out' }).click();
  await expect(page.locator('.q-clipboard')).toBeHidden();
  await page.keyboard.press('Meta+Shift+v');
  await expect(page.locator('.q-clipboard')).toBeVisible();
  await field(page).press('Enter');
  expect(await calls(page, 'quick.ask')).toEqual([
    expect.objectContaining({ content: 'What is this?\n\n````\nDN150, PN16, 340 m ```\n````' }),
  ]);
});

test('going on with a recent conversation shows its end and sends there', async ({ page }) => {
  await open(page);
  for (const _ of ['the agent', 'the newest', 'the one before']) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.locator('.q-target')).toContainText('Nightly backup: three hours');
  await page.keyboard.type('Is it still slow?');
  await page.keyboard.press('Enter');
  expect(await calls(page, 'quick.ask')).toEqual([expect.objectContaining({ conversationId: 2 })]);
});

test('Enter that ends a composition of an input method sends nothing', async ({ page }) => {
  await open(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 });
  await field(page).dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  expect(await calls(page, 'quick.ask')).toEqual([]);
  await session.send('Input.insertText', { text: '日本' });
  await page.keyboard.press('Enter');
  expect(await calls(page, 'quick.ask')).toHaveLength(1);
});

test('what main refuses stays in the field, with the reason', async ({ page }) => {
  await open(page, { failing: { 'quick.ask': { kind: 'storage', message: 'SQLITE_FULL', retryable: false } } });
  await page.keyboard.type('precious');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Your text is still in the field.');
  await expect(field(page)).toHaveValue('precious');
});

test('a question of unknown outcome is put in the person’s hands', async ({ page }) => {
  await open(page);
  await page.keyboard.type('Sent?');
  await page.keyboard.press('Enter');
  await page.evaluate(() =>
    window.quickFake.progress({
      state: { kind: 'deciding', since: Date.now(), error: { kind: 'timeout', message: '', retryable: true } },
    }),
  );
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.screenshot({ path: 'test-results/pictures/quick-deciding.png' });
  await page.getByRole('button', { name: 'Send again' }).click();
  expect(await calls(page, 'messages.sendAgain')).toHaveLength(1);
  await expect(page.locator('.q-meta')).toContainText('Sending');
});

test('mock answers and other models are said plainly, in the demo too', async ({ page }) => {
  const demo = { kind: 'signedIn', account: { ...ACCOUNT, demo: true }, keep: false, expiresAt: NOW } as const;
  await open(page, { session: demo });
  await expect(page.locator('.demo')).toHaveText('demo');
  await page.keyboard.type('Hello');
  await page.keyboard.press('Enter');
  await page.evaluate(() => window.quickFake.answered('I am a mock.', { modelUsed: 'mock:mock' }));
  await expect(page.locator('.note')).toContainText('No model answered');
  await page.screenshot({ path: 'test-results/pictures/quick-mock.png' });
});

test('signed out, ended and offline each say so and what still works', async ({ page }) => {
  const ended = { kind: 'expired', account: ACCOUNT, reason: 'ended' } as const;
  await open(page, { session: ended });
  await expect(page.locator('.note')).toContainText('Your session has ended.');
  await page.screenshot({ path: 'test-results/pictures/quick-ended.png' });
  await page.getByRole('button', { name: 'Open the main window' }).click();
  expect(await calls(page, 'app.showMain')).toHaveLength(1);
  await page.evaluate(() =>
    window.fake.emit('session', { session: { kind: 'signedOut' }, keychain: { kind: 'ok' }, accounts: [] }),
  );
  await expect(page.getByRole('button', { name: 'Sign in in the main window' })).toBeVisible();
  await expect(field(page)).toBeDisabled();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.screenshot({ path: 'test-results/pictures/quick-signed-out.png' });
});
