import { type BrowserWindow, powerMonitor } from 'electron';
import type { Attention } from '../conversations/index.ts';

export interface Watcher {
  attention(level: Attention): void;
  resumed(): void;
}

/**
 * Tells how closely the person is looking: a window is up, only the tray is (or the screen is locked, where the system
 * says so: macOS and Windows), or the computer sleeps.
 */
export function watchAttention(windows: readonly BrowserWindow[], watcher: Watcher): void {
  let suspended = false;
  let locked = false;

  function tell(): void {
    const front = !locked && windows.some((window) => window.isVisible() && !window.isMinimized());
    watcher.attention(suspended ? 'suspended' : front ? 'front' : 'tray');
  }

  for (const window of windows) {
    window.on('show', tell);
    window.on('hide', tell);
    window.on('minimize', tell);
    window.on('restore', tell);
  }
  powerMonitor.on('suspend', () => {
    suspended = true;
    tell();
  });
  powerMonitor.on('resume', () => {
    suspended = false;
    watcher.resumed();
    tell();
  });
  powerMonitor.on('lock-screen', () => {
    locked = true;
    tell();
  });
  powerMonitor.on('unlock-screen', () => {
    locked = false;
    tell();
  });
  tell();
}
