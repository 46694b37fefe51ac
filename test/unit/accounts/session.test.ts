import { describe, expect, test } from 'vitest';
import { createKeyring } from '../../../main/accounts/keyring.ts';
import { createMemoryStore, type SecretStore } from '../../../main/accounts/secret-store.ts';
import { createSession, type Session } from '../../../main/accounts/session.ts';
import { LOCAL_ACCOUNT_ID } from '../../../main/database/schema.ts';
import { appError, fail } from '../../../main/errors.ts';
import { Secret } from '../../../main/secret.ts';
import { BASE, fakeServer, jwt } from './fake-server.ts';
import { manualClock } from './manual-clock.ts';
import { memoryAccounts } from './memory-accounts.ts';

const minutes = 60_000;
const TOKEN_KEY = `token ${BASE} alice`;
const CREDENTIALS_KEY = `credentials ${BASE} alice`;

/** A computer: what stays when the app is started again. */
function computer(secrets: SecretStore = createMemoryStore()) {
  const time = manualClock();
  const server = fakeServer(time.clock);
  const accounts = memoryAccounts();
  const start = () =>
    createSession({ http: server.http, clock: time.clock, keyring: createKeyring(secrets), accounts });
  return { ...time, server, accounts, secrets, start };
}

function signIn(session: Session, more: { keep?: boolean; password?: string; username?: string } = {}) {
  return session.signIn({ address: 'halext.example', username: 'alice', password: 'hunter2', keep: false, ...more });
}

const NOTHING = { conversations: [], complete: true };

/** Calls the API as the rest of the app does. */
async function list(session: Session) {
  return session.api()?.listConversations();
}

async function keptKeys(secrets: SecretStore): Promise<string[]> {
  const kept: string[] = [];
  for (const key of [TOKEN_KEY, CREDENTIALS_KEY]) {
    const found = await secrets.get(key);
    if (found.ok && found.value) kept.push(key);
  }
  return kept;
}

test('signing out: who works for the account has stopped before anything of it is removed', async () => {
  const { server, clock, accounts, secrets } = computer();
  const seen: unknown[] = [];
  const session: Session = createSession({
    http: server.http,
    clock,
    keyring: createKeyring(secrets),
    accounts,
    onLeave: async () => {
      const rows = await accounts.list();
      seen.push(session.state().kind, rows.ok && rows.value.length, await keptKeys(secrets));
    },
  });
  await signIn(session);
  await session.signOut({ removeLocal: true });
  expect(seen).toEqual(['signedOut', 1, [TOKEN_KEY]]);
  expect(await accounts.list()).toEqual({ ok: true, value: [] });
});

describe('signing in', () => {
  test('with name and password: known account, token kept, password not', async () => {
    const { start, secrets, clock } = computer();
    const session = start();
    expect(session.state()).toEqual({ kind: 'starting' });
    const result = await signIn(session);
    expect(result).toEqual({
      ok: true,
      value: {
        kind: 'signedIn',
        account: { id: 1, server: BASE, userId: 1, username: 'alice', displayName: 'Alice A', demo: false },
        keep: false,
        expiresAt: clock.now() + 30 * minutes,
      },
    });
    expect(await keptKeys(secrets)).toEqual([TOKEN_KEY]);
    expect(await list(session)).toEqual({ ok: true, value: NOTHING });
  });

  test('a wrong password changes nothing and is named', async () => {
    const { start, secrets } = computer();
    const session = start();
    await session.restore();
    const result = await signIn(session, { password: 'wrong', keep: true });
    expect(result).toMatchObject({ ok: false, error: { kind: 'auth', reason: 'badCredentials' } });
    expect(session.state()).toEqual({ kind: 'signedOut' });
    expect(await keptKeys(secrets)).toEqual([]);
  });

  test.each([
    [{ username: '  ' }, 'usernameEmpty'],
    [{ password: '' }, 'passwordEmpty'],
  ])('%o is said before anything is sent', async (input, reason) => {
    const { start, server } = computer();
    expect(await signIn(start(), input)).toMatchObject({ ok: false, error: { kind: 'validation', reason } });
    expect(server.requests).toEqual([]);
  });

  test('with a pasted token, "Bearer" and all', async () => {
    const { start, server, clock, secrets } = computer();
    const token = jwt('alice', clock.now() + 10 * minutes);
    server.accepted.add(token);
    const session = start();
    const result = await session.signInWithToken({ address: 'halext.example', token: ` Bearer ${token}\n` });
    expect(result).toMatchObject({ ok: true, value: { kind: 'signedIn', expiresAt: clock.now() + 10 * minutes } });
    expect(await keptKeys(secrets)).toEqual([TOKEN_KEY]);
  });

  test.each([[''], ['two words'], ['naïve'], ['line\nbreak']])('%j is no token', async (token) => {
    const { start, server } = computer();
    const result = await start().signInWithToken({ address: 'halext.example', token });
    expect(result).toMatchObject({ ok: false, error: { kind: 'validation', reason: 'tokenInvalid' } });
    expect(server.requests).toEqual([]);
  });

  test('a pasted token the server refuses is not kept', async () => {
    const { start, secrets, clock } = computer();
    const token = jwt('alice', clock.now() + 10 * minutes);
    const result = await start().signInWithToken({ address: 'halext.example', token });
    expect(result).toMatchObject({ ok: false, error: { kind: 'auth', reason: 'tokenRefused' } });
    expect(await keptKeys(secrets)).toEqual([]);
  });

  test('without "keep", credentials of before are removed', async () => {
    const { start, secrets } = computer();
    const session = start();
    await signIn(session, { keep: true });
    expect(await keptKeys(secrets)).toEqual([TOKEN_KEY, CREDENTIALS_KEY]);
    await signIn(session);
    expect(await keptKeys(secrets)).toEqual([TOKEN_KEY]);
  });

  test('listeners hear every change and nothing secret', async () => {
    const { start } = computer();
    const session = start();
    const heard: string[] = [];
    session.subscribe((snapshot) => heard.push(JSON.stringify(snapshot)));
    await signIn(session, { keep: true });
    await session.signOut({ removeLocal: false });
    expect(heard.map((one) => JSON.parse(one).session.kind)).toEqual(['signedIn', 'signedOut']);
    expect(heard.join()).not.toMatch(/hunter2|eyJ/);
  });
});

