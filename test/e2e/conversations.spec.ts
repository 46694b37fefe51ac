/** Conversations: what the server keeps of them, what it keeps back, and what stays here. */
import {
  composer,
  conversationRow,
  copies,
  expect,
  messages,
  mine,
  openConversation,
  requests,
  row,
  send,
  signIn,
  syncNow,
  test,
} from './support/journeys.ts';

const LOG = 'Telemetry gateway: the move, logged';
const OWN = 'Regex for meter numbers';

test('205 messages: the limit is said, the newest is there, and a new one counts on', async ({ start, workspace }) => {
  const { page } = await start();
  await signIn(page, workspace);
  await openConversation(page, LOG);
  await expect(page.getByText('The server only gives the first 200 messages of a conversation.')).toBeVisible();
  await expect(messages(page, 'I close the log here; anything new goes into a ticket.')).toBeInViewport();
  // 201 to 204 are what the server keeps back.
  await expect(messages(page, 'Firewall rule for the old address removed')).toHaveCount(0);
  await send(page, 'Message 206.');
  await expect.poll(() => copies(workspace, 'Message 206.')).toBe(1);
  await expect(mine(page, 'Message 206.')).toBeInViewport();
  await expect(mine(page, 'Message 206.')).not.toContainText('Sending');
  workspace.say('aoife', conversationRow(workspace, LOG).id, 'Message 207, from Aoife.');
  await syncNow(page);
  await expect(messages(page, 'Message 207, from Aoife.')).toBeInViewport();
  await expect(mine(page, 'Message 206.')).toBeVisible();
});

test('a new conversation with people; renamed and given another model, it keeps its other fields', async ({
  start,
  workspace,
}) => {
  const { page } = await start();
  await signIn(page, workspace);
  await page.getByRole('button', { name: 'New chat' }).first().click();
  const form = page.getByRole('dialog', { name: 'New chat' });
  await form.getByLabel('Title').fill('Spare parts for Dinard');
  await form.getByLabel('People', { exact: true }).fill('jon');
  await form.getByRole('button', { name: /Jonas Weber/ }).click();
  await form.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Spare parts for Dinard' })).toBeVisible();
  await expect(composer(page)).toBeFocused();
  await expect.poll(() => workspace.state.conversations.some(({ title }) => title.startsWith('Spare'))).toBe(true);
  const made = conversationRow(workspace, 'Spare parts for Dinard');
  const names = made.participantIds.map((id) => workspace.state.users.find((each) => each.id === id)?.username);
  expect(names.sort()).toEqual(['camille', 'jonas']);
  expect(made.withAi).toBe(true);

  // Somebody changed it elsewhere since: what is not ours to change must survive the full replacement.
  Object.assign(made, { mode: 'hive', withAi: false, updatedAt: Date.now() + 1_000 });
  const model = made.defaultModelId;
  await composer(page).press('F2');
  await page.getByRole('textbox', { name: 'Title' }).fill('Spare parts, Dinard and Lancieux');
  await page.getByRole('textbox', { name: 'Title' }).press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'Spare parts, Dinard and Lancieux' })).toBeVisible();
  const renamed = conversationRow(workspace, 'Spare parts, Dinard and Lancieux');
  expect(renamed).toMatchObject({ id: made.id, mode: 'hive', withAi: false, defaultModelId: model });

  await openConversation(page, OWN);
  const before = { ...conversationRow(workspace, OWN) };
  await page.getByRole('button', { name: /^Model:/ }).click();
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByRole('combobox', { name: 'Find a model' }).fill('mistral-small');
  await page
    .getByRole('option', { name: /ollama:mistral-small/ })
    .first()
    .click();
  await expect.poll(() => conversationRow(workspace, OWN).defaultModelId).toBe('ollama:mistral-small');
  const { title, mode, withAi, participantIds } = before;
  expect(conversationRow(workspace, OWN)).toMatchObject({ title, mode, withAi, participantIds });
});

test('deleting: an honest refusal, hiding instead, and a deletion that works', async ({ start, workspace }) => {
  const { page } = await start();
  await signIn(page, workspace);
  await openConversation(page, OWN);
  workspace.switches.set('deleteFails500', true, { times: 1 });
  const deleteIt = async () => {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Delete for good' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click();
  };
  await deleteIt();
  const refusal = page
    .getByRole('alert')
    .filter({ hasText: 'The server did not delete it; it is still there, and here.' });
  await expect(refusal).toBeVisible();
  await expect(row(page, OWN)).toBeVisible();
  await refusal.getByRole('button', { name: 'Hide on this computer' }).click();
  await expect(row(page, OWN)).toHaveCount(0);
  expect(conversationRow(workspace, OWN).title).toBe(OWN);

  await page.getByRole('button', { name: 'Show 1 hidden' }).click();
  await openConversation(page, OWN);
  await deleteIt();
  await expect(row(page, OWN)).toHaveCount(0);
  expect(workspace.state.conversations.some(({ title }) => title === OWN)).toBe(false);
});

