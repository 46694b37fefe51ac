import { describe, expect, test } from 'vitest';
import { appError } from '../../../main/errors.ts';
import {
  chainOf,
  failure,
  good,
  LINKS,
  linkOf,
  notNeeded,
  type Observations,
  remedyOf,
} from '../../../main/health/chain.ts';
import type { AppError, ErrorKind, HealthLink, LinkName } from '../../../preload/contract.ts';

const error = (kind: ErrorKind, reason?: string, status?: number): AppError =>
  appError(kind, 'test', { ...(reason ? { reason } : {}), ...(status ? { status } : {}) });

/** Every kind, with every reason that makes a difference: the link it breaks, and how the links before it read. */
const TABLE: readonly [AppError, LinkName | null, before: 'good' | 'notChecked'][] = [
  [error('offline'), 'network', 'notChecked'],
  [error('dns'), 'dns', 'notChecked'],
  [error('refused'), 'tcp', 'good'],
  [error('refused', 'closedWhileConnecting'), 'tcp', 'good'],
  [error('refused', 'proxy'), 'tcp', 'good'],
  [error('http', 'proxyRefused'), 'tcp', 'good'],
  [error('http', 'proxyUnsupported'), 'tcp', 'notChecked'],
  [error('http', 'proxyPassword'), 'tcp', 'good'],
  [error('http', 'proxyPasswordWrong'), 'tcp', 'good'],
  [error('timeout', 'connect'), 'tcp', 'notChecked'],
  [error('timeout', 'queued'), 'tcp', 'notChecked'],
  [error('tls', 'certificateExpired'), 'tls', 'good'],
  [error('tls', 'handshake'), 'tls', 'good'],
  [error('timeout', 'headers'), 'http', 'good'],
  [error('timeout', 'idle'), 'http', 'good'],
  [error('timeout', 'total'), 'http', 'good'],
  [error('http', 'dropped'), 'http', 'good'],
  [error('http', 'unavailable', 502), 'http', 'good'],
  [error('http', 'gatewayTimeout', 504), 'http', 'good'],
  [error('http', 'serverFault', 500), 'http', 'good'],
  [error('http', 'tooManyRequests', 429), 'http', 'good'],
  [error('protocol', 'notHttp'), 'http', 'good'],
  [error('unknown'), 'http', 'notChecked'],
  [error('http', 'redirect', 302), 'service', 'good'],
  [error('http', 'unknownPath', 404), 'service', 'good'],
  [error('notFound', undefined, 404), 'service', 'good'],
  [error('protocol', 'html', 200), 'service', 'good'],
  [error('protocol', 'notJson', 200), 'service', 'good'],
  [error('protocol', 'wrongShape', 200), 'service', 'good'],
  [error('protocol', 'notHalext', 200), 'service', 'good'],
  [error('protocol', 'tooLarge'), 'service', 'good'],
  [error('validation', 'request'), 'service', 'notChecked'],
  [error('auth', 'keyRefused', 401), 'access', 'good'],
  [error('http', 'forbidden', 403), 'access', 'good'],
  [error('auth', 'sessionEnded'), 'access', 'notChecked'],
  [error('keychain', 'missing'), 'access', 'notChecked'],
  [error('serverAi'), 'usable', 'good'],
  [error('cancelled'), null, 'notChecked'],
  [error('storage'), null, 'notChecked'],
];

function verdicts(links: readonly HealthLink[]): string[] {
  return links.map(({ name, verdict }) => `${name} ${verdict}`);
}

describe('the link an error breaks', () => {
  test.each(TABLE)('%o breaks %s, and what is before it reads %s', (met, link, before) => {
    expect(linkOf(met)).toBe(link);
    const { links, broken } = chainOf(failure(met), {});
    expect(broken?.link ?? null).toBe(link);
    if (link === null) return;
    const at = LINKS.indexOf(link);
    expect(verdicts(links)).toEqual(
      LINKS.map((name, index) => `${name} ${index < at ? before : index === at ? 'broken' : 'notChecked'}`),
    );
    expect(links[at]?.error).toBe(met);
  });

  test('every kind of error is in the table', () => {
    const kinds: Record<ErrorKind, true> = {
      offline: true,
      dns: true,
      refused: true,
      tls: true,
      timeout: true,
      http: true,
      auth: true,
      notFound: true,
      validation: true,
      protocol: true,
      serverAi: true,
      cancelled: true,
      keychain: true,
      storage: true,
      unknown: true,
    };
    expect(new Set(TABLE.map(([{ kind }]) => kind))).toEqual(new Set(Object.keys(kinds)));
  });
});

const WAY: Observations = {
  network: good(),
  dns: good({ ms: 3, fact: '192.0.2.7' }),
  tcp: good({ ms: 12, fact: '192.0.2.7:443' }),
  tls: good({ ms: 30, fact: 'TLSv1.3' }),
};

