import { appError, fail, ok, type Result } from '../errors.ts';

/** How to reach an origin. */
export type Route = { kind: 'direct' } | { kind: 'proxy'; uri: string };

/**
 * Answers which proxy the system wants for an address, in the words of a PAC file: `PROXY host:port; DIRECT`. Electron's
 * `session.resolveProxy` is one.
 */
export type ResolveProxy = (url: string) => Promise<string>;

const DIRECT: Route = { kind: 'direct' };

/**
 * Picks the first entry of a PAC answer that we can use: DIRECT, PROXY and HTTP (plain), HTTPS (over TLS). When only
 * SOCKS is offered the error is `http` with reason `proxyUnsupported`: going round a proxy nobody allowed us to skip
 * would be wrong.
 */
export function parseProxyAnswer(answer: string): Result<Route> {
  const entries = answer
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (entries.length === 0) return ok(DIRECT);
  for (const entry of entries) {
    const route = parseEntry(entry);
    if (route) return ok(route);
  }
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
