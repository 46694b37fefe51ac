import { expect, test, vi } from 'vitest';
import { createMainWindow } from '../../../main/shell/main-window.ts';

vi.mock('electron', async () => {
  const { EventEmitter } = await import('node:events');
  class BrowserWindow extends EventEmitter {
    hidden = false;
    hide = () => {
      this.hidden = true;
    };
    isMinimized = () => false;
    isMaximized = () => false;
    getNormalBounds = () => ({ x: 0, y: 0, width: 800, height: 600 });
    loadURL = async () => {};
  }
  return {
    BrowserWindow,
    nativeTheme: Object.assign(new EventEmitter(), { shouldUseDarkColors: false }),
    screen: { getAllDisplays: () => [] },
  };
});

/** Presses the close button; answers what became of the window and of the program. */
function close({ staysInTray = true, quitting = false }) {
  let quits = 0;
  const { window } = createMainWindow({
    preload: 'preload.cjs',
    platform: 'linux',
    admit: () => {},
    bounds: null,
    saveBounds: () => {},
    zoom: () => 1,
    isQuitting: () => quitting,
    staysInTray: () => staysInTray,
    quit: () => {
      quits += 1;
    },
  });
  let closes = true;
  const event = {
    preventDefault: () => {
      closes = false;
    },
  };
  window.emit('close', event as never);
  return { closes, hidden: (window as unknown as { hidden: boolean }).hidden, quits };
}

test('closing hides the window while the program lives in the tray', () => {
  expect(close({ staysInTray: true })).toEqual({ closes: false, hidden: true, quits: 0 });
});

test('closing quits when the window is not to stay in the tray: without it nothing could be shown again', () => {
  expect(close({ staysInTray: false })).toEqual({ closes: false, hidden: false, quits: 1 });
});

test('a quit closes it for good', () => {
  expect(close({ quitting: true })).toEqual({ closes: true, hidden: false, quits: 0 });
});
