import { BrowserWindow, screen } from 'electron';
import type { Showing } from '../diagnostics/flights.ts';
import type { TopicHub } from '../ipc/topics.ts';
import { PAGE_ORIGIN } from './page-policy.ts';
import { placeQuickWindow, QUICK_MINIMUM, QUICK_SIZE } from './quick-placement.ts';
import { webPreferences } from './window-options.ts';

export interface QuickWindow {
  readonly window: BrowserWindow;
  toggle(): void;
  /** Shows it over whatever is in front, with the caret in the field; `text` prefills it. */
  show(text: string | null): void;
  hide(): void;
  setPinned(pinned: boolean): void;
  /** The page has another zoom: a window in sight gets the size for it. */
  fitZoom(): void;
}

export interface QuickWindowOptions {
  readonly preload: string;
  readonly platform: NodeJS.Platform;
  readonly hub: TopicHub;
  readonly admit: (window: BrowserWindow) => void;
  readonly background: string;
  readonly isQuitting: () => boolean;
  readonly zoom: () => number;
  readonly now: () => number;
  readonly onShown: (showing: Showing) => void;
}

/**
 * The quick window: created once, hidden rather than destroyed, so that a press of the hotkey only has to show it.
 * Hiding must give the focus back to the program the person was in, which each system does in its own way.
 */
export function createQuickWindow(options: QuickWindowOptions): QuickWindow {
  const { platform, hub } = options;
  const window = new BrowserWindow({
    ...QUICK_SIZE,
    minWidth: QUICK_MINIMUM.width,
    minHeight: QUICK_MINIMUM.height,
    show: false,
    frame: false,
    resizable: true,
    maximizable: false,
    minimizable: platform === 'win32',
    fullscreenable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    backgroundColor: options.background,
    title: 'Halext Companion',
    // A panel takes keys without activating the application: the previous program stays the active one.
    ...(platform === 'darwin' ? { type: 'panel' as const } : {}),
    webPreferences: webPreferences(options.preload, options.zoom()),
  });
  options.admit(window);
  // Over full-screen programs too, and on the Space the person is on rather than the one it was created on.
  window.setAlwaysOnTop(true, platform === 'darwin' ? 'floating' : 'pop-up-menu');
  if (platform !== 'win32')
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });

  let pinned = false;
  /** Since it was shown: a system that is slow to hand over the keyboard takes it away first, which is no leaving. */
  let hadFocus = false;

  function hide(): void {
    if (!window.isVisible()) return;
    // On Windows a hidden window leaves no active one behind; a minimised one activates the next in order.
    if (platform === 'win32') {
      window.setOpacity(0);
      window.minimize();
    }
    window.hide();
  }

  function show(text: string | null): void {
    const calledAt = options.now();
    const display = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
    const bounds = placeQuickWindow(display.workArea, options.zoom());
    if (platform === 'win32' && window.isMinimized()) window.restore();
    // Moving to a display of another scale resizes the window by the old scale: move first, then set the size.
    window.setPosition(bounds.x, bounds.y);
    window.setBounds(bounds);
    hadFocus = window.isFocused();
    window.show();
    if (platform === 'win32') window.setOpacity(1);
    window.focus();
    window.webContents.focus();
    hub.emitTo(window.webContents.id, 'quickShown', { text });
    options.onShown({ calledAt, shownAt: options.now() });
  }

  window.on('focus', () => {
    hadFocus = true;
  });
  window.on('blur', () => {
    if (hadFocus && !pinned && !window.webContents.isDevToolsOpened()) hide();
  });
  window.on('close', (event) => {
    if (options.isQuitting()) return;
    event.preventDefault();
    hide();
  });

  void window.loadURL(`${PAGE_ORIGIN}/quick.html`);
  return {
    window,
    show,
    hide,
    toggle: () => (window.isVisible() && window.isFocused() ? hide() : show(null)),
    setPinned(value) {
      pinned = value;
    },
    fitZoom() {
      if (!window.isVisible()) return;
      window.setBounds(placeQuickWindow(screen.getDisplayMatching(window.getBounds()).workArea, options.zoom()));
    },
  };
}
