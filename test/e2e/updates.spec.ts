/** A new version, from the question whether there is one to its start in the place of the old. */
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { type FeedServer, feedServer } from '../integration/updates/feed-server.ts';
import { beginAnswer, neverEnding } from './support/endless.ts';
import { expect, test } from './support/journeys.ts';
import { call } from './support/run-journeys.ts';

/** A program that says, beside itself, that it was started. */
const NEW_PROGRAM = Buffer.from('#!/bin/sh\necho "started" > "$0.started"\n');

/** What an AppImage of this profile would be, and where its downloads go. */
async function appImage(profile: string, feed: FeedServer) {
  const program = join(profile, 'companion.AppImage');
  await writeFile(program, 'the old program');
  await chmod(program, 0o755);
  await mkdir(join(profile, 'cache'));
  await writeFile(join(profile, 'dev-app-update.yml'), 'updaterCacheDirName: companion-updater\n');
  const env = {
    COMPANION_UPDATE_FEED: feed.address,
    COMPANION_UPDATE_KEY: feed.key,
    APPIMAGE: program,
    XDG_CACHE_HOME: join(profile, 'cache'),
  };
  return { program, env };
}

const stateOf = async (page: Page) => (await call(page, 'updates.get', null)).state;

test.skip(process.platform !== 'linux', 'an AppImage is replaced here; the others have installers of their own');

test('a file that was tampered with is refused; the right one waits for an answer, then takes the place of the program', async ({
  start,
  profile,
}) => {
  const feed = await feedServer();
  const { program, env } = await appImage(profile, feed);
  feed.release('9.0.0', NEW_PROGRAM, { notes: '* Faster' });
  const { app, page } = await start({ env });

  await call(page, 'updates.check', null);
  await expect
    .poll(() => stateOf(page))
    .toMatchObject({
      kind: 'available',
      offer: { version: '9.0.0', notes: '* Faster', bytes: NEW_PROGRAM.length },
    });
  expect((await call(page, 'updates.get', null)).obstacle).toBeNull();

  feed.deliver('tampered');
  await call(page, 'updates.download', null);
  await expect.poll(() => stateOf(page)).toMatchObject({ kind: 'failed', error: { reason: 'updateTampered' } });
  feed.deliver('whole');
  await call(page, 'updates.download', null);
  await expect.poll(() => stateOf(page)).toMatchObject({ kind: 'ready', offer: { version: '9.0.0' } });

  await neverEnding('Well', async (address) => {
    await beginAnswer(page, address, 'Well');
    await call(page, 'updates.restart', { now: false });
    await expect.poll(() => stateOf(page)).toMatchObject({ kind: 'holding', holds: [{ kind: 'messages', count: 1 }] });
    expect(await readFile(program, 'utf8')).toBe('the old program');
    const ended = app.app.waitForEvent('close');
    await call(page, 'updates.restart', { now: true }).catch(() => {});
    await ended;
  });
  expect(await readFile(program)).toEqual(NEW_PROGRAM);
  await expect.poll(() => readFile(`${program}.started`, 'utf8').catch(() => '')).toBe('started\n');
  // It ended like any quit, its last writes done.
  const log = await readFile(join(profile, 'logs/companion.log'), 'utf8');
  expect(log).toMatch(/"event":"app.ended","kind":"finished"/);
  await feed.close();
});
