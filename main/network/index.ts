import type { CertificateFacts, NetworkState, Settings } from '../../preload/contract.ts';
import type { Keyring } from '../accounts/keyring.ts';
import type { Clock } from '../clock.ts';
import type { Emit } from '../emit.ts';
import { appError, fail, ok, type Result } from '../errors.ts';
import { trustSystemCertificates } from '../http/certificates.ts';
import { createHttpClient, type NetworkClient } from '../http/client.ts';
import type { ResolveProxy } from '../http/proxy.ts';
import { chooseProxy, chosenFor, type Environment, passwordsOf, type ResolvePac } from '../http/proxy-choice.ts';
import { createProxyPasswords } from '../http/proxy-passwords.ts';
import { createTrustedCertificates, type Pins } from '../http/trusted-certificates.ts';
import { createTunnel, type Tunnel } from '../http/tunnel.ts';
import type { Notices } from '../notices.ts';
import type { Secret } from '../secret.ts';
import type { KeyValue, SettingsStore } from '../settings/settings.ts';
import { createServerTimes, type ServerTimes } from './server-times.ts';
import { createSignInPages, type SignInPages } from './sign-in-pages.ts';

/** The network as it is on this computer: the client, which certificates are trusted, what proxies ask for. */
export interface Network {
  readonly http: NetworkClient;
  readonly pins: Pins;
  readonly times: ServerTimes;
  readonly signInPages: Pick<SignInPages, 'ledAway'>;
  /** How the program gets through a proxy. */
  readonly tunnelBy: (proxy: URL) => Tunnel;
  state(): NetworkState;
  /** Errors: those of a connection that does not come about. */
  certificate(origin: string): Promise<Result<CertificateFacts>>;
  /** Only what `certificate` has shown can be trusted: else `validation`/`notShown`. `storage`: for this run only. */
  trust(origin: string, fingerprint: string): Result<null>;
  forget(origin: string): Result<null>;
  /** Keeps it in the keychain; while that fails it holds for this run. */
  proxyPassword(proxy: string, user: string, password: Secret): Promise<Result<null>>;
  forgetPassword(proxy: string): Promise<Result<null>>;
}

export interface NetworkDeps {
  readonly clock: Clock;
  readonly userAgent: string;
  /** What the system says about proxies. */
  readonly system: ResolveProxy;
  readonly pac: ResolvePac;
  readonly env: Environment;
  readonly settings: SettingsStore;
  readonly keyring: Keyring;
  /** See `HttpClientOptions`. */
  readonly longestWaitMs?: number | undefined;
  /** Where decisions are kept; no secret is among them. */
  readonly file: KeyValue;
  readonly notices: Notices;
  readonly emit: Emit;
  /** What was decided changes the way to the servers: it is to be gone again. */
  readonly onDecision: () => void;
}

export function createNetwork(deps: NetworkDeps): Network {
  const { clock, file, notices, settings } = deps;
  const shown = new Map<string, CertificateFacts>();
  const times = createServerTimes(clock);
  const signInPages = createSignInPages();

  const certificates = createTrustedCertificates({
    backend: fieldOf(file, 'certificates'),
    onChanged: (origin) => notices.set({ id: noticeOf(origin), kind: 'certificateChanged', origin }),
  });
  const passwords = createProxyPasswords({
    backend: fieldOf(file, 'proxies'),
    keyring: deps.keyring,
    given: passwordsOf(deps.env),
    onChange() {
      for (const { proxy, wrong } of passwords.asking()) {
        notices.set({ id: noticeOf(proxy), kind: 'proxyPassword', proxy, wrong });
      }
      tell();
    },
  });
  const resolveProxy = chooseProxy({
    system: deps.system,
    pac: deps.pac,
    choice: (origin) => chosenFor(settings.get().network, origin),
    env: deps.env,
  });
  const http = createHttpClient({
    clock,
    userAgent: deps.userAgent,
    resolveProxy,
    prepareTls: trustSystemCertificates,
    pins: certificates,
    passwords,
    onDate: times.observe,
    onRedirect: signInPages.observe,
    ...(deps.longestWaitMs === undefined ? {} : { longestWaitMs: deps.longestWaitMs }),
  });

  const state = (): NetworkState => ({
    trusted: certificates.list(),
    asking: passwords.asking(),
    passwords: passwords.kept(),
  });
  const tell = () => deps.emit('network', state());
  function decided(about: string): void {
    notices.clear(noticeOf(about));
    tell();
    deps.onDecision();
  }

  const proxiesOf = ({ proxy, proxyFor }: Settings['network']) => JSON.stringify([proxy, proxyFor]);
  let proxies = proxiesOf(settings.get().network);
  settings.subscribe(({ network }) => {
    const chosen = proxiesOf(network);
    if (chosen === proxies) return;
    proxies = chosen;
    deps.onDecision();
  });

  return {
    http,
    pins: certificates,
    times,
    signInPages,
    tunnelBy: (proxy) => createTunnel(proxy, passwords),
    state,
    async certificate(origin) {
      const read = await http.certificateOf(origin);
      if (!read.ok) return read;
      const facts = { ...read.value, trusted: certificates.fingerprintOf(origin) };
      shown.set(origin, facts);
      return ok(facts);
    },
    trust(origin, fingerprint) {
      const facts = shown.get(origin);
      if (facts?.fingerprint !== fingerprint) {
        return fail(appError('validation', 'trust: this certificate was not shown', { reason: 'notShown' }));
      }
      const { subject, issuer, validTo } = facts;
      const kept = certificates.keep({ origin, fingerprint, subject, issuer, validTo, since: clock.now() });
      decided(origin);
      return kept;
    },
    forget(origin) {
      const forgotten = certificates.forget(origin);
      decided(origin);
      return forgotten;
    },
    async proxyPassword(about, user, password) {
      const kept = await passwords.keep(about, user, password);
      decided(about);
      return kept;
    },
    async forgetPassword(about) {
      const forgotten = await passwords.forget(about);
      decided(about);
      return forgotten;
    },
  };
}

function noticeOf(about: string): string {
  return `network ${about}`;
}

/** One field of a file that several share. */
export function fieldOf(file: KeyValue, name: string): KeyValue {
  const all = () => {
    const value = file.read();
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  };
  return { read: () => all()[name], write: (value) => file.write({ ...all(), [name]: value }) };
}
