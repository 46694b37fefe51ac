import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createKeytarStore } from '../../../main/accounts/keytar-store.ts';
import { systemClock } from '../../../main/clock.ts';
import { Secret } from '../../../main/secret.ts';

const hasKeyring = process.env.COMPANION_TEST_KEYRING === '1';
const store = () =>
  createKeytarStore({
    service: 'org.halext.Companion.Test',
    clock: systemClock,
    platform: process.platform,
    newId: randomUUID,
  });

describe.skipIf(!hasKeyring)(
  'the real keychain (skipped without COMPANION_TEST_KEYRING=1: it may be somebody’s own)',
  () => {
    test('works', async () => {
      expect(await store().status()).toEqual({ kind: 'ok' });
    });

    test('keeps a secret for another start, and removes it', async () => {
      const key = `token https://halext.example/api ${randomUUID()} zoë`;
      expect(await store().set(key, new Secret('t0ken ☕'))).toEqual({ ok: true, value: null });
      const found = await store().get(key);
      expect(found.ok && found.value?.reveal()).toBe('t0ken ☕');
      expect(await store().delete(key)).toEqual({ ok: true, value: null });
      expect(await store().get(key)).toEqual({ ok: true, value: null });
      expect(await store().delete(key)).toEqual({ ok: true, value: null });
    });
  },
);

test.runIf(process.platform === 'linux' && !hasKeyring)('without a keychain service the cause is named', async () => {
  const { DBUS_SESSION_BUS_ADDRESS: bus } = process.env;
  process.env.DBUS_SESSION_BUS_ADDRESS = 'unix:path=/nonexistent/bus';
  const status = await store().status();
  if (bus === undefined) delete process.env.DBUS_SESSION_BUS_ADDRESS;
  else process.env.DBUS_SESSION_BUS_ADDRESS = bus;
  expect(status.kind === 'unavailable' && ['noService', 'noLibrary']).toContain(
    status.kind === 'unavailable' ? status.reason : status.kind,
  );
});
