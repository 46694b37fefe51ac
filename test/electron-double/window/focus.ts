import { app } from '../app/app.ts';
import { makeEvent } from '../emitter.ts';
import type { BrowserWindowDouble } from './browser-window.ts';

let focused: BrowserWindowDouble | null = null;

export function focusedWindow(): BrowserWindowDouble | null {
  return focused;
}

/** Gives the keyboard to a window, or to another program (`null`); the one that had it is told first. */
export function setFocusedWindow(window: BrowserWindowDouble | null): void {
  if (focused === window) return;
  const before = focused;
  focused = window;
  if (before && !before.isDestroyed()) {
    before.emit('blur', makeEvent());
    app.emit('browser-window-blur', makeEvent(), before);
  }
  if (window && focused === window) {
    window.emit('focus', makeEvent());
    app.emit('browser-window-focus', makeEvent(), window);
  }
}
