import { Agent, type buildConnector, type Dispatcher } from 'undici';
import { ok, type Result } from '../errors.ts';
import { createConnector, createLooker } from './connector.ts';
import { isLoopback } from './loopback.ts';
import { parseProxyAnswer, type ResolveProxy, type Route } from './proxy.ts';
import type { ProxyPasswords } from './proxy-passwords.ts';
import { NO_PINS, type Pins } from './trusted-certificates.ts';
import { createTunnel } from './tunnel.ts';

const PROXY_ANSWER_MS = 5_000;

/** Below the 5 s of the usual Python servers, so that an idle connection is ours to close. */
const KEEP_ALIVE_MS = 4_000;

export interface RouteOptions {
  readonly resolveProxy: ResolveProxy;
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
  /** The connections to use for an address; asks for the proxy once per origin. Errors: those of `parseProxyAnswer`. */
  wayTo(url: URL): Promise<Result<Way>>;
  /** How to open a connection that is only looked at. Errors: those of `parseProxyAnswer`. */
  lookerFor(url: URL): Promise<Result<buildConnector.connector>>;
  /** Forgets everything; connections in use end when their requests do. */
  drop(): void;
  /** Ends every connection at once. */
  close(): Promise<void>;
}

/** Connections by route: one agent for direct ones, two per proxy, because plain http asks it and https passes it. */
export function createRoutes({ resolveProxy, connections, pins, passwords, connectMs }: RouteOptions): Routes {
  const options = { keepAliveTimeout: KEEP_ALIVE_MS, connections };
  let ways = new Map<string, Promise<Way>>();
  let routes = new Map<string, Promise<Result<Route>>>();

  const routeOf = (url: URL) => {
    const known = routes.get(url.origin);
    if (known) return known;
    const asked = askRoute(resolveProxy, url);
    routes.set(url.origin, asked);
    return asked;
  };

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
    const known = ways.get(key);
    if (known) return known;
    const opened = open(route, secure);
    ways.set(key, opened);
    return opened;
  }

  return {
    async wayTo(url) {
      const route = await routeOf(url);
      return route.ok ? ok(await wayBy(route.value, url.protocol === 'https:')) : route;
    },
    async lookerFor(url) {
      const route = await routeOf(url);
      if (!route.ok) return route;
      const tunnel = route.value.kind === 'direct' ? null : createTunnel(new URL(route.value.uri), passwords);
      return ok(createLooker(tunnel, connectMs));
    },
    drop() {
      const old = ways;
      ways = new Map();
      routes = new Map();
      for (const way of old.values()) void way.then(({ dispatcher }) => dispatcher.close());
    },
    async close() {
      await Promise.all([...ways.values()].map(async (way) => (await way).dispatcher.destroy()));
    },
  };
}

/**
 * How an address is reached. A resolver that fails or never answers (a broken PAC script) must not take the network with
 * it: go direct. Errors: those of `parseProxyAnswer`.
 */
export async function askRoute(resolveProxy: ResolveProxy, url: URL): Promise<Result<Route>> {
  if (isLoopback(url.hostname)) return ok({ kind: 'direct' });
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('DIRECT'), PROXY_ANSWER_MS);
  });
  const answer = await Promise.race([resolveProxy(url.href).catch(() => 'DIRECT'), patience]);
  clearTimeout(timer);
  return parseProxyAnswer(answer);
}
