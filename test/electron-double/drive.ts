/**
 * `globalThis.__desktop`: the desktop as a test reads it and pulls at it. `spy.cjs` gives a real Electron the same
 * members, except those a real desktop cannot be asked for (`doubleOnly`).
 */
import { app, requests } from './app/app.ts';
import { ignore } from './chromium/browser.ts';
import { permissionRecords } from './contents/permissions.ts';
import { windowOpenRecords } from './contents/popups.ts';
import { navigationRecords } from './contents/requests.ts';
import { makeEvent } from './emitter.ts';
import { faults } from './faults.ts';
import { setOnline } from './session/net.ts';
import { proxy } from './session/proxy.ts';
import { contents, windows } from './state.ts';
import { dialogDrive } from './surfaces/dialog.ts';
import { shortcutDrive } from './surfaces/global-shortcut.ts';
import { describeMenu, MenuDouble } from './surfaces/menu.ts';
import { nativeTheme } from './surfaces/native-theme.ts';
import { notificationDrive } from './surfaces/notification.ts';
import { idleness, powerMonitor } from './surfaces/power-monitor.ts';
import { vault } from './surfaces/safe-storage.ts';
import { screen } from './surfaces/screen.ts';
import { handedOver } from './surfaces/shell.ts';
import { trayDrive, trays } from './surfaces/tray.ts';
import { setFocusedWindow } from './window/focus.ts';

function clickMenu(labelOrId: string): void {
  const menus = [...trays.map((tray) => tray._menu), MenuDouble._popup, MenuDouble.getApplicationMenu()];
  for (const menu of menus) {
    const item = menu?._find(({ label, id }) => label === labelOrId || id === labelOrId);
    if (!item) continue;
    item.click();
    return;
  }
  throw new Error(`There is no menu item ${labelOrId}`);
}

function describeWindows() {
  return [...windows.values()].map((window) => ({
    id: window.id,
    title: window.getTitle(),
    url: window.webContents.getURL(),
    visible: window.isVisible(),
    focused: window.isFocused(),
    minimized: window.isMinimized(),
    alwaysOnTop: window.isAlwaysOnTop(),
    bounds: window.getBounds(),
  }));
}

nativeTheme.on('updated', () => {
  for (const page of contents.values()) page._page.setDark(nativeTheme.shouldUseDarkColors).catch(ignore);
});

const desktop = {
  kind: 'double' as const,
  faults: () => [...faults],
  windows: describeWindows,
  tray: trayDrive,
  menu: { click: clickMenu, application: () => describeMenu(MenuDouble.getApplicationMenu()) },
  globalShortcut: shortcutDrive,
  notifications: notificationDrive.list,
  clickNotification: notificationDrive.click,
  pressNotification: notificationDrive.press,
  badge: () => app.getBadgeCount(),
  opened: () => [...handedOver.addresses],
  dialogs: dialogDrive.list,
  answerDialog: dialogDrive.answer,
  /** Another program takes the keyboard. */
  blurAll: () => setFocusedWindow(null),
  /** The system hands the application an address of its scheme (macOS); true when it took it. */
  openUrl(url: string) {
    const event = makeEvent();
    app.emit('open-url', event, url);
    return event.defaultPrevented;
  },
  power: (event: string) => void powerMonitor.emit(event, makeEvent()),
  online: setOnline,
  systemTheme: (dark: boolean) => nativeTheme._setSystem(dark),
  loginItem: () => requests.loginItem,
  protocols: () => [...requests.protocols],
  navigations: () => [...navigationRecords],
  /** What only the double can do or tell. */
  doubleOnly: {
    permissions: () => [...permissionRecords],
    windowOpens: () => [...windowOpenRecords],
    requests: () => ({ ...requests, protocols: [...requests.protocols] }),
    handedOver: () => ({ ...handedOver }),
    failOpening: (message: string | null) => {
      handedOver.failure = message;
    },
    setDisplays: screen._set.bind(screen),
    setProxy: (answer: string) => {
      proxy.answer = answer;
    },
    setIdle: (seconds: number) => {
      idleness.seconds = seconds;
    },
    setVault: (available: boolean) => {
      vault.available = available;
    },
    window: (id: number) => {
      const window = windows.get(id);
      if (!window) return;
      return {
        level: window._level,
        taskbarMark: window._taskbarMark,
        skipsTaskbar: window._skipsTaskbar,
        opacity: window.getOpacity(),
      };
    },
  },
};

Object.defineProperty(globalThis, '__desktop', { value: desktop, configurable: true });
