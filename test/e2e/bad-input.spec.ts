/** Bad input: a clear sentence each, nothing lost, nothing executed. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright';
import {
  composer,
  conversationRow,
  copies,
  expect,
  messages,
  mine,
  notice,
  openConversation,
  requests,
  row,
  send,
  signIn,
  syncLine,
  syncNow,
  test,
  upToDate,
} from './support/journeys.ts';

const TITLE = 'P-204: curve and duty point';

/** A server that gives the same answer to everything, for the length of `use`. */
async function answering(type: string, body: string, use: (host: string) => Promise<void>): Promise<void> {
  const server = createServer((_request, response) => response.writeHead(200, { 'content-type': type }).end(body));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  await use(`127.0.0.1:${(server.address() as AddressInfo).port}`);
  server.closeAllConnections();
  server.close();
}

test('wrong addresses: each says what is there and what to do', async ({ start, workspace }) => {
  const { page } = await start();
  const probe = page.locator('#signin-server-state');
  const field = page.getByRole('textbox', { name: 'Server' });
  const host = new URL(workspace.origin).host;
  await field.fill('http://');
  await expect(probe).toContainText('This cannot be an address.');
  await field.fill('ftp://halext.example.org');
  await expect(probe).toContainText('Only http and https addresses can be used.');
  await field.fill(`http://camille:secret@${host}`);
  await expect(probe).toContainText('An address must not carry a name or password.');
  await field.fill('127.0.0.1:1');
  await expect(probe).toContainText('nothing listens on port 1');

  workspace.switches.set('spaHtml', true);
  await field.fill(host);
  await expect(probe).toContainText('Something answers here, but it is not Halext.');
  workspace.switches.clear('spaHtml');
  workspace.switches.set('notHalext', true);
  await field.fill(`${host}/`);
  await expect(probe).toContainText('Something answers here, but it is not Halext.');
  workspace.switches.clear('notHalext');
  await answering(
    'application/json',
    JSON.stringify({ name: 'Open WebUI', version: '0.6', features: {} }),
    async (at) => {
      await field.fill(at);
      await expect(probe).toContainText('This is Open WebUI, not Halext.');
    },
  );
  await field.fill(`${host}/api`);
  await expect(probe).toContainText('Halext 0.2.0-refactored');
  // Signing in at a place that is no Halext server sends it no password.
  expect(requests(workspace, 'POST', /\/token$/)).toBe(0);
});

test('HTML, cut JSON and wrong shapes while signed in: said, and what is here stays readable', async ({
  start,
  workspace,
}) => {
  const { page } = await start();
  await signIn(page, workspace);
  await openConversation(page, TITLE);
  for (const fault of ['spaHtml', 'invalidJson', 'text500'] as const) {
    workspace.switches.set(fault, true);
    await syncNow(page);
    await expect(syncLine(page)).toContainText('Offline since');
    await expect(messages(page, 'no correction for density')).toBeVisible();
    workspace.switches.clear(fault);
    await syncNow(page);
    await upToDate(page);
  }

  const { id } = conversationRow(workspace, TITLE);
  workspace.switches.set('messagesNotArray', true);
  workspace.say('jonas', id, 'Arrives when the shapes are right again.');
  await syncNow(page);
  await expect(row(page, TITLE)).toBeVisible();
  await expect(messages(page, 'no correction for density')).toBeVisible();
  workspace.switches.clear('messagesNotArray');
  workspace.switches.set('conversationMissingFields', true);
  workspace.say('jonas', id, 'And this one too.');
  await syncNow(page);
  await expect(messages(page, 'And this one too.')).toBeVisible();
  await expect(messages(page, 'Arrives when the shapes are right again.')).toBeVisible();
});

