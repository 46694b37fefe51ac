import { expect, type Page, test } from 'playwright/test';
import type { Scenario } from './support/fake-bridge.ts';
import { type LocalExtras, withLocal } from './support/fake-local.ts';
import { localWorkspace, MISTRAL, SOURCES, WORKSHOP } from './support/local-workspace.ts';
import { accessibilityFaults, calls, LOOKS, openReady, overflows, pageTests } from './support/pages.ts';
import { NOW, scenario } from './support/scenario.ts';

const pages = pageTests();

const LOCAL: Scenario['session'] = {
  kind: 'local',
  account: { id: 0, server: 'local:', userId: 0, username: '', displayName: '', demo: false },
};

interface Opening {
  readonly at?: 'index.html' | 'quick.html';
  readonly scenario?: Partial<Scenario>;
  readonly extras?: Partial<LocalExtras>;
}

/** Opens a window on the conversations kept here, beside those of the server or alone. */
async function open(page: Page, opening: Opening = {}): Promise<string[]> {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text());
  });
  await page.clock.setFixedTime(NOW);
  const usual = scenario(opening.scenario);
  const here = localWorkspace(usual.lang, NOW);
  // A new conversation of the stand-in is made after the pattern of the fifth; without a server nobody sees that one.
  const theirs =
    usual.session.kind === 'signedIn'
      ? usual.conversations
      : usual.conversations.filter((each) => each.id === 5).map((each) => ({ ...each, hidden: true }));
  const whole = {
    ...usual,
    conversations: opening.scenario?.conversations ?? [...here.conversations, ...theirs],
    messages: [...here.messages, ...usual.messages],
  };
  await withLocal(page, whole, { sources: SOURCES, quickSource: null, ...opening.extras });
  await openReady(page, `${pages.origin}/${opening.at ?? 'index.html'}`);
  return faults;
}

const row = (page: Page, id: number) => page.locator(`[data-conversation="${id}"]`);
const composer = (page: Page) => page.getByRole('textbox', { name: 'Message' });
const lastAnswer = (page: Page) => page.locator('.msg').last();
for (const { theme, lang } of LOOKS) {
  test(`conversations kept here in ${theme} ${lang}: nothing blocked, inaccessible or cut`, async ({ page }) => {
    const faults = await open(page, { scenario: { theme, lang, session: LOCAL } });
    const look = async (name: string) => {
      await page.screenshot({ path: `test-results/pictures/local-${name}-${theme}-${lang}.png`, scale: 'css' });
      expect(await accessibilityFaults(page), name).toEqual([]);
      expect(await overflows(page), name).toEqual([]);
    };
    for (const [id, name] of [
      [501, 'branches'],
      [502, 'crossing'],
      [503, 'broken'],
    ] as const) {
      await row(page, id).click();
      await expect(lastAnswer(page)).toBeVisible();
      await look(name);
    }
    await page.keyboard.press('Meta+l');
    await expect(page.getByRole('option').first()).toBeVisible();
    await look('picker');
    await page.keyboard.press('Escape');
    await row(page, 501).click();
    await page.locator('.then').click();
    await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(2);
    await look('chain');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Meta+n');
    await expect(page.getByRole('dialog')).toBeVisible();
    await look('new');
    await page.keyboard.press('Escape');
    await row(page, 502).click();
    await page.setViewportSize({ width: 640, height: 560 });
    await look('narrow');
    expect(faults).toEqual([]);
  });
}

test('where a conversation is kept is said whole, however long its title is', async ({ page }) => {
  await open(page);
  await row(page, 502).click();
  const title = 'What the winter tells about leaks in the network of the old town and its harbour '.repeat(3).trim();
  await page.evaluate((text) => window.companion.call('conversations.update', { id: 502, title: text }), title);
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  for (const width of [720, 1240]) {
    await page.setViewportSize({ width, height: 700 });
    const cut = (selector: string) => page.locator(selector).evaluate((each) => each.scrollWidth > each.clientWidth);
    expect(await cut('.head-title h2'), `${width}`).toBe(true);
    expect(await cut('.kept-here .cut'), `${width}`).toBe(false);
    expect(await overflows(page)).toEqual([]);
  }
});

