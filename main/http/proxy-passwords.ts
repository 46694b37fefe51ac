import { z } from 'zod';
import type { ProxyAsking } from '../../preload/contract.ts';
import type { Keyring } from '../accounts/keyring.ts';
import { ok, type Result } from '../errors.ts';
import { Secret } from '../secret.ts';
import { type KeyValue, writeTo } from '../settings/settings.ts';

/** The passwords of proxies, by the proxy's origin (`http://host:port`). */
export interface ProxyPasswords {
  /** The value of `Proxy-Authorization`; `null` when there is none, or it is known to be wrong. */
  authorizationFor(proxy: string): Promise<string | null>;
  /** The proxy asked for a password although `sent` was sent. Answers the reason of the error this makes. */
  refused(proxy: string, sent: string | null): 'proxyPassword' | 'proxyPasswordWrong';
}

/** A proxy's password is nobody's business here. */
export const NO_PASSWORDS: ProxyPasswords = {
  authorizationFor: async () => null,
  refused: () => 'proxyPassword',
};

/** Passwords in the keychain, those that came with an environment variable, and which proxies ask for one. */
export interface ProxyPasswordKeeper extends ProxyPasswords {
  /** The error is `storage`: it holds for this run only. */
  keep(proxy: string, user: string, password: Secret): Promise<Result<null>>;
  /** The error is the keychain's: it may be there still. */
  forget(proxy: string): Promise<Result<null>>;
  /** Who asks for a password and has none, or a wrong one. */
  asking(): readonly ProxyAsking[];
  /** Proxies somebody has given a password for. */
  kept(): readonly string[];
}

export interface ProxyPasswordDeps {
  /** Which proxies have an entry in the keychain, which cannot be asked. */
  readonly backend: KeyValue;
  readonly keyring: Keyring;
  /** What came with the variables of the environment: proxy → `user:password`. */
  readonly given: ReadonlyMap<string, Secret>;
  readonly onChange: () => void;
}

const pair = z.object({ user: z.string(), password: z.string() });
const names = z.array(z.string().max(300)).catch([]);

/**
 * A password that was refused is not sent again before it is changed: a directory behind the proxy may lock an account
 * after a few wrong ones.
 */
export function createProxyPasswords({ backend, keyring, given, onChange }: ProxyPasswordDeps): ProxyPasswordKeeper {
  const asking = new Map<string, ProxyAsking>();
  const kept = new Set(names.parse(backend.read()));
  const writeNames = () => writeTo(backend, [...kept]);

  async function read(proxy: string): Promise<string | null> {
    const found = kept.has(proxy) ? await keyring.read(entryOf(proxy)) : ok(null);
    const { data } = pair.safeParse(found.ok && found.value ? parse(found.value.reveal()) : null);
    return data ? `${data.user}:${data.password}` : (given.get(proxy)?.reveal() ?? null);
  }

  return {
    async authorizationFor(proxy) {
      if (asking.has(proxy)) return null;
      const known = await read(proxy);
      return known === null ? null : `Basic ${Buffer.from(known).toString('base64')}`;
    },
    refused(proxy, sent) {
      const known = asking.get(proxy);
      const wrong = sent !== null || known?.wrong === true;
      if (known?.wrong !== wrong) {
        asking.set(proxy, { proxy, wrong });
        onChange();
      }
      return wrong ? 'proxyPasswordWrong' : 'proxyPassword';
    },
    async keep(proxy, user, password) {
      await keyring.write(entryOf(proxy), new Secret(JSON.stringify({ user, password: password.reveal() })));
      kept.add(proxy);
      asking.delete(proxy);
      onChange();
      return writeNames();
    },
    async forget(proxy) {
      asking.delete(proxy);
      kept.delete(proxy);
      const written = writeNames();
      const forgotten = await keyring.forget(entryOf(proxy));
      onChange();
      return forgotten.ok ? written : forgotten;
    },
    asking: () => [...asking.values()],
    kept: () => [...kept],
  };
}

function entryOf(proxy: string): string {
  return `proxy ${proxy}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
