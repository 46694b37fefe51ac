import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newKeyPair, signatureOf } from '../../../build/sign-feed.ts';
import { manualClock } from '../../unit/accounts/manual-clock.ts';
import { feedText, nameOf } from '../../unit/updates/release.ts';
import { FEED, type FeedServer, feedServer } from './feed-server.ts';
import { type Installation, type InstallationOptions, installation } from './installation.ts';

const PROGRAM = Buffer.alloc(400_000, 'the new program ');

let server: FeedServer;
let open: Installation[] = [];

beforeEach(async () => {
  server = await feedServer();
  open = [];
});
afterEach(async () => {
  for (const each of open) await each.remove();
  await server.close();
});

function installed(more: Partial<InstallationOptions> = {}): Installation {
  const made = installation({ address: server.address, keys: [server.key], ...more });
  open.push(made);
  return made;
}

/** A program that has found version 1.1.0. */
async function found(program = PROGRAM): Promise<Installation> {
  server.release('1.1.0', program, { notes: '* Faster' });
  const here = installed();
  here.desk.check();
  await here.reached('available');
  return here;
}

describe('looking for a new version', () => {
  it('there is none', async () => {
    server.release('1.0.0', PROGRAM);
    const { desk, reached } = installed();
    desk.check();
    expect((await reached('idle')).checkedAt).toBeGreaterThan(0);
  });

  it('an older one is none', async () => {
    server.release('1.1.0', PROGRAM);
    const { desk, reached, states } = installed({ version: '1.2.0' });
    desk.check();
    await reached('idle');
    expect(states.map(({ kind }) => kind)).toEqual(['checking', 'idle']);
  });

  it('a newer one is shown with its notes, through redirects, and nothing else is fetched', async () => {
    server.redirect(true);
    const here = await found();
    expect(here.desk.current().state).toEqual({
      kind: 'available',
      offer: {
        version: '1.1.0',
        releasedAt: Date.UTC(2026, 10, 20, 15),
        notes: '* Faster',
        bytes: PROGRAM.length,
      },
    });
    expect(server.requests.map(({ path }) => path)).toEqual([
      `/latest/${FEED}`,
      `/v1/${FEED}`,
      `/latest/${FEED}.sig`,
      `/v1/${FEED}.sig`,
    ]);
  });

  it.each<[string, () => void]>([
    ['another version was written into the feed', () => server.put(FEED, feedText({ version: '9.9.9' }))],
    ['it is not signed', () => server.put(`${FEED}.sig`, '')],
    [
      'somebody else signed it',
      () => server.put(`${FEED}.sig`, signatureOf(newKeyPair().privateKey, FEED, Buffer.from(feedText()))),
    ],
  ])('a feed is refused when %s', async (_, spoil) => {
    server.release('1.1.0', PROGRAM);
    spoil();
    const { desk, reached } = installed();
    desk.check();
    expect(await reached('failed')).toMatchObject({
      during: 'check',
      error: { kind: 'protocol', reason: 'updateSignature' },
      offer: null,
    });
  });

  it('a feed of any length is not read to its end', async () => {
    server.put(FEED, Buffer.alloc(200_000, 'x'));
    const { desk, reached } = installed();
    desk.check();
    expect((await reached('failed')).error).toMatchObject({ kind: 'protocol', reason: 'tooLarge' });
  });

  it('says that nobody answers', async () => {
    const { address } = server;
    await server.close();
    const { desk, reached } = installed({ address });
    desk.check();
    expect((await reached('failed')).error.kind).toBe('refused');
    server = await feedServer();
  });
});

