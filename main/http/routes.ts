import { Agent, type buildConnector, type Dispatcher } from 'undici';
import { type AppError, fail, ok, type Result } from '../errors.ts';
import { createConnector, createLooker } from './connector.ts';
import { asUnreachable, networkError } from './error-kinds.ts';
import { isLoopback } from './loopback.ts';
import { createDeadProxies, parseProxyAnswer, type ResolveProxy, type Route, type WaysOut } from './proxy.ts';
import type { ProxyPasswords } from './proxy-passwords.ts';
import { RefusedConnection } from './refused-connection.ts';
import { NO_PINS, type Pins } from './trusted-certificates.ts';
import { createTunnel } from './tunnel.ts';

/** Below the 5 s of the usual Python servers, so that an idle connection is ours to close. */
const KEEP_ALIVE_MS = 4_000;

/** A PAC file may say something else by now, or be there at last: nobody tells us. */
const ASK_AGAIN_MS = 5 * 60_000;

export interface RouteOptions {
  readonly resolveProxy: ResolveProxy;
  /** Epoch, in milliseconds. */
  readonly now: () => number;
  /** The most connections that are open to one origin at a time; `null` sets no limit. */
  readonly connections: number | null;
  readonly pins: Pins;
  readonly passwords: ProxyPasswords;
  /** How long a connection may take to come about, and its encryption again. Milliseconds. */
  readonly connectMs: number;
}

/** A way to an address. */
export interface Way {
  readonly dispatcher: Dispatcher;
  readonly forwarder: Forwarder | null;
}

/** A proxy that reads the request itself, as it does for plain http: the request goes to it, with the whole address. */
export interface Forwarder {
  readonly origin: string;
  /** `Proxy-Authorization`, where it has a password. */
  readonly sent: string | null;
}

export interface Routes {
  /** The way the next request to an address takes. Errors: those of `parseProxyAnswer`. */
  routeTo(url: URL): Promise<Result<Route>>;
  /**
   * Makes an attempt over the first way; as long as it ends because a proxy could not be reached (`proxyUnreachable`:
   * then nothing has left), over the next. Errors: those of the last attempt, and of `parseProxyAnswer`.
   */
  through<T>(url: URL, attempt: (way: Way) => Promise<Result<T>>): Promise<Result<T>>;
  /** The same with connections that are only looked at. */
  look<T>(url: URL, attempt: (connect: buildConnector.connector) => Promise<Result<T>>): Promise<Result<T>>;
  /** Forgets everything; connections in use end when their requests do. */
  drop(): void;
  /** Ends every connection at once. */
  close(): Promise<void>;
}

/** Connections by route: one agent for direct ones, two per proxy, because plain http asks it and https passes it. */
export function createRoutes(given: RouteOptions): Routes {
  const { resolveProxy, now, connections, pins, passwords, connectMs } = given;
  const options = { keepAliveTimeout: KEEP_ALIVE_MS, connections };
  const dead = createDeadProxies(now);
  let opened = new Map<string, Promise<Way>>();
  let asked = new Map<string, { readonly at: number; readonly ways: Promise<Result<WaysOut>> }>();

  const waysTo = (url: URL): Promise<Result<WaysOut>> => {
    const known = asked.get(url.origin);
    if (known && now() - known.at < ASK_AGAIN_MS) return known.ways;
    const ways = askWays(resolveProxy, url);
    asked.set(url.origin, { at: now(), ways });
    return ways;
  };

  async function routeTo(url: URL): Promise<Result<Route>> {
    const ways = await waysTo(url);
    return ways.ok ? ok(dead.order(ways.value)[0]) : ways;
  }

  async function overEach<T>(url: URL, attempt: (route: Route) => Promise<Result<T>>): Promise<Result<T>> {
    const ways = await waysTo(url);
    if (!ways.ok) return ways;
    const [first, ...others] = dead.order(ways.value);
    const attemptOver = async (route: Route) => {
      const result = await attempt(route);
      if (route.kind === 'proxy' && isUnreachable(result)) dead.mark(route.uri);
      return result;
    };
    let result = await attemptOver(first);
    for (const next of others) {
      if (!isUnreachable(result)) break;
      result = await attemptOver(next);
    }
    return result;
  }

  async function open(route: Route, secure: boolean): Promise<Way> {
    if (route.kind === 'direct') {
      return {
        dispatcher: new Agent({ ...options, connect: createConnector(pins, null, connectMs) }),
        forwarder: null,
      };
    }
    const proxy = new URL(route.uri);
    if (secure) {
      const connect = createConnector(pins, createTunnel(proxy, passwords), connectMs);
      return { dispatcher: new Agent({ ...options, connect }), forwarder: null };
    }
    const sent = await passwords.authorizationFor(proxy.origin);
    const connect = createConnector(NO_PINS, null, connectMs);
    return { dispatcher: new Agent({ ...options, connect }), forwarder: { origin: proxy.origin, sent } };
  }
  function wayBy(route: Route, secure: boolean): Promise<Way> {
    const key = route.kind === 'direct' ? 'direct' : `${route.uri} ${secure}`;
    const known = opened.get(key);
    if (known) return known;
    const way = open(route, secure);
    opened.set(key, way);
    return way;
  }

  return {
    routeTo,
    through: (url, attempt) =>
      overEach(url, async (route) => {
        const way = await wayBy(route, url.protocol === 'https:');
        const result = await attempt(way);
        return result.ok || way.forwarder === null ? result : fail(ofForwarder(result.error));
      }),
    look: (url, attempt) =>
      overEach(url, (route) => {
        const tunnel = route.kind === 'direct' ? null : createTunnel(new URL(route.uri), passwords);
        return attempt(createLooker(tunnel, connectMs));
      }),
    drop() {
      const old = opened;
      opened = new Map();
      asked = new Map();
      dead.forget();
      for (const way of old.values()) void way.then(({ dispatcher }) => dispatcher.close());
    },
    async close() {
      await Promise.all([...opened.values()].map(async (way) => (await way).dispatcher.destroy()));
    },
  };
}

function isUnreachable(result: Result<unknown>): boolean {
  return !result.ok && result.error.reason === 'proxyUnreachable';
}

/** Where a proxy reads the request itself, the connection is the one to the proxy. */
function ofForwarder(error: AppError): AppError {
  const notReached = error.kind === 'refused' || error.kind === 'dns' || error.reason === 'connect';
  return notReached ? asUnreachable(error) : error;
}

/**
 * How an address is reached. A resolver that fails must not take the network with it: go direct, unless it says itself
 * that nothing may go (`RefusedConnection`). Errors: those, and those of `parseProxyAnswer`.
 */
async function askWays(resolveProxy: ResolveProxy, url: URL): Promise<Result<WaysOut>> {
  if (isLoopback(url.hostname)) return ok([{ kind: 'direct' }]);
  try {
    return parseProxyAnswer(await resolveProxy(url.href));
  } catch (cause) {
    if (cause instanceof RefusedConnection) return fail(networkError(cause, false, 'proxy'));
    return ok([{ kind: 'direct' }]);
  }
}
