/** Whatever fails on the way, the server has each message exactly once, and the person knows where it is. */
import type { SwitchName } from '../../main/demo/index.ts';
import {
  answersTo,
  composer,
  copies,
  expect,
  HAS_KEYCHAIN,
  messages,
  mine,
  notice,
  openConversation,
  requests,
  row,
  send,
  signIn,
  signInAgain,
  syncLine,
  syncNow,
  test,
  upToDate,
} from './support/journeys.ts';

const TITLE = 'P-204: curve and duty point';
const POST = /\/conversations\/\d+\/messages$/;

test('written offline, they leave in order when the network is back, each once', async ({ start, workspace }) => {
  const { page } = await start();
  await signIn(page, workspace);
  await openConversation(page, TITLE);
  await workspace.goOffline();
  await send(page, 'first, without a network');
  await expect(mine(page, 'first, without a network')).toContainText('leaves when the server can be reached');
  await send(page, 'second, without a network');
  await expect(mine(page, 'second, without a network')).toContainText('Queued');
  await expect(syncLine(page)).toContainText('2 queued');

  await workspace.goOnline();
  await syncNow(page);
  await expect.poll(() => answersTo(workspace, 'second, without a network')).toHaveLength(1);
  await upToDate(page);
  await expect(page.locator('.msg').last()).toContainText('answered by');
  expect(copies(workspace, 'first, without a network')).toBe(1);
  expect(copies(workspace, 'second, without a network')).toBe(1);
  const order = workspace.state.messages.map((each) => each.content).filter((text) => text.endsWith('out a network'));
  expect(order).toEqual(['first, without a network', 'second, without a network']);
  await expect(mine(page, 'without a network').filter({ hasText: 'Queued' })).toHaveCount(0);
});

const FAILURES = [
  ['storeThenDropReply', 'the connection is cut'],
  ['storeThenHtml504', 'the proxy says 504 with a page'],
] as const satisfies readonly (readonly [SwitchName, string])[];

for (const [fault, what] of FAILURES) {
  test(`the server stores the message, then ${what}: one copy, and its answer is attached`, async ({
    start,
    workspace,
  }) => {
    const { page } = await start();
    await signIn(page, workspace);
    await openConversation(page, TITLE);
    workspace.switches.set(fault, true, { times: 1 });
    workspace.switches.set('answerText', 'The answer that came after all.', { times: 1 });
    await send(page, `did this arrive (${fault})?`);
    await expect(messages(page, 'The answer that came after all.')).toBeVisible({ timeout: 15_000 });
    await expect(mine(page, `did this arrive (${fault})?`)).toHaveCount(1);
    expect(copies(workspace, `did this arrive (${fault})?`)).toBe(1);
    expect(answersTo(workspace, `did this arrive (${fault})?`)).toHaveLength(1);
    expect(requests(workspace, 'POST', POST)).toBe(1);
  });
}

test('the server stores the message, then fails with 500: one copy, and the failure is said', async ({
  start,
  workspace,
}) => {
  const { page } = await start();
  await signIn(page, workspace);
  await openConversation(page, TITLE);
  workspace.switches.set('storeThenFail500', true, { times: 1 });
  await send(page, 'a fault after the store');
  await expect(mine(page, 'a fault after the store')).toContainText('the model failed to answer');
  workspace.switches.set('aiFails500', true, { times: 1 });
  await send(page, 'a model that fails');
  await expect(mine(page, 'a model that fails')).toContainText('the model failed to answer');
  expect(copies(workspace, 'a fault after the store')).toBe(1);
  expect(copies(workspace, 'a model that fails')).toBe(1);
  expect(requests(workspace, 'POST', POST)).toBe(2);
});

