import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { WindowBounds } from '../settings/app-state.ts';
import { PAGE_ORIGIN } from './page-policy.ts';
import { isReachable } from './quick-placement.ts';
import { webPreferences } from './window-options.ts';

export interface MainWindowOptions {
  readonly preload: string;
  readonly platform: NodeJS.Platform;
  readonly admit: (window: BrowserWindow) => void;
  /** Where it was last time; ignored when no display shows that place any more. */
  readonly bounds: WindowBounds | null;
  readonly saveBounds: (bounds: WindowBounds) => void;
  readonly isQuitting: () => boolean;
  /** True: closing hides, because the program lives in the tray. False: closing quits. */
  readonly staysInTray: () => boolean;
  readonly quit: () => void;
}

export interface MainWindow {
  readonly window: BrowserWindow;
  /** Brings it to the front, whatever it was doing. */
  show(): void;
}

const DEFAULT_SIZE = { width: 1240, height: 800 };
const MINIMUM = { minWidth: 480, minHeight: 400 };
const BAR_HEIGHT = 44;

/** The colours of `--canvas` and `--text`: what is painted before the page is. */
const GROUND = { light: '#ffffff', dark: '#1e2023' } as const;
const INK = { light: '#1a1c20', dark: '#ecedef' } as const;

export function windowBackground(): string {
  return nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light;
}

/** The full window, hidden until its page has painted. */
export function createMainWindow(options: MainWindowOptions): MainWindow {
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  const known = options.bounds && isReachable(options.bounds, workAreas) ? options.bounds : null;
  const window = new BrowserWindow({
    ...(known ? { x: known.x, y: known.y, width: known.width, height: known.height } : DEFAULT_SIZE),
    ...MINIMUM,
    show: false,
    title: 'Halext Companion',
    backgroundColor: windowBackground(),
    titleBarStyle: 'hidden',
    ...(options.platform === 'darwin'
      ? { trafficLightPosition: { x: 14, y: 15 } }
      : { titleBarOverlay: overlayColours(), autoHideMenuBar: true }),
    webPreferences: webPreferences(options.preload),
  });
  options.admit(window);
  if (known?.maximized) window.maximize();

  const save = () => {
    if (!window.isMinimized()) options.saveBounds({ ...window.getNormalBounds(), maximized: window.isMaximized() });
  };
  window.on('resized', save);
  window.on('moved', save);
  window.on('maximize', save);
  window.on('unmaximize', save);
  window.on('close', (event) => {
    save();
    if (options.isQuitting()) return;
    event.preventDefault();
    if (options.staysInTray()) window.hide();
    else options.quit();
  });
  nativeTheme.on('updated', () => {
    if (window.isDestroyed()) return;
    window.setBackgroundColor(windowBackground());
    if (options.platform !== 'darwin') window.setTitleBarOverlay(overlayColours());
  });

  void window.loadURL(`${PAGE_ORIGIN}/index.html`);
  return {
    window,
    show() {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
  };
}

function overlayColours(): { color: string; symbolColor: string; height: number } {
  const theme = nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
  return { color: GROUND[theme], symbolColor: INK[theme], height: BAR_HEIGHT - 1 };
}
