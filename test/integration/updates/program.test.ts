import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { type DemoWorkspace, startDemoWorkspace } from '../../../main/demo/index.ts';
import type { UpdatePorts } from '../../../main/ports.ts';
import { type Computer, computer, type Program } from '../companion/computer.ts';
import { quickTiming } from '../conversations/desk.ts';
import { type FeedServer, feedServer } from './feed-server.ts';
import { appImage } from './installation.ts';

let halext: DemoWorkspace;
let feed: FeedServer;
let desk: Computer;
let folder: string;

beforeEach(async () => {
  halext = await startDemoWorkspace({ clock: systemClock, random: Math.random, seed: 'believable', latencyMs: 1 });
  feed = await feedServer();
  desk = computer();
  folder = mkdtempSync(join(tmpdir(), 'installation-'));
});

afterEach(async () => {
  await desk.remove();
  await feed.close();
  await halext.stop();
  rmSync(folder, { recursive: true, force: true });
});

const updates = (): UpdatePorts => ({
  feed: { address: feed.address, keys: [feed.key] },
  obstacle: null,
  platform: 'linux',
  arch: 'x64',
  installer: appImage(folder, feed.address, '0.1.0'),
});
const stateOf = async (program: Program) => (await program.ask('updates.get', null)).state;
/** A restart that waits looks once a second, and messages take their time. */
const SOON = { timeout: 15_000 };
const kindOf = (program: Program) => expect.poll(async () => (await stateOf(program)).kind, SOON);
const installed = () => readFileSync(join(folder, 'companion.AppImage'), 'utf8');

test('from the question whether there is a new version to its start, which waits for a message that has not left', async () => {
  feed.release('1.1.0', Buffer.from('#!/bin/sh\n'));
  const timing = { ...quickTiming, sync: { ...quickTiming.sync, firstRetry: 60_000, longestRetry: 60_000 } };
  const program = await desk.start(timing, { updates: updates() });
  await program.ask('session.signIn', { address: halext.origin, ...halext.credentials, keep: true });
  const list = async () => (await program.ask('conversations.list', null)).conversations;
  await expect.poll(async () => (await list().catch(() => [])).length, SOON).toBeGreaterThan(3);
  await halext.goOffline();
  await expect.poll(async () => (await program.ask('sync.get', null)).kind, SOON).toBe('offline');
  const conversation = (await list()).find(({ withAi, presence }) => withAi && presence === 'here');
  await program.ask('messages.send', { conversationId: conversation?.id ?? 0, content: 'later', modelId: null });

  await program.ask('updates.check', null);
  await kindOf(program).toBe('available');
  await program.ask('updates.download', null);
  await kindOf(program).toBe('ready');
  await program.ask('updates.restart', { now: false });
  await expect
    .poll(() => stateOf(program), SOON)
    .toMatchObject({ kind: 'holding', holds: [{ kind: 'messages', count: 1 }] });
  expect(installed()).toBe('the old program');

  await halext.goOnline();
  await program.ask('sync.networkBack', null);
  await kindOf(program).toBe('restarting');
  expect(installed()).toBe('#!/bin/sh\n');
});

test('a program without a key asks nobody and says so', async () => {
  feed.release('1.1.0', Buffer.from('#!/bin/sh\n'));
  const program = await desk.start(quickTiming, {
    updates: { ...updates(), feed: { address: feed.address, keys: [] } },
  });
  await program.ask('updates.check', null);
  await expect
    .poll(() => stateOf(program), SOON)
    .toMatchObject({ kind: 'failed', error: { reason: 'updateUnverifiable' } });
  expect(feed.requests).toEqual([]);
});

test('when it was last looked is remembered by the next start', async () => {
  feed.release('0.1.0', Buffer.from('#!/bin/sh\n'));
  const first = await desk.start(quickTiming, { updates: updates() });
  await first.ask('updates.check', null);
  await expect.poll(() => stateOf(first), SOON).toMatchObject({ kind: 'idle', checkedAt: expect.any(Number) });
  const seen = await stateOf(first);
  await first.quit();
  const second = await desk.start(quickTiming, { updates: updates() });
  expect(await stateOf(second)).toEqual(seen);
});