describe('the token is renewed', () => {
  test('two minutes before its end, by itself', async () => {
    const { start, server, advance, clock } = computer();
    const session = start();
    await signIn(session, { keep: true });
    await advance(28 * minutes - 1);
    expect(server.logins).toBe(1);
    await advance(1);
    expect(server.logins).toBe(2);
    expect(session.state()).toMatchObject({ kind: 'signedIn', expiresAt: clock.now() + 30 * minutes });
  });

  test('once for all who wait', async () => {
    const { start, server, sleep, settle } = computer();
    const session = start();
    await signIn(session, { keep: true });
    sleep(40 * minutes);
    const gate = Promise.withResolvers<void>();
    server.tokenGate = gate.promise;
    const calls = [list(session), list(session), list(session)];
    await settle();
    gate.resolve();
    expect(await Promise.all(calls)).toEqual([1, 2, 3].map(() => ({ ok: true, value: NOTHING })));
    expect(server.logins).toBe(2);
  });

  test('after a 401, and the call is repeated once', async () => {
    const { start, server } = computer();
    const session = start();
    await signIn(session, { keep: true });
    server.accepted.clear();
    server.requests.length = 0;
    expect(await list(session)).toMatchObject({ ok: true });
    expect(server.requests).toEqual(['GET /api/conversations/', 'POST /api/token', 'GET /api/conversations/']);
  });

  test('a server that refuses even a fresh token is not asked a third time', async () => {
    const { start, server } = computer();
    const session = start();
    await signIn(session, { keep: true });
    server.accepted.clear();
    server.accepted.add = () => server.accepted;
    server.requests.length = 0;
    expect(await list(session)).toMatchObject({ ok: false, error: { kind: 'auth', status: 401 } });
    expect(server.requests).toEqual(['GET /api/conversations/', 'POST /api/token', 'GET /api/conversations/']);
  });

  test('a network that fails keeps the old token to its end, and the session after it', async () => {
    const { start, server, advance } = computer();
    const session = start();
    await signIn(session, { keep: true });
    server.tokenStatus = 503;
    await advance(29 * minutes);
    expect(await list(session)).toMatchObject({ ok: true });
    await advance(5 * minutes);
    expect(await list(session)).toMatchObject({ ok: false, error: { kind: 'http', status: 503 } });
    expect(session.state()).toMatchObject({ kind: 'signedIn' });
    server.tokenStatus = 200;
    expect(await list(session)).toMatchObject({ ok: true });
  });

  test('and a keychain that waits to be unlocked holds up no call', async () => {
    const kept = createMemoryStore();
    let locked = false;
    const secrets: SecretStore = {
      ...kept,
      set: (key, value) => (locked ? new Promise(() => {}) : kept.set(key, value)),
    };
    const { start, sleep } = computer(secrets);
    const session = start();
    await signIn(session, { keep: true });
    locked = true;
    sleep(40 * minutes);
    expect(await list(session)).toEqual({ ok: true, value: NOTHING });
  });

  test('while the old token lives, a failed renewal is tried again twice a minute at most', async () => {
    const { start, server, advance } = computer();
    await signIn(start(), { keep: true });
    server.tokenStatus = 503;
    await advance(60 * minutes);
    expect(server.logins).toBeGreaterThan(2);
    expect(server.logins).toBeLessThanOrEqual(6);
  });

  test('a clock that is off neither ends nor hammers the session', async () => {
    for (const aheadMs of [90 * minutes, -90 * minutes]) {
      const { start, server, advance, clock } = computer();
      server.aheadMs = aheadMs;
      const session = start();
      const result = await signIn(session, { keep: true });
      const expiresAt = result.ok && result.value.kind === 'signedIn' ? result.value.expiresAt : 0;
      expect(Math.abs(expiresAt - clock.now() - 30 * minutes)).toBeLessThan(2_000);
      await advance(20 * minutes);
      expect(await list(session)).toMatchObject({ ok: true });
      expect(server.logins).toBe(1);
    }
  });

  test('a password changed on the server: back to the password, the old one forgotten, the account still there', async () => {
    const { start, server, sleep, secrets } = computer();
    const session = start();
    await signIn(session, { keep: true });
    server.password = 'changed';
    sleep(40 * minutes);
    expect(await list(session)).toMatchObject({ ok: false, error: { kind: 'auth', reason: 'badCredentials' } });
    expect(session.state()).toMatchObject({ kind: 'expired', reason: 'badCredentials', account: { id: 1 } });
    expect(await keptKeys(secrets)).toEqual([]);
    const asked = server.requests.length;
    expect(await list(session)).toMatchObject({ ok: false, error: { kind: 'auth' } });
    expect(server.requests.length).toBe(asked);
    expect(await signIn(session, { password: 'changed', keep: true })).toMatchObject({ ok: true });
    expect(session.snapshot().accounts).toHaveLength(1);
  });
});