test('an answer of 10 MB arrives, and the window stays usable', async ({ start, workspace }) => {
  test.slow();
  const { page } = await start();
  await signIn(page, workspace);
  await openConversation(page, TITLE);
  workspace.switches.set('hugeMessage', 10_000_000, { times: 1 });
  await send(page, 'Tell me everything.');
  await expect(page.locator('.msg').last()).toContainText('Every line of this long answer is the same.', {
    timeout: 30_000,
  });
  await composer(page).fill('still typing');
  await expect(composer(page)).toHaveValue('still typing');
  await openConversation(page, 'Offre de Saint-Malo, lot 2');
  await expect(messages(page, 'garantie à première demande').first()).toBeVisible();
});

test('empty, control and direction characters in what one writes', async ({ start, workspace }) => {
  const { page } = await start();
  await signIn(page, workspace);
  await openConversation(page, TITLE);
  await composer(page).fill(' \n\t ');
  await composer(page).press('Enter');
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
  expect(requests(workspace, 'POST', /\/messages$/)).toBe(0);

  const odd = 'a\u0007b\u001b[31mc\u202Egnp.exe\u2069 \u{1F469}\u200D\u{1F52C} e\u0301';
  await send(page, odd);
  await expect.poll(() => copies(workspace, odd)).toBe(1);
  await expect(mine(page, 'gnp.exe')).toHaveCount(1);
  await composer(page).fill('a\0b');
  await composer(page).press('Enter');
  await expect(page.getByRole('alert')).toContainText('Your text is still here.');
});

const HOSTILE_TITLE = '<img src=x onerror="document.title=1"><script>document.title=2</script>\u202Egnp.exe&amp;';

function hostileMarkdown(beacon: string): string {
  return [
    '<script>document.title = "executed"</script>',
    `<img src="${beacon}/raw.png" onerror="document.title='executed'">`,
    `![picture](${beacon}/beacon.png) and ![ref][b]`,
    '[run](javascript:document.title="executed") [data](data:text/html,<script>document.title="executed"</script>)',
    '[file](file:///etc/passwd) <javascript:alert(1)>',
    `<iframe src="${beacon}/frame"></iframe><style>@import "${beacon}/style.css"</style>`,
    '<a href="javascript:document.title=1" onclick="document.title=1">raw</a>',
    `| a |\n| - |\n| <svg/onload=document.title=1> ![c](${beacon}/cell.png) |`,
    '```html\n<script>document.title=1</script>\n```',
    `$$\\href{javascript:alert(1)}{x} \\includegraphics{${beacon}/maths.png}$$`,
    `[b]: ${beacon}/ref.png`,
    '[good](https://halext.example.org/page)',
    'the end of it',
  ].join('\n\n');
}

test('a hostile title and hostile Markdown are text: nothing runs, nothing is fetched, nothing opens', async ({
  start,
  workspace,
}) => {
  const { app, page } = await start();
  await signIn(page, workspace);
  const seen = watch(page);
  const { id } = conversationRow(workspace, TITLE);
  conversationRow(workspace, TITLE).title = HOSTILE_TITLE;
  workspace.say('jonas', id, hostileMarkdown(workspace.origin));
  workspace.switches.set('answerText', hostileMarkdown(workspace.origin), { times: 1 });
  await syncNow(page);
  await page.locator('[data-conversation]').filter({ hasText: 'gnp.exe' }).click();
  await send(page, 'Say something dangerous.');
  const answer = page.locator('.msg').last();
  await expect(answer).toContainText('answered by');
  await expect(answer).toContainText('the end of it');

  const addresses = await page
    .locator('.msg a[href]')
    .evaluateAll((all) => all.map((each) => each.getAttribute('href')));
  for (const address of addresses) expect(address).toMatch(/^(https?|mailto):/);
  expect(
    await page.locator('.msg script, .msg iframe, .msg style:not(math *), .msg [onerror], .msg [onclick]').count(),
  ).toBe(0);
  await answer.getByRole('link', { name: 'good' }).click();
  await expect.poll(() => app.desktop.opened()).toEqual(['https://halext.example.org/page']);
  for (const name of ['run', 'data', 'file']) {
    const trap = answer.getByText(name, { exact: true }).first();
    if (await trap.isVisible()) await trap.click();
  }

  expect(await app.desktop.opened()).toEqual(['https://halext.example.org/page']);
  expect(await page.title()).toBe('Halext Companion');
  expect(seen.dialogs).toEqual([]);
  expect(seen.navigations).toEqual([]);
  const fetched = workspace.log().filter(({ path }) => /\.(png|css)$|\/frame$/.test(path));
  expect(fetched).toEqual([]);
  expect(seen.requests.filter((address) => address.startsWith(workspace.origin))).toEqual([]);
});

