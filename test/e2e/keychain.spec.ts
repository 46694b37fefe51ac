/** Where secrets are kept, and where they are not. */
import {
  expect,
  fillSignIn,
  HAS_KEYCHAIN,
  messages,
  notice,
  openConversation,
  openSettings,
  send,
  signIn,
  signInAgain,
  syncLine,
  test,
  upToDate,
} from './support/journeys.ts';
import { contentOf, keychainEntries, leaksIn, leaksOnDisk, secretsOf } from './support/secrets.ts';

const TITLE = 'P-204: curve and duty point';

test.describe('without a keychain', () => {
  test.skip(process.platform !== 'linux', 'only on Linux can a program be started where there is no keychain');

  test('the cause is named, the session lives in memory, and the next start asks again', async ({
    start,
    workspace,
  }) => {
    const { app, page } = await start();
    await signIn(page, workspace, { keep: true });
    await expect(notice(page, 'No keychain service runs on this computer')).toContainText('in memory only');
    workspace.switches.set('expireTokensNow', true);
    await openConversation(page, TITLE);
    await send(page, 'renewed from memory');
    await expect(messages(page, 'renewed from memory').first()).toBeVisible();
    await expect(page.locator('.msg').last()).toContainText('answered by');
    await app.quit();

    const again = await start();
    await expect(notice(again.page, 'the session was not kept')).toBeVisible();
    await openConversation(again.page, TITLE);
    await expect(messages(again.page, 'renewed from memory').first()).toBeVisible();
    await signInAgain(again.page, workspace);
    await upToDate(again.page);
  });
});

test.describe('with a keychain', () => {
  test.use({ keychain: true });
  test.skip(!HAS_KEYCHAIN, 'without COMPANION_TEST_KEYRING=1 the keyring may be somebody’s own');

  test('kept: the next start is signed in without asking; signing out removes every secret', async ({
    start,
    workspace,
  }) => {
    const { app, page } = await start();
    await signIn(page, workspace, { keep: true });
    await app.quit();

    const again = await start();
    await upToDate(again.page);
    await openSettings(again.page, 'Accounts');
    await expect(again.page.getByText('Stays signed in')).toBeVisible();
    await again.page.getByRole('button', { name: 'Sign out…' }).click();
    const dialog = again.page.getByRole('dialog');
    await dialog.getByLabel('Also remove the conversations kept here').check();
    await dialog.getByRole('button', { name: 'Sign out', exact: true }).click();
    await expect(again.page.getByRole('heading', { name: 'Sign in to your team’s workspace' })).toBeVisible();
    await again.app.quit();

    const third = await start();
    await expect(third.page.getByRole('heading', { name: 'Sign in to your team’s workspace' })).toBeVisible();
    await expect(third.page.getByRole('region', { name: 'On this computer' })).toHaveCount(0);
  });

  test('the keychain holds the entries of the account, and none after signing out', async ({ start, workspace }) => {
    test.skip(process.platform !== 'linux', 'elsewhere the system asks a person before it shows our entries');
    const { page } = await start();
    await signIn(page, workspace, { keep: true });
    const { username } = workspace.credentials;
    const entries = [`credentials ${workspace.apiBase} ${username}`, `token ${workspace.apiBase} ${username}`];
    await expect.poll(async () => (await keychainEntries(workspace)).sort()).toEqual(entries);
    await openSettings(page, 'Accounts');
    await page.getByRole('button', { name: 'Sign out…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out', exact: true }).click();
    await expect(page.getByRole('region', { name: 'On this computer' })).toBeVisible();
    expect(await keychainEntries(workspace)).toEqual([]);
  });

  test('without “keep me signed in” only the token is kept, and a start within its life is signed in', async ({
    start,
    workspace,
  }) => {
    const { app, page } = await start();
    await signIn(page, workspace);
    await app.quit();
    const again = await start();
    await upToDate(again.page);
    await openSettings(again.page, 'Accounts');
    await expect(again.page.getByText('you are asked again then')).toBeVisible();
    await again.page.getByRole('button', { name: 'Sign out…' }).click();
    await again.page.getByRole('dialog').getByRole('button', { name: 'Sign out', exact: true }).click();
    await expect(again.page.getByRole('heading', { name: 'Sign in to your team’s workspace' })).toBeVisible();
  });
});

test.describe('nothing leaks', () => {
  test.use({ keychain: true });

  test('no password and no token in the profile, the output, the log, or a page', async ({
    start,
    profile,
    workspace,
  }) => {
    const secrets = secretsOf(workspace);
    const { app, page } = await start();
    workspace.switches.set('passwordRefused', true, { times: 1 });
    await fillSignIn(page, workspace, { keep: true });
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByText('The server does not know this name with this password.')).toBeVisible();
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await upToDate(page);
    await openConversation(page, TITLE);
    workspace.switches.set('storeThenFail500', true, { times: 1 });
    await send(page, 'a failure is logged');
    await expect(messages(page, 'a failure is logged').first()).toBeVisible();
    await workspace.goOffline();
    await page.getByRole('button', { name: 'Sync now' }).click();
    await expect(syncLine(page)).toContainText('Offline since');
    for (const each of [page, await app.quick()]) expect(leaksIn(await contentOf(each), secrets)).toEqual([]);
    await app.kill();

    expect(leaksIn(app.output(), secrets)).toEqual([]);
    expect(await leaksOnDisk(profile, secrets)).toEqual([]);
  });
});
