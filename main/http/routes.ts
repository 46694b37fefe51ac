import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import { ok, type Result } from '../errors.ts';
import { isLoopback } from './loopback.ts';
import { parseProxyAnswer, type ResolveProxy, type Route } from './proxy.ts';

const PROXY_ANSWER_MS = 5_000;

const CONNECTIONS = {
  connectTimeout: 10_000,
  /** Below the 5 s of the usual Python servers, so that an idle connection is ours to close. */
  keepAliveTimeout: 4_000,
  /** undici's HTTP/2 client does not say when a request has been sent. */
  allowH2: false,
};

export interface Routes {
  /** The connections to use for an address; asks for the proxy once per origin. Errors: those of `parseProxyAnswer`. */
  dispatcherFor(url: URL): Promise<Result<Dispatcher>>;
  /** Forgets everything; connections in use end when their requests do. */
  drop(): void;
  /** Ends every connection at once. */
  close(): Promise<void>;
}

/**
 * Connections by route: one agent for direct ones, one per proxy. `connections` is the most that are open to one origin
 * at a time; `null` sets no limit.
 */
export function createRoutes(resolveProxy: ResolveProxy, connections: number | null): Routes {
  const options = { ...CONNECTIONS, connections };
  let agents = new Map<string, Dispatcher>();
  let routes = new Map<string, Promise<Result<Route>>>();

  const routeOf = (url: URL) => {
    const known = routes.get(url.origin);
    if (known) return known;
    const asked = askRoute(resolveProxy, url);
    routes.set(url.origin, asked);
    return asked;
  };
  const agentOf = (route: Route) => {
    const key = route.kind === 'direct' ? 'direct' : route.uri;
    const known = agents.get(key);
    if (known) return known;
    const made = route.kind === 'direct' ? new Agent(options) : new ProxyAgent({ uri: route.uri, ...options });
    agents.set(key, made);
    return made;
  };

  return {
    async dispatcherFor(url) {
      const route = await routeOf(url);
      return route.ok ? ok(agentOf(route.value)) : route;
    },
    drop() {
      const old = agents;
      agents = new Map();
      routes = new Map();
      for (const agent of old.values()) void agent.close();
    },
    async close() {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()));
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
