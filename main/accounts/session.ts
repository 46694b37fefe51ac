import type { Account, KeychainStatus, ProbeResult, SessionState, Topics } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import { LOCAL_ACCOUNT_ID } from '../database/schema.ts';
import { appError, fail, ok, type Result } from '../errors.ts';
import type { HalextApi } from '../halext/api.ts';
import { createHalextClient } from '../halext/client.ts';
import { requestToken } from '../halext/login.ts';
import type { HttpClient } from '../http/message.ts';
import { Secret } from '../secret.ts';
import { createKeyring, type Keyring } from './keyring.ts';
import { probe } from './probe.ts';
import type { AccountRepository } from './repository.ts';
import { createMemoryStore } from './secret-store.ts';
import { observeServerTime } from './server-clock.ts';
import { type HeldToken, holdFreshToken, holdToken, until } from './token.ts';
import { createTokenKeeper, type KeeperState, type TokenKeeper } from './token-keeper.ts';
import { type Credentials, createVault, type Safe } from './vault.ts';

export interface SessionDeps {
  http: HttpClient;
  clock: Clock;
  keyring: Keyring;
  accounts: AccountRepository;
  /** An account is being signed out: resolves when nothing works for it any more and its rows may go. */
  onLeave?: () => Promise<void>;
  /** Rows of a server's list that could not be read and were left out. */
  onSkippedRows?: (purpose: string, count: number) => void;
}

export type SessionSnapshot = Topics['session'];

/** Who is signed in. Several accounts may be known, one is active. */
export interface Session {
  state(): SessionState;
  snapshot(): SessionSnapshot;
  /** Calls the listener after every change of the session, the accounts or the keychain; answers how to stop it. */
  subscribe(listener: (snapshot: SessionSnapshot) => void): () => void;
  /** The API of the active account; its calls fail as `auth` while expired. `null` when signed out. */
  api(): HalextApi | null;
  /** The token of the active account as it stands, for looking only: renews nothing, and a refusal ends nothing. */
  token(): Secret | null;
  probe(address: string): Promise<Result<ProbeResult>>;
  signIn(input: { address: string; username: string; password: string; keep: boolean }): Promise<Result<SessionState>>;
  signInWithToken(input: { address: string; token: string }): Promise<Result<SessionState>>;
  /** Signs in to the embedded demo workspace; nothing of it is kept after this run. `server` is its API base. */
  signInDemo(input: { server: string; username: string; password: string }): Promise<Result<SessionState>>;
  /** At start: the account last in use, with what the keychain kept of it. Never waits for the network. */
  restore(): Promise<SessionState>;
  /** Goes on without a Halext server, now and at the next start. The account in use stays known, as at a switch. */
  goLocal(): Promise<Result<SessionState>>;
  switchTo(accountId: number): Promise<Result<SessionState>>;
  /**
   * Removes the account's secrets, and with `removeLocal` everything kept of it. The session is signed out even when an
   * error says that the keychain would not let go of a secret.
   */
  signOut(input: { removeLocal: boolean }): Promise<Result<SessionState>>;
  /** Tries for real whether secrets can be kept. */
  checkKeychain(): Promise<KeychainStatus>;
  /** Looks at the clock again, after the computer slept. */
  wake(): void;
  /** Stops timers; for quitting. */
  close(): void;
}

/** Who owns what is kept here. Its row is there from the first start. */
const LOCAL_ACCOUNT: Account = {
  id: LOCAL_ACCOUNT_ID,
  server: 'local:',
  userId: 0,
  username: '',
  displayName: '',
  demo: false,
};

interface Active {
  account: Account;
  keep: boolean;
  safe: Safe;
  keeper: TokenKeeper;
  api: HalextApi;
}