test.describe('killed while sending', () => {
  test.use({ keychain: true });

  test('the server has it: the next start finds it, once, with its answer', async ({ start, workspace }) => {
    const { app, page } = await start();
    await signIn(page, workspace, { keep: true });
    await openConversation(page, TITLE);
    workspace.switches.set('lateAnswerMs', 2_500, { times: 1 });
    workspace.switches.set('answerText', 'Thought out while nobody listened.', { times: 1 });
    await send(page, 'killed in the middle');
    await expect(mine(page, 'killed in the middle')).toContainText('Waiting for the answer');
    await app.kill();

    const again = await start();
    if (!HAS_KEYCHAIN) await signInAgain(again.page, workspace);
    await openConversation(again.page, TITLE);
    await expect(messages(again.page, 'Thought out while nobody listened.')).toBeVisible({ timeout: 15_000 });
    await expect(mine(again.page, 'killed in the middle')).toHaveCount(1);
    await expect(mine(again.page, 'killed in the middle')).not.toContainText('Queued');
    expect(copies(workspace, 'killed in the middle')).toBe(1);
    expect(requests(workspace, 'POST', POST)).toBe(1);
  });

  test('the server never got it: the person decides, and it is sent once', async ({ start, workspace }) => {
    const { app, page } = await start();
    await signIn(page, workspace, { keep: true });
    await openConversation(page, TITLE);
    workspace.switches.set('hang', true, { method: 'POST', path: '/messages', times: 1 });
    await send(page, 'killed before it was stored');
    await expect.poll(() => requests(workspace, 'POST', POST)).toBe(1);
    await app.kill();

    const again = await start({ env: { COMPANION_OUTBOX_GRACE_MS: '500' } });
    if (!HAS_KEYCHAIN) await signInAgain(again.page, workspace);
    await openConversation(again.page, TITLE);
    const question = mine(again.page, 'killed before it was stored');
    await expect(question).toContainText('We do not know whether this one arrived.', { timeout: 15_000 });
    expect(copies(workspace, 'killed before it was stored')).toBe(0);
    await question.getByRole('button', { name: 'Send again' }).click();
    await expect.poll(() => answersTo(workspace, 'killed before it was stored')).toHaveLength(1);
    await expect(question).not.toContainText('We do not know');
    expect(copies(workspace, 'killed before it was stored')).toBe(1);
  });
});

test('not found on the server after the grace period: deleted, taken back, or sent again', async ({
  start,
  workspace,
}) => {
  const { page } = await start({ env: { COMPANION_OUTBOX_GRACE_MS: '500' } });
  await signIn(page, workspace);
  await openConversation(page, TITLE);
  const lose = async (text: string, way: string) => {
    workspace.switches.set('dropBeforeStore', true, { times: 1 });
    await send(page, text);
    await expect(mine(page, text)).toContainText('We do not know whether this one arrived.', { timeout: 15_000 });
    await expect(row(page, TITLE)).toContainText('1 to decide');
    expect(copies(workspace, text)).toBe(0);
    await mine(page, text).getByRole('button', { name: way, exact: true }).click();
  };

  await lose('lost, deleted', 'Delete');
  await expect(mine(page, 'lost, deleted')).toHaveCount(0);
  await lose('lost, taken back', 'Back to the composer');
  await expect(composer(page)).toHaveValue('lost, taken back');
  await expect(mine(page, 'lost, taken back')).toHaveCount(0);
  await lose('lost, sent again', 'Send again');
  await expect.poll(() => answersTo(workspace, 'lost, sent again')).toHaveLength(1);
  await expect(mine(page, 'lost, sent again')).not.toContainText('We do not know');
  expect(['lost, deleted', 'lost, taken back', 'lost, sent again'].map((text) => copies(workspace, text))).toEqual([
    0, 0, 1,
  ]);
});

test('the token ends in the middle of a send, credentials kept: renewed once, one copy each', async ({
  start,
  workspace,
}) => {
  const { page } = await start();
  await signIn(page, workspace, { keep: true });
  await openConversation(page, TITLE);
  workspace.switches.set('lateAnswerMs', 700, { times: 1 });
  await send(page, 'asked with the old token');
  await expect.poll(() => copies(workspace, 'asked with the old token')).toBe(1);
  workspace.switches.set('expireTokensNow', true);
  await send(page, 'asked with a token that has ended');
  await expect.poll(() => answersTo(workspace, 'asked with a token that has ended')).toHaveLength(1);
  await expect(page.locator('.msg').last()).toContainText('answered by');
  expect(copies(workspace, 'asked with the old token')).toBe(1);
  expect(copies(workspace, 'asked with a token that has ended')).toBe(1);
  expect(requests(workspace, 'POST', /\/token$/)).toBe(2);
});

test('the token ends, nothing kept: said, readable, and sent once after signing in again', async ({
  start,
  workspace,
}) => {
  const { page } = await start();
  await signIn(page, workspace);
  await openConversation(page, TITLE);
  workspace.switches.set('expireTokensNow', true);
  await send(page, 'waits for a session');
  await expect(notice(page, 'Your session has ended.')).toBeVisible();
  await expect(mine(page, 'waits for a session')).toContainText('leaves after you sign in again');
  await expect(messages(page, 'no correction for density')).toBeVisible();
  expect(copies(workspace, 'waits for a session')).toBe(0);

  await signInAgain(page, workspace);
  await expect.poll(() => answersTo(workspace, 'waits for a session')).toHaveLength(1);
  await expect(mine(page, 'waits for a session')).not.toContainText('Queued');
  expect(copies(workspace, 'waits for a session')).toBe(1);
});
