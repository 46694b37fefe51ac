import { expect, test } from 'vitest';
import { type AppError, appError } from '../../../main/errors.ts';
import { causesOf } from '../../../renderer/health/causes.ts';
import { pageOf, remedyOf } from '../../../renderer/health/remedy-button.tsx';
import { secureOrigin } from '../../../renderer/network/certificate-button.tsx';
import { proxyOrigin } from '../../../renderer/network/proxy-pick.tsx';
import { broken, report } from './samples.ts';

/** Every service is broken by what all have in common. */
function networkCause(error: AppError) {
  const services = ['a', 'b'].map((id) => ({
    ...broken(id, 'tls', error),
    address: `https://${id}.example.org:8443/api`,
    explainedBy: 'network',
  }));
  const [cause] = causesOf(report(services, { broken: true, error }));
  if (!cause) throw new Error('no cause');
  return cause;
}

test('a sign-in page of the network opens as the plain page of a server that is known anyway', () => {
  const cause = networkCause(appError('protocol', '', { reason: 'captivePortal' }));
  expect(cause.fault).toBe('captivePortal');
  expect(remedyOf(cause)).toBe('openInBrowser');
  expect(pageOf(cause)).toBe('http://a.example.org/');
});

test.each([
  [appError('http', '', { reason: 'proxyPassword' }), 'enterProxyPassword'],
  [appError('http', '', { reason: 'proxyPasswordWrong' }), 'enterProxyPassword'],
  [appError('http', '', { reason: 'proxyRefused' }), 'copyForAdministrator'],
  [appError('refused', ''), 'copyForAdministrator'],
  [appError('offline', ''), 'retry'],
  [appError('dns', ''), 'retry'],
])('what all have in common: %o is answered by %s', (error, remedy) => {
  expect(remedyOf(networkCause(error))).toBe(remedy);
});

test.each([
  ['https://a.example.org/api', 'https://a.example.org'],
  ['a.example.org:8443', 'https://a.example.org:8443'],
  ['http://a.example.org', null],
  ['', null],
])('the certificate of %j is that of %s', (address, origin) => {
  expect(secureOrigin(address)).toBe(origin);
});

test.each([
  ['proxy.example:3128', 'http://proxy.example:3128'],
  [' https://proxy.example/ ', 'https://proxy.example'],
  ['socks5://proxy.example', null],
  ['http://me:pw@proxy.example', null],
  ['two words', null],
  ['', null],
])('as the address of a proxy %j is %s', (typed, origin) => {
  expect(proxyOrigin(typed)).toBe(origin);
});