test('an answer streams in, is stopped with the keyboard, and is asked for again from somebody else', async ({
  page,
}) => {
  await open(page);
  await row(page, 501).click();
  await composer(page).fill('Why?');
  await page.keyboard.press('Enter');
  await expect(lastAnswer(page)).toContainText('Asking Workshop');
  await page.evaluate(() => {
    window.localFake.grow('Because **wat');
    window.localFake.grow('er** boils', 'It is about pressure.');
  });
  await expect(lastAnswer(page).locator('strong')).toHaveText('water');
  await expect(lastAnswer(page)).toContainText('Workshop is answering');
  await composer(page).fill('Another one');
  await expect(page.getByRole('button', { name: 'Send' })).toBeDisabled();
  await page.keyboard.press('Enter');
  expect(await calls(page, 'messages.send')).toHaveLength(1);
  await page.keyboard.press('Meta+.');
  await expect(lastAnswer(page)).toContainText('Stopped; what had come is kept.');
  await expect(page.getByRole('button', { name: 'Send' })).toBeEnabled();
  await expect(composer(page)).toHaveValue('Another one');
  await lastAnswer(page).hover();
  await lastAnswer(page).getByRole('button', { name: 'Ask somebody else…' }).click();
  await page.keyboard.type('large');
  await page.keyboard.press('Enter');
  const [request] = await calls(page, 'local.regenerate');
  expect(request).toMatchObject({ target: { sourceId: 'mistral', model: 'mistral-large-latest' } });
  await expect(lastAnswer(page)).toContainText('Asking Mistral');
  await expect(lastAnswer(page)).toContainText('2/2');
});

test('branches are walked with the keyboard, and a question is put in other words without losing them', async ({
  page,
}) => {
  await open(page);
  await row(page, 501).click();
  const answer = lastAnswer(page);
  await expect(answer).toContainText('The net positive suction head.');
  await expect(answer).toContainText('first word after 0.4 s · 2.9 s in all · 1,240 tokens in · 61 out · €0.00042');
  await expect(answer).toContainText('3 earlier messages were not sent');
  await answer.getByRole('button', { name: 'Next answer' }).press('Enter');
  await expect(lastAnswer(page)).toContainText('from memory');
  await expect(page.locator('.msg')).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Answer before' })).toBeFocused();

  const question = page.locator('.msg').first();
  await question.hover();
  await question.getByRole('button', { name: 'Put it in other words' }).click();
  const field = page.getByRole('textbox', { name: 'Your question in other words' });
  await field.fill('What is NPSHa?');
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();
  await question.hover();
  await question.getByRole('button', { name: 'Put it in other words' }).click();
  await expect(field).toHaveValue('What is NPSHa?');
  await page.keyboard.press('Enter');
  expect(await calls(page, 'local.edit')).toEqual([{ messageId: 5010, content: 'What is NPSHa?' }]);
  await expect(page.locator('.msg').first()).toContainText('3/3');
  await expect(page.locator('.msg').first()).toContainText('What is NPSHa?');
});

test('what fell back says so; nothing goes to the public internet before a yes', async ({ page }) => {
  await open(page);
  await row(page, 502).click();
  await expect(page.locator('.msg').nth(1)).toContainText('Workshop was asked before and gave no answer.');
  await expect(lastAnswer(page)).toContainText('Ask Mistral on the public internet (api.mistral.ai)?');
  await composer(page).fill('Hm');
  await expect(page.getByRole('button', { name: 'Send' })).toBeDisabled();
  expect(await calls(page, 'local.cross')).toEqual([]);
  await page.getByRole('button', { name: 'Ask Mistral' }).click();
  expect(await calls(page, 'local.cross')).toEqual([{ messageId: 5023, allow: true }]);
  await page.evaluate(() => {
    window.localFake.grow('EPDM is fine.');
    window.localFake.end({ kind: 'complete', finish: 'length' });
  });
  await expect(lastAnswer(page)).toContainText('EPDM is fine.');
  await expect(lastAnswer(page)).toContainText('its limit of tokens was reached');

  await row(page, 503).click();
  await expect(page.locator('.composer-note')).toContainText('was removed: choose another');
  await expect(page.locator('.msg').nth(1)).toContainText('The connection broke in the middle');
  await expect(lastAnswer(page)).toContainText('Workshop gave no answer. The source refuses your key.');
});

