import { describe, expect, test } from 'vitest';
import { importConfiguration } from '../../../main/answers/import.ts';
import { importSource } from '../../../main/answers/imported.ts';
import { requestSchemas } from '../../../main/ipc/schemas.ts';

const WIDGET = {
  openWebUIUrl: 'https://org.halext.org/webui/',
  model: 'Technova',
  apiKey: ' Bearer sk-abc123 \n',
  systemMessage: 'You are a helpful assistant.',
  maxTokens: 800,
  temperature: 0.2,
  stream: false,
  timeout: 30_000,
};

function imported(given: unknown) {
  const result = importConfiguration(given);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

test('a whole configuration, as an object and as its JSON', () => {
  for (const given of [WIDGET, JSON.stringify(WIDGET)]) {
    const { draft, problems } = imported(given);
    expect(problems).toEqual([]);
    expect(draft).toMatchObject({
      kind: 'open-webui',
      name: 'org.halext.org',
      address: 'https://org.halext.org/webui',
      model: 'Technova',
      system: 'You are a helpful assistant.',
      parameters: { maxTokens: 800, temperature: 0.2, topP: null },
      stream: false,
      timeouts: { firstByteMs: 30_000, betweenBytesMs: 30_000 },
    });
    expect(draft.key?.reveal()).toBe('sk-abc123');
    expect(JSON.stringify(draft)).not.toContain('sk-abc123');
  }
});

test('what is left out has the defaults of the design', () => {
  const { draft, problems } = imported({ openWebUIUrl: 'localhost:3000', model: 'm', apiKey: '', systemMessage: null });
  expect(problems).toEqual([]);
  expect(draft).toMatchObject({
    address: 'http://localhost:3000',
    key: null,
    system: null,
    parameters: { maxTokens: 1_500, temperature: 0.7 },
    stream: true,
    timeouts: { firstByteMs: 45_000, betweenBytesMs: 45_000 },
  });
});

test('a timeout below a thousand was meant in seconds', () => {
  expect(imported({ ...WIDGET, timeout: 45 }).draft.timeouts.firstByteMs).toBe(45_000);
});

describe('what is wrong is named, and the rest is taken', () => {
  test.each([
    ['openWebUIUrl', undefined, 'missing'],
    ['openWebUIUrl', ' ', 'missing'],
    ['openWebUIUrl', 7, 'wrongType'],
    ['openWebUIUrl', 'ftp://x', 'addressScheme'],
    ['openWebUIUrl', 'https://me:pw@x.example', 'addressCredentials'],
    ['model', null, 'missing'],
    ['model', 'x'.repeat(501), 'tooLong'],
    ['apiKey', 'two words', 'key'],
    ['apiKey', 'line\nbreak', 'key'],
    ['apiKey', {}, 'wrongType'],
    ['systemMessage', 3, 'wrongType'],
    ['maxTokens', 0, 'outOfRange'],
    ['maxTokens', 1.5, 'outOfRange'],
    ['maxTokens', '1500', 'wrongType'],
    ['temperature', 2.5, 'outOfRange'],
    ['temperature', Number.NaN, 'outOfRange'],
    ['stream', 'yes', 'wrongType'],
    ['timeout', 0, 'outOfRange'],
    ['timeout', 1e12, 'outOfRange'],
    ['theme', 'dark', 'unknownField'],
  ])('%s: %j', (field, value, reason) => {
    const { draft, problems } = imported({ ...WIDGET, [field]: value });
    expect(problems).toEqual([{ field, reason }]);
    const untouched = field === 'maxTokens' ? 'temperature' : 'maxTokens';
    expect(draft.parameters[untouched]).toBe(WIDGET[untouched]);
  });

  test('several at once', () => {
    const { problems } = imported({ temperature: 'hot', stream: 1 });
    expect(problems.map(({ field }) => field).sort()).toEqual(['model', 'openWebUIUrl', 'stream', 'temperature']);
  });
});

test.each([['text that is no JSON'], ['[1]'], [[]], [null], [7], [undefined]])('%j is no configuration', (given) => {
  expect(importConfiguration(given)).toMatchObject({ ok: false, error: { kind: 'validation', reason: 'notAnObject' } });
});

test('a key that would reach for a prototype changes nothing', () => {
  const { problems } = imported('{"__proto__": {"stream": false}, "openWebUIUrl": "x.example", "model": "m"}');
  expect(problems.every(({ reason }) => reason === 'unknownField')).toBe(true);
  expect(({} as { stream?: boolean }).stream).toBeUndefined();
});

test('a window gets a draft it can save as it is, with the key as it was pasted', () => {
  const text = JSON.stringify({
    openWebUIUrl: 'chat.example.org',
    model: 'Technova',
    apiKey: 'sk-pasted',
    timeout: 30,
  });
  const imported = importSource(text);
  expect(imported).toMatchObject({
    ok: true,
    value: {
      draft: { id: null, key: 'sk-pasted', system: '', headers: [], timeouts: { firstByte: 30 } },
      problems: [],
    },
  });
  if (imported.ok) expect(requestSchemas['sources.save'].safeParse(imported.value.draft).success).toBe(true);
  expect(importSource('[1]')).toMatchObject({ ok: false, error: { reason: 'notAnObject' } });
  expect(importSource('{}')).toMatchObject({ ok: true, value: { draft: { address: '', model: null } } });
});
