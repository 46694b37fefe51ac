import { describe, expect, test } from 'vitest';
import { appError } from '../../../main/errors.ts';
import { networkError, nothingLeft } from '../../../main/http/error-kinds.ts';

function coded(code: string, message = 'boom'): Error {
  return Object.assign(new Error(message), { code });
}

describe('before anything was written', () => {
  test.each([
    ['ENOTFOUND', 'dns', undefined],
    ['EAI_AGAIN', 'dns', undefined],
    ['ECONNREFUSED', 'refused', undefined],
    ['ECONNRESET', 'refused', 'closedWhileConnecting'],
    ['ENETUNREACH', 'offline', undefined],
    ['EHOSTUNREACH', 'offline', undefined],
    ['ENETDOWN', 'offline', undefined],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout', 'connect'],
    ['ETIMEDOUT', 'timeout', 'connect'],
    ['CERT_HAS_EXPIRED', 'tls', 'certificateExpired'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', 'certificateHostname'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls', 'certificateUnknownIssuer'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls', 'certificateSelfSigned'],
    ['CERT_SIGNATURE_FAILURE', 'tls', 'certificateOther'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', 'handshake'],
  ])('%s is %s/%s, and nothing left', (code, kind, reason) => {
    const error = networkError(coded(code), false, 'list');
    expect(error.kind).toBe(kind);
    expect(error.reason).toBe(reason);
    expect(nothingLeft(error)).toBe(true);
  });

  test('a proxy that refuses the tunnel is named, and nothing left', () => {
    const error = networkError(coded('UND_ERR_ABORTED', 'Proxy response (407) !== 200'), false, 'list');
    expect(error).toMatchObject({ kind: 'http', reason: 'proxyRefused' });
    expect(nothingLeft(error)).toBe(true);
  });

  test.each([
    [['ECONNREFUSED', 'ECONNREFUSED'], 'refused'],
    [['ENETUNREACH', 'ECONNREFUSED'], 'refused'],
    [['ETIMEDOUT', 'ECONNREFUSED'], 'refused'],
    [['ECONNREFUSED', 'ENETUNREACH'], 'refused'],
    [['ENETUNREACH', 'ETIMEDOUT'], 'timeout'],
    [['ENETUNREACH', 'EHOSTUNREACH'], 'offline'],
  ])('of failed attempts by IPv6 and IPv4 (%j) the one that says most is told: %s', (codes, kind) => {
    // As Node makes it: with the code of the first.
    const both = Object.assign(new AggregateError(codes.map((code) => coded(code))), { code: codes[0] });
    expect(networkError(both, false, 'list').kind).toBe(kind);
    // As undici makes it of one with a silence in it.
    const late = Object.assign(new Error('connect timeout', { cause: both }), { code: 'UND_ERR_CONNECT_TIMEOUT' });
    expect(networkError(late, false, 'list').kind).toBe(kind);
  });
});

describe('once the request was being written, the server may have it', () => {
  test.each([
    ['ECONNRESET', 'http', 'dropped'],
    ['UND_ERR_SOCKET', 'http', 'dropped'],
    ['EHOSTUNREACH', 'http', 'dropped'],
    ['ENETDOWN', 'http', 'dropped'],
    ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'http', 'dropped'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout', 'headers'],
    ['UND_ERR_BODY_TIMEOUT', 'timeout', 'idle'],
  ])('%s is %s/%s', (code, kind, reason) => {
    const error = networkError(coded(code), true, 'send');
    expect(error).toMatchObject({ kind, reason });
    expect(nothingLeft(error)).toBe(false);
  });

  test('a dropped connection may be tried again by itself', () => {
    expect(networkError(coded('ECONNRESET'), true, 'send').retryable).toBe(true);
  });
});

test.each([
  [appError('http', '500', { status: 500 })],
  [appError('serverAi', 'the model failed')],
  [appError('auth', '401', { status: 401 })],
  [appError('cancelled', 'stopped')],
  [appError('timeout', 'late', { reason: 'headers' })],
])('%o may have reached the server', (error) => {
  expect(nothingLeft(error)).toBe(false);
});

test('an error says what was being done and the code, never the words of the other side', () => {
  const error = networkError(
    coded('ECONNREFUSED', 'connect to secret-host with token abc'),
    false,
    'list conversations',
  );
  expect(error.message).toBe('list conversations: ECONNREFUSED');
});
