import { expect, test } from 'vitest';
import { createKeyring } from '../../../main/accounts/keyring.ts';
import { createMemoryStore, type SecretStore } from '../../../main/accounts/secret-store.ts';
import { appError, fail, ok } from '../../../main/errors.ts';
import { Secret } from '../../../main/secret.ts';

const noService = fail(appError('keychain', 'keychain: noService', { reason: 'noService' }));

test('a keychain that fails is told once, and again when it works; the secret holds meanwhile', async () => {
  const store = createMemoryStore();
  let broken = true;
  const keyring = createKeyring({ ...store, set: async (key, value) => (broken ? noService : store.set(key, value)) });
  const told: string[] = [];
  keyring.subscribe((status) => told.push(status.kind));
  await keyring.write('a', new Secret('1'));
  await keyring.write('b', new Secret('2'));
  expect((await keyring.read('a')).ok).toBe(true);
  expect(keyring.status()).toEqual({ kind: 'unavailable', reason: 'noService' });
  expect(await store.get('a')).toEqual(ok(null));
  broken = false;
  await keyring.write('a', new Secret('1'));
  expect(told).toEqual(['unavailable', 'ok']);
});

test('what is asked for happens in that order, however long each takes', async () => {
  const store = createMemoryStore();
  const slow: SecretStore = {
    ...store,
    async set(key, value) {
      await new Promise((later) => setImmediate(later));
      return store.set(key, value);
    },
  };
  const keyring = createKeyring(slow);
  await Promise.all([keyring.write('a', new Secret('late')), keyring.forget('a')]);
  expect(await store.get('a')).toEqual(ok(null));
});
