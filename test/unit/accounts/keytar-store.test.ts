import { describe, expect, test } from 'vitest';
import { createKeytarStore, type Keytar, keychainServiceOf } from '../../../main/accounts/keytar-store.ts';
import { systemClock } from '../../../main/clock.ts';
import { Secret } from '../../../main/secret.ts';
import { manualClock } from './manual-clock.ts';

function memoryKeytar(): Keytar & { entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    getPassword: async (service, account) => entries.get(`${service}/${account}`) ?? null,
    async setPassword(service, account, password) {
      entries.set(`${service}/${account}`, password);
    },
    deletePassword: async (service, account) => entries.delete(`${service}/${account}`),
  };
}

function storeOver(load: () => Promise<Keytar>, platform: NodeJS.Platform = 'linux', clock = systemClock) {
  return createKeytarStore({ service: 'org.example.Test', clock, platform, newId: () => 'id-1', load });
}

function failing(message: string): () => Promise<Keytar> {
  const boom = async () => {
    throw new Error(message);
  };
  return async () => ({ getPassword: boom, setPassword: boom, deletePassword: boom });
}

test('keeps, gives and removes under its service', async () => {
  const keytar = memoryKeytar();
  const store = storeOver(async () => keytar);
  await store.set('token https://halext.example/api alice', new Secret('t0ken'));
  expect([...keytar.entries]).toEqual([['org.example.Test/token https://halext.example/api alice', 't0ken']]);
  const found = await store.get('token https://halext.example/api alice');
  expect(found.ok && found.value?.reveal()).toBe('t0ken');
  await store.delete('token https://halext.example/api alice');
  expect(await store.get('token https://halext.example/api alice')).toEqual({ ok: true, value: null });
});

test('the service is ours; an unpackaged program may be given another', () => {
  const env = { COMPANION_KEYCHAIN_SERVICE: 'org.example.Test' };
  expect(keychainServiceOf({}, false)).toBe('org.halext.Companion');
  expect(keychainServiceOf({ COMPANION_KEYCHAIN_SERVICE: '' }, false)).toBe('org.halext.Companion');
  expect(keychainServiceOf(env, false)).toBe('org.example.Test');
  expect(keychainServiceOf(env, true)).toBe('org.halext.Companion');
});

test('the status is tried for real and leaves nothing behind', async () => {
  const keytar = memoryKeytar();
  expect(await storeOver(async () => keytar).status()).toEqual({ kind: 'ok' });
  expect(keytar.entries.size).toBe(0);
});

test('a keychain that forgets at once is not ok', async () => {
  const keytar = { ...memoryKeytar(), getPassword: async () => null };
  expect(await storeOver(async () => keytar).status()).toEqual({ kind: 'unavailable', reason: 'unknown' });
});

test('a missing library is a status, not a crash', async () => {
  const store = storeOver(() => Promise.reject(new Error('Failed to load keytar native addon')));
  expect(await store.status()).toEqual({ kind: 'unavailable', reason: 'noLibrary' });
  expect(await store.get('x')).toMatchObject({ ok: false, error: { kind: 'keychain', reason: 'noLibrary' } });
});

describe('each refusal has its cause', () => {
  test.each([
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'noService'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'noService'],
    ['Could not connect: No such file or directory', 'noService'],
    ['A default keychain could not be found.', 'noService'],
    ['A specified logon session does not exist.', 'noService'],
    ['Cannot get secret of a locked object', 'locked'],
    ['User interaction is not allowed.', 'locked'],
    ['The prompt was dismissed', 'refused'],
    ['User canceled the operation.', 'refused'],
    ['Access is denied.', 'refused'],
    ['Something nobody has seen', 'unknown'],
  ])('%s: %s', async (message, reason) => {
    expect(await storeOver(failing(message)).status()).toEqual({ kind: 'unavailable', reason });
  });
});

test('no error repeats what was to be kept', async () => {
  const result = await storeOver(failing('cannot store hunter2')).set('key', new Secret('hunter2'));
  expect(JSON.stringify(result)).not.toContain('hunter2');
});

test('Windows takes 2560 bytes a secret, the others more', async () => {
  const store = (platform: NodeJS.Platform) => storeOver(async () => memoryKeytar(), platform);
  const large = new Secret('é'.repeat(1281));
  expect(await store('win32').set('key', large)).toMatchObject({ ok: false, error: { reason: 'tooLarge' } });
  expect(await store('win32').set('key', new Secret('é'.repeat(1280)))).toMatchObject({ ok: true });
  expect(await store('darwin').set('key', large)).toMatchObject({ ok: true });
});

test('a keychain that never answers is given up', async () => {
  const { clock, advance, settle } = manualClock();
  const stuck = { ...memoryKeytar(), getPassword: () => new Promise<string | null>(() => {}) };
  const asked = storeOver(async () => stuck, 'linux', clock).get('key');
  await settle();
  await advance(60_000);
  expect(await asked).toMatchObject({ ok: false, error: { kind: 'keychain', reason: 'locked' } });
});
