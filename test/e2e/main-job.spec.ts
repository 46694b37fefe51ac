/** The main job: sign in, read, ask, read the answer; and all of it is still there without a server. */
import {
  answersTo,
  copies,
  expect,
  fillSignIn,
  HAS_KEYCHAIN,
  messages,
  openConversation,
  row,
  send,
  signIn,
  syncLine,
  test,
} from './support/journeys.ts';

const QUESTION = 'Which pump delivers **more** at 42 m³/h, naïvely?';
const ANSWER = [
  '## P-204 does',
  '',
  'It gives **42.0 m** where P-117 gives *37.5 m*.',
  '',
  '| Pump | Head |',
  '| :-- | --: |',
  '| P-204 | 42.0 |',
  '',
  '```python',
  'print("sensationnel")',
  '```',
].join('\n');

test.use({ keychain: true });

test('sign in, list, open, ask, answer; quit, start again without a server: still there', async ({
  start,
  workspace,
}) => {
  const { app, page } = await start();
  const { port } = new URL(workspace.origin);
  await signIn(page, workspace, { address: `127.0.0.1:${port}/api/`, keep: true });
  await expect(row(page, 'Telemetry gateway: the move, logged')).toBeVisible();

  await openConversation(page, 'P-204: curve and duty point');
  await expect(messages(page, 'no correction for density')).toBeVisible();
  workspace.switches.set('answerText', ANSWER);
  await send(page, QUESTION);
  await expect(messages(page, QUESTION)).toBeVisible();
  const answer = page.locator('.msg').last();
  await expect(answer).toContainText('answered by');
  await expect(answer.getByRole('heading', { name: 'P-204 does' })).toBeVisible();
  await expect(answer.locator('strong', { hasText: '42.0 m' })).toBeVisible();
  await expect(answer.getByRole('cell', { name: '42.0' })).toBeVisible();
  await expect(answer.locator('pre')).toContainText('sensationnel');
  expect(copies(workspace, QUESTION)).toBe(1);
  expect(answersTo(workspace, QUESTION)).toHaveLength(1);
  expect(await app.quit()).toBe(0);

  await workspace.goOffline();
  const again = await start();
  await expect(syncLine(again.page)).toContainText(HAS_KEYCHAIN ? 'Offline since' : 'Session ended');
  await openConversation(again.page, 'P-204: curve and duty point');
  await expect(messages(again.page, QUESTION)).toBeVisible();
  await expect(again.page.locator('.msg').last().locator('strong', { hasText: '42.0 m' })).toBeVisible();
  await openConversation(again.page, 'Offre de Saint-Malo, lot 2');
  await expect(messages(again.page, 'garantie à première demande').first()).toBeVisible();

  await again.page.getByLabel('Search every message').fill('sensationnel');
  await expect(again.page.locator('.hit')).toHaveCount(1);
  await again.page.locator('.hit').click();
  await expect(again.page.locator('.msg.found')).toContainText('sensationnel');
});

test('the address is understood without a scheme, with /api, with a slash, as a page of the API', async ({
  start,
  workspace,
}) => {
  const { page } = await start();
  const { host } = new URL(workspace.origin);
  const state = page.locator('#signin-server-state');
  for (const typed of [host, `http://${host}/api`, `http://${host}/`, `  http://${host}/api/docs#/users `]) {
    await page.getByRole('textbox', { name: 'Server' }).fill(typed);
    await expect(state).toContainText('0.2.0-refactored');
    await page.getByRole('textbox', { name: 'Server' }).fill('');
    await expect(state).not.toContainText('0.2.0-refactored');
  }
});

test('a wrong password is said under the field and loses nothing', async ({ start, workspace }) => {
  const { page } = await start();
  workspace.switches.set('passwordRefused', true, { times: 1 });
  await fillSignIn(page, workspace);
  await page.getByLabel('Password', { exact: true }).press('Enter');
  await expect(page.getByText('The server does not know this name with this password.')).toBeVisible();
  await expect(page.getByLabel('User name or e-mail')).toHaveValue(workspace.credentials.username);
  await page.getByLabel('Password', { exact: true }).press('Enter');
  await expect(row(page, 'P-204: curve and duty point')).toBeVisible();
});
