import { describe, expect, test } from 'vitest';
import type { ChatSource } from '../../../main/answers/source.ts';
import type { SwitchValue } from '../../../main/demo/index.ts';
import { ask, atDemo } from './desk.ts';

const { signal } = new AbortController();

/** The step that fails and why. */
async function broken(source: ChatSource) {
  for (const { step, verdict } of await source.test({ started: () => {}, finished: () => {} }, signal)) {
    if (verdict.kind === 'failed') return [step, verdict.error.reason];
  }
  return null;
}

describe.each(['openai-compatible', 'open-webui'] as const)('the ways in which an answer of %s comes', (kind) => {
  const asked = async (way: SwitchValue<'chatWay'>, more: Parameters<typeof atDemo>[1] = {}) => {
    const { source, switches } = await atDemo(kind, more);
    const plain = await ask(source);
    switches.set('chatWay', way);
    return { ...(await ask(source)), plain: plain.heard.text };
  };

  test.each(['crlf', 'foreignFrames', 'badFrames', 'wholeJson'] as const)('%s: nothing is lost', async (way) => {
    const { heard, end, plain } = await asked(way);
    expect(heard.text).toBe(plain);
    expect(end).toMatchObject({ ok: true, value: { kind: 'complete', finish: 'stop' } });
  });

  test('a chunk cut inside a character; a frame of a megabyte', async () => {
    const cut = await asked('cutCharacters');
    expect(cut.heard.text).toBe(`Déjà : ☕ 𝄞 ${cut.plain}`);
    const huge = await asked('hugeFrame');
    expect(huge.heard.text).toBe('é'.repeat(500_000) + huge.plain);
  });

  test.each(['reasoning', 'reasoningShort'] as const)('%s is told by itself', async (way) => {
    const { heard, plain } = await asked(way);
    expect(heard).toMatchObject({ text: plain, reasoning: 'First I look at the question.' });
  });

  test('calls of tools are facts', async () => {
    const { heard, end } = await asked('toolCalls');
    expect(heard.calls.map(({ args }) => args).join('')).toBe('{"q":"pump"}');
    expect(end).toMatchObject({ ok: true, value: { kind: 'complete', finish: 'tools' } });
  });

  test('an empty answer is an answer', async () => {
    const { heard, end } = await asked('empty');
    expect([heard.text, end]).toMatchObject(['', { ok: true, value: { kind: 'complete' } }]);
  });

  test.each([
    ['noDone', 'noDone', { reason: 'noDone' }],
    ['drop', 'brokenStream', { kind: 'http', reason: 'dropped' }],
    ['errorFrame', 'errorFrame', { kind: 'serverAi', reason: 'providerFailed' }],
  ] as const)('%s: incomplete, and the text stays', async (way, why, error) => {
    const { heard, end, plain } = await asked(way);
    expect(heard.text.length).toBeGreaterThan(5);
    expect(plain.startsWith(heard.text)).toBe(true);
    expect(end).toMatchObject({ ok: true, value: { kind: 'incomplete', why, error } });
  });

  test('silence between two words ends at its limit, and the text stays', async () => {
    const { heard, end } = await asked('silence', { timeouts: { firstByteMs: 20_000, betweenBytesMs: 300 } });
    expect(heard.text).not.toBe('');
    expect(end).toMatchObject({
      ok: true,
      value: { kind: 'incomplete', why: 'brokenStream', error: { kind: 'timeout', reason: 'idle' } },
    });
  });

  test('a slow answer has no limit as long as something comes', async () => {
    const { source, switches } = await atDemo(kind, { timeouts: { firstByteMs: 400, betweenBytesMs: 400 } });
    switches.set('chatPaceMs', 60);
    const parameters = { temperature: null, maxTokens: 12, topP: null, frequencyPenalty: null, presencePenalty: null };
    const { end } = await ask(source, { parameters: { ...parameters, safePrompt: null } });
    if (!end.ok) throw new Error(end.error.message);
    expect(end.value.kind).toBe('complete');
    expect(end.value.times.end - end.value.times.asked).toBeGreaterThan(600);
  });

  test.each(['errorFirst', 'errorJson', 'html200'] as const)('%s: a failure before any text', async (way) => {
    const { heard, end } = await asked(way);
    expect([heard.text, end.ok]).toEqual(['', false]);
  });

  test('Stop within the answer keeps what had come', async () => {
    const { source, switches } = await atDemo(kind);
    switches.set('chatPaceMs', 10);
    const stop = new AbortController();
    const { heard, end } = await ask(source, {}, stop.signal, (text) => text.length > 20 && stop.abort());
    expect(end).toMatchObject({ ok: true, value: { kind: 'stopped' } });
    expect(heard.text.length).toBeGreaterThan(20);
    expect(heard.text.length).toBeLessThan(60);
  });

  test.each(['detail', 'detailList', 'error', 'errorText', 'html'] as const)('a refusal as %s', async (shape) => {
    const { source, switches } = await atDemo(kind);
    switches.set('chatRefuses', { status: 400, shape, words: 'Bad luck' });
    const { end } = await ask(source);
    const words = shape === 'html' ? 'status 400' : expect.stringContaining('Bad luck');
    expect(end).toMatchObject({
      ok: false,
      error: { kind: 'validation', reason: 'invalid', status: 400, message: expect.anything() },
    });
    expect(!end.ok && end.error.message.replace('ask for an answer: ', '')).toEqual(words);
  });

  test('a busy server: tried again only where that is allowed', async () => {
    const { source, switches } = await atDemo(kind);
    switches.set('chatRefuses', { status: 429, shape: 'detail', retryAfterS: 0 }, { times: 2 });
    const { end } = await ask(source);
    if (kind === 'open-webui') expect(end).toMatchObject({ ok: true, value: { kind: 'complete', attempts: 3 } });
    else expect(end).toMatchObject({ ok: false, error: { reason: 'tooManyRequests', retryAfterMs: 0 } });
  });

  test('a bare list of models', async () => {
    const { source, switches } = await atDemo(kind);
    const usual = await source.models();
    switches.set('modelsBare', true);
    expect(await source.models()).toEqual(usual);
  });
});