test('who answers is chosen with a key, and who instead in an order', async ({ page }) => {
  await open(page);
  await row(page, 501).click();
  await page.keyboard.press('Meta+l');
  await page.keyboard.type('my-own-model');
  await expect(page.getByRole('option')).toHaveCount(3);
  await page.keyboard.press('Enter');
  const own = { sourceId: 'workshop', model: 'my-own-model' };
  expect(await calls(page, 'local.setChain')).toEqual([{ id: 501, chain: [own, MISTRAL] }]);
  await page.locator('.then').click();
  const dialog = page.getByRole('dialog', { name: 'Who answers' });
  await dialog.getByRole('button', { name: 'Ask Mistral, mistral-small-latest earlier' }).click();
  await dialog.getByRole('button', { name: 'Add who is asked next' }).click();
  await page.keyboard.type('harbour');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const chains = await calls(page, 'local.setChain');
  expect(chains.at(-1)).toEqual({ id: 501, chain: [MISTRAL, own, { sourceId: 'harbour', model: null }] });
  await expect(page.locator('.then')).toHaveText('then 2 more');
});

test('without a Halext server: the way in, the first source, and nothing of a server in sight', async ({ page }) => {
  const faults = await open(page, {
    scenario: { session: { kind: 'signedOut' }, conversations: [] },
    extras: { sources: [] },
  });
  await page.getByRole('button', { name: 'Use without a Halext server' }).click();
  await expect(page.locator('.rail')).toContainText('Local');
  await expect(page.getByText('There is nobody to ask yet.')).toBeVisible();
  await expect(page.getByText('Open WebUI', { exact: true })).toHaveCount(0);
  await expect(page.locator('.list .foot')).toHaveText('Kept on this computer');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.screenshot({ path: 'test-results/pictures/local-empty.png', scale: 'css' });
  await page.getByRole('button', { name: 'Add a source' }).click();
  await expect(page.locator('.settings-title')).toHaveText('Sources');
  await page.getByRole('button', { name: 'Accounts' }).click();
  await expect(page.getByRole('button', { name: 'Sign in to a Halext server…' })).toBeVisible();
  expect(faults).toEqual([]);
});

test('the quick window asks a source, streams its answer, and goes on in the main window', async ({ page }) => {
  await page.setViewportSize({ width: 720, height: 420 });
  const faults = await open(page, { at: 'quick.html', scenario: { session: { kind: 'signedOut' } } });
  await page.evaluate(() => window.fake.emit('quickShown', { text: null }));
  await expect(page.locator('.q-model')).toContainText('Workshop');
  await page.keyboard.press('Meta+l');
  await page.keyboard.type('mistral-small');
  await page.keyboard.press('Enter');
  await expect(page.locator('.q-model')).toContainText('Mistral');
  expect(await calls(page, 'settings.set')).toMatchObject([{ quick: { source: MISTRAL } }]);
  await page.keyboard.type('Why?');
  await page.keyboard.press('Enter');
  expect(await calls(page, 'quick.ask')).toEqual([
    { content: 'Why?', conversationId: null, modelId: null, source: MISTRAL },
  ]);
  await page.evaluate(() => window.localFake.grow('Because *wat'));
  await page.evaluate(() => window.localFake.grow('er* boils.'));
  await expect(page.locator('.q-answer em')).toHaveText('water');
  await expect(page.locator('.q-meta')).toContainText('Answering');
  await page.evaluate(
    (to) => window.localFake.end({ kind: 'crossing', to, toName: 'Workshop', host: 'w.example' }),
    WORKSHOP,
  );
  await expect(page.getByRole('button', { name: 'Ask Workshop' })).toBeVisible();
  await page.evaluate(() =>
    window.localFake.end({ kind: 'incomplete', why: 'noDone', error: null }, { totalMs: 1200 }),
  );
  await expect(page.locator('.q-answer')).toContainText('something may be missing');
  for (const [width, height] of [
    [720, 420],
    [320, 200],
  ] as const) {
    await page.setViewportSize({ width, height });
    expect(await overflows(page)).toEqual([]);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.screenshot({ path: `test-results/pictures/local-quick-${width}.png`, scale: 'css' });
  }
  await page.keyboard.press('Meta+o');
  const [shown] = await calls(page, 'app.showMain');
  expect(shown).toMatchObject({ kind: 'conversation' });
  expect(faults).toEqual([]);
});