/** What a page does that it must not do. */
function watch(page: Page): { dialogs: string[]; navigations: string[]; requests: string[] } {
  const seen = { dialogs: [] as string[], navigations: [] as string[], requests: [] as string[] };
  page.on('dialog', (dialog) => {
    seen.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('framenavigated', (frame) => seen.navigations.push(frame.url()));
  page.on('request', (request) => seen.requests.push(request.url()));
  return seen;
}

test('a broken settings file is set aside, said, and the program works', async ({ start, profile, workspace }) => {
  await writeFile(join(profile, 'settings.json'), '{"value": {"language": "fr", ');
  const { page } = await start({ env: { LANGUAGE: 'en', LANG: 'en_GB.UTF-8', LC_ALL: 'en_GB.UTF-8' } });
  await expect(notice(page, 'The settings file could not be read')).toContainText('settings.broken-');
  await signIn(page, workspace);
  const aside = (await readdir(profile)).filter((name) => name.startsWith('settings') && name !== 'settings.json');
  expect(aside).toHaveLength(1);
  expect(await readFile(join(profile, aside[0] ?? ''), 'utf8')).toContain('"language": "fr"');
});

test('a damaged database is rescued, said, and what was lost comes back from the server', async ({
  start,
  profile,
  workspace,
}) => {
  const { app, page } = await start();
  await signIn(page, workspace);
  await app.quit();
  const file = join(profile, 'companion.db');
  const bytes = await readFile(file);
  bytes.fill(0x5a, Math.floor(bytes.length * 0.3), Math.floor(bytes.length * 0.5));
  await writeFile(file, bytes);

  const again = await start();
  // Which pages of the file were hit decides whether the account is among what was lost.
  const form = again.page.getByRole('heading', { name: 'Sign in to your team’s workspace' });
  await expect(syncLine(again.page).or(form)).toBeVisible();
  if (await form.isVisible()) await signIn(again.page, workspace);
  await expect(notice(again.page, 'The local copy was damaged.')).toContainText('The damaged file is set aside');
  expect((await readdir(profile)).some((name) => name.startsWith('companion.db.damaged-'))).toBe(true);
  await expect(row(again.page, TITLE)).toBeVisible();
  await openConversation(again.page, TITLE);
  await expect(again.page.locator('.msg').first()).toBeVisible();
});

test('a database that cannot be used: said, and the program works from memory without touching it', async ({
  start,
  profile,
  workspace,
}) => {
  const file = join(profile, 'companion.db');
  await mkdir(file);
  await writeFile(join(file, 'kept.txt'), 'not ours');
  const { app, page } = await start();
  await signIn(page, workspace);
  await expect(notice(page, 'nothing you see now is kept')).toBeVisible();
  await openConversation(page, TITLE);
  await send(page, 'from memory');
  await expect.poll(() => copies(workspace, 'from memory')).toBe(1);
  expect(await app.quit()).toBe(0);
  expect(await readFile(join(file, 'kept.txt'), 'utf8')).toBe('not ours');
});

test('a settings file that cannot be written: the change holds for this run, and that is said', async ({
  start,
  profile,
  workspace,
}) => {
  const { page } = await start();
  await signIn(page, workspace);
  // What is written goes beside the file first: a folder in its place lets no write through, not even root's.
  await rm(join(profile, 'settings.json'));
  await mkdir(join(profile, 'settings.json', 'in-the-way'), { recursive: true });
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Appearance and language' }).click();
  await page.getByText('Dark', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByText('The last change could not be kept.')).toBeVisible();
  expect(existsSync(join(profile, 'settings.json', 'in-the-way'))).toBe(true);
});
