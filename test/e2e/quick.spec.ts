/** The quick window: asked over whatever is in front, answered in place, gone without a trace. */
import type { Page } from 'playwright';
import {
  answersTo,
  copies,
  expect,
  notice,
  openConversation,
  type RunningApp,
  row,
  signIn,
  test,
  upToDate,
} from './support/journeys.ts';

const HOTKEY = 'Alt+Space';

/** Where the answer's text stands. */
const answer = (page: Page) => page.getByRole('region', { name: 'Answer' });
const field = (page: Page) => page.getByRole('textbox', { name: 'Ask anything' });

async function windowOf(app: RunningApp, file: string) {
  const found = (await app.desktop.windows()).find(({ url }) => url.replace(/[?#].*$/, '').endsWith(file));
  if (!found) throw new Error(`no window shows ${file}`);
  return found;
}
const quickWindow = (app: RunningApp) => windowOf(app, '/quick.html');
const mainWindow = (app: RunningApp) => windowOf(app, '/index.html');
const isQuickVisible = async (app: RunningApp) => (await quickWindow(app)).visible;

/** Another program has the keyboard, as when a person works in it. */
async function workElsewhere(app: RunningApp): Promise<void> {
  await app.desktop.call('blurAll');
  await expect.poll(async () => (await mainWindow(app)).focused).toBe(false);
}

async function showQuick(app: RunningApp): Promise<Page> {
  expect(await app.desktop.press(HOTKEY)).toBe(true);
  await expect.poll(() => isQuickVisible(app)).toBe(true);
  return app.quick();
}

/** Shows it to somebody who is signed in: the caret is in the field. */
async function pressHotkey(app: RunningApp): Promise<Page> {
  const quick = await showQuick(app);
  await expect(field(quick)).toBeFocused();
  return quick;
}

test('hotkey, caret in the field, ask, answer in place, Esc: nothing else has moved', async ({ start, workspace }) => {
  const { app, page } = await start();
  await signIn(page, workspace);
  await openConversation(page, 'Offre de Saint-Malo, lot 2');
  await workElsewhere(app);
  const before = await mainWindow(app);

  const quick = await pressHotkey(app);
  expect((await quickWindow(app)).focused).toBe(true);
  await expect(field(quick)).toBeFocused();
  workspace.switches.set('answerText', 'Because of the **clay**.');
  await quick.keyboard.type('Why is it wet?');
  await quick.keyboard.press('Enter');
  await expect(answer(quick)).toContainText('clay');
  await expect(answer(quick).locator('strong', { hasText: 'clay' })).toBeVisible();
  expect(copies(workspace, 'Why is it wet?')).toBe(1);
  await quick.keyboard.press('Escape');
  await expect.poll(() => isQuickVisible(app)).toBe(false);

  expect(await mainWindow(app)).toEqual(before);
  await expect(page.getByRole('heading', { level: 2, name: 'Offre de Saint-Malo, lot 2' })).toBeVisible();
});

test('a second press hides; another window taking the keyboard hides, unless it is pinned', async ({
  start,
  workspace,
}) => {
  const { app, page } = await start();
  await signIn(page, workspace);
  await workElsewhere(app);
  const quick = await pressHotkey(app);
  expect(await app.desktop.press(HOTKEY)).toBe(true);
  await expect.poll(() => isQuickVisible(app)).toBe(false);

  await pressHotkey(app);
  await app.desktop.call('blurAll');
  await expect.poll(() => isQuickVisible(app)).toBe(false);

  await pressHotkey(app);
  await quick.keyboard.type('half a question');
  const pin = quick.getByRole('button', { name: 'Keep it open' });
  await pin.click();
  await expect(pin).toHaveAttribute('aria-pressed', 'true');
  await app.desktop.call('blurAll');
  await expect.poll(async () => (await quickWindow(app)).focused).toBe(false);
  expect(await isQuickVisible(app)).toBe(true);
  await expect(field(quick)).toHaveValue('half a question');

  // What is unsent is still there, and is not typed over.
  await quick.keyboard.press('Escape');
  await expect.poll(() => isQuickVisible(app)).toBe(false);
  await pressHotkey(app);
  await expect(field(quick)).toBeFocused();
  await quick.keyboard.type(', and its end');
  await expect(field(quick)).toHaveValue('half a question, and its end');
});

test('continue in the main window opens exactly that conversation', async ({ start, workspace }) => {
  const { app, page } = await start();
  await signIn(page, workspace);
  await openConversation(page, 'Offre de Saint-Malo, lot 2');
  const quick = await pressHotkey(app);
  await quick.keyboard.type('Where does this go on?');
  await quick.keyboard.press('Enter');
  await expect(answer(quick)).toContainText('Where does this go on?');
  const asked = workspace.state.messages.find((each) => each.content === 'Where does this go on?');
  const title = workspace.state.conversations.find((each) => each.id === asked?.conversationId)?.title ?? '';
  expect(title).not.toBe('Offre de Saint-Malo, lot 2');

  await quick.getByRole('button', { name: 'main window' }).click();
  await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible();
  await expect(page.locator('.msg').filter({ hasText: 'Where does this go on?' }).first()).toBeInViewport();
  await expect.poll(async () => (await mainWindow(app)).focused).toBe(true);
  await expect.poll(() => isQuickVisible(app)).toBe(false);
});

test('signed out, it says so and leads to the sign-in', async ({ start }) => {
  const { app } = await start();
  const quick = await showQuick(app);
  await expect(quick.getByText('Nobody is signed in on this computer.')).toBeVisible();
  await quick.getByRole('button', { name: 'Sign in in the main window' }).click();
  await expect.poll(async () => (await mainWindow(app)).focused).toBe(true);
  await expect.poll(() => isQuickVisible(app)).toBe(false);
});

test('a link fills the field and sends nothing; --toggle shows and hides; a bad link is a sentence', async ({
  start,
  launchAgain,
  workspace,
}) => {
  const { app, page } = await start();
  await signIn(page, workspace);
  await launchAgain('halext://ask?text=Is%20the%20valve%20open%3F%0ASay%20why.');
  const quick = await app.quick();
  await expect.poll(() => isQuickVisible(app)).toBe(true);
  await expect(field(quick)).toHaveValue('Is the valve open?\nSay why.');
  await expect(field(quick)).toBeFocused();
  expect(copies(workspace, 'Is the valve open?\nSay why.')).toBe(0);
  expect(workspace.log().some(({ method, path }) => method === 'POST' && path.endsWith('/messages'))).toBe(false);

  await launchAgain('--toggle');
  await expect.poll(() => isQuickVisible(app)).toBe(false);
  await launchAgain('--toggle');
  await expect.poll(() => isQuickVisible(app)).toBe(true);
  await expect(field(quick)).toHaveValue('Is the valve open?\nSay why.');
  await quick.keyboard.press('Enter');
  await expect.poll(() => answersTo(workspace, 'Is the valve open?\nSay why.')).toHaveLength(1);

  await launchAgain('halext://erase/everything?now=%3Cscript%3E');
  const sentence = notice(page, 'This link is not one the program understands, so nothing was done');
  await expect(sentence).toContainText('halext://erase/everything');

  await launchAgain('halext://settings');
  await expect(page.getByRole('heading', { level: 1, name: 'Accounts' })).toBeVisible();
});

test('the first launch may carry a link: the question is there when the windows are', async ({ start, workspace }) => {
  const { app } = await start({ args: ['halext://ask?text=carried%20by%20the%20first'] });
  const quick = await app.quick();
  await expect.poll(() => isQuickVisible(app)).toBe(true);
  await expect(quick.getByText('Nobody is signed in on this computer.')).toBeVisible();
  await expect(field(quick)).toHaveValue('carried by the first');
  expect(workspace.log()).toEqual([]);
});

test('a bad link is a sentence on the sign-in screen too, each time it comes', async ({ start, launchAgain }) => {
  const { page } = await start({ args: ['halext://nonsense/\u202e1'] });
  const sentence = notice(page, 'so nothing was done: halext://nonsense');
  await expect(sentence).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Sign in to your team’s workspace' })).toBeInViewport();
  await sentence.getByRole('button', { name: 'Dismiss' }).click();
  await expect(sentence).toHaveCount(0);
  await launchAgain('halext://nonsense/\u202e1');
  await expect(sentence).toBeVisible();
});

test('the system hands over a link (macOS), to a conversation too', async ({ start, workspace }) => {
  const { app, page } = await start();
  await signIn(page, workspace);
  await upToDate(page);
  const id = await row(page, 'Offre de Saint-Malo, lot 2').getAttribute('data-conversation');
  expect(await app.desktop.call('openUrl', `halext://conversation/${id}`)).toBe(true);
  await expect(page.getByRole('heading', { level: 2, name: 'Offre de Saint-Malo, lot 2' })).toBeVisible();
  await app.desktop.call('openUrl', 'halext://ask?text=from%20the%20system');
  await expect(field(await app.quick())).toHaveValue('from the system');
  expect(copies(workspace, 'from the system')).toBe(0);
});
