import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { createTranslator } from '../../../main/i18n.ts';
import type { AppError } from '../../../preload/contract.ts';
import { probeLine, signInSentence } from '../../../renderer/signin/sentences.ts';

const t = createTranslator('en') as unknown as TFunction;

function failed(error: Partial<AppError> & Pick<AppError, 'kind'>, address = 'halext.example') {
  return probeLine(t, { kind: 'failed', address, error: { message: 'technical', retryable: false, ...error } }, 'en');
}

test('each failure of the probe has its own cause, and never the technical message', () => {
  const lines = [
    failed({ kind: 'offline' }),
    failed({ kind: 'dns' }),
    failed({ kind: 'refused' }),
    failed({ kind: 'refused' }, 'halext.example:8000'),
    failed({ kind: 'timeout' }),
    failed({ kind: 'tls', reason: 'certificateExpired' }),
    failed({ kind: 'tls', reason: 'certificateHostname' }),
    failed({ kind: 'tls', reason: 'certificateSelfSigned' }),
    failed({ kind: 'tls', reason: 'handshake' }),
    failed({ kind: 'protocol', reason: 'isOpenWebui' }),
    failed({ kind: 'protocol', reason: 'notHalext' }),
    failed({ kind: 'validation', reason: 'addressInvalid' }),
    failed({ kind: 'validation', reason: 'addressScheme' }),
    failed({ kind: 'validation', reason: 'addressCredentials' }),
    failed({ kind: 'http', status: 502 }),
  ].map(({ lead, rest }) => `${lead} ${rest}`.trim());
  expect(new Set(lines).size).toBe(lines.length);
  for (const line of lines) {
    expect(line).toMatch(/[.?!]$/);
    expect(line).not.toContain('technical');
  }
});

test('a refused connection names the port that was typed, and offers to leave it out', () => {
  expect(failed({ kind: 'refused' }, 'halext.example:8000')).toMatchObject({
    lead: 'The computer is there, but nothing listens on port 8000.',
    offersNoPort: true,
  });
  expect(failed({ kind: 'refused' }).offersNoPort).toBe(false);
});

test('no network is not the fault of the address', () => {
  expect(failed({ kind: 'offline' })).toMatchObject({ sign: 'offline', tone: 'quiet' });
});

test('a server that answers says its version and how fast; one in trouble says so', () => {
  const result = { server: 'https://a.example/api', version: '0.2.0', latencyMs: 40.6, health: 'healthy' as const };
  const line = probeLine(t, { kind: 'answered', address: 'a.example', result }, 'en');
  expect(line).toMatchObject({ sign: 'ok', rest: 'Halext 0.2.0, answered in 41 ms.' });
  const ill = { ...result, health: 'degraded' as const };
  expect(probeLine(t, { kind: 'answered', address: 'a.example', result: ill }, 'en')).toMatchObject({ tone: 'warn' });
});

test('a refused password and a refused token are told apart', () => {
  const error: AppError = { kind: 'auth', message: '401', retryable: false };
  expect(signInSentence(t, error, 'password')).toContain('password');
  expect(signInSentence(t, error, 'token')).toContain('token');
});