describe('without "keep", the session ends with its token', () => {
  test('on time, said once, and no call is sent any more', async () => {
    const { start, server, advance } = computer();
    const session = start();
    await signIn(session);
    const heard: string[] = [];
    session.subscribe(({ session: state }) => heard.push(state.kind));
    await advance(30 * minutes - 1);
    expect(heard).toEqual([]);
    await advance(1);
    expect(heard).toEqual(['expired']);
    expect(session.state()).toMatchObject({ kind: 'expired', reason: 'ended' });
    const asked = server.requests.length;
    expect(await list(session)).toMatchObject({ ok: false, error: { kind: 'auth', reason: 'sessionEnded' } });
    expect(server.requests.length).toBe(asked);
  });

  test('also when the computer slept through its end', async () => {
    const { start, sleep, settle } = computer();
    const session = start();
    await signIn(session);
    sleep(8 * 60 * minutes);
    session.wake();
    await settle();
    expect(session.state()).toMatchObject({ kind: 'expired', reason: 'ended' });
  });

  test('also when the server refuses it early', async () => {
    const { start, server } = computer();
    const session = start();
    await signIn(session);
    server.accepted.clear();
    expect(await list(session)).toMatchObject({ ok: false, error: { kind: 'auth', reason: 'sessionEnded' } });
    expect(session.state()).toMatchObject({ kind: 'expired', reason: 'ended' });
  });
});

