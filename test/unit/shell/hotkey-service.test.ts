import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { createNotices } from '../../../main/notices.ts';
import { createHotkeyService } from '../../../main/shell/hotkey-service.ts';
import { fakeClock } from './fake-clock.ts';

function bench() {
  const held = new Set<string>();
  const taken = new Set<string>();
  const notices = createNotices(() => {});
  const webContents = new EventEmitter();
  const window = Object.assign(new EventEmitter(), { webContents });
  const clock = fakeClock();
  const service = createHotkeyService({
    registry: {
      register: (accelerator) => !taken.has(accelerator) && !!held.add(accelerator),
      unregister: (accelerator) => void held.delete(accelerator),
    },
    platform: 'linux',
    clock,
    reader: {
      session: 'x11',
      facts: async () => ({ desktop: 'other', session: 'x11', portal: 'unknown', missingIdentity: null }),
      hasTrayHost: async () => true,
      doNotDisturb: async () => 'unknown',
    },
    command: ['/opt/halext-companion', '--toggle'],
    window,
    open: () => {},
    notices,
    log: () => {},
    changed: () => {},
  });
  return { service, held, taken, notices, window, webContents, clock };
}

test('keys that cannot be had are a notice as long as that lasts', () => {
  const { service, taken, notices } = bench();
  taken.add('F9');
  service.take('F9');
  expect(notices.list()).toMatchObject([{ id: 'hotkey', kind: 'hotkey', state: { reason: 'taken' } }]);
  service.take('F10');
  expect(notices.list()).toEqual([]);
});

test.each(['hide', 'closed', 'did-navigate', 'render-process-gone'])('recording ends with %s', (event) => {
  const { service, held, window, webContents } = bench();
  service.take('F9');
  service.record(true);
  expect([...held]).toEqual([]);
  window.emit(event);
  webContents.emit(event);
  expect([...held]).toEqual(['F9']);
});

test('keys lost during a recording become a notice', async () => {
  const { service, taken, notices, clock } = bench();
  service.take('F9');
  await service.report();
  service.record(true);
  taken.add('F9');
  service.record(false);
  await clock.pass(0);
  expect(notices.list()).toMatchObject([{ kind: 'hotkey', state: { accelerator: 'F9', reason: 'taken' } }]);
});