test('ids come back after a deletion: the old conversation stays here as it was, the new one is another', async ({
  start,
  workspace,
}) => {
  const { page } = await start();
  await signIn(page, workspace);
  const newest = workspace.state.conversations.at(-1);
  if (!newest) throw new Error('the workspace is empty');
  const { id, title } = newest;
  const text = workspace.state.messages.findLast((each) => each.conversationId === id)?.content ?? '';
  workspace.switches.set('conversationVanishes', id);
  await syncNow(page);
  await expect(row(page, title)).toContainText('No longer on the server, kept here');

  const now = Date.now();
  const other = { ...newest, id, title: 'Another one with an old number', createdAt: now, updatedAt: now };
  workspace.state.conversations.push(other);
  workspace.say('camille', id, 'Nothing to do with the old one.');
  await syncNow(page);
  await openConversation(page, 'Another one with an old number');
  await expect(messages(page, 'Nothing to do with the old one.')).toBeVisible();
  await expect(page.locator('.msg')).toHaveCount(1);
  await openConversation(page, title);
  await expect(page.getByText('This conversation is no longer on the server')).toBeVisible();
  await expect(page.locator('.msg').last()).toContainText(text.split('\n')[0]?.replace(/[*_`#$|]+.*/, '') ?? '');
  await expect(composer(page)).toHaveCount(0);
});

test('unread: counted while elsewhere, gone when read, and still gone after a restart', async ({
  start,
  workspace,
}) => {
  const { app, page } = await start();
  await signIn(page, workspace);
  const title = 'Nightly backup: three hours';
  await openConversation(page, OWN);
  const { id } = conversationRow(workspace, title);
  workspace.say('jonas', id, 'The disk again.');
  workspace.say('priya', id, 'Moved to the fast one.');
  await syncNow(page);
  await expect(row(page, title)).toContainText('2 unread messages');
  await openConversation(page, title);
  await expect(messages(page, 'Moved to the fast one.')).toBeInViewport();
  await expect(row(page, title)).not.toContainText('unread');
  await app.quit();
  const again = await start();
  await expect(row(again.page, title)).toBeVisible();
  await expect(row(again.page, title)).not.toContainText('unread');
});

test('a draft survives another conversation, a restart, and a send that main refuses', async ({ start, workspace }) => {
  const { app, page } = await start();
  await signIn(page, workspace);
  await openConversation(page, OWN);
  await composer(page).fill('half a thought, naïve\nwith a second line');
  await openConversation(page, LOG);
  await expect(row(page, OWN)).toContainText('Draft: half a thought');
  await app.quit();

  const again = await start();
  await openConversation(again.page, OWN);
  await expect(composer(again.page)).toHaveValue('half a thought, naïve\nwith a second line');
  await composer(again.page).fill('x'.repeat(200_001));
  await expect(again.page.getByText('Nothing is cut off: shorten it, or send it in parts.')).toBeVisible();
  await composer(again.page).press('Enter');
  await expect(again.page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
  expect((await composer(again.page).inputValue()).length).toBe(200_001);
  expect(requests(workspace, 'POST', /\/messages$/)).toBe(0);
});

test('search folds accents and jumps to the message, far up in a long conversation too', async ({
  start,
  workspace,
}) => {
  const { page } = await start();
  await signIn(page, workspace);
  const search = page.getByRole('searchbox', { name: 'Search every message' });
  await search.fill('premiere demande');
  await expect(page.locator('.hit mark').first()).toContainText(/première/i);
  await page.locator('.hit').first().click();
  await expect(page.locator('.msg.found')).toBeInViewport();
  await expect(page.locator('.msg.found')).toContainText('première demande');

  await search.fill('firmware 3.8.1');
  await page.locator('.hit').first().click();
  await expect(page.getByRole('heading', { level: 2, name: LOG })).toBeVisible();
  await expect(page.locator('.msg.found')).toContainText('firmware 3.8.1');
  await expect(page.locator('.msg.found')).toBeInViewport();
  await page.getByRole('button', { name: 'To the end' }).click();
  await expect(messages(page, 'I close the log here')).toBeInViewport();

  await search.fill('xylophonique');
  await expect(page.getByText('Nothing found for “xylophonique”')).toBeVisible();
  await search.press('Escape');
  await expect(row(page, LOG)).toBeVisible();
});

test('a mock answer and another model than the asked one are said plainly', async ({ start, workspace }) => {
  const { page } = await start();
  await signIn(page, workspace);
  await openConversation(page, 'P-204: curve and duty point');
  workspace.switches.set('mockAnswers', true, { times: 1 });
  await send(page, 'Anybody there?');
  await expect(page.locator('.msg').last()).toContainText('This is a mock answer.');
  workspace.switches.set('rerouteTo', 'openai:gpt-4o-mini', { times: 1 });
  await send(page, 'And now?');
  const answer = page.locator('.msg').last();
  await expect(answer).toContainText('the server let openai:gpt-4o-mini answer instead');
  await expect(answer).toContainText('went to the provider “openai”');

  // The notes come from what is kept, not from the moment.
  await openConversation(page, LOG);
  await openConversation(page, 'P-204: curve and duty point');
  await expect(page.locator('.msg').last()).toContainText('answer instead');
  await expect(messages(page, 'This is a mock answer.')).not.toHaveCount(0);
});
