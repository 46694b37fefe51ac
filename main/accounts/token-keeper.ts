import type { Clock } from '../clock.ts';
import { type AppError, appError, fail, ok, type Result } from '../errors.ts';
import type { Authorised } from '../halext/client.ts';
import { requestToken } from '../halext/login.ts';
import type { HttpClient } from '../http/message.ts';
import type { Secret } from '../secret.ts';
import { type HeldToken, holdFreshToken } from './token.ts';
import type { Credentials, Safe } from './vault.ts';

export type ExpiredReason = 'ended' | 'badCredentials' | 'notStored';

/** `expiresAt` is 0 while there are credentials but no token yet: the next call fetches one. */
export type KeeperState = { kind: 'valid'; expiresAt: number } | { kind: 'expired'; reason: ExpiredReason };

export interface TokenKeeperOptions {
  http: HttpClient;
  clock: Clock;
  /** API base. */
  server: string;
  /** How far the server's clock is ahead of ours, in milliseconds. */
  skewMs: () => number;
  safe: Safe;
  token: HeldToken | null;
  /** Without them the session ends with its token. */
  credentials: Credentials | null;
  onChange: (state: KeeperState) => void;
}

/** The token of one signed-in account: gives it to calls, renews it in time, knows when it has ended. */
export interface TokenKeeper {
  /**
   * Errors of its own: `auth` with reason `sessionEnded`, `badCredentials`, `notStored` (expired) or `signedOut`, and
   * whatever kept a renewal from happening.
   */
  authorised: Authorised;
  state(): KeeperState;
  /** The token as it stands, while it lives. Renews nothing and ends nothing. */
  peek(): Secret | null;
  /** Looks at the clock again, e.g. after the computer slept. */
  check(): void;
  /** Gives no token any more and forgets it; calls under way end by themselves. */
  stop(): void;
}

/** A failed renewal is tried again after this long while the token still lives. */
const RETRY_MS = 30_000;
/** Timers longer than 24.8 days fire at once, and a sleeping computer delays them: look again at least this often. */
const LONGEST_TIMER_MS = 60 * 60 * 1000;

export function createTokenKeeper(options: TokenKeeperOptions): TokenKeeper {
  const { http, clock, server, safe } = options;
  let { token, credentials } = options;
  let expired: ExpiredReason | null = initiallyExpired(token, credentials, clock.now());
  let stopped = false;
  let renewing: Promise<Result<HeldToken>> | null = null;
  let cancelTimer = () => {};

  const alive = (held: HeldToken | null): held is HeldToken => held !== null && held.expiresAt > clock.now();
  const state = (): KeeperState =>
    expired === null ? { kind: 'valid', expiresAt: token?.expiresAt ?? 0 } : { kind: 'expired', reason: expired };

  const end = (reason: ExpiredReason): Result<never> => {
    if (expired === null) {
      expired = reason;
      token = null;
      cancelTimer();
      options.onChange(state());
    }
    return fail(expiredError(reason));
  };

  const adopt = (held: HeldToken): Result<HeldToken> => {
    token = held;
    schedule();
    options.onChange(state());
    // A keychain may wait a minute for somebody to unlock it; the call that needed the token does not.
    void safe.saveToken(held);
    return ok(held);
  };

  const signInAgain = async ({ login, password }: Credentials): Promise<Result<HeldToken>> => {
    const answer = await requestToken(http, server, login, password);
    if (stopped) return fail(signedOutError());
    if (answer.ok) return adopt(holdFreshToken(answer.value, clock.now(), options.skewMs()));
    if (answer.error.reason !== 'badCredentials') return answer;
    credentials = null;
    await safe.forgetCredentials();
    await safe.forgetToken();
    return end('badCredentials');
  };

  /** One renewal at a time, shared by everybody who waits for it. */
  const renew = (known: Credentials): Promise<Result<HeldToken>> => {
    renewing ??= signInAgain(known).finally(() => {
      renewing = null;
    });
    return renewing;
  };

  const current = async (): Promise<Result<HeldToken>> => {
    if (stopped) return fail(signedOutError());
    if (expired !== null) return fail(expiredError(expired));
    if (token !== null && clock.now() < token.renewAt) return ok(token);
    if (credentials === null) return alive(token) ? ok(token) : end('ended');
    const renewed = await renew(credentials);
    // The old token is good until its end, whatever kept the new one from coming.
    return !renewed.ok && expired === null && alive(token) ? ok(token) : renewed;
  };

  const authorised: Authorised = async (call) => {
    const held = await current();
    if (!held.ok) return held;
    const result = await call(held.value.secret);
    if (result.ok || result.error.status !== 401) return result;
    // Somebody else may have renewed it since.
    if (token === held.value) {
      token = null;
      void safe.forgetToken();
    }
    const renewed = await current();
    return renewed.ok ? call(renewed.value.secret) : renewed;
  };

  const schedule = (atLeastMs = 0) => {
    cancelTimer();
    if (stopped || expired !== null || token === null) return;
    const due = (credentials === null ? token.expiresAt : token.renewAt) - clock.now();
    cancelTimer = clock.after(Math.min(Math.max(due, atLeastMs), LONGEST_TIMER_MS), () => void look());
  };

  const look = async () => {
    if (stopped || expired !== null) return;
    await current();
    if (alive(token)) schedule(credentials === null ? 0 : RETRY_MS);
  };

  schedule();
  return {
    authorised,
    state,
    peek: () => (alive(token) ? token.secret : null),
    check: () => void look(),
    stop() {
      stopped = true;
      token = null;
      credentials = null;
      cancelTimer();
    },
  };
}

function initiallyExpired(token: HeldToken | null, credentials: Credentials | null, now: number): ExpiredReason | null {
  if (credentials !== null) return null;
  if (token === null) return 'notStored';
  return token.expiresAt > now ? null : 'ended';
}

function expiredError(reason: ExpiredReason): AppError {
  return appError('auth', `the session has expired: ${reason}`, {
    reason: reason === 'ended' ? 'sessionEnded' : reason,
  });
}

function signedOutError(): AppError {
  return appError('auth', 'this account is not signed in any more', { reason: 'signedOut' });
}
