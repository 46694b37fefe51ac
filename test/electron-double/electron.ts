/**
 * The module `electron` of a main process. One file serves `import` and `require` (Node gives `require` the export
 * named `module.exports`). Modules the double lacks are there by name, and an error at their first use.
 */
import { app } from './app/app.ts';
import { WebContentsDouble } from './contents/web-contents.ts';
import { ipcMain } from './ipc/ipc-main.ts';
import { net } from './session/net.ts';
import { protocol } from './session/protocol.ts';
import { session } from './session/session.ts';
import { strict } from './strict.ts';
import { clipboard } from './surfaces/clipboard.ts';
import { dialog } from './surfaces/dialog.ts';
import { globalShortcut } from './surfaces/global-shortcut.ts';
import { Menu, MenuItemDouble } from './surfaces/menu.ts';
import { nativeImage } from './surfaces/native-image.ts';
import { nativeTheme } from './surfaces/native-theme.ts';
import { NotificationDouble } from './surfaces/notification.ts';
import { powerMonitor, powerSaveBlocker } from './surfaces/power-monitor.ts';
import { safeStorage } from './surfaces/safe-storage.ts';
import { screen } from './surfaces/screen.ts';
import { shell } from './surfaces/shell.ts';
import { TrayDouble } from './surfaces/tray.ts';
import { BrowserWindowDouble } from './window/browser-window.ts';
import './drive.ts';

const BrowserWindow = strict('BrowserWindow', BrowserWindowDouble);
const MenuItem = strict('MenuItem', MenuItemDouble);
const Notification = strict('Notification', NotificationDouble);
const Tray = strict('Tray', TrayDouble);
const webContents = strict('webContents', WebContentsDouble);

/** Exists by name only. */
function lacking(name: string): object {
  return strict(name, Object.create(null) as object);
}

const autoUpdater = lacking('autoUpdater');
const contentTracing = lacking('contentTracing');
const crashReporter = lacking('crashReporter');
const desktopCapturer = lacking('desktopCapturer');
const inAppPurchase = lacking('inAppPurchase');
const netLog = lacking('netLog');
const pushNotifications = lacking('pushNotifications');
const systemPreferences = lacking('systemPreferences');
const utilityProcess = lacking('utilityProcess');
const webFrameMain = lacking('webFrameMain');

const electron = strict('electron', {
  app,
  autoUpdater,
  BrowserWindow,
  clipboard,
  contentTracing,
  crashReporter,
  desktopCapturer,
  dialog,
  globalShortcut,
  inAppPurchase,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  netLog,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  pushNotifications,
  safeStorage,
  screen,
  session,
  shell,
  systemPreferences,
  Tray,
  utilityProcess,
  webContents,
  webFrameMain,
});

export {
  app,
  autoUpdater,
  BrowserWindow,
  clipboard,
  contentTracing,
  crashReporter,
  desktopCapturer,
  dialog,
  electron as default,
  electron as 'module.exports',
  globalShortcut,
  inAppPurchase,
  ipcMain,
  Menu,
  MenuItem,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  netLog,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  pushNotifications,
  safeStorage,
  screen,
  session,
  shell,
  systemPreferences,
  Tray,
  utilityProcess,
  webContents,
  webFrameMain,
};