describe('a download', () => {
  it('goes from the first byte to ready to install, and tells nobody who asks', async () => {
    const here = await found();
    server.requests.length = 0;
    here.desk.download();
    expect(await here.reached('ready')).toMatchObject({ offer: { version: '1.1.0' } });
    expect(here.states).toContainEqual(
      expect.objectContaining({ kind: 'downloading', received: PROGRAM.length, total: PROGRAM.length }),
    );
    expect(server.requests.map(({ path }) => path)).toEqual([`/latest/${nameOf('1.1.0')}`]);
    expect(server.requests[0]?.headers).not.toHaveProperty('x-user-staging-id');
    // Nothing is installed before somebody says so.
    expect(readFileSync(here.program, 'utf8')).toBe('the old program');
  });

  it('of a file that was tampered with is refused, and nothing of it stays', async () => {
    const here = await found();
    server.deliver('tampered');
    here.desk.download();
    expect(await here.reached('failed')).toMatchObject({
      during: 'download',
      error: { kind: 'protocol', reason: 'updateTampered', retryable: false },
      offer: { version: '1.1.0' },
    });
    expect(here.leftovers()).toEqual([]);
    here.desk.restart(true);
    expect(here.desk.current().state.kind).toBe('failed');
    expect(readFileSync(here.program, 'utf8')).toBe('the old program');
  });

  it('of more than was signed is ended in the middle, and nothing of it stays', async () => {
    const here = await found();
    server.deliver('floods');
    here.desk.download();
    expect((await here.reached('failed')).error).toMatchObject({ kind: 'protocol', reason: 'updateTampered' });
    expect(here.leftovers()).toEqual([]);
  });

  it('that breaks off says so, leaves nothing, and goes through the next time', async () => {
    const here = await found();
    server.deliver('dies');
    here.desk.download();
    expect((await here.reached('failed')).error).toMatchObject({ kind: 'http', reason: 'dropped', retryable: true });
    expect(here.leftovers()).toEqual([]);
    server.deliver('whole');
    here.desk.download();
    await here.reached('ready');
  });

  it('can be called off, and begun again at once', async () => {
    const here = await found();
    server.deliver('stalls');
    here.desk.download();
    await vi.waitUntil(() => server.waiting() === 1);
    here.desk.cancel();
    expect(here.desk.current().state.kind).toBe('available');
    server.deliver('whole');
    here.desk.download();
    await here.reached('ready');
    expect(here.states.filter(({ kind }) => kind === 'failed')).toEqual([]);
  });

  it('of a version that is gone by now says so', async () => {
    const here = await found();
    server.release('1.2.0', PROGRAM);
    server.remove(nameOf('1.1.0'));
    here.desk.download();
    expect((await here.reached('failed')).error).toMatchObject({ kind: 'notFound', reason: 'updateMissing' });
    here.desk.check();
    expect((await here.reached('available')).offer.version).toBe('1.2.0');
  });

  it('that brings nothing more is given up after a minute', async () => {
    server.release('1.1.0', PROGRAM);
    const time = manualClock();
    const here = installed({ clock: time.clock });
    here.desk.check();
    await here.reached('available');
    server.deliver('stalls');
    here.desk.download();
    await vi.waitUntil(() => server.waiting() === 1);
    await time.advance(59_000);
    expect(here.desk.current().state.kind).toBe('downloading');
    await time.advance(1_000);
    expect((await here.reached('failed')).error).toMatchObject({ kind: 'timeout', reason: 'idle', retryable: true });
  });
});

describe('starting the new version', () => {
  const SCRIPT = Buffer.from('#!/bin/sh\necho "$APPIMAGE_SILENT_INSTALL" > "$0.started"\n');

  /** Version 1.1.0, downloaded. */
  async function ready(more: Partial<InstallationOptions> = {}): Promise<Installation> {
    server.release('1.1.0', SCRIPT);
    const here = installed(more);
    here.desk.check();
    await here.reached('available');
    here.desk.download();
    await here.reached('ready');
    return here;
  }
  const started = (program: string) =>
    vi.waitFor(() => expect(readFileSync(`${program}.started`, 'utf8')).toBe('true\n'), { timeout: 10_000 });

  it('waits for a run, then puts the file in place and starts it', async () => {
    const here = await ready();
    here.holds.push({ kind: 'runs', count: 1 });
    here.desk.restart(false);
    expect((await here.reached('holding')).holds).toEqual([{ kind: 'runs', count: 1 }]);
    expect(readFileSync(here.program, 'utf8')).toBe('the old program');
    here.holds.pop();
    await here.reached('restarting');
    expect(readFileSync(here.program)).toEqual(SCRIPT);
    await started(here.program);
    expect(here.leftovers()).toEqual(['update-info.json']);
  });

  it('gives a file that has a version in its name the new one', async () => {
    const here = await ready({ fileName: nameOf('1.0.0') });
    here.desk.restart(true);
    await here.reached('restarting');
    expect(existsSync(here.program)).toBe(false);
    const program = here.program.replace('1.0.0', '1.1.0');
    expect(readFileSync(program)).toEqual(SCRIPT);
    await started(program);
  });

  it('leaves the old file where it is when the new one cannot be put there', async () => {
    const here = await ready();
    // Something is in the way of the copy, as a full disk would be.
    mkdirSync(`${here.program}.part/in-the-way`, { recursive: true });
    here.desk.restart(true);
    await here.reached('restarting');
    expect(readFileSync(here.program, 'utf8')).toBe('the old program');
    expect(existsSync(`${here.program}.started`)).toBe(false);
  });
});
