import { expect, it } from 'vitest';
import type { AppError, LinkName, ServiceKind } from '../../../preload/contract.ts';
import { type Fault, faultOf } from '../../../renderer/ui/fault.ts';

type Case = readonly [LinkName, Partial<AppError> & Pick<AppError, 'kind'>, Fault, ServiceKind?];

const CASES: readonly Case[] = [
  ['network', { kind: 'offline' }, 'noNetwork'],
  ['dns', { kind: 'dns' }, 'dns'],
  ['tcp', { kind: 'refused' }, 'refused'],
  ['tcp', { kind: 'refused', reason: 'closedWhileConnecting' }, 'refused'],
  ['tcp', { kind: 'refused', reason: 'proxy' }, 'proxy'],
  ['tcp', { kind: 'refused', reason: 'proxyUnreachable' }, 'proxyUnreachable'],
  ['tcp', { kind: 'http', reason: 'proxyScript' }, 'proxyScript'],
  ['tcp', { kind: 'offline' }, 'unreachable'],
  ['tcp', { kind: 'timeout', reason: 'connect' }, 'unreachable'],
  ['tcp', { kind: 'http', reason: 'proxyRefused', status: 407 }, 'proxy'],
  ['tcp', { kind: 'http', reason: 'proxyUnsupported' }, 'proxyUnsupported'],
  ['tcp', { kind: 'http', reason: 'proxyPassword' }, 'proxyPassword'],
  ['tcp', { kind: 'http', reason: 'proxyPasswordWrong' }, 'proxyPasswordWrong'],
  ['tls', { kind: 'tls', reason: 'proxyCertificate' }, 'proxyCertificate'],
  ['tls', { kind: 'tls', reason: 'certificateChanged' }, 'certificateChanged'],
  ['tls', { kind: 'tls', reason: 'handshake' }, 'encryption'],
  ['tls', { kind: 'tls', reason: 'certificateExpired' }, 'certificateExpired'],
  ['tls', { kind: 'tls', reason: 'certificateNotYetValid' }, 'certificateNotYetValid'],
  ['tls', { kind: 'tls', reason: 'certificateHostname' }, 'certificateHostname'],
  ['tls', { kind: 'tls', reason: 'certificateUnknownIssuer' }, 'certificateUnknown'],
  ['tls', { kind: 'tls', reason: 'certificateSelfSigned' }, 'certificateSelfSigned'],
  ['tls', { kind: 'tls', reason: 'certificateRevoked' }, 'certificate'],
  ['http', { kind: 'timeout', reason: 'headers' }, 'silent'],
  ['http', { kind: 'http', reason: 'dropped' }, 'cutOff'],
  ['http', { kind: 'http', reason: 'unavailable', status: 503 }, 'unavailable'],
  ['http', { kind: 'http', reason: 'gatewayTimeout', status: 504 }, 'gatewayTimeout'],
  ['http', { kind: 'http', reason: 'serverFault', status: 500 }, 'serverFault'],
  ['http', { kind: 'http', status: 507 }, 'serverFault'],
  ['http', { kind: 'http', status: 418 }, 'requestRefused'],
  ['http', { kind: 'http', reason: 'tooManyRequests', status: 429 }, 'tooMany'],
  ['http', { kind: 'protocol', reason: 'notHttp' }, 'notUnderstood'],
  ['http', { kind: 'unknown' }, 'notUnderstood'],
  ['service', { kind: 'protocol', reason: 'html', status: 200 }, 'webPage'],
  ['service', { kind: 'http', reason: 'redirect', status: 302 }, 'webPage'],
  ['service', { kind: 'protocol', reason: 'notHalext', status: 200 }, 'otherService'],
  ['service', { kind: 'http', reason: 'unknownPath', status: 404 }, 'otherService'],
  ['service', { kind: 'notFound', status: 404 }, 'otherService'],
  ['service', { kind: 'protocol', reason: 'wrongShape' }, 'notUnderstood'],
  ['access', { kind: 'auth', reason: 'keyRefused', status: 401 }, 'keyRefused', 'gateway'],
  ['access', { kind: 'auth', reason: 'tokenRefused', status: 401 }, 'keyRefused', 'agui'],
  ['access', { kind: 'auth', reason: 'tokenRefused', status: 401 }, 'signedOut', 'halext'],
  ['access', { kind: 'auth', reason: 'badCredentials' }, 'signedOut', 'halextAi'],
  ['access', { kind: 'keychain', reason: 'keyMissing' }, 'keyMissing'],
  ['access', { kind: 'keychain', reason: 'keychainFailed' }, 'keychain'],
  ['access', { kind: 'keychain' }, 'keychain'],
  ['access', { kind: 'http', reason: 'forbidden', status: 403 }, 'forbidden'],
  ['usable', { kind: 'serverAi' }, 'noModel'],
  ['usable', { kind: 'serverAi', reason: 'mock' }, 'mock'],
  ['usable', { kind: 'http', reason: 'degraded' }, 'degraded'],
  ['usable', { kind: 'http', reason: 'serverFault', status: 500 }, 'unusable'],
  ['usable', { kind: 'timeout', reason: 'headers' }, 'silent'],
];

it.each(CASES.map(([link, error, fault, kind = 'gateway']) => ({ link, error, fault, kind })))(
  '$link broken by $error of a $kind is $fault',
  ({ link, error, fault, kind }) => {
    expect(faultOf(link, { message: '', retryable: false, ...error }, kind)).toBe(fault);
  },
);

it('falls back to the link when nobody knows the error, and to nothing at all without one', () => {
  expect(faultOf('tcp', null, 'halext')).toBe('unreachable');
  expect(faultOf('usable', { kind: 'storage', message: '', retryable: false }, 'halext')).toBe('unusable');
  expect(faultOf(null, { kind: 'storage', message: '', retryable: false }, null)).toBe('unknown');
  expect(faultOf(null, null, null)).toBe('unknown');
});

it('takes no fault from the names every object has', () => {
  const error = { kind: 'dns', reason: 'constructor', message: '', retryable: true } as const;
  expect(faultOf('dns', error, 'halext')).toBe('dns');
});
