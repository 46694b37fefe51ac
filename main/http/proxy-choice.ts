import type { ProxyChoice, Settings } from '../../preload/contract.ts';
import { Secret } from '../secret.ts';
import type { ResolveProxy } from './proxy.ts';
import { RefusedConnection } from './refused-connection.ts';

/** The variables that name a proxy, in either case as curl and the like have them; the lower case one wins. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What the PAC file at an address says about an address, in its own words; empty when it cannot be had or fails. Electron
 * answers so for a session of that file alone, because it takes it for mandatory.
 */
export type ResolvePac = (pac: string, url: string) => Promise<string>;

export interface ProxyChoiceDeps {
  readonly system: ResolveProxy;
  readonly pac: ResolvePac;
  /** What was chosen on this computer for a server (`https://host:port`). */
  readonly choice: (origin: string) => ProxyChoice;
  readonly env: Environment;
}

const NONE = 'DIRECT';

/** A broken script of the system must not take the network with it: then nobody has named a proxy. */
const SYSTEM_MS = 5_000;
/** The file may have to be fetched first. */
const PAC_MS = 10_000;

/** What a person has chosen for a server: for it alone, or else for all. */
export function chosenFor(
  { proxy, proxyFor }: Pick<Settings['network'], 'proxy' | 'proxyFor'>,
  origin: string,
): ProxyChoice {
  return proxyFor.find((one) => one.origin === origin)?.proxy ?? proxy;
}

/**
 * Which proxy an address is reached by, in the words of a PAC file: the one chosen on this computer; else the system's;
 * else, where the system wants none, that of the environment. Rejects with `RefusedConnection` (`proxyScript`) when the
 * PAC file somebody has chosen says nothing: nobody has allowed to go round it.
 */
export function chooseProxy({ system, pac, choice, env }: ProxyChoiceDeps): ResolveProxy {
  return async (url) => {
    const chosen = choice(new URL(url).origin);
    switch (chosen.kind) {
      case 'none':
        return NONE;
      case 'address':
        return pacWords(chosen.address);
      case 'pac': {
        const answer = await within(PAC_MS, pac(chosen.address, url), '');
        if (answer.trim() !== '') return answer;
        throw new RefusedConnection('http', 'proxyScript', 'the chosen PAC file gives no answer');
      }
      case 'system': {
        const answer = await within(SYSTEM_MS, system(url), NONE);
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

/** The answer, or `otherwise` when it fails or does not come in time. */
async function within(ms: number, answer: Promise<string>, otherwise: string): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), ms);
  });
  const first = await Promise.race([answer.catch(() => otherwise), late]);
  clearTimeout(timer);
  return first;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
