import { createServer as createTcpServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { TestStep } from '../../../main/answers/connection-test.ts';
import { NO_PARAMETERS } from '../../../main/answers/parameters.ts';
import type { ChatSource } from '../../../main/answers/source.ts';
import { listening } from '../http/local-server.ts';
import { ask, atDemo, KINDS, QUESTION, sourceAt } from './desk.ts';

const { signal } = new AbortController();
const deaf = { started: () => {}, finished: () => {} };

async function broken(source: ChatSource): Promise<[TestStep, string | undefined, readonly string[]] | null> {
  for (const { step, verdict } of await source.test(deaf, signal)) {
    if (verdict.kind === 'failed') return [step, verdict.error.reason ?? verdict.error.kind, verdict.near];
  }
  return null;
}

describe.each(KINDS)('%s at the demo', (kind) => {
  test('passes its connection test, lists its models and answers, with times in order', async () => {
    const { source } = await atDemo(kind);
    expect(await broken(source)).toBeNull();
    const models = await source.models();
    expect(models.ok && models.value.length).toBeGreaterThan(2);
    const { heard, end } = await ask(source, { system: 'Be brief.' });
    if (!end.ok || end.value.kind !== 'complete') throw new Error('no complete answer');
    expect(heard.text).toContain('pump');
    expect(end.value).toMatchObject({ finish: kind === 'openai-connector' ? null : 'stop', attempts: 1 });
    expect(end.value.usage?.output).toBeGreaterThan(5);
    expect(end.value.model).toBeTruthy();
    const { asked, sent, firstByte, firstText, end: ended } = end.value.times;
    const times = [asked, sent, firstByte, firstText, ended].map(Number);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.every((time) => time > 0)).toBe(true);
  });

  test('an answer of one token says that it was cut', async () => {
    const { source } = await atDemo(kind);
    const { heard, end } = await ask(source, { parameters: { ...NO_PARAMETERS, maxTokens: 1 } });
    expect(heard.text.trim().split(/\s+/)).toHaveLength(1);
    if (kind !== 'openai-connector') expect(end).toMatchObject({ ok: true, value: { finish: 'length' } });
  });

  test('a wrong key, then the right one', async () => {
    const { source } = await atDemo(kind, { wrongKey: 'wrong' });
    expect(await broken(source)).toEqual(['authorised', 'keyRefused', []]);
    const { end } = await ask(source);
    expect(end).toMatchObject({ ok: false, error: { kind: 'auth', reason: 'keyRefused' } });
    expect(JSON.stringify(end)).not.toContain('wrong');
    const right = await atDemo(kind);
    expect((await ask(right.source)).end.ok).toBe(true);
  });

  test('an unknown model is named with those near it', async () => {
    const wanted = { 'openai-compatible': 'technova', 'open-webui': 'technova', 'openai-connector': 'GPT4o' };
    const { source } = await atDemo(kind, { model: wanted[kind as keyof typeof wanted] ?? 'mistral-small' });
    const failure = await broken(source);
    expect(failure?.slice(0, 2)).toEqual(['model', 'unknownModel']);
    const nearest = { 'openai-compatible': 'Technova', 'open-webui': 'Technova', 'openai-connector': 'gpt-4o' };
    expect(failure?.[2][0]).toBe(nearest[kind as keyof typeof nearest] ?? 'mistral-small-latest');
    expect((await ask(source)).end).toMatchObject({ ok: false, error: { kind: 'notFound', reason: 'unknownModel' } });
  });

  test('nobody listens any more: named, and told after the attempts that are allowed', async () => {
    const { source, workspace } = await atDemo(kind);
    await workspace.goOffline();
    expect(await broken(source)).toEqual(['reachable', 'refused', []]);
    expect((await ask(source)).end).toMatchObject({ ok: false, error: { kind: 'refused' } });
    await workspace.goOnline();
    expect((await ask(source)).end.ok).toBe(true);
  });

  test('a web page of status 200 for everything is another service', async () => {
    const { source, switches } = await atDemo(kind);
    switches.set('spaHtml', true);
    expect(await broken(source)).toEqual(['service', 'html', []]);
    expect((await ask(source)).end).toMatchObject({ ok: false, error: { kind: 'protocol', reason: 'html' } });
    expect(await source.models()).toMatchObject({ ok: false, error: { reason: 'html' } });
  });

  test('a redirect is not followed with the key', async () => {
    const { source, switches, workspace } = await atDemo(kind);
    switches.set('redirectTo', 'https://elsewhere.example/v1');
    const before = workspace.log().length;
    expect((await ask(source)).end).toMatchObject({ ok: false, error: { kind: 'http', reason: 'redirect' } });
    expect(workspace.log().length - before).toBe(1);
  });

  test('an answer that never begins ends at the limit to the first byte', async () => {
    const { source, switches } = await atDemo(kind, { timeouts: { firstByteMs: 250, betweenBytesMs: 20_000 } });
    switches.set('hang', true);
    expect((await ask(source)).end).toMatchObject({ ok: false, error: { kind: 'timeout', reason: 'headers' } });
  });

  test('Stop while it thinks', async () => {
    const { source, switches, workspace } = await atDemo(kind);
    switches.set('hang', true);
    const stop = new AbortController();
    const asking = ask(source, {}, stop.signal);
    await expect.poll(() => workspace.log().at(-1)).toMatchObject({ method: 'POST', status: null });
    stop.abort();
    expect((await asking).end).toMatchObject({ ok: true, value: { kind: 'stopped' } });
  });

  test('a cut answer of a list or an answer that is no JSON', async () => {
    const { source, switches } = await atDemo(kind, { stream: false });
    switches.set('invalidJson', true);
    expect((await ask(source)).end).toMatchObject({ ok: false, error: { kind: 'protocol', reason: 'notJson' } });
    switches.clear('invalidJson');
    switches.set('cutAfterBytes', 20);
    expect((await ask(source)).end).toMatchObject({ ok: false, error: { kind: 'http', reason: 'dropped' } });
  });
});

