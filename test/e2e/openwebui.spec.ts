/** Open WebUI: opened signed in, and only where it is safe to carry a sign-in. */
import type { Page } from 'playwright';
import { expect, notice, requests, signIn, test } from './support/journeys.ts';
import { leaksIn, leaksOnDisk, secretsOf } from './support/secrets.ts';

const SSO = /\/integrations\/openwebui\/sso$/;
const SYNC = /\/integrations\/openwebui\/sync\/user$/;
const openIt = (page: Page) => page.getByRole('button', { name: 'Open WebUI' }).click();
const said = (page: Page) => page.locator('.problem');

test.describe('the account has been offered before', () => {
  test.use({ settings: { openWebuiProvisioning: 'declined' } });

  test('a good link, a relative one: opened in the browser, and written down nowhere', async ({
    start,
    profile,
    workspace,
  }) => {
    const { app, page } = await start();
    await signIn(page, workspace);
    await openIt(page);
    await expect.poll(async () => (await app.desktop.opened()).length).toBe(1);
    workspace.switches.set('sso', 'relative');
    await openIt(page);
    await expect.poll(async () => (await app.desktop.opened()).length).toBe(2);
    const opened = (await app.desktop.opened()).map((address) => new URL(address));
    for (const { origin, pathname, searchParams } of opened) {
      expect(origin + pathname).toBe(`${workspace.origin}/webui/sso`);
      expect(searchParams.get('token')).toMatch(/^eyJ/);
    }
    // The link was asked for at each click, never kept.
    expect(requests(workspace, 'POST', SSO)).toBe(2);
    // The browser would be signed in with it.
    const body = await (await fetch(opened[0] ?? '')).text();
    expect(body).toContain('Signed in as Camille Roy');
    await expect(said(page)).toHaveCount(0);
    await app.kill();
    expect(await leaksOnDisk(profile, secretsOf(workspace))).toEqual([]);
    expect(leaksIn(app.output(), secretsOf(workspace))).toEqual([]);
  });

  test('a page inside of it is asked for encoded; a page outside of it never', async ({ start, workspace }) => {
    const { app, page } = await start();
    await signIn(page, workspace);
    const open = (redirectTo: string) =>
      page.evaluate((path) => {
        const { companion } = window as unknown as { companion: import('../../preload/contract.ts').Bridge };
        return companion.call('openwebui.open', { redirectTo: path });
      }, redirectTo);
    expect(await open('/c/42?q=a b&x=1#é')).toMatchObject({ ok: true, value: { kind: 'opened' } });
    const [address = ''] = await app.desktop.opened();
    expect(new URL(address).searchParams.get('redirect')).toBe('/c/42?q=a b&x=1#é');
    expect(await open('https://attacker.example/')).toMatchObject({ ok: false });
    expect(await app.desktop.opened()).toHaveLength(1);
  });

  test('a host nobody has confirmed is asked about, then remembered', async ({ start, workspace }) => {
    const { app, page } = await start();
    await signIn(page, workspace);
    workspace.switches.set('sso', 'foreign');
    await openIt(page);
    const dialog = page.getByRole('dialog', { name: 'Is this your Open WebUI?' });
    await expect(dialog).toContainText('webui.attacker.example');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await app.desktop.opened()).toEqual([]);
    await openIt(page);
    await dialog.getByRole('button', { name: 'Open webui.attacker.example' }).click();
    await expect.poll(async () => (await app.desktop.opened()).length).toBe(1);
    expect((await app.desktop.opened())[0]).toMatch(/^https:\/\/webui\.attacker\.example\/sso\?token=/);
    await openIt(page);
    await expect.poll(async () => (await app.desktop.opened()).length).toBe(2);
  });

  test('refused with the reason, opened plainly without single sign-on, or not there at all', async ({
    start,
    workspace,
  }) => {
    const { app, page } = await start();
    await signIn(page, workspace);
    workspace.switches.set('sso', 'plainHttp');
    await openIt(page);
    await expect(said(page)).toContainText('a link to webui.example.org that is not encrypted. It was not opened');
    workspace.switches.set('sso', 'script');
    await openIt(page);
    await expect(said(page)).toContainText('It was not opened');
    expect(await app.desktop.opened()).toEqual([]);

    workspace.switches.set('sso', 'disabled');
    await openIt(page);
    await expect(said(page)).toContainText('this server does not hand its sign-in over to Open WebUI');
    expect(await app.desktop.opened()).toEqual([`${workspace.origin}/webui/`]);

    workspace.switches.clear('sso');
    workspace.switches.set('openWebui', 'noUrl');
    await openIt(page);
    await expect(said(page)).toContainText('This server has no Open WebUI.');
    await workspace.goOffline();
    await openIt(page);
    await expect(said(page)).toContainText('The server refuses connections');
    expect(await app.desktop.opened()).toHaveLength(1);
  });
});

test('the account there is offered once; that it cannot be made does not stand in the way', async ({
  start,
  workspace,
}) => {
  const { app, page } = await start();
  await signIn(page, workspace);
  workspace.switches.set('provisioning', 'noAdmin');
  await openIt(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Make an account and open' }).click();
  await expect.poll(async () => (await app.desktop.opened()).length).toBe(1);
  expect(requests(workspace, 'POST', SYNC)).toBe(1);
  await openIt(page);
  await expect.poll(async () => (await app.desktop.opened()).length).toBe(2);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(requests(workspace, 'POST', SYNC)).toBe(1);
  await expect(notice(page, 'account')).toHaveCount(0);
});

test('from the tray menu, with the window closed: the account is offered first, then it opens by itself', async ({
  start,
  workspace,
}) => {
  const { app, page } = await start();
  await signIn(page, workspace);
  await app.desktop.chooseMenu('Open Open WebUI');
  await page.getByRole('dialog').getByRole('button', { name: 'Only open' }).click();
  await expect.poll(async () => (await app.desktop.opened()).length).toBe(1);
  await app.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.hide();
  });
  await app.desktop.chooseMenu('Open Open WebUI');
  await expect.poll(async () => (await app.desktop.opened()).length).toBe(2);
  expect((await app.desktop.opened())[1]).toContain('/webui/sso?token=');
  expect((await app.desktop.windows()).filter(({ visible }) => visible)).toEqual([]);
  expect(requests(workspace, 'POST', SYNC)).toBe(0);
});
