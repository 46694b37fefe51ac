import { readFile } from 'node:fs/promises';
import type { QuickJS } from 'quickjs-wasi';

/** What `resolveProxy` answers while the system's settings count. */
export const proxy = { answer: 'DIRECT' };

type Resolver = (url: string) => Promise<string>;

/**
 * The proxies of one session as Electron and Chromium have them:
 * https://www.electronjs.org/docs/latest/api/session#sessetproxyconfig
 */
export class SessionProxy {
  #resolve: Resolver = async () => proxy.answer;
  #config: Electron.ProxyConfig = { mode: 'system' };

  /** Chromium fetches a PAC file when it is first needed; so do we, without keeping anybody waiting here. */
  set(config: Electron.ProxyConfig): void {
    this.#config = config;
    this.#resolve = resolverOf(config);
  }

  /** Fetches the PAC file again. */
  reload(): void {
    this.set(this.#config);
  }

  resolve(url: string): Promise<string> {
    return this.#resolve(url);
  }
}

function resolverOf({ mode, pacScript, proxyRules, proxyBypassRules }: Electron.ProxyConfig): Resolver {
  switch (mode ?? (pacScript ? 'pac_script' : 'fixed_servers')) {
    case 'direct':
    // Nobody on this network tells of a PAC file.
    case 'auto_detect':
      return async () => 'DIRECT';
    case 'system':
      return async () => proxy.answer;
    case 'fixed_servers':
      return async (url) =>
        bypasses(proxyBypassRules ?? '', new URL(url)) ? 'DIRECT' : byRules(proxyRules ?? '', url);
    case 'pac_script':
      return pacResolver(pacScript ?? '');
  }
}

/**
 * Electron makes the file mandatory: without an answer of it the lookup fails, and `resolveProxy` answers an empty text.
 * This computer itself is reached directly whatever it says.
 */
function pacResolver(address: string): Resolver {
  let loading: Promise<Resolver> | null = null;
  return async (url) => {
    if (isImplicitlyBypassed(new URL(url))) return 'DIRECT';
    loading ??= loadPac(address);
    try {
      const answer = await (await loading)(withoutPath(url));
      return typeof answer === 'string' ? normalised(answer) : '';
    } catch {
      return '';
    }
  };
}

async function loadPac(address: string): Promise<Resolver> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error('net::ERR_PAC_SCRIPT_FAILED');
  const [{ createPacResolver }, engine, script] = await Promise.all([
    import('pac-resolver'),
    newEngine(),
    answer.text(),
  ]);
  return createPacResolver(engine, script);
}

let compiled: Promise<WebAssembly.Module> | null = null;

/** Compiled once: that is most of its time. */
async function newEngine(): Promise<QuickJS> {
  compiled ??= readFile(new URL('../quickjs.wasm', import.meta.resolve('quickjs-wasi'))).then((bytes) =>
    WebAssembly.compile(new Uint8Array(bytes)),
  );
  const { QuickJS } = await import('quickjs-wasi');
  return QuickJS.create({ wasm: await compiled });
}

/** A PAC file is not told what is asked for over https: https://chromium.googlesource.com/chromium/src/+/main/net/docs/proxy.md */
function withoutPath(url: string): string {
  const { protocol, origin } = new URL(url);
  return protocol === 'https:' ? `${origin}/` : url;
}

/** `ProxyInfo::ToPacString`: entries that cannot be read are gone, and none at all is `DIRECT`. */
function normalised(answer: string): string {
  const known = answer
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => /^(?:DIRECT|(?:PROXY|HTTPS|QUIC|SOCKS|SOCKS4|SOCKS5)\s+\S+)$/i.test(entry))
    .map((entry) => entry.replace(/^\S+/, (kind) => (/^SOCKS4?$/i.test(kind) ? 'SOCKS' : kind.toUpperCase())));
  return known.length === 0 ? 'DIRECT' : known.join(';');
}

const KINDS: Readonly<Record<string, string>> = {
  'http:': 'PROXY',
  'https:': 'HTTPS',
  'socks:': 'SOCKS5',
  'socks4:': 'SOCKS',
  'socks5:': 'SOCKS5',
};

/** `http=foopy;https=https://bar:443,direct://` or one list for every scheme. */
function byRules(rules: string, url: string): string {
  const scheme = new URL(url).protocol.slice(0, -1);
  const parts = rules.split(';').filter((part) => part.trim() !== '');
  const named = parts.map((part) => /^(\w+)=(.*)$/.exec(part.trim()) ?? [part, '', part]);
  const found = named.find(([, kind]) => kind === scheme) ?? named.find(([, kind]) => kind === '');
  const list = (found?.[2] ?? '').split(',').filter((entry) => entry.trim() !== '');
  return list.length === 0 ? 'DIRECT' : list.map(ruleAsPac).join(';');
}

function ruleAsPac(rule: string): string {
  const [, scheme = 'http:', host = ''] = /^(?:([a-z0-9]+:)\/\/)?(.*)$/i.exec(rule.trim()) ?? [];
  if (scheme === 'direct:') return 'DIRECT';
  const port = { 'http:': 80, 'https:': 443 }[scheme] ?? 1080;
  return `${KINDS[scheme] ?? 'PROXY'} ${/:\d+$/.test(host) ? host : `${host}:${port}`}`;
}

function bypasses(rules: string, url: URL): boolean {
  const list = rules.split(/[,;]/).map((rule) => rule.trim());
  if (isImplicitlyBypassed(url) && !list.includes('<-loopback>')) return true;
  return list.some((rule) => {
    if (rule === '') return false;
    if (rule === '<local>') return !url.hostname.includes('.');
    const pattern = rule.startsWith('.') ? `*${rule}` : rule;
    const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*');
    return new RegExp(`^${escaped}$`, 'i').test(/:\d+$/.test(rule) ? url.host : url.hostname);
  });
}

/** https://chromium.googlesource.com/chromium/src/+/main/net/docs/proxy.md#Implicit-bypass-rules */
function isImplicitlyBypassed({ hostname }: URL): boolean {
  return /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\]|169\.254(?:\.\d+){2}|\[fe80:.*\])$/i.test(hostname);
}
