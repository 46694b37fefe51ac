import { expect, it } from 'vitest';
import { ok } from '../../../main/errors.ts';
import type { Ports } from '../../../main/ports.ts';
import { createAppState } from '../../../main/settings/app-state.ts';
import { createSettings } from '../../../main/settings/settings.ts';
import { createUpdateHost } from '../../../main/updates/assemble.ts';
import { manualClock } from '../accounts/manual-clock.ts';
import { fakeHttp } from '../answers/fake-http.ts';

const DAY = 24 * 3_600_000;

/** A program that runs for a day. */
function program(keys: readonly string[]) {
  const time = manualClock();
  const { http, requests } = fakeHttp({});
  const file = { read: () => undefined, write: () => {} };
  const settings = createSettings(file);
  const host = createUpdateHost({
    ports: {
      clock: time.clock,
      random: () => 0,
      log: () => {},
      settings,
      appState: createAppState(file),
      shell: { info: () => ({ version: '1.0.0' }) } as Ports['shell'],
      updates: {
        feed: { address: 'https://feed.example.org/', keys },
        obstacle: null,
        platform: 'linux',
        arch: 'x64',
        installer: { download: async () => ok(null), install: () => new Promise(() => {}) },
      },
    },
    http,
    emit: () => {},
    underWay: () => ({ runs: [], messages: 0, importing: { kind: 'idle' } }),
  });
  return { time, requests, settings, host };
}

it('looks by itself unless the settings say otherwise, or that the connection costs', async () => {
  const { time, requests, settings, host } = program(['key']);
  const { network } = settings.get();
  settings.set({ updates: { check: 'asked' } });
  await time.advance(DAY);
  settings.set({ updates: { check: 'weekly' }, network: { ...network, metered: true } });
  await time.advance(DAY);
  expect(requests).toHaveLength(0);
  settings.set({ network });
  await time.advance(DAY);
  expect(requests.length).toBeGreaterThan(0);
  await host.close();
});

it('looks nowhere by itself without a key', async () => {
  const { time, requests, host } = program([]);
  await time.advance(30 * DAY);
  expect(requests).toHaveLength(0);
  expect(host.current().state).toEqual({ kind: 'idle', checkedAt: null });
  await host.close();
});
