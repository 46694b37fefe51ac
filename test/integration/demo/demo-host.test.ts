import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { createDemoHost, type DemoHost } from '../../../main/demo-host.ts';

let folder: string;
let file: string;
const hosts: DemoHost[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'demo-host-'));
  file = join(folder, 'demo.json');
});
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop();
  rmSync(folder, { recursive: true, force: true });
});

function host(): DemoHost {
  const one = createDemoHost(file, systemClock, Math.random);
  hosts.push(one);
  return one;
}

async function titles(demo: DemoHost): Promise<{ id: number; title: string; created_at: string }[]> {
  const { server, username, password } = await demo.start();
  const login = await fetch(`${server}/token`, { method: 'POST', body: new URLSearchParams({ username, password }) });
  const { access_token: token } = (await login.json()) as { access_token: string };
  const list = await fetch(`${server}/conversations/`, { headers: { authorization: `Bearer ${token}` } });
  return ((await list.json()) as { id: number; title: string; created_at: string }[]).map(
    ({ id, title, created_at }) => ({
      id,
      title,
      created_at,
    }),
  );
}

test('asked twice, it is started once', async () => {
  const demo = host();
  const [first, second] = await Promise.all([demo.start(), demo.start()]);
  expect(second).toEqual(first);
});

test('the same conversations come back after an end that nobody prepared', async () => {
  const before = await titles(host());
  expect(before.length).toBeGreaterThan(10);
  // The first one is still running, as if killed without being stopped; a new start reads what is on the disk.
  expect(await titles(host())).toEqual(before);
});

test('neither its password nor its signing key is written', async () => {
  const demo = host();
  const { password } = await demo.start();
  await demo.stop();
  const kept = readFileSync(file, 'utf8');
  expect(kept).not.toContain(password);
  expect(kept).not.toMatch(/signingKey|password/);
});

test('a file that is not ours is replaced by the seed', async () => {
  writeFileSync(file, '{"conversations": "no"}');
  expect((await titles(host())).length).toBeGreaterThan(10);
});
