import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMemoryStore } from '../../../main/accounts/secret-store.ts';
import { systemClock } from '../../../main/clock.ts';
import { type DemoWorkspace, startDemoWorkspace } from '../../../main/demo/index.ts';
import { setAsideBrokenFile } from '../../../main/settings/broken-file.ts';
import type { KeyValue } from '../../../main/settings/settings.ts';
import { aguiDraft, desk, gatewayDraft, KEY, must, TOKEN } from '../../unit/sources/desk.ts';
import { type Computer, computer, type Program } from '../companion/computer.ts';

let folder: string;
let path: string;
let program: Computer;
let server: DemoWorkspace;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'companion-sources-'));
  path = join(folder, 'sources.json');
  program = computer();
  server = await startDemoWorkspace({ clock: systemClock, random: Math.random, seed: 'believable', latencyMs: 1 });
});

afterEach(async () => {
  await program.remove();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** One value in a JSON file, as electron-store keeps it. */
function file(): KeyValue & { content: unknown; readOnly: boolean } {
  return {
    content: undefined,
    readOnly: false,
    read() {
      try {
        return JSON.parse(readFileSync(path, 'utf8')).value;
      } catch {
        return undefined;
      }
    },
    write: (value) => writeFileSync(path, JSON.stringify({ value }, null, '\t')),
  };
}

const idsOf = async (running: Program) => (await running.ask('sources.list', null)).map(({ id }) => id);

test('what is on the disk gives the sources back and holds none of their secrets', async () => {
  const secrets = createMemoryStore();
  const sources = desk(file(), secrets).start();
  const gateway = must(await sources.save(gatewayDraft()));
  const agent = must(await sources.save(aguiDraft()));
  await sources.models({ id: gateway.id, refresh: false });
  const written = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  expect(written.join()).toContain('agents.example.org');
  expect(written.join()).not.toContain(KEY);
  expect(written.join()).not.toContain(TOKEN);

  const again = desk(file(), secrets).start();
  expect(again.list()).toEqual([gateway, agent]);
  expect(must(await again.access(agent.id)).headers).toMatchObject({ Authorization: `Bearer ${TOKEN}` });
});

test('a file that is no JSON any more is set aside, and the next source is kept in a new one', async () => {
  writeFileSync(path, '{"value":{"sources":[');
  expect(must(setAsideBrokenFile(path, 0))).toContain('sources.broken-');
  const sources = desk(file()).start();
  expect(sources.list()).toEqual([]);
  must(await sources.save(gatewayDraft()));
  expect(desk(file()).start().list()).toHaveLength(1);
});

test('the demo workspace brings its sources, with a key that works, and takes them away', async () => {
  const running = await program.start();
  expect(await idsOf(running)).toEqual([]);
  await running.ask('session.openDemo', null);
  const ids = await idsOf(running);
  expect(ids.length).toBeGreaterThan(1);
  expect(ids.every((id) => id.startsWith('demo-'))).toBe(true);

  const sources = await running.ask('sources.list', null);
  const gateway = sources.find(({ kind }) => kind === 'gateway')?.id ?? '';
  const { models } = await running.ask('sources.models', { id: gateway, refresh: true });
  expect(models.length).toBeGreaterThan(0);

  await running.ask('session.signIn', { address: server.origin, ...server.credentials, keep: true });
  expect(await idsOf(running)).toEqual([]);
  const { accounts } = await running.ask('session.get', null);
  await running.ask('session.switchTo', { accountId: accounts.find(({ demo }) => demo)?.id ?? 0 });
  expect(await idsOf(running)).toEqual(ids);
  await running.ask('session.signOut', { removeLocal: false });
  expect(await idsOf(running)).toEqual([]);
});

test('a gateway refuses a wrong key with a word of its own, and lists its models for the right one', async () => {
  const running = await program.start();
  const draft = gatewayDraft({ address: `${server.gateway.address}/v1/models` });
  const { id, address } = await running.ask('sources.save', draft);
  expect(address).toBe(server.gateway.address);
  await expect(running.ask('sources.models', { id, refresh: true })).rejects.toThrow('auth keyRefused');
  await running.ask('sources.save', { ...draft, id, key: ` Bearer ${server.gateway.key}\n` });
  expect((await running.ask('sources.models', { id, refresh: false })).models.length).toBeGreaterThan(0);
});
