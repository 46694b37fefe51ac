/** How the program lives: started by a link, ended in the middle of work, crashed, and back each time. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { beginAnswer, lastText, neverEnding } from './support/endless.ts';
import {
  composer,
  copies,
  expect,
  messages,
  mine,
  notice,
  openConversation,
  openSettings,
  type RunningApp,
  requests,
  send,
  signIn,
  signInAgain,
  test,
} from './support/journeys.ts';
import { call } from './support/run-journeys.ts';

const TITLE = 'P-204: curve and duty point';

/** The promise, on the program's own clock. */
const QUIT_MS = 2_000;

interface Ended {
  readonly kind: string;
  readonly ms: number;
}

/** What the log says of the end of each run, oldest first. */
async function endsOf(profile: string): Promise<Ended[]> {
  const text = await readFile(join(profile, 'logs/companion.log'), 'utf8');
  const lines = text.trim().split('\n');
  return lines.map((line) => JSON.parse(line)).filter(({ event }) => event === 'app.ended');
}

/** Sends the signal with which systems end programs; where there are none, the wish of the menu. */
async function terminate(app: RunningApp): Promise<void> {
  const ended = app.app.waitForEvent('close');
  if (process.platform === 'win32') await app.desktop.chooseMenu('Quit Halext Companion').catch(() => {});
  else process.kill(app.app.process().pid ?? 0, 'SIGTERM');
  await ended;
}

test('ended while an answer streams, a message is on its way and a thought is half written: in time, and nothing is lost', async ({
  start,
  profile,
  workspace,
}) => {
  const { app, page } = await start();
  await signIn(page, workspace);
  await neverEnding('The first words', async (address) => {
    const endless = await beginAnswer(page, address, 'The first words');
    await openConversation(page, TITLE);
    workspace.switches.set('hang', true, { method: 'POST', path: '/messages', times: 1 });
    await send(page, 'on its way');
    await expect.poll(() => requests(workspace, 'POST', /\/messages$/)).toBe(1);
    await composer(page).fill('half a thought');
    await expect
      .poll(async () => (await call(page, 'conversations.list', null)).conversations.map(({ draft }) => draft))
      .toContain('half a thought');
    await terminate(app);
    expect((await endsOf(profile)).at(-1)?.ms).toBeLessThanOrEqual(QUIT_MS);

    const again = await start({ args: ['halext://settings'], env: { COMPANION_OUTBOX_GRACE_MS: '500' } });
    // The link that started it has waited for the window.
    await expect(again.page.getByRole('heading', { level: 1, name: 'Accounts' })).toBeVisible();
    await again.page.getByRole('button', { name: /^Chats/ }).click();
    await signInAgain(again.page, workspace);
    await openConversation(again.page, TITLE);
    await expect(composer(again.page)).toHaveValue('half a thought');
    await expect(mine(again.page, 'on its way')).toContainText('We do not know whether this one arrived.', {
      timeout: 15_000,
    });
    expect(copies(workspace, 'on its way')).toBe(0);
    expect(await lastText(again.page, endless)).toContain('The first words');

    // Now nothing answers any more, and the system shuts down.
    workspace.switches.set('hang', true);
    await again.page.getByRole('button', { name: 'Sync now' }).click();
    const ended = again.app.app.waitForEvent('close');
    await again.app.desktop.call('power', 'shutdown').catch(() => {}); // it may be gone before it can answer
    await ended;
    const [first, second, ...more] = await endsOf(profile);
    expect(more).toEqual([]);
    expect([first?.kind, second?.kind]).not.toContain('failed');
    expect(second?.ms).toBeLessThanOrEqual(QUIT_MS);
  });
});

/** A page waits up to four seconds before it is loaded again. */
const PATIENCE = { timeout: 15_000 };

/** Ends the renderer of the main window, as a crash does. */
async function crashMain(app: RunningApp): Promise<void> {
  await app.app.evaluate(({ BrowserWindow }) => {
    const main = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('/index.html'));
    main?.webContents.forcefullyCrashRenderer();
  });
}

/** What stands in the page, asked through main: a page that has crashed is gone for the test's own eyes. */
async function inPage(app: RunningApp, selector: string): Promise<string | null> {
  return app.app.evaluate(async ({ BrowserWindow }, wanted) => {
    const main = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('/index.html'));
    if (!main || main.webContents.isCrashed() || main.webContents.isLoading()) return null;
    const found = `document.querySelector(${JSON.stringify(wanted)})`;
    const read = `${found}.matches('textarea') ? ${found}.value : ${found}.textContent`;
    return (await main.webContents.executeJavaScript(read).catch(() => null)) as string | null;
  }, selector);
}

async function logged(profile: string, event: string): Promise<number> {
  const text = await readFile(join(profile, 'logs/companion.log'), 'utf8');
  return text.split('\n').filter((line) => line.includes(`"event":"${event}"`)).length;
}

