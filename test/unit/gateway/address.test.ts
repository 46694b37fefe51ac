import { expect, test } from 'vitest';
import { normaliseGatewayAddress } from '../../../main/gateway/address.ts';

test.each([
  ['gateway.example.org', 'https://gateway.example.org'],
  ['  https://gateway.example.org/  ', 'https://gateway.example.org'],
  ['https://gateway.example.org/v1', 'https://gateway.example.org'],
  ['https://gateway.example.org/v1/', 'https://gateway.example.org'],
  ['https://gateway.example.org//v1//', 'https://gateway.example.org'],
  ['gateway.example.org/v1/models', 'https://gateway.example.org'],
  ['gateway.example.org/v1/chat/completions', 'https://gateway.example.org'],
  ['gateway.example.org/v1/tasks/status', 'https://gateway.example.org'],
  ['gateway.example.org/v1/tasks/status/a2fe1726-92ee-4484?x=1#top', 'https://gateway.example.org'],
  ['team.example.org/harpou/v1/chat/completions', 'https://team.example.org/harpou'],
  ['team.example.org/v1/agents', 'https://team.example.org/v1/agents'],
  ['team.example.org/v1/agents/v1', 'https://team.example.org/v1/agents'],
  ['http://ai-gateway-dev:5000', 'http://ai-gateway-dev:5000'],
  ['ai-gateway-dev:5000', 'https://ai-gateway-dev:5000'],
  ['localhost:5000/v1', 'http://localhost:5000'],
  ['https://localhost:5000', 'https://localhost:5000'],
  ['127.0.0.1:443', 'http://127.0.0.1:443'],
  ['::1', 'http://[::1]'],
  ['HTTP://Gateway.Example.ORG.:80/', 'http://gateway.example.org'],
])('%s is asked at %s', (typed, base) => {
  expect(normaliseGatewayAddress(typed)).toEqual({ ok: true, value: base });
});

test.each([
  ['   ', 'addressEmpty'],
  ['ws://gateway.example.org', 'addressScheme'],
  ['gate way', 'addressInvalid'],
  ['https://', 'addressInvalid'],
  ['sk-secret@gateway.example.org', 'addressCredentials'],
])('%s is refused: %s', (typed, reason) => {
  const result = normaliseGatewayAddress(typed);
  expect(result).toMatchObject({ ok: false, error: { kind: 'validation', reason } });
  expect(JSON.stringify(result)).not.toContain('sk-secret');
});