describe('Open WebUI', () => {
  test.each([
    ['keysOff', 'apiKeysNotAllowed'],
    ['endpoint', 'apiKeysNotAllowed'],
    ['permission', 'forbidden'],
  ] as const)('a key that may not: %s', async (how, reason) => {
    const { source, switches } = await atDemo('open-webui');
    switches.set('webuiForbids', how);
    expect(await broken(source)).toEqual(['authorised', reason]);
    expect((await ask(source)).end).toMatchObject({ ok: false, error: { kind: 'auth', reason } });
  });

  test('no key: it says so with 403; a server without authentication takes none', async () => {
    const { source, switches } = await atDemo('open-webui', { wrongKey: '' });
    expect(await broken(source)).toEqual(['authorised', 'keyMissing']);
    switches.set('webuiOpen', true);
    expect(await broken(source)).toBeNull();
  });

  test.each([
    ['webuiHealth', 'page', 'html'],
    ['webuiHealth', 'ill', 'unhealthy'],
    ['webuiOther', true, 'otherService'],
  ] as const)('%s %s', async (name, value, reason) => {
    const { source, switches } = await atDemo('open-webui');
    switches.set(name, value);
    expect(await broken(source)).toEqual(['service', reason]);
  });

  test('a model that is switched off', async () => {
    const { source } = await atDemo('open-webui', { model: 'archive-2024' });
    expect(await broken(source)).toEqual(['model', 'inactiveModel']);
  });
});

describe.each(['openai-connector', 'mistral-connector'] as const)('the failures of the %s', (kind) => {
  test.each([
    ['text200', { kind: 'serverAi', reason: 'providerFailed' }],
    ['class200', { kind: 'serverAi', reason: 'providerTimeout' }],
    ['text400', { kind: 'validation', reason: 'contextLength', status: 400 }],
    ['class500', { kind: 'http', reason: 'serverFault', status: 500 }],
  ] as const)('%s', async (how, error) => {
    const { source, switches } = await atDemo(kind);
    switches.set('connectorFails', how);
    expect((await ask(source)).end).toMatchObject({ ok: false, error });
    expect(await source.embed({ texts: ['a'], model: null }, signal)).toMatchObject({ ok: false, error });
  });

  test('a limit is waited for once, then the answer comes', async () => {
    const { source, switches } = await atDemo(kind);
    switches.set('connectorFails', 'limit429', { times: 1 });
    const { end } = await ask(source);
    if (!end.ok) throw new Error(end.error.message);
    expect(end.value).toMatchObject({ kind: 'complete', attempts: 2 });
    expect(end.value.times.end - end.value.times.asked).toBeGreaterThanOrEqual(990);
  });

  test('no key configured, unless we bring one; the wrong connector', async () => {
    const { source, switches } = await atDemo(kind);
    switches.set('connectorUnconfigured', true);
    expect(await broken(source)).toEqual(['authorised', 'notConfigured']);
    const own = await atDemo(kind, { wrongKey: 'sk-mine' });
    own.switches.set('connectorUnconfigured', true);
    expect(await broken(own.source)).toBeNull();
    own.switches.set('connectorMixedUp', true);
    expect(await broken(own.source)).toEqual(['service', 'otherConnector']);
  });

  test('an answer that does not come ends at its limit', async () => {
    const { source, switches } = await atDemo(kind, { timeouts: { firstByteMs: 250, betweenBytesMs: 250 } });
    switches.set('connectorHangs', true);
    expect((await ask(source)).end).toMatchObject({ ok: false, error: { kind: 'timeout', reason: 'headers' } });
  });
});