describe('starting again', () => {
  test('nobody was signed in', async () => {
    const { start } = computer();
    expect(await start().restore()).toEqual({ kind: 'signedOut' });
  });

  test('with a living token nobody is asked anything', async () => {
    const { start, server, sleep } = computer();
    await signIn(start());
    sleep(10 * minutes);
    server.requests.length = 0;
    const again = start();
    expect(await again.restore()).toMatchObject({ kind: 'signedIn', keep: false, account: { username: 'alice' } });
    expect(server.requests).toEqual([]);
    expect(await list(again)).toMatchObject({ ok: true });
  });

  test('with a dead token and credentials the first call renews', async () => {
    const { start, server, sleep } = computer();
    await signIn(start(), { keep: true });
    sleep(24 * 60 * minutes);
    const again = start();
    expect(await again.restore()).toMatchObject({ kind: 'signedIn', keep: true });
    expect(await list(again)).toMatchObject({ ok: true });
    expect(server.logins).toBe(2);
  });

  test('offline with credentials it stays signed in and says that the network is missing', async () => {
    const { start, server, sleep } = computer();
    await signIn(start(), { keep: true });
    sleep(24 * 60 * minutes);
    server.networkError = appError('dns', 'no network');
    const again = start();
    expect(await again.restore()).toMatchObject({ kind: 'signedIn', keep: true });
    expect(await list(again)).toMatchObject({ ok: false, error: { kind: 'dns' } });
    expect(again.state()).toMatchObject({ kind: 'signedIn' });
  });

  test('with a dead token and no credentials the session has ended, and everything stays readable', async () => {
    const { start, sleep } = computer();
    await signIn(start());
    sleep(24 * 60 * minutes);
    expect(await start().restore()).toMatchObject({ kind: 'expired', reason: 'ended', account: { id: 1 } });
  });

  test('with a keychain that was emptied, nothing is stored', async () => {
    const { start, secrets } = computer();
    await signIn(start(), { keep: true });
    await secrets.delete(TOKEN_KEY);
    await secrets.delete(CREDENTIALS_KEY);
    expect(await start().restore()).toMatchObject({ kind: 'expired', reason: 'notStored' });
  });

  test('damaged entries count as none', async () => {
    const { start, secrets } = computer();
    await signIn(start(), { keep: true });
    await secrets.set(TOKEN_KEY, new Secret('{"token":'));
    await secrets.set(CREDENTIALS_KEY, new Secret('[]'));
    expect(await start().restore()).toMatchObject({ kind: 'expired', reason: 'notStored' });
  });
});

describe('signing out', () => {
  test('removes every secret and keeps the account for reading, unless asked', async () => {
    const { start, secrets, server } = computer();
    const session = start();
    await signIn(session, { keep: true });
    const api = session.api();
    expect(await session.signOut({ removeLocal: false })).toEqual({ ok: true, value: { kind: 'signedOut' } });
    expect(await keptKeys(secrets)).toEqual([]);
    expect(session.api()).toBeNull();
    expect(session.snapshot().accounts).toHaveLength(1);
    const asked = server.requests.length;
    expect(await api?.listConversations()).toMatchObject({ ok: false, error: { kind: 'auth', reason: 'signedOut' } });
    expect(server.requests.length).toBe(asked);
    expect(await start().restore()).toEqual({ kind: 'signedOut' });
  });

  test('with everything kept locally, if wanted', async () => {
    const { start } = computer();
    const session = start();
    await signIn(session);
    await session.signOut({ removeLocal: true });
    expect(session.snapshot().accounts).toEqual([]);
  });

  test('a renewal under way cannot bring the secrets back', async () => {
    const { start, server, secrets, sleep, settle } = computer();
    const session = start();
    await signIn(session, { keep: true });
    sleep(40 * minutes);
    const gate = Promise.withResolvers<void>();
    server.tokenGate = gate.promise;
    const call = list(session);
    await settle();
    await session.signOut({ removeLocal: false });
    gate.resolve();
    expect(await call).toMatchObject({ ok: false, error: { kind: 'auth', reason: 'signedOut' } });
    expect(await keptKeys(secrets)).toEqual([]);
    expect(session.state()).toEqual({ kind: 'signedOut' });
  });

  test('no timer stays behind', async () => {
    const { start, timers } = computer();
    const session = start();
    await signIn(session, { keep: true });
    expect(timers()).toBe(1);
    await session.signOut({ removeLocal: false });
    expect(timers()).toBe(0);
  });
});

describe('several accounts', () => {
  test('one is active; switching goes back without a password', async () => {
    const { start } = computer();
    const session = start();
    await signIn(session, { keep: true });
    await session.signIn({ address: 'http://other.example', username: 'alice', password: 'hunter2', keep: false });
    expect(session.snapshot().accounts.map((account) => account.server)).toEqual(['http://other.example/api', BASE]);
    expect(await session.switchTo(1)).toMatchObject({ ok: true, value: { kind: 'signedIn', account: { id: 1 } } });
    expect(await list(session)).toMatchObject({ ok: true });
    expect(await session.switchTo(99)).toMatchObject({ ok: false, error: { kind: 'notFound' } });
    expect(session.state()).toMatchObject({ account: { id: 1 } });
  });
});

