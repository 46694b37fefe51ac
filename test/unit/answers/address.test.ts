import { describe, expect, test } from 'vitest';
import { CHAT_SOURCE_KINDS, type ChatSourceKindName } from '../../../main/answers/registry.ts';
import { isNearby } from '../../../main/http/nearby.ts';

describe.each<[ChatSourceKindName, [string, string][]]>([
  [
    'open-webui',
    [
      ['http://localhost:3000', 'http://localhost:3000'],
      ['https://org.halext.org/webui/', 'https://org.halext.org/webui'],
      ['org.halext.org/webui//', 'https://org.halext.org/webui'],
      ['localhost:3000/', 'http://localhost:3000'],
      ['192.168.1.5:3000', 'http://192.168.1.5:3000'],
      ['https://x.example/webui/api/chat/completions', 'https://x.example/webui'],
      ['https://x.example/api', 'https://x.example'],
      ['https://x.example/c/0b1c-22', 'https://x.example'],
      ['https://x.example/?models=technova&q=hi', 'https://x.example'],
      ['https://x.example/auth#top', 'https://x.example'],
      [' HTTPS://X.Example:443/ ', 'https://x.example'],
    ],
  ],
  [
    'openai-compatible',
    [
      ['http://localhost:11434/v1/', 'http://localhost:11434/v1'],
      ['localhost:1234/v1/chat/completions', 'http://localhost:1234/v1'],
      ['https://api.example/v1/models', 'https://api.example/v1'],
      ['https://api.example/openai/deployments/x', 'https://api.example/openai/deployments/x'],
      ['[::1]:8080', 'http://[::1]:8080'],
    ],
  ],
  [
    'openai-connector',
    [
      ['http://nas:8006', 'http://nas:8006'],
      ['nas:8006/api/v1/openai/chat', 'http://nas:8006'],
      ['https://x.example/connect/docs', 'https://x.example/connect'],
    ],
  ],
  ['mistral-connector', [['localhost:8005/api/v1/mistral/models', 'http://localhost:8005']]],
])('addresses of %s', (kind, rows) => {
  test.each(rows)('%s', (typed, base) => {
    const read = CHAT_SOURCE_KINDS[kind].normaliseAddress(typed);
    expect(read).toEqual({ ok: true, value: base });
    expect(CHAT_SOURCE_KINDS[kind].normaliseAddress(base)).toEqual(read);
  });

  test.each([
    ['', 'addressEmpty'],
    ['ftp://x.example', 'addressScheme'],
    ['https://u:p@x.example', 'addressCredentials'],
    ['two words', 'addressInvalid'],
  ])('%j cannot be used: %s', (typed, reason) => {
    expect(CHAT_SOURCE_KINDS[kind].normaliseAddress(typed)).toMatchObject({ ok: false, error: { reason } });
  });
});

test.each([
  ['localhost', true],
  ['127.8.0.1', true],
  ['10.0.0.1', true],
  ['172.16.0.1', true],
  ['172.32.0.1', false],
  ['192.168.1.5', true],
  ['169.254.1.1', true],
  ['[fd00::1]', true],
  ['[fe80::1]', true],
  ['[2001:db8::1]', false],
  ['nas', true],
  ['nas.local', true],
  ['svc.internal', true],
  ['example.org', false],
  ['10.example.org', false],
  ['8.8.8.8', false],
])('%s is nearby: %s', (hostname, nearby) => {
  expect(isNearby(hostname)).toBe(nearby);
});
