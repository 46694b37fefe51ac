import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { WindowBounds } from '../settings/app-state.ts';
import { PAGE_ORIGIN } from './page-policy.ts';
import { reopened } from './quick-placement.ts';
import { webPreferences } from './window-options.ts';
import { grownTo, leastSize } from './zoom.ts';

export interface MainWindowOptions {
  readonly preload: string;
  readonly platform: NodeJS.Platform;
  readonly admit: (window: BrowserWindow) => void;
  /** Where it was last time; ignored when no display shows that place any more. */
  readonly bounds: WindowBounds | null;
  readonly saveBounds: (bounds: WindowBounds) => void;
  readonly zoom: () => number;
  readonly isQuitting: () => boolean;
  /** True: closing hides, because the program lives in the tray. False: closing quits. */
  readonly staysInTray: () => boolean;
  readonly quit: () => void;
}

export interface MainWindow {
  readonly window: BrowserWindow;
  /** Brings it to the front, whatever it was doing. */
  show(): void;
  /** The page has another zoom: least size and title bar follow. */
  fitZoom(): void;
}

const DEFAULT_SIZE = { width: 1240, height: 800 };
const MINIMUM = { width: 480, height: 400 };
/** What the page still works in, in CSS pixels: the least size at a zoom above 1. */
const LEAST_PAGE = { width: 480, height: 320 };
const BAR_HEIGHT = 44;
/** Height of the three buttons of macOS. */
const LIGHTS = 14;

/** The colours of `--canvas` and `--text`: what is painted before the page is. */
const GROUND = { light: '#ffffff', dark: '#1e2023' } as const;
const INK = { light: '#1a1c20', dark: '#ecedef' } as const;

export function windowBackground(): string {
  return nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light;
}

/** The full window, hidden until its page has painted. */
export function createMainWindow(options: MainWindowOptions): MainWindow {
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  const known = options.bounds && reopened(options.bounds, workAreas);
  const window = new BrowserWindow({
    ...(known ? { x: known.x, y: known.y, width: known.width, height: known.height } : DEFAULT_SIZE),
    minWidth: MINIMUM.width,
    minHeight: MINIMUM.height,
    show: false,
    title: 'Halext Companion',
    backgroundColor: windowBackground(),
    titleBarStyle: 'hidden',
    ...(options.platform === 'darwin'
      ? { trafficLightPosition: lightsAt(options.zoom()) }
      : { titleBarOverlay: overlay(options.zoom()), autoHideMenuBar: true }),
    webPreferences: webPreferences(options.preload, options.zoom()),
  });
  options.admit(window);
  if (known && options.bounds?.maximized) window.maximize();

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
    if (options.platform !== 'darwin') window.setTitleBarOverlay(overlay(options.zoom()));
  });

  function fitZoom(): void {
    const zoom = options.zoom();
    const { workArea } = screen.getDisplayMatching(window.getBounds());
    const least = leastSize(LEAST_PAGE, MINIMUM, zoom, workArea);
    window.setMinimumSize(least.width, least.height);
    // Not every system grows a window that has become too small.
    if (window.isNormal()) window.setBounds(grownTo(window.getBounds(), least, workArea));
    if (options.platform === 'darwin') window.setWindowButtonPosition(lightsAt(zoom));
    else window.setTitleBarOverlay(overlay(zoom));
  }

  void window.loadURL(`${PAGE_ORIGIN}/index.html`);
  return {
    window,
    fitZoom,
    show() {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
  };
}

/** The page draws its bar at the height of the zoom; the system's buttons, which are not zoomed, stand in the middle. */
function lightsAt(zoom: number): { x: number; y: number } {
  return { x: 14, y: Math.round((BAR_HEIGHT * zoom - LIGHTS) / 2) };
}

function overlay(zoom: number): { color: string; symbolColor: string; height: number } {
  const theme = nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
  return { color: GROUND[theme], symbolColor: INK[theme], height: Math.round(BAR_HEIGHT * zoom) - 1 };
}
