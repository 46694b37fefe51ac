import { describe, expect, test } from 'vitest';
import { type AppError, appError } from '../../../main/errors.ts';
import { explain, isForeignAnswer, isSignInPage, type Judged } from '../../../main/health/causes.ts';
import type { ErrorKind, LinkName } from '../../../preload/contract.ts';

function service(id: string, more: Partial<Judged> = {}): Judged {
  return {
    id,
    host: `${id}.example.org`,
    origin: `https://${id}.example.org`,
    local: false,
    proxied: false,
    named: true,
    checked: true,
    worked: true,
    intercepted: false,
    signInPage: false,
    broken: null,
    partOf: null,
    ...more,
  };
}

const at = (link: LinkName, kind: ErrorKind, status?: number): { link: LinkName; error: AppError } => ({
  link,
  error: appError(kind, '', status === undefined ? {} : { status }),
});

function told(services: readonly Judged[]): Record<string, string> {
  return Object.fromEntries(explain(services).by);
}

describe('what all have in common', () => {
  test('no network is told once, over all that need it', () => {
    const broken = at('network', 'offline');
    const services = [service('a', { broken }), service('b', { broken }), service('here', { local: true })];
    expect(explain(services)).toEqual({
      network: broken.error,
      by: new Map([
        ['a', 'network'],
        ['b', 'network'],
      ]),
    });
  });

  test('one service alone is enough for the network, and one that answers is proof of it', () => {
    const broken = at('network', 'offline');
    expect(explain([service('a', { broken })]).network).toBe(broken.error);
    expect(explain([service('a', { broken }), service('b')]).network).toBeNull();
  });

  test('what has not been checked yet is no proof', () => {
    const broken = at('network', 'offline');
    expect(explain([service('a', { broken }), service('b', { checked: false })]).network).toBe(broken.error);
  });

  test('a sign-in page of the network: two servers that worked have both become somebody else', () => {
    const stranger = { intercepted: true, broken: at('tls', 'tls') };
    const found = explain([service('a', stranger), service('b', stranger)]);
    expect(found.network).toMatchObject({ kind: 'protocol', reason: 'captivePortal' });
    expect([...found.by.values()]).toEqual(['network', 'network']);
    const own = service('b', { ...stranger, worked: false });
    expect(explain([service('a', stranger), own]).network, 'never seen before').toBeNull();
    expect(explain([service('a', stranger)]).network, 'only one').toBeNull();
    expect(explain([service('a', stranger), service('b')]).network, 'one is itself').toBeNull();
    const proxied = service('b', { ...stranger, proxied: true });
    expect(explain([service('a', stranger), proxied]).network, 'a proxy is no such network').toBeNull();
  });

  test('one server alone: only an answer that says itself that the network wants to be signed in to', () => {
    const page = { intercepted: true, signInPage: true, broken: at('service', 'http', 302) };
    expect(explain([service('a', page)]).network).toMatchObject({ reason: 'captivePortal' });
    expect(explain([service('a', { ...page, signInPage: false })]).network, 'a page of its own').toBeNull();
    expect(explain([service('a', { ...page, worked: false })]).network, 'never seen before').toBeNull();
    expect(explain([service('a', page), service('b')]).network, 'another is itself').toBeNull();
    expect(explain([service('a', { ...page, proxied: true })]).network, 'a proxy is no such network').toBeNull();
  });

  test('one server over https, and another that was never reached says that the network wants to be signed in to', () => {
    const foreign = { intercepted: true, broken: at('tls', 'tls') };
    const page = { worked: false, intercepted: true, signInPage: true, broken: at('service', 'http', 302) };
    const found = explain([service('a', foreign), service('b', page)]);
    expect(found.network).toMatchObject({ reason: 'captivePortal' });
    expect([...found.by.values()]).toEqual(['network', 'network']);
    const silent = { ...page, signInPage: false };
    expect(explain([service('a', foreign), service('b', silent)]).network, 'nobody says so').toBeNull();
    const unknown = { ...foreign, worked: false };
    expect(explain([service('a', unknown), service('b', page)]).network, 'none ever worked').toBeNull();
    const down = { broken: at('tcp', 'refused') };
    expect(explain([service('a', down), service('b', page)]).network, 'one is down by itself').toBeNull();
  });

  test.each([
    ['redirect', 302, true, true],
    ['redirect', 302, false, false],
    ['html', 200, true, false],
    ['unavailable', 511, false, true],
    ['unavailable', 503, false, false],
  ] as const)('%s with %i, led away %s: a sign-in page by its own word: %s', (reason, status, ledAway, expected) => {
    expect(isSignInPage({ link: 'service', error: appError('http', '', { reason, status }) }, ledAway)).toBe(expected);
  });

  test.each([
    ['https://a.example', 'tls', 'certificateUnknownIssuer', true],
    ['https://a.example', 'tls', 'certificateChanged', true],
    ['https://a.example', 'tls', 'certificateExpired', false],
    ['http://a.example', 'service', 'html', true],
    ['http://a.example', 'service', 'redirect', true],
    ['http://a.example', 'service', 'notHalext', false],
    ['https://a.example', 'service', 'html', false],
  ] as const)('%s, %s, %s: somebody else answers: %s', (address, link, reason, expected) => {
    expect(isForeignAnswer(address, { link, error: appError('http', '', { reason }) })).toBe(expected);
  });

  test('names that nobody resolves: from two servers on; one called by its number says nothing', () => {
    const broken = at('dns', 'dns');
    const number = service('c', { named: false });
    expect(told([service('a', { broken }), service('b', { broken }), number])).toEqual({ a: 'network', b: 'network' });
    expect(explain([service('a', { broken }), number]).network).toBeNull();
    expect(explain([service('a', { broken }), service('b')]).network).toBeNull();
  });

  test('a proxy nobody gets through is told once; those beside it are their own', () => {
    const broken = at('tcp', 'refused');
    const services = [
      service('a', { broken, proxied: true }),
      service('b', { broken, proxied: true }),
      service('direct', { broken }),
    ];
    expect(told(services)).toEqual({ a: 'network', b: 'network' });
    expect(explain([service('a', { broken, proxied: true })]).network).toBeNull();
  });
});