export function createSession(deps: SessionDeps): Session {
  const { clock, accounts, keyring } = deps;
  const { http, skewMs } = observeServerTime(deps.http, clock);
  const listeners = new Set<(snapshot: SessionSnapshot) => void>();
  const vault = createVault(keyring);
  const demoVault = createVault(createKeyring(createMemoryStore()));
  let known: readonly Account[] = [];
  let active: Active | null = null;
  let local = false;
  let started = false;
  let last: Promise<unknown> = Promise.resolve();

  const state = (): SessionState => {
    if (active !== null) return stateOf(active, active.keeper.state());
    if (local) return { kind: 'local', account: LOCAL_ACCOUNT };
    return started ? { kind: 'signedOut' } : { kind: 'starting' };
  };
  const snapshot = (): SessionSnapshot => ({ session: state(), keychain: keyring.status(), accounts: known });
  const publish = () => {
    const now = snapshot();
    for (const listener of listeners) listener(now);
  };
  const unsubscribe = keyring.subscribe(publish);

  /** Two hasty clicks must not sign in and out at once. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => {});
    return done;
  };

  const safeOf = (account: Account): Safe => (account.demo ? demoVault : vault).safeOf(account);
  const clientOf = (server: string, authorised: TokenKeeper['authorised']) =>
    createHalextClient({
      http,
      base: server,
      authorised,
      ...(deps.onSkippedRows ? { onSkippedRows: deps.onSkippedRows } : {}),
    });

  const refreshKnown = async () => {
    const list = await accounts.list();
    if (list.ok) known = list.value;
  };

  const leave = () => {
    active?.keeper.stop();
    active = null;
    local = false;
    started = true;
  };

  const enterLocal = () => {
    leave();
    local = true;
    publish();
  };

  const enter = (account: Account, token: HeldToken | null, credentials: Credentials | null) => {
    leave();
    const safe = safeOf(account);
    const keeper = createTokenKeeper({
      http,
      clock,
      server: account.server,
      skewMs: () => skewMs(account.server),
      safe,
      token,
      credentials,
      onChange: publish,
    });
    active = { account, keep: credentials !== null, safe, keeper, api: clientOf(account.server, keeper.authorised) };
    publish();
  };

  /** What all ways of signing in share, once the server has given or been given a token. */
  const settle = async (
    server: string,
    token: HeldToken,
    credentials: Credentials | null,
    demo: boolean,
  ): Promise<Result<SessionState>> => {
    const me = await clientOf(server, (call) => call(token.secret)).me();
    if (!me.ok) return me;
    const { id: userId, username, fullName } = me.value;
    const saved = await accounts.save({ server, userId, username, displayName: fullName || username, demo });
    if (!saved.ok) return saved;
    const activated = await accounts.activate(saved.value.id);
    if (!activated.ok) return activated;
    await refreshKnown();
    // The keeper of before could be renewing the same account, and must not write after us.
    leave();

    const safe = safeOf(saved.value);
    await safe.saveToken(token);
    await (credentials ? safe.saveCredentials(credentials) : safe.forgetCredentials());
    enter(saved.value, token, credentials);
    return ok(state());
  };

  const signInAt = async (server: string, credentials: Credentials, keep: boolean, demo: boolean) => {
    const token = await requestToken(http, server, credentials.login, credentials.password);
    if (!token.ok) return token;
    const held = holdFreshToken(token.value, clock.now(), skewMs(server));
    return settle(server, held, keep ? credentials : null, demo);
  };

  const open = async (account: Account) => {
    const kept = await safeOf(account).load();
    const token = kept.token && until(kept.token.secret, kept.token.expiresAt, clock.now());
    enter(account, token, kept.credentials);
  };

  return {
    state,
    snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    api: () => active?.api ?? null,
    token: () => active?.keeper.peek() ?? null,
    probe: (address) => probe({ http, clock }, address),

    signIn: ({ address, username, password, keep }) =>
      inTurn(async () => {
        const login = username.trim();
        if (login === '') return fail(missing('usernameEmpty'));
        if (password === '') return fail(missing('passwordEmpty'));
        const found = await probe({ http, clock }, address);
        if (!found.ok) return found;
        return signInAt(found.value.server, { login, password: new Secret(password) }, keep, false);
      }),

    signInWithToken: ({ address, token }) =>
      inTurn(async () => {
        const pasted = token.trim().replace(/^Bearer\s+/i, '');
        if (!/^[\x21-\x7e]{1,8192}$/.test(pasted)) return fail(missing('tokenInvalid'));
        const found = await probe({ http, clock }, address);
        if (!found.ok) return found;
        const { server } = found.value;
        return settle(server, holdToken(new Secret(pasted), clock.now(), skewMs(server)), null, false);
      }),

    signInDemo: ({ server, username, password }) =>
      inTurn(() => signInAt(server, { login: username, password: new Secret(password) }, true, true)),

    restore: () =>
      inTurn(async () => {
        await refreshKnown();
        const id = await accounts.active();
        const account = id.ok ? known.find((one) => one.id === id.value) : undefined;
        if (account) await open(account);
        else if (id.ok && id.value === LOCAL_ACCOUNT_ID) enterLocal();
        else {
          leave();
          publish();
        }
        return state();
      }),

    goLocal: () =>
      inTurn(async () => {
        const activated = await accounts.activate(LOCAL_ACCOUNT_ID);
        if (!activated.ok) return activated;
        enterLocal();
        return ok(state());
      }),

    switchTo: (accountId) =>
      inTurn(async () => {
        const account = known.find((one) => one.id === accountId);
        if (!account) return fail(appError('notFound', 'no such account', { reason: 'account' }));
        const activated = await accounts.activate(accountId);
        if (!activated.ok) return activated;
        await open(account);
        return ok(state());
      }),

    signOut: ({ removeLocal }) =>
      inTurn(async () => {
        const left = active;
        const wasLocal = local;
        leave();
        if (left === null) {
          const forgotten = wasLocal ? await accounts.activate(null) : ok(null);
          publish();
          return forgotten.ok ? ok(state()) : forgotten;
        }
        await deps.onLeave?.();
        const results = [
          await left.safe.forgetToken(),
          await left.safe.forgetCredentials(),
          await accounts.activate(null),
          removeLocal ? await accounts.remove(left.account.id) : ok(null),
        ];
        await refreshKnown();
        publish();
        return results.find((result) => !result.ok) ?? ok(state());
      }),

    checkKeychain: () => keyring.check(),
    wake: () => active?.keeper.check(),
    close() {
      unsubscribe();
      active?.keeper.stop();
    },
  };
}

function stateOf({ account, keep }: Active, keeper: KeeperState): SessionState {
  switch (keeper.kind) {
    case 'valid':
      return { kind: 'signedIn', account, keep, expiresAt: keeper.expiresAt };
    case 'expired':
      return { kind: 'expired', account, reason: keeper.reason };
  }
}

function missing(reason: string) {
  return appError('validation', `sign in: ${reason}`, { reason });
}
