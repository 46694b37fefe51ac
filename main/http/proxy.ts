import { appError, fail, ok, type Result } from '../errors.ts';

/** How to reach an origin. */
export type Route = { kind: 'direct' } | { kind: 'proxy'; uri: string };

/**
 * Answers which proxy the system wants for an address, in the words of a PAC file: `PROXY host:port; DIRECT`. Electron's
 * `session.resolveProxy` is one.
 */
export type ResolveProxy = (url: string) => Promise<string>;

const DIRECT: Route = { kind: 'direct' };

/** Ways to an origin, in the order they are tried; there is at least one. */
export type WaysOut = readonly [Route, ...Route[]];

/**
 * The entries of a PAC answer that we can use, in their order: DIRECT, PROXY and HTTP (plain), HTTPS (over TLS). When only
 * SOCKS is offered the error is `http` with reason `proxyUnsupported`: going round a proxy nobody allowed us to skip
 * would be wrong.
 */
export function parseProxyAnswer(answer: string): Result<WaysOut> {
  const entries = answer
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (entries.length === 0) return ok([DIRECT]);
  const [first, ...others] = entries.flatMap((entry) => parseEntry(entry) ?? []);
  if (first) return ok([first, ...others]);
  const kinds = entries.map((entry) => entry.split(/\s/, 1)[0]).join(', ');
  return fail(appError('http', `unsupported proxy: ${kinds.slice(0, 60)}`, { reason: 'proxyUnsupported' }));
}

function parseEntry(entry: string): Route | null {
  const [kind = '', address = ''] = entry.split(/\s+/);
  switch (kind.toUpperCase()) {
    case 'DIRECT':
      return DIRECT;
    case 'PROXY':
    case 'HTTP':
      return proxyAt(`http://${address}`);
    case 'HTTPS':
      return proxyAt(`https://${address}`);
    default:
      return null;
  }
}

function proxyAt(uri: string): Route | null {
  return URL.canParse(uri) ? { kind: 'proxy', uri } : null;
}

/** Which proxies could not be reached, for those that have a choice. */
export interface DeadProxies {
  mark(uri: string): void;
  /** The same ways, those over a dead proxy last. */
  order(ways: WaysOut): WaysOut;
  /** The network is another one: each has its chance again. */
  forget(): void;
}

/** As long as Chromium leaves one out. */
const DEAD_MS = 5 * 60_000;

/** `now`: epoch, in milliseconds. */
export function createDeadProxies(now: () => number): DeadProxies {
  const until = new Map<string, number>();
  const isDead = (way: Route) => way.kind === 'proxy' && (until.get(way.uri) ?? 0) > now();
  return {
    mark: (uri) => void until.set(uri, now() + DEAD_MS),
    order: (ways) => ways.toSorted((a, b) => Number(isDead(a)) - Number(isDead(b))) as [Route, ...Route[]],
    forget: () => until.clear(),
  };
}