describe('what two have in common', () => {
  const shared = { host: 'one.example.org', origin: 'https://one.example.org' };

  test.each<[LinkName, ErrorKind, number | undefined, boolean]>([
    ['dns', 'dns', undefined, true],
    ['tcp', 'refused', undefined, true],
    ['tls', 'tls', undefined, true],
    ['http', 'timeout', undefined, true],
    ['http', 'http', 502, false],
    ['service', 'protocol', 200, false],
    ['access', 'auth', 401, false],
  ])('two at one server, both broken at %s by %s %s: told of the first alone is %s', (link, kind, status, folded) => {
    const broken = at(link, kind, status);
    expect(told([service('a', { ...shared, broken }), service('b', { ...shared, broken })])).toEqual(
      folded ? { b: 'a' } : {},
    );
  });

  test('another port of the same server shares the name, not the connection', () => {
    const other = { ...shared, origin: 'https://one.example.org:8443' };
    const both = (link: LinkName, kind: ErrorKind) =>
      told([service('a', { ...shared, broken: at(link, kind) }), service('b', { ...other, broken: at(link, kind) })]);
    expect(both('dns', 'dns')).toEqual({ b: 'a' });
    expect(both('tcp', 'refused')).toEqual({});
  });

  test('broken at another link is another cause', () => {
    const services = [
      service('a', { ...shared, broken: at('tls', 'tls') }),
      service('b', { ...shared, broken: at('tcp', 'refused') }),
    ];
    expect(told(services)).toEqual({});
  });
});

describe('a part of a service', () => {
  const part = (broken: Judged['broken']) => service('ai', { host: 'api.example.org', partOf: 'api', broken });

  test('is explained by it up to the access, with whatever status', () => {
    for (const broken of [at('http', 'http', 502), at('service', 'protocol', 200), at('access', 'auth')]) {
      expect(told([service('api', { broken }), part(broken)])).toEqual({ ai: 'api' });
    }
  });

  test('has a life of its own behind it', () => {
    const unhealthy = at('usable', 'http');
    expect(told([service('api', { broken: unhealthy }), part(at('usable', 'serverAi'))])).toEqual({});
    expect(told([service('api'), part(at('usable', 'serverAi'))])).toEqual({});
  });

  test('is explained by what explains the whole', () => {
    const broken = at('tcp', 'refused');
    const here = { host: 'x', origin: 'http://x' };
    const services = [
      service('first', { ...here, broken }),
      service('api', { ...here, broken }),
      service('ai', { partOf: 'api', host: 'y', origin: 'http://y', broken }),
    ];
    expect(told(services)).toEqual({ api: 'first', ai: 'first' });
  });
});
