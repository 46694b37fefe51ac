import type { ProxyChoice, Settings } from '../../preload/contract.ts';
import { Secret } from '../secret.ts';
import type { ResolveProxy } from './proxy.ts';

/** The variables that name a proxy, in either case as curl and the like have them; the lower case one wins. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface ProxyChoiceDeps {
  readonly system: ResolveProxy;
  /** What was chosen on this computer for a server (`https://host:port`). */
  readonly choice: (origin: string) => ProxyChoice;
  readonly env: Environment;
}

const NONE = 'DIRECT';

/** What a person has chosen for a server: for it alone, or else for all. */
export function chosenFor(
  { proxy, proxyFor }: Pick<Settings['network'], 'proxy' | 'proxyFor'>,
  origin: string,
): ProxyChoice {
  return proxyFor.find((one) => one.origin === origin)?.proxy ?? proxy;
}

/**
 * Which proxy an address is reached by, in the words of a PAC file: the one chosen on this computer; else the system's;
 * else, where the system wants none, that of the environment.
 */
export function chooseProxy({ system, choice, env }: ProxyChoiceDeps): ResolveProxy {
  return async (url) => {
    const chosen = choice(new URL(url).origin);
    switch (chosen.kind) {
      case 'none':
        return NONE;
      case 'address':
        return pacWords(chosen.address);
      case 'system': {
        const answer = await system(url);
        return answer.trim().toUpperCase() === NONE ? ofEnvironment(env, new URL(url)) : answer;
      }
    }
  };
}

/** The passwords that came inside the variables: origin of the proxy → `user:password`. */
export function passwordsOf(env: Environment): ReadonlyMap<string, Secret> {
  const found = new Map<string, Secret>();
  for (const name of ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY']) {
    const url = proxyUrl(read(env, name) ?? '');
    if (url === null || url.username === '') continue;
    found.set(url.origin, new Secret(`${decoded(url.username)}:${decoded(url.password)}`));
  }
  return found;
}

function ofEnvironment(env: Environment, url: URL): string {
  const named = read(env, url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY');
  const proxy = named ?? read(env, 'ALL_PROXY');
  return proxy === undefined || isExcepted(read(env, 'NO_PROXY') ?? '', url) ? NONE : pacWords(proxy);
}

function read(env: Environment, name: string): string | undefined {
  return env[name.toLowerCase()]?.trim() || env[name]?.trim() || undefined;
}

/** `http://host:port` → `PROXY host:port`. What cannot be read is named as it is, so that it is refused by name. */
function pacWords(address: string): string {
  const url = proxyUrl(address);
  if (url === null) return 'UNREADABLE';
  const port = url.port || { 'http:': '80', 'https:': '443' }[url.protocol] || '1080';
  const host = `${url.hostname}:${port}`;
  switch (url.protocol) {
    case 'http:':
      return `PROXY ${host}`;
    case 'https:':
      return `HTTPS ${host}`;
    default:
      return `${url.protocol.slice(0, -1).toUpperCase()} ${host}`;
  }
}

/** An address without a scheme is that of a plain proxy. */
function proxyUrl(address: string): URL | null {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`);
  return url && url.hostname !== '' ? url : null;
}

/**
 * Whether `NO_PROXY` excepts an address: `*`, a name with everything below it (`example.org`, `.example.org`,
 * `*.example.org`), an address, each with a port or without.
 */
export function isExcepted(noProxy: string, url: URL): boolean {
  const host = url.hostname.toLowerCase();
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      if (entry === '') return false;
      if (entry === '*') return true;
      const [, name = '', wantedPort] = /^(.+?|\[.+\])(?::(\d+))?$/.exec(entry.replace(/^\*?\./, '')) ?? [];
      if (wantedPort !== undefined && wantedPort !== port) return false;
      return host === name || host.endsWith(`.${name}`);
    });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