describe('without a Halext server', () => {
  const local = { kind: 'local', account: { id: LOCAL_ACCOUNT_ID, server: 'local:', userId: 0 } };

  test('one goes on with what is kept here, also after a restart, and asks no server anything', async () => {
    const { start, server } = computer();
    const session = start();
    await session.restore();
    expect(await session.goLocal()).toMatchObject({ ok: true, value: local });
    expect(session.api()).toBeNull();
    expect(session.token()).toBeNull();
    expect(await start().restore()).toMatchObject(local);
    expect(server.requests).toEqual([]);
  });

  test('signing in later takes its place, and the account stays known on the way back', async () => {
    const { start } = computer();
    const session = start();
    await session.goLocal();
    expect(await signIn(session)).toMatchObject({ ok: true, value: { kind: 'signedIn' } });
    expect(await start().restore()).toMatchObject({ kind: 'signedIn' });
    const heard: string[] = [];
    session.subscribe((snapshot) => heard.push(snapshot.session.kind));
    await session.goLocal();
    expect(heard).toEqual(['local']);
    expect(session.snapshot().accounts).toMatchObject([{ username: 'alice' }]);
  });

  test('leaving it leads to the sign-in screen, and nothing is removed', async () => {
    const { start, accounts } = computer();
    const session = start();
    await signIn(session);
    await session.goLocal();
    expect(await session.signOut({ removeLocal: true })).toEqual({ ok: true, value: { kind: 'signedOut' } });
    expect(await accounts.list()).toMatchObject({ value: [{ username: 'alice' }] });
    expect(await start().restore()).toEqual({ kind: 'signedOut' });
  });

  test('a refused sign-in does not end it', async () => {
    const { start } = computer();
    const session = start();
    await session.goLocal();
    expect(await signIn(session, { password: 'wrong' })).toMatchObject({ ok: false });
    expect(session.state()).toMatchObject(local);
  });
});

describe('a keychain that does not work', () => {
  const broken: SecretStore = {
    get: async () => fail(appError('keychain', 'x', { reason: 'locked' })),
    set: async () => fail(appError('keychain', 'x', { reason: 'locked' })),
    delete: async () => fail(appError('keychain', 'x', { reason: 'locked' })),
    status: async () => ({ kind: 'unavailable', reason: 'locked' }),
  };

  test('is named, and the session works for this run, renewals too', async () => {
    const { start, advance } = computer(broken);
    const session = start();
    expect(await signIn(session, { keep: true })).toMatchObject({ ok: true, value: { keep: true } });
    expect(session.snapshot().keychain).toEqual({ kind: 'unavailable', reason: 'locked' });
    await advance(3 * 60 * minutes);
    expect(await list(session)).toMatchObject({ ok: true });
    expect(await start().restore()).toMatchObject({ kind: 'expired', reason: 'notStored' });
  });

  test('going to another account and back needs no password in this run', async () => {
    const { start } = computer(broken);
    const session = start();
    await signIn(session, { keep: true });
    await session.signIn({ address: 'other.example', username: 'alice', password: 'hunter2', keep: false });
    expect(await session.switchTo(1)).toMatchObject({ ok: true, value: { kind: 'signedIn', keep: true } });
  });

  test('a secret it will not let go of is told, and the session is over all the same', async () => {
    const { start } = computer(broken);
    const session = start();
    await signIn(session, { keep: true });
    const result = await session.signOut({ removeLocal: false });
    expect(result).toMatchObject({ ok: false, error: { kind: 'keychain', reason: 'locked' } });
    expect(session.state()).toEqual({ kind: 'signedOut' });
  });

  test('can be tried before anybody signs in', async () => {
    const { start } = computer(broken);
    expect(await start().checkKeychain()).toEqual({ kind: 'unavailable', reason: 'locked' });
  });
});

describe('the demo workspace', () => {
  const demo = { server: 'http://127.0.0.1:4711/api', username: 'alice', password: 'hunter2' };

  test('is one account, marked, renewed, and nothing of it reaches the keychain', async () => {
    const written: string[] = [];
    const memory = createMemoryStore();
    const { start, advance } = computer({
      ...memory,
      set: (key, value) => {
        written.push(key);
        return memory.set(key, value);
      },
    });
    const session = start();
    expect(await session.signInDemo(demo)).toMatchObject({
      ok: true,
      value: { kind: 'signedIn', account: { demo: true, server: demo.server } },
    });
    await advance(3 * 60 * minutes);
    expect(await list(session)).toMatchObject({ ok: true });
    expect(written).toEqual([]);

    const again = start();
    expect(await again.restore()).toMatchObject({ kind: 'expired', reason: 'notStored', account: { demo: true } });
    await again.signInDemo({ ...demo, server: 'http://127.0.0.1:4712/api' });
    expect(again.snapshot().accounts).toMatchObject([{ demo: true, server: 'http://127.0.0.1:4712/api' }]);
  });
});