test('a stranger behind the port is no web server', async () => {
  const stranger = createTcpServer((socket) =>
    socket
      .on('error', () => {})
      .resume()
      .end('SSH-2.0-OpenSSH\r\n'),
  );
  const server = await listening(stranger, 'http');
  const source = sourceAt('openai-compatible', server.url, null, { model: 'm' });
  expect(await broken(source)).toEqual(['reachable', 'notHttp', []]);
  await server.close();
});

test('a base without its /v1 is recognised', async () => {
  const { workspace } = await atDemo('openai-compatible');
  const { address, key } = workspace.answers.openAi;
  const source = sourceAt('openai-compatible', address.replace(/\/v1$/, ''), key, { model: 'atelier' });
  expect(await broken(source)).toEqual(['service', 'missingV1', []]);
});

test('a connector taken for the other one, and one for the other kind of server', async () => {
  const { workspace } = await atDemo('openai-connector');
  const { connectors, openWebui } = workspace.answers;
  expect(await broken(sourceAt('mistral-connector', connectors.openai, null))).toEqual([
    'service',
    'otherConnector',
    [],
  ]);
  expect((await broken(sourceAt('openai-connector', openWebui.address, null)))?.[0]).toBe('service');
  expect((await broken(sourceAt('open-webui', connectors.openai, null)))?.[0]).toBe('service');
});

test('the same question gets the same answer from the demo, streamed or whole', async () => {
  const streamed = await atDemo('open-webui');
  const whole = await atDemo('open-webui', { stream: false });
  const turns = [{ role: 'user', text: QUESTION }] as const;
  expect((await ask(streamed.source, { turns })).heard.text).toBe((await ask(whole.source, { turns })).heard.text);
});