describe('requests and the walk', () => {
  test('an answer proves the whole way, and the walk gives it times', () => {
    const { links, broken } = chainOf({ http: good({ ms: 80 }), service: good({ fact: '0.2' }) }, WAY);
    expect(broken).toBeNull();
    expect(links.map(({ name, verdict, ms, fact }) => [name, verdict, ms, fact])).toEqual([
      ['network', 'good', null, null],
      ['dns', 'good', 3, '192.0.2.7'],
      ['tcp', 'good', 12, '192.0.2.7:443'],
      ['tls', 'good', 30, 'TLSv1.3'],
      ['http', 'good', 80, null],
      ['service', 'good', null, '0.2'],
      ['access', 'notChecked', null, null],
      ['usable', 'notChecked', null, null],
    ]);
  });

  test('an answer counts although the walk could not get through', () => {
    const { links, broken } = chainOf({ http: good() }, { tcp: { verdict: 'broken', error: error('refused') } });
    expect(broken).toBeNull();
    expect(links[2]).toMatchObject({ verdict: 'good', error: null });
  });

  test('without an answer the walk knows better where the way ends', () => {
    const dns = error('dns');
    const { broken, links } = chainOf(failure(error('timeout', 'queued')), {
      network: good(),
      dns: { verdict: 'broken', error: dns },
    });
    expect(broken).toEqual({ link: 'dns', error: dns });
    expect(verdicts(links).slice(0, 3)).toEqual(['network good', 'dns broken', 'tcp notChecked']);
  });

  test('a deadline without a connection, on a way that is there, is the server not answering', () => {
    expect(chainOf(failure(error('timeout', 'queued')), WAY).broken?.link).toBe('http');
    expect(chainOf(failure(error('refused')), WAY).broken?.link).toBe('tcp');
  });

  test('what is not needed stays so, before and behind the broken link', () => {
    const local: Observations = { network: notNeeded, dns: notNeeded, tls: notNeeded };
    expect(verdicts(chainOf(failure(error('refused')), local).links).slice(0, 5)).toEqual([
      'network notNeeded',
      'dns notNeeded',
      'tcp broken',
      'tls notNeeded',
      'http notChecked',
    ]);
  });

  test('of two broken links the first is the one, and what was seen behind it is not told', () => {
    const asked: Observations = {
      http: good(),
      ...failure(error('keychain')),
      usable: { verdict: 'broken', error: error('serverAi') },
    };
    const { broken, links } = chainOf(asked, {});
    expect(broken?.link).toBe('access');
    expect(links.at(-1)).toMatchObject({ name: 'usable', verdict: 'notChecked', error: null });
  });

  test('a session known to have ended does not hide that the server answers', () => {
    const { links } = chainOf({ http: good(), service: good(), ...failure(error('auth', 'sessionEnded')) }, {});
    expect(verdicts(links).slice(0, 7)).toEqual(
      LINKS.slice(0, 7).map((name) => `${name} ${name === 'access' ? 'broken' : 'good'}`),
    );
  });

  test('slow is told of the answer', () => {
    expect(chainOf({ http: good({ ms: 4_000 }) }, {}, true).links[4]).toMatchObject({ verdict: 'slow', ms: 4_000 });
  });
});

test.each<[LinkName, AppError, Parameters<typeof remedyOf>[2], string]>([
  ['network', error('offline'), 'account', 'retry'],
  ['dns', error('dns'), 'source', 'openSettings'],
  ['dns', error('dns'), 'account', 'retry'],
  ['tcp', error('refused'), 'source', 'retry'],
  ['tcp', error('http', 'proxyRefused'), 'source', 'copyForAdministrator'],
  ['tls', error('tls', 'certificateExpired'), 'source', 'lookAtCertificate'],
  ['tls', error('tls', 'certificateChanged'), 'account', 'lookAtCertificate'],
  ['tls', error('tls', 'certificateRevoked'), 'account', 'copyForAdministrator'],
  ['tls', error('tls', 'handshake'), 'account', 'copyForAdministrator'],
  ['tcp', error('http', 'proxyPassword'), 'account', 'enterProxyPassword'],
  ['tcp', error('http', 'proxyPasswordWrong'), 'source', 'enterProxyPassword'],
  ['http', error('http', 'unavailable', 502), 'account', 'copyForAdministrator'],
  ['http', error('timeout', 'headers'), 'account', 'retry'],
  ['service', error('protocol', 'html', 200), 'source', 'openInBrowser'],
  ['service', error('http', 'redirect', 302), 'account', 'openInBrowser'],
  ['service', error('http', 'unknownPath', 404), 'source', 'openSettings'],
  ['service', error('protocol', 'notHalext', 200), 'account', 'copyForAdministrator'],
  ['access', error('auth', 'sessionEnded'), 'account', 'signInAgain'],
  ['access', error('auth', 'keyRefused', 401), 'source', 'openSettings'],
  ['access', error('auth', 'keyRefused', 401), 'demo', 'retry'],
  ['usable', error('http', 'serverFault', 500), 'source', 'copyForAdministrator'],
])('%s broken by %o of %s asks for %s', (link, met, owner, remedy) => {
  expect(remedyOf(link, met, owner)).toBe(remedy);
});
