import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openChatSource } from '../../../main/answers/open.ts';
import { systemClock } from '../../../main/clock.ts';
import { createDemoHost, type DemoHost } from '../../../main/demo-host.ts';
import { createHttpClient } from '../../../main/http/client.ts';
import { createTranslator } from '../../../main/i18n.ts';
import { answersQuestions } from '../../../main/sources/kinds.ts';

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

function host(language: 'en' | 'fr' = 'en'): DemoHost {
  const one = createDemoHost(file, systemClock, Math.random, () => createTranslator(language));
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

test('its sources are named in the language it is started in, and say that they are of the demo', async () => {
  const names = async (language: 'en' | 'fr') => (await host(language).start()).sources.map(({ name }) => name);
  expect(await names('en')).toEqual(
    expect.arrayContaining(['Gateway (demo)', 'Mistral (demo)', 'Local models (demo)']),
  );
  const french = await names('fr');
  expect(french).toEqual(expect.arrayContaining(['Passerelle (démo)', 'Mistral (démo)', 'Modèles locaux (démo)']));
  expect(french.filter((name) => !name.endsWith(' (démo)'))).toEqual([]);
});

test('neither its password nor its keys are written', async () => {
  const demo = host();
  const { password, keys } = await demo.start();
  await demo.stop();
  const kept = readFileSync(file, 'utf8');
  expect([...keys.keys()]).toEqual(['demo-gateway', 'demo-open-webui', 'demo-local']);
  for (const secret of [password, ...[...keys.values()].map((key) => key.reveal())]) expect(kept).not.toContain(secret);
  expect(kept).not.toMatch(/signingKey|gatewayKey|password/);
});

/** Gives a task to the demo's gateway, and tells how to ask for it at whatever start. */
async function giveTask(demo: DemoHost) {
  const headersOf = (key: string) => ({ authorization: `Bearer ${key}`, 'content-type': 'application/json' });
  const { sources, keys } = await demo.start();
  const keyOf = (offered: typeof keys) => offered.get('demo-gateway')?.reveal() ?? '';
  const body = JSON.stringify({ model: 'demo/atelier', messages: [{ role: 'user', content: 'How many?' }] });
  const submit = { method: 'POST', headers: { ...headersOf(keyOf(keys)), 'x-sid': 'test' }, body };
  const answer = await fetch(`${sources[0]?.address}/v1/chat/completions`, submit);
  const { id } = (await answer.json()) as { id: string };
  return async (later: DemoHost) => {
    const now = await later.start();
    const address = `${now.sources[0]?.address}/v1/tasks/status/${id}`;
    return (await fetch(address, { headers: headersOf(keyOf(now.keys)) })).json();
  };
}

test('a task outlives the demo, with another address and another key', async () => {
  const first = host();
  const status = await giveTask(first);
  expect(await status(first)).toEqual({ status: 'in_progress' });
  await first.stop();
  const kept = readFileSync(file, 'utf8');
  const { endsAt } = (JSON.parse(kept) as { tasks: { endsAt: number }[] }).tasks[0] ?? { endsAt: 0 };
  writeFileSync(file, kept.replace(String(endsAt), String(Date.now() - 1)));
  expect(await status(host())).toMatchObject({ status: 'completed', result: expect.stringContaining('How many?') });
});

test('a file of the time before there were tasks keeps its conversations', async () => {
  const before = await titles(host());
  const { tasks, threads, ...old } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  expect([tasks, threads]).toEqual([[], []]);
  writeFileSync(file, JSON.stringify({ ...old, provisionedUserIds: [1] }));
  expect(await titles(host())).toEqual(before);
  const later = host();
  await later.start();
  await later.stop();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ provisionedUserIds: [1], tasks: [] });
});

test('it offers its gateway, its agents, the rude one aside, and its servers that answer', async () => {
  const { sources } = await host().start();
  expect(sources.map(({ id, kind, demo }) => [id, kind, demo])).toEqual([
    ['demo-gateway', 'gateway', true],
    ['demo-plain', 'agui', true],
    ['demo-tickets', 'agui', true],
    ['demo-planner', 'agui', true],
    ['demo-mail', 'agui', true],
    ['demo-openai', 'openai-connector', true],
    ['demo-mistral', 'mistral-connector', true],
    ['demo-open-webui', 'open-webui', true],
    ['demo-local', 'openai-compatible', true],
  ]);
  for (const { name, address } of sources) {
    expect(name).toMatch(/ \(demo\)$/);
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\w+/);
  }
});

test('whatever it offers can be opened, lists its models and passes its connection test', async () => {
  const { sources: offered, keys } = await host().start();
  const http = createHttpClient({ clock: systemClock, userAgent: 'HalextCompanion/test' });
  const deps = { http, clock: systemClock, random: () => 0.5 };
  const seen: unknown[] = [];
  for (const source of offered.filter(answersQuestions)) {
    const key = keys.get(source.id);
    expect(key !== undefined).toBe(source.hasKey);
    const opened = openChatSource(source, { source, headers: {}, ...(key ? { key } : {}) }, deps);
    const models = await opened.models();
    const steps = await opened.test({ started: () => {}, finished: () => {} }, new AbortController().signal);
    seen.push([
      source.id,
      models.ok && models.value.length > 0,
      steps.filter(({ verdict }) => verdict.kind === 'failed'),
    ]);
  }
  await http.close();
  expect(seen).toEqual(['demo-openai', 'demo-mistral', 'demo-open-webui', 'demo-local'].map((id) => [id, true, []]));
});

test('a file that is not ours is replaced by the seed', async () => {
  writeFileSync(file, '{"conversations": "no"}');
  expect((await titles(host())).length).toBeGreaterThan(10);
});