test('a page that crashes comes back with what was typed; one that crashes again and again is asked about', async ({
  start,
  profile,
  workspace,
}) => {
  const { app, page } = await start();
  await signIn(page, workspace);
  await openConversation(page, TITLE);
  await composer(page).fill('survives');
  await expect
    .poll(async () => (await call(page, 'conversations.list', null)).conversations.map(({ draft }) => draft))
    .toContain('survives');
  await crashMain(app);
  await expect.poll(() => inPage(app, 'textarea[aria-label=Message]'), PATIENCE).toBe('survives');
  // What was in front may have been the cause: from the second crash on the page begins at the beginning.
  for (const times of [2, 3]) {
    await crashMain(app);
    await expect.poll(() => logged(profile, 'window.crashed')).toBe(times);
    await expect.poll(() => inPage(app, '[data-conversation]'), PATIENCE).toContain('survives');
  }
  expect(await app.desktop.call('dialogs')).toEqual([]);

  await app.desktop.call('answerDialog', { response: 1 });
  const ended = app.app.waitForEvent('close');
  await crashMain(app);
  await ended;
  expect((await endsOf(profile)).at(-1)?.ms).toBeLessThanOrEqual(QUIT_MS);
  const reports = await readdir(join(profile, 'crash-reports'));
  expect(reports).toHaveLength(1);
});

/** Makes the program's own process fail, with a message no file may hold. */
async function fail(app: RunningApp, secret: string, times: number): Promise<void> {
  await app.app.evaluate(
    (_electron, { message, count }) => {
      for (let at = 0; at < count; at++)
        setTimeout(() => {
          throw new RangeError(message);
        });
      void Promise.reject(new TypeError(message));
    },
    { message: `unexpected token ${secret} in /home/somebody/letters.txt`, count: times },
  );
}

async function loseGraphics(app: RunningApp): Promise<void> {
  await app.app.evaluate(({ app: electron }) => {
    const details = { type: 'GPU', reason: 'crashed', exitCode: 139 };
    electron.emit('child-process-gone', {}, details);
  });
}

/** A restart is only written down: the next start is the test's own. */
async function holdRestarts(app: RunningApp): Promise<void> {
  await app.app.evaluate(({ app: electron }) => {
    electron.relaunch = (options) => console.log(`relaunch ${JSON.stringify(options)}`);
  });
}

async function pressAndEnd(app: RunningApp, page: Page, button: string): Promise<void> {
  const ended = app.app.waitForEvent('close');
  await page.getByRole('button', { name: button }).click();
  await ended;
  expect(app.output()).toContain('relaunch {"execPath":');
}

test.describe('errors nobody foresaw', () => {
  const SECRET = 'platypus-9f3c77ab';
  test.use({ allowErrors: /unexpected token platypus/ });

  test('a report without a word of anybody’s, said and survived; a graphics card that fails is done without', async ({
    start,
    profile,
    workspace,
  }) => {
    const { app, page } = await start();
    await signIn(page, workspace);
    await fail(app, SECRET, 300);
    const note = notice(page, 'went wrong inside the program');
    await expect(note).toBeVisible();
    await expect.poll(async () => (await readdir(join(profile, 'crash-reports'))).length).toBe(2);
    await note.getByRole('button', { name: 'Copy for whoever helps' }).click();
    await expect(note.getByRole('button', { name: 'Copied' })).toBeVisible();
    const copied = JSON.parse(await app.app.evaluate(({ clipboard }) => clipboard.readText()));
    expect(copied).toMatchObject({ program: { version: '0.1.0' }, stack: expect.stringMatching(/^(Range|Type)Error/) });
    if (app.isDouble) {
      await note.getByRole('button', { name: 'Show' }).click();
      const shown = async () => (await app.desktop.call<{ shown: string[] }>('doubleOnly.handedOver')).shown;
      await expect.poll(shown).toEqual([expect.stringContaining(join(profile, 'crash-reports'))]);
    }
    // It goes on.
    await openConversation(page, TITLE);
    await send(page, 'still here');
    await expect.poll(() => copies(workspace, 'still here')).toBe(1);
    await expect(messages(page, 'still here').first()).toBeVisible();
    await openSettings(page, 'Diagnostics');
    const { text } = await call(page, 'diagnostics.report', null);
    expect(text).toMatch(/## Crashes\n\n- \S+Z (exception|rejection) 0\.1\.0 \d+ ms/);
    expect(text).toContain('×100 RangeError');

    await loseGraphics(app);
    await expect(notice(page, 'graphics card')).toHaveCount(0);
    await loseGraphics(app);
    await expect(notice(page, 'From the next start on')).toBeVisible();
    await holdRestarts(app);
    await pressAndEnd(app, page, 'Start again now');

    const without = await start();
    expect(await without.app.app.evaluate(({ app: electron }) => electron.commandLine.hasSwitch('disable-gpu'))).toBe(
      true,
    );
    await expect(notice(without.page, 'draws without the graphics card')).toBeVisible();
    await holdRestarts(without.app);
    await pressAndEnd(without.app, without.page, 'Start again and try it');

    const withIt = await start();
    await expect(withIt.page.locator('.app-notices')).not.toContainText('graphics card');
    expect(await withIt.app.app.evaluate(({ app: electron }) => electron.commandLine.hasSwitch('disable-gpu'))).toBe(
      false,
    );

    const files = await readdir(profile, { recursive: true, withFileTypes: true });
    for (const file of files.filter((each) => each.isFile())) {
      const content = await readFile(join(file.parentPath, file.name), 'latin1').catch(() => '');
      expect(content.includes(SECRET), file.name).toBe(false);
    }
  });
});
